import { describe, expect, it } from 'vitest'
import { pin } from '../../../src/mapping/columns.ts'
import { compileMapping } from '../../../src/mapping/compile.ts'
import { validateMapping } from '../../../src/mapping/validate.ts'
import { codes, columnsOf, fieldsOf, labelled, mapRows, rowOf, yaml } from './build.ts'

const MAPPING = yaml(`
entities:
  - { type: organization, fields: { name: Company } }
  - { type: contact, when: { column: Type, is: Person }, fields: { name: { columns: [First, Last] }, email: Email } }
customFields: [Score]`)
const TITLES = { Company: '', Type: '', First: '', Last: '', Email: '', Score: '' }

describe('pinning (R9)', () => {
  const columns = columnsOf(TITLES)
  const pinned = pin(MAPPING, columns)

  it('writes the id of every column beside its title', () => {
    expect(pinned.entities).toEqual([
      { type: 'organization', fields: { name: { column: 'Company', columnId: '100' } } },
      {
        type: 'contact',
        when: { column: 'Type', is: 'Person', columnId: '101' },
        fields: {
          name: {
            columns: [
              { column: 'First', columnId: '102' },
              { column: 'Last', columnId: '103' },
            ],
          },
          email: { column: 'Email', columnId: '104' },
        },
      },
    ])
    expect(pinned.customFields).toEqual([{ column: 'Score', columnId: '105' }])
    expect(pin(pinned, columns)).toEqual(pinned)
  })

  it('a renamed or moved column is the same column', () => {
    const renamed = columns
      .map((c) => (c.title === 'Company' ? { ...c, title: 'Account', index: 9 } : c))
      .reverse()
    const [row] = mapRows(pinned, renamed, [rowOf(renamed, { Account: 'Acme' })])
    expect(row && fieldsOf(row, 'Organization')).toEqual({ name: 'Acme' })
    expect(compileMapping(pinned, renamed).issues).toEqual([])
  })

  it('a new column with the title of one that is gone is not adopted', () => {
    const recreated = columns.map((c) => (c.title === 'Company' ? { ...c, id: '999' } : c))
    const [row] = mapRows(pinned, recreated, [
      rowOf(recreated, { Company: 'Acme', Type: 'Person', First: 'Bob' }),
    ])
    expect(row && labelled(row, 'Organization')).toMatchObject([
      { keep: ['name'], onlyKept: true, contribution: { fields: {} } },
    ])
    expect(compileMapping(pinned, recreated).issues).toMatchObject([
      { code: 'column_missing', columnId: '100', columnTitle: 'Company', severity: 'warning', rowId: null },
    ])
  })
})

describe('a column that is gone (R9)', () => {
  const columns = columnsOf(TITLES)
  const pinned = pin(MAPPING, columns)
  const without = (title: string) => columns.filter((column) => column.title !== title)

  it('keeps its field, and a field that is made of it', () => {
    const [row] = mapRows(pinned, without('Last'), [
      rowOf(columns, { Company: 'Acme', Type: 'Person', First: 'Bob', Email: 'bob@acme.com' }),
    ])
    const [contact] = row ? labelled(row, 'Contact') : []
    expect(contact?.keep).toEqual(['first_name', 'last_name', 'name', 'prefix'])
    expect(contact?.onlyKept).toBe(false)
    expect(Object.keys(contact?.contribution.fields ?? {})).toEqual(['emails'])
  })

  it('in a condition keeps the whole entity, since nobody knows whom it is about', () => {
    const [row] = mapRows(pinned, without('Type'), [rowOf(columns, { First: 'Bob', Email: 'bob@acme.com' })])
    expect(row && labelled(row, 'Contact')).toMatchObject([
      { onlyKept: true, keep: ['emails', 'first_name', 'last_name', 'name', 'prefix'] },
    ])
  })

  it('keeps a listed custom field', () => {
    const [row] = mapRows(pinned, without('Score'), [rowOf(columns, { Company: 'Acme' })])
    expect(row && labelled(row, 'Organization')).toMatchObject([
      { keep: ['custom:Score'], contribution: { custom: {} } },
    ])
  })
})

describe('titles', () => {
  it('are found as typed first, then without regard to case if only one has it', () => {
    const columns = columnsOf({ name: '', Name: '', ' Email ': '' })
    const mapping = yaml('entities: [{ type: contact, fields: { name: Name, email: EMAIL } }]')
    const [row] = mapRows(mapping, columns, [
      rowOf(columns, { name: 'no', Name: 'Bob', ' Email ': 'b@x.com' }),
    ])
    expect(row && fieldsOf(row, 'Contact')).toMatchObject({ name: 'Bob', emails: [{ raw: 'b@x.com' }] })
  })

  it('that are unknown or ambiguous are faults that show the columns and the nearest title', () => {
    const columns = columnsOf({ 'Company name': '', Amount: '', NAME: '', name: '' })
    const mapping = yaml(`
entities:
  - { type: organization, fields: { name: Company, domain: { columnId: 7 }, industry: Name } }
  - { type: opportunity, fields: { name: Amuont, currency: { const: EURO } } }
customFieldsOf: contact
defaults: { country: XX }`)
    expect(validateMapping(mapping, columns)).toMatchObject([
      {
        path: 'entities[0].fields.name',
        message: expect.stringContaining('no column "Company"; did you mean "Company name"?') as string,
      },
      {
        path: 'entities[0].fields.domain',
        message: expect.stringContaining('no column with the id 7') as string,
      },
      { path: 'entities[0].fields.industry', message: expect.stringContaining('several columns') as string },
      {
        path: 'entities[1].fields.name',
        message: expect.stringContaining('did you mean "Amount"?') as string,
      },
      {
        path: 'entities[1].fields.currency.const',
        message: expect.stringContaining('"EURO" is not allowed; did you mean EUR?') as string,
      },
      { path: 'customFieldsOf', message: 'the mapping has no contact' },
      { path: 'defaults.country', message: '"XX" is no ISO 3166 country code' },
    ])
  })

  it('that all fit are no faults', () => {
    expect(validateMapping(MAPPING, columnsOf(TITLES))).toEqual([])
  })
})

describe('values', () => {
  const mapping = yaml(`
entities:
  - type: organization
    fields:
      name: Company
      relationship: { column: Status, values: { Active: CUSTOMER, "5": PROSPECT, "true": CUSTOMER, none: null } }
      tags: { column: Tags, values: { A: Alpha, B: null } }`)
  const columns = columnsOf({ Company: '', Status: '', Tags: 'MULTI_PICKLIST' })
  const relationship = (status: string | number | boolean) => {
    const [row] = mapRows(mapping, columns, [rowOf(columns, { Company: 'Acme', Status: status })])
    return row && [fieldsOf(row, 'Organization')['relationship'], ...codes(row)]
  }

  it('replace what a cell says, whatever its case and type', () => {
    expect(relationship(' active ')).toEqual(['CUSTOMER'])
    expect(relationship(5)).toEqual(['PROSPECT'])
    expect(relationship(true)).toEqual(['CUSTOMER'])
    expect(relationship('None')).toEqual([null])
    expect(relationship('else')).toEqual([null, 'unknown_choice'])
  })

  it('replace choice by choice in a list', () => {
    const tags = { objectValue: { objectType: 'MULTI_PICKLIST', values: ['A', 'B', 'C, D'] } }
    const [row] = mapRows(mapping, columns, [rowOf(columns, { Company: 'Acme', Tags: tags })])
    expect(row && fieldsOf(row, 'Organization')['tags']).toEqual(['Alpha', 'C, D'])
  })
})
