import { describe, expect, it } from 'vitest'
import { graphState } from '../support/records.ts'
import { createCrmSheet, TRIO, useSyncs } from '../support/syncStage.ts'

const stage = useSyncs()

/** Tables of `graph` that were written to. */
async function written(work: () => Promise<unknown>): Promise<string[]> {
  const before = await graphState(stage.pool)
  await work()
  const after = await graphState(stage.pool)
  return Object.keys(after).filter((table) => after[table] !== before[table])
}

describe('R13 what did not change is not written', () => {
  it('R13 the same content under a new version writes no row of graph', async () => {
    const sheet = createCrmSheet(stage.simulator, TRIO)
    await stage.sync(sheet)
    stage.simulator.sheets.touch(sheet)
    const writes = await written(async () => {
      expect(await stage.sync(sheet)).toMatchObject({
        status: 'succeeded',
        rowsRead: 3,
        counts: { Contact: { created: 0, updated: 0, unchanged: 3, archived: 0 } },
      })
    })
    expect(writes).toEqual([])
  })

  it('R13 renamed sheet, moved column and moved row write no row of graph', async () => {
    const sheet = createCrmSheet(stage.simulator, TRIO)
    const { sheets } = stage.simulator
    await stage.sync(sheet)
    sheets.renameSheet(sheet, 'Customers')
    sheets.changeColumn(sheet, 'Email', { index: 0 })
    sheets.moveRow(sheet, sheets.findRow(sheet, 'Contact', 'Cy Dorn'), { toTop: true })
    expect(await written(() => stage.sync(sheet))).toEqual([])
    expect(await stage.connection(sheet)).toMatchObject({ sheetName: 'Customers' })
  })

  it('R13 one edited cell writes that entity and its link, and is told by the run', async () => {
    const sheet = createCrmSheet(stage.simulator, TRIO)
    const { sheets } = stage.simulator
    await stage.sync(sheet)
    const row = sheets.findRow(sheet, 'Contact', 'Cy Dorn')
    const marks = await stage.rows('select id, xmin::text from graph.opportunity where tenant = $1')
    sheets.updateCells(sheet, row, { Amount: 6 })
    let runId: string | null = null
    const tables = await written(async () => {
      const report = await stage.sync(sheet)
      runId = report.runId
      expect(report.counts).toMatchObject({
        Organization: { updated: 0, unchanged: 2 },
        Contact: { updated: 0, unchanged: 3 },
        Opportunity: { updated: 1, unchanged: 1 },
      })
    })
    expect(tables).toEqual(['graph.is_linked_with', 'graph.opportunity'])
    const after = await stage.rows('select id, xmin::text from graph.opportunity where tenant = $1')
    expect(after.filter((mark) => !marks.some((old) => old['xmin'] === mark['xmin']))).toHaveLength(1)
    const changes = await stage.pool.query(
      'select field, old_value, new_value, row_id from sync.change where run_id = $1 order by field',
      [runId],
    )
    expect(changes.rows).toEqual([
      { field: 'amount', old_value: 5, new_value: 6, row_id: String(row) },
      { field: 'max_amount', old_value: 5, new_value: 6, row_id: String(row) },
    ])
  })

  it('R13 --full folds everything anew and still writes nothing that is as it should be', async () => {
    const sheet = createCrmSheet(stage.simulator, TRIO)
    await stage.sync(sheet)
    expect(
      await written(async () => {
        expect(await stage.sync(sheet, { full: true })).toMatchObject({ status: 'succeeded', rowsRead: 3 })
      }),
    ).toEqual([])
  })
})
