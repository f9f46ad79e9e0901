import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { seal, unseal } from '../../../src/connections/sealing.ts'

const owner = { tenant: 'acme', sheetId: '7719639380715396' }
const SECRET = 'smartsheet-key-with-ünïcode'
const keys = { current: randomBytes(32), previous: [] }

describe('sealing', () => {
  it('R19 a sealed key opens again, and shows nothing of what it holds', () => {
    const sealed = seal(SECRET, owner, keys)
    expect(sealed).toMatch(/^v1:[0-9a-f]{8}:/)
    expect(sealed).not.toContain('smartsheet')
    expect(unseal(sealed, owner, keys)).toBe(SECRET)
  })

  it('seals the same key differently each time', () => {
    expect(seal(SECRET, owner, keys)).not.toBe(seal(SECRET, owner, keys))
  })

  it('opens what an earlier SECRETS_KEY sealed while that one is listed as previous', () => {
    const sealed = seal(SECRET, owner, keys)
    expect(
      unseal(sealed, owner, { current: randomBytes(32), previous: [randomBytes(32), keys.current] }),
    ).toBe(SECRET)
    expect(() => unseal(sealed, owner, { current: randomBytes(32), previous: [] })).toThrow(/SECRETS_KEY/)
  })

  it.each([
    ['tenant', { ...owner, tenant: 'other' }],
    ['sheet', { ...owner, sheetId: '1' }],
  ])('does not open for another %s: a copied row is worth nothing', (_what, other) => {
    const sealed = seal(SECRET, owner, keys)
    expect(() => unseal(sealed, other, keys)).toThrow(expect.objectContaining({ code: 'key_sealed' }))
  })

  it('does not open when one byte was changed, cut or added', () => {
    const sealed = seal(SECRET, owner, keys)
    const flipped = sealed.slice(0, -1) + (sealed.endsWith('A') ? 'B' : 'A')
    for (const bad of [flipped, sealed.slice(0, -4), `${sealed}AAAA`, 'v1:', 'nonsense', '']) {
      expect(() => unseal(bad, owner, keys), bad).toThrow(expect.objectContaining({ code: 'key_sealed' }))
    }
  })

  it('without SECRETS_KEY a key is stored as it is, marked so, and readable also once there is one', () => {
    const stored = seal(SECRET, owner, { current: null, previous: [] })
    expect(stored).toBe(`plain:${SECRET}`)
    expect(unseal(stored, owner, keys)).toBe(SECRET)
  })
})
