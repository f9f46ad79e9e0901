import { describe, expect, test } from 'vitest'
import type { History } from '../../../src/identity/model.ts'
import { resolve } from '../../../src/identity/resolve.ts'
import { company, counter, createMemory, person } from './memory.ts'

const acme = { domain: 'acme.com', name: 'acme' }

describe('two sheets of one tenant', () => {
  test('R6 the same people in two sheets are the same entities', () => {
    const memory = createMemory()
    memory.sync('s', [person('1', { email: 'ann@acme.com' }), company('1', acme)])
    memory.sync('t', [person('9', { email: 'ann@acme.com' }), company('9', { name: 'acme' })])
    expect(memory.node('t', '9', 'Contact')).toBe(memory.node('s', '1', 'Contact'))
    expect(memory.node('t', '9', 'Organization')).toBe(memory.node('s', '1', 'Organization'))
  })

  test('R6 the order in which a sheet with domains and one with names arrive does not matter', () => {
    const memory = createMemory()
    memory.sync('t', [company('9', { name: 'acme' })])
    memory.sync('s', [company('1', acme)])
    expect(memory.node('s', '1')).toBe(memory.node('t', '9'))
  })

  test('R6 a known company with another domain is another company, and keeps its name', () => {
    const memory = createMemory()
    memory.sync('t', [company('9', { domain: 'acme.de', name: 'acme' })])
    const { assignments } = memory.sync('s', [company('1', acme)])
    expect(memory.node('s', '1')).not.toBe(memory.node('t', '9'))
    expect(assignments[0]?.keys).toEqual([{ kind: 'domain', value: 'acme.com' }])
  })

  test('R6 a person whose email is corrected in one sheet stays with the other sheet', () => {
    const memory = createMemory()
    memory.sync('s', [person('1', { email: 'an@acme.com' })])
    memory.sync('t', [person('9', { email: 'an@acme.com' })])
    const before = memory.node('t', '9')
    memory.sync('s', [person('1', { email: 'ann@acme.com' })])
    expect(memory.node('s', '1')).not.toBe(before)
    memory.sync('t', [person('9', { email: 'ann@acme.com' })])
    expect(memory.node('t', '9')).toBe(memory.node('s', '1'))
  })

  test('R6 a domain corrected in one sheet keeps the company that another sheet names only', () => {
    const memory = createMemory()
    memory.sync('s', [company('1', { domain: 'acme.con', name: 'acme' })])
    memory.sync('t', [company('9', { name: 'acme' })])
    memory.sync('s', [company('1', acme)])
    expect(memory.node('s', '1')).toBe(memory.node('t', '9'))
  })

  test('R6 external keys of two sheets are not compared', () => {
    const memory = createMemory()
    memory.sync('s', [company('1', { key: 's:1', ...acme })])
    memory.sync('t', [company('9', { key: 't:77', ...acme })])
    expect(memory.node('t', '9')).toBe(memory.node('s', '1'))
  })

  test('R6 what another sheet knows an entity by is not taken from it', () => {
    const history: History = {
      sheetId: 's',
      known: [
        { label: 'Organization', kind: 'name', value: 'acme', nodeId: 'e', elsewhere: true },
        { label: 'Organization', kind: 'domain', value: 'acme.de', nodeId: 'e', elsewhere: true },
      ],
      links: [{ label: 'Organization', externalId: '1', nodeId: 'e', keys: [] }],
      linkedElsewhere: new Set(['e']),
    }
    const { assignments } = resolve([company('1', acme)], history, counter())
    expect(assignments).toEqual([
      {
        label: 'Organization',
        externalId: '1',
        nodeId: 'n000001',
        keys: [{ kind: 'domain', value: 'acme.com' }],
      },
    ])
  })
})
