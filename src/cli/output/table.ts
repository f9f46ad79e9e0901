import stringWidth from 'string-width'
import { oneLine } from '../../core/oneLine.ts'

export interface TableColumn {
  title: string
  align?: 'left' | 'right'
  /** Never shortened: ids and numbers, of which a part is worth nothing. */
  whole?: boolean
  /** Left out where the others would become too narrow beside it; the last of these goes first. */
  spare?: boolean
  /** What a shortened text should keep to be of use, in terminal columns. */
  readable?: number
}

const GAP = '  '
const NARROWEST = 6
const READABLE = 12

const segmenter = new Intl.Segmenter()

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
  const all = columns.map((column, i): Laid => {
    const texts = [column.title, ...rows.map((row) => oneLine(row[i] ?? ''))]
    const wanted = texts.reduce((widest, text) => Math.max(widest, stringWidth(text)), 0)
    return { column, texts, wanted, width: wanted }
  })
  const laid = width === null ? all : layOut(all, width)
  const lines = Array.from({ length: rows.length + 1 }, (_, line) =>
    laid
      .map(({ column, texts, width }) => pad(fit(texts[line] ?? '', width), width, column.align ?? 'left'))
      .join(GAP)
      .trimEnd(),
  )
  return lines.join('\n')
}

/** A column with its texts, title first, and the room that it has. */
interface Laid {
  column: TableColumn
  texts: readonly string[]
  wanted: number
  width: number
}

function pad(text: string, width: number, align: 'left' | 'right'): string {
  const blanks = ' '.repeat(Math.max(0, width - stringWidth(text)))
  return align === 'left' ? text + blanks : blanks + text
}

function layOut(columns: readonly Laid[], width: number): readonly Laid[] {
  const shrunk = shrink(columns, width)
  const readable = shrunk.every(
    ({ column, wanted, width }) => width >= Math.min(wanted, column.readable ?? READABLE),
  )
  const spare = columns.findLastIndex(({ column }) => column.spare === true)
  return (readable && excessOf(shrunk, width) <= 0) || spare === -1
    ? shrunk
    : layOut(columns.toSpliced(spare, 1), width)
}

const excessOf = (columns: readonly Laid[], width: number): number =>
  columns.reduce((sum, laid) => sum + laid.width, 0) + GAP.length * (columns.length - 1) - width

/** Takes from the widest column that may shrink, one terminal column at a time, until the table fits. */
function shrink(columns: readonly Laid[], width: number): Laid[] {
  const shrunk = columns.map((laid) => ({ ...laid }))
  for (let excess = excessOf(shrunk, width); excess > 0; excess -= 1) {
    const [first, ...others] = shrunk.filter((laid) => laid.column.whole !== true && laid.width > NARROWEST)
    if (first === undefined) break
    others.reduce((widest, laid) => (laid.width > widest.width ? laid : widest), first).width -= 1
  }
  return shrunk
}
