import { quoted } from './clean.ts'
import { decimalOf, parseDecimal } from './decimal.ts'
import type { Reader } from './reader.ts'
import { saidText } from './text.ts'

/** A count: whole and not negative. */
export const readInteger: Reader<number> = (cell, { report }) => {
  const text = saidText(cell, report)
  if (text === null) return null
  const value = cell.value?.kind === 'number' ? cell.value.value : Number(parseDecimal(text) ?? NaN)
  if (!Number.isFinite(value) || !Number.isInteger(value)) {
    report('invalid_number', `${quoted(text)} is not a whole number.`)
    return null
  }
  if (value >= 0 && Number.isSafeInteger(value)) return value
  report('out_of_range', 'The number is negative or too large.')
  return null
}

/** Whole percent, 0 to 100: "40%", 0.4 and 40 are the same; a bare number up to 1 is a fraction. */
export const readPercent: Reader<number> = (cell, { report }) => {
  const percent = percentOf(cell.value?.kind === 'number' ? cell.value.value : null, saidText(cell, report))
  if (percent === null) return null
  if (Number.isNaN(percent)) {
    report('invalid_number', 'Not a percentage; map words to numbers with `values`.')
    return null
  }
  if (percent >= 0 && percent <= 100) return Math.round(percent)
  report('out_of_range', 'A likelihood is from 0 to 100 percent.')
  return null
}

/** The sign, or the word in the languages of the corpus. */
const PERCENT =
  /^(.*?)\s*(?:[%％]|percent|per cent|pct|prozent|procent|pour cent|por ciento|por cento|per cento)$/i

function percentOf(value: number | null, text: string | null): number | null {
  if (text === null) return null
  const signed = PERCENT.exec(text)
  if (value !== null) return signed || Math.abs(value) <= 1 ? scaled(value) : value
  if (signed) return Number(parseDecimal(signed[1] ?? '') ?? NaN)
  const bare = Number(parseDecimal(text) ?? NaN)
  return Math.abs(bare) <= 1 ? scaled(bare) : bare
}

// By way of decimals: 0.29 * 100 is 28.999999999999996, which matters where it is rounded.
const scaled = (fraction: number): number => Number((Number(decimalOf(fraction)) * 100).toFixed(6))
