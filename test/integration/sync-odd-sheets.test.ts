import { describe, expect, it } from 'vitest'
import type { FaultAct } from '../../simulator/faults/faults.ts'
import type { JsonObject } from '../../simulator/store/model.ts'
import { randomOf } from '../support/randomSheet.ts'
import { createCrmSheet, TRIO, useSyncs } from '../support/syncStage.ts'

const stage = useSyncs()

const names = async () =>
  (await stage.rows<{ name: string }>('select name from graph.contacts where tenant = $1 order by name')).map(
    ({ name }) => name,
  )
const ALL = ['Ann Bell', 'Bo Chan', 'Cy Dorn']

/** The next answers with rows are lies. */
const lie = (change: Extract<FaultAct, { kind: 'lie' }>['change'], times = 1) =>
  stage.simulator.faults.add({ when: { path: /sheets\/\d+$/ }, times, act: { kind: 'lie', change } })

describe('a sheet that was read before', () => {
  it('P14 P16 P17 is always read whole: what was deleted or left blank is found by the next sync', async () => {
    const sheet = createCrmSheet(stage.simulator, TRIO)
    await stage.sync(sheet)
    const [first = 0] = stage.simulator.sheets.rowIds(sheet)
    stage.simulator.sheets.deleteRows(sheet, [first])
    stage.simulator.sheets.addRows(sheet, [{ cells: {} }])
    expect(await stage.sync(sheet)).toMatchObject({ rowsRead: 3, rowsMapped: 2, rowsEmpty: 1 })
    expect(await names()).toEqual(ALL.slice(1))
    expect(stage.simulator.requests.filter(({ query }) => 'rowsModifiedSince' in query)).toEqual([])
  })

  it('P18 is read once more when it comes without rows, and loses nothing by one such answer', async () => {
    const sheet = createCrmSheet(stage.simulator, TRIO)
    await stage.sync(sheet)
    stage.simulator.sheets.touch(sheet)
    lie({ rows: [], totalRowCount: 0 })
    expect(await stage.sync(sheet)).toMatchObject({ status: 'succeeded', rowsRead: 3 })
    expect(await names()).toEqual(ALL)
  })

  it('P18 is believed when it comes without rows twice, where the guard has nothing against it', async () => {
    const sheet = createCrmSheet(stage.simulator, TRIO)
    await stage.sync(sheet)
    stage.simulator.sheets.deleteRows(sheet, stage.simulator.sheets.rowIds(sheet))
    expect(await stage.sync(sheet)).toMatchObject({ status: 'succeeded', rowsRead: 0, apiRequests: 3 })
    expect(await names()).toEqual([])
  })
})

describe('an odd sheet', () => {
  it('P22 of 150 columns brings them all', async () => {
    const more = Array.from({ length: 147 }, (_, at) => ({ title: `Field ${at + 4}` }))
    const sheet = stage.simulator.sheets.createSheet({
      name: 'Wide',
      columns: [...['Company', 'Contact', 'Email'].map((title) => ({ title })), ...more],
      rows: [{ cells: { ...TRIO[1], 'Field 150': 'the last one' } }],
    })
    await stage.sync(sheet)
    const [contact] = await stage.rows('select custom_fields from graph.contacts where tenant = $1')
    expect(contact).toEqual({ custom_fields: { 'Field 150': 'the last one' } })
  })

  it('E8 without a primary column is read as any other', async () => {
    const sheet = createCrmSheet(stage.simulator, TRIO)
    lie((body) => ({
      ...body,
      columns: (body['columns'] as JsonObject[]).map(({ primary: _, ...column }) => column),
    }))
    expect(await stage.sync(sheet)).toMatchObject({ status: 'succeeded' })
    expect(await names()).toEqual(ALL)
  })

  it('E12 whose children come before their parents gives the same graph', async () => {
    const children = TRIO.slice(1).map((cells) => ({ cells }))
    const sheet = stage.simulator.sheets.createSheet({
      name: 'Tree',
      columns: ['Company', 'Contact', 'Email', 'Deal', 'Amount'].map((title) => ({ title })),
      rows: [{ cells: TRIO[0] ?? {}, children }],
    })
    lie((body) => ({ ...body, rows: (body['rows'] as JsonObject[]).toReversed() }))
    await stage.sync(sheet)
    expect(await names()).toEqual(ALL)
    expect(await stage.sync(sheet, { full: true })).toMatchObject({
      counts: { Contact: { created: 0, updated: 0, archived: 0 } },
    })
  })

  it('R20 whose cells are full brings the whole of them, whatever has an index in the database', async () => {
    // Nothing that compresses: else an index would take it.
    const random = randomOf(1)
    const full = (): string =>
      Array.from({ length: 4_000 }, () => String.fromCodePoint(0x4e00 + Math.floor(random() * 20_000))).join(
        '',
      )
    const cells = {
      Company: full(),
      Contact: full(),
      Deal: full(),
      Amount: 1,
      Notes: full(),
      'Shoe size': full(),
    }
    const sheet = createCrmSheet(stage.simulator, [cells])
    expect(await stage.sync(sheet)).toMatchObject({ errorCode: null, rowsMapped: 1 })
    const names = await stage.rows(
      `select name from graph.companies where tenant = $1 union all select name from graph.contacts where tenant = $1
       union all select name from graph.deals where tenant = $1`,
    )
    expect(names).toEqual([cells.Company, cells.Contact, cells.Deal].map((name) => ({ name })))
  })

  it('E17 whose name is a path, an attack, right to left, or a book is only ever text', async () => {
    for (const name of [
      '../../etc/passwd',
      `'; drop table graph.contact; --"`,
      '\u202eelbat drop\u202c 🏢 مبيعات',
      'n'.repeat(5_000),
    ]) {
      const sheet = createCrmSheet(stage.simulator, TRIO)
      stage.simulator.sheets.renameSheet(sheet, name)
      expect(await stage.sync(sheet)).toMatchObject({ status: 'succeeded', sheetName: name })
      expect((await stage.connection(sheet)).sheetName).toBe(name)
    }
  })
})
