import { countUnsealed } from '../connections/rotate.ts'
import { SyncError } from '../core/errors.ts'
import { pruneHistory } from '../runs/housekeeping.ts'
import { askForSync } from './askForSync.ts'
import type { WorkerContext } from './context.ts'
import { type Recurring, recurring } from './cron.ts'
import { jobHandler } from './jobs.ts'
import { deliverNotices } from './notices.ts'
import { openQueue, type Queue, type QueueTimes } from './queue.ts'
import { askForResync } from './resync.ts'
import { followSettings, orderDue } from './round.ts'
import { createSupervision } from './supervision.ts'
import { createTroubleLog, type TroubleLog } from './troubleLog.ts'

const EVERY_FEW_SECONDS = '*/5 * * * * *'
const EVERY_NIGHT = '17 3 * * *'

export interface Worker {
  /** False as soon as it has been asked to stop. */
  isServing(): boolean
  /** Asks for a sync ahead of the plan (askForSync.ts). */
  requestSync(connectionId: string, options: { full: boolean }): ReturnType<typeof askForSync>
  /**
   * Takes no more jobs, ends what waits or reads, lets a merge end or rolls it back, and gives what is due to the
   * other replicas.
   */
  stop(): Promise<void>
}

/** Serves the schedule and the queue until it is stopped (design section 9). */
export async function startWorker(
  context: WorkerContext,
  { queueTimes }: { queueTimes?: QueueTimes } = {},
): Promise<Worker> {
  const { pool, clock } = context
  const trouble = createTroubleLog(context)
  const stopping = new AbortController()
  const queue = await openQueue({ pool, trouble, ...(queueTimes && { times: queueTimes }) })
  try {
    await warnOfUnsealedKeys(context)
    await queue.work(jobHandler(context, stopping.signal, trouble), context.schedule.concurrency)
  } catch (error) {
    await queue.close()
    throw error
  }
  const tasks = recurringTasks(context, queue, trouble)
  for (const task of tasks) task.start()
  return {
    isServing: () => !stopping.signal.aborted,
    requestSync: (connectionId, { full }) => askForSync(context, queue, { connectionId, full }),
    async stop() {
      stopping.abort(new SyncError('interrupted', 'The worker was stopped'))
      await Promise.all([queue.drain(), ...tasks.map((task) => task.stop())])
      try {
        await orderDue(context, queue, clock.now())
      } catch (error) {
        trouble('Nothing could be handed back; it is found by the next round of others', error)
      }
      await queue.close()
    },
  }
}

async function warnOfUnsealedKeys({ pool, logger, settings }: WorkerContext): Promise<void> {
  if (settings.keys.secrets.current !== null) return
  const unsealed = await countUnsealed(pool)
  logger.warn(
    { unsealed },
    'SECRETS_KEY is not set: API keys that are given to `connect` are stored as they are',
  )
}

/** What the worker does again and again beside its jobs. */
function recurringTasks(context: WorkerContext, queue: Queue, trouble: TroubleLog): Recurring[] {
  const { pool, clock, logger, schedule } = context
  let resyncAsked = false
  const round = async (next: Date | null): Promise<void> => {
    await followSettings(context)
    if (!resyncAsked) await askForResync(context)
    resyncAsked = true
    await orderDue(context, queue, next ?? clock.now())
  }
  const failed = (what: string) => (error: unknown) => trouble(what, error)
  return [
    recurring(schedule.cron, round, failed('What is due could not be looked for')),
    recurring(EVERY_FEW_SECONDS, createSupervision(context), failed('Lost runs could not be looked for')),
    recurring(EVERY_FEW_SECONDS, () => deliverNotices(context), failed('Notices could not be delivered')),
    recurring(
      EVERY_NIGHT,
      async () => {
        logger.debug(await pruneHistory(pool, clock.now()), 'Old history deleted')
      },
      failed('Old history could not be deleted'),
    ),
  ]
}
