import { afterAll, describe, expect, it } from 'vitest'
import type { HttpParts } from '../../src/http/server.ts'
import { ask, type AskOptions } from '../support/ask.ts'
import { createTestDatabase } from '../support/database.ts'
import { ADMIN_TOKEN, fault, useHttp } from '../support/httpStage.ts'

const db = await createTestDatabase()
afterAll(() => db.drop())
const http = useHttp(db)

const syncPath = (id: string) => `/api/v1/connections/${id}/sync`
const nobody = '00000000-0000-0000-0000-000000000001'
const hanging = () => new Promise<never>(() => undefined)

/** One request with the token, to a server of its own. */
async function answer(path: string, options: AskOptions = {}, parts: Partial<HttpParts> = {}) {
  const { url } = await http.serve(parts)
  return ask(url + path, { key: ADMIN_TOKEN, ...options })
}

describe('probes', () => {
  it('say that the process is alive, whatever the database does', async () => {
    const reply = await answer('/healthz', { key: null }, { unready: hanging })
    expect(reply).toMatchObject({ status: 200, body: { status: 'ok' } })
  })

  it('say that the worker is ready', async () => {
    expect(await answer('/readyz', { key: null })).toMatchObject({ status: 200, body: { status: 'ready' } })
  })

  it('say why the worker is not ready', async () => {
    const reply = await answer('/readyz', { key: null }, { unready: () => Promise.resolve('It stops') })
    expect(reply).toMatchObject({ status: 503, body: fault('not_ready', /^It stops$/) })
  })

  it('do not wait for a database that hangs, nor ask it again while it does', async () => {
    let asked = 0
    const unready = () => {
      asked += 1
      return hanging()
    }
    const { url } = await http.serve({ unready })
    const began = performance.now()
    const replies = await Promise.all([1, 2, 3].map(() => ask(`${url}/readyz`)))
    replies.push(await ask(`${url}/readyz`))
    expect(performance.now() - began).toBeLessThan(6_000)
    for (const reply of replies) {
      expect(reply).toMatchObject({ status: 503, body: fault('database_unavailable') })
    }
    expect(asked).toBe(1)
  })

  it('are asked anew once they have been answered', async () => {
    const reasons = ['Postgres is away', null]
    const { url } = await http.serve({ unready: () => Promise.resolve(reasons.shift() ?? null) })
    expect((await ask(`${url}/readyz`)).status).toBe(503)
    expect((await ask(`${url}/readyz`)).status).toBe(200)
  })

  it('answer HEAD without a body', async () => {
    const reply = await answer('/healthz', { method: 'HEAD' })
    expect([reply.status, reply.bytes.length]).toEqual([200, 0])
  })
})

describe('errors', () => {
  it.each(['/', '/login', '/api/v1/connections', '/metrics/', '/HEALTHZ', '//healthz', '/healthz;a'])(
    'there is nothing at %s',
    async (path) => {
      expect(await answer(path)).toMatchObject({ status: 404, body: fault('not_found') })
      expect(await answer(path, { method: 'POST' })).toMatchObject({ status: 404, body: fault('not_found') })
    },
  )

  it.each([
    ['POST', '/healthz', 'GET, HEAD'],
    ['DELETE', '/readyz', 'GET, HEAD'],
    ['PUT', '/metrics', 'GET, HEAD'],
    ['OPTIONS', '/metrics', 'GET, HEAD'],
    ['GET', syncPath(nobody), 'POST'],
    ['DELETE', syncPath(nobody), 'POST'],
  ])('%s is no method of %s', async (method, path, allow) => {
    const reply = await answer(path, { method })
    expect(reply).toMatchObject({ status: 405, body: fault('method_not_allowed'), headers: { allow } })
  })

  it('a body is not read for a method that there is not', async () => {
    const headers = { 'content-type': 'text/plain' }
    expect((await answer('/metrics', { method: 'PUT', headers, body: 'up 1' })).status).toBe(405)
  })

  it('a path that is not UTF-8 cannot be read, and a very long one is not', async () => {
    const headers = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' }
    expect(await answer(syncPath('%zz'))).toMatchObject({ status: 400, body: fault('bad_request'), headers })
    expect(await answer(syncPath('a'.repeat(200)))).toMatchObject({
      status: 414,
      body: fault('uri_too_long'),
    })
  })

  it('what was not expected is told to the log, without what a database says of its rows, and to nobody else', async () => {
    const unexpected = Object.assign(new TypeError('duplicate key'), { detail: 'Key (tenant)=(acme)' })
    const reply = await answer('/readyz', {}, { unready: () => Promise.reject(unexpected) })
    expect(reply).toMatchObject({ status: 500, body: fault('internal') })
    expect(String(reply.bytes)).not.toMatch(/duplicate|TypeError|at /)
    const told = http.lines.filter((line) => line.includes('duplicate key'))
    expect(told.map((line) => JSON.parse(line) as unknown)).toMatchObject([{ level: 50 }, { level: 20 }])
    expect(http.lines.join('')).not.toContain('acme')
  })
})

describe('headers', () => {
  it.each([
    ['/healthz', 200],
    ['/metrics', 200],
    ['/nothing', 404],
    [syncPath(nobody), 405],
  ])('of %s let a browser do nothing with the answer', async (path, status) => {
    const { headers, status: given } = await answer(path)
    expect(given).toBe(status)
    expect(headers).toMatchObject({
      'cache-control': 'no-store',
      'content-security-policy': "default-src 'none';frame-ancestors 'none'",
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
    })
    for (const name of ['x-powered-by', 'server', 'strict-transport-security', 'set-cookie', 'etag']) {
      expect(headers).not.toHaveProperty(name)
    }
  })

  it('say what an answer is', async () => {
    expect((await answer('/healthz')).headers['content-type']).toBe('application/json; charset=utf-8')
    expect((await answer('/nothing')).headers['content-type']).toBe('application/json; charset=utf-8')
    expect((await answer('/metrics')).headers['content-type']).toBe(
      'text/plain; version=0.0.4; charset=utf-8',
    )
  })
})

describe('the log', () => {
  it('R19 has a line for each request at level debug, without query and headers', async () => {
    await answer('/nothing?token=hunter2')
    await answer('/metrics', { key: 'not-the-token', headers: { cookie: 'hunter2' } })
    const requests = http.lines.filter((line) => line.includes('HTTP request'))
    expect(requests.map((line) => JSON.parse(line) as unknown)).toMatchObject([
      { level: 20, method: 'GET', path: '/nothing', status: 404 },
      { level: 20, method: 'GET', path: '/metrics', status: 401 },
    ])
    expect(http.lines.join('')).not.toMatch(/hunter2|not-the-token|authorization|cookie/i)
    expect(http.lines.join('')).not.toContain(ADMIN_TOKEN)
  })
})
