import type { Clock } from '../core/clock.ts'

/** So many wrong tokens in a row are a mistake or two; then one a second. */
const FREE_ATTEMPTS = 10
const REGAINED_AFTER_MS = 1_000
/** Addresses cost memory, and cost an attacker nothing. */
const REMEMBERED_ADDRESSES = 1_000

/** Slows down the guessing of the token, for each address of its own, in this process. */
export interface Brake {
  /** True: not even the right token is looked at, or guessing would go on unhindered. */
  isOn(address: string): boolean
  /** Counts a wrong token. */
  count(address: string): void
}

export function createBrake(clock: Clock): Brake {
  /** When an address will have regained all its attempts. */
  const freeAgain = new Map<string, number>()
  const debt = (address: string, now: number): number => Math.max(0, (freeAgain.get(address) ?? 0) - now)
  return {
    isOn: (address) => debt(address, clock.now().getTime()) > (FREE_ATTEMPTS - 1) * REGAINED_AFTER_MS,
    count(address) {
      const now = clock.now().getTime()
      const until = now + debt(address, now) + REGAINED_AFTER_MS
      // Deleted first, so that the map is in the order of the last attempt.
      freeAgain.delete(address)
      freeAgain.set(address, until)
      const [oldest] = freeAgain.keys()
      if (freeAgain.size > REMEMBERED_ADDRESSES && oldest !== undefined) freeAgain.delete(oldest)
    },
  }
}
