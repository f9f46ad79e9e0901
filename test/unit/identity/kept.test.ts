import { describe, expect, test } from 'vitest'
import type { KeyKind } from '../../../src/identity/model.ts'
import { resolve } from '../../../src/identity/resolve.ts'
import { company, counter, createMemory, person, untold } from './memory.ts'

describe('kept contributions', () => {
  const link = {
    label: 'Contact',
    externalId: '1',
    nodeId: 'e',
    keys: [{ kind: 'email', value: 'a@x.com' }],
  } as const

  test('R8b a record whose email is unreadable today keeps the key of its previous contribution', () => {
    const kept = { ...person('1', { name: 'ann' }), keepsKeys: true }
    const history = { ...untold, links: [link] }
    const { assignments } = resolve([kept, person('2', { email: 'a@x.com' })], history, counter())
    expect(new Set(assignments.map(({ nodeId }) => nodeId)).size).toBe(1)
    expect(assignments[0]?.keys).toEqual(link.keys)
  })

  test('R8b a person whose email is unreadable in one of two sheets stays one person', () => {
    const memory = createMemory()
    memory.sync('s', [person('1', { email: 'a@x.com' })])
    memory.sync('t', [person('9', { email: 'a@x.com' })])
    const before = memory.node('s', '1')
    memory.sync('s', [{ ...person('1', {}), keepsKeys: true, onlyKept: true }])
    expect([memory.node('s', '1'), memory.node('t', '9')]).toEqual([before, before])
  })

  test('R8b a kept name goes along to another company, where only this sheet knew the old one by it', () => {
    const memory = createMemory()
    memory.sync('s', [company('1', { domain: 'globex.com', name: 'acme' })])
    memory.sync('t', [company('9', { domain: 'globex.com' }), company('8', { domain: 'acme.com' })])
    const moved = { ...company('1', { domain: 'acme.com' }), keepsKeys: true, keptKinds: ['name' as const] }
    const { assignments } = memory.sync('s', [moved])
    const nodeId = memory.node('t', '8')
    const keys = [
      { kind: 'domain', value: 'acme.com' },
      { kind: 'name', value: 'acme' },
    ]
    expect(assignments).toEqual([{ label: 'Organization', externalId: '1', nodeId, keys }])
  })

  test('R8b only the kinds that a kept field makes are kept, and what the row says now goes first', () => {
    const phoneKept = { ...person('1', { name: 'ann' }), keepsKeys: true, keptKinds: ['phone' as const] }
    const corrected = { ...person('1', { email: 'b@x.com' }), keepsKeys: true }
    const keysOf = (record: typeof corrected): unknown =>
      resolve([record], { ...untold, links: [link] }, counter()).assignments[0]?.keys
    expect(keysOf(phoneKept)).toEqual([])
    expect(keysOf(corrected)).toEqual([{ kind: 'email', value: 'b@x.com' }])
  })

  test('R8b what is kept with the name is kept as long as the row names the same person', () => {
    const record = { ...person('1', { name: 'ann lee' }), keepsKeys: true, keptKinds: [] }
    const keysOf = (keptWithName: readonly KeyKind[] | undefined, name?: string | null): unknown =>
      resolve(
        [{ ...record, ...(keptWithName && { keptWithName }) }],
        { ...untold, links: [{ ...link, ...(name !== undefined && { name }) }] },
        counter(),
      ).assignments[0]?.keys
    expect(keysOf(['email'], 'Dr. Ann Lee')).toEqual(link.keys)
    expect(keysOf(['email'], 'Bob Lee')).toEqual([])
    expect(keysOf(['email'], null)).toEqual([])
    expect(keysOf(['email'])).toEqual([])
    expect(keysOf(['phone'], 'Ann Lee')).toEqual([])
    expect(keysOf(undefined, 'Ann Lee')).toEqual([])
  })

  test('R8b a record that keeps nothing does not bear the keys of its previous contribution', () => {
    const { assignments } = resolve([person('1', { name: 'ann' })], { ...untold, links: [link] }, counter())
    expect(assignments).toEqual([{ label: 'Contact', externalId: '1', nodeId: 'e', keys: [] }])
  })

  test('R8b a kept record of a slot that was never linked bears its own keys', () => {
    const kept = { ...person('2', { email: 'b@x.com' }), keepsKeys: true }
    const { assignments, dropped } = resolve([kept], { ...untold, links: [link] }, counter())
    expect(dropped).toEqual([])
    expect(assignments.map(({ nodeId, keys }) => [nodeId, keys])).toEqual([['n000001', kept.keys]])
  })

  test('R8b a record of kept fields alone counts where its slot is linked, else it is dropped', () => {
    const ghost = { ...person('1', {}), onlyKept: true, keepsKeys: true }
    expect(resolve([ghost], { ...untold, links: [link] }, counter()).assignments[0]?.nodeId).toBe('e')
    const { assignments, dropped } = resolve([ghost], untold, counter())
    expect({ assignments, dropped }).toEqual({ assignments: [], dropped: [ghost] })
  })
})
