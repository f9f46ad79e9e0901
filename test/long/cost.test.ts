import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { type BenchDatabase, openDatabase } from '../../bench/database.ts'
import { createLargeSheet } from '../../simulator/sample/largeSheet.ts'
import { findConnection, saveConnection } from '../../src/connections/store.ts'
import { createLogger } from '../../src/core/logger.ts'
import { createPool } from '../../src/db/pool.ts'
import { runSync } from '../../src/sync/sync.ts'
import { useSyncs } from '../support/syncStage.ts'

const ROWS = 1_000
const logger = createLogger('silent')
const stage = useSyncs()

/** On a server of its own: what that writes to its WAL is what the syncs of this test make it write. */
let database: BenchDatabase
let sheet: number
beforeAll(async () => {
  database = await openDatabase({ url: '', settings: { full_page_writes: 'off', autovacuum: 'off' } })
  sheet = createLargeSheet(stage.simulator, { rows: ROWS, columns: 25 })
  const target = { tenant: 'acme', sheetId: String(sheet) }
  const pool = createPool(database.url, { logger })
  await saveConnection(pool, target, {}, { intervalHours: 1, now: stage.clock.now() })
  await pool.end()
})
afterAll(() => database.close())

/** Heartbeats, and looks after a long transaction: on a slow machine there are more of them. */
const BY_THE_CLOCK = /set heartbeat_at|pg_stat_activity/
const textOf = (given: unknown): string =>
  typeof given === 'object' && given !== null && 'text' in given ? String(given.text) : String(given)

async function cost() {
  stage.clock.advance(60_000)
  const before = await database.written()
  const pool = createPool(database.url, { logger })
  const connection = await findConnection(pool, 'acme', String(sheet))
  if (connection === null) throw new Error('There is no connection')
  const queries = vi.spyOn(Client.prototype, 'query')
  const report = await runSync(stage.context({ pool }), {
    ...{ connection, trigger: 'cli', full: false, dryRun: false, allowRemovals: false },
  })
  const statements = queries.mock.calls.filter(([text]) => !BY_THE_CLOCK.test(textOf(text))).length
  queries.mockRestore()
  await pool.end()
  const after = await database.written()
  return {
    status: report.status,
    requests: report.apiRequests,
    statements,
    rowsWritten: after.rows - before.rows,
    walBytesARow: Math.round((after.wal - before.wal) / ROWS),
  }
}

const rowIds = (count: number): number[] => stage.simulator.sheets.rowIds(sheet).slice(0, count)

function rename(): void {
  for (const [at, row] of rowIds(ROWS / 100).entries())
    stage.simulator.sheets.updateCells(sheet, row, { Company: `Renamed ${at}` })
}

// To recall rows and to remember them takes a transaction each, and a statement to forget them.
// By more or less than half of its last digits the WAL is another one: the server writes a little for itself.
type Cost = readonly [status: string, requests: number, statements: number, rowsWritten: number, wal: unknown]
const COSTS: readonly (readonly [string, () => void, Cost])[] = [
  ['the first', () => undefined, ['succeeded', 3, 85, 11_388, expect.closeTo(8_610, -3)]],
  ['R1 the same version', () => undefined, ['unchanged', 1, 17, 0, expect.closeTo(2, -1)]],
  [
    'R13 a new version of the same content',
    () => stage.simulator.sheets.touch(sheet),
    ['succeeded', 3, 43, 0, expect.closeTo(213, -2)],
  ],
  ['1 % of the rows about another company', rename, ['succeeded', 3, 92, 46, expect.closeTo(272, -2)]],
  [
    'R11 10 % of the rows gone',
    () => stage.simulator.sheets.deleteRows(sheet, rowIds(ROWS / 10)),
    ['succeeded', 3, 80, 550, expect.closeTo(483, -2)],
  ],
]

describe(`what a sync of ${ROWS} rows and 25 columns costs, one after the other`, () => {
  it.each(COSTS)('%s', async (_, edit, [status, requests, statements, rowsWritten, walBytesARow]) => {
    edit()
    expect(await cost()).toEqual({ status, requests, statements, rowsWritten, walBytesARow })
  })
})
