import type { Json } from '../core/json.ts'
import type { RemovalWarrant } from '../core/warrant.ts'

/**
 * What the rest of the program sees of Smartsheet. Every id is a string (R4). Types and titles are open
 * sets: an unknown column type or objectType is passed on, not refused (reference smartsheet-api.md 0.10).
 */
export interface Column {
  id: string
  title: string
  /** As the API spells it: TEXT_NUMBER, CHECKBOX, DATE, CONTACT_LIST, MULTI_PICKLIST, ... */
  type: string
  /** 0 plain, 1 multi-contact, 2 multi-picklist: above 0 with type TEXT_NUMBER means that `level` was too low. */
  version: number
  index: number
  primary: boolean
  hidden: boolean
  /** AUTO_NUMBER, CREATED_BY, CREATED_DATE, MODIFIED_BY, MODIFIED_DATE, or null. */
  systemColumnType: string | null
  /** FLAG, STAR, HARVEY_BALLS, ... or null. */
  symbol: string | null
  /** The choices of a dropdown; empty for other types. */
  options: readonly string[]
}

export interface ContactValue {
  name: string | null
  email: string | null
}

/**
 * The typed content of a cell. A cell without content has no CellValue at all (it is absent from Row.cells),
 * so that absent, "" (text), 0 (number) and false (boolean) stay different things (R3).
 */
export type CellValue =
  | { kind: 'text'; value: string }
  | { kind: 'number'; value: number }
  | { kind: 'boolean'; value: boolean }
  /** A calendar date `YYYY-MM-DD`, without zone. */
  | { kind: 'date'; value: string }
  /** ISO 8601; `zoned` is false for ABSTRACT_DATETIME, which has no zone. */
  | { kind: 'datetime'; value: string; zoned: boolean }
  | { kind: 'contact'; value: ContactValue }
  | { kind: 'contacts'; value: readonly ContactValue[] }
  /** The choices of a multi-picklist, in selection order, never split from text. */
  | { kind: 'list'; value: readonly string[] }
  /** Durations, predecessors and whatever this program does not know: text as displayed, and the raw object. */
  | { kind: 'other'; text: string | null; value: Json }

export interface Cell {
  columnId: string
  /** Null when the cell holds nothing usable but something worth a note: a formula error or an image. */
  value: CellValue | null
  /** What a person sees, for values of which the form matters ("42%", "$1,200"); null when the API gave none. */
  display: string | null
  /** `#NO MATCH` and the like in a cell with a formula or an inbound link (R8b); null otherwise. */
  formulaError: string | null
  /** Web address behind the text (http or https only), null when none. */
  hyperlink: string | null
  /** The cell holds a picture; its text is a file name, not data. */
  image: boolean
  /** Only displayValue was given although the column is multi-valued: content may be lost (reference 2.5, step 4). */
  flattened: boolean
}

export interface Row {
  id: string
  rowNumber: number
  parentId: string | null
  permalink: string | null
  createdAt: string | null
  modifiedAt: string | null
  /** By column id; cells without any content are absent. */
  cells: ReadonlyMap<string, Cell>
}

export interface Sheet {
  id: string
  name: string
  permalink: string | null
  version: number
  totalRowCount: number
  accessLevel: string
  columns: readonly Column[]
}

/**
 * Proof that one version of a sheet was read to its last row (R2). Only `readSheet` makes one; whatever
 * removes something asks for it, so that no failed or partial read can ever delete.
 */
export interface CompleteRead extends RemovalWarrant {
  readonly sheet: Sheet
  readonly rowCount: number
  /** What reading took, for the run record. */
  readonly restarts: number
}
