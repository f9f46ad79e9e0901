import { setTimeout as delay } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { failing } from '../support/failing.ts'
import type { Client } from '../../src/smartsheet/client.ts'
import { readVersion } from '../../src/smartsheet/read.ts'
import { fakeClock } from '../support/fakeClock.ts'
import { bytes, inTurn, json, type Reply, wire } from '../support/wire.ts'

const ok = json({ version: 3 })
const limited = json({ errorCode: 4003, message: 'Rate limit exceeded.', refId: 'r1' }, 429)

/** Destroys the connection after these bytes. */
const cut =
  (head: string): Reply =>
  (response) => {
    response.socket?.end(head)
  }

/** Every request has one outcome. */
const answered = ({ stats }: Client): number => Object.values(stats.outcomes).reduce((a, b) => a + b, 0)

describe('R17 retries', () => {
  test.each<[string, Reply]>([
    ['W9 500 with 4000', json({ errorCode: 4000, message: 'unexpected', refId: 'x' }, 500)],
    ['W11 500 with 4004 and no refId', json({ errorCode: 4004, message: 'busy' }, 500)],
    ['W13 500 with HTML', bytes('<html>oops</html>', 500, { 'content-type': 'text/html' })],
    ['W14 502 with HTML', bytes('<html>bad gateway</html>', 502, { 'content-type': 'text/html' })],
    ['W14 503 without body', bytes('', 503)],
    ['W14 504 with HTML', bytes('<html>', 504)],
    ['W14 520', bytes('', 520)],
    ['W4 429 with HTML', bytes('<html>slow down</html>', 429, { 'content-type': 'text/html' })],
    ['W4 429 without body', bytes('', 429)],
    ['W26 200 with a login page', bytes('<html>log in</html>', 200, { 'content-type': 'text/html' })],
    ['W27 200 without body', bytes('')],
    ['W27 200 with null', json(null)],
    ['W27 200 with {}', json({})],
    ['W28 a reset before the headers', (response) => response.destroy()],
    ['W28 a body cut off', cut('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{"version":')],
    [
      'W28 a chunked body that ends early',
      cut('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\n{"ver\r\n'),
    ],
    ['a status line that is none', cut('\r\n\r\n')],
    ['W31 a plain body called gzip', bytes('{"version":9}', 200, { 'content-encoding': 'gzip' })],
    [
      'W31 a corrupt gzip',
      bytes(Buffer.from(gzipSync('{"version":9}').fill(7, 12)), 200, { 'content-encoding': 'gzip' }),
    ],
    [
      'W31 half a gzip',
      bytes(Buffer.from(gzipSync('{"version":9}').subarray(0, 20)), 200, { 'content-encoding': 'gzip' }),
    ],
  ])('%s is asked again', async (_name, fault) => {
    await using w = await wire(inTurn(fault, ok))
    expect(await readVersion(w.client, '1')).toBe(3)
    expect(w.client.stats).toMatchObject({ requests: 2, retries: 1 })
    expect(answered(w.client)).toBe(2)
  })

  test.each<[string, Reply, string]>([
    ['W12 500 with 1278', json({ errorCode: 1278, message: 'x' }, 500), 'api_refused'],
    ['W12 500 with 1119', json({ errorCode: 1119, message: 'x' }, 500), 'api_refused'],
    ['W16 501 with 1333', json({ errorCode: 1333, message: 'x' }, 501), 'api_refused'],
    ['W17 401 with 1002', json({ errorCode: 1002, message: 'x' }, 401), 'key_invalid'],
    ['W17 401 with 1003', json({ errorCode: 1003, message: 'x' }, 401), 'key_expired'],
    ['W18 403 with 1004', json({ errorCode: 1004, message: 'x' }, 403), 'no_access'],
    ['W18 403 with HTML of a proxy', bytes('<html>', 403, { 'content-type': 'text/html' }), 'no_access'],
    ['403 with 1013', json({ errorCode: 1013, message: 'x' }, 403), 'plan_without_api'],
    ['W20 410 with 4005', json({ errorCode: 4005, message: 'x' }, 410), 'api_refused'],
    ['W21 414 with HTML', bytes('<html>', 414), 'api_refused'],
    ['W22 400 with 1018', json({ errorCode: 1018, message: 'x', detail: {} }, 400), 'api_refused'],
    ['W23 400 with 4003', json({ errorCode: 4003, message: 'x' }, 400), 'api_refused'],
    ['W33 302 to another host', bytes('', 302, { location: 'https://evil.example/' }), 'bad_response'],
    ['W33 301 to plain http', bytes('', 301, { location: 'http://127.0.0.1:9/' }), 'bad_response'],
  ])('%s is refused after one request', async (_name, reply, code) => {
    await using w = await wire(inTurn(reply))
    await expect(readVersion(w.client, '1')).rejects.toThrow(failing(code))
    expect(w.client.stats).toMatchObject({ requests: 1, retries: 0 })
    expect(answered(w.client)).toBe(1)
  })

  test('W1 a 429 that says nothing waits a minute', async () => {
    await using w = await wire(inTurn(limited, ok))
    expect(await readVersion(w.client, '1')).toBe(3)
    expect(w.clock.waits).toEqual([60_500])
  })

  test('W2 a 429 with Retry-After waits so long and not longer', async () => {
    await using w = await wire(inTurn(json({}, 429, { 'retry-after': '2' }), ok))
    await readVersion(w.client, '1')
    expect(w.clock.waits).toEqual([2_500])
  })

  test('W5 W15 endless refusals end with the time budget', async () => {
    for (const [reply, code] of [
      [limited, 'rate_limited'],
      [json({ errorCode: 4001, message: 'maintenance' }, 503), 'api_unavailable'],
    ] as const) {
      await using w = await wire(inTurn(reply))
      await expect(readVersion(w.client, '1')).rejects.toThrow(failing(code))
      const waited = w.clock.waits.reduce((sum, ms) => sum + ms, 0)
      expect(waited).toBeGreaterThan(300_000)
      expect(waited).toBeLessThanOrEqual(600_000)
    }
  })

  test('W7 a spent budget delays the next request until its reset', async () => {
    const reset = String(fakeClock().now().getTime() / 1000 + 5)
    await using w = await wire(
      inTurn(json({ version: 3 }, 200, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': reset }), ok),
    )
    await readVersion(w.client, '1')
    await readVersion(w.client, '1')
    expect(w.clock.waits).toEqual([5_000])
  })

  test('a 429 pauses every request of the key', async () => {
    const clock = fakeClock()
    const sleepers: (() => void)[] = []
    const sleep = async (ms: number): Promise<void> => {
      await new Promise<void>((wake) => sleepers.push(wake))
      clock.advance(ms)
    }
    await using w = await wire(inTurn(limited, ok), { clock: { now: () => clock.now(), sleep } })
    const first = readVersion(w.client, '1')
    await expect.poll(() => sleepers.length).toBe(1)
    const second = readVersion(w.client, '2')
    await expect.poll(() => sleepers.length).toBe(2)
    expect(w.requests).toEqual(['/sheets/1/version'])
    for (const wake of sleepers) wake()
    await Promise.all([first, second])
    expect(w.requests.toSorted()).toEqual(['/sheets/1/version', '/sheets/1/version', '/sheets/2/version'])
  })

  test('W26 W27 what is no answer is asked for a few times only', async () => {
    await using w = await wire(inTurn(bytes('<html>', 200, { 'content-type': 'text/html' })))
    await expect(readVersion(w.client, '1')).rejects.toThrow(/not JSON: text\/html/)
    expect(w.client.stats.requests).toBe(4)
  })

  test('W39 a wait ends at once when the run is stopped', async () => {
    const stop = new AbortController()
    const reason = new Error('SIGTERM')
    const waiting = fakeClock()
    await using w = await wire(inTurn(limited), {
      signal: stop.signal,
      clock: {
        now: () => waiting.now(),
        sleep: async (_ms, signal) => {
          stop.abort(reason)
          await delay(60_000, undefined, signal ? { signal } : {}).catch(() => signal?.throwIfAborted())
        },
      },
    })
    await expect(readVersion(w.client, '1')).rejects.toBe(reason)
  })

  test('W39 a request under way ends at once when the run is stopped', async () => {
    const stop = new AbortController()
    await using w = await wire(() => () => stop.abort(new Error('SIGTERM')), { signal: stop.signal })
    await expect(readVersion(w.client, '1')).rejects.toThrow('SIGTERM')
    expect(w.client.stats.requests).toBe(1)
  })
})
