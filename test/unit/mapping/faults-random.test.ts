import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { stringify } from 'yaml'
import { isSyncError } from '../../../src/core/errors.ts'
import { mappingFromText } from '../../../src/mapping/parse.ts'

describe('whatever is in the file', () => {
  const key = fc.constantFrom(
    ...'version entities type fields name email from when column columnId columns join const values is isNot'.split(
      ' ',
    ),
    ...'blank stages won customFields defaults country onBlank __proto__ constructor toString a.b'.split(' '),
    '\u001b[31m',
    '\u202eevil',
    'ü',
    '',
  )
  const { tree } = fc.letrec((tie) => ({
    tree: fc.oneof(
      { depthSize: 'large' },
      fc.constantFrom<unknown>(
        'contact',
        'organization',
        'Name',
        'keep',
        '\u001b[2J',
        'a\nb',
        '',
        ' ',
        1,
        -1,
        1.5,
        true,
        null,
      ),
      fc.array(tie('tree'), { maxLength: 3 }),
      fc.dictionary(key, tie('tree'), { maxKeys: 5 }),
    ),
  }))
  const written = fc.oneof(
    tree,
    tree.map((entities) => ({ entities: [entities] })),
    tree.map((fields) => ({ entities: [{ type: 'contact', fields }] })),
    tree.map((email) => ({ entities: [{ type: 'contact', fields: { name: 'N', email } }] })),
    tree.map((when) => ({ entities: [{ type: 'contact', when, fields: { name: 'N' } }] })),
    tree.map((rest) => ({ ...(typeof rest === 'object' ? rest : {}), entities: rest })),
  )

  it('people are told in plain words, one line for a fault, and nothing else happens', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          written.map((value) => stringify(value)),
          fc.string({ unit: 'binary' }),
        ),
        (text) => {
          let message: string
          try {
            mappingFromText(text)
            return
          } catch (error) {
            expect(isSyncError(error) && error.code).toBe('invalid_mapping')
            message = String(error instanceof Error ? error.message : error)
          }
          expect(message).not.toMatch(/Invalid|expected|received|undefined|\[object|Error|call stack/)
          expect(message.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u)
          expect(message.length).toBeLessThan(6000)
          const faults = /^The mapping has (\d+) faults:\n/.exec(message)?.[1]
          if (faults !== undefined && Number(faults) <= 20)
            expect(message.split('\n').length).toBeGreaterThan(Number(faults))
          expect(Object.prototype).not.toHaveProperty('polluted')
        },
      ),
      { numRuns: 500 },
    )
  })
})
