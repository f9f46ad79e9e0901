import pRetry from 'p-retry'
import type { Clock } from '../core/clock.ts'
import type { Decision } from './decision.ts'
import { ApiFailure } from './failure.ts'
import type { Headers } from './transport.ts'

/** A backoff never grows beyond this, nor does the server's wish. */
const MAX_BACKOFF_MS = 60_000
const MAX_ASKED_MS = 300_000
/** A reset further away than this is in another unit, or the clock is wrong. */
const MAX_RESET_MS = 120_000
/** Only a bound against a clock that runs backwards; the elapsed time ends retries long before. */
const MAX_RETRIES = 100

export interface RetryOptions {
  clock: Clock
  /** 0 <= random() < 1: the jitter. */
  random: () => number
  signal: AbortSignal | undefined
  /** No wait is begun that would end later than this after the first attempt. */
  elapsedCapMs: number
  /** Attempts for failures that a smaller page would cure (`smallerPageHelps`). */
  attemptsAtThisSize: number
  onRetry: (failure: ApiFailure, waitMs: number) => void
}

/** The one retry layer (R17). Rejects with the last failure, or with the signal's reason as soon as it aborts. */
export async function withRetries<T>(attempt: () => Promise<T>, options: RetryOptions): Promise<T> {
  const { clock, signal } = options
  const deadline = clock.now().getTime() + options.elapsedCapMs
  return pRetry(attempt, {
    retries: MAX_RETRIES,
    // p-retry counts; waiting is done below, on our clock and as long as the server asks.
    minTimeout: 0,
    factor: 1,
    ...(signal ? { signal } : {}),
    async onFailedAttempt({ error, attemptNumber }) {
      signal?.throwIfAborted()
      if (!(error instanceof ApiFailure) || !mayRetry(error.decision, attemptNumber, options)) throw error
      const waitMs = waitAfter(error, attemptNumber, options.random)
      if (clock.now().getTime() + waitMs > deadline) throw error
      options.onRetry(error, waitMs)
      await clock.sleep(waitMs, signal)
    },
  })
}

function mayRetry(decision: Decision, attempt: number, { attemptsAtThisSize }: RetryOptions): boolean {
  if (!decision.retry) return false
  if (decision.smallerPageHelps && attempt >= attemptsAtThisSize) return false
  return attempt < (decision.attempts ?? Infinity)
}

/** Full jitter, on top of what the server asks, or of the floor where it asks nothing. In ms. */
export function waitAfter(failure: ApiFailure, attempt: number, random: () => number): number {
  const { firstWaitMs = 1_000 } = failure.decision
  const jitter = random() * Math.min(MAX_BACKOFF_MS, firstWaitMs * 2 ** (attempt - 1))
  return Math.round(leastWait(failure) + jitter)
}

/** What the server asks for, or the floor where it asks nothing. In ms. */
export const leastWait = ({ askedWaitMs, decision }: ApiFailure): number =>
  askedWaitMs ?? decision.floorMs ?? 0

/**
 * What `Retry-After` (seconds or an HTTP date) or else `x-ratelimit-reset` (epoch seconds) ask for, in ms; null
 * when they ask nothing that makes sense. A date that has passed asks for no wait.
 */
export function askedWait(headers: Headers, now: Date): number | null {
  const after = (headers['retry-after'] ?? '').trim()
  if (/^\d{1,12}$/.test(after)) return Math.min(Number(after) * 1_000, MAX_ASKED_MS)
  // Date.parse takes "-1" and the like for years; an HTTP date begins with the name of a day.
  const date = /^[A-Z][a-z]+,? .*\d/.test(after) ? Date.parse(after) : NaN
  if (!Number.isNaN(date)) return Math.min(Math.max(date - now.getTime(), 0), MAX_ASKED_MS)
  return untilReset(headers, now)
}

/** Ms until `x-ratelimit-reset` (epoch seconds); null when absent, passed or implausible. */
export function untilReset(headers: Headers, now: Date): number | null {
  const reset = Number(headers['x-ratelimit-reset'] ?? NaN) * 1_000 - now.getTime()
  return reset > 0 && reset <= MAX_RESET_MS ? reset : null
}
