import { type CellInput, toContent } from './cells.ts'
import { columnOf } from './columns.ts'
import { familyOf } from './layout.ts'
import {
  type CellContent,
  type ColumnState,
  type JsonObject,
  type Person,
  type RowState,
  type SheetState,
  type Store,
  StoreError,
} from './model.ts'

/** Cells by column title, or by column id written as text. */
export type CellInputs = Readonly<Record<string, CellInput>>

export interface RowInput {
  cells: CellInputs
  children?: readonly RowInput[]
  /** Any other member of a row object, as the wire spells it: locked, format... */
  extras?: JsonObject
}

/** Where rows go; the end of the sheet when nothing is said. A row below a parent goes after its last child. */
export interface Place {
  parentId?: number
  /** In front of this row, as its sibling. */
  before?: number
  toTop?: boolean
}

/** Puts rows and their children into the sheet; the ids come in display order. */
export function insertRows(
  store: Store,
  sheet: SheetState,
  inputs: Iterable<RowInput>,
  place: Place = {},
): number[] {
  const { index, parentId } = findPlace(sheet, place)
  const made: RowState[] = []
  for (const input of inputs) made.push(...makeFamily(store, sheet, input, parentId))
  sheet.rows = sheet.rows.slice(0, index).concat(made, sheet.rows.slice(index))
  sheet.layout = null
  return made.map((row) => row.id)
}

export function writeCells(store: Store, sheet: SheetState, rowId: number, cells: CellInputs): void {
  const row = rowOf(sheet, rowId)
  const named = Object.entries(cells).map(([name, input]) => ({ column: columnOf(sheet, name), input }))
  for (const { column, input } of named) {
    // A checkbox that is emptied through the API answers false, not "never touched".
    row.cells[column.slot] = input === null && column.type === 'CHECKBOX' ? false : toContent(input, column)
  }
  row.modifiedAt = store.now()
  row.modifiedBy = personOf(store)
}

/** The rows and all that hang below them; a row that is gone already is passed over, as the API allows. */
export function removeRows(sheet: SheetState, rowIds: readonly number[]): void {
  for (const rowId of rowIds) {
    const family = familyOf(sheet, rowId)
    if (!family) continue
    const rows = sheet.rows.splice(family.start, family.length)
    const gone = new Set(rows.map((row) => row.id))
    const hung = Map.groupBy(sheet.discussions, ({ rowId: of }) => of !== undefined && gone.has(of))
    sheet.discussions = hung.get(false) ?? []
    sheet.deleted.push({ start: family.start, rows, discussions: hung.get(true) ?? [] })
  }
  sheet.layout = null
}

/** Undoes deletions: the rows, those deleted with them, and their discussions are as they were, ids and times too. */
export function bringBackRows(sheet: SheetState, rowIds: readonly number[]): void {
  const wanted = new Set(rowIds)
  const deletions = Map.groupBy(sheet.deleted, ({ rows }) => rows.some(({ id }) => wanted.has(id)))
  const back = deletions.get(true) ?? []
  const found = new Set(back.flatMap(({ rows }) => rows.map(({ id }) => id)))
  const missing = rowIds.find((id) => !found.has(id))
  if (missing !== undefined)
    throw new StoreError(`Row ${missing} was not deleted from sheet "${sheet.name}".`)
  // The latest first: each place is counted in the sheet as that deletion found it.
  for (const { start, rows, discussions } of back.reverse()) {
    putBack(sheet, rows, start)
    sheet.discussions.push(...discussions)
  }
  sheet.deleted = deletions.get(false) ?? []
  sheet.layout = null
}

