import { once } from 'node:events'
import { createServer, type Socket } from 'node:net'
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import { disconnect, saveConnection } from '../../src/connections/store.ts'
import { createLogger } from '../../src/core/logger.ts'
import { createPool } from '../../src/db/pool.ts'
import { transaction } from '../../src/db/transaction.ts'
import { ask } from '../support/ask.ts'
import { createTestDatabase } from '../support/database.ts'
import { parseExposition } from '../support/exposition.ts'
import { ADMIN_TOKEN, useHttp } from '../support/httpStage.ts'
import { untilWaiting } from '../support/waiting.ts'

const db = await createTestDatabase()
afterAll(() => db.drop())
const http = useHttp(db)
const now = http.clock.now()
const HOUR_MS = 3_600_000

const OWN = 'smartsheet_sync_'
const AGE = `${OWN}last_success_age_seconds`
const CONNECTIONS = `${OWN}connections`

const connect = async (tenant: string, sheetId: string, change = '') => {
  const { connection } = await saveConnection(db.pool, { tenant, sheetId }, {}, { intervalHours: 1, now })
  const made = new Date(now.getTime() - 10 * HOUR_MS)
  await db.pool.query('update sync.connection set created_at = $2 where id = $1', [connection.id, made])
  if (change !== '')
    await db.pool.query(`update sync.connection set ${change} where id = $1`, [connection.id])
}
const scrape = async (url: string, key: string | null = ADMIN_TOKEN) =>
  parseExposition(String((await ask(`${url}/metrics`, { key })).bytes))

beforeEach(async () => {
  await db.pool.query('truncate sync.connection cascade')
})

describe('connections', () => {
  it('are counted by state, and what is disconnected as paused, whatever its state was', async () => {
    await connect('acme', '1')
    await connect('acme', '2', `state = 'needs_attention'`)
    await connect('globex', '3', 'enabled = false')
    await connect('globex', '4')
    await disconnect(db.pool, { tenant: 'globex', sheetId: '4' }, now)
    const { url } = await http.serve()
    const { value } = await scrape(url, null)
    const states = ['active', 'needs_mapping', 'needs_attention', 'paused']
    expect(states.map((state) => value(CONNECTIONS, { state }))).toEqual([1, 0, 1, 2])
  })

  it('are as old as their last success, or as they are themselves, unless they are disconnected', async () => {
    await connect('acme', '1', `last_success_at = '${new Date(now.getTime() - HOUR_MS).toISOString()}'`)
    await connect('acme', '2')
    await connect('globex', '3', 'enabled = false')
    await connect('hooli', '4', `last_success_at = '${new Date(now.getTime() + HOUR_MS).toISOString()}'`)
    const { url } = await http.serve()
    const { samples, value } = await scrape(url)
    expect(samples.filter(({ name }) => name === AGE)).toHaveLength(3)
    expect(value(AGE, { tenant: 'acme', sheet_id: '1' })).toBe(3_600)
    expect(value(AGE, { tenant: 'acme', sheet_id: '2' })).toBe(36_000)
    // By the clock of another replica, that was an hour from now.
    expect(value(AGE, { tenant: 'hooli', sheet_id: '4' })).toBe(0)
  })

  it('are no longer there when they are gone', async () => {
    await connect('acme', '1')
    const { url } = await http.serve()
    expect((await scrape(url)).value(AGE, { tenant: 'acme', sheet_id: '1' })).toBeDefined()
    await db.pool.query('delete from sync.connection')
    const { types, value } = await scrape(url)
    expect(value(AGE, { tenant: 'acme', sheet_id: '1' })).toBeUndefined()
    expect(types.get(AGE)).toBe('gauge')
  })

  it.each([
    'say "hi"',
    'back\\slash',
    'back\\nslash',
    'two\nlines',
    'trailing\\',
    '"},x{y="',
    'Müller & Söhne 株式会社 🦊',
    "it's, {curly}",
    '__proto__',
    ' ',
  ])('keep the name of the tenant %j', async (tenant) => {
    await connect(tenant, '1')
    const { url } = await http.serve()
    expect((await scrape(url)).value(AGE, { tenant, sheet_id: '1' })).toBe(36_000)
  })
})

