import { change, run, type MergeScope } from './scope.ts'
import { analyze } from './workingTables.ts'

/**
 * Folds the keys of the affected entities into sync.identity, as their values are folded: what their links
 * claim is theirs. An entity without links keeps its keys, so that it is found again when it returns (R11).
 * `someAreHeld`: the sheet has links that this read has not decided.
 */
export async function writeIdentities(scope: MergeScope, someAreHeld: boolean): Promise<void> {
  await analyze(scope, await change(scope, COLLECT_CLAIMS, { someareheld: someAreHeld }), 'merge_claim')
  await run(scope, FORGET_KEYS)
  await run(scope, DROP_LOST_CLAIMS)
  await run(scope, LEARN_KEYS)
  await run(scope, REMEMBER_SLOTS)
  await run(scope, FORGET_SLOTS)
}

/**
 * Fills merge_claim. What this read has just decided weighs more than what links of other sheets, or held ones, claim.
 * Links of one entity that claim the same count once, before their keys are looked at one by one.
 */
const COLLECT_CLAIMS = `
  insert into merge_claim (node_label, kind, value, node_id, weight)
  select c.node_label, k.kind, k.value, c.node_id,
    rank() over (partition by k.value, k.kind, c.node_label order by bool_or(c.is_decided) desc, c.node_id)
  from (
    select l.node_id, l.node_label, l.payload -> 'keys' as keys,
      bool_or(l.external_system_id = 'smartsheet' and l.external_id_second = :sheet
        and (a.node_id is not null or not :someareheld)) as is_decided
    from merge_node n
    join graph.is_linked_with l on l.tenant = :tenant and l.node_label = n.node_label and l.node_id = n.node_id
    left join merge_assignment a
      on :someareheld and a.node_label = l.node_label and a.external_id = l.external_id
    where n.is_linked
    group by l.node_id, l.node_label, l.payload -> 'keys'
  ) c
  cross join lateral jsonb_to_recordset(c.keys) k (kind text, value text)
  group by k.value, k.kind, c.node_label, c.node_id`

const FORGET_KEYS = `
  delete from sync.identity i
  using merge_node n
  where i.tenant = :tenant and i.node_label = n.node_label and i.node_id = n.node_id
    and n.is_linked and i.kind <> 'slot'
    and not exists (
      select from merge_claim c
      where c.node_label = i.node_label and c.kind = i.kind and c.value = i.value and c.node_id = i.node_id)`

// Else the loser's next fold would take the key back, and a key that its winner gives up would name nobody.
const DROP_LOST_CLAIMS = `
  with lost as (
    select node_label, kind, value, node_id from merge_claim where weight > 1
    union
    select i.node_label, i.kind, i.value, i.node_id
    from merge_claim c
    join sync.identity i on i.tenant = :tenant and i.node_label = c.node_label and i.kind = c.kind and i.value = c.value
    where c.weight = 1 and i.node_id <> c.node_id
  )
  update graph.is_linked_with l
  set payload = jsonb_set(l.payload, '{keys}', kept.keys)
  from (select distinct node_label, node_id from lost) loser
  join graph.is_linked_with claiming
    on claiming.tenant = :tenant and claiming.node_label = loser.node_label and claiming.node_id = loser.node_id
  cross join lateral (
    select coalesce(jsonb_agg(k.value order by k.ordinality) filter (where lost.node_id is null), '[]') as keys
    from jsonb_array_elements(claiming.payload -> 'keys') with ordinality k
    left join lost on lost.node_label = loser.node_label and lost.node_id = loser.node_id
      and lost.kind = k.value ->> 'kind' and lost.value = k.value ->> 'value'
  ) kept
  where l.tenant = claiming.tenant and l.external_system_id = claiming.external_system_id
    and l.external_id_second = claiming.external_id_second and l.node_label = claiming.node_label
    and l.external_id = claiming.external_id and kept.keys <> l.payload -> 'keys'`

const LEARN_KEYS = `
  insert into sync.identity as known (tenant, node_label, kind, value, node_id)
  select :tenant, node_label, kind, value, node_id from merge_claim where weight = 1
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

// What was assigned has a link now. The slot is cut out of the value, and not the other way round, so that the index of
// the assignments can serve.
const FORGET_SLOTS = `
  delete from sync.identity i
  using merge_assignment a
  where i.tenant = :tenant and i.kind = 'slot' and starts_with(i.value, :sheet::text || ':')
    and a.node_label = i.node_label and a.external_id = substr(i.value, length(:sheet::text) + 2)`
