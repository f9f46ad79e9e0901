import { plannedSyncs } from '../connections/plan.ts'
import { adoptTenantSettings } from '../connections/settings.ts'
import type { WorkerContext } from './context.ts'
import type { Queue } from './queue.ts'

type RoundContext = Pick<WorkerContext, 'pool' | 'clock' | 'logger' | 'schedule'>

/** Makes the connections follow customerOS's `tenant_settings`. */
export async function followSettings({ pool, clock, logger, schedule }: RoundContext): Promise<void> {
  const { intervalHours } = schedule
  const followed = await adoptTenantSettings(pool, { intervalHours, now: clock.now() })
  if (followed.adopted + followed.released > 0) logger.info(followed, 'Connections follow tenant_settings')
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
