import { describe, expect, it } from 'vitest'
import { lockTenant } from '../../src/graph/lock.ts'
import { transaction } from '../../src/db/transaction.ts'
import { useDrift } from '../support/driftStage.ts'
import { untilWaiting } from '../support/waiting.ts'

const { stage, command, synced, facts, issues, messages, save } = useDrift()

const known = async (sheet: number) => {
  const { knownColumns } = await stage.connection(sheet)
  return (knownColumns as { title: string }[] | null)?.map(({ title }) => title) ?? null
}
const connect = (sheet: number, options: string, mapping: string) =>
  command(`connect --tenant ${stage.tenant} --sheet ${sheet} --mapping - ${options}`, mapping)

describe('R9 the columns that are known', () => {
  it('R9 are those of the first sync where none were known before, and a dry run learns none', async () => {
    const { sheet, sheets } = await synced()
    await stage.pool.query('update sync.connection set known_columns = null where sheet_id = $1', [sheet])
    sheets.renameColumn(sheet, 'Amount', 'Umsatz')
    await stage.sync(sheet, { dryRun: true })
    expect(await known(sheet)).toBeNull()
    await stage.sync(sheet)
    expect([await issues(), await known(sheet)]).toEqual([
      [],
      expect.arrayContaining(['Umsatz', 'Shoe size']),
    ])
    sheets.renameColumn(sheet, 'Umsatz', 'Amount')
    await stage.sync(sheet)
    expect(await issues()).toEqual(['column_renamed Amount'])
  })

  it('R9 R8b what stays of custom fields goes along when another entity of the row becomes their owner', async () => {
    const { sheets } = stage.simulator
    const columns = ['Name', 'Deal', 'Hat', 'Ring', 'Shoe'].map((title, at) => ({ title, primary: at === 0 }))
    const cells = { Name: 'Ann Bell', Hat: 'Fedora', Ring: 7, Shoe: 38 }
    const sheet = sheets.createSheet({ name: 'People', columns, rows: [{ cells }] })
    const entities = [
      { type: 'contact', fields: { name: 'Name' } },
      { type: 'opportunity', fields: { name: 'Deal' } },
    ]
    await stage.connect(sheet, { mapping: { version: 1, entities } })
    await stage.sync(sheet)
    sheets.deleteColumn(sheet, 'Hat')
    await stage.sync(sheet)
    const [row = 0] = sheets.rowIds(sheet)
    sheets.updateCells(sheet, row, { Deal: 'Rollout', Ring: { value: '#REF', formula: '=A1' } })
    await stage.sync(sheet)
    const custom = await stage.rows(
      `select (select custom_fields from graph.opportunity where tenant = $1) as deal,
         (select custom_fields from graph.contact where tenant = $1) as contact`,
    )
    expect(custom).toEqual([{ deal: { Hat: 'Fedora', Ring: 7, Shoe: 38 }, contact: {} }])
  })

  it('R9 a dry run reports the same as the sync after it, and remembers nothing', async () => {
    const { sheet, row, sheets } = await synced()
    sheets.renameColumn(sheet, 'Amount', 'Umsatz')
    sheets.changeColumn(sheet, 'Deal', { type: 'PICKLIST' })
    sheets.deleteColumn(sheet, 'Shoe size')
    sheets.addColumn(sheet, { title: 'Shoe size' })
    sheets.addColumn(sheet, { title: 'Hat size' })
    sheets.updateCells(sheet, row, { 'Shoe size': 44, 'Hat size': 58, Umsatz: 7 })
    const before = await stage.rows('select * from sync.connection where tenant = $1')
    const dry = await stage.sync(sheet, { dryRun: true })
    expect(await stage.rows('select * from sync.connection where tenant = $1')).toEqual(before)
    expect(await issues()).toEqual([])
    const real = await stage.sync(sheet)
    const same = { dryRun: false, runId: real.runId, durationMs: real.durationMs, preview: null }
    expect({ ...dry, ...same }).toEqual(real)
    expect(real).toMatchObject({ status: 'succeeded', issues: { warnings: 4, errors: 0 } })
  })

  it('R9 are those that the mapping was checked against, be it by `mapping set` or `connect`', async () => {
    const { sheet, sheets } = await synced()
    const mapping = await command(`mapping show --tenant ${stage.tenant} --sheet ${sheet}`)
    sheets.renameColumn(sheet, 'Amount', 'Umsatz')
    await save(sheet)
    expect(await known(sheet)).toContain('Umsatz')
    sheets.renameColumn(sheet, 'Umsatz', 'Betrag')
    await connect(sheet, '', mapping)
    expect(await known(sheet)).toContain('Betrag')
    // What has nothing to do with the mapping leaves them alone.
    sheets.renameColumn(sheet, 'Betrag', 'Amount')
    await command(`connect --tenant ${stage.tenant} --sheet ${sheet} --interval 2`)
    await stage.sync(sheet)
    expect(await messages()).toContain('"Betrag" is titled "Amount"')
  })

  it('R9 unchecked titles are pinned by the first sync, and those not found are told until there is one', async () => {
    const { sheet, sheets } = await synced()
    const mapping = `
entities:
  - { type: contact, fields: { name: Contact, email: Email } }
  - { type: opportunity, fields: { name: Deal, amount: Umsatz } }`
    await connect(sheet, '--no-check', mapping)
    expect(await known(sheet)).toBeNull()
    await stage.sync(sheet)
    expect(await issues()).toEqual(['column_missing Umsatz'])
    expect(await messages()).toContain('the sheet has no column "Umsatz"')
    expect(await facts()).toMatchObject({ amount: 1200 })
    sheets.renameColumn(sheet, 'Contact', 'Who')
    sheets.renameColumn(sheet, 'Amount', 'Umsatz')
    await stage.sync(sheet)
    expect(await issues()).toEqual(['column_renamed Who', 'column_renamed Umsatz'])
    expect(await facts()).toMatchObject({ amount: 1200, email: 'bob@acme.example' })
  })

  it('R9 a mapping that is saved anew while a sync runs is not undone by it', async () => {
    const { sheet, sheets } = await synced()
    sheets.renameColumn(sheet, 'Amount', 'Umsatz')
    await stage.sync(sheet)
    sheets.touch(sheet)
    const running = await transaction(stage.pool, async (client) => {
      await lockTenant(client, stage.tenant)
      const sync = stage.sync(sheet)
      await untilWaiting(stage.pool, 'advisory')
      await save(sheet)
      return { sync }
    })
    expect(await running.sync).toMatchObject({ status: 'succeeded' })
    expect(await known(sheet)).toContain('Umsatz')
    expect(await stage.sync(sheet)).toMatchObject({ status: 'succeeded' })
    expect(await issues()).toEqual([])
    expect(await stage.sync(sheet)).toMatchObject({ status: 'unchanged' })
  })
})
