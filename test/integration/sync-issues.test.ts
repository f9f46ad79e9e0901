import { expect, it } from 'vitest'
import { mappingFromText } from '../../src/mapping/parse.ts'
import { createCrmSheet, useSyncs } from '../support/syncStage.ts'

const stage = useSyncs()
// What the suggester would not be certain of: it looks at values.
const MAPPING = `
entities:
  - { type: organization, fields: { name: Company } }
  - { type: contact, fields: { name: Contact, email: Email, jobTitle: Job title } }
  - { type: opportunity, fields: { name: Deal, amount: Amount } }`

const issues = () =>
  stage.rows('select code, row_number, value_excerpt from sync.row_issue where tenant = $1 order by id')

it('R6 ambiguous_identity is told of the row that may be two companies, and goes with its cause', async () => {
  const sheet = createCrmSheet(stage.simulator, [
    { Company: 'Acme', Contact: 'Bob Lee', Email: 'bob@acme.com' },
    { Company: 'Acme', Contact: 'Ann Ray', Email: 'ann@acme.de' },
    { Company: 'Acme', Contact: 'Cy Fox' },
  ])
  await stage.sync(sheet)
  expect(await issues()).toMatchObject([{ code: 'ambiguous_identity', row_number: 3 }])
  stage.simulator.sheets.updateCells(sheet, stage.simulator.sheets.rowIds(sheet)[2] ?? 0, {
    Email: 'cy@acme.com',
  })
  await stage.sync(sheet)
  expect(await issues()).toEqual([])
})

it('R5 all issues of a cell and of a row go once the sheet is corrected', async () => {
  const sheet = createCrmSheet(stage.simulator, [
    { Company: 'Acme', Contact: 'Bob Lee', Email: 'bob', Deal: 'Rollout', Amount: 'a lot' },
    { 'Job title': 'Buyer' },
  ])
  await stage.connect(sheet, { mapping: mappingFromText(MAPPING) })
  const [first = 0, second = 0] = stage.simulator.sheets.rowIds(sheet)
  await stage.sync(sheet)
  expect(await issues()).toMatchObject([
    { code: 'invalid_email', row_number: 1, value_excerpt: 'bob' },
    { code: 'invalid_number', row_number: 1, value_excerpt: 'a lot' },
    { code: 'row_rejected', row_number: 2 },
  ])
  stage.simulator.sheets.updateCells(sheet, first, { Email: 'bob@acme.com', Amount: 5 })
  await stage.sync(sheet)
  expect(await issues()).toMatchObject([{ code: 'row_rejected', row_number: 2 }])
  stage.simulator.sheets.updateCells(sheet, second, { Contact: 'Ann Ray' })
  expect(await stage.sync(sheet)).toMatchObject({ status: 'succeeded', issues: { warnings: 0 } })
  expect(await issues()).toEqual([])
})
