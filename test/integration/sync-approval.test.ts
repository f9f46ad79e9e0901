import { beforeEach, describe, expect, it } from 'vitest'
import { reportText } from '../../src/cli/syncReport.ts'
import { findRun } from '../../src/runs/runs.ts'
import { setMapping } from '../../src/connections/store.ts'
import type { SyncReport } from '../../src/sync/report.ts'
import { createCrmSheet, people, useSyncs } from '../support/syncStage.ts'

const stage = useSyncs()
let sheet: number
let rows: number[]

const visible = async () => (await stage.rows('select from graph.contacts where tenant = $1')).length
const outcome = ({ status, removalsHeld }: SyncReport) => [status, removalsHeld]
/** These people's rows go; the others stay. */
const remove = (from: number, to: number) => stage.simulator.sheets.deleteRows(sheet, rows.slice(from, to))
const say = (report: SyncReport) => reportText([report], null)
const storedMessage = async ({ runId }: SyncReport) => (await findRun(stage.pool, runId ?? ''))?.errorMessage

beforeEach(async () => {
  sheet = createCrmSheet(stage.simulator, people(40))
  rows = stage.simulator.sheets.rowIds(sheet)
  await stage.sync(sheet)
})

describe('R12 approval of removals', () => {
  it('R12 covers as many rows as were told of, and no more: more than that are held again, with the reason', async () => {
    remove(0, 12)
    const told = await stage.sync(sheet)
    expect(outcome(told)).toEqual(['held', 12])
    remove(12, 15)

    const again = await stage.sync(sheet, { allowRemovals: true })
    expect([outcome(again), await visible()]).toEqual([['held', 15], 40])
    expect(say(again)).toContain(
      '15 rows vanished at once, more than the 12 that were allowed; nothing was removed for them.',
    )
    expect(await storedMessage(again)).toMatch(/15 rows vanished.*more than the 12.*--allow-removals 15;/)

    expect(outcome(await stage.sync(sheet, { allowRemovals: true }))).toEqual(['succeeded', 0])
    expect(await visible()).toBe(25)
  })

  it('R12 covers fewer, and others: what was told of is a number', async () => {
    remove(0, 15)
    await stage.sync(sheet)
    stage.simulator.sheets.restoreRows(sheet, rows.slice(0, 15))
    remove(20, 34)
    expect(outcome(await stage.sync(sheet, { allowRemovals: true }))).toEqual(['succeeded', 0])
    expect(await visible()).toBe(26)
  })

  it('R12 without anything told of before holds, and tells; the second time it applies', async () => {
    remove(0, 12)
    const first = await stage.sync(sheet, { allowRemovals: true })
    expect([outcome(first), await visible()]).toEqual([['held', 12], 40])
    expect(say(first)).toContain('12 rows vanished at once, which had not been told of before; nothing was')
    expect(outcome(await stage.sync(sheet, { allowRemovals: true }))).toEqual(['succeeded', 0])
  })

  it('R12 a dry run tells, but nobody remembers: its number is given along', async () => {
    remove(0, 12)
    const dry = await stage.sync(sheet, { dryRun: true })
    expect(say(dry)).toMatch(/12 rows vanished at once; nothing would be removed.* --allow-removals 12$/m)
    expect(outcome(await stage.sync(sheet, { allowRemovals: true, dryRun: true }))).toEqual(['held', 12])
    expect(outcome(await stage.sync(sheet, { allowRemovals: 11 }))).toEqual(['held', 12])
    expect(outcome(await stage.sync(sheet, { allowRemovals: 12, dryRun: true }))).toEqual(['succeeded', 0])
    expect([outcome(await stage.sync(sheet, { allowRemovals: 12 })), await visible()]).toEqual([
      ['succeeded', 0],
      28,
    ])
  })

  it('R12 a notice told of the first run that held; what the schedule held since, nobody has seen', async () => {
    remove(0, 12)
    await stage.sync(sheet, { trigger: 'schedule' })
    remove(12, 30)
    expect(outcome(await stage.sync(sheet, { trigger: 'schedule' }))).toEqual(['held', 30])
    expect(outcome(await stage.sync(sheet, { allowRemovals: true }))).toEqual(['held', 30])
    expect(outcome(await stage.sync(sheet, { allowRemovals: true }))).toEqual(['succeeded', 0])
  })

  it('R12 ends when the rows return: the next time is another matter', async () => {
    remove(0, 15)
    await stage.sync(sheet)
    stage.simulator.sheets.restoreRows(sheet, rows.slice(0, 15))
    expect(outcome(await stage.sync(sheet))).toEqual(['succeeded', 0])
    remove(0, 12)
    expect(outcome(await stage.sync(sheet, { allowRemovals: true }))).toEqual(['held', 12])
  })

  it('R12 is not lost by a sync that fails in between', async () => {
    remove(0, 15)
    await stage.sync(sheet)
    stage.simulator.faults.add({
      when: { path: String(sheet) },
      times: 1,
      act: { kind: 'answer', status: 404, body: { errorCode: 1006, message: 'Not Found' } },
    })
    expect(await stage.sync(sheet)).toMatchObject({ status: 'failed' })
    stage.simulator.faults.clear()
    expect(outcome(await stage.sync(sheet, { allowRemovals: true }))).toEqual(['succeeded', 0])
  })

  it('R12 a full resync approves nothing', async () => {
    remove(0, 15)
    await stage.sync(sheet)
    expect(outcome(await stage.sync(sheet, { trigger: 'resync', full: true }))).toEqual(['held', 15])
    expect(await visible()).toBe(40)
  })
})

