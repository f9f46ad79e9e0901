import { halfWidth, quoted } from './clean.ts'
import { currenciesOf, isRealCurrency } from './currency.ts'
import { decimalOf, parseDecimal, shiftDecimal } from './decimal.ts'
import type { ReadContext, Reader } from './reader.ts'
import { saidText } from './text.ts'

export interface Money {
  /** A decimal for Postgres `numeric`. */
  amount: string
  /** Told by a sign or code beside the number; null when none. */
  currency: string | null
  /** Another currency than any that customerOS knows stands there: the amount is not in the default one. */
  foreign: boolean
}

/** Powers of ten behind a number. A bare M is a million, as in "1.2M". */
const MULTIPLES: ReadonlyMap<string, number> = new Map(
  Object.entries({
    3: 'k,tsd,thousand,tausend',
    5: 'lakh,lakhs',
    6: 'm,mn,mm,mio,million,millions,millionen,millón,millon,millones,milhão,milhao,milhões,milhoes,milione,milioni,miljoen',
    7: 'crore,crores',
    9: 'bn,b,mrd,billion,milliarde,milliarden,milliard,milliards,miliardo,miliardi,miljard',
  }).flatMap(([power, words]) => words.split(',').map((word) => [word, Number(power)] as const)),
)

/** Numeric text has 131,072 digits before Postgres objects; nobody's deal has more than these. */
const MAX_DIGITS = 60

/** A full stop after letters ends a word ("Fr.500"); elsewhere it may begin the number (".5"). */
const AROUND_NUMBER = /^(\D*?)((?:(?<!\p{L})[.,])?\d(?:[\d.,'’‘\s]*\d)?)(\D*)$/u
/** What Europeans write for no cents: "500,-", "12.000.–". */
const NO_CENTS = /^[.,](?:[-–—]{1,2})?/
const UNIT = /\s+|\p{L}*\p{Sc}|\p{L}+\.?/gu

/** "$1,234.50", "1.234,50 EUR", "12k", "(1,000)", 1234.5; currency by sign, code or the cell's format. */
export const readMoney: Reader<Money> = (cell, context) => {
  if (cell.value?.kind === 'number') return formatted(cell.value.value, cell.display, context)
  const text = saidText(cell, context.report)
  if (text === null) return null
  const money = cell.value?.kind === 'boolean' ? null : parseMoney(halfWidth(text), context)
  if (money === null) context.report('invalid_number', `${quoted(text)} is not an amount of money.`)
  return money
}

/** The value counts, not how it is shown; but a percentage is no amount, and its sign names the currency. */
function formatted(value: number, display: string | null, context: ReadContext): Money | null {
  const amount = decimalOf(value)
  const shown = AROUND_NUMBER.exec(halfWidth(display?.trim() ?? ''))
  const around = `${shown?.[1] ?? ''} ${shown?.[3] ?? ''}`
  if (around.includes('%')) {
    context.report('invalid_number', 'A percentage is not an amount of money.')
    return null
  }
  const units = unitsOf(around.replace(/[-−+()]/g, ' '), context)
  if (units !== null) return { amount, currency: units.currency, foreign: units.foreign }
  const foreign = /[\p{L}\p{Sc}]/u.test(around)
  if (foreign) context.report('unknown_choice', `The unit in ${quoted(display ?? '')} is no known currency.`)
  return { amount, currency: null, foreign }
}

function parseMoney(text: string, context: ReadContext): Money | null {
  const match = AROUND_NUMBER.exec(text)
  if (match?.[2] === undefined) return null
  const sign = signOf(match[1] ?? '', (match[3] ?? '').replace(NO_CENTS, ''))
  const decimal = parseDecimal(match[2])
  if (sign === null || decimal === null || decimal.length > MAX_DIGITS) return null
  const units = unitsOf(sign.units, context)
  if (units === null) return null
  const amount = shiftDecimal(decimal, units.power)
  return {
    amount: sign.negative && amount !== '0' ? `-${amount}` : amount,
    currency: units.currency,
    foreign: units.foreign,
  }
}

/** "-$5", "$-5", "(5)", "($5)", "$(5)"; null for more signs than one, or one that stands elsewhere. */
function signOf(before: string, after: string): { negative: boolean; units: string } | null {
  const signs = before.match(/[-−–+(]/g) ?? []
  const closing = after.match(/[-−–+()]/g) ?? []
  if (signs.length > 1) return null
  if (closing.join('') !== (signs[0] === '(' ? ')' : '')) return null
  const units = `${before.replace(/[-−–+(]/, ' ')} ${after.replace(')', ' ')}`
  return { negative: signs.length === 1 && signs[0] !== '+', units }
}

interface Units {
  currency: string | null
  foreign: boolean
  power: number
}

/** What stands around the number; null when it is anything else than one currency and one multiple. */
function unitsOf(around: string, { defaults, report }: ReadContext): Units | null {
  const words = around.match(UNIT) ?? []
  if (words.join('') !== around) return null
  let known: readonly string[] | null = null
  let foreign = false
  let power = 0
  for (const word of words.filter((one) => one.trim() !== '').flatMap(splitMultiple)) {
    const multiple = MULTIPLES.get(word.toLowerCase().replace(/\.$/, ''))
    if (multiple !== undefined && power === 0) {
      power = multiple
      continue
    }
    const meant = currenciesOf(word, defaults.currency)
    if (meant.length > 0) known = known === null ? meant : meant.filter((one) => known?.includes(one))
    else if (isRealCurrency(word)) foreign = true
    else return null
  }
  if (known !== null && (foreign || known.length === 0)) return null
  const currency =
    known === null ? null : (known.find((one) => one === defaults.currency) ?? known[0] ?? null)
  if (foreign) report('unknown_choice', 'The currency is not one that customerOS knows; it was left out.')
  return { currency, foreign, power }
}

/** "k€" is two words, and so is "TEUR"; "US$" is one. */
function splitMultiple(word: string): string[] {
  const match = /^(k|t|m|mn|mio|bn)(€|eur)$|^(k|m|mn|mio|bn)(\p{Sc})$/iu.exec(word)
  const [multiple, sign] = match?.[1] === undefined ? [match?.[3], match?.[4]] : [match[1], match[2]]
  if (multiple === undefined || sign === undefined) return [word]
  return [/^t$/i.test(multiple) ? 'k' : multiple, sign]
}
