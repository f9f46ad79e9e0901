import type { Clock } from '../core/clock.ts'
import { isConflict } from './failure.ts'

const ATTEMPTS = 3
const WAIT_MS = 500

/** Does a transaction again, from its start, where it met another one. */
export async function againAfterConflict<T>(
  clock: Clock,
  work: () => Promise<T>,
  { signal, onConflict }: { signal?: AbortSignal; onConflict?: (error: unknown) => void } = {},
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work()
    } catch (error) {
      if (!isConflict(error) || attempt === ATTEMPTS) throw error
      onConflict?.(error)
      await clock.sleep(Math.random() * WAIT_MS * attempt, signal)
    }
  }
}
