import { complete } from '../store/cells.ts'
import type { CellContent, CellFields, ColumnState, RowState, SheetState, Store } from '../store/model.ts'
import { without } from '../store/members.ts'
import { personOf } from '../store/rows.ts'
import type { RecordedCell, RecordedColumn, RecordedRow, SheetBody } from './schema.ts'

/** What the store keeps in members of its own; all others are served as they were. */
const SHEET_MEMBERS = [
  'id',
  'name',
  'version',
  'totalRowCount',
  'accessLevel',
  'permalink',
  'createdAt',
  'modifiedAt',
  'columns',
  'rows',
]
const COLUMN_MEMBERS = ['id', 'version', 'index', 'title', 'type', 'primary', 'systemColumnType']
const ROW_MEMBERS = [
  'id',
  'rowNumber',
  'parentId',
  'siblingId',
  'createdAt',
  'createdBy',
  'modifiedAt',
  'modifiedBy',
  'permalink',
  'cells',
]

/**
 * Puts a recorded sheet into the store, cells word for word, so that it can be read in pages of any size and
 * edited. What the recording left out for want of an include is filled in from the values.
 */
export function importSheet(store: Store, body: SheetBody): void {
  const { id, name, version, permalink, createdAt, modifiedAt, columns, rows } = body
  const slots = new Map(columns.map((column, slot) => [column.id, { slot, type: column.type }]))
  const sheet: SheetState = {
    id,
    name,
    permalink,
    version,
    createdAt,
    modifiedAt,
    columns: columns.map((column, slot) => importColumn(column, slot)),
    nextSlot: columns.length,
    rows: rows.map((row) => importRow(store, row, slots)),
    discussions: [],
    deleted: [],
    extras: without(body, SHEET_MEMBERS),
    layout: null,
  }
  store.sheets.set(id, sheet)
}

function importColumn(recorded: RecordedColumn, slot: number): ColumnState {
  const { id, title, type, primary, systemColumnType } = recorded
  return {
    id,
    slot,
    title,
    type,
    primary,
    ...(systemColumnType === undefined ? {} : { systemColumnType }),
    nextNumber: 1,
    extras: without(recorded, COLUMN_MEMBERS),
  }
}

function importRow(
  store: Store,
  recorded: RecordedRow,
  slots: ReadonlyMap<number, { slot: number; type: string }>,
): RowState {
  const { id, parentId, createdAt, modifiedAt, createdBy, modifiedBy, cells } = recorded
  const owner = personOf(store)
  const contents = new Array<CellContent>(slots.size).fill(undefined)
  for (const cell of cells) {
    const column = slots.get(cell.columnId)
    if (column) contents[column.slot] = importCell(cell, column.type)
  }
  return {
    id,
    ...(parentId === undefined ? {} : { parentId }),
    createdAt,
    createdBy: definedOnly(createdBy ?? owner),
    modifiedAt,
    modifiedBy: definedOnly(modifiedBy ?? owner),
    extras: without(recorded, ROW_MEMBERS),
    cells: contents,
  }
}

function importCell({ columnId: _column, ...recorded }: RecordedCell, type: string): CellContent {
  const fields: CellFields = definedOnly(recorded)
  if (Object.keys(fields).length === 0) return undefined
  const { objectValue } = complete(fields, type)
  return objectValue === undefined ? fields : { ...fields, objectValue }
}

type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> }

function definedOnly<T extends object>(fields: T): Defined<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Defined<T>
}
