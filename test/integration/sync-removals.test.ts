import { beforeEach, describe, expect, it } from 'vitest'
import { createCrmSheet, people, useSyncs } from '../support/syncStage.ts'

const stage = useSyncs()
let sheet: number
let rows: number[]

const visible = async () => (await stage.rows('select from graph.contacts where tenant = $1')).length
const state = async () => (await stage.connection(sheet)).state

/** Twenty people are synced; then so many rows go. */
const remove = (count: number) => stage.simulator.sheets.deleteRows(sheet, rows.slice(0, count))

beforeEach(async () => {
  sheet = createCrmSheet(stage.simulator, people(20))
  rows = stage.simulator.sheets.rowIds(sheet)
  await stage.sync(sheet)
})

describe('R12 the guard against mass removal', () => {
  it('R12 ten rows may go', async () => {
    remove(10)
    expect(await stage.sync(sheet)).toMatchObject({ status: 'succeeded', removalsHeld: 0 })
    expect(await visible()).toBe(10)
  })

  it('R12 more are held, the rest applies, the connection says so, and the next sync holds again', async () => {
    remove(11)
    stage.simulator.sheets.addRows(
      sheet,
      people(1, 50).map((cells) => ({ cells })),
    )
    for (const read of [10, 10]) {
      expect(await stage.sync(sheet)).toMatchObject({ status: 'held', removalsHeld: 11, rowsRead: read })
      expect([await visible(), await state()]).toEqual([21, 'needs_attention'])
    }
    const runs = await stage.rows(
      'select status, removals_held from sync.run where tenant = $1 order by started_at',
    )
    expect(runs).toEqual([
      { status: 'succeeded', removals_held: 0 },
      { status: 'held', removals_held: 11 },
      { status: 'held', removals_held: 11 },
    ])
  })

  it('R12 --allow-removals applies them; then the sheet is as any other', async () => {
    remove(15)
    expect(await stage.sync(sheet)).toMatchObject({ status: 'held' })
    expect(await stage.sync(sheet, { allowRemovals: true })).toMatchObject({
      status: 'succeeded',
      removalsHeld: 0,
      counts: { Contact: { archived: 15 } },
    })
    expect([await visible(), await state()]).toEqual([5, 'active'])
    expect(await stage.sync(sheet)).toMatchObject({ status: 'unchanged' })
  })

  it('R12 rows that return end it, and nobody was gone in between', async () => {
    const before = await stage.rows('select id, updated_at from graph.contact where tenant = $1 order by id')
    remove(15)
    expect(await stage.sync(sheet)).toMatchObject({ status: 'held' })
    stage.simulator.sheets.restoreRows(sheet, rows.slice(0, 15))
    expect(await stage.sync(sheet)).toMatchObject({ status: 'succeeded', removalsHeld: 0 })
    expect([await visible(), await state()]).toEqual([20, 'active'])
    expect(
      await stage.rows('select id, updated_at from graph.contact where tenant = $1 order by id'),
    ).toEqual(before)
  })

  it('R12 a sheet that answers with zero rows is held', async () => {
    remove(20)
    expect(await stage.sync(sheet)).toMatchObject({ status: 'held', rowsRead: 0, removalsHeld: 20 })
    expect(await visible()).toBe(20)
    expect(await stage.sync(sheet, { allowRemovals: true })).toMatchObject({ status: 'succeeded' })
    expect(await visible()).toBe(0)
  })
})
