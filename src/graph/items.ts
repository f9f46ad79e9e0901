import { EDGE_TABLES, ITEM_TABLES, type EdgeTable, type ItemKind } from './edgeTable.ts'
import { change, run, type MergeScope } from './scope.ts'
import { analyze } from './workingTables.ts'

const PROVENANCE_COLUMNS = 'source, source_of_truth, app_source'
const PROVENANCE = `'smartsheet', 'smartsheet', 'sync-smartsheet'`

/**
 * Makes sure that the emails, phone numbers, tags, domains and locations exist that the folded entities want,
 * and fills merge_edge with the edges to them. An edge that somebody else made is theirs, and left out; where it is the
 * primary one, none of the sheet's is.
 */
export async function createItems(scope: MergeScope, edges: readonly EdgeTable[]): Promise<void> {
  for (const kind of new Set(edges.map((edge) => edge.kind)))
    for (const statement of CREATE_ITEMS[kind]) await run(scope, statement)
  let wanted = 0
  for (const edge of edges) wanted += await change(scope, wantedEdges(edge), { label: edge.label })
  await analyze(scope, wanted, 'merge_edge')
}

/** The elements of a list in the folded values; none where it is null. */
const elements = (field: string): string => `
  jsonb_array_elements(case jsonb_typeof(f.folded -> '${field}') when 'array' then f.folded -> '${field}' else '[]' end)`

/** An entity has one place from the sheet; its id follows from the entity's, so that it can be found again. */
const LOCATION_ID = `md5(f.node_label || f.node_id::text)::uuid`
const LOCATION_COLUMNS = ['raw_address', 'street', 'locality', 'region', 'zip', 'country', 'country_code_a2']

// R10: a place that a person edited and then detached or gave back. By a statement of its own: what the next one
// decides on the row that it writes must not depend on edges that a person is taking over.
const TAKE_BACK_LOCATIONS = `
  update graph.location l set source = 'smartsheet', source_of_truth = 'smartsheet'
  from merge_fold f
  where jsonb_typeof(f.folded -> 'location') = 'object' and l.tenant = :tenant and l.id = ${LOCATION_ID}
    and l.source_of_truth <> 'smartsheet'
    ${EDGE_TABLES.filter(({ kind }) => kind === 'location')
      .map(
        ({ table, item }) => `and not exists (
          select from ${table} e where e.tenant = l.tenant and e.${item} = l.id and e.source <> 'smartsheet')`,
      )
      .join('\n')}`

const WRITE_LOCATIONS = `
  with written as (
    insert into graph.location as l (tenant, id, ${LOCATION_COLUMNS.join(', ')}, ${PROVENANCE_COLUMNS})
    select :tenant, ${LOCATION_ID}, ${LOCATION_COLUMNS.map((column) => `f.folded -> 'location' ->> '${column}'`).join(', ')},
      ${PROVENANCE}
    from merge_fold f where jsonb_typeof(f.folded -> 'location') = 'object'
    on conflict (tenant, id) do update
    set ${LOCATION_COLUMNS.map((column) => `${column} = excluded.${column}`).join(', ')}, updated_at = now()
    where l.source_of_truth = 'smartsheet'
      and (${LOCATION_COLUMNS.map((column) => `l.${column}`).join(', ')})
        is distinct from (${LOCATION_COLUMNS.map((column) => `excluded.${column}`).join(', ')})
    returning l.id
  ), touched as (
    select f.node_label, f.node_id, w.id, n.row_id, f.folded -> 'location' as after
    from written w
    join merge_fold f on w.id = ${LOCATION_ID}
    join merge_node n using (node_label, node_id)
  ), recorded as (
    insert into sync.change (run_id, tenant, node_label, node_id, field, old_value, new_value, row_id)
    select :run, :tenant, t.node_label, t.node_id, 'location.' || c.field, c.old_value, c.new_value, t.row_id
    from touched t
    join graph.location l on l.tenant = :tenant and l.id = t.id
    cross join lateral graph.field_changes(
      (select jsonb_object_agg(b.key, b.value) from jsonb_each(to_jsonb(l)) b where t.after ? b.key), t.after) c
  )
  insert into merge_touched (node_label, node_id) select node_label, node_id from touched`

