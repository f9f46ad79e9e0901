import { change, run, type MergeScope } from './scope.ts'

// Of a row that came in the bytes in which it was mapped before nothing is staged: its links say what it says. What they
// are linked to is decided anew none the less (R6).

/** Leaves out what has no link any more: whom a person deleted while the sheet was read. Says how many. */
export const dropLost = async (scope: MergeScope): Promise<number> =>
  scope.recalled ? change(scope, DROP_LOST) : 0

/** Adds to merge_link the links that go to another entity, or claim other keys. Says how many. */
export const findMoved = async (scope: MergeScope): Promise<number> =>
  scope.recalled ? change(scope, FIND_MOVED) : 0

/** Writes those, and nothing but whom they name. */
export const writeMoved = (scope: MergeScope): Promise<unknown> => run(scope, WRITE_MOVED)

// In full joins, which never compare each with each (links.ts).
const DROP_LOST = `
  with lost as materialized (
    select node_label, external_id
    from (
      select node_label, external_id, l.node_id as linked, s.row_id as staged
      from merge_assignment a
      full join (
        select node_label, external_id, node_id from graph.is_linked_with
        where tenant = :tenant and external_system_id = 'smartsheet' and external_id_second = :sheet
      ) l using (node_label, external_id)
      full join (
        select node_label, external_id, row_id from sync.stage where run_id = :run
      ) s using (node_label, external_id)
      offset 0
    ) known
    where linked is null and staged is null
  )
  delete from merge_assignment a using lost
  where a.node_label = lost.node_label and a.external_id = lost.external_id`

// Looked up for the few of which all else holds: to join it would compare what was staged with all that was assigned.
const IS_RECALLED = `(
    select true from sync.stage s
    where s.run_id = :run and s.node_label = a.node_label and s.external_id = a.external_id
    limit 1) is null`

const FIND_MOVED = `
  insert into merge_link (node_label, external_id, node_id, old_node_id, row_id, change, old_payload)
  select a.node_label, a.external_id, a.node_id, l.node_id, l.row_id,
    case when l.node_id <> a.node_id then 'moved' else 'changed' end,
    case when l.node_id <> a.node_id then l.payload end
  from merge_assignment a
  join graph.is_linked_with l on l.tenant = :tenant and l.external_system_id = 'smartsheet'
    and l.external_id_second = :sheet and l.node_label = a.node_label and l.external_id = a.external_id
  where (l.node_id <> a.node_id or l.payload -> 'keys' is distinct from a.keys) and ${IS_RECALLED}`

const WRITE_MOVED = `
  update graph.is_linked_with l
  set node_id = a.node_id, payload = l.payload || jsonb_build_object('keys', a.keys), sync_date = now()
  from merge_link m
  join merge_assignment a on a.node_label = m.node_label and a.external_id = m.external_id
  where l.tenant = :tenant and l.external_system_id = 'smartsheet' and l.external_id_second = :sheet
    and l.node_label = m.node_label and l.external_id = m.external_id and m.staged is null and m.change <> 'first'`
