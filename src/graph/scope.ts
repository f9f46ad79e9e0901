import type { ClientBase, QueryResultRow } from 'pg'
import { bind } from './bind.ts'

/**
 * One merge: the transaction that it runs in, and what it is about. Intermediate results are temporary tables
 * named merge_*, gone at commit, so that all of it works behind pgbouncer in transaction mode (R15).
 */
export interface MergeScope {
  client: ClientBase
  tenant: string
  sheetId: string
  runId: string
  /** `--full`: fold every entity of the sheet again, whatever the hashes say. */
  full: boolean
  /**
   * Of how many created entities of each label the fields are recorded as changes, too: for a dry run, after which
   * nobody can look at them. A run that stays records none.
   */
  describe: number
}

/**
 * Runs one statement of the merge. `:tenant`, `:sheet`, `:run`, `:full` and the names in `more` stand for
 * values, always sent as parameters.
 */
export async function run<R extends QueryResultRow>(
  scope: MergeScope,
  statement: string,
  more: Record<string, unknown> = {},
): Promise<R[]> {
  const { tenant, sheetId, runId, full } = scope
  const result = await scope.client.query<R>(
    bind(statement, { tenant, sheet: sheetId, run: runId, full, ...more }),
  )
  return result.rows
}

/** A new entity is all change: nothing of it is recorded, unless the run describes it. */
export const undescribed = (label: string, id: string): string => `
  exists (select from merge_outcome o where o.node_label = ${label} and o.node_id = ${id} and not o.described)`

/**
 * The working tables of a merge; what each holds stands in the file that fills it. Where one is joined to a table
 * of the graph it has an index: by the statistics of a table that has just grown by a sheet, a nested loop over
 * the whole of both looks cheap.
 */
export const WORKING_TABLES = `
  create temp table merge_assignment (
    node_label text, external_id text, node_id uuid, keys jsonb, primary key (node_label, external_id)
  ) on commit drop;
  create temp table merge_link (
    node_label text, external_id text, node_id uuid, old_node_id uuid, row_id text, change text, old_payload jsonb
  ) on commit drop;
  create index on merge_link (row_id) where change <> 'changed';
  create index on merge_link (node_label, external_id);
  create temp table merge_node (
    node_label text, node_id uuid, row_id text, is_linked boolean, primary key (node_label, node_id)
  ) on commit drop;
  create temp table merge_claim (
    node_label text, kind text, value text, node_id uuid, weight int
  ) on commit drop;
  create temp table merge_contribution (
    node_label text, node_id uuid, external_id_second text, payload jsonb, age int
  ) on commit drop;
  create temp table merge_fold (
    node_label text, node_id uuid, folded jsonb, primary key (node_label, node_id)
  ) on commit drop;
  create temp table merge_edge (
    edge text, node_id uuid, item_id uuid, item text, shown text, is_primary boolean, label text
  ) on commit drop;
  create temp table merge_role (
    contact_id uuid, organization_id uuid, job_title text, speaks_of_title boolean, is_primary boolean
  ) on commit drop;
  create temp table merge_touched (node_label text, node_id uuid) on commit drop;
  create temp table merge_removed_item (kind text, item_id uuid, item text) on commit drop;
  create temp table merge_outcome (
    node_label text, node_id uuid, outcome text, described boolean not null default true
  ) on commit drop;`

/** Fresh working tables have no statistics; without them the planner guesses nested loops. */
export async function analyze(scope: MergeScope, ...tables: string[]): Promise<void> {
  await scope.client.query(`analyze ${tables.join(', ')}`)
}
