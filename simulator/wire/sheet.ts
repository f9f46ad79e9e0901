import type { ColumnState, JsonObject, RowState, SheetState, Store } from '../store/model.ts'
import { layoutOf } from '../store/layout.ts'
import { wireColumn } from './columns.ts'
import { wireDiscussion } from './discussions.ts'
import { notFound } from './errors.ts'
import { cutPage, pageAsked, PAGING } from './paging.ts'
import type { Query } from './query.ts'
import { INCLUDES, isBlankRow, rowView, wireRow } from './rows.ts'

export const SHEET_PARAMETERS = [
  ...PAGING,
  'level',
  'include',
  'exclude',
  'rowIds',
  'rowNumbers',
  'columnIds',
  'filterId',
  'ifVersionAfter',
  'rowsModifiedSince',
  'numericDates',
  'accessApiLevel',
] as const

/** GET /sheets/{id}. There is no page number in this answer: nothing says which page it is. */
export function sheetBody(store: Store, sheet: SheetState, access: string, query: Query): JsonObject {
  const after = query.number('ifVersionAfter', 0)
  if (after !== undefined && sheet.version <= after) return { version: sheet.version }
  // No filter can exist in a simulated sheet, so that whatever filter is named is not there.
  if (query.number('filterId', 0) !== undefined) throw notFound()
  const view = rowView(query)
  const columns = columnsAsked(sheet, query)
  const include = query.words('include', INCLUDES)
  return {
    id: sheet.id,
    name: sheet.name,
    version: sheet.version,
    totalRowCount: sheet.rows.length,
    accessLevel: shownAccess(access, query),
    ...sheet.extras,
    permalink: sheet.permalink,
    createdAt: sheet.createdAt,
    modifiedAt: sheet.modifiedAt,
    ...(include.has('ownerInfo') ? { owner: store.owner.email, ownerId: store.owner.id } : {}),
    columns: columns.map((column) => wireColumn(sheet, column, view)),
    rows: rowsAsked(sheet, query).map((row) => wireRow(sheet, row, columns, view)),
    ...(view.discussions ? sheetDiscussions(sheet) : {}),
  }
}

/** COMMENTER is a word of access level 1; a request below that sees a VIEWER. */
export function shownAccess(access: string, query: Query): string {
  return access === 'COMMENTER' && (query.number('accessApiLevel', 0) ?? 0) < 1 ? 'VIEWER' : access
}

export function columnsAsked(sheet: SheetState, query: Query): readonly ColumnState[] {
  const ids = query.numbers('columnIds')
  return ids ? sheet.columns.filter(({ id }) => ids.has(id)) : sheet.columns
}

/** Rows are chosen by id or number, then cut into pages, and only then held against the time: as the API does. */
function rowsAsked(sheet: SheetState, query: Query): readonly RowState[] {
  const chosen = chooseRows(sheet, query)
  const asked = pageAsked(query)
  const page = asked ? cutPage(chosen, asked).items : chosen
  const since = query.time('rowsModifiedSince')
  if (since === undefined) return page
  return page.filter((row) => Date.parse(row.modifiedAt) > since && !isBlankRow(row))
}

function chooseRows(sheet: SheetState, query: Query): readonly RowState[] {
  const ids = query.numbers('rowIds')
  const numbers = query.numbers('rowNumbers')
  if (!ids && !numbers) return sheet.rows
  const { position } = layoutOf(sheet)
  return sheet.rows.filter(({ id }) => ids?.has(id) === true || numbers?.has(position.get(id) ?? 0) === true)
}

function sheetDiscussions(sheet: SheetState): JsonObject {
  const found = sheet.discussions.filter(({ rowId }) => rowId === undefined)
  return found.length === 0 ? {} : { discussions: found.map((each) => wireDiscussion(sheet, each, false)) }
}
