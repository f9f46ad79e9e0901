import type { WorkerContext } from './context.ts'
import type { SyncJob } from './queue.ts'
import { runOrder } from './runOrder.ts'
import type { TroubleLog } from './troubleLog.ts'

/**
 * How this process does the jobs that it takes, until `stopping` aborts. Rejects where nothing could be recorded, so
 * that the queue gives the job out again.
 */
export function jobHandler(
  context: WorkerContext,
  stopping: AbortSignal,
  trouble: TroubleLog,
): (job: SyncJob) => Promise<void> {
  return async ({ id, connectionId, signal }) => {
    // Taken while we stop: still due, and so given out again by the last round.
    if (stopping.aborted) return
    try {
      await runOrder(context, { connectionId, jobId: id, signal: AbortSignal.any([stopping, signal]) })
    } catch (error) {
      trouble('A sync could not be recorded; it is done again', error)
      // Without a cause: the queue keeps what a job failed with, and an error may hold what is nobody's business.
      throw new Error('not recorded')
    }
  }
}
