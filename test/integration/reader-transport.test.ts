import { inspect } from 'node:util'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { pino } from 'pino'
import { describe, expect, test } from 'vitest'
import { failing } from '../support/failing.ts'
import { createClient } from '../../src/smartsheet/client.ts'
import { ApiFailure } from '../../src/smartsheet/failure.ts'
import { readVersion } from '../../src/smartsheet/read.ts'
import { fakeClock } from '../support/fakeClock.ts'
import { memoryBudget } from '../support/memoryBudget.ts'
import { bytes, inTurn, json, type Reply, TEST_KEY, wire } from '../support/wire.ts'

const ok = json({ version: 3 })
const nested = (body: (deep: string) => string, status = 200): Reply =>
  bytes(body('['.repeat(200_000) + ']'.repeat(200_000)), status)

describe('transport', () => {
  test('sends the key, trimmed, with a name of our own, and asks for gzip', async () => {
    const headers: Record<string, unknown> = {}
    await using w = await wire(
      () => (response, request) => {
        Object.assign(headers, request.headers, { method: request.method })
        ok(response, request)
      },
      { apiKey: ` ${TEST_KEY}\n` },
    )
    await readVersion(w.client, '1')
    expect(headers).toMatchObject({
      method: 'GET',
      authorization: `Bearer ${TEST_KEY}`,
      'accept-encoding': 'gzip',
      'user-agent': expect.stringMatching(/^smartsheet-sync\/\d/) as string,
    })
  })

  test.each(['a\nb-control', 'a b', 'schlüssel-1234', 'x\u0000y'])(
    'W40 the key %j cannot be sent',
    (apiKey) => {
      const options = {
        apiKey,
        baseUrl: 'http://127.0.0.1',
        budget: memoryBudget(fakeClock()),
        clock: fakeClock(),
        logger: pino({ level: 'silent' }),
      }
      expect(() => createClient(options)).toThrow(failing('key_invalid'))
      expect(() => createClient({ ...options, apiKey: ' \n' })).toThrow(failing('key_missing'))
    },
  )

  test.each<[string, Reply]>([
    ['gzip', bytes(gzipSync('{"version":3}'), 200, { 'content-encoding': 'gzip' })],
    [
      'gzip in two members',
      bytes(Buffer.concat([gzipSync('{"ver'), gzipSync('sion":3}')]), 200, { 'content-encoding': 'gzip' }),
    ],
    [
      'brotli, though not asked for',
      bytes(brotliCompressSync('{"version":3}'), 200, { 'content-encoding': 'br' }),
    ],
    ['no content type', bytes('{"version":3}')],
    ['text/plain', bytes('{"version":3}', 200, { 'content-type': 'text/plain' })],
    ['upper case', bytes('{"version":3}', 200, { 'content-type': 'APPLICATION/JSON' })],
    ['a byte order mark', bytes('\ufeff{"version":3}')],
  ])('W25 W31 an answer with %s is understood', async (_name, reply) => {
    await using w = await wire(inTurn(reply))
    expect(await readVersion(w.client, '1')).toBe(3)
    expect(w.client.stats.requests).toBe(1)
  })

  test.each<[string, Reply]>([
    ['never answers', () => undefined],
    [
      'sends a byte now and then',
      (response) => {
        response.writeHead(200, { 'content-type': 'application/json' })
        const timer = setInterval(() => response.write(' '), 10)
        response.on('close', () => clearInterval(timer))
      },
    ],
  ])('W30 a server that %s meets the total timeout, then is asked again', async (_name, reply) => {
    await using w = await wire(inTurn(reply, ok), { requestTimeoutMs: 150 })
    expect(await readVersion(w.client, '1')).toBe(3)
    expect(w.client.stats.requests).toBe(2)
  })

  test('W32 sockets are reused, and one that the server closed meanwhile does no harm', async () => {
    const sockets = new Set<unknown>()
    await using w = await wire((_url, count) => (response, request) => {
      sockets.add(request.socket)
      if (count === 3) response.setHeader('connection', 'close')
      ok(response, request)
    })
    for (let i = 0; i < 6; i += 1) await readVersion(w.client, '1')
    expect(sockets.size).toBe(2)
    expect(w.client.stats).toEqual({ requests: 6, retries: 0, outcomes: { 200: 6 } })
  })

  test('W37 a host that does not exist is told by its code', async () => {
    const client = createClient({
      apiKey: TEST_KEY,
      baseUrl: 'https://smartsheet.invalid/2.0',
      budget: memoryBudget(fakeClock()),
      clock: fakeClock(),
      logger: pino({ level: 'silent' }),
      elapsedCapMs: 0,
      random: () => 0.5,
    })
    await expect(readVersion(client, '1')).rejects.toThrow(
      /^GET \/sheets\/1\/version got no answer \(E\w+, smartsheet\.invalid\)/,
    )
    client.close()
  })

  test.each<[string, Reply, RegExp]>([
    ['in what is passed over', nested((deep) => `{"version":3,"more":${deep}}`), /^3$/],
    [
      'beside an id that needs care',
      nested((deep) => `{"version":12345678901234567890,"more":${deep}}`),
      /not JSON/,
    ],
    ['instead of a version', nested((deep) => `{"version":${deep}}`), /not a version/],
    [
      'in the detail of an error',
      nested((deep) => `{"errorCode":1018,"message":"No","detail":${deep}}`, 400),
      /No \[{10,}/,
    ],
    ['in an error that is none', nested((deep) => deep, 400), /answered 400/],
  ])('nesting of 200,000 levels %s does no harm', async (_name, reply, expected) => {
    await using w = await wire(inTurn(reply))
    const result = await readVersion(w.client, '1').catch((error: unknown) => error)
    expect(String(result instanceof Error ? result.message : result)).toMatch(expected)
    if (result instanceof Error) expect(result).toBeInstanceOf(ApiFailure)
  })

  test('a body that is longer than any sheet is given up, not kept', async () => {
    await using w = await wire(
      inTurn((response) => {
        response.writeHead(200, { 'content-type': 'application/json' })
        const more = (): void => {
          while (response.write(' '.repeat(1 << 20)));
        }
        response.on('drain', more)
        more()
      }),
      { maxBodyBytes: 8 << 20 },
    )
    await expect(readVersion(w.client, '1')).rejects.toThrow(
      /too large \(more than 8388608 bytes, 127\.0\.0\.1:\d+\)/,
    )
    expect(w.client.stats.requests).toBe(1)
  })

  test('an id from the outside cannot leave its path', async () => {
    await using w = await wire(inTurn(ok))
    await readVersion(w.client, '../users/me?x=#')
    expect(w.requests).toEqual(['/sheets/..%2Fusers%2Fme%3Fx%3D%23/version'])
  })
})

describe('R19 the key stays secret', () => {
  test.each<[string, Reply]>([
    ['401', json({ errorCode: 1002, message: `Your token ${TEST_KEY} is invalid` }, 401)],
    ['500 for ever', json({ errorCode: 4000, message: TEST_KEY.repeat(50), refId: TEST_KEY }, 500)],
    [
      'a body that echoes the request',
      bytes(`GET / Authorization: Bearer ${TEST_KEY}`, 200, { 'content-type': TEST_KEY }),
    ],
    ['a redirect', bytes('', 302, { location: `http://127.0.0.1:9/${TEST_KEY}` })],
    ['a reset', (response) => response.destroy()],
    ['a page that echoes the key', json({ version: TEST_KEY })],
  ])('after %s it is in no error, log line or inspection', async (_name, reply) => {
    await using w = await wire(inTurn(reply))
    const error: unknown = await readVersion(w.client, '1').catch((thrown: unknown) => thrown)
    w.client.logger.error({ err: error }, 'failed')
    w.client.logger.error(error)
    const seen = [
      inspect(error, { depth: null, showHidden: true }),
      w.logged(),
      JSON.stringify(error),
      String(error),
    ]
    expect(error).toBeInstanceOf(Error)
    expect(seen.join('\n')).not.toContain(TEST_KEY)
  })
})
