import type { Column } from '../smartsheet/model.ts'
import { cut, type Fault } from './faults.ts'
import { closestWords, nearestWord, type Word } from './nearest.ts'
import type { ColumnRef } from './schema.ts'

/** A sheet may have 400 columns; of more than these, only the few that are most like what was written are shown. */
const MOST_TITLES = 25
const MOST_SIMILAR = 10

/** What is likely meant is looked for so often at most: where more columns are not found, all have one cause. */
export const MOST_GUESSES = 20

/** Why a reference finds no column, what was likely meant, and what there is; `titles` are those of all columns. */
export function explainRef(
  ref: ColumnRef,
  titles: readonly Word[],
  sameTitle: readonly Column[],
  guess = true,
): Pick<Fault, 'message' | 'choices'> {
  if (ref.columnId !== undefined) {
    const now = sameTitle.map(({ id, title }) => `; "${cut(title)}" has the id ${id}`).join('')
    return {
      message: `the sheet has no column with the id ${ref.columnId}${now}.`,
      choices: () => titlesText(ref.column ?? '', titles),
    }
  }
  const title = ref.column ?? ''
  if (sameTitle.length > 1) {
    const ids = sameTitle.map((column) => `"${cut(column.title)}" is ${column.id}`)
    return {
      message: `several columns are titled "${cut(title)}"; name one by \`columnId\`: ${ids.slice(0, MOST_TITLES).join(', ')}`,
    }
  }
  const near = guess ? nearestWord(title, titles) : null
  return {
    message: `the sheet has no column "${cut(title)}"${near === null ? '.' : `; did you mean "${cut(near)}"?`}`,
    choices: () => titlesText(title, titles),
  }
}

function titlesText(wanted: string, titles: readonly Word[]): string {
  if (titles.length <= MOST_TITLES)
    return `Columns of the sheet: ${titles.map(({ text }) => cut(text)).join(', ')}`
  const similar = closestWords(wanted, titles, MOST_SIMILAR).map(cut).join(', ')
  return `Of ${titles.length} columns these are most like "${cut(wanted)}": ${similar}`
}
