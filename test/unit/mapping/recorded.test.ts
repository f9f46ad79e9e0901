import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parsePage } from '../../../src/smartsheet/envelope.ts'
import { decodeRow } from '../../../src/smartsheet/row.ts'
import { RECORDED_FOLDER, RECORDED_PRESENT as PRESENT } from '../../support/recorded.ts'
import { mapRows, yaml } from './build.ts'

const RECORDED = join(RECORDED_FOLDER, 'us-contacts-sheet-level-2.json')

// Not runIf: where the recordings are there, the run must count no test as skipped.
if (!PRESENT) {
  it('the recorded answers are absent: mapping a recorded sheet was left out', () => {
    expect(PRESENT).toBe(false)
  })
}

describe.runIf(PRESENT)('the recorded contacts sheet', () => {
  it('gives contacts and companies, and typed custom fields of the contacts (R3)', () => {
    const { response } = JSON.parse(readFileSync(RECORDED, 'utf8')) as { response: { body: unknown } }
    const page = parsePage(response.body, '7719639380715396')
    const columns = new Map(page.sheet.columns.map((column) => [column.id, column]))
    const rows = page.rows.map((row, i) => decodeRow(row, i + 1, { columns, note: () => undefined }))
    const mapping = yaml(`
entities:
  - { type: organization, fields: { name: Company } }
  - { type: contact, fields: { name: Full Name, email: Email address } }`)
    const mapped = mapRows(mapping, page.sheet.columns, rows)
    expect(
      mapped.flatMap((row) =>
        row.records.map(({ label, externalId, contribution: { fields, custom, refs } }) => ({
          [`${label} ${externalId}`]: fields['name'],
          ...(custom && Object.keys(custom).length > 0 && { custom }),
          ...refs,
        })),
      ),
    ).toEqual([
      { 'Organization 5210380100757380': 'ACME' },
      {
        'Contact 5210380100757380': 'Bob Lee',
        organization: '5210380100757380',
        custom: { 'Number of children': 2, Maintains: ['simple-smartsheet', 'nornir'], Married: true },
      },
      { 'Organization 2958580287072132': 'Globex' },
      {
        'Contact 2958580287072132': 'Alice Smith',
        organization: '2958580287072132',
        custom: { Maintains: ['nornir', 'napalm'] },
      },
      { 'Organization 7462179914442628': 'ACME' },
      {
        'Contact 7462179914442628': 'Charlie Brown',
        organization: '7462179914442628',
        custom: {
          'Number of children': 1,
          Maintains: ['nornir', 'napalm', 'netmiko'],
          'Birth date': '1990-01-01',
          Married: false,
        },
      },
    ])
    expect(mapped.flatMap((row) => row.issues)).toEqual([])
  })
})
