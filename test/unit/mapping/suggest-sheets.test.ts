import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createSampleSheet } from '../../../simulator/sample/sampleSheet.ts'
import { startSimulator } from '../../../simulator/simulator.ts'
import { compileMapping } from '../../../src/mapping/compile.ts'
import { createMapper } from '../../../src/mapping/mapper.ts'
import { parseMapping } from '../../../src/mapping/parse.ts'
import { suggestMapping, type Suggestion } from '../../../src/mapping/suggest/suggest.ts'
import { parsePage } from '../../../src/smartsheet/envelope.ts'
import { decodeRow } from '../../../src/smartsheet/row.ts'
import { ask } from '../../support/ask.ts'
import { RECORDED_FOLDER, RECORDED_PRESENT as PRESENT } from '../../support/recorded.ts'

const RECORDED = join(RECORDED_FOLDER, 'us-contacts-sheet-level-2.json')

function suggest(body: unknown, sheetId: string) {
  const { sheet, rows: raw } = parsePage(body, sheetId)
  const columns = new Map(sheet.columns.map((column) => [column.id, column]))
  const rows = raw.map((row, i) => decodeRow(row, i + 1, { columns, note: () => undefined }))
  return { suggestion: suggestMapping(sheet.columns, rows), columns: sheet.columns, rows }
}

const targets = ({ columns }: Suggestion) =>
  Object.fromEntries(columns.flatMap(({ title, target, mapped }) => (mapped ? [[title, target]] : [])))

// Not runIf: where the recordings are there, the run must count no test as skipped.
if (!PRESENT) {
  it('the recorded answers are absent: the recorded contacts sheet was left out', () => {
    expect(PRESENT).toBe(false)
  })
}

describe.runIf(PRESENT)('the recorded contacts sheet', () => {
  it('is certain, and leaves what it does not know to custom fields', () => {
    const { response } = JSON.parse(readFileSync(RECORDED, 'utf8')) as { response: { body: unknown } }
    const { suggestion } = suggest(response.body, '7719639380715396')
    expect(suggestion.certain).toBe(true)
    expect(targets(suggestion)).toEqual({
      'Full Name': 'contact.name',
      'Email address': 'contact.email',
      Company: 'organization.name',
    })
  })
})

async function sample() {
  const simulator = await startSimulator()
  const { sheetId } = createSampleSheet(simulator)
  const query = 'level=2&include=objectValue,rowPermalink'
  const { body } = await ask(`${simulator.baseUrl}/sheets/${sheetId}?${query}`, { key: simulator.apiKey })
  await simulator.close()
  return suggest(body, String(sheetId))
}

describe('the sample CRM sheet', () => {
  it('is certain although its cells are untidy', async () => {
    const { suggestion } = await sample()
    expect(targets(suggestion)).toMatchObject({
      Company: 'organization.name',
      Website: 'organization.website',
      Industry: 'organization.industry',
      Employees: 'organization.employees',
      Status: 'organization.relationship',
      Contact: 'contact.name',
      Email: 'contact.email',
      Phone: 'contact.phone',
      'Job title': 'contact.jobTitle',
      Deal: 'opportunity.name',
      Amount: 'opportunity.amount',
      Stage: 'opportunity.stage',
      Probability: 'opportunity.likelihoodRate',
      'Close date': 'opportunity.closeDate',
      Owner: 'opportunity.owner',
      Stakeholders: 'contact.from',
      Notes: 'logEntry.content',
      'Last contacted': 'logEntry.startedAt',
      Tags: 'opportunity.tags',
    })
    expect(suggestion.certain).toBe(true)
  })

  it('gives the rows below an account its company, and its owner to company and deals', async () => {
    const { suggestion, columns, rows } = await sample()
    const { mapping } = suggestion
    expect(mapping?.hierarchy).toBe('inherit')
    const mapper = createMapper(compileMapping(mapping ?? parseMapping(null), columns))
    const mapped = [...mapper.page(rows), ...mapper.end()]
    const children = mapped.filter(({ rowId }) =>
      rows.some((row) => row.id === rowId && row.parentId !== null),
    )
    const records = children.flatMap((row) => row.records)
    expect(records.length).toBeGreaterThan(200)
    for (const { label, contribution } of records) {
      if (label === 'Contact') expect(contribution.refs.organization).toEqual(expect.any(String))
      if (label === 'Organization' || label === 'Opportunity')
        expect(contribution.refs.owner).toEqual(expect.any(String))
    }
    const owners = mapped.flatMap((row) => row.records).filter(({ label }) => label === 'User')
    expect(new Set(owners.map(({ contribution }) => contribution.fields['name'])).size).toBe(5)
  })
})
