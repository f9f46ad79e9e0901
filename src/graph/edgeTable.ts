import type { NodeLabel } from '../core/labels.ts'

export type ItemKind = 'email' | 'phone' | 'tag' | 'domain' | 'location' | 'contact'

/** How the edges of one kind are stored, and where the fold says which there should be. */
export interface EdgeTable {
  table: string
  label: NodeLabel
  owner: string
  item: string
  kind: ItemKind
  /** Key in the folded values. */
  field: string
  /** Has is_primary and label. */
  ranked: boolean
}

const edge = (label: NodeLabel, node: string, kind: ItemKind): EdgeTable => {
  const { relation, item, field, ranked } = EDGE_KINDS[kind]
  return { table: `graph.${node}_${relation}`, label, owner: `${node}_id`, item, kind, field, ranked }
}

const EDGE_KINDS = {
  email: { relation: 'has_email', item: 'email_id', field: 'emails', ranked: true },
  phone: { relation: 'has_phone_number', item: 'phone_number_id', field: 'phones', ranked: true },
  tag: { relation: 'tagged', item: 'tag_id', field: 'tags', ranked: false },
  domain: { relation: 'has_domain', item: 'domain', field: 'domains', ranked: false },
  location: { relation: 'associated_with_location', item: 'location_id', field: 'location', ranked: false },
  contact: { relation: 'has_contact', item: 'contact_id', field: 'contacts', ranked: false },
} as const

export const EDGE_TABLES: readonly EdgeTable[] = [
  edge('User', 'user', 'email'),
  edge('Organization', 'organization', 'email'),
  edge('Contact', 'contact', 'email'),
  edge('Organization', 'organization', 'phone'),
  edge('Contact', 'contact', 'phone'),
  edge('Organization', 'organization', 'tag'),
  edge('Contact', 'contact', 'tag'),
  edge('Opportunity', 'opportunity', 'tag'),
  edge('Organization', 'organization', 'domain'),
  edge('Organization', 'organization', 'location'),
  edge('Contact', 'contact', 'location'),
  edge('Opportunity', 'opportunity', 'contact'),
]

/** The tables at the far end of the edges, and how one of theirs is written for a person to read. */
export const ITEM_TABLES: Record<ItemKind, { table: string; key: 'id' | 'domain'; shown: string }> = {
  email: { table: 'graph.email', key: 'id', shown: 'i.raw_email' },
  phone: { table: 'graph.phone_number', key: 'id', shown: 'i.raw_phone_number' },
  tag: { table: 'graph.tag', key: 'id', shown: 'i.name' },
  domain: { table: 'graph.domain', key: 'domain', shown: 'i.domain' },
  location: {
    table: 'graph.location',
    key: 'id',
    shown: `concat_ws(', ', i.raw_address, i.street, i.zip, i.locality, i.region, i.country)`,
  },
  contact: { table: 'graph.contact', key: 'id', shown: `coalesce(i.name, i.id::text)` },
}
