import type { Clock } from '../../src/core/clock.ts'

export interface FakeClock extends Clock {
  /** Every wait asked for, in ms. */
  readonly waits: readonly number[]
  advance(ms: number): void
}

/** A clock on which waiting takes no time: each sleep moves it on. */
export function fakeClock(start = '2026-03-01T00:00:00Z'): FakeClock {
  let now = Date.parse(start)
  const waits: number[] = []
  return {
    simulated: true,
    waits,
    now: () => new Date(now),
    advance(ms) {
      now += ms
    },
    async sleep(ms, signal) {
      signal?.throwIfAborted()
      waits.push(ms)
      now += ms
      await Promise.resolve()
      signal?.throwIfAborted()
    },
  }
}
