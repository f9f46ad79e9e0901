import { describe, expect, it } from 'vitest'
import type { MappedRow } from '../../../src/mapping/record.ts'
import { columnsOf, fieldsOf, labelled, mapRows, rowOf, yaml, type RawCell } from './build.ts'

const MAPPING = yaml(`
entities:
  - { type: organization, fields: { name: Company, website: Website, industry: Industry } }
  - { type: contact, fields: { name: Contact, email: Email } }
  - { type: opportunity, fields: { name: Deal, amount: Value, stage: Stage } }
  - { type: logEntry, fields: { content: Notes } }
hierarchy: inherit
customFields: none`)
const COLUMNS = columnsOf({
  Company: '',
  Website: '',
  Industry: '',
  Contact: '',
  Email: '',
  Deal: '',
  Value: '',
  Stage: '',
  Notes: '',
})

const at = (id: string, parentId: string | null, cells: Record<string, RawCell>) =>
  rowOf(COLUMNS, cells, { id, parentId, rowNumber: Number(id) })

const byId = (rows: readonly MappedRow[], id: string): MappedRow => {
  const row = rows.find((one) => one.rowId === id)
  if (!row) throw new Error(`row ${id} was not mapped`)
  return row
}

const TREE = [
  at('1', null, { Company: 'Acme', Website: 'acme.com', Industry: 'Steel' }),
  at('2', '1', { Contact: 'Bob', Email: 'bob@acme.com' }),
  at('3', '2', { Deal: 'Big', Value: 5, Stage: 'Won' }),
  at('4', '3', { Notes: 'signed' }),
  at('5', '3', { Deal: 'Small' }),
  at('6', '1', { Company: 'Acme Labs', Contact: 'Ann' }),
  at('7', null, { Contact: 'Zed' }),
]

describe('hierarchy: inherit', () => {
  const rows = mapRows(MAPPING, COLUMNS, TREE)

  it('a child without a company is of its parent company', () => {
    expect(fieldsOf(byId(rows, '2'), 'Organization')).toEqual({
      name: 'Acme',
      website: 'acme.com',
      industry: 'Steel',
    })
    expect(labelled(byId(rows, '2'), 'Contact')[0]?.contribution.refs).toEqual({ organization: '2' })
    expect(fieldsOf(byId(rows, '4'), 'Organization')).toMatchObject({ name: 'Acme' })
  })

  it('a contact or deal of the parent is not repeated; what is below it is linked to it', () => {
    expect(labelled(byId(rows, '3'), 'Contact')).toEqual([])
    expect(labelled(byId(rows, '3'), 'Opportunity')[0]?.contribution.refs).toEqual({
      organization: '3',
      contacts: ['2'],
    })
    expect(labelled(byId(rows, '4'), 'LogEntry')[0]?.contribution.refs).toEqual({
      organization: '4',
      contact: '2',
      opportunity: '3',
    })
  })

  it('an entity of its own inherits what is blank, but nothing that says who or what it is', () => {
    expect(fieldsOf(byId(rows, '5'), 'Opportunity')).toMatchObject({
      name: 'Small',
      amount: null,
      external_stage: 'Won',
    })
    expect(fieldsOf(byId(rows, '6'), 'Organization')).toEqual({
      name: 'Acme Labs',
      website: null,
      industry: 'Steel',
    })
    expect(fieldsOf(byId(rows, '6'), 'Contact')).toMatchObject({ name: 'Ann', emails: null })
  })

  it('top-level rows inherit nothing', () => {
    expect(labelled(byId(rows, '7'), 'Organization')).toEqual([])
  })

  it('a child that comes before its parent gives the same records', () => {
    const shuffled = [...TREE].reverse()
    const hashes = (all: MappedRow[]) =>
      all.flatMap((row) => row.records.map((r) => `${r.label} ${r.externalId} ${r.hash}`)).sort()
    expect(hashes(mapRows(MAPPING, COLUMNS, shuffled))).toEqual(hashes(rows))
  })

  it('a row whose parent never comes is a top-level row, and rows in a circle are not lost', () => {
    const orphans = [
      at('8', '99', { Contact: 'Eve' }),
      at('9', '10', { Contact: 'A' }),
      at('10', '9', { Contact: 'B' }),
    ]
    expect(
      mapRows(MAPPING, COLUMNS, orphans)
        .map((row) => row.rowId)
        .sort(),
    ).toEqual(['10', '8', '9'])
  })

  it('a blank row stays blank, and hands down what it was handed', () => {
    const mapped = mapRows(MAPPING, COLUMNS, [
      ...TREE.slice(0, 1),
      at('2', '1', {}),
      at('3', '2', { Contact: 'Bob' }),
    ])
    expect(byId(mapped, '2')).toMatchObject({ outcome: 'empty', records: [] })
    expect(fieldsOf(byId(mapped, '3'), 'Organization')).toMatchObject({ name: 'Acme' })
  })

  it('a child is written anew when the contact that it refers to becomes somebody else', () => {
    const changed = TREE.map((row) =>
      row.id === '2' ? at('2', '1', { Contact: 'Eve', Email: 'eve@acme.com' }) : row,
    )
    const hash = (all: MappedRow[], label: string) => labelled(byId(all, '3'), label)[0]?.hash
    expect(hash(mapRows(MAPPING, COLUMNS, changed), 'Opportunity')).not.toBe(hash(rows, 'Opportunity'))
    expect(hash(mapRows(MAPPING, COLUMNS, changed), 'Organization')).toBe(hash(rows, 'Organization'))
  })
})

describe('hierarchy: ignore', () => {
  it('children stand alone', () => {
    const rows = mapRows({ ...MAPPING, hierarchy: 'ignore' }, COLUMNS, TREE)
    expect(labelled(byId(rows, '2'), 'Organization')).toEqual([])
    expect(labelled(byId(rows, '3'), 'Opportunity')[0]?.contribution.refs).toEqual({
      organization: null,
      contacts: [],
    })
  })
})
