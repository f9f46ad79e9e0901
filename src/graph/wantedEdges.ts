import { ITEM_TABLES, type EdgeTable, type ItemKind } from './edgeTable.ts'

/** The elements of a list in the folded values; none where it is null. */
export const elements = (field: string): string => `
  jsonb_array_elements(case jsonb_typeof(f.folded -> '${field}') when 'array' then f.folded -> '${field}' else '[]' end)`

/** An entity has one place from the sheet; its id follows from the entity's, so that it can be found again. */
export const LOCATION_ID = `md5(f.node_label || f.node_id::text)::uuid`

/** What a folded entity wants of a kind: its values, the items that they are, and what of those an edge names. */
interface Wanted {
  values: string
  /** None where an edge names the value itself. */
  items?: string
  item: string
  /** The item's id where it follows from the value. */
  named?: string
  shown: string
}

const WANTED: Record<ItemKind, Wanted> = {
  email: {
    values: `cross join lateral ${elements('emails')} with ordinality v (value, rank)`,
    items: `graph.email i on i.tenant = :tenant and i.raw_email = v.value ->> 'raw'`,
    item: 'i.id',
    shown: 'i.raw_email',
  },
  phone: {
    values: `cross join lateral ${elements('phones')} with ordinality v (value, rank)`,
    items: `graph.phone_number i on i.tenant = :tenant and i.raw_phone_number = v.value ->> 'raw'`,
    item: 'i.id',
    shown: 'i.raw_phone_number',
  },
  tag: {
    values: `cross join lateral ${elements('tags')} with ordinality v (value, rank)`,
    items: `graph.tag i on i.tenant = :tenant and i.name = v.value #>> '{}'`,
    item: 'i.id',
    shown: 'i.name',
  },
  domain: {
    values: `cross join lateral ${elements('domains')} with ordinality v (value, rank)`,
    item: 'null::uuid',
    shown: `v.value #>> '{}'`,
  },
  location: {
    values: `cross join lateral (
        select f.folded -> 'location' as value, 1 as rank where jsonb_typeof(f.folded -> 'location') = 'object'
      ) v`,
    items: `graph.location i on i.tenant = :tenant and i.id = ${LOCATION_ID}`,
    named: LOCATION_ID,
    item: 'i.id',
    shown: ITEM_TABLES.location.shown,
  },
  contact: {
    values: `cross join lateral ${elements('contacts')} with ordinality v (value, rank)`,
    items: `graph.contact i on i.tenant = :tenant and i.id = (v.value #>> '{}')::uuid`,
    named: `(v.value #>> '{}')::uuid`,
    item: 'i.id',
    shown: ITEM_TABLES.contact.shown,
  },
}

/**
 * The edges that the folded entities want, for merge_edge. One that somebody else made is theirs, and left out; where it is
 * the primary one, none of the sheet's is.
 */
export function wantedEdges({ table, owner, item, kind, ranked }: EdgeTable): string {
  const wanted = WANTED[kind]
  const key = keyOf(kind)
  const rank = ranked ? 'v.rank = 1 and theirs.is_primary is not true' : 'v.rank = 1'
  return `
    select distinct on (f.node_id, ${key}) '${table}', f.node_id, ${wanted.item}, ${kind === 'domain' ? key : 'null'},
      ${wanted.shown}, ${rank}, ${labelOf(kind)}
    from merge_fold f
    ${wanted.values}
    ${wanted.items ? `join ${wanted.items}` : ''}
    -- An aggregate, so that only this entity's edges are looked at: for exists() the planner may read all of the tenant.
    cross join lateral (
      select bool_or(e.${item} = ${key}) as is_same${ranked ? ', bool_or(e.is_primary) as is_primary' : ''}
      from ${table} e where e.tenant = :tenant and e.${owner} = f.node_id and e.source <> 'smartsheet'
    ) theirs
    where f.node_label = :label and theirs.is_same is not true
    order by f.node_id, ${key}, v.rank`
}

/**
 * The same of entities that are new, and have no edges yet: owner, item, and what else a ranked edge has. An item that
 * somebody deleted a moment ago is named none the less: the merge fails by it, and is done again.
 */
export function firstEdges({ kind, ranked }: EdgeTable): string {
  const { values, items = '', named } = WANTED[kind]
  const item = named ?? `coalesce(i.id, '${NOTHING}')`
  return `
    select distinct on (f.node_id, ${item}) f.node_id, ${item}${ranked ? `, v.rank = 1, ${labelOf(kind)}` : ''}
    from merge_fold f
    ${values}
    ${named === undefined ? `left join ${items}` : ''}
    where f.node_label = :label
    order by f.node_id, ${item}, v.rank`
}

const NOTHING = '00000000-0000-0000-0000-000000000000'
const keyOf = (kind: ItemKind): string => (kind === 'domain' ? WANTED[kind].shown : WANTED[kind].item)
const labelOf = (kind: ItemKind): string => (kind === 'phone' ? `v.value ->> 'label'` : 'null')
