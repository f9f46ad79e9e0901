import { spellOut } from './cells.ts'
import { type ColumnSpec, columnOf, makeColumn } from './columns.ts'
import { type DiscussionInput, makeComment, makeDiscussion } from './discussions.ts'
import { type JsonObject, type SheetState, type Store, StoreError } from './model.ts'
import {
  bringBackRows,
  type CellInputs,
  insertRows,
  type Place,
  relocateRow,
  removeRows,
  type RowInput,
  rowOf,
  writeCells,
} from './rows.ts'
import { sheetOf } from './store.ts'

export interface SheetSpec {
  name: string
  columns: readonly ColumnSpec[]
  rows?: Iterable<RowInput>
  /** Any other member of a sheet object, as the wire spells it: workspace, projectSettings... */
  extras?: JsonObject
}

const SHEET_EXTRAS: JsonObject = {
  effectiveAttachmentOptions: [
    'FILE',
    'LINK',
    'GOOGLE_DRIVE',
    'ONEDRIVE',
    'BOX_COM',
    'DROPBOX',
    'EGNYTE',
    'EVERNOTE',
  ],
  ganttEnabled: false,
  dependenciesEnabled: false,
  resourceManagementEnabled: false,
  resourceManagementType: 'NONE',
  cellImageUploadEnabled: true,
  userSettings: { criticalPathEnabled: false, displaySummaryTasks: true },
  userPermissions: { summaryPermissions: 'ADMIN' },
  hasSummaryFields: false,
  isMultiPicklistEnabled: true,
}

/** All that can be done to sheets. Each call is one edit: it raises the sheet's version by one. */
export function sheetEdits(store: Store) {
  const edit = <T>(sheetId: number, change: (sheet: SheetState) => T): T => {
    const sheet = sheetOf(store, sheetId)
    const result = change(sheet)
    sheet.version += 1
    sheet.modifiedAt = store.now()
    return result
  }
  return {
    ...rowEdits(store, edit),
    ...columnEdits(store, edit),
    /** Answers the id of the new sheet, whose version is 0. */
    createSheet: (spec: SheetSpec): number => createSheet(store, spec),
    deleteSheet(sheetId: number): void {
      store.sheets.delete(sheetOf(store, sheetId).id)
    },
    renameSheet: (sheetId: number, name: string): void =>
      edit(sheetId, (sheet) => {
        sheet.name = name
      }),
    /** The ids of all rows, in display order. */
    rowIds: (sheetId: number): number[] => sheetOf(store, sheetId).rows.map(({ id }) => id),
    /** The id of the first row that shows this text in the column. */
    findRow: (sheetId: number, column: string, text: string): number =>
      findRow(sheetOf(store, sheetId), column, text),
    /** Raises the version and changes nothing else, as formatting or a refreshed cell link does. */
    touch: (sheetId: number): void => edit(sheetId, () => undefined),
    /** Answers the id of the new discussion. */
    addDiscussion: (sheetId: number, input: DiscussionInput): number =>
      edit(sheetId, (sheet) => {
        if (input.rowId !== undefined) rowOf(sheet, input.rowId)
        const discussion = makeDiscussion(store, input)
        sheet.discussions.push(discussion)
        return discussion.id
      }),
    /** Answers the id of the new comment. */
    addComment: (sheetId: number, discussionId: number, input: Omit<DiscussionInput, 'rowId'>): number =>
      edit(sheetId, (sheet) => {
        const comment = makeComment(store, input)
        const discussion = sheet.discussions.find(({ id }) => id === discussionId)
        if (!discussion) throw new StoreError(`Sheet "${sheet.name}" has no discussion ${discussionId}.`)
        discussion.comments.push(comment)
        return comment.id
      }),
    deleteDiscussion: (sheetId: number, discussionId: number): void =>
      edit(sheetId, (sheet) => {
        sheet.discussions = sheet.discussions.filter(({ id }) => id !== discussionId)
      }),
  }
}

