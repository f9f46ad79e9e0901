import { inspect } from 'node:util'
import { Client } from 'pg'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { createLargeSheet } from '../../simulator/sample/largeSheet.ts'
import { createSampleSheet } from '../../simulator/sample/sampleSheet.ts'
import { graphSnapshot } from '../support/graphSnapshot.ts'
import { graphState } from '../support/records.ts'
import { createCrmSheet, people, useSyncs } from '../support/syncStage.ts'

const stage = useSyncs()

describe('the sample sheet', () => {
  let sheet: number
  beforeAll(() => {
    sheet = createSampleSheet(stage.simulator).sheetId
  })

  it('R7 gives the same graph byte for byte with pages of 1, 2, 3 and 10000 rows', async () => {
    const graphs = new Set<string>()
    for (const pageSize of [1, 2, 3, 10_000]) {
      const tenant = `${stage.tenant}-${pageSize}`
      await stage.connect(sheet, { comments: true }, tenant)
      const report = await stage.sync(sheet, { tenant, pageSize })
      expect(report).toMatchObject({ status: 'succeeded', rowsMapped: 139, rowsEmpty: 7 })
      graphs.add(await graphSnapshot(stage.pool, tenant))
    }
    expect([...graphs]).toHaveLength(1)
  })

  it('R17 gives the same graph when one request in three fails on the way', async () => {
    await stage.sync(sheet, { tenant: 'calm', pageSize: 10 })
    stage.simulator.faults.random({ probability: 0.33, seed: 4 })
    const report = await stage.sync(sheet, { tenant: 'stormy', pageSize: 10 })
    stage.simulator.faults.clear()
    expect(report).toMatchObject({ status: 'succeeded' })
    expect(report.apiRetries).toBeGreaterThan(0)
    expect(await graphSnapshot(stage.pool, 'stormy')).toBe(await graphSnapshot(stage.pool, 'calm'))
  })

  it('R7 a graph that followed many edits is that of a sheet that always was so', async () => {
    const { sheets } = stage.simulator
    const edited = createSampleSheet(stage.simulator).sheetId
    await stage.sync(edited)
    const [, second = 0, third = 0, fourth = 0, , sixth = 0] = sheets.rowIds(edited)
    sheets.updateCells(edited, second, { Email: 'somebody.else@elsewhere.example', Phone: null })
    await stage.sync(edited)
    sheets.deleteRows(edited, [third])
    sheets.updateCells(edited, fourth, { Company: 'Quite another Ltd', Deal: 'A new deal', Tags: null })
    await stage.sync(edited)
    sheets.restoreRows(edited, [third])
    sheets.moveRow(edited, sixth, { toTop: true })
    sheets.addRows(edited, [{ cells: { Company: 'Late Inc', Contact: 'Lou Late', Score: 3 } }])
    await stage.sync(edited)

    await stage.sync(edited, { tenant: 'fresh' })
    const live = { live: true }
    expect(await graphSnapshot(stage.pool, stage.tenant, live)).toBe(
      await graphSnapshot(stage.pool, 'fresh', live),
    )
  })
})

describe('a read that is not whole', () => {
  it('R2 removes and writes nothing: a sheet that never stands still is sheet_unstable', async () => {
    const sheet = createCrmSheet(stage.simulator, people(6))
    await stage.sync(sheet)
    const before = await graphState(stage.pool)
    const run = () => stage.simulator.sheets.deleteRows(sheet, stage.simulator.sheets.rowIds(sheet).slice(-1))
    stage.simulator.sheets.touch(sheet)
    // A row goes just before each answer; in the end there is none left to go.
    stage.simulator.faults.add({ when: { page: 1 }, times: Infinity, act: { kind: 'edit', run } })
    stage.simulator.faults.add({
      when: { path: `/sheets/${sheet}`, test: ({ url }) => url.searchParams.has('page') },
      times: Infinity,
      act: { kind: 'lie', change: (body) => ({ ...body, totalRowCount: 6 }) },
    })
    const report = await stage.sync(sheet, { pageSize: 2 })
    stage.simulator.faults.clear()
    expect(report).toMatchObject({ status: 'failed', errorCode: 'sheet_unstable', counts: {} })
    expect(await graphState(stage.pool)).toEqual(before)
  })

  it('R2 starts again when a row comes in between two pages, and takes one version whole', async () => {
    const sheet = createCrmSheet(stage.simulator, people(4))
    const run = () =>
      void stage.simulator.sheets.addRows(
        sheet,
        people(1, 9).map((cells) => ({ cells })),
        { toTop: true },
      )
    stage.simulator.faults.add({ when: { page: 2 }, act: { kind: 'edit', run } })
    expect(await stage.sync(sheet, { pageSize: 2 })).toMatchObject({ status: 'succeeded', rowsRead: 5 })
    expect(await stage.rows('select from graph.contacts where tenant = $1')).toHaveLength(5)
  })
})

/**
 * Heartbeats, and looks after a long transaction: on a slow machine there are more of them. And statistics, one of each
 * working table, which a few rows are not worth.
 */
const NOT_COUNTED = /set heartbeat_at|pg_stat_activity|'analyze /

describe('what a sync costs', () => {
  it('R14 statements do not grow with the rows; requests only with the pages', async () => {
    const cost = async (rows: number, tenant: string) => {
      const sheet = createLargeSheet(stage.simulator, { rows, columns: 12 })
      const queries = vi.spyOn(Client.prototype, 'query')
      const { apiRequests, status } = await stage.sync(sheet, { tenant, pageSize: rows / 2 })
      const statements = queries.mock.calls.filter((call) => !NOT_COUNTED.test(inspect(call[0]))).length
      queries.mockRestore()
      return { statements, apiRequests, status }
    }
    // More rows a page than the sample that a mapping is chosen by.
    const small = await cost(400, 'small')
    expect(small.status).toBe('succeeded')
    // Version, two pages, version.
    expect(small.apiRequests).toBe(4)
    expect(await cost(1_200, 'large')).toEqual(small)
  })
})
