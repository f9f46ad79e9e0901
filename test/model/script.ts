import type { Variant } from './variants.ts'
import type { ColumnKey } from './words.ts'

/**
 * What the sheets of a script share, besides the tenant. Two sheets know each other by keys alone, so that what a
 * weaker key says in one of them depends on which came first (docs/identity.md, Limits): each world with two sheets
 * keeps to words with which there is no such case.
 */
export type World =
  /** One sheet, and all words. */
  | 'one'
  /** Two sheets; companies by domain, which each of them has; people by email. */
  | 'domains'
  /** Two sheets; companies by name and never a domain; people by email. */
  | 'names'

/** Cells by number of the column and of the word. */
export type Cells = readonly (readonly [number, number])[]

/**
 * All numbers are taken modulo how many there are (of rows, of deletions, of columns in use), so that whatever is left
 * out of a script, the rest has a sense; where there are none, nothing happens.
 */
export type Edit = { sheet: number; later: boolean } & (
  | { do: 'write'; row: number; cells: Cells }
  | { do: 'add'; cells: Cells; below: number | null; toTop: boolean }
  | { do: 'delete'; row: number }
  | { do: 'return'; row: number }
  | { do: 'move'; row: number; before: number }
  | { do: 'reuse'; row: number; cells: Cells }
  | { do: 'swap'; column: number; row: number; other: number }
  | { do: 'clear the sheet' }
  | { do: 'rename'; column: number; times: number }
  | { do: 'delete column'; column: number }
  | { do: 'map'; change: Partial<Variant> }
  | { do: 'edit by hand'; row: number; label: number; field: number }
  | { do: 'give back'; row: number; label: number; whole: boolean }
)

export type Sync = { sheet: number; pageSize: number } & (
  | { do: 'sync'; full: boolean; allowRemovals: boolean | number; trigger: 'cli' | 'schedule' }
  | { do: 'dry run' }
  | { do: 'fail'; how: 'down' | 'gone' | 'moving' }
  | { do: 'kill'; at: number }
)

export interface Script {
  world: World
  /** The columns in use. Few of them in one script, so that the same cells change again and again. */
  columns: readonly ColumnKey[]
  /** How each sheet is mapped at first. */
  variants: readonly Partial<Variant>[]
  /** The rows of each sheet at first. */
  rows: readonly (readonly Cells[])[]
  /** Edits, and a sync after them. */
  phases: readonly { edits: readonly Edit[]; sync: Sync }[]
  /** What happens before the last sync of each sheet. */
  last: readonly Edit[]
  /** How that reads. */
  pageSize: number
}
