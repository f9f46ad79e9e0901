import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createLogger } from '../../src/core/logger.ts'
import { migrate } from '../../src/db/migrate.ts'
import { createPool } from '../../src/db/pool.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'

const MIGRATIONS = fileURLToPath(new URL('../../migrations', import.meta.url))

let db: TestDatabase
/** With characters that mean something to a glob pattern. */
let folder: string

beforeEach(async () => {
  db = await createTestDatabase({ empty: true })
  folder = await mkdtemp(join(tmpdir(), 'migrations [a] {b} (c)-'))
})

afterEach(async () => {
  await rm(folder, { recursive: true })
  await db.drop()
})

const write = (name: string, sql: string) => writeFile(join(folder, name), sql)

const tables = async () => {
  const { rows } = await db.pool.query<{ name: string }>(
    `select table_schema || '.' || table_name as name from information_schema.tables
      where table_schema in ('sync', 'graph', 'public') order by 1`,
  )
  return rows.map((row) => row.name)
}

test('the migrations of the release make both schemas, and a second time does nothing', async () => {
  const { from, to } = await migrate(db.pool)
  expect(from).toBe(0)
  expect(to).toBeGreaterThan(0)
  expect(await tables()).toEqual(
    expect.arrayContaining([
      'graph.contact',
      'sync.connection',
      'sync.schema_migration',
      'public.tenant_settings',
    ]),
  )
  expect(await migrate(db.pool)).toEqual({ from: to, to })
})

test('twenty processes that start at once on an empty database all succeed, one of them migrates', async () => {
  const pools = Array.from({ length: 20 }, () =>
    createPool(db.url, { logger: createLogger('silent'), max: 1 }),
  )
  try {
    const results = await Promise.all(pools.map((pool) => migrate(pool)))
    expect(results.filter((result) => result.from === 0)).toHaveLength(1)
    expect(new Set(results.map((result) => result.to)).size).toBe(1)
  } finally {
    await Promise.all(pools.map((pool) => pool.end()))
  }
})

test('a migration that fails leaves nothing of itself, nor of those before it in the same start', async () => {
  await write('0001.do.first.sql', 'create table public.first (id int)')
  await write('0002.do.second.sql', 'create table public.second (id int); select 1 / 0')
  await expect(migrate(db.pool, folder)).rejects.toMatchObject({
    code: 'migration_failed',
    message: expect.stringContaining('division by zero') as string,
  })
  expect(await tables()).toEqual([])
})

test('a statement timeout of the pool does not cut a migration short', async () => {
  await write('0001.do.slow.sql', 'select pg_sleep(0.2)')
  const pool = createPool(db.url, { logger: createLogger('silent'), statementTimeoutMs: 20 })
  try {
    await expect(migrate(pool, folder)).resolves.toEqual({ from: 0, to: 1 })
  } finally {
    await pool.end()
  }
})

test('a folder without migrations leaves the schema at version 0', async () => {
  expect(await migrate(db.pool, folder)).toEqual({ from: 0, to: 0 })
})

describe('migrations are append-only', () => {
  beforeEach(async () => {
    await write('0001.do.first.sql', 'create table public.first (id int)')
    await write('0003.do.third.sql', 'create table public.third (id int)')
    await migrate(db.pool, folder)
  })

  test('a new one with a higher number is applied', async () => {
    await write('0004.do.fourth.sql', 'create table public.fourth (id int)')
    expect(await migrate(db.pool, folder)).toEqual({ from: 3, to: 4 })
  })

  test('an edited one is refused by name', async () => {
    await write('0001.do.first.sql', 'create table public.first (id bigint)')
    await expect(migrate(db.pool, folder)).rejects.toMatchObject({
      code: 'migration_changed',
      message: expect.stringContaining('Migration 1 (first) was changed') as string,
    })
  })

  test('other line ends are no edit', async () => {
    await write('0004.do.lines.sql', 'create table\npublic.lines (id int)\n')
    await migrate(db.pool, folder)
    await write('0004.do.lines.sql', 'create table\r\npublic.lines (id int)\r\n')
    expect(await migrate(db.pool, folder)).toEqual({ from: 4, to: 4 })
  })

  test('one whose file is gone is refused', async () => {
    await rm(join(folder, '0001.do.first.sql'))
    await expect(migrate(db.pool, folder)).rejects.toMatchObject({
      code: 'migration_changed',
      message: expect.stringContaining('its file is gone') as string,
    })
  })

  test('one that is slipped in below the version reached is refused', async () => {
    await write('0002.do.second.sql', 'create table public.second (id int)')
    await expect(migrate(db.pool, folder)).rejects.toMatchObject({
      code: 'migration_changed',
      message: expect.stringContaining('Migration 2 (second) has never been applied') as string,
    })
  })

  test('a schema newer than the release is refused', async () => {
    await rm(join(folder, '0003.do.third.sql'))
    await expect(migrate(db.pool, folder)).rejects.toMatchObject({
      code: 'database_newer',
      message: 'The database schema is at version 3, this release knows only 1',
    })
  })
})

test('a database that is newer than the real migrations is refused and stays as it is', async () => {
  await cp(MIGRATIONS, folder, { recursive: true })
  await write('9999.do.future.sql', 'create table public.future (id int)')
  await migrate(db.pool, folder)
  await expect(migrate(db.pool)).rejects.toMatchObject({ code: 'database_newer' })
  expect(await tables()).toContain('public.future')
})
