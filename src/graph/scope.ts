import type { ClientBase, QueryResult, QueryResultRow } from 'pg'
import { bind, NEWCOMERS } from './bind.ts'

/** One merge: the transaction that it runs in, and what it is about. Intermediate results are in workingTables.ts. */
export interface MergeScope {
  client: ClientBase
  tenant: string
  sheetId: string
  runId: string
  /** Rows came in bytes in which they were mapped before: nothing of them is staged, their links say what they said then. */
  recalled: boolean
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
  return (await execute<R>(scope, statement, more)).rows
}

/** As run(), of a statement that is about rows: returns how many it inserted, updated or deleted. */
export async function change(
  scope: MergeScope,
  statement: string,
  more: Record<string, unknown> = {},
): Promise<number> {
  return (await execute(scope, statement, more)).rowCount ?? 0
}

function execute<R extends QueryResultRow>(
  { client, tenant, sheetId, runId, full }: MergeScope,
  statement: string,
  more: Record<string, unknown>,
): Promise<QueryResult<R>> {
  return client.query<R>(bind(statement, { tenant, sheet: sheetId, run: runId, full, ...more }, NEWCOMERS))
}

/** A new entity is all change: nothing of it is recorded, unless the run describes it. */
export const undescribed = (label: string, id: string): string => `
  exists (select from merge_outcome o where o.node_label = ${label} and o.node_id = ${id} and not o.described)`
