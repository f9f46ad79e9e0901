import { describe, expect, test } from 'vitest'
import type { Json } from '../../../src/core/json.ts'
import { identify, slotKey } from '../../../src/identity/keys.ts'
import type { IdentityRecord } from '../../../src/identity/model.ts'
import type { EntityRecord } from '../../../src/mapping/record.ts'
import { email, invalid, phone, record } from './entity.ts'

const identified = (...records: EntityRecord[]): IdentityRecord[] => identify(records, { sheetId: 's' })
const keys = (...records: EntityRecord[]): string[] =>
  (identified(...records)[0]?.keys ?? []).map(({ kind, value }) => `${kind} ${value}`)

describe('keys of a company', () => {
  test('R6 the domain is that of the mapped domain, else of the website', () => {
    expect(
      keys(record('Organization', { domain: 'ACME.com', website: 'https://other.com', name: 'Acme Inc' })),
    ).toEqual(['domain acme.com', 'name acme'])
    expect(
      keys(record('Organization', { website: 'https://www.shop.acme.co.uk/en?x=1', domain: null })),
    ).toEqual(['domain acme.co.uk'])
  })

  test('R6 a website counts where the domain is none, and blanks are nothing', () => {
    const website = 'https://acme.com'
    for (const domain of ['localhost', 'gmail.com', '', '  ', 7, null])
      expect(keys(record('Organization', { domain, website }))).toEqual(['domain acme.com'])
    expect(keys(record('Organization', { name: '  ', website: '' }))).toEqual([])
  })

  test('R6 a personal provider or a hosting site is no domain of a company', () => {
    for (const website of [
      'gmail.com',
      'https://www.linkedin.com/company/acme',
      'acme.github.io',
      'localhost',
    ]) {
      expect(keys(record('Organization', { website, name: 'Acme' }))).toEqual(['name acme'])
    }
  })

  const borrowed = (name: string | null, ...addresses: Json[]): string[] =>
    keys(record('Organization', { name }), record('Contact', { emails: addresses }))

  test('R6 the work email of the contact lends its domain to a company without a name', () => {
    expect(borrowed(null, email('ann@mail.acme.com'))).toEqual(['domain acme.com'])
    expect(borrowed(null, invalid, email('ann@gmail.com'), email('ann@acme.com'))).toEqual([
      'domain acme.com',
    ])
    expect(borrowed(null, email('ann@gmail.com'))).toEqual([])
  })

  test.each([
    ['Acme', 'acme.com'],
    ['Acme Widgets GmbH', 'acme.de'],
    ['Acme', 'acme-widgets.com'],
    ['Coca-Cola Company', 'coca-cola.com'],
    ['Müller', 'müller.de'],
    ['HP Inc.', 'hp.com'],
    ['IBM Deutschland', 'ibm.com'],
  ])('R6 a company named %s may borrow %s', (name, domain) => {
    expect(borrowed(name, email(`ann@${domain}`))[0]).toMatch(/^domain /)
  })

  test.each([
    ['Globex', 'acme.com'],
    ['Smart Solutions', 'art.com'],
    ['ART', 'artemis.com'],
    ['Alpha', 'a.com'],
    ['株式会社', 'acme.jp'],
  ])('R6 a company named %s does not borrow %s', (name, domain) => {
    expect(borrowed(name, email(`ann@${domain}`))).toHaveLength(1)
  })

  test('R6 an email of the company itself lends with the same care, and first', () => {
    const company = record('Organization', { name: 'Acme', emails: [email('info@acme.com')] })
    expect(keys(company, record('Contact', { emails: [email('ann@acme.de')] }))).toContain('domain acme.com')
    expect(keys(record('Organization', { name: 'Globex', emails: [email('info@acme.com')] }))).toEqual([
      'name globex',
    ])
  })

  test('R6 only the first contact lends, and only to the first company', () => {
    const [first, second] = identified(
      record('Organization', { name: null }),
      record('Organization', { name: null }, { externalId: '7:2' }),
      record('Contact', { emails: [email('ann@acme.com')] }),
      record('Contact', { emails: [email('bob@globex.com')] }, { externalId: '7:2' }),
    )
    expect(first?.keys).toEqual([{ kind: 'domain', value: 'acme.com' }])
    expect(second?.keys).toEqual([])
    expect(
      keys(
        record('Organization', {}),
        record('Contact', {}),
        record('Contact', { emails: [email('a@b.com')] }),
      ),
    ).toEqual([])
  })
})

