import type { Pool } from 'pg'
import { SyncError } from '../core/errors.ts'
import { heartbeat } from '../runs/runs.ts'

/** Well below the 90 s after which another run takes over (R15): one beat may be lost. */
const BEAT_MS = 20_000

export interface Pulse {
  /** Aborts with `superseded` as soon as another run has taken over. */
  signal: AbortSignal
  stop(): void
}

/** Says all along that a run is alive. */
export function startPulse(pool: Pool, runId: string): Pulse {
  const lost = new AbortController()
  const beat = async (): Promise<void> => {
    if (!(await heartbeat(pool, runId))) {
      lost.abort(new SyncError('superseded', `Another run has taken over from run ${runId}`))
    }
  }
  const timer = setInterval(() => {
    // A beat that the database does not take: the run meets the same trouble at its next statement, and
    // reports it there.
    beat().catch(() => undefined)
  }, BEAT_MS)
  timer.unref()
  return { signal: lost.signal, stop: () => clearInterval(timer) }
}
