import { requestSync } from '../connections/requests.ts'
import { connectionById } from '../connections/store.ts'
import type { WorkerContext } from './context.ts'
import type { Queue } from './queue.ts'

/**
 * Asks for a sync of a connection ahead of its plan. It begins at once, or after the one that is at work; what was
 * accepted is kept until it is done, whoever is killed meanwhile.
 */
export async function askForSync(
  { pool, clock }: Pick<WorkerContext, 'pool' | 'clock'>,
  queue: Pick<Queue, 'send'>,
  { connectionId, full }: { connectionId: string; full: boolean },
): Promise<'accepted' | 'not_found' | 'disconnected'> {
  const connection = await connectionById(pool, connectionId)
  if (connection === null) return 'not_found'
  if (!connection.enabled) return 'disconnected'
  const now = clock.now()
  await requestSync(pool, connectionId, { full, now })
  await queue.send([{ connectionId, tenant: connection.tenant, startAt: now }])
  return 'accepted'
}
