import type { Pool } from 'pg'
import { transaction } from '../db/transaction.ts'

const CHANGES_KEPT_DAYS = 30
const RUNS_KEPT_DAYS = 90
const NOTICES_KEPT_DAYS = 30
/** Of API keys that nobody uses any more. */
const BUDGETS_KEPT_DAYS = 30
/** After a long time without, there is a lot to delete: so many at once, that what was done stays done. */
const CHANGES_AT_ONCE = 20_000
const PRUNE_TIMEOUT_MS = 10 * 60_000

// What a run changed is kept for a month (design section 4). By place, so that no index is searched a second time.
const PRUNE_CHANGES = `
  delete from sync.change where ctid = any(array(
    select ctid from sync.change where changed_at < $1::timestamptz - make_interval(days => ${CHANGES_KEPT_DAYS})
    limit ${CHANGES_AT_ONCE}))`

// The last run of each connection stays, however old.
const PRUNE = `
  with runs as (
    delete from sync.run r
    where started_at < $1::timestamptz - make_interval(days => ${RUNS_KEPT_DAYS}) and status <> 'running'
      and exists (
        select from sync.run newer where newer.connection_id = r.connection_id and newer.started_at > r.started_at)
    returning 1
  ), notices as (
    delete from sync.notice where created_at < $1::timestamptz - make_interval(days => ${NOTICES_KEPT_DAYS}) returning 1
  ), budgets as (
    delete from sync.api_budget where refilled_at < $1::timestamptz - make_interval(days => ${BUDGETS_KEPT_DAYS})
    returning 1
  )
  select (select count(*) from runs)::int as runs, (select count(*) from notices)::int as notices,
    (select count(*) from budgets)::int as budgets`

export interface Pruned {
  changes: number
  runs: number
  notices: number
  budgets: number
}

/** Deletes history that nobody asks for any more, so that a service that runs for years does not grow with them. */
export async function pruneHistory(pool: Pool, now: Date): Promise<Pruned> {
  const limits = { statementTimeoutMs: PRUNE_TIMEOUT_MS }
  let changes = 0
  for (let deleted = CHANGES_AT_ONCE; deleted === CHANGES_AT_ONCE; changes += deleted) {
    const batch = await transaction(pool, (client) => client.query(PRUNE_CHANGES, [now]), limits)
    deleted = batch.rowCount ?? 0
  }
  const result = await transaction(
    pool,
    (client) => client.query<Omit<Pruned, 'changes'>>(PRUNE, [now]),
    limits,
  )
  return { changes, ...(result.rows[0] ?? { runs: 0, notices: 0, budgets: 0 }) }
}
