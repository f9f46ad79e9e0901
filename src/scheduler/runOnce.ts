import { plannedSyncs } from '../connections/plan.ts'
import { inParallel } from '../core/inParallel.ts'
import type { SyncReport } from '../sync/report.ts'
import type { WorkerContext } from './context.ts'
import { deliverNotices } from './notices.ts'
import { askForResync } from './resync.ts'
import { followSettings } from './round.ts'
import { runOrder } from './runOrder.ts'

/** RUN_ONCE: syncs what is due or named in RESYNC, and no more; for those who bring a scheduler of their own. */
export async function runOnce(context: WorkerContext, signal: AbortSignal): Promise<SyncReport[]> {
  const { pool, clock, schedule } = context
  await followSettings(context)
  await askForResync(context, true)
  const now = clock.now()
  const reports: SyncReport[] = []
  await inParallel(await plannedSyncs(pool, now, now), schedule.concurrency, async ({ connectionId }) => {
    if (signal.aborted) return
    const report = await runOrder(context, { connectionId, signal })
    if (report !== null) reports.push(report)
  })
  await deliverNotices(context)
  return reports
}
