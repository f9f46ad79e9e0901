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
  if ((await change(scope, FIND_LOST_CLAIMS)) > 0) await run(scope, DROP_LOST_CLAIMS)
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

// By their place: entities are locked, and under the tenant's lock nobody else writes their keys.
const FORGET_KEYS = `
  delete from sync.identity
  where tenant = :tenant and ctid = any(array(
    select i.place
    from merge_node n
    cross join lateral (
      select ctid as place, * from sync.identity i
      where i.tenant = :tenant and i.node_label = n.node_label and i.node_id = n.node_id and i.kind <> 'slot'
      offset 0
    ) i
    where n.is_linked and not exists (
      select from merge_claim c
      where c.node_label = i.node_label and c.kind = i.kind and c.value = i.value and c.node_id = i.node_id)))`

/** Whether a link `l` has lost its key `k`. */
const isLost = `exists (
      select from merge_lost_claim lost
      where lost.node_id = l.node_id and lost.node_label = l.node_label
        and lost.kind = k.value ->> 'kind' and lost.value = k.value ->> 'value')`

/** Fills merge_lost_claim with what entities claim that is another one's. Each key is looked up by itself, where there are any. */
const FIND_LOST_CLAIMS = `
  insert into merge_lost_claim (node_id, node_label, kind, value)
  select node_id, node_label, kind, value from merge_claim where weight > 1
  union
  select i.node_id, i.node_label, i.kind, i.value
  from merge_claim c
  cross join lateral (
    select * from sync.identity i
    where i.tenant = :tenant and i.node_label = c.node_label and i.kind = c.kind and i.value = c.value
    limit 1
  ) i
  where c.weight = 1 and i.node_id <> c.node_id
    and (select true from sync.identity where tenant = :tenant limit 1)`

// Else the loser's next fold would take the key back, and a key that its winner gives up would name nobody.
const DROP_LOST_CLAIMS = `
  update graph.is_linked_with l
  set payload = jsonb_set(l.payload, '{keys}', (
    select coalesce(jsonb_agg(k.value order by k.ordinality) filter (where not ${isLost}), '[]')
    from jsonb_array_elements(l.payload -> 'keys') with ordinality k))
  where l.tenant = :tenant and l.node_id in (select node_id from merge_lost_claim)
    and exists (select from jsonb_array_elements(l.payload -> 'keys') k where ${isLost})`

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
