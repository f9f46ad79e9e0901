import { superseded } from '../connections/lease.ts'
import { messageOf } from '../core/errors.ts'
import { heartbeat } from '../runs/runs.ts'
import type { SyncContext } from './report.ts'

/** Well below the 90 s after which another run takes over (R15): one beat may be lost. */
const BEAT_MS = 20_000

export interface Pulse {
  /** Aborts with `superseded` as soon as another run has taken over. */
  signal: AbortSignal
  stop(): void
}

/** Says all along that a run is alive. */
export function startPulse({ pool, logger }: Pick<SyncContext, 'pool' | 'logger'>, runId: string): Pulse {
  const lost = new AbortController()
  const beat = async (): Promise<void> => {
    if (!(await heartbeat(pool, runId))) {
      lost.abort(superseded(runId))
    }
  }
  const timer = setInterval(() => {
    // One beat may be lost; of lasting trouble the run hears at its next statement.
    beat().catch((error: unknown) => logger.warn({ runId, reason: messageOf(error) }, 'A heartbeat was lost'))
  }, BEAT_MS)
  timer.unref()
  return { signal: lost.signal, stop: () => clearInterval(timer) }
}
