import { describe, expect, it } from 'vitest'
import type { EntityType } from '../../../src/mapping/targets.ts'
import { TARGETS } from '../../../src/mapping/targets.ts'
import type { Column } from '../../../src/smartsheet/model.ts'
import { choices, codes, contact, contacts, formulaError, mapOne, type RawCell } from './build.ts'

type Kind = readonly [column: string | Partial<Column>, cell: RawCell]

const typed = (objectType: string, more: object, shown?: string): RawCell => ({
  objectValue: { objectType, ...more },
  ...(shown !== undefined && { value: shown, displayValue: shown }),
})

/** Every kind of cell that shows something, of every column type and system column. */
const SHOWN: Readonly<Record<string, Kind>> = {
  text: ['TEXT_NUMBER', 'some words'],
  'a dash': ['TEXT_NUMBER', '-'],
  'n/a': ['TEXT_NUMBER', 'n/a'],
  number: ['TEXT_NUMBER', { value: 1234.5, displayValue: '$1,234.50' }],
  zero: ['TEXT_NUMBER', 0],
  percentage: ['TEXT_NUMBER', { value: 0.425, displayValue: '42.5%' }],
  'ticked box': ['CHECKBOX', true],
  'text in a checkbox': ['CHECKBOX', 'yes'],
  date: ['DATE', typed('DATE', { value: '2024-03-05' })],
  'text in a date': ['DATE', 'TBD'],
  'created date': [
    { type: 'DATETIME', systemColumnType: 'CREATED_DATE' },
    typed('DATETIME', { value: '2024-03-05T23:30:00Z' }),
  ],
  'date and time': ['ABSTRACT_DATETIME', typed('ABSTRACT_DATETIME', { value: '2024-03-05T23:30:00' })],
  contact: ['CONTACT_LIST', contact('Bob Lee', 'bob@acme.com')],
  contacts: ['MULTI_CONTACT_LIST', contacts(['Bob Lee', 'bob@acme.com'], ['Ann Ray', null])],
  'contacts as text': ['MULTI_CONTACT_LIST', { displayValue: 'Bob Lee, Ann Ray' }],
  'created by': [{ type: 'CONTACT_LIST', systemColumnType: 'CREATED_BY' }, contact('Bob', 'bob@acme.com')],
  choice: ['PICKLIST', 'Option A'],
  choices: ['MULTI_PICKLIST', choices('Sales, EMEA', 'VIP')],
  link: ['TEXT_NUMBER', { value: 'Acme', displayValue: 'Acme', hyperlink: { url: 'https://acme.com' } }],
  'link without text': ['TEXT_NUMBER', { hyperlink: { url: 'https://acme.com' } }],
  duration: ['DURATION', typed('DURATION', { days: 4 }, '4d')],
  'duration that shows nothing': ['DURATION', typed('DURATION', { days: 4 })],
  predecessors: ['PREDECESSOR', typed('PREDECESSOR_LIST', { predecessors: [{ rowNumber: 12 }] }, '12FS')],
  'unknown object': ['SOMETHING_NEW', typed('NEW_THING', { x: 1 })],
  'auto-number': [{ systemColumnType: 'AUTO_NUMBER' }, 'INV-00042'],
  picture: ['TEXT_NUMBER', { image: { id: 'x' }, value: 'a.png', formula: '=SYS_CELLIMAGE("a")' }],
  'formula error': ['TEXT_NUMBER', formulaError()],
}

/** The row has a company of its own, and says by this target who or what the entity is. */
const ANCHORS: Readonly<Record<EntityType, string>> = {
  organization: 'website',
  contact: 'email',
  opportunity: 'externalKey',
  logEntry: 'content',
}

function mapped(type: EntityType, target: string, [column, cell]: Kind) {
  const anchor = ANCHORS[type]
  const fields = anchor === target ? `${target}: Cell` : `${anchor}: Anchor, ${target}: Cell`
  const mapping = `
entities: [{ type: organization, fields: { name: Company } }, { type: ${type}, fields: { ${fields} } }]
customFields: none`
  const text = type === 'organization' ? 'zed.com' : 'zed@zed.com'
  const titles = { Company: '', Anchor: '', Cell: column }
  const row = mapOne(mapping, titles, { Company: 'Zed', Anchor: text, Cell: cell })
  const said = row.records.map(({ label, contribution, externalKey, keep }) => [
    label,
    contribution,
    externalKey,
    keep,
  ])
  return { said: JSON.stringify(said), codes: codes(row) }
}

describe('whatever a cell shows (R5)', () => {
  const targets = (Object.keys(TARGETS) as EntityType[]).flatMap((type) =>
    Object.keys(TARGETS[type]).map((target) => [type, target] as const),
  )

  it.each(targets)('gives %s.%s a value, or an issue names the column', (type, target) => {
    const dropped = Object.entries(SHOWN).filter(([, [column, cell]]) => {
      const blank = mapped(type, target, [column, null])
      const filled = mapped(type, target, [column, cell])
      return filled.said === blank.said && filled.codes.length === 0
    })
    expect(dropped.map(([kind]) => kind)).toEqual([])
  })

  it.each(targets)('an unticked box says nothing about %s.%s', (type, target) => {
    const blank = mapped(type, target, ['CHECKBOX', null])
    expect(mapped(type, target, ['CHECKBOX', false])).toEqual(blank)
  })
})

describe('what names nobody', () => {
  it.each([['-'], ['n/a'], ['N/A'], ['TBD'], ['unbekannt'], ['???'], [true]])(
    '%j makes no company, person, owner or key that all such rows would share',
    (cell) => {
      for (const [type, target] of [
        ['organization', 'name'],
        ['organization', 'externalKey'],
        ['contact', 'name'],
        ['contact', 'from'],
        ['contact', 'owner'],
      ] as const) {
        const blank = mapped(type, target, ['TEXT_NUMBER', null])
        const filled = mapped(type, target, ['TEXT_NUMBER', cell])
        expect(filled.said).toBe(blank.said)
        expect(filled.codes).toEqual(['unknown_choice'])
      }
    },
  )

  it('`values` can make something of a box', () => {
    const mapping =
      'entities: [{ type: opportunity, fields: { name: N, stage: { column: B, values: { true: Won, false: Open } } } }]'
    const stage = (cell: RawCell) =>
      mapOne(mapping, { N: '', B: 'CHECKBOX' }, { N: 'Deal', B: cell }).records[0]?.contribution.fields[
        'internal_stage'
      ]
    expect([true, false, null].map(stage)).toEqual(['CLOSED_WON', 'OPEN', null])
  })
})
