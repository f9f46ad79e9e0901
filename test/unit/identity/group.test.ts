import { describe, expect, test } from 'vitest'
import { resolve } from '../../../src/identity/resolve.ts'
import { company, counter, createMemory, person, untold } from './memory.ts'

/** Which slots share an entity, as `a+b c`. */
const groupsOf = (records: Parameters<typeof resolve>[0]): string =>
  [...Map.groupBy(resolve(records, untold, counter()).assignments, ({ nodeId }) => nodeId).values()]
    .map((members) => members.map(({ externalId }) => externalId).join('+'))
    .sort()
    .join(' ')

const acme = { domain: 'acme.com', name: 'acme' }

describe('grouping companies', () => {
  test('R6 one domain is one company, whatever its names', () => {
    expect(groupsOf([company('1', acme), company('2', { domain: 'acme.com', name: 'acme north' })])).toBe(
      '1+2',
    )
  })

  test('R6 names on one domain are not counted, as those on one email are', () => {
    const names = Array.from({ length: 9 }, (_, at) => company(`r${at}`, { ...acme, name: `branch ${at}` }))
    expect(groupsOf(names).split(' ')).toHaveLength(1)
  })

  test('R6 a company with only a name joins the one domain that bears the name, without an issue', () => {
    const records = [company('1', acme), company('2', { name: 'acme' })]
    expect(groupsOf(records)).toBe('1+2')
    expect(resolve(records, untold, counter()).ambiguous).toEqual([])
  })

  test('R6 where two domains bear a name, the records without a domain are a company of their own, with an issue', () => {
    const records = [
      company('1', acme),
      company('2', { domain: 'acme.de', name: 'acme' }),
      company('3', { name: 'acme' }),
      company('4', { name: 'acme' }),
    ]
    expect(groupsOf(records)).toBe('1 2 3+4')
    const { ambiguous, assignments } = resolve(records, untold, counter())
    expect(resolve(records.toReversed(), untold, counter()).ambiguous).toEqual(ambiguous)
    expect(ambiguous.map(({ label, externalId }) => `${label} ${externalId}`)).toEqual([
      'Organization 3',
      'Organization 4',
    ])
    expect(ambiguous[0]?.message).toBe(
      '2 different entries have this name and different domains or emails. Give this row one; until then it is kept apart from them.',
    )
    expect(assignments.map(({ keys }) => keys.map(({ kind }) => kind).join())).toEqual([
      'domain',
      'domain',
      'name',
      'name',
    ])
  })

  test('R6 an external key decides before a domain, and rows without it join the one key of their domain', () => {
    const one = company('1', { key: 's:1', ...acme })
    const two = company('2', { key: 's:2', ...acme })
    expect(groupsOf([one, two])).toBe('1 2')
    expect(groupsOf([one, company('3', acme), company('4', { name: 'acme' })])).toBe('1+3+4')
    const three = [one, two, company('3', acme)]
    expect(groupsOf(three)).toBe('1 2 3')
    expect(resolve(three, untold, counter()).ambiguous).toEqual([
      {
        label: 'Organization',
        externalId: '3',
        message:
          '2 different entries have this domain and different external keys. Give this row its external key; until then it is kept apart from them.',
      },
    ])
  })

  test('R6 a company that bears no key is an entity of its row', () => {
    expect(groupsOf([company('1', {}), company('2', {})])).toBe('1 2')
  })
})

