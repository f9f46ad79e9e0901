import { lockLinked } from './protection.ts'
import { findMoved, writeMoved } from './recalledLinks.ts'
import type { LinkCount } from './removals.ts'
import { change, run, type MergeScope } from './scope.ts'
import type { RemovalWarrant } from '../core/warrant.ts'
import type { Assignment } from '../identity/model.ts'
import { analyze } from './workingTables.ts'

/**
 * Hands the decision of identity to the database. Not by COPY, though it is meant for as many rows: while it waits for
 * more of them no timeout of Postgres holds, and a process that is frozen would keep its locks for ever (R15).
 */
export async function stageAssignments(scope: MergeScope, assignments: readonly Assignment[]): Promise<void> {
  await run(
    scope,
    `insert into merge_assignment (node_label, external_id, node_id, keys)
     select *
     from rows from (
       unnest(:labels::text[]), unnest(:slots::text[]), unnest(:nodeids::uuid[]), jsonb_array_elements(:keys)) a`,
    {
      labels: assignments.map(({ label }) => label),
      slots: assignments.map(({ externalId }) => externalId),
      nodeids: assignments.map(({ nodeId }) => nodeId),
      keys: JSON.stringify(assignments.map(({ keys }) => keys)),
    },
  )
  await analyze(scope, assignments.length, 'merge_assignment (node_label, external_id, node_id)')
}

/** Fills merge_link with the links that differ from what was staged (R13), and writes those that stay. */
export async function writeLinks(scope: MergeScope, { linked, gone }: LinkCount): Promise<void> {
  const staged = await change(scope, linked > 0 ? FIND_CHANGED : FIND_FIRST)
  const recalled = await findMoved(scope)
  await analyze(scope, staged + recalled, 'merge_link')
  await lockLinked(scope, gone > 0)
  if (staged > 0) await run(scope, linked > 0 ? WRITE_CHANGED : WRITE_STAGED)
  if (recalled > 0) await writeMoved(scope)
}

/** R11: takes away the links that nothing in the sheet speaks for any more; whoever calls it shows why it may (R2). */
export async function removeLinks(scope: MergeScope, _: RemovalWarrant): Promise<void> {
  await run(
    scope,
    `with gone as (
       delete from graph.is_linked_with l
       where l.tenant = :tenant and l.external_system_id = 'smartsheet' and l.external_id_second = :sheet
         and not exists (
           select from merge_assignment a where a.node_label = l.node_label and a.external_id = l.external_id)
       returning l.node_label, l.external_id, l.node_id, l.row_id, l.payload
     )
     insert into merge_link (node_label, external_id, old_node_id, row_id, change, old_payload)
     select node_label, external_id, node_id, row_id, 'gone', payload from gone`,
  )
}

// What is known of a sheet or a run grows by a whole sheet at once, so statistics are always behind. Lateral with
// a limit, rows are looked up by their whole key, and not compared each with each.
const PREVIOUS_LINK = `
  left join lateral (
    select * from graph.is_linked_with l
    where l.tenant = :tenant and l.external_system_id = 'smartsheet' and l.external_id_second = :sheet
      and l.node_label = s.node_label and l.external_id = s.external_id
    limit 1
  ) l on true`
// By their place, since they were just found there: by their key takes three times as long. Were a place not theirs any
// more, there would be no slot, and no link without one can be written.
const STAGED = `
  left join lateral (
    select * from sync.stage s
    where s.ctid = m.staged and s.run_id = :run and s.node_label = m.node_label and s.external_id = m.external_id
    limit 1
  ) s on true`

