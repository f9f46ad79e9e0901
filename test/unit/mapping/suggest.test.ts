import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compileMapping } from '../../../src/mapping/compile.ts'
import { parseMapping } from '../../../src/mapping/parse.ts'
import { suggestMapping, type Suggestion } from '../../../src/mapping/suggest/suggest.ts'
import type { Row } from '../../../src/smartsheet/model.ts'
import { columnsOf, rowsOf } from '../../support/labelledSheets.ts'
import { sketch, suggest, targets } from '../../support/sheetSketch.ts'

describe('the same title in different sheets', () => {
  it('"Name" is a person beside a company, a company beside a contact person, a deal beside both', () => {
    expect(targets(suggest('Name', 'Company', 'Email'))['Name']).toBe('contact.name')
    expect(targets(suggest('Name', 'Ansprechpartner', 'Telefon'))['Name']).toBe('organization.name')
    expect(targets(suggest('Name', 'Company', 'Contact', 'Amount', 'Stage'))['Name']).toBe('opportunity.name')
  })

  it('"Title" is a job, a form of address or a deal', () => {
    expect(targets(suggest('First name', 'Last name', 'Title=CTO; Buyer'))['Title']).toBeNull()
    expect(targets(suggest('First name', 'Last name', 'Email', 'Title=CTO; Buyer'))['Title']).toBe(
      'contact.jobTitle',
    )
    expect(targets(suggest('First name', 'Last name', 'Email', 'Title=Dr.; Mrs'))['Title']).toBe(
      'contact.prefix',
    )
    expect(targets(suggest('Title', 'Company', 'Amount', 'Close date'))['Title']).toBe('opportunity.name')
  })

  it('"Status" is the relationship where its values say so, and nothing beside a stage otherwise', () => {
    const others = ['Company', 'Deal', 'Amount', 'Stage']
    expect(targets(suggest(...others, 'Status:PICKLIST=Customer; Prospect'))['Status']).toBe(
      'organization.relationship',
    )
    expect(targets(suggest(...others, 'Status:PICKLIST=Open; Won'))['Status']).toBeNull()
  })

  it('"Close date" is the day it was closed where another column expects one', () => {
    const both = targets(suggest('Deal', 'Amount', 'Stage', 'Close date:DATE', 'Expected close date:DATE'))
    expect(both['Close date']).toBe('opportunity.closedAt')
    expect(both['Expected close date']).toBe('opportunity.closeDate')
  })

  it('values contradict a title: an email column without addresses is none', () => {
    const { columns } = suggest('Full name', 'Company', 'Email=yes; no')
    expect(columns[2]).toMatchObject({ target: null, mapped: false })
  })

  it('a "Contact" column of telephone numbers is the phone', () => {
    expect(targets(suggest('Lead name', 'Company', 'Contact=555-010-6001; 555-010-6002'))['Contact']).toBe(
      'contact.phone',
    )
  })
})

describe('what stays a custom field', () => {
  it.each([
    'Lead source',
    'Weighted value',
    'Fax',
    'Home phone',
    'Birthday',
    'Annual revenue',
    'LinkedIn URL',
  ])('%s', (title) => {
    expect(suggest('Full name', 'Company', 'Email', 'Deal', 'Amount', title).columns[5]?.target).toBeNull()
  })

  it('a second column for one target is shown with the target, but not mapped and not sure', () => {
    const { mapping, columns } = suggest('Company', 'Organisation', 'Email')
    expect(columns[1]).toMatchObject({ target: 'organization.name', mapped: false })
    expect(columns[1]?.confidence).toBeLessThan(0.9)
    expect(mapping?.entities.filter(({ type }) => type === 'organization')).toHaveLength(1)
  })
})

describe('the mapping', () => {
  const titles = [
    'Company',
    'Website',
    'Contact',
    'Email',
    'Deal',
    'Amount',
    'Stage:PICKLIST',
    'Owner:CONTACT_LIST',
  ]
  const rest = ['Stakeholders:MULTI_CONTACT_LIST', 'Notes', 'Comments', 'Colour']
  const suggestion = suggest(...titles, ...rest)

  it('is one that can be stored, compiled, and pins its columns by id (R9)', () => {
    expect(parseMapping(JSON.parse(JSON.stringify(suggestion.mapping)))).toEqual(suggestion.mapping)
    const sheet = { columns: [...titles, ...rest].map(sketch) }
    expect(suggestion.mapping && compileMapping(suggestion.mapping, columnsOf(sheet))).toBeTruthy()
    expect(suggestion.mapping?.entities[0]?.fields).toMatchObject({
      name: { column: 'Company', columnId: '1' },
    })
  })

  it('gives each note column a log entry, a people column contacts, the owner to the main entity', () => {
    expect(suggestion.mapping?.entities.map(({ type, fields }) => [type, Object.keys(fields)])).toEqual([
      ['organization', ['name', 'website']],
      ['contact', ['name', 'email']],
      ['contact', ['from']],
      ['opportunity', ['name', 'amount', 'stage', 'owner']],
      ['logEntry', ['content']],
      ['logEntry', ['content']],
    ])
    expect(suggestion.mapping?.customFields).toBe('unmapped')
  })

  it('leaves out fields of an entity that nothing identifies', () => {
    const { mapping, columns } = suggest('First name', 'Last name', 'Email', 'Industry')
    expect(columns[3]).toMatchObject({ target: 'organization.industry', mapped: false })
    expect(mapping?.entities.map(({ type }) => type)).toEqual(['contact'])
  })

  it('reads a customer checkbox as a relationship', () => {
    const { mapping } = suggest('Company', 'Website', 'Industry', 'Is customer:CHECKBOX')
    expect(mapping?.entities[0]?.fields).toMatchObject({
      relationship: { column: 'Is customer', values: { true: 'CUSTOMER', false: 'PROSPECT' } },
    })
  })
})

