import type { NodeLabel } from '../../src/core/labels.ts'
import type { EntityRecord } from '../../src/mapping/record.ts'

/** What becomes of the sheet's own value after a person's edit; also the name of the entity to which it happens. */
export const FATES = ['keeps', 'changes', 'clears', 'vanishes', 'returns'] as const
export type Fate = (typeof FATES)[number]
/** The sheet's first value, its second one, and a person's. */
export type Value = 'a' | 'b' | 'p'

/** What entities are connected with, as the sheet says it and as people change it: SQL about the tenant `$1`. */
export interface Satellite {
  label: NodeLabel
  owner: 'organization' | 'contact' | 'opportunity'
  field: string
  edge: string
  /** What a row says. */
  says: (value: Value | null, name: string) => Pick<EntityRecord['contribution'], 'fields' | 'refs'>
  /** What else stands in the sheet. */
  beside: readonly EntityRecord[]
  /** The far end `i` of an edge `e`, the letter of its value, and whether `edit` has changed it. */
  shown: { join: string; value: string; edited: string }
  /** A change of what the edge or its far end says besides what it is; null where there is nothing to say. */
  edit: string | null
  /** Points every edge at something else, or makes something else of its far end. */
  redirect: string
  /** Deletes the far end of every edge; null where that is an entity. */
  removeItem: string | null
  /** Connects every entity `o` with a value. */
  insert: (value: Value) => string
}

/** What an entity is called, and its row: one of each fate for each kind of satellite. */
export const nameOf = ({ owner, field }: Pick<Satellite, 'owner' | 'field'>, fate: Fate): string =>
  `${fate}-${owner}-${field}`

/** All entities `o` of a kind of satellite, in SQL. */
export const everyOwner = (of: Pick<Satellite, 'owner' | 'field'>): string => {
  const names = FATES.map((fate) => `'${nameOf(of, fate)}'`)
  return `graph.${of.owner} o where o.tenant = $1 and o.name in (${names.join(', ')})`
}
