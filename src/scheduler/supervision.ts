import { giveUpLostRuns } from '../sync/lost.ts'
import type { WorkerContext } from './context.ts'

/** After a gap this long the database was away, or this process: then nobody could say that they live. */
const LONGEST_GAP_MS = 60_000

/**
 * Gives up runs without a heartbeat (R15), round after round. Not in the first round after a gap: every run would
 * look lost then, also those that live and have not been heard since.
 */
export function createSupervision(
  context: Pick<WorkerContext, 'pool' | 'settings' | 'clock' | 'logger'>,
): () => Promise<void> {
  let lastRound = context.clock.now().getTime()
  return async () => {
    const now = context.clock.now().getTime()
    if (now - lastRound <= LONGEST_GAP_MS) {
      const lost = await giveUpLostRuns(context)
      if (lost > 0) context.logger.warn({ runs: lost }, 'Gave up runs whose process is gone')
    } else {
      // Asked all the same: the gap ends when the database answers.
      await context.pool.query('select 1')
    }
    lastRound = now
  }
}
