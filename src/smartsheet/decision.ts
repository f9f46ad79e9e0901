import type { ErrorCode } from '../core/errors.ts'

/** What a request met: an HTTP status, or one of the failures that have none. */
export type Outcome = number | 'transport' | 'dns' | 'tls' | 'timeout' | 'body' | 'oversize'

export interface Decision {
  readonly code: ErrorCode
  readonly retry: boolean
  /** Base of the exponential backoff, in ms. */
  readonly firstWaitMs?: number
  /** Wait at least so long where the server does not say how long, in ms. */
  readonly floorMs?: number
  /** Give up after so many attempts; without it only the elapsed time ends the retries. */
  readonly attempts?: number
  /** The answer was too much for the server or the time: fewer rows at once may do. */
  readonly smallerPageHelps?: boolean
  readonly remedy?: string
}

interface Rule extends Decision {
  /** One outcome, or a range of statuses, both ends included. */
  readonly outcome: Outcome | readonly [number, number]
  /** Smartsheet's own errorCodes, or `none` for bodies without; absent: any, none, and bodies that are no JSON. */
  readonly apiCodes?: readonly number[] | 'none'
}

/** Labelled permanent by Smartsheet although they come with status 500. */
const PERMANENT_500 = [1119, 1170, 1171, 1172, 1278, 1285, 1325, 5151, 5502]

/**
 * What to do about each failure of a GET (reference smartsheet-api.md 3.2, R17). The first match counts, so the
 * rules with `apiCodes` stand before the general one of their status. It is an allow-list: the last rules refuse.
 */
export const RULES: readonly Rule[] = [
  { outcome: 'transport', code: 'api_unavailable', retry: true, firstWaitMs: 1_000 },
  { outcome: 'dns', code: 'host_unknown', retry: true, firstWaitMs: 1_000 },
  { outcome: 'tls', code: 'tls_untrusted', retry: true, firstWaitMs: 1_000, attempts: 4 },
  { outcome: 'timeout', code: 'api_unavailable', retry: true, firstWaitMs: 1_000, smallerPageHelps: true },
  { outcome: 'body', code: 'bad_response', retry: true, firstWaitMs: 1_000, attempts: 4 },
  { outcome: 'oversize', code: 'bad_response', retry: false, smallerPageHelps: true },
  { outcome: 401, apiCodes: [1003], code: 'key_expired', retry: false },
  { outcome: 401, code: 'key_invalid', retry: false },
  { outcome: 403, apiCodes: [1013], code: 'plan_without_api', retry: false },
  { outcome: 403, apiCodes: [1361, 1362, 1363], code: 'access_policy', retry: false },
  { outcome: 403, code: 'no_access', retry: false },
  { outcome: 404, code: 'sheet_not_found', retry: false },
  { outcome: 408, code: 'api_unavailable', retry: true, firstWaitMs: 1_000, smallerPageHelps: true },
  {
    outcome: 410,
    code: 'api_refused',
    retry: false,
    remedy: 'Smartsheet has retired this version of its API; update smartsheet-sync.',
  },
  { outcome: 429, code: 'rate_limited', retry: true, firstWaitMs: 1_000, floorMs: 60_000 },
  { outcome: 500, apiCodes: PERMANENT_500, code: 'api_refused', retry: false },
  {
    outcome: 500,
    apiCodes: [4002],
    code: 'api_unavailable',
    retry: true,
    firstWaitMs: 5_000,
    smallerPageHelps: true,
  },
  // One that says nothing of its own is a gateway's, and passes.
  { outcome: 500, apiCodes: 'none', code: 'api_unavailable', retry: true, firstWaitMs: 2_000 },
  // 4000 is "unexpected" on paper, yet large sheets that met it succeed on a later attempt.
  {
    outcome: 500,
    apiCodes: [4000, 4001, 4003, 4004],
    code: 'api_unavailable',
    retry: true,
    firstWaitMs: 2_000,
  },
  { outcome: 501, code: 'api_refused', retry: false },
  {
    outcome: 503,
    apiCodes: [4001],
    code: 'api_unavailable',
    retry: true,
    firstWaitMs: 1_000,
    floorMs: 60_000,
  },
  { outcome: [502, 504], code: 'api_unavailable', retry: true, firstWaitMs: 2_000 },
  { outcome: [520, 529], code: 'api_unavailable', retry: true, firstWaitMs: 2_000 },
  { outcome: [500, 599], code: 'api_unavailable', retry: false },
  { outcome: [400, 499], code: 'api_refused', retry: false },
]

/** Redirects, and whatever no HTTP server says. */
const UNEXPECTED: Decision = { code: 'bad_response', retry: false }

export function decide(outcome: Outcome, apiCode: number | null): Decision {
  return RULES.find((rule) => matches(rule, outcome, apiCode)) ?? UNEXPECTED
}

function matches({ outcome, apiCodes }: Rule, met: Outcome, apiCode: number | null): boolean {
  if (apiCodes === 'none' && apiCode !== null) return false
  if (Array.isArray(apiCodes) && (apiCode === null || !apiCodes.includes(apiCode))) return false
  if (typeof outcome !== 'object') return outcome === met
  return typeof met === 'number' && met >= outcome[0] && met <= outcome[1]
}
