const GROUPS_OF_DIGITS = /^\d{1,3}(?:\d{2,3})*\d{3}$/

/**
 * "1,234.50", "1.234,50", "1 234,5", "1'234", "-.5" as a plain decimal ("1234.5"); null when it is no number.
 * One separator before exactly three digits groups thousands, unless the number starts with a zero.
 */
export function parseDecimal(text: string): string | null {
  const compact = text.trim().replace(/(?<=\d)[\s'’](?=\d{3}(?!\d))/g, '')
  const match = /^([-+−]?)([\d.,]*\d[.,]?)$/.exec(compact)
  if (match?.[2] === undefined) return null
  const parts = wholeAndFraction(match[2])
  if (parts === null) return null
  const whole = parts[0].replace(/^0+(?=\d)/, '') || '0'
  const fraction = parts[1].replace(/0+$/, '')
  const digits = fraction === '' ? whole : `${whole}.${fraction}`
  return digits !== '0' && (match[1] === '-' || match[1] === '−') ? `-${digits}` : digits
}

function wholeAndFraction(number: string): [string, string] | null {
  const mark = decimalMark(number)
  const at = mark === null ? number.length : number.lastIndexOf(mark)
  const grouped = number.slice(0, at)
  const fraction = number.slice(at + 1)
  if (/[.,]/.test(fraction)) return null
  const marks = new Set(grouped.replace(/\d/g, ''))
  if (marks.size === 0) return [grouped, fraction]
  const pieces = grouped.split(/[.,]/)
  const wellGrouped =
    marks.size === 1 &&
    GROUPS_OF_DIGITS.test(pieces.join('')) &&
    /^\d{1,3}$/.test(pieces[0] ?? '') &&
    pieces.slice(1, -1).every((piece) => /^\d{2,3}$/.test(piece)) &&
    pieces.at(-1)?.length === 3
  return wellGrouped ? [pieces.join(''), fraction] : null
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
  const negative = decimal.startsWith('-')
  const [whole = '', fraction = ''] = decimal.replace('-', '').split('.')
  const padded = fraction.padEnd(places, '0')
  const shifted = parseDecimal(`${whole}${padded.slice(0, places)}.${padded.slice(places)}0`) ?? decimal
  return negative ? `-${shifted}` : shifted
}