describe('R12 what the guard weighs', () => {
  const withDeals = async () => {
    const cells = people(12, 100).map((row, at) => ({ ...row, Deal: `Deal ${at}`, Notes: `Note ${at}` }))
    sheet = createCrmSheet(stage.simulator, cells)
    rows = stage.simulator.sheets.rowIds(sheet)
    await stage.sync(sheet)
  }
  const openDeals = async () => (await stage.rows('select from graph.deals where tenant = $1')).length

  it('R12 a kind of entity that is taken out of the mapping is held, and called what it is', async () => {
    await withDeals()
    const { id, mapping } = await stage.connection(sheet)
    const { entities, ...rest } = mapping as { entities: { type: string }[] }
    const less = {
      ...rest,
      entities: entities.filter(({ type }) => type !== 'opportunity' && type !== 'logEntry'),
    }
    await setMapping(stage.pool, id, { mapping: less }, stage.clock.now())
    const held = await stage.sync(sheet)
    expect([outcome(held), await openDeals()]).toEqual([['held', 12], 12])
    expect(held.held).toEqual({ rows: 12, vanished: 0, lost: ['deal', 'note'], allowed: null })
    expect(await storedMessage(held)).toBe(
      '12 rows still in the sheet would lose their deals, notes; nothing was removed for them. If that is right, ' +
        'sync with --allow-removals 12; if not, undo it in the sheet or its mapping.',
    )
    expect(outcome(await stage.sync(sheet, { allowRemovals: true }))).toEqual(['succeeded', 0])
    expect([await openDeals(), await visible()]).toEqual([0, 52])
  })

  it('R12 so is a column that is cleared; each row counts once, vanished or not', async () => {
    await withDeals()
    for (const row of rows.slice(0, 10))
      stage.simulator.sheets.updateCells(sheet, row, { Deal: '', Notes: '' })
    stage.simulator.sheets.deleteRows(sheet, rows.slice(9))
    const held = await stage.sync(sheet)
    expect(held.held).toMatchObject({ rows: 12, vanished: 3, lost: ['deal', 'note'] })
    expect(say(held)).toContain(
      '3 rows vanished at once, and 9 rows still in the sheet would lose their deals, notes; nothing was removed',
    )
  })

  it('R12 of a sheet of ten rows all may go, of eleven none', async () => {
    for (const [count, status] of [
      [10, 'succeeded'],
      [11, 'held'],
    ] as const) {
      const small = createCrmSheet(stage.simulator, people(count, 200 + count * 20))
      await stage.sync(small)
      stage.simulator.sheets.deleteRows(small, stage.simulator.sheets.rowIds(small))
      expect(await stage.sync(small)).toMatchObject({ status, rowsRead: 0 })
    }
  })

  it('R12 while removals wait, other rows come, change and go as they like', async () => {
    remove(0, 15)
    await stage.sync(sheet)
    stage.simulator.sheets.addRows(
      sheet,
      people(2, 300).map((cells) => ({ cells })),
    )
    stage.simulator.sheets.updateCells(sheet, rows[30] ?? 0, { Contact: 'New Name' })
    remove(15, 16)
    expect(outcome(await stage.sync(sheet))).toEqual(['held', 16])
    stage.simulator.sheets.restoreRows(sheet, rows.slice(0, 6))
    // Ten are gone: as many as go by themselves.
    expect(outcome(await stage.sync(sheet))).toEqual(['succeeded', 0])
    expect(await visible()).toBe(32)
    const { rowCount } = await stage.pool.query(
      `select from graph.contacts where tenant = $1 and name = 'New Name'`,
      [stage.tenant],
    )
    expect(rowCount).toBe(1)
  })
})
