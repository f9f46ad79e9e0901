import { describe, expect, it } from 'vitest'
import { createCrmSheet, TRIO, useSyncs } from '../support/syncStage.ts'

const stage = useSyncs()

const FULL = {
  Contact: 'Di East',
  Email: 'di@acme.example',
  Phone: '+49 30 12345678',
  'Job title': 'Buyer',
  'Shoe size': 38,
}
interface Entity {
  id: string
  label: string
  name: string
  live: boolean
}
const entities = async () =>
  Object.fromEntries(
    (
      await stage.rows<Entity>(
        `select id, name, not hide as live from graph.organization where tenant = $1
         union all select id, name, not hide from graph.contact where tenant = $1
         union all select id, name, not archived from graph.opportunity where tenant = $1`,
      )
    ).map(({ id, name, live }) => [name, { id, live }]),
  )
const linksOf = async (rowId: number) =>
  (
    await stage.rows<{ external_id: string }>(
      'select external_id from graph.is_linked_with where tenant = $1',
    )
  )
    .map(({ external_id }) => external_id)
    .filter((slot) => slot.split(':')[0] === String(rowId))

describe('R11 vanished rows', () => {
  it('R11 a deleted row hides its people and companies, archives its deal; back, all have the same ids', async () => {
    const sheet = createCrmSheet(stage.simulator, TRIO)
    const row = stage.simulator.sheets.findRow(sheet, 'Contact', 'Cy Dorn')
    await stage.sync(sheet)
    const before = await entities()
    stage.simulator.sheets.deleteRows(sheet, [row])
    expect(await stage.sync(sheet)).toMatchObject({
      status: 'succeeded',
      counts: { Organization: { archived: 1 }, Contact: { archived: 1 }, Opportunity: { archived: 1 } },
    })
    const gone = await entities()
    for (const name of ['Cy Dorn', 'Globex', 'Pilot']) {
      expect(gone[name]).toEqual({ id: before[name]?.id, live: false })
    }
    expect(gone).toMatchObject({ 'Ann Bell': { live: true }, Rollout: { live: true } })
    expect(await linksOf(row)).toEqual([])

    stage.simulator.sheets.restoreRows(sheet, [row])
    expect(await stage.sync(sheet)).toMatchObject({ status: 'succeeded' })
    expect(await entities()).toEqual(before)
    expect(await linksOf(row)).toHaveLength(3)
    expect(await stage.rows('select email from graph.contacts where tenant = $1 order by 1')).toHaveLength(3)
  })

  it('R6 two spellings are one company, and the deletion of one row leaves it', async () => {
    const sheet = createCrmSheet(stage.simulator, TRIO)
    const { sheets } = stage.simulator
    await stage.sync(sheet)
    const acme =
      'select id, domain, contacts from graph.companies where tenant = $1 and domain is not null order by 2'
    const [before] = await stage.rows(acme)
    expect(before).toMatchObject({ domain: 'acme.example', contacts: 2 })
    sheets.deleteRows(sheet, [sheets.findRow(sheet, 'Contact', 'Ann Bell')])
    await stage.sync(sheet)
    expect((await stage.rows(acme))[0]).toEqual({ ...before, contacts: 1 })
    sheets.deleteRows(sheet, [sheets.findRow(sheet, 'Contact', 'Bo Chan')])
    await stage.sync(sheet)
    expect(await stage.rows(acme)).toMatchObject([{ domain: 'globex.example' }])
  })

  it('R11 what another sheet speaks for as well stays', async () => {
    const [one, two] = [createCrmSheet(stage.simulator, TRIO), createCrmSheet(stage.simulator, TRIO.slice(2))]
    await stage.sync(one)
    await stage.sync(two)
    const { sheets } = stage.simulator
    sheets.deleteRows(one, [sheets.findRow(one, 'Contact', 'Cy Dorn')])
    await stage.sync(one)
    expect(await entities()).toMatchObject({ 'Cy Dorn': { live: true }, Globex: { live: true } })
  })
})

describe('R7 what only a vanished row said', () => {
  it('R7 goes with it, also where no other row speaks of those fields', async () => {
    const [full, plain] = [createCrmSheet(stage.simulator, [FULL]), createCrmSheet(stage.simulator, [FULL])]
    const fields = { name: 'Contact', email: 'Email' }
    const mapping = { version: 1, entities: [{ type: 'contact', fields }], customFields: 'none' }
    await stage.connect(plain, { mapping })
    await stage.sync(plain)
    const people = 'select name, email, phone, job_title, custom_fields from graph.contacts where tenant = $1'
    const before = await stage.rows(people)
    await stage.sync(full)
    expect(await stage.rows(people)).toMatchObject([
      { job_title: 'Buyer', phone: '+493012345678', custom_fields: { 'Shoe size': 38 } },
    ])
    stage.simulator.sheets.deleteRows(full, stage.simulator.sheets.rowIds(full))
    await stage.sync(full)
    expect(await stage.rows(people)).toEqual(before)
  })
})

describe('R6 the id of a person', () => {
  it('R6 stays when the email is corrected, and when the row moves to another company', async () => {
    const sheet = createCrmSheet(stage.simulator, TRIO)
    const row = stage.simulator.sheets.findRow(sheet, 'Contact', 'Bo Chan')
    await stage.sync(sheet)
    const before = await entities()
    stage.simulator.sheets.updateCells(sheet, row, { Email: 'bo.chan@acme.example' })
    await stage.sync(sheet)
    stage.simulator.sheets.updateCells(sheet, row, { Company: 'Globex', Email: 'bo@globex.example' })
    await stage.sync(sheet)
    expect(await entities()).toMatchObject({ 'Bo Chan': { id: before['Bo Chan']?.id, live: true } })
    expect(
      await stage.rows(`select email, company from graph.contacts where tenant = $1 and name = 'Bo Chan'`),
    ).toEqual([{ email: 'bo@globex.example', company: 'Globex' }])
  })
})

describe('R10 human edits', () => {
  it('R10 what a person changed between two syncs stays, the rest follows the sheet', async () => {
    const sheet = createCrmSheet(stage.simulator, TRIO)
    await stage.sync(sheet)
    await stage.rows(
      `update graph.opportunity set name = 'Rollout, phase 1' where tenant = $1 and name = 'Rollout'`,
    )
    stage.simulator.sheets.updateCells(sheet, stage.simulator.sheets.findRow(sheet, 'Deal', 'Rollout'), {
      Deal: 'Rollout of everything',
      Amount: 99,
    })
    await stage.sync(sheet)
    await stage.sync(sheet, { full: true })
    const deal = `select name, amount::int, source_of_truth, protected_fields from graph.opportunity
      where tenant = $1 and amount = 99`
    expect(await stage.rows(deal)).toEqual([
      { name: 'Rollout, phase 1', amount: 99, source_of_truth: 'openline', protected_fields: ['name'] },
    ])
  })
})
