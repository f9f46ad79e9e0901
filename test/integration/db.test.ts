import { once } from 'node:events'
import { createServer } from 'node:net'
import type { Pool } from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createLogger } from '../../src/core/logger.ts'
import { createPool } from '../../src/db/pool.ts'
import { transaction } from '../../src/db/transaction.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'

const logger = createLogger('silent')

let db: TestDatabase
/** One connection, so that what one transaction leaves behind the next one would meet. */
let pool: Pool

beforeAll(async () => {
  db = await createTestDatabase({ empty: true })
  pool = createPool(db.url, { logger, max: 1, statementTimeoutMs: 5000 })
  await pool.query('create table public.item (id int8 primary key, price numeric, at timestamptz)')
})

beforeEach(async () => {
  await pool.query('truncate public.item')
})

afterAll(async () => {
  await pool.end()
  await db.drop()
})

const items = async () => (await db.pool.query('select id from public.item')).rowCount

/** Ends the only connection of `pool` from outside, as a failover would. */
const cutConnection = () =>
  db.pool.query(
    `select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid()`,
  )

test('R4 int8 and numeric stay strings, timestamptz is a Date', async () => {
  const { rows } = await pool.query(
    `insert into public.item values (9007199254740993, 0.10, '2026-01-02T03:04:05Z') returning *`,
  )
  expect(rows).toEqual([{ id: '9007199254740993', price: '0.10', at: new Date('2026-01-02T03:04:05Z') }])
})

describe('a transaction', () => {
  test('commits what its work did and returns what it returned', async () => {
    const result = await transaction(pool, async (client) => {
      await client.query('insert into public.item values (1)')
      return 'done'
    })
    expect(result).toBe('done')
    expect(await items()).toBe(1)
  })

  test('is rolled back when its work throws, and the same error comes out', async () => {
    const reason = new Error('no')
    const failing = transaction(pool, async (client) => {
      await client.query('insert into public.item values (1)')
      throw reason
    })
    await expect(failing).rejects.toBe(reason)
    expect(await items()).toBe(0)
    expect(pool.totalCount).toBe(1)
  })

  test('R16 does not pass as committed when the error of a statement was swallowed', async () => {
    const swallowing = transaction(pool, async (client) => {
      await client.query('insert into public.item values (1)')
      await client.query('select 1 / 0').catch(() => undefined)
    })
    await expect(swallowing).rejects.toThrow('The transaction had failed before its commit')
    expect(await items()).toBe(0)
  })

  test('whose connection is cut ends as database_unavailable, and the client is not used again', async () => {
    const cut = transaction(pool, async (client) => {
      await client.query('insert into public.item values (1)')
      await cutConnection()
      await client.query('insert into public.item values (2)')
    })
    await expect(cut).rejects.toMatchObject({
      code: 'database_unavailable',
      message: expect.stringMatching(/^Lost the connection to Postgres at 127\.0\.0\.1:\d+\/test_/) as string,
    })
    expect(await items()).toBe(0)
    expect((await pool.query('select 1 as one')).rows).toEqual([{ one: 1 }])
  })

  test('whose rollback fails still throws the first error', async () => {
    const reason = new Error('first')
    const failing = transaction(pool, async () => {
      await cutConnection()
      throw reason
    })
    await expect(failing).rejects.toBe(reason)
    expect((await pool.query('select 1 as one')).rows).toEqual([{ one: 1 }])
  })

  test('that only reads may not write', async () => {
    const writing = transaction(pool, (client) => client.query('insert into public.item values (1)'), {
      readOnly: true,
    })
    await expect(writing).rejects.toMatchObject({ code: '25006' })
  })

  test('R15 takes its timeouts along when it ends: they are not settings of the session', async () => {
    const setting = `select current_setting('statement_timeout') as statement,
                            current_setting('idle_in_transaction_session_timeout') as idle`
    const within = await transaction(pool, (client) => client.query(setting), { statementTimeoutMs: 1234 })
    const byDefault = await transaction(pool, (client) => client.query(setting))
    const without = await transaction(pool, (client) => client.query(setting), { statementTimeoutMs: 0 })
    const after = await pool.query(setting)
    expect([within, byDefault, without, after].map((result) => result.rows[0] as unknown)).toEqual([
      { statement: '1234ms', idle: '1min' },
      { statement: '5s', idle: '1min' },
      { statement: '0', idle: '0' },
      { statement: '0', idle: '0' },
    ])
  })

  test('is ended by its statement timeout, and the connection lives on', async () => {
    const slow = transaction(pool, (client) => client.query('select pg_sleep(5)'), { statementTimeoutMs: 50 })
    await expect(slow).rejects.toMatchObject({ code: '57014' })
    expect(pool.totalCount).toBe(1)
  })
})

test('an idle connection that is cut does not end the process; the next query gets a new one', async () => {
  // A pooler would not tell us of it.
  const direct = createPool(db.directUrl, { logger })
  await direct.query('select 1')
  const noticed = once(direct, 'error')
  await cutConnection()
  await noticed
  expect((await direct.query('select 1 as one')).rows).toEqual([{ one: 1 }])
  await direct.end()
})

describe('a database that cannot be reached is database_unavailable, named without its password', () => {
  test.each([
    ['nothing listens', (url: URL) => (url.port = '1')],
    ['the user is unknown', (url: URL) => (url.username = 'nobody-of-that-name')],
    ['the database does not exist', (url: URL) => (url.pathname = '/nowhere')],
    ['the host has no address', (url: URL) => (url.hostname = 'postgres.invalid')],
  ])('%s', async (_, spoil) => {
    const url = new URL(db.url)
    spoil(url)
    const unreachable = createPool(url.href, { logger })
    const place = `Cannot connect to Postgres at ${url.hostname}:${url.port}${url.pathname}: `
    const failures = await Promise.all([
      unreachable.query('select 1').catch((error: unknown) => error),
      transaction(unreachable, () => Promise.resolve()).catch((error: unknown) => error),
    ])
    await unreachable.end()
    for (const failure of failures) {
      expect(failure).toMatchObject({
        code: 'database_unavailable',
        message: expect.stringContaining(place) as string,
      })
      expect(String(failure)).toMatch(/: \S/)
      expect(String(failure)).not.toContain(url.password || 'hunter2')
    }
  })
})

test('a connection opens with no parameter that pgbouncer refuses', async () => {
  const server = createServer((socket) => {
    socket.once('data', (packet: Buffer) => {
      server.emit('startup', packet)
      socket.destroy()
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : undefined
  const asking = createPool(`postgres://user@127.0.0.1:${String(port)}/crm`, { logger })
  const [[packet]] = await Promise.all([
    once(server, 'startup') as Promise<[Buffer]>,
    asking.query('select 1').catch(() => undefined),
  ])
  await asking.end()
  server.close()
  // Length and protocol version, then names and values in turn, each ended by NUL.
  const words = packet.subarray(8).toString().split('\0')
  const names = words.filter((word, index) => index % 2 === 0 && word !== '')
  expect(names.sort()).toEqual(['application_name', 'client_encoding', 'database', 'user'])
})
