import type { NodeTable } from './nodeTable.ts'
import { change, run, type MergeScope } from './scope.ts'
import { analyze } from './workingTables.ts'

const PROVENANCE = { source: 'smartsheet', source_of_truth: 'smartsheet', app_source: 'sync-smartsheet' }

/** Inserts the entities that are new, referred-to labels first. Returns how many. */
export async function createNodes(scope: MergeScope, tables: readonly NodeTable[]): Promise<number> {
  let created = 0
  for (const node of tables) {
    created += await change(scope, createStatement(node), {
      label: node.label,
      linked: JSON.stringify(node.linked),
      defaults: JSON.stringify({ ...PROVENANCE, ...node.defaults, ...node.linked }),
      described: scope.describe,
    })
    if (scope.describe > 0) await run(scope, describeStatement(node), { label: node.label })
  }
  await analyze(scope, created, 'merge_outcome')
  return created
}

/**
 * Brings the other entities to what was folded, where a value differs (R13) or one of their satellites was
 * touched, and records what changed. `folded`: how many there are in all.
 */
export async function updateNodes(
  scope: MergeScope,
  tables: readonly NodeTable[],
  folded: number,
): Promise<void> {
  // What was just created is as it should be.
  const created = await change(
    scope,
    `delete from merge_fold f using merge_outcome o
     where o.node_label = f.node_label and o.node_id = f.node_id and o.outcome = 'created'`,
  )
  await analyze(scope, Math.max(created, folded), 'merge_fold (node_label, node_id)', 'merge_touched')
  for (const node of tables) {
    const values = { label: node.label, linked: JSON.stringify(node.linked) }
    await run(scope, recordStatement(node), values)
    await run(scope, updateStatement(node), values)
  }
}

// What all new entities have in common is made once, not once a row.
const createStatement = ({ table }: NodeTable): string => `
  with fresh as materialized (
    select jsonb_populate_record(null::${table}, :defaults::jsonb || jsonb_build_object('tenant', :tenant::text,
      'created_at', now(), 'updated_at', now())) as entity
  ), created as (
    insert into ${table}
    select merged.*
    from fresh
    cross join merge_fold f
    cross join lateral graph.merged(fresh.entity, f.folded || jsonb_build_object('id', f.node_id) || :linked::jsonb) merged
    where f.node_label = :label
      and not exists (select from ${table} t where t.tenant = :tenant and t.id = f.node_id)
    returning id
  )
  insert into merge_outcome (node_label, node_id, outcome, described)
  select :label, id, 'created', row_number() over (order by id) <= :described from created`

/** What the rows say of a new entity, as changes from nothing. */
const describeStatement = ({ table }: NodeTable): string => `
  insert into sync.change (run_id, tenant, node_label, node_id, field, old_value, new_value, row_id)
  select :run, :tenant, :label, t.id, c.field, null, c.new_value, n.row_id
  from merge_outcome o
  join merge_fold f using (node_label, node_id)
  join merge_node n using (node_label, node_id)
  join ${table} t on t.tenant = :tenant and t.id = o.node_id
  cross join lateral graph.field_changes('{"custom_fields": {}}', to_jsonb(t)) c
  where o.node_label = :label and o.described and c.new_value is not null
    and (f.folded ? c.field or c.field like 'custom_fields.%')
  order by t.id, c.field`

// Locked before they are compared, so that what is recorded is what the update below replaces.
const recordStatement = ({ table }: NodeTable): string => `
  with changed as (
    select t.id, n.row_id, to_jsonb(t) as before, to_jsonb(graph.merged(t, f.folded || :linked::jsonb)) as after
    from merge_fold f
    join merge_node n using (node_label, node_id)
    join ${table} t on t.tenant = :tenant and t.id = f.node_id
    where f.node_label = :label and t is distinct from graph.merged(t, f.folded || :linked::jsonb)
    for no key update of t
  )
  insert into sync.change (run_id, tenant, node_label, node_id, field, old_value, new_value, row_id)
  select :run, :tenant, :label, changed.id, c.field, c.old_value, c.new_value, changed.row_id
  from changed
  cross join lateral graph.field_changes(changed.before, changed.after) c
  order by changed.id, c.field`

const updateStatement = ({ table, columns }: NodeTable): string => `
  with updated as (
    update ${table} t
    set (${columns.join(', ')}) = (
        select ${columns.map((column) => `merged.${column}`).join(', ')}
        from graph.merged(t, f.folded || :linked::jsonb) merged),
      updated_at = now()
    from merge_fold f
    left join (select distinct node_label, node_id from merge_touched) touched using (node_label, node_id)
    where f.node_label = :label and t.tenant = :tenant and t.id = f.node_id
      and (touched.node_id is not null or t is distinct from graph.merged(t, f.folded || :linked::jsonb))
    returning t.id
  )
  insert into merge_outcome (node_label, node_id, outcome) select :label, id, 'updated' from updated`

/** R11: what becomes of entities whose last link is gone. Another owner's (source_of_truth) stays. */
export async function withdrawNodes(scope: MergeScope, tables: readonly NodeTable[]): Promise<void> {
  // What refers to others first: a session would take its events along, and nobody would have counted them.
  for (const node of tables.toReversed()) {
    if (node.unlinked !== 'keep')
      await run(scope, withdrawStatement(node.table, node.unlinked), { label: node.label })
  }
}

const FLAGS = {
  hide: { flag: 'hide', time: 'hidden_at' },
  archive: { flag: 'archived', time: 'archived_at' },
} as const

function withdrawStatement(table: string, unlinked: Exclude<NodeTable['unlinked'], 'keep'>): string {
  const unlinkedNode = `
    n.node_label = :label and not n.is_linked and t.tenant = :tenant and t.id = n.node_id
      and t.source_of_truth = 'smartsheet'`
  if (typeof unlinked === 'object') {
    return `
      with withdrawn as (
        delete from ${table} t using merge_node n where ${unlinkedNode}
        returning t.id, n.row_id, left(t.${unlinked.delete}, 60) as name
      )${recordWithdrawn('deleted', 'name')}`
  }
  const { flag, time } = FLAGS[unlinked]
  return `
    with withdrawn as (
      update ${table} t set ${flag} = true, ${time} = now(), updated_at = now()
      from merge_node n where ${unlinkedNode} and not t.${flag} returning t.id, n.row_id
    )${recordWithdrawn(flag)}`
}

const recordWithdrawn = (field: string, name = 'null'): string => `
  , recorded as (
    insert into sync.change (run_id, tenant, node_label, node_id, field, old_value, new_value, row_id, node_name)
    select :run, :tenant, :label, id, '${field}', 'false', 'true', row_id, ${name} from withdrawn
  )
  insert into merge_outcome (node_label, node_id, outcome) select :label, id, 'archived' from withdrawn`
