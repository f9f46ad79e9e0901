import { afterEach, vi } from 'vitest'
import { systemClock } from '../../src/core/clock.ts'
import { createLogger } from '../../src/core/logger.ts'
import type { ScheduleSettings, WorkerContext } from '../../src/scheduler/context.ts'
import type { QueueTimes } from '../../src/scheduler/queue.ts'
import { startWorker, type Worker } from '../../src/scheduler/worker.ts'
import type { SyncReport } from '../../src/sync/report.ts'
import type { SyncStage } from './syncStage.ts'

/** As short as the queue allows. */
export const SHORT_TIMES: QueueTimes = { heartbeatSeconds: 10, superviseSeconds: 1, pollSeconds: 0.5 }

const SCHEDULE: ScheduleSettings = { cron: '* * * * * *', intervalHours: 1, concurrency: 4, resync: [] }

export interface WorkerStage {
  /** What a worker of this name works with; its log lines go to `lines`. */
  context(name: string, schedule?: Partial<ScheduleSettings>): WorkerContext
  /** Starts a worker, which is stopped after the test if that was not done. */
  start(name: string, schedule?: Partial<ScheduleSettings>): Promise<Worker>
  /** Makes every connection due: the plan of stages is on a clock of theirs, and workers live in real time. */
  dueNow: () => Promise<void>
  /** All runs of this test, in their order. */
  runs: () => Promise<{ trigger: string; status: string; worker: string }[]>
  /** What workers have reported in this test. */
  readonly reports: SyncReport[]
  /** What workers have logged in this test, as JSON. */
  readonly lines: string[]
}

/** Waits until something has come about. */
export const until = (condition: () => boolean | Promise<boolean>) =>
  vi.waitUntil(condition, { timeout: 20_000, interval: 20 })

/** Workers in this process, on the database and the Smartsheet of a stage and on real time. */
export function useWorkers(stage: SyncStage): WorkerStage {
  const workers: Worker[] = []
  const reports: SyncReport[] = []
  const lines: string[] = []
  const logger = createLogger('debug', { write: (line) => void lines.push(line) })
  const context: WorkerStage['context'] = (name, schedule = {}) => ({
    ...stage.context({ worker: name }),
    clock: systemClock,
    logger,
    schedule: { ...SCHEDULE, ...schedule },
    send: null,
    onRun: (report) => void reports.push(report),
  })
  afterEach(async () => {
    await Promise.all(workers.splice(0).map((worker) => worker.stop()))
    reports.length = 0
    lines.length = 0
    await stage.pool.query(
      `delete from sync.request; delete from sync.connection; delete from sync.run; delete from sync.notice;
       do $$ begin if to_regclass('pgboss.job') is not null then delete from pgboss.job; end if; end $$`,
    )
  })
  return {
    context,
    reports,
    lines,
    async dueNow() {
      await stage.pool.query(`update sync.connection set next_due_at = now() - interval '1 s'`)
    },
    async runs() {
      const sql = 'select trigger, status, worker from sync.run order by started_at, id'
      return (await stage.pool.query<{ trigger: string; status: string; worker: string }>(sql)).rows
    },
    async start(name, schedule) {
      const worker = await startWorker(context(name, schedule), { queueTimes: SHORT_TIMES })
      workers.push(worker)
      return worker
    },
  }
}
