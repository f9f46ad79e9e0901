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
    ['mailto:bob@acme.com?subject=Hi', ['bob@acme.com']],
    ['E-Mail: bob@acme.com', ['bob@acme.com']],
    ['Lee, Bob <bob@acme.com>; Ann <ann@acme.com>', ['bob@acme.com', 'ann@acme.com']],
    ['Team: bob@acme.com, ann@acme.com;', ['bob@acme.com', 'ann@acme.com']],
    ['bob@acme.com / ann@acme.com', ['bob@acme.com', 'ann@acme.com']],
    ['bob@acme.com/ann@acme.com', ['bob@acme.com', 'ann@acme.com']],
    ['bob@acme.com und ann@acme.com', ['bob@acme.com', 'ann@acme.com']],
    ['bob@acme.com (work, mostly)', ['bob@acme.com']],
    ['"bob, lee"@acme.com', ['"bob, lee"@acme.com']],
    ["o'neil@acme.com,", ["o'neil@acme.com"]],
    ['bob\u200b@acme.com', ['bob@acme.com']],
    ['bob＠acme.com', ['bob@acme.com']],
    ['用户@例子.中国', ['用户@例子.中国']],
    ['jürgen@müller.de', ['jürgen@müller.de']],
    [contact('Bob', 'Bob@acme.com'), ['bob@acme.com']],
    [contacts(['Bob', 'bob@acme.com'], [null, 'ann@acme.com']), ['bob@acme.com', 'ann@acme.com']],
  ])('%j is %j', (cell, emails) => {
    expect(emailsOf(cell)).toEqual({ emails, codes: [] })
  })

  it('of somebody without one are blank where the name is read as well, else his name would be lost in silence', () => {
    const some = contacts(['Bob', 'bob@acme.com'], ['Zed', null])
    expect(emailsOf(some)).toEqual({ emails: ['bob@acme.com'], codes: ['invalid_email'] })
    expect(emailsOf('Bob Lee', 'CONTACT_LIST')).toEqual({ emails: undefined, codes: ['invalid_email'] })
    const both = 'entities: [{ type: contact, fields: { name: Who, email: Who } }]'
    expect(mapOne(both, { Who: 'CONTACT_LIST' }, { Who: 'Bob Lee' }).issues).toEqual([])
  })

  it('keeps an address with a slip as typed, and says so', () => {
    expect(readCell('contact', 'email', 'bob@acme').fields['emails']).toEqual([
      { raw: 'bob@acme', email: null, work: false },
    ])
    expect(emailsOf('bob@acme').codes).toEqual(['invalid_email'])
  })

  it.each([
    ['bob..lee@acme.com'],
    ['.bob@acme.com'],
    ['bob@@acme.com'],
    ['bob@acme.c'],
    ['bob@acme..com'],
    ['bob@127.0.0.1'],
    ['https://acme.com/@bob'],
  ])('%s is kept as typed, but is no address', (typed) => {
    const { fields, codes } = readCell('contact', 'email', typed)
    expect(fields['emails']).toEqual([{ raw: typed, email: null, work: false }])
    expect(codes).toEqual(['invalid_email'])
  })

  it('names what is no address in a list of them (R5)', () => {
    expect(emailsOf('bob@acme.com; ask Ann')).toEqual({ emails: ['bob@acme.com'], codes: ['invalid_email'] })
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

  it.each([
    ['Tel.: +49 30 901820', ['+4930901820']],
    ['tel:+49-30-901820', ['+4930901820']],
    ['+49 30 901820 (office)', ['+4930901820']],
    ['mobile: +491711234567, office: +4930901820', ['+491711234567', '+4930901820']],
    ['\u202a+49 30 901820\u202c', ['+4930901820']],
    ['＋４９ ３０ ９０１８２０', ['+4930901820']],
    ['030 / 901820', ['+4930901820']],
    ['030 901820 / 030 901821', ['+4930901820', '+4930901821']],
    ['030 901820,030 901821', ['+4930901820', '+4930901821']],
    ['Fax: +49 30 901820', [null]],
    ['4.93E+09', [null]],
  ])('%j is %j', (cell, numbers) => {
    const { fields, codes } = readCell('contact', 'phone', cell, { defaults: '{ country: DE }' })
    expect(fields['phones']).toMatchObject(numbers.map((e164) => ({ e164 })))
    expect(codes).toEqual(numbers.some((one) => one === null) ? ['invalid_phone'] : [])
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
    ['Dr. med. Anna Schmidt', 'Dr. med.', 'Anna', 'Schmidt'],
    ['Prof. Dr. Dr. h.c. Hans Huber', 'Prof. Dr. Dr. h.c.', 'Hans', 'Huber'],
    ['Dipl.-Ing. Hans Huber', 'Dipl.-Ing.', 'Hans', 'Huber'],
    ['Sr. Juan Pérez', 'Sr.', 'Juan', 'Pérez'],
    ['Don Draper', null, 'Don', 'Draper'],
    ['Jan van den Berg', null, 'Jan', 'van den Berg'],
    ['J. R. R. Tolkien', null, 'J. R. R.', 'Tolkien'],
    ['Bob "Bobby" Lee', null, 'Bob', 'Lee'],
    ['Bob Lee (Acme)', null, 'Bob', 'Lee'],
    ['Bob Lee <bob@acme.com>', null, 'Bob', 'Lee'],
    ['Bob Lee, MD, PhD', null, 'Bob', 'Lee'],
    ['Bob Lee, CEO', null, null, null],
    ['Acme, Inc.', null, null, null],
    ['Bob and Ann Lee', null, null, null],
    ['Bob Lee / Ann Ray', null, null, null],
    ['Bob Lee, Ann Ray', null, null, null],
    ['Lee, Bob, Acme', null, null, null],
    ['bob@acme.com', null, null, null],
    ['$1,234.50', null, null, null],
  ])('%s is %s, %s, %s and stays as typed', (name, prefix, first, last) => {
    const row = mapOne('entities: [{ type: contact, fields: { name: N } }]', { N: '' }, { N: name })
    expect(fieldsOf(row, 'Contact')).toEqual({ name, prefix, first_name: first, last_name: last })
  })

  it.each([
    ['von der Leyen, Ursula', ['Ursula von der Leyen', null, 'Ursula', 'von der Leyen']],
    ["O'Brien, Mary Ann", ["Mary Ann O'Brien", null, 'Mary Ann', "O'Brien"]],
    ['García Márquez, Gabriel', ['Gabriel García Márquez', null, 'Gabriel', 'García Márquez']],
    ['Schmidt, Dr. Anna', ['Dr. Anna Schmidt', 'Dr.', 'Anna', 'Schmidt']],
    ['Lee, Bob, Jr.', ['Bob Lee Jr.', null, 'Bob', 'Lee']],
    ['Smith, John Jr.', ['John Smith Jr.', null, 'John', 'Smith']],
  ])('%s is %j', (typed, [name, prefix, first, last]) => {
    const row = mapOne('entities: [{ type: contact, fields: { name: N } }]', { N: '' }, { N: typed })
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

  it('everybody in a contact column is a tag of their own', () => {
    const { fields } = readCell('contact', 'tags', contacts(['Bob Lee', 'b@acme.com'], ['Ann', null]))
    expect(fields['tags']).toEqual(['Bob Lee', 'Ann'])
  })
})
