import { beforeEach, describe, expect, it } from 'vitest'
import { listIssues } from '../../src/runs/issues.ts'
import { ANN, BO, useRecall } from '../support/recallStage.ts'
import { graphState } from '../support/records.ts'

const recall = useRecall()
const { stage, sheets, row, mappedAnew, contacts } = recall
const issues = async () => listIssues(stage.pool, (await stage.connection(recall.sheet)).id)

describe('a row that comes in the same bytes', () => {
  it('is not mapped again, and its issues stand where the row stands now', async () => {
    expect(await mappedAnew()).toEqual([0, 1, 2, 3])
    const before = await issues()
    expect(before).toMatchObject([{ columnTitle: 'Phone', rowNumber: 2 }])
    expect(await mappedAnew()).toEqual([])
    expect(await issues()).toEqual(before)

    sheets().moveRow(recall.sheet, row('Person B'), { toTop: true })
    // Itself, and the one that has a row above it for the first time.
    expect(await mappedAnew()).toEqual([0, 1])
    expect(await issues()).toEqual([{ ...before[0], rowNumber: 3 }])
    const [last] = await stage.rows('select * from sync.run where tenant = $1 order by id desc limit 1')
    expect(last).toMatchObject({ rows_read: 4, rows_mapped: 4 })
  })

  it('R13 is left alone in the graph while another row is written', async () => {
    await mappedAnew()
    sheets().updateCells(recall.sheet, row('Bo Chan'), { 'Job title': 'Buyer' })
    expect(await mappedAnew()).toEqual([BO])
    const graph = await graphState(stage.pool)
    expect(await mappedAnew()).toEqual([])
    expect(await graphState(stage.pool)).toEqual(graph)
  })

  it('R6 goes to another entity where another row says so', async () => {
    await stage.sync(recall.sheet)
    // Two rows are one person from now on, of which only one is looked at.
    sheets().updateCells(recall.sheet, row('Bo Chan'), { Email: 'ann@acme.example' })
    expect(await mappedAnew()).toEqual([BO])
    expect(await contacts()).toHaveLength(3)
    sheets().updateCells(recall.sheet, row('Bo Chan'), { Email: 'bo@acme.example' })
    expect(await mappedAnew()).toEqual([BO])
    expect(await contacts()).toHaveLength(4)
  })

  it('R11 keeps its entities when rows beside it go, and is forgotten when it goes itself', async () => {
    await stage.sync(recall.sheet)
    sheets().deleteRows(recall.sheet, [row('Ann Bell')])
    expect(await mappedAnew({ allowRemovals: 1 })).toEqual([])
    expect(await contacts()).toEqual(['Bo Chan', 'Person A', 'Person B'])
    expect(await stage.rows('select name from graph.companies where tenant = $1')).toContainEqual({
      name: 'Acme',
    })
    const known = await stage.rows('select row_id from sync.known_row where tenant = $1')
    expect(known).toHaveLength(3)
  })
})

describe('a row is mapped anew, though it comes in the same bytes,', () => {
  beforeEach(async () => {
    await stage.sync(recall.sheet)
  })

  it('for a sync in full', async () => {
    expect(await mappedAnew({ full: true })).toEqual([0, 1, 2, 3])
  })

  it('a day later', async () => {
    stage.clock.advance(23 * 3_600_000)
    expect(await mappedAnew()).toEqual([])
    stage.clock.advance(3_600_000)
    expect(await mappedAnew()).toEqual([0, 1, 2, 3])
  })

  it('when the mapping or a column has changed', async () => {
    sheets().renameColumn(recall.sheet, 'Shoe size', 'Shoes')
    expect(await mappedAnew()).toEqual([0, 1, 2, 3])
    const { mapping } = await stage.connection(recall.sheet)
    await stage.connect(recall.sheet, { mapping: { ...(mapping as object), onBlank: 'keep' } })
    // Blank cells keep what was there now, which is not in the bytes of a row: it is not remembered any more.
    expect(await mappedAnew()).toEqual([])
    sheets().updateCells(recall.sheet, row('Bo Chan'), { Phone: '+1 917 555 0142' })
    await stage.sync(recall.sheet)
    expect(
      await stage.rows(`select phone from graph.contacts where tenant = $1 and name = 'Bo Chan'`),
    ).toEqual([{ phone: '+19175550142' }])
  })

  it('when a person has deleted what it made, or has given it back', async () => {
    await stage.rows(`delete from graph.contact where tenant = $1 and name = 'Bo Chan'`)
    expect(await contacts()).toHaveLength(3)
    expect(await mappedAnew()).toEqual([BO])
    expect(await contacts()).toHaveLength(4)

    await stage.rows(`update graph.contact set name = 'Annie' where tenant = $1 and name = 'Ann Bell'`)
    expect(await mappedAnew()).toEqual([])
    await stage.rows(`update graph.contact set protected_fields = '{}' where tenant = $1 and name = 'Annie'`)
    expect(await mappedAnew()).toEqual([ANN])
    expect(await contacts()).toContain('Ann Bell')
  })

  it('R8b while a formula in it fails', async () => {
    sheets().updateCells(recall.sheet, row('Bo Chan'), {
      Phone: { formula: '=X()', value: '#NO MATCH', displayValue: '#NO MATCH' },
    })
    await mappedAnew()
    const known = await stage.rows<{ row_id: string }>('select row_id from sync.known_row where tenant = $1')
    const before = known.length
    sheets().updateCells(recall.sheet, row('Bo Chan'), { Phone: '+1 917 555 0142' })
    expect(await mappedAnew()).toEqual([BO])
    expect(known).toHaveLength(before)
  })

  it('when the merge that should have written it failed', async () => {
    sheets().updateCells(recall.sheet, row('Bo Chan'), { 'Job title': 'Buyer' })
    await stage.pool.query(`create function graph.refuse() returns trigger language plpgsql as
      $$ begin raise exception 'no'; end $$`)
    await stage.pool.query(`create trigger refuse before update on graph.is_linked_with
      for each row execute function graph.refuse()`)
    expect(await stage.sync(recall.sheet)).toMatchObject({ status: 'failed' })
    await stage.pool.query('drop function graph.refuse cascade')
    expect(await mappedAnew()).toEqual([BO])
    expect(
      await stage.rows(`select job_title from graph.contacts where tenant = $1 and name = 'Bo Chan'`),
    ).toEqual([{ job_title: 'Buyer' }])
  })
})