describe('certainty', () => {
  it('is not given where two columns claim to name the company', () => {
    expect(suggest('Company', 'Organisation', 'Full name', 'Email').certain).toBe(false)
  })
  it('is not given for a name that only the neighbours explain', () => {
    expect(suggest('Customer', 'Phone', 'City', 'Notes').certain).toBe(false)
  })
  it('is not given to a mere list of people, who may be anybody', () => {
    expect(suggest('Name', 'Email', 'Phone').certain).toBe(false)
  })
  it.each([
    ['staff', 'Nom, Prénom, Entreprise, Fonction, Site, Projet, Date de début:DATE, Date de fin:DATE'],
    ['staff with emails', 'First name, Last name, Company, Department, Job title, Manager, Email, Phone'],
    ['staff on a building site', 'Name, Vorname, Firma, Funktion, Telefon, Baustelle, Von:DATE, Bis:DATE'],
    ['workers with two dates', 'First name, Last name, Company, Email, Alpha:DATE, Beta:DATE'],
    ['visitors', 'First name, Last name, Company, Email, Arrival:DATE, Host'],
    ['guests', 'First name, Last name, Company, Email, Attended:CHECKBOX, Dietary requirements'],
    ['members', 'First name, Last name, Company, Email, Membership number, Expires:DATE'],
    ['contractors', 'Company, Contact, Phone, Site, Induction date:DATE'],
    ['the people on a project', 'Company, Contact, Role, Email, Phone, Project'],
    ['support requests', 'Company, Contact, Email, Issue, Priority, Status, Assigned to:CONTACT_LIST'],
    ['bills', 'Company, Contact, Email, Invoice number, Amount, Due date:DATE, Paid:CHECKBOX'],
    ['names alone', 'First name, Last name, Company, Job title'],
  ])('is not given to what may be a list of %s', (_what, titles) => {
    expect(suggest(...titles.split(', ')).certain).toBe(false)
  })
  it('is given where sales outweigh what another list would have, too', () => {
    const people = ['First name', 'Last name', 'Company', 'Email']
    expect(suggest(...people, 'Department').certain).toBe(false)
    expect(suggest(...people, 'Department', 'Lead source', 'Last contacted:DATE').certain).toBe(true)
    expect(suggest('Deal', ...people, 'Amount', 'Stage', 'Start date:DATE', 'Department').certain).toBe(true)
  })
})

describe('rows that stand below others, and owners', () => {
  const columns = ['Company', 'Contact', 'Email', 'Deal', 'Amount', 'Owner:CONTACT_LIST'].map(sketch)
  const owned = (count: number, cells: string[]) =>
    rowsOf({
      columns: columns.map((column, i) => ({
        ...column,
        examples: Array<string>(count).fill(cells[i] ?? ''),
      })),
    })
  const accounts = owned(2, ['Acme', '', '', '', '', 'Olga'])
  const deals = owned(2, ['Acme', 'Bob', 'bob@acme.example', 'Big', '5', 'Olga'])
  const suggestOf = (rows: Row[]) =>
    suggestMapping(
      columnsOf({ columns }),
      rows.map((row, i) => ({ ...row, id: String(i) })),
    )
  const ownersOf = ({ mapping }: Suggestion) =>
    mapping?.entities.flatMap(({ type, fields }) => ('owner' in fields ? [type] : []))

  it('a tree proposes to inherit, a list or a row whose parent was not seen does not', () => {
    const below = (parentId: string) =>
      suggestOf([...accounts, ...deals.map((row) => ({ ...row, parentId }))])
    expect(below('0').mapping?.hierarchy).toBe('inherit')
    expect(below('99').mapping?.hierarchy).toBe('ignore')
    expect(suggestOf(deals).mapping?.hierarchy).toBe('ignore')
  })

  it("an owner in rows of companies alone is the company's and the deal's, else the deal's", () => {
    expect(ownersOf(suggestOf([...accounts, ...deals]))).toEqual(['organization', 'opportunity'])
    expect(ownersOf(suggestOf(deals))).toEqual(['opportunity'])
    expect(ownersOf(suggestOf([...accounts.slice(1), ...deals]))).toEqual(['opportunity'])
  })
})

describe('whatever the sheet', () => {
  const cell = fc.oneof(fc.string(), fc.constant('a@b.example'), fc.double().map(String))
  const column = fc.record({
    title: fc.oneof(fc.string(), fc.constantFrom('Email', '__proto__', 'constructor', 'Name', '名前', '')),
    type: fc.constantFrom('TEXT_NUMBER', 'CHECKBOX', 'DATE', 'CONTACT_LIST', 'MULTI_PICKLIST', 'RATING'),
    primary: fc.boolean(),
    examples: fc.array(cell, { maxLength: 4 }),
    label: fc.constant(null),
  })

  it('never throws, answers for every column, and its mapping can be stored', () => {
    fc.assert(
      fc.property(fc.array(column, { maxLength: 8 }), (columns) => {
        const suggestion = suggestMapping(columnsOf({ columns }), rowsOf({ columns }))
        expect(suggestion.columns.map(({ title }) => title)).toEqual(columns.map(({ title }) => title))
        for (const { confidence } of suggestion.columns) expect(confidence >= 0 && confidence <= 1).toBe(true)
        if (suggestion.mapping) parseMapping(suggestion.mapping)
        else expect(suggestion.certain).toBe(false)
      }),
    )
  })
})
