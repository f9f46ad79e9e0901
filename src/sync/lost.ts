import { giveUpIfLost } from '../connections/lease.ts'
import { connectionsOfLostRuns, endOrphanedRuns } from '../connections/lostRuns.ts'
import { transaction } from '../db/transaction.ts'
import type { SyncContext } from './report.ts'

/** R15: gives up the run of a connection, if it is lost (`giveUpIfLost`). True when the connection is free. */
export async function freeIfLost(
  { pool, settings, clock }: Pick<SyncContext, 'pool' | 'settings' | 'clock'>,
  connectionId: string,
  jobId: string | null = null,
): Promise<boolean> {
  const request = { connectionId, jobId, worker: settings.worker, now: clock.now() }
  return (await transaction(pool, (client) => giveUpIfLost(client, request))) === null
}

/**
 * Gives up every run that has had no heartbeat for 90 s, whoever began it: a killed command leaves no job behind that
 * somebody would take up again. Returns how many.
 */
export async function giveUpLostRuns(
  context: Pick<SyncContext, 'pool' | 'settings' | 'clock'>,
): Promise<number> {
  const lost = await connectionsOfLostRuns(context.pool)
  // One by one: each is locked, judged again and planned by itself, and there are few at any time.
  for (const connectionId of lost) await freeIfLost(context, connectionId)
  await endOrphanedRuns(context.pool)
  return lost.length
}
