import type { Json } from '../../../src/core/json.ts'
import type { Variant } from '../variants.ts'
import type { ColumnKey, Word } from '../words.ts'

export type Label = 'User' | 'Organization' | 'Contact' | 'Opportunity' | 'LogEntry'
export type KeyKind = 'key' | 'domain' | 'email' | 'phone' | 'name'
export type Keys = Partial<Record<KeyKind, string>>

/** A row as it stands in its sheet. */
export interface Row {
  id: string
  /** The row that it hangs below. */
  parent: string | null
  createdAt: string
  modifiedAt: string
  cells: Readonly<Partial<Record<ColumnKey, Word>>>
}

/** A sheet as somebody sees it who reads it whole. */
export interface Sheet {
  id: string
  variant: Variant
  /** Parents before their children. */
  rows: readonly Row[]
  /** Of the columns that are there. */
  titles: ReadonlyMap<ColumnKey, string>
}

/** What one row says of one entity. */
export interface Contribution {
  sheet: string
  label: Label
  /** The place of the entity in its sheet; here it is always the row's first of that label. */
  slot: string
  modifiedAt: string
  /** A field that is not here is one that the row does not speak of. */
  fields: Readonly<Record<string, Json>>
  custom: Readonly<Record<string, Json>> | null
  /** Slots of the same sheet. */
  refs: Readonly<Record<string, string | null>>
  contacts: readonly string[] | null
  /** Fields and refs that cannot be read today, whatever they were. */
  kept: readonly string[]
  /** What it can be known by. */
  keys: Keys
}

export const slotName = ({ sheet, label, slot }: Pick<Contribution, 'sheet' | 'label' | 'slot'>): string =>
  `${sheet}/${label}/${slot}`
