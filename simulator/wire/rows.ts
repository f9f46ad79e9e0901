import { isBlank } from '../store/cells.ts'
import { layoutOf } from '../store/layout.ts'
import type { ColumnState, JsonObject, RowState, SheetState } from '../store/model.ts'
import { type CellView, contentOf, wireCell } from './cells.ts'
import { wireDiscussion, wirePerson } from './discussions.ts'
import { badParameter } from './errors.ts'
import type { Query } from './query.ts'

/** How a request wants rows to look. */
export interface RowView extends CellView {
  writerInfo: boolean
  rowPermalink: boolean
  discussions: boolean
  /** Leaves out the cells that hold nothing. */
  withoutEmptyCells: boolean
}

export const INCLUDES = [
  'attachments',
  'columnType',
  'columns',
  'crossSheetReferences',
  'discussions',
  'filterDefinitions',
  'filters',
  'format',
  'ganttConfig',
  'objectValue',
  'ownerInfo',
  'proofs',
  'rowPermalink',
  'rowWriterInfo',
  'scope',
  'source',
  'sourceSheets',
  'summary',
  'writerInfo',
] as const

export const EXCLUDES = [
  'filteredOutRows',
  'linkInFromCellDetails',
  'linksOutToCellsDetails',
  'nonexistentCells',
] as const

export type Include = (typeof INCLUDES)[number]

export function rowView(query: Query): RowView {
  const include = query.words('include', INCLUDES)
  const exclude = query.words('exclude', EXCLUDES)
  // Times as numbers would need every date of the answer in another form: refused rather than served wrong.
  if (query.flag('numericDates')) throw badParameter('numericDates', 'true')
  return {
    level: query.number('level', 0) ?? 0,
    objectValue: include.has('objectValue'),
    columnType: include.has('columnType'),
    format: include.has('format'),
    writerInfo: include.has('writerInfo') || include.has('rowWriterInfo'),
    rowPermalink: include.has('rowPermalink'),
    discussions: include.has('discussions'),
    withoutEmptyCells: exclude.has('nonexistentCells'),
    bareLinksIn: exclude.has('linkInFromCellDetails'),
    bareLinksOut: exclude.has('linksOutToCellsDetails'),
  }
}

export function wireRow(
  sheet: SheetState,
  row: RowState,
  columns: readonly ColumnState[],
  view: RowView,
): JsonObject {
  const { format, ...extras } = row.extras ?? {}
  const { position, siblingId } = layoutOf(sheet)
  const sibling = siblingId.get(row.id)
  return {
    id: row.id,
    rowNumber: position.get(row.id) ?? 0,
    ...(row.parentId === undefined ? {} : { parentId: row.parentId }),
    ...(sibling === undefined ? {} : { siblingId: sibling }),
    expanded: true,
    ...extras,
    ...(view.format && format !== undefined ? { format } : {}),
    createdAt: row.createdAt,
    ...(view.writerInfo ? { createdBy: wirePerson(row.createdBy) } : {}),
    modifiedAt: row.modifiedAt,
    ...(view.writerInfo ? { modifiedBy: wirePerson(row.modifiedBy) } : {}),
    ...(view.rowPermalink ? { permalink: `${sheet.permalink}?rowId=${row.id}` } : {}),
    cells: wireCells(row, columns, view),
    ...(view.discussions ? discussionsOf(sheet, row) : {}),
  }
}

/** Fully blank: a row that no modification filter ever returns. */
export function isBlankRow(row: RowState): boolean {
  return row.cells.every(isBlank)
}

function wireCells(row: RowState, columns: readonly ColumnState[], view: RowView): JsonObject[] {
  const cells: JsonObject[] = []
  for (const column of columns) {
    const content = contentOf(row, column)
    if (!view.withoutEmptyCells || !isBlank(content)) cells.push(wireCell(column, content, view))
  }
  return cells
}

function discussionsOf(sheet: SheetState, row: RowState): JsonObject {
  const found = sheet.discussions.filter(({ rowId }) => rowId === row.id)
  return found.length === 0 ? {} : { discussions: found.map((each) => wireDiscussion(sheet, each, false)) }
}
