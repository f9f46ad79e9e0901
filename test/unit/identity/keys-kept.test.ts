import { describe, expect, test } from 'vitest'
import { identify } from '../../../src/identity/keys.ts'
import type { IdentityRecord } from '../../../src/identity/model.ts'
import type { EntityRecord } from '../../../src/mapping/record.ts'
import { email, record } from './entity.ts'

const identified = (...records: EntityRecord[]): IdentityRecord[] => identify(records, { sheetId: 's' })
const keys = (...records: EntityRecord[]): string[] =>
  (identified(...records)[0]?.keys ?? []).map(({ kind, value }) => `${kind} ${value}`)

describe('kept fields', () => {
  const keptOf = (...records: EntityRecord[]): unknown => {
    const [first] = identified(...records)
    return first?.keepsKeys === true ? first.keptKinds : false
  }

  test('R8b a kept identifying field keeps its kinds of key, another field none', () => {
    expect(keptOf(record('Contact', {}, { keep: ['emails', 'job_title'] }))).toEqual(['email'])
    expect(keptOf(record('Contact', {}, { keep: ['first_name', 'last_name', 'phones'] }))).toEqual(['phone'])
    expect(keptOf(record('Organization', {}, { keep: ['website', 'name', 'externalKey'] }))).toEqual([
      'key',
      'domain',
      'name',
    ])
    expect(keptOf(record('User', {}, { keep: ['emails', 'name'] }))).toEqual(['email', 'name'])
    expect(keptOf(record('Contact', {}, { keep: ['job_title', 'custom:name'] }))).toBe(false)
    expect(keptOf(record('LogEntry', {}, { keep: ['content'] }))).toBe(false)
  })

  test('R8b an unreadable website is not replaced by the domain of an email', () => {
    const company = record('Organization', { name: 'Acme' }, { keep: ['website'] })
    expect(keys(company, record('Contact', { emails: [email('ann@acme.de')] }))).toEqual(['name acme'])
  })

  test('R8b a company keeps a borrowed domain while the email of its contact is unreadable', () => {
    const company = record('Organization', { name: 'Acme' })
    expect(keptOf(company, record('Contact', {}, { keep: ['emails'] }))).toEqual(['domain'])
  })

  test.each([
    [
      'Organization',
      { domain: 'domain', website: 'domain', emails: 'domain', name: 'name', industry: undefined },
    ],
    [
      'Contact',
      {
        emails: 'email',
        phones: 'phone',
        name: 'phone',
        first_name: 'phone',
        last_name: 'phone',
        tags: undefined,
      },
    ],
    ['User', { emails: 'email', name: 'name', timezone: undefined }],
    ['Opportunity', { name: undefined, amount: undefined }],
  ] as const)('R8b each kept field of a %s keeps the key that it makes', (label, kinds) => {
    for (const [field, kind] of Object.entries(kinds))
      expect(keptOf(record(label, {}, { keep: [field] }))).toEqual(kind === undefined ? false : [kind])
    expect(keptOf(record(label, {}, { keep: ['externalKey'] }))).toEqual(['key'])
  })

  test('R8b a field that is kept with the name keeps its keys with the name only', () => {
    const [first] = identified(record('Contact', {}, { keep: ['phones', 'with_name:emails'] }))
    expect(first).toMatchObject({ keepsKeys: true, keptKinds: ['phone'], keptWithName: ['email'] })
    const [other] = identified(record('Contact', {}, { keep: ['with_name:emails'] }))
    expect(other).toMatchObject({ keepsKeys: true, keptKinds: [], keptWithName: ['email'] })
    for (const keep of ['with_name:job_title', 'custom:my emails', 'location.x emails']) {
      const [none] = identified(record('Contact', {}, { keep: [keep] }))
      expect(none?.keepsKeys).toBe(false)
    }
  })

  test('R8b a record that keeps no key carries nothing about it', () => {
    const [nothing] = identified(record('Contact', { name: 'Ann' }, { keep: ['job_title'] }))
    expect(Object.keys(nothing ?? {})).toEqual([
      'label',
      'externalId',
      'rowId',
      'keys',
      'name',
      'onlyKept',
      'keepsKeys',
    ])
    const [kept] = identified(record('Contact', { name: 'Ann' }, { keep: ['emails'] }))
    expect(kept).not.toHaveProperty('keptWithName')
  })

  test('R8b a company keeps no domain for a contact that does not lend it one', () => {
    const company = record('Organization', { name: 'Acme' })
    expect(keptOf(company, record('Contact', {}, { keep: ['phones'] }))).toBe(false)
    expect(keptOf(company, record('Contact', {}), record('Contact', {}, { keep: ['emails'] }))).toBe(false)
    expect(keptOf(company, record('User', {}, { keep: ['emails'] }))).toBe(false)
  })

  test('R8b an unreadable domain is not replaced by that of an email, an unreadable name is no matter', () => {
    const lender = record('Contact', { emails: [email('ann@acme.de')] })
    const domainOf = (keep: string[]): unknown =>
      identified(record('Organization', { name: 'Acme' }, { keep }), lender)[0]?.keys.map(({ kind }) => kind)
    expect(domainOf(['domain'])).toEqual(['name'])
    expect(domainOf(['description'])).toEqual(['domain', 'name'])
  })

  test('R8b a record of kept fields alone is marked so', () => {
    expect(identified(record('Contact', {}, { onlyKept: true }))[0]?.onlyKept).toBe(true)
  })
})
