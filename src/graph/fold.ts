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
  await analyze(scope, await change(scope, COLLECT), 'merge_contribution (node_label, node_id, is_alone)')
  const folded = await change(scope, FOLD)
  await analyze(scope, folded, 'merge_fold (node_label, node_id)')
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

/** The refs that a contribution `c` has: the column `m` of each, and its target. One to nothing that is known is none. */
const SAID_REFS = `
  jsonb_each_text(c.payload -> 'refs') said (ref, slot)
      join ${REF_COLUMNS} m (ref, label, column_name) using (ref)
      ${refTarget('m.label', 'said.slot')}`
const SAYS_REF = '(said.slot is null or target.node_id is not null)'

/**
 * All payloads about the affected entities, newest first: `age` 1 is the newest row, ties by row id (R7). What a
 * link that left an entity had said comes last, as blanks: else its values would stay where no other link speaks
 * of those fields. `is_alone`: there is no other about its entity.
 */
const COLLECT = `
  insert into merge_contribution (node_label, node_id, external_id_second, payload, age, is_alone)
  select node_label, node_id, external_id_second, payload, row_number() over newest_first,
    row_number() over newest_first = 1 and lead(false, 1, true) over newest_first
  from (
    select l.node_label, l.node_id, l.external_id_second, l.payload, false as has_left, l.row_modified_at, l.row_id,
      l.external_id
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
      true, null, null, null
    from merge_link m
    join merge_node n on n.node_label = m.node_label and n.node_id = m.old_node_id
    where n.is_linked and m.change in ('moved', 'gone')
  ) said
  window newest_first as (
    partition by node_id, node_label
    order by has_left, row_modified_at desc nulls last, length(row_id) desc, row_id desc, external_id_second,
      length(external_id), external_id)`

// What a ref names may be gone where the ref was kept (R8b): then it says nothing.
// A row "has" a field when its value is not blank: blanks only win where nobody has more to say (R8).
// Most entities have one contribution, and are what that says; only of the others each key is compared, once for all
// rows that say the same. The id comes first where rows are sorted: it is compared faster than a text.
const FOLD = `
  insert into merge_fold (node_label, node_id, folded)
  with several as materialized (
    select * from merge_contribution where not is_alone
  ),
  fields as (
    select node_id, node_label, jsonb_object_agg(key, value) as value
    from (
      select distinct on (c.node_id, c.node_label, f.key) c.node_id, c.node_label, f.key, f.value
      from (
        select node_id, node_label, payload -> 'fields' as said, min(age) as age
        from several
        group by node_id, node_label, payload -> 'fields'
      ) c
      cross join lateral jsonb_each(c.said) f
      order by c.node_id, c.node_label, f.key, f.value = 'null', c.age
    ) field
    group by node_id, node_label
  ),
  custom as (
    select node_id, node_label, coalesce(jsonb_object_agg(key, value) filter (where key is not null), '{}') as value
    from (
      select distinct on (c.node_id, c.node_label, f.key) c.node_id, c.node_label, f.key, f.value
      from (
        select node_id, node_label, payload -> 'custom' as said, min(age) as age
        from several
        where payload ? 'custom'
        group by node_id, node_label, payload -> 'custom'
      ) c
      left join lateral jsonb_each(c.said) f on true
      order by c.node_id, c.node_label, f.key, c.age
    ) field
    group by node_id, node_label
  ),
  refs as (
    select node_id, node_label, jsonb_object_agg(column_name, value) as value
    from (
      select distinct on (c.node_id, c.node_label, m.column_name)
        c.node_id, c.node_label, m.column_name, target.node_id as value
      from several c
      cross join lateral ${SAID_REFS}
      where ${SAYS_REF}
      order by c.node_id, c.node_label, m.column_name, target.node_id is null, c.age
    ) ref
    group by node_id, node_label
  ),
  contacts as (
    select c.node_id, c.node_label,
      coalesce(jsonb_agg(distinct target.node_id) filter (where target.node_id is not null), '[]') as value
    from several c
    left join lateral jsonb_array_elements_text(c.payload -> 'refs' -> 'contacts') slot on true
    ${refTarget(`'Contact'`, 'slot')}
    where c.payload -> 'refs' ? 'contacts'
    group by c.node_id, c.node_label
  ),
  said as (
    select node_id, node_label, payload -> 'fields' as fields, payload -> 'custom' as custom,
      (select jsonb_object_agg(m.column_name, target.node_id)
        from ${SAID_REFS}
        where ${SAYS_REF}) as refs,
      case when payload -> 'refs' ? 'contacts' then (
        select coalesce(jsonb_agg(distinct target.node_id) filter (where target.node_id is not null), '[]')
        from jsonb_array_elements_text(c.payload -> 'refs' -> 'contacts') slot
        ${refTarget(`'Contact'`, 'slot')}) end as contacts
    from merge_contribution c
    where is_alone
    union all
    select node_id, node_label, fields.value, custom.value, refs.value, contacts.value
    from (select distinct node_id, node_label from several) entity
    left join fields using (node_id, node_label)
    left join custom using (node_id, node_label)
    left join refs using (node_id, node_label)
    left join contacts using (node_id, node_label)
  )
  select n.node_label, n.node_id,
    case when said.fields -> 'created_at' = 'null' then said.fields - 'created_at' else coalesce(said.fields, '{}') end
      || case when said.fields -> 'internal_stage' = 'null' then '{"internal_stage": "OPEN"}'::jsonb else '{}' end
      || case when said.custom is null then '{}' else jsonb_build_object('custom_fields', said.custom) end
      || coalesce(said.refs, '{}')
      || case when said.contacts is null then '{}' else jsonb_build_object('contacts', said.contacts) end
      || case when n.node_label <> 'Organization' then '{}' else jsonb_build_object('domains', coalesce((
        select jsonb_agg(i.value) from sync.identity i
        where i.tenant = :tenant and i.node_label = n.node_label and i.node_id = n.node_id and i.kind = 'domain'), '[]')) end
  from merge_node n
  left join said using (node_id, node_label)
  where n.is_linked`
