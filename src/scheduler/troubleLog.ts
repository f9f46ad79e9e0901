import type { Clock } from '../core/clock.ts'
import { messageOf } from '../core/errors.ts'
import type { Logger } from '../core/logger.ts'

const QUIET_MS = 60_000

/** Takes what went wrong in the background. */
export type TroubleLog = (what: string, error: unknown) => void

/**
 * Logs trouble that comes again with every attempt, as while the database is away: once a minute for each kind, with
 * how often it came in between.
 */
export function createTroubleLog({ logger, clock }: { logger: Logger; clock: Clock }): TroubleLog {
  const quiet = new Map<string, { until: number; unsaid: number }>()
  return (what, error) => {
    const now = clock.now().getTime()
    const before = quiet.get(what)
    if (before !== undefined && now < before.until) {
      before.unsaid += 1
      return
    }
    const again = before === undefined || before.unsaid === 0 ? {} : { timesSinceLastLine: before.unsaid }
    logger.warn({ reason: messageOf(error), ...again }, what)
    quiet.set(what, { until: now + QUIET_MS, unsaid: 0 })
  }
}
