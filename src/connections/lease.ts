import { hostname } from 'node:os'
import { SyncError } from '../core/errors.ts'
import { planAfter } from './due.ts'
import { type ConnectionRow, type Queryable, toConnection } from './model.ts'
import { noteLostAttempt } from './requests.ts'
import { settleLease } from './settle.ts'

/** R15: a run whose heartbeat is older is given up. */
export const STALE_AFTER_SECONDS = 90

/** How this process is named in `sync.run.worker`. */
export const thisWorker = (): string => `${hostname()}/${process.pid}`

export interface LeaseRequest {
  connectionId: string
  runId: string
  /** `host/pid`, see `thisWorker`. */
  worker: string
  /** Of the queue; null for a run that no job started. */
  jobId?: string | null
  now: Date
}

const GONE = 'the process that ran it is gone'

export interface Holder {
  run_id: string
  worker: string | null
  job_id: string | null
  started_at: Date
  heartbeat_seconds: number
}

const HOLDER = `
  select r.id as run_id, r.worker, r.job_id, r.started_at,
    extract(epoch from clock_timestamp() - r.heartbeat_at)::float8 as heartbeat_seconds
  from sync.connection c
  join sync.run r on r.id = c.current_run_id and r.status = 'running'
  where c.id = $1`

/**
 * R15: makes `runId` the one run that may write to this connection's part of the graph. Give it a client in a
 * transaction: the row lock keeps two runs from deciding at once. A run that is lost is given up first. Throws
 * `already_running` when another one is alive, `connection_not_found` when there is no such connection any more.
 */
export async function takeLease(client: Queryable, request: LeaseRequest): Promise<void> {
  const holder = await giveUpIfLost(client, request)
  if (holder !== null) throw alreadyRunning(holder)
  const taken = await client.query('update sync.connection set current_run_id = $2 where id = $1', [
    request.connectionId,
    request.runId,
  ])
  // What is begun now would leave a record of what was to leave none.
  if (taken.rowCount === 0) {
    throw new SyncError(
      'connection_not_found',
      'The connection was purged, or its tenant erased, a moment ago',
    )
  }
}

/**
 * Records a connection's run as failed (`interrupted`) where it is lost: without a heartbeat for 90 s, of a dead
 * process, or begun by a job, where another job or attempt asks: then the queue has given that up. Plans what follows from that.
 * Null when the connection is free then, else the run that is at work. For a client in a transaction.
 */
export async function giveUpIfLost(
  client: Queryable,
  { connectionId, worker, jobId = null, now }: Omit<LeaseRequest, 'runId'>,
): Promise<Holder | null> {
  // Locked first and on its own: what is read after the wait is what the other one left.
  const locked = await client.query<ConnectionRow>('select * from sync.connection where id = $1 for update', [
    connectionId,
  ])
  const [row] = locked.rows
  const [holder] = (await client.query<Holder>(HOLDER, [connectionId])).rows
  if (row === undefined || holder === undefined) return null
  const lost =
    holder.heartbeat_seconds >= STALE_AFTER_SECONDS ||
    // A connection has one job at a time: that of the holder is over, or ours is its next attempt.
    (holder.job_id !== null && jobId !== null) ||
    isDead(holder, worker)
  if (!lost) return holder
  await client.query(
    `update sync.run set status = 'failed', finished_at = clock_timestamp(), error_code = 'interrupted',
       error_message = $2
     where id = $1`,
    [holder.run_id, GONE],
  )
  await noteLostAttempt(client, connectionId, { startedAt: holder.started_at, now })
  const connection = toConnection(row)
  const plan = planAfter(connection, { status: 'lost' }, now)
  await settleLease(client, { connection, runId: holder.run_id }, plan, {
    succeeded: false,
    read: null,
    now,
    answers: null,
    keyHash: undefined,
    reason: { code: 'interrupted', message: GONE },
  })
  return null
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
  if (held.rowCount !== 1) throw superseded(runId)
}

/** Gives the connection free, unless another run has taken over. */
export async function releaseLease(db: Queryable, connectionId: string, runId: string): Promise<void> {
  await db.query('update sync.connection set current_run_id = null where id = $1 and current_run_id = $2', [
    connectionId,
    runId,
  ])
}

/** R15: what becomes of a run that has lost its connection to another one. */
export const superseded = (runId: string): SyncError =>
  new SyncError('superseded', `Another run has taken over from run ${runId}`)
