import { describe, expect, test } from 'vitest'
import { company, createMemory, person } from './memory.ts'

const acme = { domain: 'acme.com', name: 'acme' }

describe('which key gives the entity', () => {
  test('R6 a key that decides goes before one that is only borne, though weaker', () => {
    const memory = createMemory()
    memory.sync('s', [company('1', { key: 's:7', name: 'acme' }), company('2', { key: 's:7', name: 'bolt' })])
    const before = memory.node('s', '1')
    memory.sync('s', [company('1', acme), company('2', { name: 'bolt' })])
    expect(memory.node('s', '2')).toBe(before)
    expect(memory.node('s', '1')).not.toBe(before)
  })

  test('R6 of two keys that decide the stronger goes first, whoever has more rows', () => {
    const memory = createMemory()
    memory.sync(
      's',
      ['1', '2', '3'].map((slot) => company(slot, acme)),
    )
    const before = memory.node('s', '1')
    memory.sync('s', [
      company('1', { domain: 'acme.com', name: 'apex' }),
      company('2', { name: 'acme' }),
      company('3', { name: 'acme' }),
    ])
    expect(memory.node('s', '1')).toBe(before)
    expect(memory.node('s', '2')).not.toBe(before)
  })

  test('R6 of two keys that are only borne the stronger goes first, though its entity is younger', () => {
    const memory = createMemory()
    memory.sync('s', [company('1', { name: 'acme' })])
    memory.sync('s', [company('1', { name: 'acme' }), company('2', { domain: 'acme.com' })])
    const [older, younger] = [memory.node('s', '1'), memory.node('s', '2')]
    memory.sync('s', [company('3', { key: 's:7', ...acme })])
    expect(memory.node('s', '3')).toBe(younger)
    expect(memory.node('s', '3')).not.toBe(older)
  })

  test('R6 a key that several groups bear gives its entity to none of them', () => {
    const memory = createMemory()
    memory.sync('s', [company('1', { name: 'acme' })])
    const before = memory.node('s', '1')
    memory.sync('s', [company('2', acme), company('3', { domain: 'acme.de', name: 'acme' })])
    expect([memory.node('s', '2'), memory.node('s', '3')]).not.toContain(before)
  })
})

describe('what speaks against a weaker key', () => {
  test('R6 another domain does, where the rows of the former are gone', () => {
    const memory = createMemory()
    memory.sync('s', [company('1', { domain: 'acme.de', name: 'acme' })])
    const before = memory.node('s', '1')
    memory.sync('s', [company('2', acme)])
    expect(memory.node('s', '2')).not.toBe(before)
  })

  test('R6 another external key of this sheet does', () => {
    const memory = createMemory()
    memory.sync('s', [company('1', { key: 's:1', domain: 'acme.com' })])
    const before = memory.node('s', '1')
    memory.sync('s', [company('2', { key: 's:2', domain: 'acme.com' })])
    expect(memory.node('s', '2')).not.toBe(before)
  })

  test('R6 a still weaker key does not', () => {
    const memory = createMemory()
    memory.sync('s', [company('1', acme), person('1', { email: 'a@x.com', phone: '+491', name: 'ann' })])
    const before = [memory.node('s', '1', 'Organization'), memory.node('s', '1', 'Contact')]
    const ann = person('2', { email: 'a@x.com', phone: '+492', name: 'ann' })
    memory.sync('s', [
      company('2', { key: 's:7', domain: 'acme.com', name: 'apex' }),
      { ...ann, keys: [{ kind: 'key', value: 's:7' }, ...ann.keys] },
    ])
    expect([memory.node('s', '2', 'Organization'), memory.node('s', '2', 'Contact')]).toEqual(before)
  })

  test('R6 a stronger key that the rows do not have does not', () => {
    const memory = createMemory()
    memory.sync('s', [company('1', acme)])
    const before = memory.node('s', '1')
    memory.sync('s', [company('2', { key: 's:7', name: 'acme' })])
    expect(memory.node('s', '2')).toBe(before)
  })

  test('R6 one of several domains is enough to be known by, also where others share it', () => {
    const memory = createMemory()
    memory.sync('s', [company('1', acme)])
    const before = memory.node('s', '1')
    memory.sync('s', [
      company('2', { key: 's:1', ...acme }),
      company('3', { key: 's:1', domain: 'acme.de' }),
      company('4', { key: 's:2', domain: 'acme.com', name: 'bolt' }),
    ])
    expect(memory.node('s', '2')).toBe(before)
    expect(memory.node('s', '4')).not.toBe(before)
  })

  test('R6 what only this sheet said of these rows does not, though a new row joins them', () => {
    const memory = createMemory()
    memory.sync('s', [company('1', { domain: 'acme.con', name: 'acme' })])
    memory.sync('t', [company('9', { name: 'acme' })])
    memory.sync('s', [company('1', acme), company('2', acme)])
    expect(memory.node('s', '1')).toBe(memory.node('t', '9'))
  })
})

describe('claimed keys', () => {
  test('R6 a weaker key is claimed by every sheet that knows the entity by it', () => {
    const memory = createMemory()
    memory.sync('s', [company('1', acme)])
    const { assignments } = memory.sync('t', [company('9', acme)])
    expect(assignments[0]?.keys).toEqual([
      { kind: 'domain', value: 'acme.com' },
      { kind: 'name', value: 'acme' },
    ])
  })

  test('R6 a key that decides is claimed, though another sheet knows another entity by it', () => {
    const memory = createMemory()
    memory.sync('s', [company('1', { key: 's:1', domain: 'acme.com' })])
    memory.sync('t', [company('9', { domain: 'acme.com' })])
    memory.sync('s', [company('1', { key: 's:1', domain: 'apex.com' }), company('2', { domain: 'acme.com' })])
    expect(memory.node('s', '2')).not.toBe(memory.node('t', '9'))
    memory.sync('t', [company('9', { domain: 'acme.com' })])
    expect(memory.node('t', '9')).toBe(memory.node('s', '2'))
  })

  test('assignments come by label and slot, whatever the order of the rows', () => {
    const memory = createMemory()
    const { assignments } = memory.sync('s', [
      company('3', acme),
      person('2', {}),
      company('1', {}),
      person('9', {}),
    ])
    expect(assignments.map(({ label, externalId }) => `${label} ${externalId}`)).toEqual([
      ...['Contact 2', 'Contact 9', 'Organization 1', 'Organization 3'],
    ])
  })
})
