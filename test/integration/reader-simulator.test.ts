import { pino } from 'pino'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { createSampleSheet } from '../../simulator/sample/sampleSheet.ts'
import { type Simulator, startSimulator } from '../../simulator/simulator.ts'
import { type Client, createClient } from '../../src/smartsheet/client.ts'
import { type Discussion, readDiscussions } from '../../src/smartsheet/discussions.ts'
import { flattenedColumns, isReport, whoAmI } from '../../src/smartsheet/doctor.ts'
import type { CellValue, Row } from '../../src/smartsheet/model.ts'
import { readSheet, readVersion } from '../../src/smartsheet/read.ts'
import { failing } from '../support/failing.ts'
import { fakeClock } from '../support/fakeClock.ts'
import { memoryBudget } from '../support/memoryBudget.ts'
import { collectingSink } from '../support/pagedSheet.ts'

let simulator: Simulator
let sheetId: string

beforeAll(async () => {
  simulator = await startSimulator()
  sheetId = String(createSampleSheet(simulator).sheetId)
})
afterEach(() => simulator.faults.clear())
afterAll(() => simulator.close())

async function withClient<T>(work: (client: Client) => Promise<T>, apiKey = simulator.apiKey): Promise<T> {
  const logger = pino({ level: 'silent' })
  const clock = fakeClock()
  const budget = memoryBudget(clock)
  const client = createClient({ apiKey, baseUrl: simulator.baseUrl, budget, clock, logger })
  return work(client).finally(() => client.close())
}

const readRows = (pageSize?: number): Promise<Row[]> =>
  withClient(async (client) => {
    const sink = collectingSink()
    await readSheet(client, sheetId, { sink, clock: fakeClock(), pageSize })
    return sink.rows
  })

describe('the sample sheet of the simulator', () => {
  test('R2 gives the same rows in pages of 1, 7, 100 and 10000', async () => {
    const whole = await readRows()
    expect(whole.length).toBeGreaterThan(100)
    for (const pageSize of [1, 7, 100, 10_000]) expect(await readRows(pageSize)).toEqual(whole)
  })

  test('shows every kind of value, formula errors and hierarchy, and nothing flattened', async () => {
    const rows = await readRows()
    const cells = rows.flatMap((row) => [...row.cells.values()])
    const kinds = new Set(cells.map(({ value }) => value?.kind))
    const expected: CellValue['kind'][] = ['text', 'number', 'boolean', 'date', 'contact', 'contacts', 'list']
    expect([...kinds]).toEqual(expect.arrayContaining(expected))
    expect(cells.some(({ formulaError }) => formulaError !== null)).toBe(true)
    expect(rows.some(({ parentId }) => parentId !== null)).toBe(true)
    expect(rows.every(({ permalink }) => permalink !== null)).toBe(true)
    expect(cells.filter(({ flattened }) => flattened)).toEqual([])
  })

  test.each([1, 2, 3, 4, 5])('random faults, three requests in ten, seed %i: the same rows', async (seed) => {
    const whole = await readRows()
    simulator.faults.random({ probability: 0.3, seed })
    expect(await readRows(20)).toEqual(whole)
  })

  test('R2 an edit between two pages: the rows after it', async () => {
    simulator.faults.add({
      when: { page: 3 },
      act: {
        kind: 'edit',
        run: () =>
          simulator.sheets.deleteRows(Number(sheetId), simulator.sheets.rowIds(Number(sheetId)).slice(-1)),
      },
    })
    const ids = (await readRows(40)).map(({ id }) => id)
    expect(ids).toEqual(simulator.sheets.rowIds(Number(sheetId)).map(String))
  })

  test('discussions come with all their comments', async () => {
    const all: Discussion[] = []
    await withClient(async (client) => {
      for await (const page of readDiscussions(client, sheetId)) all.push(...page)
    })
    expect(all.length).toBeGreaterThan(0)
    expect(
      all.every(({ comments }) => comments.length > 0 && comments.every(({ text }) => text !== '')),
    ).toBe(true)
  })
})

describe('refusals of the simulator', () => {
  test('a wrong key is key_invalid', async () => {
    await expect(withClient((client) => whoAmI(client), 'no-such-key-12345')).rejects.toThrow(
      failing('key_invalid'),
    )
  })

  test('a missing sheet is sheet_not_found, a report is report_id', async () => {
    const column = simulator.store.sheets.get(Number(sheetId))?.columns[0]?.title ?? ''
    const reportId = String(
      simulator.createReport({ name: 'R', sheetId: Number(sheetId), columns: [column] }),
    )
    await withClient(async (client) => {
      await expect(readVersion(client, '1')).rejects.toThrow(failing('sheet_not_found'))
      await expect(readVersion(client, reportId)).rejects.toThrow(failing('report_id'))
      expect(await isReport(client, reportId)).toBe(true)
    })
  })

  test('columns arrive unflattened', async () => {
    const sink = collectingSink()
    await withClient((client) => readSheet(client, sheetId, { sink, clock: fakeClock() }))
    expect(flattenedColumns(sink.begins[0]?.columns ?? [])).toEqual([])
  })
})
