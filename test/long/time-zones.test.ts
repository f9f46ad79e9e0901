import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CellInputs } from '../../simulator/store/rows.ts'
import { saveConnection } from '../../src/connections/store.ts'
import { mappingFromText } from '../../src/mapping/parse.ts'
import { graphSnapshot } from '../support/graphSnapshot.ts'
import { startMachine, type Machine } from '../support/program.ts'
import { readableGraph } from '../support/readableGraph.ts'

/** Texts with a calendar date in every spelling; near midnight and the change of the clocks, where zones matter most. */
const DATES = [
  ...['2026-03-08', '2026-09-27', '1999-12-31', '0001-01-01', '31.12.2026', '3/8/2026', 'March 8, 2026'],
  ...['5. März 2026 23:59', '2026-03-08T02:30:00', '2026-11-01 01:30', '12/31/2026 11:59 pm', '8.3.26'],
  ...['2026-03-08T23:30:00-08:00', '2026-04-05T02:30:00+13:00', '2026-09-27T02:30:00Z', 'TBD', '2026-02-30'],
]
const MAPPING = mappingFromText(`
entities:
  - type: opportunity
    fields: { name: Deal, stage: Stage, closeDate: Close, closedAt: Closed, createdAt: Made }
  - type: logEntry
    fields: { content: Deal, startedAt: Starts }
defaults: { dateOrder: dmy }`)

const COLUMNS = [
  { title: 'Deal', primary: true },
  { title: 'Stage' },
  { title: 'Close', type: 'DATE' },
  { title: 'Closed' },
  { title: 'Starts', type: 'ABSTRACT_DATETIME' },
  { title: 'Made', systemColumnType: 'CREATED_DATE' },
  // Custom fields.
  { title: 'Due', type: 'DATE' },
  { title: 'Begins', type: 'ABSTRACT_DATETIME' },
  { title: 'Seen', type: 'DATETIME' },
] as const

const cells = (date: string, at: number): CellInputs => ({
  Deal: `Deal ${at}`,
  Stage: at % 2 ? 'Won' : 'Open',
  Close: date,
  ...(at % 3 > 0 && { Closed: date }),
  ...(at % 4 > 0 && { Starts: date }),
  ...{ Due: date, Begins: date, Seen: date },
})

let machine: Machine
let sheet: number
beforeAll(async () => {
  machine = await startMachine()
  const rows = DATES.map((date, at) => ({ cells: cells(date, at) }))
  sheet = machine.simulator.sheets.createSheet({ name: 'Dates', columns: COLUMNS, rows })
})
afterAll(() => machine.close())

/** All that a sync by a process in this time zone gives. */
async function synced(tenant: string, timeZone: string): Promise<object> {
  const { pool } = machine.db
  const defaults = { intervalHours: 1, now: new Date() }
  await saveConnection(pool, { tenant, sheetId: String(sheet) }, { mapping: MAPPING }, defaults)
  const { exitCode, stderr } = await machine.run(`sync --tenant ${tenant}`, { env: { TZ: timeZone } })
  expect([exitCode, stderr]).toEqual([0, ''])
  const deals = `select name, close_date::text from graph.deals where tenant = $1 order by name`
  const issues = `select row_number, column_title, code, value_excerpt from sync.row_issue where tenant = $1 order by id`
  return {
    graph: await graphSnapshot(pool, tenant),
    readable: await readableGraph(pool, tenant, machine.simulator.sheets.rowIds(sheet)),
    deals: (await pool.query(deals, [tenant])).rows,
    issues: (await pool.query(issues, [tenant])).rows,
  }
}

describe('the same sheet gives the same graph', () => {
  it('in Auckland, Los Angeles and UTC, and in a database of yet another time zone', async () => {
    const { pool } = machine.db
    const expected = await synced('utc', 'UTC')
    const far = await Promise.all([
      synced('auckland', 'Pacific/Auckland'),
      synced('los-angeles', 'America/Los_Angeles'),
    ])
    await pool.query(`do $$ begin
      execute format('alter database %I set timezone = ''Asia/Kolkata''', current_database()); end $$`)
    for (const graph of [...far, await synced('kolkata', 'America/Los_Angeles')])
      expect(graph).toEqual(expected)
  })

  it('and every date is the day that the sheet says', async () => {
    const { rows } = await machine.db.pool.query<{ close: string; time: string }>(
      `select close_date::text as close, to_char(estimated_closed_at at time zone 'UTC', 'HH24:MI') as time
       from graph.deals join graph.opportunity using (tenant, id)
       where tenant = 'kolkata' order by length(graph.deals.name), graph.deals.name`,
    )
    expect(rows.map(({ close, time }) => [close, time])).toEqual([
      ...['2026-03-08', '2026-09-27', '1999-12-31'].map((day) => [day, '00:00']),
      [null, null], // nobody closes a deal before the year 1000
      ...['2026-12-31', '2026-08-03', '2026-03-08'].map((day) => [day, '00:00']),
      ['2026-03-05', '23:59'],
      ['2026-03-08', '02:30'],
      ['2026-11-01', '01:30'],
      [null, null], // the 12th of the 31st month
      ['2026-03-08', '00:00'],
      ['2026-03-08', '23:30'],
      ['2026-04-05', '02:30'],
      ['2026-09-27', '02:30'],
      [null, null],
      [null, null],
    ])
  })
})