// Custom fields are those of the row's deal, else of its contact, else of its company: what stays of them goes along
// when another one becomes their owner (R8b, R9). An expression, not a join: only what keeps something of it is looked up,
// since to look in vain takes as long as to find.
const PREVIOUS_CONTRIBUTION = `(
        select case when row.custom is null then l.payload
          else coalesce(l.payload, '{}') || jsonb_build_object('custom', row.custom) end
        from (
          select jsonb_object_agg(c.key, c.value) as custom
          from graph.is_linked_with owner
          cross join lateral jsonb_each(owner.payload -> 'custom') c
          where owner.tenant = :tenant and owner.external_system_id = 'smartsheet' and owner.external_id_second = :sheet
            and owner.node_label in ('Opportunity', 'Contact', 'Organization') and owner.external_id = s.row_id
            and exists (select from unnest(s.keep) kept where kept ~ '^(custom|renamed):')
        ) row
        left join lateral (
          select l.payload from graph.is_linked_with l
          where l.tenant = :tenant and l.external_system_id = 'smartsheet' and l.external_id_second = :sheet
            and l.node_label = s.node_label and l.external_id = s.external_id
          limit 1
        ) l on true)`

const FIND_CHANGED = `
  insert into merge_link (staged, node_label, external_id, node_id, old_node_id, row_id, change, old_payload)
  select s.ctid, s.node_label, s.external_id, a.node_id, l.node_id, s.row_id,
    case when l.node_id is null then 'new' when l.node_id <> a.node_id then 'moved' else 'changed' end,
    case when l.node_id <> a.node_id then l.payload end
  from sync.stage s
  join merge_assignment a using (node_label, external_id)
  ${PREVIOUS_LINK}
  where s.run_id = :run
    and (:full or l.node_id is null or l.node_id <> a.node_id or l.payload_hash is distinct from s.payload_hash
      or l.row_modified_at is distinct from s.row_modified_at or l.payload -> 'keys' is distinct from a.keys)`

// Of a sheet that has no links all that was staged is new. A full join is never made by comparing each with each, nor by
// looking each up, whatever the planner believes of what was staged a moment ago; the offset keeps it one.
const FIND_FIRST = `
  insert into merge_link (staged, node_label, external_id, node_id, row_id, change)
  select staged, node_label, external_id, node_id, row_id, 'first'
  from (
    select s.staged, node_label, external_id, a.node_id, s.row_id
    from merge_assignment a
    full join (
      select ctid as staged, node_label, external_id, row_id from sync.stage where run_id = :run
    ) s using (node_label, external_id)
    offset 0
  ) pair
  where staged is not null and node_id is not null`

const WRITE_STAGED = `
  insert into graph.is_linked_with as stored (tenant, node_label, node_id, external_id, external_id_second,
    external_url, external_source, row_id, payload, payload_hash, row_modified_at)
  select :tenant, s.node_label, a.node_id, s.external_id, :sheet, s.external_url, s.external_source, s.row_id,
    case when s.keep = '{}' then s.payload
      else graph.keep_previous(${PREVIOUS_CONTRIBUTION}, s.payload, s.keep) end || jsonb_build_object('keys', a.keys),
    s.payload_hash, s.row_modified_at
  from merge_link m
  ${STAGED}
  join merge_assignment a on a.node_label = m.node_label and a.external_id = m.external_id
  where m.staged is not null`

// Not of a sheet that has no links: to look for what cannot be in the way takes as long as a third of the rest. Nobody
// else links a sheet, and this merge has the tenant's lock.
const WRITE_CHANGED = `${WRITE_STAGED}
  on conflict (tenant, external_system_id, external_id_second, node_label, external_id) do update
  set node_id = excluded.node_id, external_url = excluded.external_url, external_source = excluded.external_source,
    sync_date = now(), row_id = excluded.row_id, payload = excluded.payload, payload_hash = excluded.payload_hash,
    row_modified_at = excluded.row_modified_at
  where (stored.node_id, stored.external_url, stored.payload, stored.payload_hash, stored.row_modified_at)
    is distinct from (excluded.node_id, excluded.external_url, excluded.payload, excluded.payload_hash,
      excluded.row_modified_at)`
