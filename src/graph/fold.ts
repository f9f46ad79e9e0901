import type { NodeTable } from './nodeTable.ts'
import { withholdProtected } from './protection.ts'
import { change, type MergeScope } from './scope.ts'
import { analyze } from './workingTables.ts'

/**
 * R7: fills merge_fold with what the affected entities are by the payloads of all their links, of every
 * sheet. `folded` has the graph's column names, and the satellites emails, phones, tags, location, domains,
 * contacts. A key that no payload speaks of (R9) or that people have protected (R10) is absent, and will not be
 * written. Returns how many entities there are.
 */
export async function foldContributions(
  scope: MergeScope,
  protecting: readonly NodeTable[],
): Promise<number> {
  await analyze(scope, await change(scope, COLLECT), 'merge_contribution')
  const folded = await change(scope, FOLD)
  await analyze(scope, folded, 'merge_fold')
  await withholdProtected(scope, protecting)
  return folded
}

/** Refs that become columns: the name in the payload, the label of the target, the column. */
const REF_COLUMNS = `(values
    ('organization', 'Organization', 'organization_id'),
    ('owner', 'User', 'owner_user_id'),
    ('contact', 'Contact', 'contact_id'),
    ('opportunity', 'Opportunity', 'opportunity_id'),
    ('session', 'InteractionSession', 'interaction_session_id'),
    ('repliesTo', 'InteractionEvent', 'replies_to_id'))`

/**
 * The entity that a slot named by a contribution `c` is linked to. Lateral with a limit, so that each is looked
 * up by the whole primary key, whatever the planner believes about the size of the table.
 */
export const refTarget = (label: string, slot: string): string => `
  left join lateral (
    select l.node_id from graph.is_linked_with l
    where l.tenant = :tenant and l.external_system_id = 'smartsheet'
      and l.external_id_second = c.external_id_second and l.node_label = ${label} and l.external_id = ${slot}
    limit 1
  ) target on true`

/**
 * All payloads about the affected entities, newest first: `age` 1 is the newest row, ties by row id (R7). What a
 * link that left an entity had said comes last, as blanks: else its values would stay where no other link speaks
 * of those fields.
 */
const COLLECT = `
  insert into merge_contribution (node_label, node_id, external_id_second, payload, age)
  select l.node_label, l.node_id, l.external_id_second, l.payload,
    row_number() over (
      partition by l.node_label, l.node_id
      order by l.row_modified_at desc nulls last, length(l.row_id) desc, l.row_id desc, l.external_id_second,
        length(l.external_id), l.external_id)
  from merge_node n
  join graph.is_linked_with l on l.tenant = :tenant and l.node_label = n.node_label and l.node_id = n.node_id
  where n.is_linked and l.external_system_id = 'smartsheet'
  union all
  select m.node_label, m.old_node_id, :sheet,
    jsonb_build_object(
      'fields', (select coalesce(jsonb_object_agg(key, null), '{}') from jsonb_object_keys(m.old_payload -> 'fields') key),
      'refs', (select coalesce(jsonb_object_agg(key, case key when 'contacts' then '[]'::jsonb end), '{}')
        from jsonb_object_keys(m.old_payload -> 'refs') key))
      || case when m.old_payload ? 'custom' then '{"custom": {}}' else '{}' end::jsonb,
    null
  from merge_link m
  join merge_node n on n.node_label = m.node_label and n.node_id = m.old_node_id
  where n.is_linked and m.change in ('moved', 'gone')`

// What a ref names may be gone where the ref was kept (R8b): then it says nothing.
// A row "has" a field when its value is not blank: blanks only win where nobody has more to say (R8).
const FOLD = `
  insert into merge_fold (node_label, node_id, folded)
  with field as (
    select distinct on (c.node_label, c.node_id, f.key) c.node_label, c.node_id, f.key, f.value
    from merge_contribution c
    cross join lateral jsonb_each(c.payload -> 'fields') f
    order by c.node_label, c.node_id, f.key, f.value = 'null', c.age
  ),
  custom as (
    select distinct on (c.node_label, c.node_id, f.key) c.node_label, c.node_id, f.key, f.value
    from merge_contribution c
    cross join lateral jsonb_each(c.payload -> 'custom') f
    order by c.node_label, c.node_id, f.key, c.age
  ),
  custom_fields as (
    select c.node_label, c.node_id,
      coalesce(jsonb_object_agg(custom.key, custom.value) filter (where custom.key is not null), '{}') as value
    from (select distinct node_label, node_id from merge_contribution where payload ? 'custom') c
    left join custom using (node_label, node_id)
    group by c.node_label, c.node_id
  ),
  ref as (
    select distinct on (c.node_label, c.node_id, m.column_name)
      c.node_label, c.node_id, m.column_name, target.node_id as value
    from merge_contribution c
    cross join lateral jsonb_each(c.payload -> 'refs') r
    join ${REF_COLUMNS} m (ref, label, column_name) on m.ref = r.key
    ${refTarget('m.label', `r.value #>> '{}'`)}
    where r.value = 'null' or target.node_id is not null
    order by c.node_label, c.node_id, m.column_name, target.node_id is null, c.age
  ),
  contacts as (
    select c.node_label, c.node_id,
      coalesce(jsonb_agg(distinct target.node_id) filter (where target.node_id is not null), '[]') as value
    from merge_contribution c
    left join lateral jsonb_array_elements_text(c.payload -> 'refs' -> 'contacts') slot on true
    ${refTarget(`'Contact'`, 'slot')}
    where c.payload -> 'refs' ? 'contacts'
    group by c.node_label, c.node_id
  ),
  domains as (
    select n.node_label, n.node_id,
      coalesce(jsonb_agg(i.value) filter (where i.value is not null), '[]') as value
    from merge_node n
    left join sync.identity i on i.tenant = :tenant and i.node_label = n.node_label and i.node_id = n.node_id
      and i.kind = 'domain'
    where n.node_label = 'Organization' and n.is_linked
    group by n.node_label, n.node_id
  )
  select n.node_label, n.node_id, coalesce(jsonb_object_agg(p.key, p.value) filter (where p.key is not null), '{}')
  from merge_node n
  left join (
    select node_label, node_id, key,
      case when key = 'internal_stage' and value = 'null' then '"OPEN"' else value end as value
    from field
    where not (key = 'created_at' and value = 'null')
    union all
    select node_label, node_id, 'custom_fields', value from custom_fields
    union all
    select node_label, node_id, column_name, coalesce(to_jsonb(value), 'null') from ref
    union all
    select node_label, node_id, 'contacts', value from contacts
    union all
    select node_label, node_id, 'domains', value from domains
  ) p using (node_label, node_id)
  where n.is_linked
  group by n.node_label, n.node_id`
