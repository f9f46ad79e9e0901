import type { Clock } from '../core/clock.ts'
import { SyncError } from '../core/errors.ts'
import type { Logger } from '../core/logger.ts'
import { understand } from './answer.ts'
import { parseBody } from './body.ts'
import { type Budget, createAllowance, weightOf } from './budget.ts'
import { ApiFailure, type Redact } from './failure.ts'
import { leastWait, withRetries } from './retry.ts'
import { createTransport, NoAnswer, type Answer } from './transport.ts'

export type Query = Readonly<Record<string, string | number>>

export interface GetOptions {
  /** In addition to the client's own signal. */
  signal?: AbortSignal
  /** `smaller`: give up early on what a smaller page would cure; `never`: one attempt. Default `patient`. */
  retry?: 'patient' | 'smaller' | 'never'
  /** How bytes become the body that `parse` is given; default parseBody. Throws where they are not JSON. */
  decode?: (bytes: Uint8Array) => unknown
}

export interface Client {
  /**
   * GETs a path below the base URL and hands the JSON to `parse`, which throws `bad_response` for an answer
   * that is not what was asked for (asked again a few times) and any other SyncError to end at once.
   * Integers beyond 2^53 arrive as strings. Rejects with ApiFailure, or with the reason of an aborted signal.
   */
  get<T>(path: string, query: Query, parse: (body: unknown) => T, options?: GetOptions): Promise<T>
  /** So far: attempts sent, and how many of them were repetitions. */
  readonly stats: ClientStats
  /** How far the server's clock was ahead of ours at its last answer, in ms, to the second; null: it did not say. */
  serverAheadMs(): number | null
  readonly logger: Logger
  close(): void
}

export interface ClientStats {
  readonly requests: number
  readonly retries: number
  /** How many requests ended how: by HTTP status, or by what kept them from one (`timeout`, `transport`, ...). */
  readonly outcomes: Readonly<Record<string, number>>
}

export interface ClientOptions {
  apiKey: string
  baseUrl: string
  /** Shared with everybody who uses the key. */
  budget: Budget
  clock: Clock
  logger: Logger
  signal?: AbortSignal
  /** From the first byte sent to the last received; default 120 s. */
  requestTimeoutMs?: number
  /** Several times the largest sheet (500,000 cells) with all that we include; default 256 MiB. */
  maxBodyBytes?: number
  /** Retries of one call end after this; well over one rate window. Default 10 minutes. */
  elapsedCapMs?: number
  random?: () => number
}

/** All requests of one API key. Throws `key_missing` or `key_invalid` for a key that cannot be sent. */
export function createClient(options: ClientOptions): Client {
  const { clock, logger, random = Math.random } = options
  const apiKey = usableKey(options.apiKey)
  const redact = redactor(apiKey)
  const line = openLine({ ...options, apiKey }, redact)
  return {
    stats: line.stats,
    serverAheadMs: line.serverAheadMs,
    logger,
    close: line.close,
    get(path, query, parse, { signal: ownSignal, retry = 'patient', decode = parseBody } = {}) {
      const signal = eitherSignal(options.signal, ownSignal)
      const target = `${path}${'page' in query ? `?page=${query['page'] ?? ''}` : ''}`
      const attempt = async () => {
        const answer = await line.send({ path, url: path + queryText(query), target }, signal)
        try {
          return understand(answer, { target, decode, parse, now: clock.now(), redact })
        } catch (error) {
          // Whether it is asked again or not, nobody else is to meet the same.
          if (isRefusal(error)) await options.budget.pause(leastWait(error))
          throw error
        }
      }
      if (retry === 'never') return attempt()
      return withRetries(attempt, {
        clock,
        random,
        signal,
        elapsedCapMs: options.elapsedCapMs ?? 600_000,
        attemptsAtThisSize: retry === 'smaller' ? 2 : Infinity,
        onRetry(failure, waitMs) {
          line.stats.retries += 1
          logger.warn({ waitMs, reason: failure.message }, 'Smartsheet request is repeated')
        },
      })
    },
  }
}

const isRefusal = (error: unknown): error is ApiFailure =>
  error instanceof ApiFailure && error.code === 'rate_limited'

interface Asked {
  path: string
  /** With its query. */
  url: string
  /** What errors call it. */
  target: string
}

/** Who waits for so long, in ms, is told why. */
const WORTH_A_LINE_MS = 5_000

/** Sends one request after the other as the budget allows, and learns from each answer. */
function openLine(options: ClientOptions, redact: Redact) {
  const { apiKey, baseUrl, budget, clock, logger } = options
  const transport = createTransport({
    ...{ apiKey, baseUrl },
    timeoutMs: options.requestTimeoutMs ?? 120_000,
    maxBodyBytes: options.maxBodyBytes ?? 256 * 1024 * 1024,
  })
  const { host } = new URL(baseUrl)
  const allowance = createAllowance()
  const stats = { requests: 0, retries: 0, outcomes: {} as Record<string, number> }
  let aheadMs: number | null = null
  const count = (outcome: string | number): void => {
    stats.outcomes[outcome] = (stats.outcomes[outcome] ?? 0) + 1
  }
  return {
    stats,
    serverAheadMs: () => aheadMs,
    close: () => transport.close(),
    async send({ path, url, target }: Asked, signal: AbortSignal | undefined): Promise<Answer> {
      const asked = clock.now().getTime()
      await budget.take(weightOf(path), signal)
      const waitedMs = clock.now().getTime() - asked
      if (waitedMs >= WORTH_A_LINE_MS)
        logger.info({ waitedMs, target }, 'Waited for the budget of the API key')
      stats.requests += 1
      const answer = await transport.get(url, signal).catch((error: unknown) => {
        if (!(error instanceof NoAnswer)) throw error
        count(error.outcome)
        // Whoever has to find out why looks at the host first.
        const reason = `${error.message}, ${host}`
        throw new ApiFailure({ target, outcome: error.outcome, reason }, redact)
      })
      count(answer.status)
      aheadMs = clockDifference(answer.headers['date'], clock.now()) ?? aheadMs
      // Better to wait for the reset of a budget that is spent than to be refused.
      const care = allowance.learn(answer.headers, clock.now())
      if (care?.kind === 'pause') await budget.pause(care.ms)
      if (care?.kind === 'limit') await budget.limitTo(care.requests)
      return answer
    },
  }
}

function clockDifference(date: string | undefined, now: Date): number | null {
  const theirs = Date.parse(date ?? '')
  return Number.isNaN(theirs) ? null : theirs - now.getTime()
}

function usableKey(key: string): string {
  const trimmed = key.trim()
  if (trimmed === '') throw new SyncError('key_missing', 'The Smartsheet API key is empty.')
  if (!/^[\x21-\x7e]+$/.test(trimmed)) {
    throw new SyncError('key_invalid', 'The Smartsheet API key holds characters that no key has.')
  }
  return trimmed
}

/** A key so short that it may be part of ordinary words is no key of Smartsheet's. */
const redactor =
  (key: string): Redact =>
  (text) =>
    key.length < 8 ? text : text.replaceAll(key, '[API key]')

/** Spaces and commas of values are kept legible; axios would send arrays in a form that Smartsheet ignores. */
function queryText(query: Query): string {
  const pairs = Object.entries(query).map(
    ([name, value]) => `${name}=${encodeURIComponent(value).replaceAll('%2C', ',')}`,
  )
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`
}

function eitherSignal(a: AbortSignal | undefined, b: AbortSignal | undefined): AbortSignal | undefined {
  return a && b ? AbortSignal.any([a, b]) : (a ?? b)
}
