import type { ClientBase } from 'pg'
import type { Run, RunCounts, RunFigures, RunStatus, RunTrigger } from './model.ts'

/** A pool, or one client inside a transaction. */
export type Queryable = Pick<ClientBase, 'query'>

export interface RunStart {
  id: string
  connectionId: string
  tenant: string
  sheetId: string
  trigger: RunTrigger
  /** `host/pid` */
  worker: string
  /** Of the queue; null: a command started it. */
  jobId?: string | null
}

/** Records that a run begins: status `running`, heartbeat now. */
export async function startRun(db: Queryable, run: RunStart): Promise<void> {
  await db.query(
    `insert into sync.run (id, connection_id, tenant, sheet_id, trigger, worker, job_id, status, started_at, heartbeat_at)
     values ($1, $2, $3, $4, $5, $6, $7, 'running', clock_timestamp(), clock_timestamp())`,
    [run.id, run.connectionId, run.tenant, run.sheetId, run.trigger, run.worker, run.jobId ?? null],
  )
}

/** R15: says that the run is alive. False when it is not `running` any more: another one has taken over. */
export async function heartbeat(db: Queryable, runId: string): Promise<boolean> {
  const result = await db.query(
    `update sync.run set heartbeat_at = clock_timestamp() where id = $1 and status = 'running'`,
    [runId],
  )
  return result.rowCount === 1
}

export interface RunEnd extends RunFigures {
  status: Exclude<RunStatus, 'running'>
  errorCode: string | null
  errorMessage: string | null
}

/**
 * Records how a run ended. A run that was given up meanwhile keeps that record, unless it says itself that it was
 * superseded; false then.
 */
export async function finishRun(db: Queryable, runId: string, end: RunEnd): Promise<boolean> {
  const result = await db.query(
    `update sync.run
     set status = $2, sheet_version = $3, rows_read = $4, rows_mapped = $5, rows_empty = $6, rows_rejected = $7,
       counts = $8, removals_held = $9, api_requests = $10, api_retries = $11, error_code = $12,
       error_message = $13, finished_at = clock_timestamp(), heartbeat_at = clock_timestamp()
     where id = $1 and (status = 'running' or $2 = 'superseded' and error_code = 'interrupted')`,
    [
      runId,
      end.status,
      end.sheetVersion,
      end.rowsRead,
      end.rowsMapped,
      end.rowsEmpty,
      end.rowsRejected,
      JSON.stringify(end.counts),
      end.removalsHeld,
      end.apiRequests,
      end.apiRetries,
      end.errorCode,
      end.errorMessage,
    ],
  )
  return result.rowCount === 1
}

// Since the last run that a person began and saw the end of; before that, since the first that held: a notice told of
// that one. Later ones on schedule may have held more, which nobody needs to have seen.
const TOLD = `
  with read as (
    select status, trigger, removals_held, (started_at, id) as place
    from sync.run
    where connection_id = $1 and status in ('succeeded', 'partial', 'held')
  )
  select coalesce(min(removals_held), 0) as told
  from read r
  where status = 'held' and not exists (
    select from read later where later.place > r.place and (later.status <> 'held' or later.trigger = 'cli'))`

/** R12: how many removals wait, at the least, by what the connection's operators have been told; 0: none wait. */
export async function removalsTold(db: Queryable, connectionId: string): Promise<number> {
  const result = await db.query<{ told: number }>(TOLD, [connectionId])
  return result.rows[0]?.told ?? 0
}

/** Removes the record of a dry run, which only held the lease. */
export async function forgetRun(db: Queryable, runId: string): Promise<void> {
  await db.query('delete from sync.run where id = $1', [runId])
}

interface RunRow {
  id: string
  connection_id: string
  tenant: string
  sheet_id: string
  trigger: RunTrigger
  status: RunStatus
  worker: string | null
  started_at: Date
  finished_at: Date | null
  heartbeat_at: Date | null
  sheet_version: string | null
  rows_read: number
  rows_mapped: number
  rows_empty: number
  rows_rejected: number
  counts: RunCounts
  removals_held: number
  api_requests: number
  api_retries: number
  error_code: string | null
  error_message: string | null
}

const toRun = (row: RunRow): Run => ({
  id: row.id,
  connectionId: row.connection_id,
  tenant: row.tenant,
  sheetId: row.sheet_id,
  trigger: row.trigger,
  status: row.status,
  worker: row.worker,
  startedAt: row.started_at,
  finishedAt: row.finished_at,
  heartbeatAt: row.heartbeat_at,
  sheetVersion: row.sheet_version,
  rowsRead: row.rows_read,
  rowsMapped: row.rows_mapped,
  rowsEmpty: row.rows_empty,
  rowsRejected: row.rows_rejected,
  counts: row.counts,
  removalsHeld: row.removals_held,
  apiRequests: row.api_requests,
  apiRetries: row.api_retries,
  errorCode: row.error_code,
  errorMessage: row.error_message,
})

/** Newest first. */
export async function listRuns(db: Queryable, filter: { tenant?: string; limit: number }): Promise<Run[]> {
  const result = await db.query<RunRow>(
    `select * from sync.run where ($1::text is null or tenant = $1) order by started_at desc, id desc limit $2`,
    [filter.tenant ?? null, filter.limit],
  )
  return result.rows.map(toRun)
}

/** The latest run of each of these connections. */
export async function latestRuns(db: Queryable, connectionIds: readonly string[]): Promise<Map<string, Run>> {
  const result = await db.query<RunRow>(
    `select r.*
     from unnest($1::uuid[]) as wanted (id)
     cross join lateral (
       select * from sync.run where connection_id = wanted.id order by started_at desc, id desc limit 1
     ) r`,
    [connectionIds],
  )
  return new Map(result.rows.map((row) => [row.connection_id, toRun(row)]))
}

/** By id, or by its last characters as people copy them; null when there is none, or more than one. */
export async function findRun(db: Queryable, id: string): Promise<Run | null> {
  const result = await db.query<RunRow>(
    `select * from sync.run where right(id::text, length($1)) = lower($1) order by started_at desc limit 2`,
    [id],
  )
  const [row] = result.rows
  return row === undefined || result.rows.length > 1 ? null : toRun(row)
}
