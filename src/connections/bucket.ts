/**
 * How the requests of one API key are let through: a token bucket with a queue that is fair between tenants. Pure:
 * replicas share its state in Postgres (budget.ts). All times are ms since the epoch.
 */
export interface Bucket {
  tokens: number
  refilledAt: number
  /** Nothing passes before. */
  pausedUntil: number
  /** The turn of the request that was let through last. */
  served: number
  /** Of tenants that have had more than others: where their next turn begins. */
  turns: readonly { tenant: string; turn: number }[]
  /** In the order in which they came. */
  waiting: readonly Waiting[]
}

/** A request that wants to be sent; it asks under the same id until it may. */
export interface Ask {
  id: string
  tenant: string
  /** Tokens that it takes: 1, or more for what the API counts as several requests. */
  weight: number
}

interface Waiting extends Ask {
  turn: number
  /** It has asked again by then, or nobody asks any more. */
  until: number
}

export interface Rate {
  perMinute: number
  now: number
}

const MINUTE_MS = 60_000
/** No server's wish is heeded for longer. */
export const LONGEST_PAUSE_MS = 300_000
/** A share of the minute's budget that may be sent at once. */
const BURST = 1 / 6
/** Newcomers and those who gave up change the order: nobody relies on a place in the queue for longer. */
const MAX_QUEUE_WAIT_MS = 10_000
/** How late somebody may come back and still have the place. */
const GRACE_MS = 5_000

const burstOf = (perMinute: number): number => Math.max(1, Math.round(perMinute * BURST))

/** Tokens a ms, such that a full bucket and what flows into it make `perMinute` in any minute, never more. */
const flowOf = (perMinute: number): number => (perMinute - burstOf(perMinute) + 1) / MINUTE_MS

export const fullBucket = ({ perMinute, now }: Rate): Bucket => ({
  tokens: burstOf(perMinute),
  refilledAt: now,
  pausedUntil: 0,
  served: 0,
  turns: [],
  waiting: [],
})

/**
 * Lets the request through (`waitMs` 0), or says when to ask again. The least turn goes first, and a turn begins
 * where the last one of its tenant ended (start-time fair queueing): a tenant with many requests waits for its own,
 * not the others for it, and what one tenant does not use is the others'.
 */
export function ask(bucket: Bucket, request: Ask, rate: Rate): { bucket: Bucket; waitMs: number } {
  const current = refill(expire(bucket, rate.now), rate)
  const mine = current.waiting.find(({ id }) => id === request.id) ?? enqueue(current, request)
  const rest = current.waiting.filter(({ id }) => id !== request.id)
  const ahead = rest.filter((other) => isAhead(other, mine, current.waiting))
  const pauseMs = Math.max(0, current.pausedUntil - rate.now)
  const missing = sum(ahead) + Math.min(mine.weight, burstOf(rate.perMinute)) - current.tokens
  if (pauseMs === 0 && missing <= 0)
    return { bucket: letThrough({ ...current, waiting: rest }, mine), waitMs: 0 }
  const queueMs = Math.min(MAX_QUEUE_WAIT_MS, Math.max(0, missing) / flowOf(rate.perMinute))
  const waitMs = Math.max(1, Math.ceil(pauseMs + queueMs))
  const renewed = { ...mine, until: rate.now + waitMs + GRACE_MS }
  return { bucket: { ...current, waiting: replaceOrAdd(current.waiting, renewed) }, waitMs }
}

/** The request is not wanted any more. */
export const withdraw = (bucket: Bucket, id: string): Bucket => ({
  ...bucket,
  waiting: bucket.waiting.filter((one) => one.id !== id),
})

/** Nothing passes for so long; then one request, and no burst: the count was wrong, or others use the key, too. */
export function pause(bucket: Bucket, ms: number, rate: Rate): Bucket {
  const { tokens, refilledAt } = refill(bucket, rate)
  const pausedUntil = Math.max(bucket.pausedUntil, rate.now + Math.min(ms, LONGEST_PAUSE_MS))
  return {
    ...bucket,
    tokens: Math.min(tokens, 1),
    pausedUntil,
    refilledAt: Math.max(refilledAt, pausedUntil),
  }
}

/** No more than so many requests are left for now, whatever was counted. */
export function limitTo(bucket: Bucket, requests: number, rate: Rate): Bucket {
  const current = refill(bucket, rate)
  return { ...current, tokens: Math.min(current.tokens, requests) }
}

/** What the bucket holds now. */
export function refill(bucket: Bucket, { perMinute, now }: Rate): Bucket {
  // Time that has not passed fills nothing: a pause moves `refilledAt` ahead.
  const elapsed = Math.max(0, now - bucket.refilledAt)
  const tokens = Math.min(burstOf(perMinute), bucket.tokens + elapsed * flowOf(perMinute))
  return { ...bucket, tokens, refilledAt: Math.max(bucket.refilledAt, now) }
}

const expire = (bucket: Bucket, now: number): Bucket => ({
  ...bucket,
  waiting: bucket.waiting.filter(({ until }) => until >= now),
})

function enqueue({ served, turns, waiting }: Bucket, request: Ask): Waiting {
  const last = turns.find(({ tenant }) => tenant === request.tenant)?.turn ?? 0
  const queued = waiting.filter(({ tenant }) => tenant === request.tenant).map((one) => one.turn + one.weight)
  return { ...request, turn: Math.max(served, last, ...queued), until: 0 }
}

function isAhead(other: Waiting, mine: Waiting, waiting: readonly Waiting[]): boolean {
  if (other.turn !== mine.turn) return other.turn < mine.turn
  const place = waiting.findIndex(({ id }) => id === mine.id)
  return place === -1 || waiting.indexOf(other) < place
}

function letThrough(bucket: Bucket, { tenant, turn, weight }: Waiting): Bucket {
  const served = Math.max(bucket.served, turn)
  const turns = [...bucket.turns.filter((one) => one.tenant !== tenant), { tenant, turn: turn + weight }]
  return {
    ...bucket,
    tokens: bucket.tokens - weight,
    served,
    turns: turns.filter((one) => one.turn > served),
  }
}

const replaceOrAdd = (waiting: readonly Waiting[], one: Waiting): Waiting[] =>
  waiting.some(({ id }) => id === one.id)
    ? waiting.map((other) => (other.id === one.id ? one : other))
    : [...waiting, one]

const sum = (waiting: readonly Waiting[]): number => waiting.reduce((total, { weight }) => total + weight, 0)
