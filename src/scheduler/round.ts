import { plannedSyncs } from '../connections/plan.ts'
import { reactivateChangedKeys } from '../connections/reactivate.ts'
import { adoptTenantSettings } from '../connections/settings.ts'
import { environmentKeyOf, type WorkerContext } from './context.ts'
import type { Queue } from './queue.ts'

type RoundContext = Omit<WorkerContext, 'onRun' | 'send'>

/** Makes the connections follow customerOS's `tenant_settings`, and ends failures that were those of another key. */
export async function followSettings(context: RoundContext): Promise<void> {
  const { pool, clock, logger, schedule } = context
  const { intervalHours } = schedule
  const now = clock.now()
  const followed = await adoptTenantSettings(pool, { intervalHours, now })
  if (followed.adopted + followed.released > 0) logger.info(followed, 'Connections follow tenant_settings')
  const connections = await reactivateChangedKeys(pool, { environmentKey: environmentKeyOf(context), now })
  if (connections > 0) logger.info({ connections }, 'Connections have another API key, and are tried again')
}

/**
 * Gives the queue a job for each connection that is due until the next round, each with its own start time (R18,
 * design section 9). Any number of replicas may do so at once: the queue keeps one job a connection.
 */
export async function orderDue(
  { pool, clock, logger }: RoundContext,
  queue: Pick<Queue, 'send'>,
  until: Date,
): Promise<void> {
  const planned = await plannedSyncs(pool, clock.now(), until)
  await queue.send(planned)
  logger.debug({ planned: planned.length, until }, 'Looked for what is due')
}
