import { describe, expect, it } from 'vitest'
import { contact, contacts, mapOne, readCell, type RawCell } from './build.ts'

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