/** Where they stood, or at the next place that parts no family; at the top level where their parent is gone. */
function putBack(sheet: SheetState, rows: readonly RowState[], start: number): void {
  const [head] = rows
  if (head === undefined) return
  const family = head.parentId === undefined ? undefined : familyOf(sheet, head.parentId)
  if (family === undefined) setParent(head, undefined)
  const { start: first, length } = family ?? { start: -1, length: sheet.rows.length + 1 }
  const end = first + length
  let index = Math.min(Math.max(start, first + 1), end)
  while (index < end && sheet.rows[index]?.parentId !== head.parentId) index += 1
  sheet.rows.splice(index, 0, ...rows)
}

/** Moves a row with all that hang below it. The row's own modifiedAt stays, as far as is known of the real API. */
export function relocateRow(sheet: SheetState, rowId: number, place: Place): void {
  const family = familyOf(sheet, rowId)
  if (!family) throw new StoreError(`Sheet "${sheet.name}" has no row ${rowId}.`)
  const moved = sheet.rows.slice(family.start, family.start + family.length)
  const others = sheet.rows.toSpliced(family.start, family.length)
  const { index, parentId } = findPlace({ ...sheet, rows: others }, place)
  const [head] = moved
  if (head) setParent(head, parentId)
  sheet.rows = others.toSpliced(index, 0, ...moved)
  sheet.layout = null
}

export function rowOf(sheet: SheetState, rowId: number): RowState {
  const row = sheet.rows.find(({ id }) => id === rowId)
  if (!row) throw new StoreError(`Sheet "${sheet.name}" has no row ${rowId}.`)
  return row
}

export function personOf({ owner }: Store): Person {
  return { name: `${owner.firstName} ${owner.lastName}`, email: owner.email }
}

function findPlace(
  sheet: SheetState,
  { parentId, before, toTop }: Place,
): { index: number; parentId?: number } {
  if (before !== undefined) {
    const sibling = rowOf(sheet, before)
    const index = sheet.rows.indexOf(sibling)
    return sibling.parentId === undefined ? { index } : { index, parentId: sibling.parentId }
  }
  if (parentId === undefined) return { index: toTop ? 0 : sheet.rows.length }
  const family = familyOf(sheet, parentId)
  if (!family) throw new StoreError(`Sheet "${sheet.name}" has no row ${parentId} to be the parent.`)
  return { index: family.start + (toTop ? 1 : family.length), parentId }
}

function makeFamily(store: Store, sheet: SheetState, input: RowInput, parentId?: number): RowState[] {
  const now = store.now()
  const person = personOf(store)
  const row: RowState = {
    id: store.newId(),
    createdAt: now,
    createdBy: person,
    modifiedAt: now,
    modifiedBy: person,
    ...(input.extras ? { extras: input.extras } : {}),
    cells: makeCells(sheet, input.cells),
  }
  setParent(row, parentId)
  return [row, ...(input.children ?? []).flatMap((child) => makeFamily(store, sheet, child, row.id))]
}

function makeCells(sheet: SheetState, inputs: CellInputs): CellContent[] {
  const cells = new Array<CellContent>(sheet.nextSlot).fill(undefined)
  for (const [name, input] of Object.entries(inputs)) {
    const column = columnOf(sheet, name)
    cells[column.slot] = toContent(input, column)
  }
  // A blank row gets no number: system columns fill when a row gets its first content.
  if (cells.every((content) => content === undefined)) return cells
  for (const column of sheet.columns) {
    if (column.systemColumnType === 'AUTO_NUMBER') cells[column.slot] ??= takeNumber(column)
  }
  return cells
}

function takeNumber(column: ColumnState): string | number {
  const {
    prefix = '',
    fill = '',
    suffix = '',
  } = (column.extras['autoNumberFormat'] ?? {}) as Record<string, string>
  const number = column.nextNumber
  column.nextNumber += 1
  return prefix === '' && suffix === ''
    ? number
    : `${prefix}${String(number).padStart(fill.length, '0')}${suffix}`
}

function setParent(row: RowState, parentId: number | undefined): void {
  if (parentId === undefined) delete row.parentId
  else row.parentId = parentId
}