describe('names of tenants', () => {
  it.each([
    ['without the token', ADMIN_TOKEN, null],
    ['where no token is set', null, ADMIN_TOKEN],
  ])('are not shown %s', async (_, adminToken, key) => {
    await connect('acme', '5290134758123908')
    const { url } = await http.serve({}, { adminToken })
    const { bytes } = await ask(`${url}/metrics`, { key })
    expect(String(bytes)).not.toMatch(/acme|5290134758123908|tenant=|sheet_id/)
    const { types, value } = parseExposition(String(bytes))
    expect([types.has(AGE), value(CONNECTIONS, { state: 'active' })]).toEqual([false, 1])
  })
})

describe('without the database', () => {
  const closers: (() => Promise<void> | void)[] = []
  afterEach(async () => {
    for (const close of closers.splice(0)) await close()
  })

  it('a scrape has the counters, and the log a line when that begins and when it ends', async () => {
    await db.pool.query('alter table sync.connection rename to connection_away')
    closers.push(async () => {
      await db.pool.query('alter table if exists sync.connection_away rename to connection')
    })
    const { url } = await http.serve()
    for (let i = 0; i < 3; i += 1) {
      const { types, value } = await scrape(url)
      expect(value(`${OWN}runs_total`, { status: 'failed' })).toBe(0)
      expect([types.has(AGE), types.has(CONNECTIONS)]).toEqual([false, false])
    }
    await db.pool.query('alter table sync.connection_away rename to connection')
    for (let i = 0; i < 3; i += 1) {
      expect((await scrape(url)).value(CONNECTIONS, { state: 'active' })).toBe(0)
    }
    const told = http.lines
      .filter((line) => line.includes('of the connections'))
      .map((line) => JSON.parse(line) as unknown)
    expect(told).toMatchObject([{ level: 40 }, { level: 30 }])
  })

  it('a scrape does not wait for a table that is locked, and however many there are ask once', async () => {
    const { url } = await http.serve()
    await transaction(db.pool, async (client) => {
      await client.query('lock table sync.connection in access exclusive mode')
      const scrapes = [scrape(url), scrape(url), scrape(url)]
      await untilWaiting(db.pool, 'relation')
      for (const { types } of await Promise.all(scrapes)) expect(types.has(CONNECTIONS)).toBe(false)
      await untilWaiting(db.pool, 'relation')
    })
    expect((await scrape(url)).types.has(CONNECTIONS)).toBe(true)
  })

  it('a scrape does not wait for one that swallows every word, nor take a connection for each time', async () => {
    const sockets: Socket[] = []
    const swallowing = createServer((socket) => void sockets.push(socket.on('error', () => undefined)))
    swallowing.listen(0, '127.0.0.1')
    await once(swallowing, 'listening')
    const address = swallowing.address()
    const port = typeof address === 'object' ? address?.port : undefined
    const pool = createPool(`postgres://user@127.0.0.1:${String(port)}/crm`, {
      logger: createLogger('silent'),
    })
    closers.push(
      () => sockets.forEach((socket) => socket.destroy()),
      () => void swallowing.close(),
      () => pool.end(),
    )
    const { url } = await http.serve({ metrics: http.metrics(pool) })
    const scrapes = await Promise.all([scrape(url), scrape(url), scrape(url)])
    for (const { value, types } of scrapes) {
      expect(value(`${OWN}runs_total`, { status: 'failed' })).toBe(0)
      expect(types.has(CONNECTIONS)).toBe(false)
    }
    expect(sockets).toHaveLength(1)
  })
})

it('a scrape of 10,000 connections is whole', async () => {
  await db.pool.query(
    `insert into sync.connection (tenant, sheet_id, source)
     select 'tenant-' || n, '7' || lpad(n::text, 15, '0'), 'cli' from generate_series(1, 10000) n`,
  )
  const { url } = await http.serve()
  const began = performance.now()
  const { bytes } = await ask(`${url}/metrics`, { key: ADMIN_TOKEN })
  const ms = Math.round(performance.now() - began)
  process.stdout.write(`10,000 connections: ${Math.round(bytes.length / 1024)} KiB in ${ms} ms\n`)
  const { samples } = parseExposition(String(bytes))
  expect(samples.filter(({ name }) => name === AGE)).toHaveLength(10_000)
})