describe('keys of a person', () => {
  test('R6 the first valid email, and the first E.164 phone with the full name', () => {
    const fields = {
      name: 'Dr. Ann Lee',
      emails: [invalid, email('ann@a.com'), email('b@a.com')],
      phones: [phone(null), phone('+491')],
    }
    expect(keys(record('Contact', fields))).toEqual(['email ann@a.com', 'phone +491|ann lee'])
  })

  test('R6 first and last name are the full name where there is no other', () => {
    const fields = { name: null, first_name: 'Ann', last_name: 'Lee', phones: [phone('+491')] }
    expect(keys(record('Contact', fields))).toEqual(['phone +491|ann lee'])
  })

  test('R6 one of first and last name is a full name, too; a name of its own goes before both', () => {
    const phones = [phone('+491')]
    expect(keys(record('Contact', { first_name: ' ', last_name: 'Lee', phones }))).toEqual(['phone +491|lee'])
    for (const name of [undefined, null, '', '  ', 7])
      expect(
        keys(record('User', { ...(name !== undefined && { name }), first_name: 'Ann', last_name: 'Lee' })),
      ).toEqual(['name ann lee'])
    expect(
      keys(record('Contact', { name: 'Ann B. Lee', first_name: 'Ann', last_name: 'Lee', phones })),
    ).toEqual(['phone +491|ann b lee'])
    expect(keys(record('Organization', { first_name: 'Ann', last_name: 'Lee' }))).toEqual([])
  })

  test('R6 a name is kept as one of a person or a company, others have none', () => {
    const named = (['Organization', 'Contact', 'User', 'Opportunity', 'LogEntry'] as const).map(
      (label) => identified(record(label, { name: 'Dr. Acme Inc' }))[0]?.name,
    )
    expect(named).toEqual(['dr acme', 'acme inc', 'acme inc', null, null])
  })

  test('R6 what is no list of addresses or phones holds none', () => {
    for (const emails of ['ann@a.com', null, {}, [null], ['ann@a.com'], [['ann@a.com']], [{ email: 7 }]])
      expect(keys(record('Contact', { emails, phones: emails, name: 'Ann' }))).toEqual([])
    expect(keys(record('Contact', { emails: [null, 'x', email('ann@a.com')] }))).toEqual(['email ann@a.com'])
  })

  test('R6 a phone without a name, and a name without a phone, are no key', () => {
    expect(keys(record('Contact', { phones: [phone('+491')] }))).toEqual([])
    expect(identified(record('Contact', { name: 'Ann Lee' }))[0]).toMatchObject({ keys: [], name: 'ann lee' })
  })

  test('R6 an owner has an email and a name', () => {
    expect(keys(record('User', { name: 'Ann Lee', emails: [email('ann@a.com')] }))).toEqual([
      'email ann@a.com',
      'name ann lee',
    ])
  })
})

describe('keys of every label', () => {
  test('R6 the external key is scoped by sheet and comes first', () => {
    const fields = { name: 'Ann', emails: [email('ann@a.com')] }
    expect(keys(record('Contact', fields, { externalKey: ' K-1 ' }))).toEqual([
      'key s:K-1',
      'email ann@a.com',
    ])
    expect(keys(record('Opportunity', { name: 'Deal' }, { externalKey: 'D1' }))).toEqual(['key s:D1'])
    expect(keys(record('Opportunity', { name: 'Deal' }, { externalKey: '  ' }))).toEqual([])
  })

  test('R6 a key too long for an index is a digest of itself', () => {
    const long = 'a'.repeat(100_000)
    for (const fields of [
      { name: long },
      { name: long, phones: [{ raw: '1', e164: '+491', label: null, countryCodeA2: null }] },
    ])
      for (const label of ['Organization', 'Contact', 'User'] as const)
        for (const key of keys(record(label, fields))) expect(Buffer.byteLength(key)).toBeLessThan(100)
    expect(keys(record('Organization', { name: long }))).toEqual(keys(record('Organization', { name: long })))
    expect(keys(record('Organization', { name: long }))).not.toEqual(
      keys(record('Organization', { name: `${long}b` })),
    )
    expect(keys(record('Organization', { domain: `${long}.example` }))).toEqual([])
    expect(keys(record('Organization', { name: 'a'.repeat(300) }))).toEqual([`name ${'a'.repeat(300)}`])
    expect(keys(record('Organization', { name: 'a'.repeat(301) }))[0]).toMatch(/^name sha256:[\w-]{43}$/)
  })

  test('R6 notes and comments bear no key: their slot decides', () => {
    expect(keys(record('LogEntry', { content: 'x', name: 'x', emails: [email('a@b.com')] }))).toEqual([])
    expect(slotKey('s', '7:2')).toEqual({ kind: 'slot', value: 's:7:2' })
  })
})
