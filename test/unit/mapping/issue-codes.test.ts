import { describe, expect, it } from 'vitest'
import { compileMapping } from '../../../src/mapping/compile.ts'
import { pin } from '../../../src/mapping/columns.ts'
import { excerpt, ISSUES, type IssueCode } from '../../../src/mapping/issues.ts'
import { choices, codes, columnsOf, formulaError, mapRows, rowOf, yaml, type RawCell } from './build.ts'

const COLUMNS = columnsOf({
  Company: '',
  Relation: '',
  Stage: '',
  Website: '',
  Staff: '',
  Labels: 'MULTI_PICKLIST',
  Contact: '',
  Email: '',
  Phone: '',
  Deal: '',
  Amount: '',
  Odds: '',
  Close: '',
  Owner: 'CONTACT_LIST',
  Key: '',
})
const MAPPING = pin(
  yaml(`
entities:
  - type: organization
    fields: { name: Company, relationship: Relation, stage: Stage, website: Website, employees: Staff, tags: Labels }
  - { type: contact, fields: { name: Contact, email: Email, phone: Phone, externalKey: Key } }
  - { type: opportunity, fields: { name: Deal, amount: Amount, likelihoodRate: Odds, closeDate: Close, owner: Owner } }`),
  COLUMNS,
)
const GOOD: Record<string, RawCell> = { Company: 'Acme', Contact: 'Bob Lee', Deal: 'Rollout' }
const PICTURE: RawCell = { value: 'x.png', image: { id: 'a', height: 1, width: 1, altText: 'x.png' } }

type Cells = Record<string, RawCell>

/** One cell that raises the code and nothing else, and what its owner would write there instead. */
const CASES: Partial<Record<IssueCode, readonly [wrong: Cells, corrected: Cells]>> = {
  flattened_cell: [{ Labels: { value: 'a, b', displayValue: 'a, b' } }, { Labels: choices('a', 'b') }],
  formula_error: [{ Amount: formulaError() }, { Amount: { value: 5, formula: '=2+3' } }],
  image_cell: [{ Website: PICTURE }, { Website: 'acme.com' }],
  invalid_date: [{ Close: '31.2.2024' }, { Close: '29.2.2024' }],
  invalid_email: [{ Email: 'bob' }, { Email: 'bob@acme.com' }],
  invalid_number: [{ Amount: 'a lot' }, { Amount: '1,200' }],
  invalid_phone: [{ Phone: '12345' }, { Phone: '+49 30 901820' }],
  invalid_url: [{ Website: 'on request' }, { Website: 'https://acme.com' }],
  out_of_range: [{ Odds: 400 }, { Odds: 40 }],
  row_rejected: [{ Company: '', Contact: '', Deal: '', Close: '2024-01-01' }, { Close: '2024-01-01' }],
  several_values: [{ Owner: 'ann@acme.com; cy@acme.com' }, { Owner: 'ann@acme.com' }],
  stage_not_allowed: [
    { Relation: 'CUSTOMER', Stage: 'LEAD' },
    { Relation: 'CUSTOMER', Stage: 'ONBOARDING' },
  ],
  text_cleaned: [{ Deal: 'Roll\u0000out' }, { Deal: 'Rollout' }],
  too_long: [{ Key: 'x'.repeat(600) }, { Key: 'x' }],
  unknown_choice: [{ Relation: 'friend' }, { Relation: 'prospect' }],
}
/** Of identity, which judges all rows of a sheet at once (test/integration/sync-issues.test.ts). */
const OF_IDENTITY = 'ambiguous_identity'

const issuesOf = (cells: Cells, columns = COLUMNS) =>
  mapRows(MAPPING, columns, [rowOf(COLUMNS, { ...GOOD, ...cells })]).flatMap(codes)

describe('an issue goes with its cause', () => {
  it.each(Object.entries(CASES))('%s', (code, [wrong, corrected]) => {
    expect(issuesOf({})).toEqual([])
    expect(issuesOf(wrong)).toEqual([code])
    expect(issuesOf(corrected)).toEqual([])
  })

  it('column_missing', () => {
    const without = COLUMNS.filter(({ title }) => title !== 'Staff')
    const found = (columns: typeof COLUMNS) => compileMapping(MAPPING, columns).issues.map(({ code }) => code)
    expect([found(COLUMNS), found(without), found(COLUMNS)]).toEqual([[], ['column_missing'], []])
  })

  it('every code of the closed list is one of these, or of a change of columns', () => {
    const others = Object.keys(ISSUES).filter((code) => !code.startsWith('column_') && code !== OF_IDENTITY)
    expect(Object.keys(CASES).sort()).toEqual(others.sort())
  })
})

describe('the excerpt of a value', () => {
  it.each([
    ['short', 'short'],
    ['x'.repeat(80), 'x'.repeat(80)],
    ['x'.repeat(81), `${'x'.repeat(79)}…`],
    // A family of seven code points is one character.
    [
      `${'x'.repeat(75)}\u{1F468}\u200d\u{1F469}\u200d\u{1F467}\u200d\u{1F466} and more`,
      `${'x'.repeat(75)}…`,
    ],
    [`${'x'.repeat(78)}e\u0301 and more`, `${'x'.repeat(78)}…`],
    ['\u{1F600}'.repeat(81), `${'\u{1F600}'.repeat(79)}…`],
    [`a${'\u0301'.repeat(500)}`, `a${'\u0301'.repeat(78)}…`],
    ['\u001b[31mred\r\n\tnext\u0000\u202eb', '[31mred next b'],
    [`${' '.repeat(500)}far away`, '…'],
    ['\ud800x', 'x'],
  ])('%j', (value, shown) => {
    expect(excerpt(value)).toBe(shown)
    expect(Array.from(shown).length).toBeLessThanOrEqual(80)
  })

  it('and the message are one line, that no terminal obeys', () => {
    const [row] = mapRows(MAPPING, COLUMNS, [
      rowOf(COLUMNS, { ...GOOD, Amount: '\u001b[2J\nmuch\u202e', Website: '\u009b31m\r\nx' }),
    ])
    expect(row?.issues.map(({ code }) => code)).toEqual(['invalid_url', 'invalid_number'])
    expect(JSON.stringify(row?.issues)).not.toMatch(/\\u00|\\n|\u009b|\u202e/)
  })
})
