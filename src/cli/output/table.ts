import stringWidth from 'string-width'

export interface TableColumn {
  title: string
  align?: 'left' | 'right'
  /** Never shortened: ids and numbers, of which a part is worth nothing. */
  whole?: boolean
}

const GAP = '  '
const NARROWEST = 6

const segmenter = new Intl.Segmenter()

/** One line without control characters: cells come from sheets, and a terminal obeys what it is sent. */
export const oneLine = (text: string): string =>
  text.replace(/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]+/gu, ' ').trim()

/** At most `width` terminal columns; what was cut shows as `…`. */
export function fit(text: string, width: number): string {
  if (stringWidth(text) <= width) return text
  let kept = ''
  let used = 0
  for (const { segment } of segmenter.segment(text)) {
    used += stringWidth(segment)
    if (used > width - 1) break
    kept += segment
  }
  return `${kept.trimEnd()}…`
}

/** Columns side by side under their titles, within `width` (null: as wide as they are). No line end at the end. */
export function renderTable(
  columns: readonly TableColumn[],
  rows: readonly (readonly string[])[],
  width: number | null,
): string {
  const lines = [columns.map((column) => column.title), ...rows.map((row) => row.map(oneLine))]
  const wanted = columns.map((_, i) => Math.max(...lines.map((line) => stringWidth(line[i] ?? ''))))
  const widths = width === null ? wanted : shrink(columns, wanted, width)
  return lines
    .map((line) =>
      columns
        .map((column, i) => pad(fit(line[i] ?? '', widths[i] ?? 0), widths[i] ?? 0, column.align ?? 'left'))
        .join(GAP)
        .trimEnd(),
    )
    .join('\n')
}

function pad(text: string, width: number, align: 'left' | 'right'): string {
  const blanks = ' '.repeat(Math.max(0, width - stringWidth(text)))
  return align === 'left' ? text + blanks : blanks + text
}

/** Takes from the widest column that may shrink, one terminal column at a time, until the table fits. */
function shrink(columns: readonly TableColumn[], wanted: readonly number[], width: number): number[] {
  const widths = [...wanted]
  let excess = widths.reduce((sum, w) => sum + w, 0) + GAP.length * (columns.length - 1) - width
  while (excess > 0) {
    let widest = -1
    for (const [i, column] of columns.entries()) {
      if (column.whole !== true && (widths[i] ?? 0) > (widths[widest] ?? NARROWEST)) widest = i
    }
    if (widest === -1) break
    widths[widest] = (widths[widest] ?? 0) - 1
    excess -= 1
  }
  return widths
}
