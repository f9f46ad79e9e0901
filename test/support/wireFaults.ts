import type { FaultAct } from '../../simulator/faults/faults.ts'
import type { Json, JsonObject } from '../../simulator/store/model.ts'
import { chance, type Random, shuffled } from './randomSheet.ts'

const HTML = '<html><body><h1>Sorry</h1></body></html>'

const answer = (status: number, body: Json = null, headers: Record<string, string> = {}): FaultAct => ({
  kind: 'answer',
  status,
  body,
  headers,
})
const refusal = (status: number, errorCode: number, headers = {}): FaultAct =>
  answer(status, { errorCode, message: 'Refused.' }, headers)
/** Changes what an answer lists: rows, discussions. */
const listing = (change: (items: readonly Json[]) => Json[]): FaultAct => ({
  kind: 'lie',
  change: (body: JsonObject) =>
    Object.fromEntries(
      Object.entries(body).map(([name, value]) => [
        name,
        Array.isArray(value) && (name === 'rows' || name === 'data') ? change(value) : value,
      ]),
    ),
})

/** As the API does with a long discussion, so that it is asked for its comments by itself. */
const withoutComments = (item: Json): Json => {
  if (typeof item !== 'object' || item === null || Array.isArray(item)) return item
  return Object.fromEntries(Object.entries(item).filter(([name]) => name !== 'comments'))
}

/** What a later attempt gets over, as long as it does not come too often. */
const passing = (now: Date): FaultAct[] => [
  { kind: 'reset' },
  { kind: 'cut', after: 0 },
  { kind: 'cut' },
  { kind: 'cut', after: 0.95 },
  { kind: 'badGzip', how: 'corrupt' },
  { kind: 'badGzip', how: 'plain' },
  { kind: 'badGzip', how: 'twoMembers' },
  { kind: 'wrongLength', by: 10 },
  { kind: 'wrongLength', by: -1 },
  { kind: 'wrongLength', by: -12 },
  refusal(429, 4003, { 'retry-after': '0' }),
  refusal(429, 4003),
  refusal(429, 4003, { 'x-ratelimit-reset': String(Math.ceil(now.getTime() / 1000) + 40) }),
  answer(429, HTML),
  refusal(500, 4000),
  refusal(500, 4002),
  refusal(500, 4004),
  answer(500, { message: 'No code.' }),
  answer(500, HTML),
  answer(500),
  answer(502, HTML),
  answer(503),
  refusal(503, 4001),
  answer(200, HTML),
  answer(200),
  answer(200, {}),
  answer(200, 'null'),
  answer(200, []),
  { kind: 'lie', change: { version: null } },
  { kind: 'lie', change: { rows: null } },
  { kind: 'lie', change: { totalRowCount: null } },
  { kind: 'lie', change: { data: null } },
  { kind: 'lie', change: { comments: null } },
  listing((items) => items.slice(1)),
  listing((items) => items.map(withoutComments)),
  listing((items) => items.slice(0, -1)),
  listing((items) => [...items, ...items.slice(-1)]),
  listing((items) => [...items.slice(1), ...items.slice(-1)]),
]

/** What ends a run at once. */
const FINAL: readonly FaultAct[] = [
  refusal(500, 1278),
  refusal(401, 1002),
  refusal(403, 1004),
  refusal(404, 1006),
  { kind: 'redirect', to: 'http://127.0.0.1:1/elsewhere' },
  answer(200, { id: 7, columns: [{ virtualId: 1 }], rows: [] }),
]

/** The codes that a run may fail with for these faults; `internal` is none of them. */
export const CODES_OF_WIRE_FAULTS: readonly string[] = [
  'api_refused',
  'api_unavailable',
  'bad_response',
  'key_invalid',
  'no_access',
  'rate_limited',
  'report_id',
  'sheet_not_found',
  'sheet_unstable',
]

/**
 * Some of everything that can go wrong on the wire without a real wait. A few kinds a run, so that the same one also
 * comes often in a row; `now` is what the server takes for the time.
 */
export function someWireFaults(random: Random, now: Date): FaultAct[] {
  const kinds = 1 + Math.floor(random() * 12)
  const final = chance(random, 0.5) ? shuffled(random, FINAL).slice(0, 1) : []
  return [...shuffled(random, passing(now)).slice(0, kinds), ...final]
}
