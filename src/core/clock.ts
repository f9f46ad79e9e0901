import { setTimeout as delay } from 'node:timers/promises'

/** Time, handed in so that tests need not wait. */
export interface Clock {
  /** Its time is nobody else's, not even the database's. */
  readonly simulated?: true
  now(): Date
  /** Resolves after `ms`; rejects with the signal's reason as soon as it aborts. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>
}

export const systemClock: Clock = {
  now: () => new Date(),
  async sleep(ms, signal) {
    try {
      await delay(ms, undefined, signal ? { signal } : {})
    } catch (error) {
      signal?.throwIfAborted()
      throw error
    }
  },
}
