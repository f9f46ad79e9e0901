import { describe, expect, test } from 'vitest'
import type { History } from '../../../src/identity/model.ts'
import { resolve } from '../../../src/identity/resolve.ts'
import { company, counter, createMemory, deal, person } from './memory.ts'

const acme = { domain: 'acme.com', name: 'acme' }

describe('assigning, over time', () => {
  test('R6 a company renamed in one of fifty rows: one new company, the other rows keep theirs', () => {
    const memory = createMemory()
    const rows = Array.from({ length: 50 }, (_, at) => company(`r${at}`, { name: 'acme' }))
    memory.sync('s', rows)
    const before = memory.node('s', 'r0')
    memory.sync('s', [company('r0', { name: 'apex' }), ...rows.slice(1)])
    expect(memory.node('s', 'r1')).toBe(before)
    expect(memory.node('s', 'r0')).not.toBe(before)
  })

  test('R6 a company renamed in all its rows stays the same entity', () => {
    const memory = createMemory()
    memory.sync('s', [company('1', { name: 'acme' }), company('2', { name: 'acme' })])
    const before = memory.node('s', '1')
    memory.sync('s', [company('1', { name: 'apex' }), company('2', { name: 'apex' })])
    expect([memory.node('s', '1'), memory.node('s', '2')]).toEqual([before, before])
  })

  test('R6 a company split in two: the part with more rows keeps the entity', () => {
    const memory = createMemory()
    memory.sync(
      's',
      ['1', '2', '3'].map((slot) => company(slot, { name: 'acme' })),
    )
    const before = memory.node('s', '1')
    memory.sync('s', [company('1', { name: 'a' }), company('2', { name: 'z' }), company('3', { name: 'z' })])
    expect(memory.node('s', '2')).toBe(before)
    expect(memory.node('s', '1')).not.toBe(before)
  })

  test('R6 companies that merge keep the oldest entity', () => {
    const memory = createMemory()
    memory.sync('s', [company('1', { name: 'a' })])
    memory.sync('s', [company('1', { name: 'a' }), company('2', { name: 'b' })])
    const oldest = memory.node('s', '1')
    memory.sync('s', [company('1', { domain: 'c.com' }), company('2', { domain: 'c.com' })])
    expect([memory.node('s', '1'), memory.node('s', '2')]).toEqual([oldest, oldest])
  })

  test('R6 a group that could take several entities leaves the one that another group has no choice but', () => {
    const memory = createMemory()
    memory.sync('s', [company('1', { name: 'a' }), company('2', { name: 'a' }), company('3', { name: 'b' })])
    const [a, b] = [memory.node('s', '1'), memory.node('s', '3')]
    memory.sync('s', [company('1', { name: 'x' }), company('2', { name: 'y' }), company('3', { name: 'y' })])
    expect([memory.node('s', '1'), memory.node('s', '2'), memory.node('s', '3')]).toEqual([a, b, b])
  })

  test('R6 a corrected email keeps the id of the person', () => {
    const memory = createMemory()
    memory.sync('s', [person('1', { email: 'an@acme.com', name: 'ann' })])
    const before = memory.node('s', '1')
    memory.sync('s', [person('1', { email: 'ann@acme.com', name: 'ann' })])
    expect(memory.node('s', '1')).toBe(before)
  })

  test('R6 a row reused for somebody else leaves the person to the rows that still name them', () => {
    const memory = createMemory()
    const ann = { email: 'ann@acme.com', name: 'ann' }
    memory.sync('s', [person('1', ann), person('2', ann)])
    const before = memory.node('s', '1')
    memory.sync('s', [person('1', { email: 'bob@acme.com', name: 'bob' }), person('2', ann)])
    expect(memory.node('s', '2')).toBe(before)
    expect(memory.node('s', '1')).not.toBe(before)
  })

  test('R6 two people who swap emails: the entity goes with the email', () => {
    const memory = createMemory()
    memory.sync('s', [person('1', { email: 'a@x.com' }), person('2', { email: 'b@x.com' })])
    const [a, b] = [memory.node('s', '1'), memory.node('s', '2')]
    memory.sync('s', [person('1', { email: 'b@x.com' }), person('2', { email: 'a@x.com' })])
    expect([memory.node('s', '1'), memory.node('s', '2')]).toEqual([b, a])
  })

  test('R6 a company that gains a domain later stays the same entity, also where the row is a new one', () => {
    const memory = createMemory()
    memory.sync('s', [company('1', { name: 'acme' })])
    const before = memory.node('s', '1')
    memory.sync('s', [company('1', acme)])
    expect(memory.node('s', '1')).toBe(before)
    const other = createMemory()
    other.sync('s', [company('1', { name: 'acme' })])
    const first = other.node('s', '1')
    other.sync('s', [company('2', acme)])
    expect(other.node('s', '2')).toBe(first)
  })

  test('R6 a domain that moves to another company takes its entity along', () => {
    const memory = createMemory()
    memory.sync('s', [company('1', acme), company('2', { domain: 'globex.com', name: 'globex' })])
    const before = memory.node('s', '1')
    memory.sync('s', [
      company('1', { domain: 'acme.io', name: 'acme' }),
      company('2', { domain: 'acme.com', name: 'globex' }),
    ])
    expect(memory.node('s', '2')).toBe(before)
    expect(memory.node('s', '1')).not.toBe(before)
  })

  test('R6 an external key introduced later keeps the entities of the emails and domains', () => {
    const memory = createMemory()
    memory.sync('s', [company('1', acme), person('1', { email: 'ann@acme.com' }), deal('1')])
    const before = (['Organization', 'Contact', 'Opportunity'] as const).map((l) => memory.node('s', '1', l))
    const key = { kind: 'key' as const, value: 's:7' }
    const ann = person('1', { email: 'ann@acme.com' })
    memory.sync('s', [
      company('1', { key: 's:7', ...acme }),
      { ...ann, keys: [key, ...ann.keys] },
      deal('1', 's:7'),
    ])
    const after = (['Organization', 'Contact', 'Opportunity'] as const).map((l) => memory.node('s', '1', l))
    expect(after).toEqual(before)
  })

  test('R6 a deal keeps to its row, a keyed one to its key', () => {
    const memory = createMemory()
    memory.sync('s', [deal('1'), deal('2'), deal('3', 's:k')])
    const [one, two, keyed] = ['1', '2', '3'].map((slot) => memory.node('s', slot))
    memory.sync('s', [deal('4', 's:k'), deal('2'), deal('1')])
    expect(['1', '2', '4'].map((slot) => memory.node('s', slot))).toEqual([one, two, keyed])
  })

  test('R11 a row that returns brings its entity back, by key or by slot', () => {
    const memory = createMemory()
    const rows = [deal('1'), person('1', { name: 'ann' }), company('1', acme)]
    const first = memory.sync('s', rows).assignments
    memory.sync('s', [])
    expect(memory.node('s', '1')).toBeUndefined()
    expect(memory.sync('s', rows).assignments).toEqual(first)
  })

  test('R11 a remembered entity that another sheet uses by now is not taken back by a slot', () => {
    const memory = createMemory()
    memory.sync('s', [person('1', { email: 'ann@acme.com' })])
    const before = memory.node('s', '1')
    memory.sync('s', [])
    memory.sync('t', [person('9', { email: 'ann@acme.com' })])
    memory.sync('s', [person('1', { name: 'bob' })])
    expect(memory.node('t', '9')).toBe(before)
    expect(memory.node('s', '1')).not.toBe(before)
  })

  test('R6 a stale key of an entity does not beat the rows that are linked to it', () => {
    const history: History = {
      sheetId: 's',
      known: ['old.com', 'new.com'].map((value) => ({
        label: 'Organization',
        kind: 'domain',
        value,
        nodeId: 'e',
      })),
      links: [{ label: 'Organization', externalId: '1', nodeId: 'e', keys: [] }],
      linkedElsewhere: new Set(),
    }
    const records = [company('0', { domain: 'old.com' }), company('1', { domain: 'new.com' })]
    expect(resolve(records, history, counter()).assignments.map(({ nodeId }) => nodeId)).toEqual([
      'n000001',
      'e',
    ])
  })
})
