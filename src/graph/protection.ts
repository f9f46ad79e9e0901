import type { ClientBase, Pool } from 'pg'
import { NODE_TABLES } from './nodeTable.ts'
import { run, type MergeScope } from './scope.ts'

/** Says for the rest of a transaction that its writes are no edits of a person: the triggers of R10 read it. */
export async function writeAsSync(client: ClientBase): Promise<void> {
  await client.query(`select set_config('app.writer', 'smartsheet-sync', true)`)
}

/**
 * R10: locks the entities whose links are about to change, in the order of their ids, before anything is written. A
 * person's edit that was under way is committed then, and seen by all that follows; later ones wait. Before the links
 * as well, since whoever deletes an entity or gives it back to the sheet holds it already, and writes its links next.
 */
export async function lockLinked(scope: MergeScope): Promise<void> {
  await run(
    scope,
    `with affected as materialized (
       select node_label, node_id from merge_link where node_id is not null
       union
       select node_label, old_node_id from merge_link where old_node_id is not null
       union
       select node_label, node_id from graph.is_linked_with l
       where l.tenant = :tenant and l.external_system_id = 'smartsheet' and l.external_id_second = :sheet
         and not exists (
           select from merge_assignment a where a.node_label = l.node_label and a.external_id = l.external_id)
     )
     ${lockAll('affected')}`,
  )
}

/** Locks the others that will be folded: what shares a row with a link that came or went. */
export const lockAffected = (scope: MergeScope): Promise<unknown> => run(scope, lockAll('merge_node'))

// Not against foreign keys: connecting something with an entity waits for no merge.
const lockAll = (affected: string): string => `
  select ${NODE_TABLES.map(
    ({ label, table }) => `(
    select count(*) from (
      select from ${affected} a
      join ${table} t on t.tenant = :tenant and t.id = a.node_id
      where a.node_label = '${label}'
      order by t.id
      for no key update of t
    ) locked)`,
  ).join(', ')}`

const PROTECTING = NODE_TABLES.filter(({ defaults }) => 'protected_fields' in defaults)

/**
 * R10: takes out of merge_fold what people have protected, columns and satellites. The entities are locked, so that
 * this holds until the end of the merge.
 */
export async function withholdProtected(scope: MergeScope): Promise<void> {
  for (const { label, table } of PROTECTING) {
    await run(
      scope,
      `update merge_fold f set folded = f.folded - t.protected_fields
       from ${table} t
       where f.node_label = :label and t.tenant = :tenant and t.id = f.node_id and t.protected_fields <> '{}'`,
      { label },
    )
  }
}

/**
 * Whether something that rows of a sheet speak of was given back to it by a person since it was last merged: one of its
 * links has lost its hash.
 */
export async function wasGivenBack(
  pool: Pool,
  { tenant, sheetId }: { tenant: string; sheetId: string },
): Promise<boolean> {
  const found = await pool.query(
    `select from graph.is_linked_with
     where tenant = $1 and external_id_second = $2 and external_system_id = 'smartsheet' and payload_hash is null limit 1`,
    [tenant, sheetId],
  )
  return found.rowCount === 1
}