export type SheetEdits = ReturnType<typeof sheetEdits>

type Edit = <T>(sheetId: number, change: (sheet: SheetState) => T) => T

function rowEdits(store: Store, edit: Edit) {
  return {
    /** Answers the ids of the rows and their children, in display order. */
    addRows: (sheetId: number, rows: Iterable<RowInput>, place?: Place): number[] =>
      edit(sheetId, (sheet) => insertRows(store, sheet, rows, place)),
    updateCells: (sheetId: number, rowId: number, cells: CellInputs): void =>
      edit(sheetId, (sheet) => writeCells(store, sheet, rowId, cells)),
    /** Children go with their parent. */
    deleteRows: (sheetId: number, rowIds: readonly number[]): void =>
      edit(sheetId, (sheet) => removeRows(sheet, rowIds)),
    /** Undoes their deletion: the same ids and times. What was deleted together comes back together. */
    restoreRows: (sheetId: number, rowIds: readonly number[]): void =>
      edit(sheetId, (sheet) => bringBackRows(sheet, rowIds)),
    /** Children move with their parent. */
    moveRow: (sheetId: number, rowId: number, place: Place): void =>
      edit(sheetId, (sheet) => relocateRow(sheet, rowId, place)),
  }
}

function columnEdits(store: Store, edit: Edit) {
  return {
    /** Answers the id of the new column; it goes to the end unless an index is given. */
    addColumn: (sheetId: number, spec: ColumnSpec, index?: number): number =>
      edit(sheetId, (sheet) => {
        const column = makeColumn(store, sheet, spec)
        sheet.columns.splice(index ?? sheet.columns.length, 0, column)
        return column.id
      }),
    renameColumn: (sheetId: number, column: string | number, title: string): void =>
      edit(sheetId, (sheet) => {
        columnOf(sheet, column).title = title
      }),
    /** Changes the type, members such as `hidden` or `options`, or the position. */
    changeColumn: (
      sheetId: number,
      name: string | number,
      change: { type?: string; extras?: JsonObject; index?: number },
    ): void =>
      edit(sheetId, (sheet) => {
        const column = columnOf(sheet, name)
        column.type = change.type ?? column.type
        Object.assign(column.extras, change.extras)
        if (change.index === undefined) return
        sheet.columns.splice(sheet.columns.indexOf(column), 1)
        sheet.columns.splice(change.index, 0, column)
      }),
    deleteColumn: (sheetId: number, name: string | number): void =>
      edit(sheetId, (sheet) => {
        const column = columnOf(sheet, name)
        sheet.columns = sheet.columns.filter((other) => other !== column)
        for (const row of sheet.rows) row.cells[column.slot] = undefined
      }),
  }
}

function findRow(sheet: SheetState, name: string, text: string): number {
  const { slot, type } = columnOf(sheet, name)
  const row = sheet.rows.find(({ cells }) => {
    const { displayValue, value } = spellOut(cells[slot], type)
    return displayValue === text || value === text
  })
  if (!row) throw new StoreError(`Sheet "${sheet.name}" has no row with "${text}" in "${name}".`)
  return row.id
}

function createSheet(store: Store, spec: SheetSpec): number {
  const now = store.now()
  const sheet: SheetState = {
    id: store.newId(),
    name: spec.name,
    permalink: `https://app.smartsheet.com/sheets/${store.newToken()}`,
    version: 0,
    createdAt: now,
    modifiedAt: now,
    columns: [],
    nextSlot: 0,
    rows: [],
    discussions: [],
    deleted: [],
    extras: { ...SHEET_EXTRAS, ...spec.extras },
    layout: null,
  }
  for (const column of spec.columns) sheet.columns.push(makeColumn(store, sheet, column))
  const [first] = sheet.columns
  if (first && !sheet.columns.some(({ primary }) => primary)) first.primary = true
  insertRows(store, sheet, spec.rows ?? [])
  store.sheets.set(sheet.id, sheet)
  return sheet.id
}
