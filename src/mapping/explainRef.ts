import type { Column } from '../smartsheet/model.ts'
import { cut, type Fault } from './faults.ts'
import { closest, nearest } from './nearest.ts'
import type { ColumnRef } from './schema.ts'

/** A sheet may have 400 columns; of more than these, only the few that are most like what was written are shown. */
const MOST_TITLES = 25
const MOST_SIMILAR = 10

/** Why a reference finds no column, what was likely meant, and what there is. */
export function explainRef(
  ref: ColumnRef,
  columns: readonly Column[],
  sameTitle: readonly Column[],
): Pick<Fault, 'message' | 'choices'> {
  if (ref.columnId !== undefined) {
    const now = sameTitle.map(({ id, title }) => `; "${cut(title)}" has the id ${id}`).join('')
    return {
      message: `the sheet has no column with the id ${ref.columnId}${now}.`,
      choices: titlesText(ref.column ?? '', columns),
    }
  }
  const title = ref.column ?? ''
  if (sameTitle.length > 1) {
    const ids = sameTitle.map((column) => `"${cut(column.title)}" is ${column.id}`)
    return {
      message: `several columns are titled "${cut(title)}"; name one by \`columnId\`: ${ids.slice(0, MOST_TITLES).join(', ')}`,
    }
  }
  const near = nearest(
    title,
    columns.map((column) => column.title),
  )
  return {
    message: `the sheet has no column "${cut(title)}"${near === null ? '.' : `; did you mean "${cut(near)}"?`}`,
    choices: titlesText(title, columns),
  }
}

function titlesText(wanted: string, columns: readonly Column[]): string {
  const titles = columns.map(({ title }) => title)
  if (titles.length <= MOST_TITLES) return `Columns of the sheet: ${titles.map(cut).join(', ')}`
  const similar = closest(wanted, titles, MOST_SIMILAR).map(cut).join(', ')
  return `Of ${titles.length} columns these are most like "${cut(wanted)}": ${similar}`
}
