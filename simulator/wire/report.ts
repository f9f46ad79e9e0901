import type { Json, JsonObject, ReportState, Store } from '../store/model.ts'
import { contentOf, wireCell } from './cells.ts'
import { wireColumn } from './columns.ts'
import { cutPage, firstHundred, PAGING } from './paging.ts'
import type { Query } from './query.ts'
import { isBlankRow, rowView, type RowView, wireRow } from './rows.ts'

export const REPORT_PARAMETERS = [
  ...PAGING,
  'level',
  'include',
  'exclude',
  'numericDates',
  'accessApiLevel',
] as const

/** GET /reports/{id}: virtual columns, no version, no blank rows, a hundred rows unless asked otherwise. */
export function reportBody(store: Store, report: ReportState, access: string, query: Query): JsonObject {
  const view = rowView(query)
  const { columns, rows } =
    'rows' in report.content ? report.content : liveContent(store, report.content, view)
  return {
    id: report.id,
    name: report.name,
    totalRowCount: rows.length,
    accessLevel: access,
    ...report.extras,
    permalink: report.permalink,
    createdAt: report.createdAt,
    modifiedAt: report.modifiedAt,
    columns,
    rows: [...cutPage(rows, firstHundred(query)).items],
    isSummaryReport: false,
  }
}

type Live = Extract<ReportState['content'], { sheetId: number }>

function liveContent(store: Store, content: Live, view: RowView): { columns: Json[]; rows: Json[] } {
  const sheet = store.sheets.get(content.sheetId)
  const [nameId = 0, ...virtualIds] = content.virtualIds
  const columns = content.columnIds.flatMap((id) => sheet?.columns.filter((column) => column.id === id) ?? [])
  const virtualIdOf = new Map(columns.map((column, index) => [column.id, virtualIds[index] ?? 0]))
  const nameColumn: JsonObject = {
    virtualId: nameId,
    version: 0,
    index: 0,
    title: 'Sheet Name',
    type: 'TEXT_NUMBER',
    sheetNameColumn: true,
    validation: false,
    width: 150,
  }
  if (!sheet) return { columns: [nameColumn], rows: [] }
  const shown = columns.map((column, index): JsonObject => {
    const { id, ...wire } = wireColumn(sheet, column, view)
    return { virtualId: virtualIdOf.get(Number(id)) ?? 0, ...wire, index: index + 1 }
  })
  const filled = sheet.rows.filter((row) => !isBlankRow(row))
  return {
    columns: [nameColumn, ...shown],
    rows: filled.map((row, index) => ({
      ...wireRow(sheet, row, [], view),
      sheetId: sheet.id,
      rowNumber: index + 1,
      accessLevel: 'OWNER',
      dataModifiedAt: row.modifiedAt,
      cells: [
        { virtualColumnId: nameId, value: sheet.name, displayValue: sheet.name },
        ...columns.map((column) => ({
          ...wireCell(column, contentOf(row, column), view),
          virtualColumnId: virtualIdOf.get(column.id) ?? 0,
        })),
      ],
    })),
  }
}
