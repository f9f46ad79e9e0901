import type { StoredIssue } from '../../runs/model.ts'
import { renderTable, type TableColumn } from './table.ts'

const COLUMNS: readonly TableColumn[] = [
  { title: 'ROW', align: 'right', whole: true },
  { title: 'COLUMN' },
  { title: 'SEVERITY', whole: true, spare: true },
  { title: 'CODE', whole: true, spare: true },
  { title: 'VALUE', spare: true },
  { title: 'WHAT IS WRONG', readable: 40 },
]

/** Issues, a line each, in the order given. */
export const issuesTable = (issues: readonly StoredIssue[], width: number | null): string =>
  renderTable(
    COLUMNS,
    issues.map((issue) => [
      issue.rowNumber === null ? '-' : String(issue.rowNumber),
      issue.columnTitle ?? '-',
      issue.severity,
      issue.code,
      issue.valueExcerpt ?? '-',
      issue.message,
    ]),
    width,
  )

/** An issue for programs; the keys are the columns of the CSV, in this order. */
export const issueAsJson = (issue: StoredIssue) => ({
  row_number: issue.rowNumber,
  row_id: issue.rowId,
  column_title: issue.columnTitle,
  column_id: issue.columnId,
  severity: issue.severity,
  code: issue.code,
  message: issue.message,
  value_excerpt: issue.valueExcerpt,
  permalink: issue.permalink,
})
