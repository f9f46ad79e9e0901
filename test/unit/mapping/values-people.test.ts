import { describe, expect, it } from 'vitest'
import { choices, contact, contacts, fieldsOf, mapOne, readCell, type RawCell } from './build.ts'

describe('emails', () => {
  const emailsOf = (cell: RawCell, column = 'TEXT_NUMBER') => {
    const { fields, codes } = readCell('contact', 'email', cell, { column })
    return { emails: (fields['emails'] as { raw: string }[] | null)?.map((email) => email.raw), codes }
  }

  it.each([
    [' Bob.Lee+crm@ACME.com ', ['bob.lee+crm@acme.com']],
    ['Bob Lee <bob@acme.com>', ['bob@acme.com']],
    ['"Lee, Bob" <bob@acme.com>, Ann <ann@acme.com>', ['bob@acme.com', 'ann@acme.com']],
    ['bob@acme.com; ann@acme.com', ['bob@acme.com', 'ann@acme.com']],
    ['bob@acme.com ann@acme.com', ['bob@acme.com', 'ann@acme.com']],
    ['mailto:bob@acme.com', ['bob@acme.com']],
    ['jürgen@müller.de', ['jürgen@müller.de']],
    [contact('Bob', 'Bob@acme.com'), ['bob@acme.com']],
    [
      contacts(['Bob', 'bob@acme.com'], ['Zed', null], [null, 'ann@acme.com']),
      ['bob@acme.com', 'ann@acme.com'],
    ],
  ])('%j is %j', (cell, emails) => {
    expect(emailsOf(cell)).toEqual({ emails, codes: [] })
  })

  it('a name alone in a contact column is a blank email, not a wrong one', () => {
    expect(emailsOf('Bob Lee', 'CONTACT_LIST')).toEqual({ emails: undefined, codes: [] })
  })

  it('keeps an address with a slip as typed, and says so', () => {
    expect(readCell('contact', 'email', 'bob@acme').fields['emails']).toEqual([
      { raw: 'bob@acme', email: null, work: false },
    ])
    expect(emailsOf('bob@acme').codes).toEqual(['invalid_email'])
  })

  it('leaves out what is no address at all', () => {
    expect(emailsOf('n/a')).toEqual({ emails: undefined, codes: ['invalid_email'] })
    expect(emailsOf(`${'a'.repeat(300)}@acme.com`)).toEqual({ emails: undefined, codes: ['invalid_email'] })
  })

  it('knows personal providers', () => {
    expect(readCell('contact', 'email', 'bob@gmail.com').fields['emails']).toMatchObject([{ work: false }])
    expect(readCell('contact', 'email', 'bob@mail.acme.co.uk').fields['emails']).toMatchObject([
      { work: true },
    ])
  })
})

describe('phones', () => {
  it.each([
    ['+1 202-456-1111', {}, { e164: '+12024561111', countryCodeA2: 'US' }],
    ['030 901820', { defaults: '{ country: DE }' }, { e164: '+4930901820', countryCodeA2: 'DE' }],
    ['0049 30 901820', {}, { e164: '+4930901820', countryCodeA2: 'DE' }],
    [
      { value: 4930901820, displayValue: '4,930,901,820' },
      { defaults: '{ country: DE }' },
      { e164: '+4930901820' },
    ],
  ])('%j is read with the country of the mapping', (cell, options, phone) => {
    const { fields, codes } = readCell('contact', 'phone', cell, options)
    expect(fields['phones']).toMatchObject([phone])
    expect(codes).toEqual([])
  })

  it('several in a cell are trimmed, whatever stands between them', () => {
    const { fields } = readCell(
      'contact',
      'phone',
      ' +1 202-456-1111 , +49 30 901820 ;+44 20 7946 0958 / 030 1 ',
    )
    const raw = ['+1 202-456-1111', '+49 30 901820', '+44 20 7946 0958', '030 1']
    expect(fields['phones']).toMatchObject(raw.map((one) => ({ raw: one })))
  })

  it('keeps a number that is none as typed, with a warning', () => {
    const { fields, codes } = readCell('contact', 'phone', '12345 ext 6')
    expect(fields['phones']).toEqual([{ raw: '12345 ext 6', e164: null, countryCodeA2: null, label: 'WORK' }])
    expect(codes).toEqual(['invalid_phone'])
    expect(readCell('contact', 'phone', 'n/a').fields['phones']).toBeNull()
  })
})

describe('names', () => {
  it.each([
    ['Bob Lee', null, 'Bob', 'Lee'],
    ['Dr. Anna Maria van der Berg', 'Dr.', 'Anna', 'Maria van der Berg'],
    ['Prof. Dr. Lee', 'Prof. Dr.', null, 'Lee'],
    ['Bob Lee, Jr.', null, 'Bob', 'Lee'],
    ['Bob Lee Ph.D.', null, 'Bob', 'Lee'],
    ['Björk', null, 'Björk', null],
    ['Herr Max Meier', 'Herr', 'Max', 'Meier'],
  ])('%s is %s, %s, %s and stays as typed', (name, prefix, first, last) => {
    const row = mapOne('entities: [{ type: contact, fields: { name: N } }]', { N: '' }, { N: name })
    expect(fieldsOf(row, 'Contact')).toEqual({ name, prefix, first_name: first, last_name: last })
  })

  it('"Lee, Bob" is Bob Lee', () => {
    const row = mapOne('entities: [{ type: contact, fields: { name: N } }]', { N: '' }, { N: 'Lee, Bob' })
    expect(fieldsOf(row, 'Contact')).toMatchObject({ name: 'Bob Lee', first_name: 'Bob', last_name: 'Lee' })
  })

  it('first and last name make the name where it is not mapped', () => {
    const mapping = 'entities: [{ type: contact, fields: { firstName: F, lastName: L } }]'
    const row = mapOne(mapping, { F: '', L: '' }, { F: 'Bob', L: 'Lee' })
    expect(fieldsOf(row, 'Contact')).toEqual({ name: 'Bob Lee', first_name: 'Bob', last_name: 'Lee' })
  })
})

describe('tags', () => {
  it('a choice with a comma stays one tag', () => {
    const { fields } = readCell('contact', 'tags', choices('Sales, EMEA', 'VIP', 'VIP'), {
      column: 'MULTI_PICKLIST',
    })
    expect(fields['tags']).toEqual(['Sales, EMEA', 'VIP'])
  })

  it('a ticked box is a tag by its title', () => {
    expect(readCell('contact', 'tags', true, { column: 'CHECKBOX' }).fields['tags']).toEqual(['Cell'])
    expect(readCell('contact', 'tags', false, { column: 'CHECKBOX' }).fields['tags']).toBeNull()
  })
})
