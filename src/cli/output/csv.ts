/** By which a spreadsheet knows that a text begins a formula; full-width signs count in East Asian settings. */
const FORMULA = '[=+\\-@＝＋－＠]'
/** What a spreadsheet may leave out, or not see, before the sign. */
const UNSEEN = '[\\s\\p{Cc}\\p{Cf}"\'`]*'
const AT_START = new RegExp(`^${UNSEEN}${FORMULA}|^[\\t\\r\\n]`, 'u')
/** Where `;` or a tab parts cells, as in many countries, a new cell begins in the middle of ours. */
const AFTER_SEPARATOR = new RegExp(`[;\\t\\r\\n|](?=${UNSEEN}${FORMULA})`, 'gu')

/**
 * RFC 4180 with CRLF. A text that a spreadsheet would run as a formula gets an apostrophe in front: rows of
 * this file come from sheets that strangers can fill in.
 */
export function renderCsv(rows: readonly (readonly (string | number | null)[])[]): string {
  return rows.map((row) => `${row.map(field).join(',')}\r\n`).join('')
}

function field(value: string | number | null): string {
  if (value === null) return ''
  if (typeof value === 'number') return String(value)
  const parted = value.replace(AFTER_SEPARATOR, "$&'")
  const guarded = AT_START.test(value) ? `'${parted}` : parted
  return /[",;\t\r\n]/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded
}
