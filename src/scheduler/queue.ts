import { createHash } from 'node:crypto'
import type { Pool } from 'pg'
import { PgBoss, type JobInsert, type WorkOptions } from 'pg-boss'
import type { PlannedSync } from '../connections/plan.ts'
import type { TroubleLog } from './troubleLog.ts'

const QUEUE = 'sync'

/** How soon a job is taken whose worker is gone: after its heartbeat, and the round that looks for such. */
export interface QueueTimes {
  heartbeatSeconds: number
  superviseSeconds: number
  pollSeconds: number
}

const TIMES: QueueTimes = { heartbeatSeconds: 30, superviseSeconds: 10, pollSeconds: 1 }
/** No sync takes that long; one that does is stopped and begun anew. */
const LONGEST_SYNC_SECONDS = 2 * 3_600
/** A finished job is of no more use than its run's record, which is kept elsewhere. */
const FINISHED_KEPT_SECONDS = 3_600

/** An attempt at a job: sync this connection. */
export interface SyncJob {
  id: string
  connectionId: string
  /** Aborts when the queue has given this attempt up. */
  signal: AbortSignal
}

export interface Queue {
  /** A connection has one job at the most, waiting or at work; another one for it is left out. */
  send(syncs: readonly PlannedSync[]): Promise<void>
  /** Takes jobs, so many at once; of one tenant no more than half as many. */
  work(handle: (job: SyncJob) => Promise<void>, atOnce: number): Promise<void>
  /** Takes no more jobs, and resolves when those at work are done. */
  drain(): Promise<void>
  close(): Promise<void>
}

/**
 * The queue that all replicas work, kept by pg-boss in its own schema. It speaks through our pool, without LISTEN or
 * any other state of a session, so that pgbouncer may stand between. A rejected handler's job is tried again a little
 * later: handlers reject where nothing could be recorded. When a sync is due again is not the queue's to decide.
 */
export async function openQueue({
  pool,
  trouble,
  times = TIMES,
}: {
  pool: Pool
  trouble: TroubleLog
  times?: QueueTimes
}): Promise<Queue> {
  const boss = new PgBoss({
    db: { executeSql: (text, values) => pool.query(text, values) },
    schedule: false,
    superviseIntervalSeconds: times.superviseSeconds,
    monitorIntervalSeconds: times.superviseSeconds,
    queueCacheIntervalSeconds: times.superviseSeconds,
    // Who is at work stands in sync.run; the health of the database is watched by those who run it.
    registerInstance: false,
    persistWarnings: false,
    monitorVacuum: false,
    // A rebuild takes longer than our pool waits for an answer, and would be left half done.
    reindex: false,
  })
  boss.on('error', (error) => trouble('The queue is in trouble', error))
  boss.on('warning', ({ message }) => trouble('The queue warns', message))
  const close = () => boss.stop({ close: false, timeout: 1_000 })
  try {
    await boss.start()
    await prepare(boss, times)
  } catch (error) {
    await close()
    throw error
  }
  return {
    async send(syncs) {
      if (syncs.length > 0) await boss.insert(QUEUE, syncs.map(jobOf))
    },
    async work(handle, atOnce) {
      await boss.work<{ connectionId: string }>(QUEUE, workOptions(atOnce, times), async ([job]) => {
        if (job === undefined) return
        await handle({ id: job.id, connectionId: job.data.connectionId, signal: job.signal })
      })
    },
    drain: () => boss.offWork(QUEUE, { wait: true }),
    close,
  }
}

/** The queue as this release wants it; options of an existing one are brought up to date. */
async function prepare(boss: PgBoss, times: QueueTimes): Promise<void> {
  await boss.createQueue(QUEUE, { policy: 'exclusive' })
  await boss.updateQueue(QUEUE, {
    heartbeatSeconds: times.heartbeatSeconds,
    expireInSeconds: LONGEST_SYNC_SECONDS,
    deleteAfterSeconds: FINISHED_KEPT_SECONDS,
    // Whether a sheet is to be left alone for a while is for its connection to say (R18), not for the queue.
    retryLimit: 1_000,
    retryDelay: 2,
    retryBackoff: true,
    retryDelayMax: 30,
  })
}

const workOptions = (atOnce: number, times: QueueTimes): WorkOptions => ({
  pollingIntervalSeconds: times.pollSeconds,
  heartbeatRefreshSeconds: times.heartbeatSeconds / 3,
  localConcurrency: atOnce,
  // Of one tenant: its hanging sheets leave room for those of the others. Counted in this process: counted in the
  // database it is no limit for those who ask at the same moment.
  localGroupConcurrency: Math.max(1, Math.floor(atOnce / 2)),
  // A backlog, as after an outage, is worked off without a pause between two jobs.
  burstWhenReadyExceeds: atOnce,
})

const jobOf = ({ connectionId, tenant, startAt }: PlannedSync): JobInsert<{ connectionId: string }> => ({
  data: { connectionId },
  singletonKey: connectionId,
  // Erasing a tenant leaves no name of it in the queue's tables.
  group: { id: createHash('sha256').update(tenant).digest('hex').slice(0, 16) },
  startAfter: startAt,
})
