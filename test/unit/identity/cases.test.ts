import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { IdentityRecord } from '../../../src/identity/model.ts'
import { company, createMemory, deal, type Memory, person } from './memory.ts'

const acme = { domain: 'acme.com', name: 'acme' }
const ann = { email: 'ann@acme.com', name: 'ann' }

const nodes = (memory: Memory, ...slots: string[]): (string | undefined)[] =>
  slots.map((slot) => memory.node('s', slot))

/** One sheet as it was, and as it was edited: the entities of its rows then and now. */
function edited(before: readonly IdentityRecord[], after: readonly IdentityRecord[]) {
  const memory = createMemory()
  memory.sync('s', before)
  const was = Object.fromEntries(before.map(({ externalId }) => [externalId, memory.node('s', externalId)]))
  const { ambiguous } = memory.sync('s', after)
  const is = Object.fromEntries(after.map(({ externalId }) => [externalId, memory.node('s', externalId)]))
  return { was, is, ambiguous: ambiguous.map(({ externalId }) => externalId) }
}

const fifty = Array.from({ length: 50 }, (_, at) => company(`r${at}`, { name: 'acme' }))

/** How many people 500 rows on one email are, with so many names. */
function crowd(names: number): { people: number; issues: number } {
  const rows = Array.from({ length: 500 }, (_, at) =>
    person(`r${at}`, { email: 'info@acme.com', name: `n${at % names}` }),
  )
  const { assignments, ambiguous } = createMemory().sync('s', rows)
  return { people: new Set(assignments.map(({ nodeId }) => nodeId)).size, issues: ambiguous.length }
}

