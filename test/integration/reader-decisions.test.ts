import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import type { ErrorCode } from '../../src/core/errors.ts'
import type { Client } from '../../src/smartsheet/client.ts'
import { parseVersion } from '../../src/smartsheet/envelope.ts'
import { failing } from '../support/failing.ts'
import { bytes, inTurn, json, type Reply, wire } from '../support/wire.ts'

/** How the body comes; where it is no JSON that can be read, its errorCode is lost and the status decides. */
type BodyKind = 'json' | 'nested' | 'text code' | 'html' | 'empty' | 'cut' | 'not gzip' | 'untyped'
const UNREADABLE: readonly BodyKind[] = ['html', 'empty', 'cut']

type Row = [
  status: number,
  errorCode: number | null,
  body: BodyKind,
  met: { code: ErrorCode; wait: number | null },
]

const JSON_TYPE = { 'content-type': 'application/json' }

function reply(status: number, errorCode: number | null, body: BodyKind): Reply {
  const error = { ...(errorCode === null ? {} : { errorCode }), message: 'As the table says.', refId: 'r1' }
  switch (body) {
    case 'json':
      return json(error, status)
    case 'nested':
      return json({ error }, status)
    case 'text code':
      return json({ ...error, errorCode: String(errorCode) }, status)
    case 'html':
      return bytes('<html><h1>No</h1></html>', status, { 'content-type': 'text/html' })
    case 'empty':
      return bytes('', status)
    case 'cut':
      return bytes(JSON.stringify(error).slice(0, -9), status, JSON_TYPE)
    case 'not gzip':
      return bytes(JSON.stringify(error), status, { ...JSON_TYPE, 'content-encoding': 'gzip' })
    case 'untyped':
      return bytes(gzipSync(JSON.stringify(error)), status, { 'content-encoding': 'gzip' })
  }
}

const version = (client: Client) => client.get('/sheets/1/version', {}, parseVersion)

/** First wait in ms at a jitter of one half; null: not asked again. */
const S1 = 500
const S2 = 1_000
const S5 = 2_500
const SLOWLY = 60_500

/** All bodies of a status whose errorCode does not matter. */
const anyBody = (status: number, code: ErrorCode, wait: number | null): Row[] =>
  (['json', 'html', 'empty', 'cut', 'untyped'] as const).map((body) => [status, null, body, { code, wait }])

/** An errorCode, however it is wrapped. */
const each = (status: number, errorCodes: readonly number[], code: ErrorCode, wait: number | null): Row[] =>
  errorCodes.flatMap((errorCode) =>
    (['json', 'nested', 'text code', 'untyped'] as const).map((body): Row => [
      status,
      errorCode,
      body,
      { code, wait },
    ]),
  )

/** The decision table of the reference (3.2), a row for each status, errorCode and kind of body. */
const TABLE: Row[] = [
  ...anyBody(400, 'api_refused', null),
  ...each(400, [1008, 1009, 1011, 1018, 1034, 1036, 4003, 5001], 'api_refused', null),
  ...anyBody(401, 'key_invalid', null),
  ...each(401, [1001, 1002], 'key_invalid', null),
  ...each(401, [1003], 'key_expired', null),
  ...anyBody(403, 'no_access', null),
  ...each(403, [1004], 'no_access', null),
  ...each(403, [1013], 'plan_without_api', null),
  ...each(403, [1361, 1362, 1363], 'access_policy', null),
  ...anyBody(404, 'sheet_not_found', null),
  ...each(404, [1006, 1007, 1020], 'sheet_not_found', null),
  ...each(405, [1010], 'api_refused', null),
  ...each(406, [1052], 'api_refused', null),
  ...anyBody(408, 'api_unavailable', S1),
  ...anyBody(409, 'api_refused', null),
  ...each(410, [4005], 'api_refused', null),
  ...anyBody(414, 'api_refused', null),
  ...anyBody(422, 'api_refused', null),
  ...anyBody(429, 'rate_limited', SLOWLY),
  ...each(429, [4003, 1234], 'rate_limited', SLOWLY),
  ...anyBody(500, 'api_unavailable', S2),
  ...each(500, [4000, 4001, 4003, 4004], 'api_unavailable', S2),
  ...each(500, [4002], 'api_unavailable', S5),
  ...each(500, [1119, 1170, 1171, 1172, 1278, 1285, 1325, 5151, 5502], 'api_refused', null),
  ...each(500, [7777], 'api_unavailable', null),
  ...anyBody(501, 'api_refused', null),
  ...each(501, [1333, 1353, 1358], 'api_refused', null),
  ...[502, 503, 504, 520, 522, 529].flatMap((status) => anyBody(status, 'api_unavailable', S2)),
  ...each(503, [4001], 'api_unavailable', SLOWLY),
  ...anyBody(505, 'api_unavailable', null),
  ...[300, 301, 302, 303, 307, 308].flatMap((status) => anyBody(status, 'bad_response', null)),
  // 200 without a version: HTML, nothing, half of it, or something else.
  ...(['json', 'html', 'empty', 'cut'] as const).map((body): Row => [
    200,
    null,
    body,
    { code: 'bad_response', wait: S1 },
  ]),
  // What cannot be unpacked is no answer, whatever its status.
  ...[200, 401, 404, 429, 500].map((status): Row => [
    status,
    null,
    'not gzip',
    { code: 'api_unavailable', wait: S1 },
  ]),
]

describe('R17 the decision table', () => {
  test.each(TABLE)(
    '%s with errorCode %s and a body that is %s: %o',
    async (status, errorCode, body, { code, wait }) => {
      const ok = json({ version: 3 })
      await using patient = await wire(inTurn(reply(status, errorCode, body), ok))
      const asked = version(patient.client)
      if (wait === null) await expect(asked).rejects.toThrow(failing(code))
      else expect(await asked).toBe(3)
      expect(patient.client.stats).toMatchObject({ requests: wait === null ? 1 : 2 })
      expect(patient.clock.waits).toEqual(wait === null ? [] : [wait])
      if (wait === null) return
      await using impatient = await wire(inTurn(reply(status, errorCode, body)), { elapsedCapMs: 0 })
      await expect(version(impatient.client)).rejects.toThrow(failing(code))
    },
  )

  test('an errorCode that cannot be read changes nothing', () => {
    expect(TABLE.filter(([, errorCode, body]) => errorCode !== null && UNREADABLE.includes(body))).toEqual([])
  })

  test('a client cannot write: it has no method but GET', async () => {
    const methods: (string | undefined)[] = []
    await using w = await wire(
      () => (response, request) => {
        methods.push(request.method)
        json({ errorCode: 4000 }, 500)(response, request)
      },
      { elapsedCapMs: 5_000 },
    )
    await expect(version(w.client)).rejects.toThrow(failing('api_unavailable'))
    expect(Object.keys(w.client).sort()).toEqual(['close', 'get', 'logger', 'serverAheadMs', 'stats'])
    expect(new Set(methods)).toEqual(new Set(['GET']))
  })
})
