import { compileMapping } from '../../../src/mapping/compile.ts'
import { createMapper } from '../../../src/mapping/mapper.ts'
import { mappingFromText } from '../../../src/mapping/parse.ts'
import type { EntityRecord, MappedRow } from '../../../src/mapping/record.ts'
import type { Mapping } from '../../../src/mapping/schema.ts'
import { decodeCell } from '../../../src/smartsheet/cell.ts'
import type { Cell, Column, Row } from '../../../src/smartsheet/model.ts'

/** Columns by title; the value is the type, or more about the column. */
export function columnsOf(titles: Record<string, string | Partial<Column>>): Column[] {
  return Object.entries(titles).map(([title, about], index) => ({
    id: String(100 + index),
    title,
    type: 'TEXT_NUMBER',
    version: 0,
    index,
    primary: index === 0,
    hidden: false,
    systemColumnType: null,
    symbol: null,
    options: [],
    ...(typeof about === 'string' ? { type: about } : about),
  }))
}

/** A cell as the API sends it, or just its value. */
export type RawCell = string | number | boolean | null | { [key: string]: unknown }

export function rowOf(
  columns: readonly Column[],
  cells: Record<string, RawCell>,
  about: Partial<Row> = {},
): Row {
  const decoded = Object.entries(cells).map(([title, raw]) => {
    const column = columns.find((one) => one.title === title)
    if (!column) throw new Error(`no column ${title}`)
    const cell = decodeCell(typeof raw === 'object' && raw !== null ? raw : { value: raw }, column)
    return [column.id, cell] as const
  })
  return {
    id: '1',
    rowNumber: 1,
    parentId: null,
    permalink: 'https://app.smartsheet.com/sheets/x?rowId=1',
    createdAt: '2024-01-01T00:00:00Z',
    modifiedAt: '2024-02-01T00:00:00Z',
    ...about,
    cells: new Map(decoded.filter((entry): entry is [string, Cell] => entry[1] !== null)),
  }
}

export const contact = (name: string | null, email: string | null): RawCell => ({
  value: email ?? name,
  displayValue: name ?? email,
  objectValue: { objectType: 'CONTACT', ...(name !== null && { name }), ...(email !== null && { email }) },
})

export const contacts = (...people: [name: string | null, email: string | null][]): RawCell => ({
  displayValue: people.map(([name, email]) => name ?? email).join(', '),
  objectValue: {
    objectType: 'MULTI_CONTACT',
    values: people.map(([name, email]) => ({
      objectType: 'CONTACT',
      ...(name !== null && { name }),
      ...(email !== null && { email }),
    })),
  },
})

export const choices = (...values: string[]): RawCell => ({
  displayValue: values.join(', '),
  objectValue: { objectType: 'MULTI_PICKLIST', values },
})

export const formulaError = (text = '#NO MATCH'): RawCell => ({
  value: text,
  displayValue: text,
  formula: '=INDEX(a)',
})

export const yaml = (text: string): Mapping => mappingFromText(text)

export function mapRows(mapping: Mapping, columns: readonly Column[], rows: readonly Row[]): MappedRow[] {
  const mapper = createMapper(compileMapping(mapping, columns))
  return [...mapper.page(rows), ...mapper.end()]
}

/** One row under a mapping written as YAML. */
export function mapOne(
  mapping: string,
  titles: Record<string, string | Partial<Column>>,
  cells: Record<string, RawCell>,
): MappedRow {
  const columns = columnsOf(titles)
  const [mapped] = mapRows(yaml(mapping), columns, [rowOf(columns, cells)])
  if (!mapped) throw new Error('the row was not mapped')
  return mapped
}

export const labelled = (row: MappedRow, label: string): EntityRecord[] =>
  row.records.filter((record) => record.label === label)

/** The fields of the only entity of the label. */
export function fieldsOf(row: MappedRow, label: string): Record<string, unknown> {
  const [record, ...more] = labelled(row, label)
  if (!record || more.length > 0) throw new Error(`${more.length + (record ? 1 : 0)} records of ${label}`)
  return record.contribution.fields
}

export const codes = (row: MappedRow): string[] => row.issues.map((issue) => issue.code)

/** What one target of a deal, contact or company makes of one cell. */
export function readCell(
  type: 'organization' | 'contact' | 'opportunity',
  target: string,
  cell: RawCell,
  { column = 'TEXT_NUMBER', defaults = '{}' }: { column?: string | Partial<Column>; defaults?: string } = {},
): { fields: Record<string, unknown>; codes: string[] } {
  const mapping = `
entities: [{ type: ${type}, fields: { name: Name, ${target}: Cell } }]
defaults: ${defaults}`
  const row = mapOne(mapping, { Name: 'TEXT_NUMBER', Cell: column }, { Name: 'Ann Ray', Cell: cell })
  const label = { organization: 'Organization', contact: 'Contact', opportunity: 'Opportunity' }[type]
  return { fields: fieldsOf(row, label), codes: codes(row) }
}

/** A sheet of everything, and a mapping of it. */
export const CRM = `
entities:
  - { type: organization, fields: { name: Company } }
  - { type: contact, fields: { name: Contact, email: Email } }
  - { type: contact, fields: { from: Stakeholders } }
  - { type: opportunity, fields: { name: Deal, amount: Value, owner: Owner } }
  - { type: logEntry, fields: { content: Notes, startedAt: Last contacted } }
customFields: none`
export const CRM_TITLES = {
  Company: '',
  Contact: '',
  Email: '',
  Stakeholders: 'MULTI_CONTACT_LIST',
  Deal: '',
  Value: '',
  Owner: 'CONTACT_LIST',
  Notes: '',
  'Last contacted': 'DATE',
}
