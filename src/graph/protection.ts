import type { ClientBase, Pool } from 'pg'
import type { NodeLabel } from '../core/labels.ts'
import { NODE_TABLES, type NodeTable } from './nodeTable.ts'
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
export async function lockLinked(scope: MergeScope, someAreGone: boolean): Promise<void> {
  await run(
    scope,
    `with affected as materialized (
       select node_label, node_id from merge_link where node_id is not null
       union
       select node_label, old_node_id from merge_link where old_node_id is not null
       ${someAreGone ? `union ${GONE}` : ''}
     )
     ${lockAll(NODE_TABLES, 'affected')}`,
  )
}

const GONE = `
  select node_label, node_id from graph.is_linked_with l
  where l.tenant = :tenant and l.external_system_id = 'smartsheet' and l.external_id_second = :sheet
    and not exists (
      select from merge_assignment a where a.node_label = l.node_label and a.external_id = l.external_id)`

/** What entities of one table are, as locked. */
export interface Locked {
  label: NodeLabel
  /** How many there are. */
  known: number
  /** Some are hidden or archived. */
  withdrawn: boolean
  /** Some have values or satellites that people have protected. */
  protecting: boolean
}

/** Locks the others that will be folded, too, which share a row with a link that came or went. Says what all of them are. */
export const lockAffected = (scope: MergeScope, tables: readonly NodeTable[]): Promise<Locked[]> =>
  run<Locked>(scope, lockAll(tables, 'merge_node'))

// Not against foreign keys: connecting something with an entity waits for no merge. Each is looked up by its key, in their
// order: what is locked in a lateral query is not joined in any other.
const lockAll = (tables: readonly NodeTable[], affected: string): string =>
  tables
    .map(
      (node) => `
  select '${node.label}' as label, count(*)::int as known,
    coalesce(bool_or(withdrawn), false) as withdrawn, coalesce(bool_or(protecting), false) as protecting
  from (select node_id from ${affected} where node_label = '${node.label}' order by node_id) a
  cross join lateral (
    select ${isWithdrawn(node)} as withdrawn, ${mayProtect(node) ? `t.protected_fields <> '{}'` : 'false'} as protecting
    from ${node.table} t
    where t.tenant = :tenant and t.id = a.node_id
    for no key update
  ) locked`,
    )
    .join('\nunion all')

const mayProtect = ({ defaults }: NodeTable): boolean => 'protected_fields' in defaults
const isWithdrawn = ({ unlinked }: NodeTable): string =>
  unlinked === 'hide' ? 't.hide' : unlinked === 'archive' ? 't.archived' : 'false'

/**
 * R10: takes out of merge_fold what people have protected, columns and satellites. The entities are locked, so that
 * this holds until the end of the merge.
 */
export async function withholdProtected(scope: MergeScope, protecting: readonly NodeTable[]): Promise<void> {
  for (const { label, table } of protecting) {
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
