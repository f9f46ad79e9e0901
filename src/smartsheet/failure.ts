import { SyncError } from '../core/errors.ts'
import { decide, type Decision, type Outcome } from './decision.ts'
import { isObject, within } from './raw.ts'

/** Takes the API key out of a text. */
export type Redact = (text: string) => string

/** All that is kept of a failed request: whatever is not named here (headers above all) cannot leak (R19). */
export interface Exchange {
  /** Path below the base URL with its page, nothing else of the query. */
  readonly target: string
  readonly outcome: Outcome
  /** Socket or parser error, in our words or as a bare code such as ECONNRESET. */
  readonly reason?: string
  readonly body?: unknown
  /** What the server asks to wait, in ms; null when it says nothing sensible. */
  readonly askedWaitMs?: number | null
}

/** A request that failed, with what the retry layer and the reader need to decide. */
export class ApiFailure extends SyncError {
  readonly status: number | null
  readonly apiCode: number | null
  readonly refId: string | null
  readonly askedWaitMs: number | null
  /** Kept out of logs, where it would be repeated with every error. */
  readonly #decision: Decision

  constructor(exchange: Exchange, redact: Redact) {
    const answer = readErrorBody(exchange.body, redact)
    const decision = decide(exchange.outcome, answer.apiCode)
    super(
      decision.code,
      redact(describe(exchange, answer, redact)),
      decision.remedy === undefined ? {} : { remedy: decision.remedy },
    )
    this.name = 'ApiFailure'
    this.status = typeof exchange.outcome === 'number' ? exchange.outcome : null
    this.apiCode = answer.apiCode
    this.refId = answer.refId
    this.askedWaitMs = exchange.askedWaitMs ?? null
    this.#decision = decision
  }

  get decision(): Decision {
    return this.#decision
  }
}

interface ErrorBody {
  apiCode: number | null
  message: string | null
  refId: string | null
}

/** Smartsheet's `{errorCode, message, refId}`, also nested in `error` as gateways do; nulls for anything else. */
function readErrorBody(body: unknown, redact: Redact): ErrorBody {
  const outer = isObject(body) ? body : {}
  const fields = isObject(outer['error']) ? outer['error'] : outer
  const code = fields['errorCode'] ?? fields['code']
  const detail = fields['detail'] === undefined ? '' : ` ${JSON.stringify(within(fields['detail'], 10))}`
  return {
    apiCode: /^\d{1,9}$/.test(String(code)) ? Number(code) : null,
    message: typeof fields['message'] === 'string' ? fields['message'] + detail : null,
    refId: typeof fields['refId'] === 'string' ? printable(redact(fields['refId']), 80) : null,
  }
}

const WITHOUT_STATUS = {
  transport: 'got no answer',
  dns: 'got no answer',
  tls: 'got no answer that can be trusted',
  timeout: 'took too long',
  body: 'got an answer that is not usable',
  oversize: 'got an answer that is too large',
} as const

function describe({ target, outcome, reason }: Exchange, answer: ErrorBody, redact: Redact): string {
  const what = typeof outcome === 'number' ? `was answered ${outcome}` : WITHOUT_STATUS[outcome]
  // Redacted before it is clipped: half a key at the cut would not be found.
  const said = (text: string): string => printable(redact(text), 300)
  const facts = [
    reason === undefined ? null : said(reason),
    answer.apiCode === null ? null : `errorCode ${answer.apiCode}`,
    answer.message === null ? null : said(answer.message),
    answer.refId === null ? null : `refId ${answer.refId}`,
  ].filter((fact) => fact !== null)
  return `GET ${target} ${what}${facts.length === 0 ? '' : ` (${facts.join(', ')})`}.`
}

/** Text of others made safe for a log line or a terminal: clipped, with control and direction characters spelt out. */
export function printable(text: string, limit: number): string {
  const clipped = text.length > limit ? `${text.slice(0, limit)}…` : text
  return clipped.replace(
    /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu,
    (char) => `\\u{${(char.codePointAt(0) ?? 0).toString(16)}}`,
  )
}
