import { run, type MergeScope } from './scope.ts'

/**
 * Folds the keys of the affected entities into sync.identity, as their values are folded: what their links
 * claim is theirs. An entity without links keeps its keys, so that it is found again when it returns (R11).
 */
export async function writeIdentities(scope: MergeScope): Promise<void> {
  await run(scope, FORGET_KEYS)
  await run(scope, LEARN_KEYS)
  await run(scope, REMEMBER_SLOTS)
  await run(scope, FORGET_SLOTS)
}

const CLAIMED = `
  select distinct on (l.node_label, k.kind, k.value) l.node_label, k.kind, k.value, l.node_id
  from merge_node n
  join graph.is_linked_with l on l.tenant = :tenant and l.node_label = n.node_label and l.node_id = n.node_id
  cross join lateral jsonb_to_recordset(l.payload -> 'keys') k (kind text, value text)
  where n.is_linked
  order by l.node_label, k.kind, k.value, l.node_id`

const FORGET_KEYS = `
  with claimed as (${CLAIMED})
  delete from sync.identity i
  using merge_node n
  where i.tenant = :tenant and i.node_label = n.node_label and i.node_id = n.node_id
    and n.is_linked and i.kind <> 'slot'
    and not exists (
      select from claimed c
      where c.node_label = i.node_label and c.kind = i.kind and c.value = i.value and c.node_id = i.node_id)`

const LEARN_KEYS = `
  insert into sync.identity as known (tenant, node_label, kind, value, node_id)
  select :tenant, node_label, kind, value, node_id from (${CLAIMED}) claimed
  on conflict (tenant, node_label, kind, value) do update set node_id = excluded.node_id
  where known.node_id <> excluded.node_id`

// Only entities that can return: the other labels are deleted with their last link.
const REMEMBER_SLOTS = `
  insert into sync.identity as known (tenant, node_label, kind, value, node_id)
  select distinct on (m.node_label, m.external_id)
    :tenant, m.node_label, 'slot', :sheet || ':' || m.external_id, m.old_node_id
  from merge_link m
  join merge_node n on n.node_label = m.node_label and n.node_id = m.old_node_id
  where m.change = 'gone' and not n.is_linked and m.node_label in ('User', 'Organization', 'Contact', 'Opportunity')
  order by m.node_label, m.external_id
  on conflict (tenant, node_label, kind, value) do update set node_id = excluded.node_id
  where known.node_id <> excluded.node_id`

const FORGET_SLOTS = `
  delete from sync.identity i
  using merge_link m
  where i.tenant = :tenant and i.node_label = m.node_label and i.kind = 'slot'
    and i.value = :sheet || ':' || m.external_id and m.change = 'new'`
