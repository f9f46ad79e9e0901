import { foldText, halfWidth, quoted } from './clean.ts'
import { NAME_LANGUAGES } from './languages.ts'
import type { Reader } from './reader.ts'
import { saidText } from './text.ts'

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
/** Of Norway or Sweden only where the default says so: Denmark and Iceland write the same. */
const KRONE = /^kr\.?$/i
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

/** The currencies that a sign, code or name may stand for, the likeliest first; none that customerOS does not know. */
export function currenciesOf(text: string, fallback: string | undefined): readonly Currency[] {
  const code = text.toUpperCase()
  if (isCurrency(code)) return [code]
  const shared = Object.hasOwn(SHARED, text) ? SHARED[text] : undefined
  if (shared) return shared
  if (KRONE.test(text)) return KRONER.filter((one) => one === fallback)
  const one = SYMBOLS.get(text.toLowerCase()) ?? byName(foldText(text))
  return one === undefined ? [] : [one]
}

/** The one currency that a text stands for; null when none that customerOS knows. */
export function currencyOf(text: string, fallback: string | undefined): Currency | null {
  const meant = currenciesOf(text, fallback)
  return meant.find((one) => one === fallback) ?? meant[0] ?? null
}

let real: ReadonlySet<string> | undefined

/** A currency of this world by code, sign or name, though customerOS may not know it. */
export function isRealCurrency(word: string): boolean {
  real ??= new Set(
    NAME_LANGUAGES.flatMap((language) => {
      const display = new Intl.DisplayNames(language, { type: 'currency' })
      return Intl.supportedValuesOf('currency').flatMap((one) => [
        foldText(one),
        foldText(display.of(one) ?? one),
      ])
    }),
  )
  const sign = /\p{Sc}$/u.test(word) || word === 'zł' || word === 'Kč'
  return sign || KRONE.test(word) || real.has(foldText(word))
}

/** A currency that the sheet names, but that customerOS has not: no other may be put in its place. */
export const FOREIGN = 'foreign'

export const readCurrency: Reader<Currency | typeof FOREIGN> = (cell, { defaults, report }) => {
  const text = saidText(cell, report)
  if (text === null) return null
  const currency = currencyOf(halfWidth(text), defaults.currency)
  if (currency !== null) return currency
  report('unknown_choice', `${quoted(text)} is none of ${CURRENCIES.join(', ')}.`)
  return isRealCurrency(text) ? FOREIGN : null
}
