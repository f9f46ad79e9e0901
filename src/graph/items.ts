import { EDGE_TABLES, type EdgeTable, type ItemKind } from './edgeTable.ts'
import { PROVENANCE, PROVENANCE_COLUMNS } from './provenance.ts'
import { run, type MergeScope } from './scope.ts'
import { elements, LOCATION_ID } from './wantedEdges.ts'

/** Makes sure that the emails, phone numbers, tags, domains and locations exist that the folded entities want. */
export async function createItems(scope: MergeScope, edges: readonly EdgeTable[]): Promise<void> {
  for (const kind of new Set(edges.map((edge) => edge.kind)))
    for (const statement of CREATE_ITEMS[kind]) await run(scope, statement)
}

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
   ), wrong as materialized (
     -- Each looked up by its key: what a first sync has just brought is more than the planner knows of.
     select known.id, read.e164, read.country
     from read
     cross join lateral (
       select p.id, p.e164 from graph.phone_number p
       where p.tenant = :tenant and p.raw_phone_number = read.raw and p.source_of_truth = 'smartsheet'
       limit 1
     ) known
     where known.e164 is distinct from read.e164
   ), corrected as (
     update graph.phone_number p
     set e164 = wrong.e164, validated = true, country_code_a2 = wrong.country, updated_at = now()
     from wrong
     where p.tenant = :tenant and p.id = wrong.id and p.source_of_truth = 'smartsheet'
       and p.e164 is distinct from wrong.e164
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
