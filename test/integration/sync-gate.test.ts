import { describe, expect, it } from 'vitest'
import { setMapping } from '../../src/connections/store.ts'
import { lockTenant } from '../../src/graph/lock.ts'
import { transaction } from '../../src/db/transaction.ts'
import { graphState } from '../support/records.ts'
import { createCrmSheet, people, TRIO, useSyncs } from '../support/syncStage.ts'
import { untilWaiting } from '../support/waiting.ts'

const stage = useSyncs()
const HOUR_MS = 3_600_000

describe('R1 the version gate', () => {
  it('R1 opens once a day: a volatile formula raises no version', async () => {
    const sheet = createCrmSheet(stage.simulator, TRIO)
    await stage.sync(sheet)
    // What a formula of today's date does: another value under the same version.
    const [row] = stage.simulator.store.sheets.get(sheet)?.rows ?? []
    row?.cells.splice(5, 1, 77)
    stage.clock.advance(23 * HOUR_MS)
    expect(await stage.sync(sheet)).toMatchObject({ status: 'unchanged', apiRequests: 1 })
    stage.clock.advance(HOUR_MS)
    expect(await stage.sync(sheet)).toMatchObject({ status: 'succeeded', rowsRead: 3 })
    const amounts = await stage.rows('select amount::int from graph.deals where tenant = $1 order by 1')
    expect(amounts).toEqual([{ amount: 5 }, { amount: 77 }])
    expect(await stage.sync(sheet)).toMatchObject({ status: 'unchanged' })
  })

  it('R1 --full reads everything, whatever the version', async () => {
    const sheet = createCrmSheet(stage.simulator, TRIO)
    await stage.sync(sheet)
    expect(await stage.sync(sheet, { full: true })).toMatchObject({ status: 'succeeded', rowsRead: 3 })
  })

  it('R1 a mapping that was set opens it', async () => {
    const sheet = createCrmSheet(stage.simulator, TRIO)
    await stage.sync(sheet)
    const { id } = await stage.connection(sheet)
    await setMapping(stage.pool, id, { mapping: WITH_NOTES }, stage.clock.now())
    expect(await stage.sync(sheet)).toMatchObject({ status: 'succeeded', rowsRead: 3 })
  })

  it('R1 a mapping that is set while a sync runs is kept, and applied by the next sync', async () => {
    const sheet = createCrmSheet(stage.simulator, [{ ...TRIO[0], Notes: 'Call her' }])
    const { id } = await stage.connect(sheet, { mapping: WITHOUT_NOTES })
    const running = await transaction(stage.pool, async (client) => {
      await lockTenant(client, stage.tenant)
      const sync = stage.sync(sheet)
      await untilWaiting(stage.pool, 'advisory')
      await setMapping(stage.pool, id, { mapping: WITH_NOTES }, stage.clock.now())
      return { sync }
    })
    expect(await running.sync).toMatchObject({ status: 'succeeded' })
    expect((await stage.connection(sheet)).mapping).toEqual(WITH_NOTES)
    const notes = 'select content from graph.log_entry where tenant = $1'
    expect(await stage.rows(notes)).toEqual([])
    expect(await stage.sync(sheet)).toMatchObject({ status: 'succeeded' })
    expect(await stage.rows(notes)).toEqual([{ content: 'Call her' }])
    expect(await stage.sync(sheet)).toMatchObject({ status: 'unchanged' })
  })
})

const CONTACT = { type: 'contact', fields: { name: 'Contact', email: 'Email' } }
const WITHOUT_NOTES = { version: 1, entities: [CONTACT], customFields: 'none' }
const WITH_NOTES = {
  ...WITHOUT_NOTES,
  entities: [CONTACT, { type: 'logEntry', fields: { content: 'Notes' } }],
}

describe('a dry run', () => {
  const books = () =>
    Promise.all([
      graphState(stage.pool),
      stage.rows('select * from sync.connection where tenant = $1'),
      stage.rows('select * from sync.run where tenant = $1'),
      stage.rows('select * from sync.row_issue where tenant = $1'),
      stage.rows('select * from sync.change where tenant = $1'),
      stage.rows('select * from sync.identity where tenant = $1'),
      stage.pool.query('select * from sync.stage').then(({ rows }) => rows as unknown[]),
    ])

  it('counts what the next sync does, and leaves nothing behind', async () => {
    const sheet = createCrmSheet(stage.simulator, [
      ...TRIO,
      ...people(12),
      { Deal: 'x', Email: 'no address' },
    ])
    await stage.connect(sheet)
    for (const edit of [
      () => undefined,
      () => {
        const [first = 0, second = 0] = stage.simulator.sheets.rowIds(sheet)
        stage.simulator.sheets.updateCells(sheet, first, { Amount: 11, Email: 'new@acme.example' })
        stage.simulator.sheets.deleteRows(sheet, [second])
      },
      () => stage.simulator.sheets.deleteRows(sheet, stage.simulator.sheets.rowIds(sheet).slice(0, 12)),
    ]) {
      edit()
      const before = await books()
      const dry = await stage.sync(sheet, { dryRun: true, pageSize: 2 })
      expect(await books()).toEqual(before)
      const real = await stage.sync(sheet, { pageSize: 2 })
      expect(dry.dryRun).toBe(true)
      const same = {
        dryRun: false,
        runId: real.runId,
        durationMs: real.durationMs,
        sheetName: real.sheetName,
        preview: null,
      }
      expect({ ...dry, ...same }).toEqual(real)
    }
    expect((await stage.connection(sheet)).state).toBe('needs_attention')
  })

  it('of a sync that fails leaves nothing behind either', async () => {
    const sheet = createCrmSheet(stage.simulator, TRIO)
    await stage.connect(sheet)
    stage.simulator.sheets.deleteSheet(sheet)
    const before = await books()
    expect(await stage.sync(sheet, { dryRun: true })).toMatchObject({ errorCode: 'sheet_not_found' })
    expect(await books()).toEqual(before)
  })
})