describe('grouping people', () => {
  const ann = { email: 'ann@acme.com', phone: '+491', name: 'ann' }

  test('R6 one email is one person; the same phone and name without an email joins', () => {
    expect(groupsOf([person('1', ann), person('2', { email: 'ann@acme.com' })])).toBe('1+2')
    expect(groupsOf([person('1', ann), person('2', { phone: '+491', name: 'ann' })])).toBe('1+2')
  })

  test('R6 a shared phone under another name, and a name alone, prove nothing', () => {
    const records = [
      person('1', ann),
      person('2', { phone: '+491', name: 'bob' }),
      person('3', { name: 'ann' }),
    ]
    expect(groupsOf(records)).toBe('1 2 3')
  })

  test('R6 one phone and name on two emails: the record without an email stands alone, with an issue', () => {
    const records = [
      person('1', ann),
      person('2', { ...ann, email: 'a@b.com' }),
      person('3', { phone: '+491', name: 'ann' }),
    ]
    expect(groupsOf(records)).toBe('1 2 3')
    expect(resolve(records, untold, counter()).ambiguous).toEqual([
      {
        label: 'Contact',
        externalId: '3',
        message:
          '2 different entries have this name and phone and different emails. Give this row its email; until then it is kept apart from them.',
      },
    ])
  })

  const keyed = (externalId: string, key: string, email: string): ReturnType<typeof person> => ({
    ...person(externalId, { email }),
    keys: [
      { kind: 'key', value: key },
      { kind: 'email', value: email },
    ],
  })

  test('R6 one email under two external keys: the record without a key stands alone, with an issue', () => {
    const records = [
      keyed('1', 's:1', 'a@x.com'),
      keyed('2', 's:2', 'a@x.com'),
      person('3', { email: 'a@x.com' }),
    ]
    expect(groupsOf(records)).toBe('1 2 3')
    expect(resolve(records, untold, counter()).ambiguous.map(({ message }) => message)).toEqual([
      '2 different entries have this email and different external keys. Give this row its external key; until then it is kept apart from them.',
    ])
  })

  const crowd = (names: number): ReturnType<typeof person>[] =>
    Array.from({ length: 500 }, (_, at) =>
      person(`r${at}`, { email: 'info@acme.com', name: `n${at % names}` }),
    )

  test('R6 up to five names on one email are one person', () => {
    expect(groupsOf(crowd(5)).split(' ')).toHaveLength(1)
    expect(resolve(crowd(5), untold, counter()).ambiguous).toEqual([])
  })

  test('R6 more than five names on one email are told apart by name, with an issue each, and none claims it', () => {
    expect(groupsOf(crowd(6)).split(' ')).toHaveLength(6)
    const { ambiguous, assignments } = resolve(crowd(6), untold, counter())
    expect(ambiguous).toHaveLength(500)
    expect(ambiguous[0]?.message).toBe(
      'More than 5 people share info@acme.com: told apart by name here. Give each an address of their own.',
    )
    expect(assignments.flatMap(({ keys }) => keys)).toEqual([])
  })

  test('R6 each name counts once, and a row without a name is no sixth', () => {
    const names = (count: number): ReturnType<typeof person>[] =>
      Array.from({ length: count }, (_, at) => person(`r${at}`, { email: 'info@acme.com', name: `n${at}` }))
    const nameless = person('x', { email: 'info@acme.com' })
    expect(groupsOf([...names(5), nameless]).split(' ')).toHaveLength(1)
    expect(groupsOf(names(6)).split(' ')).toHaveLength(6)
  })

  test('R6 rows without a name on a shared email are one more, and rows elsewhere are not touched', () => {
    const nameless = ['x', 'y'].map((slot) => person(slot, { email: 'info@acme.com' }))
    const others = ['u', 'v'].map((slot) => person(slot, { email: 'ann@acme.com', name: slot }))
    expect(groupsOf([...crowd(6), ...nameless, ...others]).split(' ')).toHaveLength(8)
    expect(groupsOf([...crowd(6), ...nameless, ...others])).toMatch(/(^| )u\+v .*x\+y/)
  })

  test('R6 a shared email names nobody, not even the rows without a name: the former entity stays with most rows', () => {
    const row = (slot: string, name?: string): ReturnType<typeof person> =>
      person(slot, { email: 'info@acme.com', ...(name !== undefined && { name }) })
    const before = [row('0'), ...['1', '2', '3', '4', '5'].map((at) => row(at, `n${at}`)), row('more', 'n5')]
    const memory = createMemory()
    memory.sync('s', before)
    const former = memory.node('s', '0')
    memory.sync('s', [...before, row('6', 'n6')])
    expect(memory.node('s', '5')).toBe(former)
    expect(memory.node('s', '0')).not.toBe(former)
  })

  test('R6 the crowd on an email stays as it is from sync to sync, one of it keeps the former entity', () => {
    const memory = createMemory()
    memory.sync('s', crowd(5))
    const former = memory.node('s', 'r0')
    const grown = [...crowd(5), person('new', { email: 'info@acme.com', name: 'n6' })]
    const first = memory.sync('s', grown)
    expect(new Set(first.assignments.map(({ nodeId }) => nodeId)).size).toBe(6)
    expect(first.assignments.filter(({ nodeId }) => nodeId === former)).toHaveLength(100)
    expect(memory.sync('s', grown)).toEqual(first)
  })

  test('R6 an owner who is also a contact is a user and a contact', () => {
    const user = { ...person('1', { email: 'ann@acme.com' }), label: 'User' as const }
    expect(groupsOf([user, person('1', { email: 'ann@acme.com' })])).toBe('1 1')
  })
})
