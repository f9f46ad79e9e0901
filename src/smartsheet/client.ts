import type { Clock } from '../core/clock.ts'
import { isSyncError, SyncError } from '../core/errors.ts'
import type { Logger } from '../core/logger.ts'
import { parseBody } from './body.ts'
import { ApiFailure, type Exchange, type Redact } from './failure.ts'
import { askedWait, untilReset, withRetries } from './retry.ts'
import { createTransport, NoAnswer, type Answer } from './transport.ts'

export type Query = Readonly<Record<string, string | number>>

export interface GetOptions {
  /** In addition to the client's own signal. */
  signal?: AbortSignal
  /** `smaller`: give up early on what a smaller page would cure; `never`: one attempt. Default `patient`. */
  retry?: 'patient' | 'smaller' | 'never'
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
  clock: Clock
  logger: Logger
  signal?: AbortSignal
  /** From the first byte sent to the last received; default 120 s. */
  requestTimeoutMs?: number
  /** Retries of one call end after this; well over one rate window. Default 10 minutes. */
  elapsedCapMs?: number
  random?: () => number
}

/** All requests of one API key. Throws `key_missing` or `key_invalid` for a key that cannot be sent. */
export function createClient(options: ClientOptions): Client {
  const { baseUrl, clock, logger, random = Math.random } = options
  const apiKey = usableKey(options.apiKey)
  const transport = createTransport({ apiKey, baseUrl, timeoutMs: options.requestTimeoutMs ?? 120_000 })
  const redact = redactor(apiKey)
  const stats = { requests: 0, retries: 0, outcomes: {} as Record<string, number> }
  const count = (outcome: string | number): void => {
    stats.outcomes[outcome] = (stats.outcomes[outcome] ?? 0) + 1
  }
  let pausedUntil = 0

  const pause = (ms: number): void => {
    pausedUntil = Math.max(pausedUntil, clock.now().getTime() + ms)
  }

  // A loop, because another request may meet a 429 and prolong the pause while this one waits.
  async function pass(signal: AbortSignal | undefined): Promise<void> {
    for (let ms = remaining(); ms > 0; ms = remaining()) await clock.sleep(ms, signal)
  }
  const remaining = (): number => pausedUntil - clock.now().getTime()

  return {
    stats,
    logger,
    close: () => transport.close(),
    get(path, query, parse, { signal: ownSignal, retry = 'patient' } = {}) {
      const signal = eitherSignal(options.signal, ownSignal)
      const url = path + queryText(query)
      const target = `${path}${'page' in query ? `?page=${query['page'] ?? ''}` : ''}`
      const attempt = async () => {
        await pass(signal)
        stats.requests += 1
        const answer = await transport.get(url, signal).catch((error: unknown) => {
          if (!(error instanceof NoAnswer)) throw error
          count(error.outcome)
          throw new ApiFailure({ target, outcome: error.outcome, reason: error.message }, redact)
        })
        count(answer.status)
        // The budget is spent: better to wait for its reset than to be refused.
        if (answer.headers['x-ratelimit-remaining'] === '0') {
          pause(untilReset(answer.headers, clock.now()) ?? 0)
        }
        return understand(answer, { target, parse, now: clock.now(), redact })
      }
      if (retry === 'never') return attempt()
      return withRetries(attempt, {
        clock,
        random,
        signal,
        elapsedCapMs: options.elapsedCapMs ?? 600_000,
        attemptsAtThisSize: retry === 'smaller' ? 2 : Infinity,
        onRetry(failure, waitMs) {
          stats.retries += 1
          if (failure.code === 'rate_limited') pause(waitMs)
          logger.warn({ waitMs, reason: failure.message }, 'Smartsheet request is repeated')
        },
      })
    },
  }
}

function understand<T>(
  answer: Answer,
  context: { target: string; parse: (body: unknown) => T; now: Date; redact: Redact },
): T {
  const { target, redact } = context
  const fail = (exchange: Partial<Exchange> & Pick<Exchange, 'outcome'>): ApiFailure =>
    new ApiFailure({ target, ...exchange }, redact)
  let body: unknown
  try {
    body = parseBody(answer.bytes)
  } catch {
    if (answer.status === 200) throw fail({ outcome: 'body', reason: notJson(answer) })
  }
  if (answer.status !== 200) {
    throw fail({
      outcome: answer.status,
      ...(body === undefined ? { reason: notJson(answer) } : { body }),
      askedWaitMs: askedWait(answer.headers, context.now),
    })
  }
  try {
    return context.parse(body)
  } catch (error) {
    if (isSyncError(error) && error.code === 'bad_response') {
      throw fail({ outcome: 'body', reason: error.message })
    }
    throw error
  }
}

const notJson = ({ bytes, headers }: Answer): string =>
  bytes.length === 0 ? 'empty' : `not JSON: ${headers['content-type'] ?? 'without content type'}`

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
