import { afterAll, beforeAll, expect, test } from 'vitest'
import { createLargeSheet } from '../../simulator/sample/largeSheet.ts'
import { createWatchedPool, type WatchedPool } from '../support/planWork.ts'
import { useSyncs } from '../support/syncStage.ts'

const stage = useSyncs()
const ROWS = 600

let watched: WatchedPool
beforeAll(() => {
  watched = createWatchedPool(stage.directUrl)
})
afterAll(() => watched.pool.end())

/** The life of a sheet, one sync after each. */
const LIFE: readonly { name: string; edit: (sheet: number) => void }[] = [
  { name: 'is new', edit: () => undefined },
  { name: 'has the same content', edit: (sheet) => stage.simulator.sheets.touch(sheet) },
  { name: 'names other companies', edit: (sheet) => write(sheet, 6, 'Company', (at) => `Renamed ${at}`) },
  {
    name: 'has other phones',
    edit: (sheet) => write(sheet, 300, 'Phone', (at) => `+1 313 555 ${1000 + at}`),
  },
  { name: 'loses rows', edit: (sheet) => stage.simulator.sheets.deleteRows(sheet, firstRows(sheet, 60)) },
]

const firstRows = (sheet: number, count: number) => stage.simulator.sheets.rowIds(sheet).slice(0, count)

function write(sheet: number, count: number, column: string, value: (at: number) => string): void {
  for (const [at, row] of firstRows(sheet, count).entries())
    stage.simulator.sheets.updateCells(sheet, row, { [column]: value(at) })
}

const analyze = () => stage.pool.query('analyze')

/** The rows that Postgres had in hand in each sync of a sheet's life. */
async function live(tenant: string, before: () => Promise<unknown>) {
  const sheet = createLargeSheet(stage.simulator, { rows: ROWS, columns: 16 })
  const syncs = []
  for (const { name, edit } of LIFE) {
    edit(sheet)
    await before()
    watched.work()
    const { status } = await stage.sync(sheet, { tenant, pool: watched.pool })
    syncs.push({ name, status, ...watched.work() })
  }
  return syncs
}

const why = (tenant: string, name: string, sync?: Awaited<ReturnType<typeof live>>[number]) =>
  `${tenant}: the sheet ${name}; most: ${sync?.most.rows} by ${sync?.most.sql}`

// A tenant that is not in the statistics is taken for one without rows: then to compare each with each looks cheap. It was
// minutes for a sheet of 20,000 rows, and the sync failed. Without any statistics the old Postgres still compares some
// hundred changed rows with each other; with all of the sheet it would be many times more.
test('a tenant that came after the last statistics costs little more than one that Postgres knows', async () => {
  const newest = await live('in a new database', () => Promise.resolve())
  const known = await live('known', analyze)
  await analyze()
  const newcomer = await live('newcomer', () => Promise.resolve())

  for (const [at, { name, rows, status }] of known.entries()) {
    expect(status).toBe('succeeded')
    expect.soft(newcomer[at]?.rows, why('newcomer', name, newcomer[at])).toBeLessThan(2 * rows)
    expect.soft(newest[at]?.rows, why('newest', name, newest[at])).toBeLessThan(6 * rows)
  }
})
