import type { Headers } from './transport.ts'
import { untilReset } from './retry.ts'

/** What may be sent with one API key, by all who use it. */
export interface Budget {
  /** Resolves when a request of this weight may be sent; rejects with the signal's reason. */
  take(weight: number, signal?: AbortSignal): Promise<void>
  /** No request of the key for so long. */
  pause(ms: number): Promise<void>
  /** At most so many requests at once for now. */
  limitTo(requests: number): Promise<void>
}

/** What Smartsheet counts as several requests (reference smartsheet-api.md 3.4). */
const WEIGHTS: readonly { path: RegExp; weight: number }[] = [
  { path: /\/rows\/[^/]+\/columns\/[^/]+\/history$/, weight: 10 },
  { path: /\/attachments\/[^/]+$/, weight: 10 },
]

/** Tokens of the budget that a GET of this path takes. */
export const weightOf = (path: string): number => WEIGHTS.find((one) => one.path.test(path))?.weight ?? 1

/** Further ahead than this, what is left is no reason for care: one more answer will come before. */
const CARE_BELOW_REQUESTS = 50

/** Twice what the dearest request is known to cost, a two-hundredth of the limit: a larger drop was several. */
const dearest = ({ 'x-ratelimit-limit': limit }: Headers): number =>
  Number(limit) > 0 ? Number(limit) / 100 : Infinity

/** What an answer's `x-ratelimit-*` call for: a pause, a limit, or nothing. */
export type Care = { kind: 'pause'; ms: number } | { kind: 'limit'; requests: number }

/**
 * Learns from `x-ratelimit-remaining` what one request costs there (200 to 400 of 80,000 for a sheet) and so how many
 * are left until `x-ratelimit-reset`. Answers without these headers, or with ones that make no sense, teach nothing.
 */
export function createAllowance(): { learn(headers: Headers, now: Date): Care | null } {
  let before: { remaining: number; reset: string } | null = null
  let cost: number | null = null
  return {
    learn(headers, now) {
      const { 'x-ratelimit-remaining': text = '', 'x-ratelimit-reset': reset = '' } = headers
      const ms = untilReset(headers, now)
      if (!/^\d{1,12}$/.test(text) || ms === null) return null
      const remaining = Number(text)
      // Others spend in between: the least drop of a window is the nearest to one request.
      if (before?.reset !== reset) cost = null
      const drop = before?.reset === reset ? before.remaining - remaining : 0
      if (drop > 0) cost = Math.min(cost ?? dearest(headers), drop)
      before = { remaining, reset }
      if (remaining === 0 || (cost !== null && remaining < cost)) return { kind: 'pause', ms }
      if (cost === null) return null
      const requests = Math.floor(remaining / cost)
      return requests < CARE_BELOW_REQUESTS ? { kind: 'limit', requests } : null
    },
  }
}
