import { beginning } from '../core/beginning.ts'
import { oneLine } from '../core/oneLine.ts'
import type { Column, Row } from '../smartsheet/model.ts'
import type { RowIssue } from './record.ts'
import { storable } from './values/clean.ts'

/** Everything that can be wrong with a cell or a row. A closed list, explained in docs/mapping.md. */
export const ISSUES = {
  ambiguous_identity: 'several entities answer to the only key of a record; it was kept apart',
  column_added: 'the sheet has a column that it had not when the mapping was saved',
  column_missing: 'a column is gone from the sheet; what it gave stays as it was',
  column_renamed: 'the column has another title than when the mapping was saved',
  column_retyped: 'the column has another type than when the mapping was saved',
  flattened_cell: 'a cell of several values came as one text; it was used as one value',
  formula_error: 'the formula has no result; the previous value stays',
  image_cell: 'the cell holds a picture, not data',
  invalid_date: 'not a calendar date, or its order of day and month cannot be told',
  invalid_email: 'not an email address; kept as typed where it has an @',
  invalid_number: 'not a number',
  invalid_phone: 'not a phone number; kept as typed where it has digits',
  invalid_url: 'not an http or https address',
  out_of_range: 'a number outside of what the field can hold',
  row_rejected: 'the row has content, but nothing that says who or what it is about',
  several_values: 'the field takes one value; the first was used',
  stage_not_allowed: 'the stage does not go with the relationship; the default stage was used',
  text_cleaned: 'characters that no database can store were removed',
  too_long: 'longer than the field can hold',
  unknown_choice: 'none of the allowed values; map it with `values`',
} as const satisfies Record<string, string>

export type IssueCode = keyof typeof ISSUES

/** Takes one note on the cell being read. */
export type Report = (code: IssueCode, message: string) => void

/** The notes on one row: one for each column and code, however many fields read the cell. */
export interface IssueLog {
  readonly issues: RowIssue[]
  add: (code: IssueCode, message: string, cell?: { column: Column; value: string | null }) => void
}

export function openIssueLog(row: Pick<Row, 'id' | 'rowNumber' | 'permalink'>): IssueLog {
  const issues: RowIssue[] = []
  return {
    issues,
    add(code, message, cell) {
      const columnId = cell?.column.id ?? null
      if (issues.some((issue) => issue.code === code && issue.columnId === columnId)) return
      issues.push({
        severity: code === 'row_rejected' ? 'error' : 'warning',
        code,
        message: oneLine(storable(message)),
        rowId: row.id,
        rowNumber: row.rowNumber,
        columnId,
        columnTitle: cell ? storable(cell.column.title) : null,
        valueExcerpt: cell?.value == null ? null : excerpt(cell.value),
        permalink: row.permalink,
      })
    },
  }
}

/** A note on the sheet as a whole. */
export const sheetIssue = (code: IssueCode, message: string, column: Partial<Column>): RowIssue => ({
  severity: 'warning',
  code,
  message: oneLine(storable(message)),
  rowId: null,
  rowNumber: null,
  columnId: column.id ?? null,
  columnTitle: column.title === undefined ? null : storable(column.title),
  valueExcerpt: null,
  permalink: null,
})

const MOST_CHARACTERS = 80

/** At most 80 characters of one line, none of them in parts, all of which a database and a terminal can take. */
export function excerpt(value: string): string {
  const begin = value.slice(0, 4 * MOST_CHARACTERS)
  return beginning(oneLine(storable(begin)), MOST_CHARACTERS, begin.length < value.length)
}
