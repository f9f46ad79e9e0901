import type { NodeLabel } from '../core/labels.ts'

/**
 * `key`: the mapping's externalKey, scoped by sheet. `slot`: a row's place, remembered for entities whose
 * links are gone so that a row that returns brings its entity back (R11).
 */
export type KeyKind = 'key' | 'domain' | 'name' | 'email' | 'phone' | 'slot'

/** The kinds that records bear, strongest first; each label uses some of them, in this order (design section 6). */
export const KINDS_BY_STRENGTH = ['key', 'domain', 'email', 'phone', 'name'] as const satisfies KeyKind[]

export interface IdentityKey {
  kind: KeyKind
  /** Normalised; see identity/keys.ts for each kind. */
  value: string
}

/** Those of a record that bears none: half of a sheet's, so there is one for all. */
export const NO_KEYS: readonly IdentityKey[] = []

/** What identity needs to know of one record; kept in memory for every record of a sheet, so it is small. */
export interface IdentityRecord {
  label: NodeLabel
  externalId: string
  rowId: string
  /** Every key that the record bears, strongest first, at most one of a kind; the first is its deciding key. Empty: its slot decides. */
  keys: readonly IdentityKey[]
  /** Folded full name, for the guard against many people on one email. */
  name: string | null
  /** The record counts only where its slot is already linked (mapping/record.ts). */
  onlyKept: boolean
  /** An identifying field keeps its previous contribution, so the keys of the previous link count too. */
  keepsKeys: boolean
  /** Which kinds of key those are, so that a field cleared on purpose stays cleared; absent: all. */
  keptKinds?: readonly KeyKind[]
  /** Which are kept as long as the name is that of the previous contribution. */
  keptWithName?: readonly KeyKind[]
}

/** A link of this sheet, as the last merge left it. */
export interface PreviousLink {
  label: NodeLabel
  externalId: string
  nodeId: string
  /** The claims of the assignment that made the link, and what the contribution calls it; absent where no record asks. */
  keys?: readonly IdentityKey[]
  name?: string | null
}

export interface KnownIdentity extends IdentityKey {
  label: NodeLabel
  nodeId: string
  /** Whether a link of another sheet claims it too. */
  elsewhere: boolean
}

/** What the database knows that can matter to one read. */
export interface History {
  sheetId: string
  /** For every node that a key or slot key of this read names: all its identities. */
  known: readonly KnownIdentity[]
  /** Every link of this sheet. */
  links: Iterable<PreviousLink>
  /** Nodes among all those above, known or linked, with links of other sheets: records outside this read need them. */
  linkedElsewhere: ReadonlySet<string>
}

export interface Assignment {
  label: NodeLabel
  externalId: string
  nodeId: string
  /** What the record claims for its entity; never claimed for two entities in one read. */
  keys: readonly IdentityKey[]
}

/** A record that cannot be told apart for certain; becomes the row issue `ambiguous_identity`. */
export interface Ambiguity {
  label: NodeLabel
  externalId: string
  message: string
}
