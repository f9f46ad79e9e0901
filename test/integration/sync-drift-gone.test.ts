import { describe, expect, it } from 'vitest'
import { byTitles, useDrift } from '../support/driftStage.ts'

const { stage, synced, facts, issues, messages, save, takeAway } = useDrift()

const FACTS = { amount: 1200, custom: { 'Shoe size': 43 }, email: 'bob@acme.example' }

describe('R9 a deleted column', () => {
  it('R9 that was a custom field leaves it as it was until it is put back, or the mapping is saved', async () => {
    const { sheet, row, sheets } = await synced()
    const putBack = takeAway(sheet, 'Shoe size')
    for (const edit of [
      () => undefined,
      () => sheets.updateCells(sheet, row, { Amount: 7 }),
      () => sheets.updateCells(sheet, row, { Amount: 1200 }),
    ]) {
      edit()
      await stage.sync(sheet, { full: true })
      expect((await facts()).custom).toEqual(FACTS.custom)
      expect(await issues()).toEqual(['column_missing Shoe size'])
    }
    putBack()
    await stage.sync(sheet)
    expect([await facts(), await issues()]).toEqual([FACTS, []])

    sheets.deleteColumn(sheet, 'Shoe size')
    await stage.sync(sheet)
    await save(sheet)
    await stage.sync(sheet)
    expect([await facts(), await issues()]).toEqual([{ ...FACTS, custom: {} }, []])
  })

  it('R9 that is made again takes nothing over, until a mapping by its title is saved', async () => {
    const { sheet, row, sheets } = await synced()
    for (const title of ['Amount', 'Shoe size']) sheets.deleteColumn(sheet, title)
    const [amount, size] = ['Amount', 'Shoe size'].map((title) => sheets.addColumn(sheet, { title }))
    sheets.updateCells(sheet, row, { Amount: 5, 'Shoe size': 44 })
    await stage.sync(sheet)
    const kept = { 'Shoe size': 43, Amount: 5, [`Shoe size (${size})`]: 44 }
    expect(await facts()).toEqual({ ...FACTS, custom: kept })
    expect(await issues()).toEqual(['column_missing Amount', 'column_missing Shoe size'])
    expect(await messages()).toMatch(new RegExp(`with the id ${amount},[^]*with the id ${size},`))

    await expect(save(sheet)).rejects.toThrow(`"Amount" has the id ${amount}.`)
    await save(sheet, byTitles)
    await stage.sync(sheet)
    expect([await facts(), await issues()]).toEqual([
      { ...FACTS, amount: 5, custom: { 'Shoe size': 44 } },
      [],
    ])
  })
})

describe('R9 a new column', () => {
  it('R9 is told until it is known or gone, and its custom field outlives it', async () => {
    const { sheet, row, sheets } = await synced()
    sheets.addColumn(sheet, { title: 'Hat size' })
    sheets.updateCells(sheet, row, { 'Hat size': 58 })
    const custom = { 'Shoe size': 43, 'Hat size': 58 }
    for (const full of [false, true]) {
      await stage.sync(sheet, { full })
      expect([await facts(), await issues()]).toEqual([{ ...FACTS, custom }, ['column_added Hat size']])
    }
    sheets.deleteColumn(sheet, 'Hat size')
    await stage.sync(sheet)
    expect([await facts(), await issues()]).toEqual([{ ...FACTS, custom }, ['column_missing Hat size']])
    sheets.addColumn(sheet, { title: 'Ring' })
    await save(sheet)
    await stage.sync(sheet)
    expect([await facts(), await issues()]).toEqual([FACTS, []])
  })

  it('R9 is told where it is not taken, too', async () => {
    const { sheet, sheets } = await synced()
    await save(sheet, (mapping) => mapping.replace('customFields: unmapped', 'customFields: none'))
    sheets.addColumn(sheet, { title: 'Hat size' })
    await stage.sync(sheet)
    expect(await messages()).toContain('"Hat size" is new: not taken over')
    expect(await facts()).toMatchObject({ custom: {} })
    sheets.deleteColumn(sheet, 'Hat size')
    await stage.sync(sheet)
    expect(await issues()).toEqual([])
  })
})
