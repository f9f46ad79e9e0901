import { afterAll, describe, expect, it } from 'vitest'
import { ask } from '../support/ask.ts'
import { createTestDatabase } from '../support/database.ts'
import { ADMIN_TOKEN, fault, useHttp } from '../support/httpStage.ts'

const db = await createTestDatabase()
afterAll(() => db.drop())
const http = useHttp(db)

const SYNC = '/api/v1/connections/00000000-0000-0000-0000-000000000001/sync'
const post = (url: string, authorization?: string) =>
  ask(url + SYNC, { method: 'POST', headers: authorization === undefined ? {} : { authorization } })
const scrape = (url: string, authorization?: string) =>
  ask(`${url}/metrics`, { headers: authorization === undefined ? {} : { authorization } })

describe('ADMIN_TOKEN', () => {
  it.each([`Bearer ${ADMIN_TOKEN}`, `bearer ${ADMIN_TOKEN}`, `BEARER  ${ADMIN_TOKEN}`])(
    'opens what is guarded as %j',
    async (authorization) => {
      const { url } = await http.serve()
      expect((await post(url, authorization)).status).toBe(202)
      expect((await scrape(url, authorization)).status).toBe(200)
    },
  )

  // The comparison itself throws for two lengths: a 401, and not a 500, for all of them shows that digests are compared.
  it.each([
    ['another token of the same length', `Bearer ${'x'.repeat(ADMIN_TOKEN.length)}`],
    ['a shorter one', `Bearer ${ADMIN_TOKEN.slice(0, -1)}`],
    ['a longer one', `Bearer ${ADMIN_TOKEN}1`],
    ['one letter', 'Bearer x'],
    ['a very long one', `Bearer ${'x'.repeat(8_000)}`],
    ['letters beyond ASCII', 'Bearer \u00e9\u00e9'],
    ['another case', `Bearer ${ADMIN_TOKEN.toUpperCase()}`],
    ['no token', 'Bearer'],
    ['a blank token', 'Bearer  '],
    ['no scheme', ADMIN_TOKEN],
    ['another scheme', `Basic ${Buffer.from(`admin:${ADMIN_TOKEN}`).toString('base64')}`],
    ['a second word', `Bearer ${ADMIN_TOKEN} ${ADMIN_TOKEN}`],
    ['an empty header', ''],
  ])('is not %s', async (_, authorization) => {
    const { url } = await http.serve()
    for (const reply of [await post(url, authorization), await scrape(url, authorization)]) {
      expect(reply).toMatchObject({
        status: 401,
        headers: { 'www-authenticate': 'Bearer' },
        body: fault('unauthorized'),
      })
    }
  })

  it('is asked for by what is guarded only', async () => {
    const { url } = await http.serve()
    expect(await post(url)).toMatchObject({ status: 401, headers: { 'www-authenticate': 'Bearer' } })
    expect((await scrape(url)).status).toBe(200)
    expect((await ask(`${url}/healthz`, { key: 'wrong' })).status).toBe(200)
    expect((await ask(`${url}/readyz`, { key: 'wrong' })).status).toBe(200)
  })

  it('is not taken from the query', async () => {
    const { url } = await http.serve()
    expect((await ask(`${url}${SYNC}?token=${ADMIN_TOKEN}`, { method: 'POST' })).status).toBe(401)
  })

  it('where none is set, closes what is guarded and says why', async () => {
    const { url } = await http.serve({}, { adminToken: null })
    for (const authorization of [undefined, 'Bearer ', 'Bearer null', `Bearer ${ADMIN_TOKEN}`]) {
      expect(await post(url, authorization)).toMatchObject({
        status: 503,
        body: fault('admin_token_unset', /ADMIN_TOKEN/),
      })
    }
    expect((await scrape(url, `Bearer ${ADMIN_TOKEN}`)).status).toBe(200)
  })

  it('R19 is nowhere in an answer or the log, and neither is a wrong one', async () => {
    const { url } = await http.serve()
    const replies = [await post(url, `Bearer ${ADMIN_TOKEN}`), await post(url, 'Bearer a-wrong-token')]
    const said = [
      ...replies.map(({ bytes, headers }) => String(bytes) + JSON.stringify(headers)),
      ...http.lines,
    ]
    expect(said.join('\n')).not.toMatch(new RegExp(`${ADMIN_TOKEN}|a-wrong-token`))
  })
})

describe('guessing the token', () => {
  it('is braked after ten wrong ones: not even the right one is looked at for a while', async () => {
    const { url } = await http.serve()
    for (let i = 0; i < 10; i += 1) expect((await post(url, `Bearer guess-${i}`)).status).toBe(401)
    for (const token of ['guess-11', ADMIN_TOKEN]) {
      for (const reply of [await post(url, `Bearer ${token}`), await scrape(url, `Bearer ${token}`)]) {
        expect(reply).toMatchObject({
          status: 429,
          headers: { 'retry-after': '1' },
          body: fault('too_many_attempts'),
        })
      }
    }
    expect((await scrape(url)).status).toBe(200)
    http.clock.advance(1_000)
    expect((await post(url, `Bearer ${ADMIN_TOKEN}`)).status).toBe(202)
  })

  it('is told to the log once a minute, with the address that it comes from', async () => {
    const { url } = await http.serve()
    for (let i = 0; i < 5; i += 1) await post(url, 'Bearer guess')
    const warnings = http.lines.filter((line) => line.includes('wrong ADMIN_TOKEN'))
    expect(warnings.map((line) => JSON.parse(line) as unknown)).toMatchObject([
      { level: 40, reason: 'from 127.0.0.1' },
    ])
  })
})
