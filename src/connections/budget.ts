import { randomUUID } from 'node:crypto'
import type { Pool } from 'pg'
import type { Clock } from '../core/clock.ts'
import { isSyncError, SyncError } from '../core/errors.ts'
import {
  ask,
  type Bucket,
  fullBucket,
  limitTo,
  LONGEST_PAUSE_MS,
  pause,
  type Rate,
  refill,
  withdraw,
} from './bucket.ts'

export interface BudgetOptions {
  pool: Pool
  /** SHA-256 of the API key: all who use it share one budget. */
  keyHash: string
  /** Whatever tells those apart among whom the budget is shared fairly. */
  tenant: string
  /** SMARTSHEET_REQUESTS_PER_MINUTE. */
  perMinute: number
  clock: Clock
  /** A longer wait is `rate_limited`; by default none is too long. */
  longestQueueMs?: number
}

/** What the replicas of this database may send with one API key. */
export interface SharedBudget {
  /** Resolves when a request of this weight may be sent; rejects with the signal's reason, or as the database does. */
  take(weight: number, signal?: AbortSignal): Promise<void>
  /** No request with this key for so long, anywhere. */
  pause(ms: number): Promise<void>
  /** At most so many requests at once, until the bucket has filled again. */
  limitTo(requests: number): Promise<void>
  state(): Promise<BudgetState>
}

export interface BudgetState {
  /** Requests that could be sent at once. */
  free: number
  perMinute: number
  /** 0: it is not paused. */
  pausedMs: number
  /** Requests that wait for their turn. */
  waiting: number
}

/**
 * The token bucket of `sync.api_budget`. Replicas change it by compare and swap: none holds a lock between two
 * statements, so that one that hangs keeps nobody waiting. Time is the database's: with clocks of their own, the one
 * that is behind would never have a turn.
 */
export function createBudget(options: BudgetOptions): SharedBudget {
  const { pool, keyHash, tenant, perMinute, clock, longestQueueMs = Infinity } = options

  async function read(): Promise<{ stored: Stored | null; bucket: Bucket; rate: Rate }> {
    const [row] = (await pool.query<BudgetRow>(READ, [keyHash])).rows
    if (row === undefined) throw new Error('asking for a budget returned no row')
    const rate = { perMinute, now: clock.simulated ? clock.now().getTime() : row.now }
    const stored = row.revision === null ? null : row
    return { stored, bucket: stored === null ? fullBucket(rate) : toBucket(stored, rate), rate }
  }

  async function change<T>(step: (bucket: Bucket, rate: Rate) => { bucket: Bucket; result: T }): Promise<T> {
    for (;;) {
      const { stored, bucket, rate } = await read()
      const { bucket: next, result } = step(bucket, rate)
      const { tokens, refilledAt, pausedUntil, ...queue } = next
      const revision = stored?.revision ?? '0'
      const values = [keyHash, revision, tokens, refilledAt, pausedUntil, JSON.stringify(queue)]
      const written = await pool.query(stored === null ? CREATE : SWAP, values)
      if (written.rowCount === 1) return result
    }
  }

  return {
    async take(weight, signal) {
      const request = { id: randomUUID(), tenant, weight }
      let queued = false
      try {
        for (;;) {
          signal?.throwIfAborted()
          const waitMs = await change((bucket, rate) => {
            const asked = ask(bucket, request, rate)
            return { bucket: asked.bucket, result: asked.waitMs }
          })
          if (waitMs === 0) return
          queued = true
          if (waitMs > longestQueueMs) {
            const seconds = Math.ceil(waitMs / 1000)
            throw new SyncError('rate_limited', `The budget of the API key is spent for ${seconds} s`)
          }
          await clock.sleep(waitMs, signal)
        }
      } catch (error) {
        // Without it the place in the queue expires, as it does where the database is the trouble.
        if (queued && (signal?.aborted || isSyncError(error)))
          await change((bucket) => done(withdraw(bucket, request.id))).catch(() => undefined)
        throw error
      }
    },
    pause: (ms) => change((bucket, rate) => done(pause(bucket, ms, rate))),
    limitTo: (requests) => change((bucket, rate) => done(limitTo(bucket, requests, rate))),
    async state() {
      const { bucket, rate } = await read()
      return {
        free: Math.max(0, Math.floor(refill(bucket, rate).tokens)),
        perMinute,
        pausedMs: Math.max(0, Math.ceil(bucket.pausedUntil - rate.now)),
        waiting: bucket.waiting.filter(({ until }) => until >= rate.now).length,
      }
    },
  }
}

const done = (bucket: Bucket): { bucket: Bucket; result: undefined } => ({ bucket, result: undefined })

/** `now` by the database; a revision of null: the key is used for the first time. */
type BudgetRow = { now: number } & (Stored | { revision: null })

interface Stored {
  tokens: number
  refilledAt: number
  pausedUntil: number
  queue: Pick<Bucket, 'served' | 'turns' | 'waiting'>
  revision: string
}

const toBucket = ({ tokens, refilledAt, pausedUntil, queue }: Stored, { now }: Rate): Bucket => ({
  tokens,
  // The database's clock was wrong, and is not any more: no harm may last longer than the longest pause.
  refilledAt: Math.min(refilledAt, now + LONGEST_PAUSE_MS),
  pausedUntil: Math.min(pausedUntil, now + LONGEST_PAUSE_MS),
  ...queue,
})

const READ = `
  select extract(epoch from clock_timestamp())::float8 * 1000 as now, tokens::float8 as tokens,
    extract(epoch from refilled_at)::float8 * 1000 as "refilledAt",
    coalesce(extract(epoch from paused_until)::float8 * 1000, 0) as "pausedUntil", queue, revision
  from (values (1)) asked left join sync.api_budget on key_hash = $1`

const CREATE = `
  insert into sync.api_budget (key_hash, revision, tokens, refilled_at, paused_until, queue)
  values ($1, $2, $3, to_timestamp($4::float8 / 1000), to_timestamp($5::float8 / 1000), $6)
  on conflict (key_hash) do nothing`

const SWAP = `
  update sync.api_budget
  set revision = $2::bigint + 1, tokens = $3, refilled_at = to_timestamp($4::float8 / 1000),
    paused_until = to_timestamp($5::float8 / 1000), queue = $6
  where key_hash = $1 and revision = $2`