/** The rows of the table "Cases" of docs/identity.md, in its order. */
const CASES: Record<string, () => void> = {
  'a company renamed in one of fifty rows': () => {
    const { was, is } = edited(fifty, [company('r0', { name: 'apex' }), ...fifty.slice(1)])
    const { r0, ...others } = is
    expect(Object.values(was)).not.toContain(r0)
    expect(new Set(Object.values(others))).toEqual(new Set(Object.values(was)))
  },

  'renamed in all its rows': () => {
    const { was, is } = edited(
      fifty,
      fifty.map(({ externalId }) => company(externalId, { name: 'apex' })),
    )
    expect(is).toEqual(was)
  },

  'its rows split between two new names': () => {
    const { was, is } = edited(
      ['1', '2', '3'].map((slot) => company(slot, { name: 'acme' })),
      [company('1', { name: 'a' }), company('2', { name: 'z' }), company('3', { name: 'z' })],
    )
    expect([is['2'], is['3']]).toEqual([was['1'], was['1']])
    expect(is['1']).not.toBe(was['1'])
  },

  'two companies turn out to share a domain': () => {
    const memory = createMemory()
    memory.sync('s', [company('2', { name: 'b' })])
    memory.sync('s', [company('2', { name: 'b' }), company('1', { name: 'a' })])
    const [older] = nodes(memory, '2')
    memory.sync('s', [company('1', { domain: 'c.com' }), company('2', { domain: 'c.com' })])
    expect(nodes(memory, '1', '2')).toEqual([older, older])
  },

  'a row reused for another person': () => {
    const bob = person('1', { email: 'bob@acme.com', name: 'bob' })
    const named = edited([person('1', ann), person('2', ann)], [bob, person('2', ann)])
    expect(named.is['2']).toBe(named.was['1'])
    expect(named.is['1']).not.toBe(named.was['1'])
    const nobody = edited([person('1', ann)], [bob])
    expect(nobody.is).toEqual(nobody.was)
  },

  'an email corrected': () => {
    const wrong = person('1', { email: 'an@acme.com', name: 'ann' })
    const { was, is } = edited([wrong], [person('1', ann)])
    expect(is).toEqual(was)

    const memory = createMemory()
    memory.sync('s', [wrong])
    memory.sync('t', [{ ...wrong, externalId: '9' }])
    const first = memory.node('t', '9')
    memory.sync('s', [person('1', ann)])
    expect([memory.node('t', '9'), memory.node('s', '1') === first]).toEqual([first, false])
    memory.sync('t', [person('9', ann)])
    expect(memory.node('t', '9')).toBe(memory.node('s', '1'))
  },

  'two people swap emails': () => {
    const { was, is } = edited(
      [person('1', { email: 'a@x.com' }), person('2', { email: 'b@x.com' })],
      [person('1', { email: 'b@x.com' }), person('2', { email: 'a@x.com' })],
    )
    expect(is).toEqual({ 1: was['2'], 2: was['1'] })
  },

  'a company gains a domain later': () => {
    const byRow = edited([company('1', { name: 'acme' })], [company('1', acme)])
    expect(byRow.is['1']).toBe(byRow.was['1'])
    const byName = edited([company('1', { name: 'acme' })], [company('2', acme)])
    expect(byName.is['2']).toBe(byName.was['1'])
  },

  'one name with two domains': () => {
    const rows = [
      company('1', acme),
      company('2', { domain: 'acme.de', name: 'acme' }),
      company('3', { name: 'acme' }),
      company('4', { name: 'acme' }),
    ]
    const { is, ambiguous } = edited(rows, rows)
    expect(new Set(Object.values(is)).size).toBe(3)
    expect(is['3']).toBe(is['4'])
    expect(ambiguous).toEqual(['3', '4'])
  },

  'a domain moves to another company': () => {
    const moved = edited(
      [company('1', acme), company('2', { domain: 'globex.com', name: 'globex' })],
      [
        company('1', { domain: 'acme.io', name: 'acme' }),
        company('2', { domain: 'acme.com', name: 'globex' }),
      ],
    )
    expect(moved.is['2']).toBe(moved.was['1'])
    expect(Object.values(moved.was)).not.toContain(moved.is['1'])

    const memory = createMemory()
    memory.sync('t', [company('9', { name: 'apex' })])
    memory.sync('s', [company('1', acme)])
    const [before] = nodes(memory, '1')
    memory.sync('s', [company('1', { domain: 'apex.com', name: 'apex' }), company('2', acme)])
    expect(nodes(memory, '1', '2')).toEqual([memory.node('t', '9'), before])
  },

  'two sheets about the same people': () => {
    const memory = createMemory()
    memory.sync('s', [person('1', { email: 'ann@acme.com' }), company('2', acme)])
    memory.sync('t', [person('1', { email: 'ann@acme.com' }), company('2', { name: 'acme' })])
    expect(['1', '2'].map((slot) => memory.node('t', slot))).toEqual(nodes(memory, '1', '2'))

    const namesFirst = createMemory()
    namesFirst.sync('t', [company('2', { name: 'acme' })])
    namesFirst.sync('s', [company('2', acme)])
    expect(namesFirst.node('s', '2')).toBe(namesFirst.node('t', '2'))
  },

  'an owner who is also a contact': () => {
    const owner = { ...person('2', { email: 'ann@acme.com' }), label: 'User' as const }
    const { is } = edited([person('1', ann)], [person('1', ann), owner])
    expect(is['2']).not.toBe(is['1'])
  },

  'an external key introduced later': () => {
    const keyed = (record: IdentityRecord): IdentityRecord => ({
      ...record,
      keys: [{ kind: 'key', value: 's:7' }, ...record.keys],
    })
    const rows = [company('1', acme), person('2', ann), deal('3')]
    const { was, is } = edited(rows, [
      ...rows.map(keyed),
      company('4', { domain: 'acme.com' }),
      person('5', { email: 'ann@acme.com' }),
    ])
    expect(is).toEqual({ ...was, 4: was['1'], 5: was['2'] })
  },

  '500 rows on one email': () => {
    expect(crowd(1)).toEqual({ people: 1, issues: 0 })
    expect(crowd(5)).toEqual({ people: 1, issues: 0 })
    expect(crowd(6)).toEqual({ people: 6, issues: 500 })
  },

  'a row vanishes and returns': () => {
    const memory = createMemory()
    const rows = [deal('1'), person('2', { name: 'ann' }), company('3', acme)]
    memory.sync('s', rows)
    const before = nodes(memory, '1', '2', '3')
    memory.sync('s', [])
    expect(nodes(memory, '1', '2', '3')).toEqual([undefined, undefined, undefined])
    memory.sync('s', [deal('1'), person('2', { name: 'ann' }), company('new', acme)])
    expect(nodes(memory, '1', '2', 'new')).toEqual(before)
    memory.sync('s', [deal('new'), deal('5', 's:7')])
    expect(before).not.toContain(memory.node('s', 'new'))
    const [keyed] = nodes(memory, '5')
    memory.sync('s', [deal('6', 's:7')])
    expect(nodes(memory, '6')).toEqual([keyed])
  },

  'a company that was withdrawn is named again, by another sheet': () => {
    const memory = createMemory()
    memory.sync('s', [company('1', acme)])
    const [before] = nodes(memory, '1')
    memory.sync('s', [])
    memory.sync('other', [company('9', { name: 'acme' })])
    expect(memory.node('other', '9')).toBe(before)
  },

  'an unreadable email (formula error)': () => {
    const unreadable = { ...person('1', { name: 'ann' }), keepsKeys: true, keptKinds: ['email' as const] }
    const { was, is } = edited([person('1', ann)], [unreadable, person('2', ann)])
    expect(is).toEqual({ 1: was['1'], 2: was['1'] })
  },
}

describe('the cases of the documentation', () => {
  test.each(Object.entries(CASES))('R6 %s', (_, check) => {
    check()
  })

  test('R6 are all tested', () => {
    const text = readFileSync(new URL('../../../docs/identity.md', import.meta.url), 'utf8')
    const table = /## Cases\n\n\|.*\n\|-.*\n((?:\|.*\n)+)/.exec(text)?.[1] ?? ''
    const rows = table
      .trim()
      .split('\n')
      .map((row) => row.split('|')[1]?.trim())
    expect(rows).toEqual(Object.keys(CASES))
  })
})
