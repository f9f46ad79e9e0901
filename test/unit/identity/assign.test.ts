import { describe, expect, test } from 'vitest'
import type { History } from '../../../src/identity/model.ts'
import { resolve } from '../../../src/identity/resolve.ts'
import { company, counter, createMemory, deal, person } from './memory.ts'

const acme = { domain: 'acme.com', name: 'acme' }

describe('assigning, over time', () => {
  test('R6 a group that could take several entities leaves the one that another group has no choice but', () => {
    const memory = createMemory()
    memory.sync('s', [company('1', { name: 'a' }), company('2', { name: 'a' }), company('3', { name: 'b' })])
    const [a, b] = [memory.node('s', '1'), memory.node('s', '3')]
    memory.sync('s', [company('1', { name: 'x' }), company('2', { name: 'y' }), company('3', { name: 'y' })])
    expect([memory.node('s', '1'), memory.node('s', '2'), memory.node('s', '3')]).toEqual([a, b, b])
  })

  test('R6 of two halves of a company the one that comes first by its key keeps the entity', () => {
    for (const [one, two] of [
      ['a', 'z'],
      ['z', 'a'],
    ] as const) {
      const memory = createMemory()
      memory.sync('s', [company('1', { name: 'acme' }), company('2', { name: 'acme' })])
      const before = memory.node('s', '1')
      memory.sync('s', [company('1', { name: one }), company('2', { name: two })])
      expect(memory.node('s', one === 'a' ? '1' : '2')).toBe(before)
      expect(memory.node('s', one === 'a' ? '2' : '1')).not.toBe(before)
    }
  })

  test('R6 a key that decides goes before a key that is only borne', () => {
    const memory = createMemory()
    memory.sync('s', [company('1', { name: 'acme' }), company('2', { domain: 'acme.com' })])
    const keyed = memory.node('s', '2')
    memory.sync('s', [company('3', acme)])
    expect(memory.node('s', '3')).toBe(keyed)
    memory.sync('s', [company('4', { name: 'acme' })])
    expect(memory.node('s', '4')).toBe(keyed)
  })

  test('R6 a key that decides goes before the row', () => {
    const memory = createMemory()
    memory.sync('s', [company('1', { name: 'a' }), company('2', { name: 'b' })])
    const [a, b] = ['1', '2'].map((slot) => memory.node('s', slot))
    memory.sync('s', [company('2', { name: 'a' })])
    expect(memory.node('s', '2')).toBe(a)
    memory.sync('s', [company('2', { name: 'b' })])
    expect(memory.node('s', '2')).toBe(b)
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
        elsewhere: false,
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
