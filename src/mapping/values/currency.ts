import { foldText, halfWidth, quoted } from './clean.ts'
import { CURRENCIES, type Currency, isCurrency } from './currencyCodes.ts'
import { currenciesOfSharedName, currencyByName } from './currencyNames.ts'
import { NAME_LANGUAGES } from './languages.ts'
import type { Reader } from './reader.ts'
import { saidText } from './text.ts'

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
const DOLLAR = /^dollars?$/i
/** Of Norway or Sweden only where the default says so: Denmark and Iceland write the same. */
const KRONE = /^kr\.?$/i
const KRONER: readonly Currency[] = ['NOK', 'SEK']

/** The currencies that a sign, code or name may stand for, the likeliest first; none that customerOS does not know. */
export function currenciesOf(text: string, fallback: string | undefined): readonly Currency[] {
  const code = text.toUpperCase()
  if (isCurrency(code)) return [code]
  const shared = Object.hasOwn(SHARED, text) ? SHARED[text] : DOLLAR.test(text) ? SHARED['$'] : undefined
  if (shared) return shared
  const ofDefault = KRONE.test(text) ? KRONER : currenciesOfSharedName(text)
  if (ofDefault) return ofDefault.filter((one) => one === fallback)
  const one = SYMBOLS.get(text.toLowerCase()) ?? currencyByName(text)
  return one === undefined ? [] : [one]
}

/** The one currency that a text stands for; null when none that customerOS knows. */
export function currencyOf(text: string, fallback: string | undefined): Currency | null {
  const meant = currenciesOf(text, fallback)
  return meant.find((one) => one === fallback) ?? meant[0] ?? null
}

/** A code, a sign, a word: "CHF (Swiss)" has two of them. */
const WORD = /\p{L}*\p{Sc}|\p{L}+/gu
const DOUBT = /\?|\b(?:not|no|non|nicht|kein|keine|nie|geen|niet)\b/i

/** "CHF (Swiss)", "EUR - Euro", "USD $": the only code, unless something beside it stands for another currency. */
function codeAmongWords(text: string): Currency | null {
  if (DOUBT.test(text)) return null
  const words = text.match(WORD) ?? []
  const codes = new Set(words.filter((word) => /^[A-Z]{3}$/.test(word) && isRealCurrency(word)))
  const [code, ...more] = codes
  if (code === undefined || more.length > 0 || !isCurrency(code)) return null
  const agrees = (word: string): boolean => {
    const meant = currenciesOf(word, code)
    return meant.length === 0 ? !/\p{Sc}/u.test(word) : meant.includes(code)
  }
  return words.every(agrees) ? code : null
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
  return sign || KRONE.test(word) || currenciesOfSharedName(word) !== undefined || real.has(foldText(word))
}

/** A currency that the sheet names, but that customerOS has not: no other may be put in its place. */
export const FOREIGN = 'foreign'

export const readCurrency: Reader<Currency | typeof FOREIGN> = (cell, { defaults, report }) => {
  const text = saidText(cell, report)
  if (text === null) return null
  const plain = halfWidth(text)
  const currency = currencyOf(plain, defaults.currency) ?? codeAmongWords(plain)
  if (currency !== null) return currency
  report('unknown_choice', `${quoted(text)} is none of ${CURRENCIES.join(', ')}.`)
  return isRealCurrency(text) ? FOREIGN : null
}
