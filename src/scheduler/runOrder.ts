import { dueSync } from '../connections/plan.ts'
import { isSyncError } from '../core/errors.ts'
import { freeIfLost } from '../sync/lost.ts'
import type { SyncReport, SyncRequest } from '../sync/report.ts'
import { runSync } from '../sync/sync.ts'
import type { WorkerContext } from './context.ts'
import { logRun } from './logRun.ts'

/** What starts a sync here: a job of the queue, or (RUN_ONCE) nothing but the plan. */
export interface Order {
  connectionId: string
  jobId?: string
  signal: AbortSignal
}

/**
 * Syncs a connection if that is still to be done: an order may be older than what has happened since. Null where
 * there was nothing to do, or another run is at work. Rejects where nothing could be recorded
 * (`database_unavailable`).
 */
export async function runOrder(context: WorkerContext, order: Order): Promise<SyncReport | null> {
  const request = await requestOf(context, order)
  if (request === null) return null
  try {
    const report = await runSync(context, request)
    logRun(context.logger, report)
    context.onRun(report)
    return report
  } catch (error) {
    if (!isSyncError(error) || (error.code !== 'already_running' && error.code !== 'connection_not_found'))
      throw error
    // By a command, say. Who is at work plans what comes next; of a connection that is gone nothing comes.
    const message = error.code === 'already_running' ? 'Synced by another run' : 'Nothing left to sync'
    context.logger.debug({ connectionId: order.connectionId, reason: error.message }, message)
    return null
  }
}

async function requestOf(context: WorkerContext, order: Order): Promise<SyncRequest | null> {
  const { connectionId, jobId, signal } = order
  const find = () => dueSync(context.pool, connectionId, context.clock.now())
  let due = await find()
  if (due?.connection.currentRunId != null) {
    // Given up before anything else: what follows may be that this sheet is to be left alone for a while.
    await freeIfLost(context, connectionId, jobId)
    due = await find()
  }
  if (due === null) return null
  const { connection, asked } = due
  return {
    connection,
    trigger: asked?.trigger ?? 'schedule',
    full: asked?.full ?? false,
    dryRun: false,
    allowRemovals: false,
    signal,
    ...(asked && { answers: asked.requestedAt }),
    ...(jobId !== undefined && { jobId }),
  }
}
