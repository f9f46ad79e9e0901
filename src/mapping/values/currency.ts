import { foldText, quoted } from './clean.ts'
import { NAME_LANGUAGES } from './languages.ts'
import type { Reader } from './reader.ts'
import { cellText } from './text.ts'

/** What customerOS knows (reference customeros-model.md section 5). */
export const CURRENCIES = [
  'AUD',
  'BRL',
  'CAD',
  'CHF',
  'CNY',
  'EUR',
  'GBP',
  'HKD',
  'INR',
  'JPY',
  'KRW',
  'MXN',
  'NOK',
  'NZD',
  'RON',
  'SEK',
  'SGD',
  'TRY',
  'USD',
  'ZAR',
] as const
export type Currency = (typeof CURRENCIES)[number]

const SYMBOLS: ReadonlyMap<string, Currency> = new Map([
  ['€', 'EUR'],
  ['£', 'GBP'],
  ['₹', 'INR'],
  ['rs', 'INR'],
  ['rs.', 'INR'],
  ['₩', 'KRW'],
  ['₺', 'TRY'],
  ['tl', 'TRY'],
  ['r$', 'BRL'],
  ['a$', 'AUD'],
  ['au$', 'AUD'],
  ['c$', 'CAD'],
  ['ca$', 'CAD'],
  ['nz$', 'NZD'],
  ['hk$', 'HKD'],
  ['s$', 'SGD'],
  ['sg$', 'SGD'],
  ['us$', 'USD'],
  ['mx$', 'MXN'],
  ['元', 'CNY'],
  ['rmb', 'CNY'],
  ['cn¥', 'CNY'],
  ['円', 'JPY'],
  ['jp¥', 'JPY'],
  ['fr', 'CHF'],
  ['fr.', 'CHF'],
  ['sfr', 'CHF'],
  ['sfr.', 'CHF'],
  ['lei', 'RON'],
  ['r', 'ZAR'],
])

/** Signs that several currencies share: the default decides, if it is one of them; else the first. */
const SHARED: Readonly<Record<string, readonly Currency[]>> = {
  $: ['USD', 'AUD', 'CAD', 'HKD', 'MXN', 'NZD', 'SGD'],
  '¥': ['JPY', 'CNY'],
  '￥': ['JPY', 'CNY'],
}
const KRONER: readonly Currency[] = ['NOK', 'SEK']

const isCurrency = (code: string): code is Currency => (CURRENCIES as readonly string[]).includes(code)

let names: Map<string, Currency> | undefined

/** "euro", "US-Dollar", "livre sterling": as the languages of the corpus call them. */
function byName(name: string): Currency | undefined {
  names ??= new Map([
    ...NAME_LANGUAGES.flatMap((language) => {
      const display = new Intl.DisplayNames(language, { type: 'currency' })
      return CURRENCIES.map((code) => [foldText(display.of(code) ?? code), code] as const)
    }),
    ...(['euro', 'euros', 'eur'] as const).map((name) => [name, 'EUR'] as const),
    ...(['dollar', 'dollars', 'us dollars'] as const).map((name) => [name, 'USD'] as const),
    ...(['pound', 'pounds', 'sterling', 'pfund'] as const).map((name) => [name, 'GBP'] as const),
  ])
  return names.get(name)
}

/** The currency that a sign, code or name stands for; null when none that customerOS knows. */
export function currencyOf(text: string, fallback: string | undefined): Currency | null {
  const code = text.toUpperCase()
  if (isCurrency(code)) return code
  const shared = Object.hasOwn(SHARED, text) ? SHARED[text] : undefined
  if (shared) return shared.find((one) => one === fallback) ?? shared[0] ?? null
  if (code === 'KR' || code === 'KR.') return KRONER.find((one) => one === fallback) ?? null
  return SYMBOLS.get(text.toLowerCase()) ?? byName(foldText(text)) ?? null
}

let realCodes: Set<string> | undefined

/** A currency of this world, though customerOS may not know it. */
export function isRealCurrency(code: string): boolean {
  realCodes ??= new Set(Intl.supportedValuesOf('currency'))
  return realCodes.has(code.toUpperCase()) || code === 'zł' || code === 'Kč'
}

export const readCurrency: Reader<string> = (cell, { defaults, report }) => {
  const text = cellText(cell, report)
  if (text === null) return null
  const currency = currencyOf(text, defaults.currency)
  if (currency === null) report('unknown_choice', `${quoted(text)} is none of ${CURRENCIES.join(', ')}.`)
  return currency
}
