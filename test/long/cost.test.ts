import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { createLargeSheet } from '../../simulator/sample/largeSheet.ts'
import { findConnection, saveConnection } from '../../src/connections/store.ts'
import { createLogger } from '../../src/core/logger.ts'
import { type EmbeddedPostgres, openEmbedded } from '../../src/db/embedded.ts'
import { migrate } from '../../src/db/migrate.ts'
import { createPool } from '../../src/db/pool.ts'
import { runSync } from '../../src/sync/sync.ts'
import { useSyncs } from '../support/syncStage.ts'

const ROWS = 1_000
const logger = createLogger('silent')
const stage = useSyncs()

/** A server of its own: what it writes to its WAL is what the syncs of this test make it write. */
let dataDir: string
let embedded: EmbeddedPostgres
let sheet: number
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'smartsheet-sync-cost-'))
  const settings = { full_page_writes: 'off', autovacuum: 'off' }
  embedded = await openEmbedded({ dataDir, logger, settings })
  const pool = createPool(embedded.url, { logger })
  await migrate(pool)
  sheet = createLargeSheet(stage.simulator, { rows: ROWS, columns: 25 })
  const target = { tenant: 'acme', sheetId: String(sheet) }
  await saveConnection(pool, target, {}, { intervalHours: 1, now: stage.clock.now() })
  await pool.end()
})
afterAll(async () => {
  await embedded.close()
  await rm(dataDir, { recursive: true, force: true })
})

interface Written {
  rows: number
  wal: number
}

/** Backends hand in what they counted when they end, a moment after their client. */
async function written(): Promise<Written> {
  const client = new Client({ connectionString: embedded.url })
  await client.connect()
  try {
    await vi.waitUntil(async () => {
      const { rowCount } = await client.query(
        `select from pg_stat_activity where application_name = 'smartsheet-sync'`,
      )
      return rowCount === 0
    })
    const { rows } = await client.query<Written>(
      `select sum(n_tup_ins + n_tup_upd + n_tup_del)::float8 as rows,
         pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::float8 as wal
       from pg_stat_user_tables where schemaname = 'graph'`,
    )
    return rows[0] ?? { rows: NaN, wal: NaN }
  } finally {
    await client.end()
  }
}

/** Heartbeats, and looks after a long transaction: on a slow machine there are more of them. */
const BY_THE_CLOCK = /set heartbeat_at|pg_stat_activity/
const textOf = (given: unknown): string =>
  typeof given === 'object' && given !== null && 'text' in given ? String(given.text) : String(given)

async function cost() {
  stage.clock.advance(60_000)
  const before = await written()
  const pool = createPool(embedded.url, { logger })
  const connection = await findConnection(pool, 'acme', String(sheet))
  if (connection === null) throw new Error('There is no connection')
  const queries = vi.spyOn(Client.prototype, 'query')
  const report = await runSync(stage.context({ pool }), {
    ...{ connection, trigger: 'cli', full: false, dryRun: false, allowRemovals: false },
  })
  const statements = queries.mock.calls.filter(([text]) => !BY_THE_CLOCK.test(textOf(text))).length
  queries.mockRestore()
  await pool.end()
  const after = await written()
  return {
    status: report.status,
    requests: report.apiRequests,
    statements,
    rowsWritten: after.rows - before.rows,
    walBytesARow: Math.round((after.wal - before.wal) / ROWS),
  }
}

/** What is written beside our own, as when the server looks after itself, varies a little. */
const about = (bytes: number, give: number): unknown => ({
  asymmetricMatch: (is: unknown) => typeof is === 'number' && Math.abs(is - bytes) <= give,
})

const rowIds = (from: number, to: number) => stage.simulator.sheets.rowIds(sheet).slice(from, to)

describe(`what a sync of ${ROWS} rows and 25 columns costs, in turn`, () => {
  it('first', async () => {
    expect(await cost()).toEqual({
      status: 'succeeded',
      requests: 3,
      statements: 88,
      rowsWritten: 11_388,
      walBytesARow: about(9_003, 500),
    })
  })

  it('R1 the same version', async () => {
    expect(await cost()).toEqual({
      status: 'unchanged',
      requests: 1,
      statements: 17,
      rowsWritten: 0,
      walBytesARow: about(2, 20),
    })
  })

  it('R13 a new version of the same content', async () => {
    stage.simulator.sheets.touch(sheet)
    expect(await cost()).toEqual({
      status: 'succeeded',
      requests: 3,
      statements: 43,
      rowsWritten: 0,
      walBytesARow: about(223, 50),
    })
  })

  it('1 % of the rows are about another company', async () => {
    for (const [at, row] of rowIds(0, ROWS / 100).entries())
      stage.simulator.sheets.updateCells(sheet, row, { Company: `Renamed ${at}` })
    expect(await cost()).toEqual({
      status: 'succeeded',
      requests: 3,
      statements: 85,
      rowsWritten: 46,
      walBytesARow: about(288, 50),
    })
  })

  it('R11 10 % of the rows are gone', async () => {
    stage.simulator.sheets.deleteRows(sheet, rowIds(0, ROWS / 10))
    expect(await cost()).toEqual({
      status: 'succeeded',
      requests: 3,
      statements: 71,
      rowsWritten: 550,
      walBytesARow: about(492, 50),
    })
  })
})
