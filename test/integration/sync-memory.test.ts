import { randomUUID } from 'node:crypto'
import { setImmediate as turn } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createLargeSheet } from '../../simulator/sample/largeSheet.ts'
import { startSimulator, type Simulator } from '../../simulator/simulator.ts'
import { systemClock } from '../../src/core/clock.ts'
import { createLogger } from '../../src/core/logger.ts'
import { createClient } from '../../src/smartsheet/client.ts'
import type { Row, Sheet } from '../../src/smartsheet/model.ts'
import { type ReadRow, readSheet } from '../../src/smartsheet/read.ts'
import { mappingChoice } from '../../src/sync/chooseMapping.ts'
import type { Intake } from '../../src/sync/intake.ts'
import { createIntake } from '../../src/sync/intakeSink.ts'
import { NO_RECALL } from '../../src/sync/recall.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { memoryBudget } from '../support/memoryBudget.ts'

const PAGE_ROWS = 500
/** Measured are 2,000, for 3.7 records a row; a row as it was read takes 5,000 more. */
const BYTES_A_ROW = 3_000

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

/** The heap when all is gone that can go; a WeakRef holds on until the turn of the event loop ends. */
async function heapUsed(): Promise<number> {
  await turn()
  collect()
  return process.memoryUsage().heapUsed
}

let db: TestDatabase
let simulator: Simulator
beforeAll(async () => {
  db = await createTestDatabase()
  simulator = await startSimulator()
})
afterAll(async () => {
  await simulator.close()
  await db.drop()
})

/** Reads and stages a sheet; `seen` is told of every row. */
async function takeIn(sheetId: number, seen: (row: Row) => void): Promise<Intake> {
  const logger = createLogger('warn')
  const { baseUrl, apiKey } = simulator
  const budget = memoryBudget(systemClock)
  const client = createClient({ apiKey, baseUrl, budget, clock: systemClock, logger })
  const intake = createIntake({
    pool: db.pool,
    runId: randomUUID(),
    sheetId: String(sheetId),
    chooseMapping: mappingChoice(null).choose,
    knownColumns: null,
    recall: () => Promise.resolve(NO_RECALL),
    onRows: () => undefined,
  })
  const sink = {
    begin: (sheet: Sheet) => intake.begin(sheet),
    page: (rows: Iterable<ReadRow>) =>
      intake.page(
        Iterator.from(rows).map((read) => {
          if (read.row !== null) seen(read.row)
          return read
        }),
      ),
  }
  await readSheet(client, String(sheetId), { pageSize: PAGE_ROWS, sink, clock: systemClock })
  client.close()
  return intake.finish()
}

describe('memory of an intake', () => {
  it('R14 holds no row of a page that is staged, and of its records only what identity asks', async () => {
    const [small, large] = [PAGE_ROWS, 6_000].map((rows) => createLargeSheet(simulator, { rows }))
    if (small === undefined || large === undefined) throw new Error('no sheets')
    // What is compiled and cached once is not to be counted.
    await takeIn(small, () => undefined)
    const rows: WeakRef<Row>[] = []
    const before = await heapUsed()

    const intake = await takeIn(large, (row) => rows.push(new WeakRef(row)))

    const held = (await heapUsed()) - before
    expect(intake.counts).toMatchObject({ rowsRead: 6_000, rowsMapped: 6_000 })
    expect(rows.filter((row) => row.deref() !== undefined)).toHaveLength(0)
    expect(held / intake.counts.rowsRead).toBeLessThan(BYTES_A_ROW)
  })
})
