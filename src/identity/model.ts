import type { NodeLabel } from '../core/labels.ts'

/**
 * `key`: the mapping's externalKey, scoped by sheet. `slot`: a row's place, remembered for entities whose
 * links are gone so that a row that returns brings its entity back (R11).
 */
export type KeyKind = 'key' | 'domain' | 'name' | 'email' | 'phone' | 'slot'

export interface IdentityKey {
  kind: KeyKind
  /** Normalised; see identity/keys.ts for each kind. */
  value: string
}

/** What identity needs to know of one record; kept in memory for every record of a sheet, so it is small. */
export interface IdentityRecord {
  label: NodeLabel
  externalId: string
  rowId: string
  /** Every key that the record bears, strongest first; the first is its deciding key. Empty: its slot decides. */
  keys: readonly IdentityKey[]
  /** Folded full name, for the guard against many people on one email. */
  name: string | null
  /** The record counts only where its slot is already linked (mapping/record.ts). */
  onlyKept: boolean
  /** An identifying field keeps its previous contribution, so the keys of the previous link count too. */
  keepsKeys: boolean
}
