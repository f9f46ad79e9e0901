import { halfWidth } from './clean.ts'

/** Groups of three between one kind of space or apostrophe: "1 234 567", "1'234". */
const SPACED = /^([-+−]?)(\d{1,3})(?:([\s'’‘])\d{3}(?:\3\d{3})*)(?=[.,]|$)/
/** Groups of three, or as in India of two before the last three. */
const GROUPED = /^\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*$|^\d{1,2}(?:,\d{2})+,\d{3}$/

/**
 * "1,234.50", "1.234,50", "1 234,5", "1'234", "-.5" as a plain decimal ("1234.5"); null when it is no number.
 * One separator before exactly three digits groups thousands, unless the number starts with a zero.
 */
export function parseDecimal(text: string): string | null {
  const compact = halfWidth(text)
    .trim()
    .replace(SPACED, (spaced) => spaced.replace(/[\s'’‘]/g, ''))
  const match = /^([-+−]?)([\d.,]*\d[.,]?)$/.exec(compact)
  if (match?.[2] === undefined) return null
  const parts = wholeAndFraction(match[2])
  if (parts === null) return null
  const digits = plainDecimal(...parts)
  return digits !== '0' && (match[1] === '-' || match[1] === '−') ? `-${digits}` : digits
}

function plainDecimal(whole: string, fraction: string): string {
  const significant = fraction.replace(/0+$/, '')
  const digits = whole.replace(/^0+(?=\d)/, '') || '0'
  return significant === '' ? digits : `${digits}.${significant}`
}

function wholeAndFraction(number: string): [string, string] | null {
  const mark = decimalMark(number)
  const at = mark === null ? number.length : number.lastIndexOf(mark)
  const whole = number.slice(0, at)
  const fraction = number.slice(at + 1)
  if (/[.,]/.test(fraction)) return null
  if (/^\d*$/.test(whole)) return [whole, fraction]
  return GROUPED.test(whole) ? [whole.replace(/[.,]/g, ''), fraction] : null
}

/** Which character parts whole and fraction; null when there is no fraction. */
function decimalMark(number: string): '.' | ',' | null {
  const dot = number.lastIndexOf('.')
  const comma = number.lastIndexOf(',')
  if (dot === -1 && comma === -1) return null
  if (dot !== -1 && comma !== -1) return dot > comma ? '.' : ','
  const mark = dot === -1 ? ',' : '.'
  if (number.indexOf(mark) !== number.lastIndexOf(mark)) return null
  return /^[1-9]\d{0,2}[.,]\d{3}$/.test(number) ? null : mark
}

/** A number as a plain decimal, without exponent. */
export function decimalOf(value: number): string {
  const text = String(value)
  if (!text.includes('e')) return text === '-0' ? '0' : text
  return value
    .toLocaleString('en-US', { useGrouping: false, maximumFractionDigits: 100 })
    .replace(/^-0$/, '0')
}

/** The decimal times ten to the power of `places`, exactly. */
export function shiftDecimal(decimal: string, places: number): string {
  const sign = decimal.startsWith('-') ? '-' : ''
  const [whole = '', fraction = ''] = decimal.replace('-', '').split('.')
  const padded = fraction.padEnd(places, '0')
  return `${sign}${plainDecimal(whole + padded.slice(0, places), padded.slice(places))}`
}
