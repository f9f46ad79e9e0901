/** What the simulator keeps: sheets as data, with nothing of HTTP and nothing of one particular request. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json }
export type JsonObject = { [key: string]: Json }

export interface Person {
  name?: string
  email?: string
}

/** A cell as the wire spells it at level 2 with every include, but for its columnId and columnType. */
export interface CellFields {
  /** Null only where a `raw` cell says so: middleboxes write it for what is absent. */
  value?: string | number | boolean | null
  objectValue?: Json
  displayValue?: string
  formula?: string
  hyperlink?: JsonObject
  linkInFromCell?: JsonObject
  linksOutToCells?: JsonObject[]
  image?: JsonObject
  format?: string
}

/**
 * What a row holds in one column. A primitive is spelled out by its column's type when it is served, which
 * keeps a sheet of 500,000 cells small; undefined is a cell that was never touched.
 */
export type CellContent = string | number | boolean | CellFields | undefined

export interface ColumnState {
  id: number
  /** Where rows keep this column's cell; never used again after the column is gone. */
  slot: number
  title: string
  /** TEXT_NUMBER, CHECKBOX, ... or any word: the set is open. */
  type: string
  primary: boolean
  systemColumnType?: SystemColumnType
  /** The next number of an AUTO_NUMBER column. */
  nextNumber: number
  /** The other members of the column object, as the wire spells them: options, hidden, width... */
  extras: JsonObject
}

export type SystemColumnType = 'AUTO_NUMBER' | 'CREATED_BY' | 'CREATED_DATE' | 'MODIFIED_BY' | 'MODIFIED_DATE'

export interface RowState {
  id: number
  parentId?: number
  createdAt: string
  createdBy: Person
  modifiedAt: string
  modifiedBy: Person
  /** The other members of the row object, as the wire spells them: locked, format... */
  extras?: JsonObject
  cells: CellContent[]
}

export interface CommentState {
  id: number
  text: string
  createdAt: string
  modifiedAt: string
  createdBy: Person
}

export interface DiscussionState {
  id: number
  /** Absent: the discussion belongs to the sheet. */
  rowId?: number
  comments: CommentState[]
}

/** Where each row stands, derived from the order of the rows. */
export interface Layout {
  position: ReadonlyMap<number, number>
  siblingId: ReadonlyMap<number, number>
}

/** Rows that were deleted together, with what hung on them. */
export interface DeletedRows {
  /** Where the first of them stood. */
  start: number
  rows: RowState[]
  discussions: DiscussionState[]
}

export interface SheetState {
  id: number
  name: string
  permalink: string
  version: number
  createdAt: string
  modifiedAt: string
  columns: ColumnState[]
  nextSlot: number
  /** In display order: children follow their parent. */
  rows: RowState[]
  discussions: DiscussionState[]
  /** What can be brought back, the latest last. */
  deleted: DeletedRows[]
  /** The other members of the sheet object, as the wire spells them. */
  extras: JsonObject
  /** Null after the order of the rows has changed. */
  layout: Layout | null
}

export interface ReportState {
  id: number
  name: string
  permalink: string
  createdAt: string
  modifiedAt: string
  /** A live view of a sheet's columns, or a recorded report served as it was. */
  content: { sheetId: number; columnIds: number[]; virtualIds: number[] } | { columns: Json[]; rows: Json[] }
  extras: JsonObject
}

export interface User {
  id: number
  email: string
  firstName: string
  lastName: string
}

export interface Store {
  readonly sheets: Map<number, SheetState>
  readonly reports: Map<number, ReportState>
  readonly owner: User
  newId(): number
  newUserId(): number
  /** A permalink token: letters and digits that stand for the id in an address. */
  newToken(): string
  /** Whole seconds, UTC, as every time on the wire. */
  now(): string
}

/** An edit or a look-up that names something that is not there: a mistake of the caller. */
export class StoreError extends Error {
  override readonly name = 'StoreError'
}
