import { describe, expect, it } from 'vitest'
import { useDrift } from '../support/driftStage.ts'
import { graphSnapshot } from '../support/graphSnapshot.ts'
import { graphState } from '../support/records.ts'

const { stage, synced, facts, issues, messages, save } = useDrift()

const FACTS = { amount: 1200, custom: { 'Shoe size': 43 }, email: 'bob@acme.example' }

describe('R9 a renamed column', () => {
  it('R9 is told until it has its title again, or the mapping is saved; custom fields go with the title', async () => {
    const { sheet, sheets } = await synced()
    sheets.renameColumn(sheet, 'Amount', 'Umsatz')
    sheets.renameColumn(sheet, 'Shoe size', 'Size')
    expect(await stage.sync(sheet)).toMatchObject({ status: 'succeeded', issues: { warnings: 2 } })
    expect(await facts()).toEqual({ ...FACTS, custom: { Size: 43 } })
    expect(await issues()).toEqual(['column_renamed Umsatz', 'column_renamed Size'])
    expect(await messages()).toMatch(/"Amount" is titled "Umsatz"[^]*"Shoe size" is titled "Size"/)

    sheets.renameColumn(sheet, 'Umsatz', 'Amount')
    await stage.sync(sheet)
    expect(await issues()).toEqual(['column_renamed Size'])
    await save(sheet)
    expect(await issues()).toEqual(['column_renamed Size'])
    await stage.sync(sheet)
    expect([await issues(), await facts()]).toEqual([[], { ...FACTS, custom: { Size: 43 } }])
  })

  it('R9 R8b keeps the custom field of a cell in error, under the new title', async () => {
    const { sheet, row, sheets } = await synced()
    sheets.renameColumn(sheet, 'Shoe size', 'Size')
    sheets.updateCells(sheet, row, { Size: { value: '#NO MATCH', formula: '=VLOOKUP(1, 2)' } })
    for (const full of [false, true]) {
      await stage.sync(sheet, { full })
      expect(await facts()).toEqual({ ...FACTS, custom: { Size: 43 } })
    }
  })

  it('R9 two that exchange their titles stay what they were', async () => {
    const { sheet, row, sheets } = await synced()
    for (const [from, to] of [
      ['Amount', 'x'],
      ['Shoe size', 'Amount'],
      ['x', 'Shoe size'],
    ] as const)
      sheets.renameColumn(sheet, from, to)
    sheets.updateCells(sheet, row, { Company: 'Acme Inc.' })
    await stage.sync(sheet)
    expect(await facts()).toEqual({ ...FACTS, custom: { Amount: 43 } })
    expect(await issues()).toEqual(['column_renamed Shoe size', 'column_renamed Amount'])
  })

  it('R9 200 at once are told one by one, and lose nothing', async () => {
    const { sheet, row, sheets } = await synced()
    const titles = Array.from({ length: 200 }, (_, at) => `Extra ${at}`)
    for (const title of titles) sheets.addColumn(sheet, { title })
    sheets.updateCells(sheet, row, Object.fromEntries(titles.map((title, at) => [title, at])))
    await stage.sync(sheet)
    await save(sheet)
    await stage.sync(sheet)
    for (const title of titles) sheets.renameColumn(sheet, title, `${title}!`)
    expect(await stage.sync(sheet)).toMatchObject({ status: 'succeeded', issues: { warnings: 200 } })
    const values = titles.map((title, at) => [`${title}!`, at])
    expect(await facts()).toEqual({
      ...FACTS,
      custom: { 'Shoe size': 43, ...(Object.fromEntries(values) as object) },
    })
  })
})

describe('R9 a column of another type', () => {
  it('R9 is read by what each cell holds, and told until it has its type again, or the mapping is saved', async () => {
    const { sheet, row, sheets } = await synced()
    sheets.changeColumn(sheet, 'Amount', { type: 'PICKLIST', extras: { options: ['5 EUR'] } })
    sheets.changeColumn(sheet, 'Shoe size', { type: 'CHECKBOX' })
    sheets.updateCells(sheet, row, { Amount: '5 EUR', 'Shoe size': true })
    await stage.sync(sheet)
    expect(await facts()).toMatchObject({ amount: 5, custom: { 'Shoe size': true } })
    expect(await issues()).toEqual(['column_retyped Amount', 'column_retyped Shoe size'])
    expect(await messages()).toMatch(/TEXT_NUMBER and is PICKLIST[^]*TEXT_NUMBER and is CHECKBOX/)
    sheets.changeColumn(sheet, 'Amount', { type: 'TEXT_NUMBER' })
    await stage.sync(sheet)
    expect(await issues()).toEqual(['column_retyped Shoe size'])
    await save(sheet)
    await stage.sync(sheet)
    expect(await issues()).toEqual([])
  })

  it('R9 that was one of contacts and holds names alone doubles nobody and takes no address away', async () => {
    const { sheets } = stage.simulator
    const who = { contact: { name: 'Ann Bell', email: 'ann@acme.example' } }
    const sheet = sheets.createSheet({
      name: 'People',
      columns: [{ title: 'Contact', type: 'CONTACT_LIST' }, { title: 'Notes' }],
      rows: [{ cells: { Contact: who } }, { cells: { Contact: who } }],
    })
    await stage.connect(sheet, {
      mapping: { version: 1, entities: [{ type: 'contact', fields: { name: 'Contact' } }] },
    })
    await stage.sync(sheet)
    const people = () => stage.rows('select id, name, email from graph.contacts where tenant = $1')
    const before = await people()
    expect(before).toMatchObject([{ name: 'Ann Bell', email: 'ann@acme.example' }])
    sheets.changeColumn(sheet, 'Contact', { type: 'TEXT_NUMBER' })
    for (const row of sheets.rowIds(sheet)) sheets.updateCells(sheet, row, { Contact: 'Ann Bell' })
    await stage.sync(sheet)
    expect([await people(), await issues()]).toEqual([before, ['column_retyped Contact']])
    // Somebody else is not to have her address.
    for (const row of sheets.rowIds(sheet)) sheets.updateCells(sheet, row, { Contact: 'Zoe Ray' })
    await stage.sync(sheet)
    for (const { name, email } of await people()) expect([name, email]).toEqual(['Zoe Ray', null])
  })
})

describe('R9 a column that is moved or hidden', () => {
  it('R9 R13 changes nothing, writes no row of graph and raises nothing', async () => {
    const { sheet, sheets } = await synced()
    const before = await Promise.all([graphSnapshot(stage.pool, stage.tenant), graphState(stage.pool)])
    sheets.changeColumn(sheet, 'Shoe size', { index: 0 })
    sheets.changeColumn(sheet, 'Amount', { index: 1, extras: { hidden: true } })
    sheets.changeColumn(sheet, 'Notes', { extras: { hidden: true } })
    expect(await stage.sync(sheet)).toMatchObject({ status: 'succeeded', rowsRead: 1 })
    const after = await Promise.all([graphSnapshot(stage.pool, stage.tenant), graphState(stage.pool)])
    expect(after).toEqual(before)
    expect(await issues()).toEqual([])
  })
})
