import { describe, expect, it } from 'vitest'
import { createCrmSheet, useSyncs } from '../support/syncStage.ts'

const stage = useSyncs()

const BOB = {
  Company: 'Acme',
  Contact: 'Bob Lee',
  Email: 'bob@acme.example',
  'Job title': 'Buyer',
  Deal: 'Rollout',
  Amount: 1200,
}

const deal = async () => (await stage.rows('select name, amount::int from graph.deals where tenant = $1'))[0]
const contact = async () =>
  (await stage.rows('select name, email, job_title from graph.contacts where tenant = $1'))[0]
const issues = async () =>
  (
    await stage.rows<{ code: string; column_title: string }>(
      'select code, column_title from sync.row_issue where tenant = $1 order by id',
    )
  ).map(({ code, column_title }) => `${code} ${column_title}`)

/** A synced sheet with one row. */
async function synced() {
  const sheet = createCrmSheet(stage.simulator, [BOB])
  const [row = 0] = stage.simulator.sheets.rowIds(sheet)
  await stage.sync(sheet)
  return { sheet, row, sheets: stage.simulator.sheets }
}

describe('R8 blank cells', () => {
  it('R8 a cell that was emptied empties the field; 0 is a value', async () => {
    const { sheet, row, sheets } = await synced()
    sheets.updateCells(sheet, row, { 'Job title': null, Amount: 0 })
    await stage.sync(sheet)
    expect([await deal(), await contact()]).toMatchObject([{ amount: 0 }, { job_title: null }])
    sheets.updateCells(sheet, row, { Amount: '' })
    await stage.sync(sheet)
    expect(await deal()).toMatchObject({ amount: null })
  })
})

describe('R8b formula errors', () => {
  it('R8b keep what the row said before, with a warning that goes with its cause', async () => {
    const { sheet, row, sheets } = await synced()
    sheets.updateCells(sheet, row, { Amount: { value: '#NO MATCH', formula: '=VLOOKUP(1, 2)' } })
    expect(await stage.sync(sheet)).toMatchObject({ status: 'succeeded', issues: { warnings: 1 } })
    expect(await deal()).toMatchObject({ amount: 1200 })
    expect(await issues()).toEqual(['formula_error Amount'])
    sheets.updateCells(sheet, row, { Amount: { value: 7, formula: '=3 + 4' } })
    await stage.sync(sheet)
    expect(await deal()).toMatchObject({ amount: 7 })
    expect(await issues()).toEqual([])
  })
})

describe('R9 columns', () => {
  it('R9 E7 a deleted column leaves its fields as they were and is told; so does a new one with its title', async () => {
    const { sheet, row, sheets } = await synced()
    sheets.deleteColumn(sheet, 'Job title')
    sheets.deleteColumn(sheet, 'Amount')
    expect(await stage.sync(sheet)).toMatchObject({ status: 'succeeded' })
    const kept = [{ name: 'Rollout', amount: 1200 }, { job_title: 'Buyer' }]
    expect([await deal(), await contact()]).toMatchObject(kept)
    expect((await issues()).sort()).toEqual(['column_missing Amount', 'column_missing Job title'])

    sheets.addColumn(sheet, { title: 'Amount' })
    sheets.updateCells(sheet, row, { Amount: 5 })
    await stage.sync(sheet)
    expect([await deal(), await contact()]).toMatchObject(kept)
    expect(await issues()).toContain('column_missing Amount')
  })

  it('R9 a deleted identity column hides nobody', async () => {
    const { sheet, sheets } = await synced()
    const before = await contact()
    sheets.deleteColumn(sheet, 'Email')
    sheets.deleteColumn(sheet, 'Contact')
    await stage.sync(sheet)
    expect(await contact()).toEqual(before)
  })

  it('R9 a renamed column is the same column, and a new column is a custom field', async () => {
    const { sheet, row, sheets } = await synced()
    sheets.renameColumn(sheet, 'Amount', 'Umsatz')
    sheets.addColumn(sheet, { title: 'Hat size' })
    sheets.updateCells(sheet, row, { Umsatz: 1300, 'Hat size': 58 })
    await stage.sync(sheet)
    expect(await stage.rows('select amount::int, custom_fields from graph.deals where tenant = $1')).toEqual([
      { amount: 1300, custom_fields: { 'Hat size': 58 } },
    ])
    expect(await issues()).toEqual(['column_renamed Umsatz', 'column_added Hat size'])
  })
})

describe('R20 text', () => {
  it('R20 is what Postgres can hold: NUL and lone surrogates go, with a warning; the rest stays', async () => {
    const { sheet, row, sheets } = await synced()
    sheets.updateCells(sheet, row, { Deal: ' Cafe\u0301 \u0000"x"\ud800, \\N \u{1F600}\tz ' })
    await stage.sync(sheet)
    expect(await deal()).toMatchObject({ name: 'Café "x", \\N \u{1F600}\tz' })
    expect(await issues()).toEqual(['text_cleaned Deal'])
  })
})
