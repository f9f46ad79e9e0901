import { hostname } from 'node:os'
import { SyncError } from '../core/errors.ts'
import type { Connection, Queryable } from './model.ts'
import type { Plan } from './due.ts'

/** R15: a run whose heartbeat is older is given up. */
export const STALE_AFTER_SECONDS = 90

/** How this process is named in `sync.run.worker`. */
export const thisWorker = (): string => `${hostname()}/${process.pid}`

export interface LeaseRequest {
  connectionId: string
  runId: string
  /** `host/pid`, see `thisWorker`. */
  worker: string
}

interface Holder {
  run_id: string
  worker: string | null
  started_at: Date
  heartbeat_seconds: number
}

const HOLDER = `
  select r.id as run_id, r.worker, r.started_at,
    extract(epoch from clock_timestamp() - r.heartbeat_at)::float8 as heartbeat_seconds
  from sync.connection c
  join sync.run r on r.id = c.current_run_id and r.status = 'running'
  where c.id = $1 and c.current_run_id <> $2`

/**
 * R15: makes `runId` the one run that may write to this connection's part of the graph. Give it a client in a
 * transaction: the row lock keeps two runs from deciding at once. A run that is given up is marked failed
 * (`interrupted`). Throws `already_running` when another one is alive.
 */
export async function takeLease(
  client: Queryable,
  { connectionId, runId, worker }: LeaseRequest,
): Promise<void> {
  // Locked first and on its own: what is read after the wait is what the other one left.
  await client.query('select 1 from sync.connection where id = $1 for update', [connectionId])
  const [holder] = (await client.query<Holder>(HOLDER, [connectionId, runId])).rows
  if (holder !== undefined) {
    if (holder.heartbeat_seconds < STALE_AFTER_SECONDS && !isDead(holder, worker))
      throw alreadyRunning(holder)
    await client.query(
      `update sync.run set status = 'failed', finished_at = now(), error_code = 'interrupted',
         error_message = 'the process that ran it is gone'
       where id = $1`,
      [holder.run_id],
    )
  }
  await client.query('update sync.connection set current_run_id = $2 where id = $1', [connectionId, runId])
}

/** True when the holder is a process of this host that no longer exists. */
function isDead(holder: Holder, worker: string): boolean {
  if (holder.worker === worker) {
    // Our own process id, as in a restarted container, where it is always the same: then a run from before
    // this process began is not ours.
    return holder.started_at.getTime() < performance.timeOrigin
  }
  const slash = holder.worker?.lastIndexOf('/') ?? -1
  if (holder.worker === null || holder.worker.slice(0, slash) !== worker.slice(0, worker.lastIndexOf('/'))) {
    return false
  }
  return !processExists(Number(holder.worker.slice(slash + 1)))
}

function processExists(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    // EPERM: it exists and belongs to somebody else.
    return !(error instanceof Error && 'code' in error && error.code === 'ESRCH')
  }
}

function alreadyRunning(holder: Holder): SyncError {
  const since = holder.started_at.toISOString().replace(/\.\d+Z$/, 'Z')
  const age = Math.max(0, Math.round(holder.heartbeat_seconds))
  return new SyncError(
    'already_running',
    `Run ${holder.run_id} of ${holder.worker ?? 'an unknown worker'} is at work since ${since} (last heartbeat ${age} s ago)`,
  )
}

/**
 * R15, the fence: locks the connection until the end of the transaction, and throws `superseded` when another
 * run has taken over.
 */
export async function holdLease(client: Queryable, connectionId: string, runId: string): Promise<void> {
  const held = await client.query(
    'select 1 from sync.connection where id = $1 and current_run_id = $2 for update',
    [connectionId, runId],
  )
  if (held.rowCount !== 1) throw new SyncError('superseded', `Another run has taken over from run ${runId}`)
}

/** Gives the connection free, unless another run has taken over. */
export async function releaseLease(db: Queryable, connectionId: string, runId: string): Promise<void> {
  await db.query('update sync.connection set current_run_id = null where id = $1 and current_run_id = $2', [
    connectionId,
    runId,
  ])
}

/** What a complete read leaves with the connection; null after a run without one. */
export interface ReadState {
  /** Null keeps the version gate open (R1): something of this version is still to be done. */
  version: string | number | null
  sheetName: string
}

/**
 * Writes the plan that follows from a run (due.ts) and gives the connection free, in one statement. Nothing
 * happens when another run has taken over: the plan is that one's to make.
 */
export async function settleLease(
  db: Queryable,
  lease: { connection: Pick<Connection, 'id'>; runId: string },
  plan: Plan,
  end: { succeeded: boolean; read: ReadState | null; now: Date },
): Promise<void> {
  await db.query(
    `update sync.connection
     set current_run_id = null, next_due_at = $4, consecutive_failures = $5, updated_at = $8,
       -- Disconnected meanwhile: that stays.
       state = case when enabled then $3 else state end,
       last_success_at = case when $6 then $8 else last_success_at end,
       last_version = case when $7::jsonb is null then last_version else ($7::jsonb ->> 'version')::bigint end,
       sheet_name = coalesce($7::jsonb ->> 'sheetName', sheet_name),
       last_full_read_at = case when $7::jsonb is null then last_full_read_at else $8 end
     where id = $1 and current_run_id = $2`,
    [
      lease.connection.id,
      lease.runId,
      plan.state,
      plan.nextDueAt,
      plan.consecutiveFailures,
      end.succeeded,
      end.read === null ? null : JSON.stringify(end.read),
      end.now,
    ],
  )
}
