import { quoted } from './clean.ts'
import { currencyOf, isRealCurrency } from './currency.ts'
import { decimalOf, parseDecimal, shiftDecimal } from './decimal.ts'
import type { ReadContext, Reader } from './reader.ts'
import { cellText } from './text.ts'

export interface Money {
  /** A decimal for Postgres `numeric`. */
  amount: string
  /** Told by a sign or code beside the number; null when none. */
  currency: string | null
}

/** Powers of ten behind a number. A bare M is a million, as in "1.2M". */
const MULTIPLES: ReadonlyMap<string, number> = new Map([
  ['k', 3],
  ['tsd', 3],
  ['thousand', 3],
  ['m', 6],
  ['mn', 6],
  ['mm', 6],
  ['mio', 6],
  ['million', 6],
  ['millions', 6],
  ['millionen', 6],
  ['bn', 9],
  ['b', 9],
  ['mrd', 9],
  ['billion', 9],
])

/** Numeric text has 131,072 digits before Postgres objects; nobody's deal has more than these. */
const MAX_DIGITS = 60

const AROUND_NUMBER = /^([^\d.,]*)([\d.,](?:[\d.,'’\s]*[\d.,])?)([^\d]*)$/

/** "$1,234.50", "1.234,50 EUR", "12k", "(1,000)", 1234.5; currency by sign, code or the cell's format. */
export const readMoney: Reader<Money> = (cell, context) => {
  if (cell.value?.kind === 'number') {
    const shown = AROUND_NUMBER.exec(cell.display?.trim() ?? '')
    const currency = shown ? unitsOf([shown[1], shown[3]], context)?.currency : null
    return { amount: decimalOf(cell.value.value), currency: currency ?? null }
  }
  const text = cellText(cell, context.report)
  if (text === null) return null
  const money = cell.value?.kind === 'boolean' ? null : parseMoney(text, context)
  if (money === null) context.report('invalid_number', `${quoted(text)} is not an amount of money.`)
  return money
}

function parseMoney(text: string, context: ReadContext): Money | null {
  const match = AROUND_NUMBER.exec(text)
  if (match?.[2] === undefined) return null
  const [, before = '', digits, after = ''] = match
  const units = unitsOf([before, after], context)
  const decimal = parseDecimal(digits)
  if (units === null || decimal === null || decimal.length > MAX_DIGITS) return null
  const amount = shiftDecimal(decimal, units.power)
  const negative = /[-−]/.test(before) || (before.includes('(') && after.includes(')'))
  return { amount: negative && amount !== '0' ? `-${amount}` : amount, currency: units.currency }
}

/** What stands around the number; null when it is something else than a currency and a multiple. */
function unitsOf(
  around: readonly (string | undefined)[],
  { defaults, report }: ReadContext,
): { currency: string | null; power: number } | null {
  let currency: string | null = null
  let power = 0
  const words = around.flatMap(
    (part) => (part ?? '').replace(/[-−–—+()]/g, ' ').match(/\p{L}*\p{Sc}|\p{L}+/gu) ?? [],
  )
  for (const word of words.flatMap(splitMultiple)) {
    const multiple = MULTIPLES.get(word.toLowerCase())
    const known = currencyOf(word, defaults.currency)
    if (multiple !== undefined && power === 0) power = multiple
    else if (known !== null) currency ??= known
    else if (isRealCurrency(word))
      report('unknown_choice', `The currency ${word} is not one that customerOS knows.`)
    else return null
  }
  return { currency, power }
}

/** "k€" is two words; "US$" is one. */
function splitMultiple(word: string): string[] {
  const match = /^(k|m|mn|mio|bn)(\p{Sc})$/iu.exec(word)
  return match?.[1] === undefined || match[2] === undefined ? [word] : [match[1], match[2]]
}