/** The statements that make the items of a kind be there; contacts are entities of their own. */
const CREATE_ITEMS: Record<ItemKind, readonly string[]> = {
  email: [
    `insert into graph.email (tenant, id, raw_email, email, work, ${PROVENANCE_COLUMNS})
   select distinct on (v ->> 'raw') :tenant, gen_random_uuid(), v ->> 'raw', v ->> 'email', (v ->> 'work')::boolean,
     ${PROVENANCE}
   from merge_fold f cross join lateral ${elements('emails')} v
   on conflict (tenant, raw_email) do nothing`,
  ],
  phone: [
    `insert into graph.phone_number (tenant, id, raw_phone_number, e164, validated, country_code_a2, ${PROVENANCE_COLUMNS})
   select distinct on (v ->> 'raw') :tenant, gen_random_uuid(), v ->> 'raw', v ->> 'e164', (v ->> 'e164') is not null,
     v ->> 'countryCodeA2', ${PROVENANCE}
   from merge_fold f cross join lateral ${elements('phones')} v
   order by v ->> 'raw', v ->> 'e164' nulls last
   on conflict (tenant, raw_phone_number) do nothing`,
    // The mapping's country has changed, and with it what a national number means.
    `with read as (
     select distinct on (v ->> 'raw') v ->> 'raw' as raw, v ->> 'e164' as e164, v ->> 'countryCodeA2' as country
     from merge_fold f cross join lateral ${elements('phones')} v
     where v ->> 'e164' is not null
     order by v ->> 'raw', v ->> 'e164'
   ), corrected as (
     update graph.phone_number p
     set e164 = read.e164, validated = true, country_code_a2 = read.country, updated_at = now()
     from read
     where p.tenant = :tenant and p.raw_phone_number = read.raw and p.source_of_truth = 'smartsheet'
       and p.e164 is distinct from read.e164
     returning p.raw_phone_number as raw
   )
   insert into merge_touched (node_label, node_id)
   select f.node_label, f.node_id
   from merge_fold f cross join lateral ${elements('phones')} v
   join corrected on corrected.raw = v ->> 'raw'`,
  ],
  tag: [
    `insert into graph.tag (tenant, id, name, ${PROVENANCE_COLUMNS})
   select distinct :tenant, gen_random_uuid(), name, ${PROVENANCE}
   from (select distinct v #>> '{}' as name from merge_fold f cross join lateral ${elements('tags')} v) tags
   on conflict (tenant, name) do nothing`,
  ],
  domain: [
    `insert into graph.domain (tenant, domain, ${PROVENANCE_COLUMNS})
   select distinct :tenant, v #>> '{}', ${PROVENANCE}
   from merge_fold f cross join lateral ${elements('domains')} v
   on conflict (tenant, domain) do nothing`,
  ],
  location: [TAKE_BACK_LOCATIONS, WRITE_LOCATIONS],
  contact: [],
}

const WANTED: Record<ItemKind, { values: string; item: string; shown: string }> = {
  email: {
    values: `cross join lateral ${elements('emails')} with ordinality v (value, rank)
      join graph.email i on i.tenant = :tenant and i.raw_email = v.value ->> 'raw'`,
    item: 'i.id',
    shown: 'i.raw_email',
  },
  phone: {
    values: `cross join lateral ${elements('phones')} with ordinality v (value, rank)
      join graph.phone_number i on i.tenant = :tenant and i.raw_phone_number = v.value ->> 'raw'`,
    item: 'i.id',
    shown: 'i.raw_phone_number',
  },
  tag: {
    values: `cross join lateral ${elements('tags')} with ordinality v (value, rank)
      join graph.tag i on i.tenant = :tenant and i.name = v.value #>> '{}'`,
    item: 'i.id',
    shown: 'i.name',
  },
  domain: {
    values: `cross join lateral ${elements('domains')} with ordinality v (value, rank)`,
    item: 'null::uuid',
    shown: `v.value #>> '{}'`,
  },
  location: {
    values: `cross join lateral (select f.folded -> 'location' as value, 1 as rank) v
      join graph.location i on i.tenant = :tenant and i.id = ${LOCATION_ID}
        and jsonb_typeof(f.folded -> 'location') = 'object'`,
    item: 'i.id',
    shown: ITEM_TABLES.location.shown,
  },
  contact: {
    values: `cross join lateral ${elements('contacts')} with ordinality v (value, rank)
      join graph.contact i on i.tenant = :tenant and i.id = (v.value #>> '{}')::uuid`,
    item: 'i.id',
    shown: ITEM_TABLES.contact.shown,
  },
}

function wantedEdges({ table, owner, item, kind, ranked }: EdgeTable): string {
  const wanted = WANTED[kind]
  const key = kind === 'domain' ? wanted.shown : wanted.item
  const rank = ranked ? 'v.rank = 1 and theirs.is_primary is not true' : 'v.rank = 1'
  return `
    insert into merge_edge (edge, node_id, item_id, item, shown, is_primary, label)
    select distinct on (f.node_id, ${key}) '${table}', f.node_id, ${wanted.item}, ${kind === 'domain' ? key : 'null'},
      ${wanted.shown}, ${rank}, ${kind === 'phone' ? `v.value ->> 'label'` : 'null'}
    from merge_fold f
    ${wanted.values}
    -- An aggregate, so that only this entity's edges are looked at: for exists() the planner may read all of the tenant.
    cross join lateral (
      select bool_or(e.${item} = ${key}) as is_same${ranked ? ', bool_or(e.is_primary) as is_primary' : ''}
      from ${table} e where e.tenant = :tenant and e.${owner} = f.node_id and e.source <> 'smartsheet'
    ) theirs
    where f.node_label = :label and theirs.is_same is not true
    order by f.node_id, ${key}, v.rank`
}
