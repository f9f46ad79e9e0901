import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decode, valueOf } from '../../support/cells.ts'

describe('R3 blank and falsy cells', () => {
  test.each([
    {},
    { value: null },
    { objectValue: null },
    { value: null, displayValue: null, formula: null, hyperlink: null, linkInFromCell: null, image: null },
  ])('C1 %o has no content', (raw) => {
    for (const type of ['TEXT_NUMBER', 'CHECKBOX', 'DATE', 'CONTACT_LIST', 'MULTI_PICKLIST', 'NEW_TYPE'])
      expect(decode(raw, type)).toBeNull()
  })

  test('C19 a formula without a value has no content', () => {
    expect(decode({ formula: '=IF(1=2, "x", "")' })).toBeNull()
  })

  test('C1 an empty string is text, not absence', () => {
    expect(valueOf({ value: '' })).toEqual({ kind: 'text', value: '' })
    expect(valueOf({ value: '' }, 'CONTACT_LIST')).toEqual({ kind: 'text', value: '' })
  })

  test.each([
    [0, 'number'],
    [-0, 'number'],
    [false, 'boolean'],
    ['0', 'text'],
    ['false', 'text'],
  ])('C2 %o is kept as it is', (value, kind) => {
    expect(valueOf({ value })).toEqual({ kind, value })
    expect(valueOf({ objectValue: value })).toEqual({ kind, value })
  })
})

describe('plain values in any column (reference 2.3)', () => {
  test.each(['007', '1,234', '1.234,56', '$5'])('C4 the text %s stays text', (value) => {
    expect(valueOf({ value, displayValue: value })).toEqual({ kind: 'text', value })
  })

  test('C5 a percentage is its number, with the form beside it', () => {
    expect(decode({ value: 0.42, objectValue: 0.42, displayValue: '42%' })).toMatchObject({
      value: { kind: 'number', value: 0.42 },
      display: '42%',
    })
  })

  test('C6 a checkbox may hold a boolean, text or a number', () => {
    expect(valueOf({ value: true, objectValue: true }, 'CHECKBOX')).toEqual({ kind: 'boolean', value: true })
    expect(valueOf({ value: 'yes' }, 'CHECKBOX')).toEqual({ kind: 'text', value: 'yes' })
    expect(valueOf({ value: 1 }, 'CHECKBOX')).toEqual({ kind: 'number', value: 1 })
  })

  test('C24 C26 text is passed on as it came', () => {
    const value = ' a\r\n\tb\u00a0\u200b\ufeff\u202e👩‍👩‍👧 e\u0301 \u0000 \ud800 ' + 'x'.repeat(40_000)
    expect(valueOf({ value })).toEqual({ kind: 'text', value })
  })

  test('C28 a dropdown accepts what is outside its options, numbers too', () => {
    expect(valueOf({ value: 'Other' }, 'PICKLIST')).toEqual({ kind: 'text', value: 'Other' })
    expect(valueOf({ value: 3 }, 'PICKLIST')).toEqual({ kind: 'number', value: 3 })
  })

  test('a number too large for a double is text', () => {
    expect(valueOf({ value: JSON.parse('1e999') as unknown, displayValue: '1E+999' })).toEqual({
      kind: 'text',
      value: '1E+999',
    })
  })
})

test('R5 any JSON in any place of a cell in any column is decoded without an exception', () => {
  const any = fc.jsonValue({ maxDepth: 4 })
  const objectType = fc.constantFrom(
    'DATE',
    'DATETIME',
    'ABSTRACT_DATETIME',
    'CONTACT',
    'MULTI_CONTACT',
    'MULTI_PICKLIST',
    'DURATION',
    'PREDECESSOR_LIST',
    'NEW',
  )
  const typed = fc.record(
    { objectType, value: any, values: any, name: any, email: any },
    { requiredKeys: ['objectType'] },
  )
  const raw = fc.record(
    {
      value: any,
      objectValue: fc.oneof(any, typed),
      displayValue: any,
      formula: any,
      hyperlink: any,
      linkInFromCell: any,
      image: any,
    },
    { requiredKeys: [] },
  )
  const types = fc.constantFrom(
    'TEXT_NUMBER',
    'CHECKBOX',
    'DATE',
    'DATETIME',
    'CONTACT_LIST',
    'MULTI_CONTACT_LIST',
    'MULTI_PICKLIST',
    'PICKLIST',
    'RATING',
  )
  fc.assert(
    fc.property(raw, types, fc.nat(2), (cell, type, version) => {
      const decoded = decode(cell, type, version)
      expect(decoded === null || decoded.columnId === '1').toBe(true)
    }),
    { numRuns: 2_000 },
  )
})
