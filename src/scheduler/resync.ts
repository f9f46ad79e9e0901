import { requestResync, unknownTargets } from '../connections/requests.ts'
import type { WorkerContext } from './context.ts'

/** Replicas of one deployment start within this time, and a container that is started again is the same one. */
const SAME_START_MS = 10 * 60_000

/**
 * RESYNC: asks for a full sync of what it names, once for all replicas that start together, or (`always`) whatever
 * was asked before. Names that fit no connection are logged.
 */
export async function askForResync(
  { pool, clock, logger, schedule }: Pick<WorkerContext, 'pool' | 'clock' | 'logger' | 'schedule'>,
  always = false,
): Promise<void> {
  const { resync } = schedule
  if (resync.length === 0) return
  const now = clock.now()
  const unlessSince = always ? now : new Date(now.getTime() - SAME_START_MS)
  const connections = await requestResync(pool, resync, { now, unlessSince })
  logger.info({ connections }, 'Full resync asked for by RESYNC')
  if (resync === 'all') return
  for (const { tenant, sheetId } of await unknownTargets(pool, resync)) {
    logger.warn({ tenant, sheetId }, 'RESYNC names what is no connection')
  }
}
