import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodeCell } from '../../../src/smartsheet/cell.ts'
import { type Column } from '../../../src/smartsheet/model.ts'

function column(type: string, version = 0): Column {
  return {
    id: '1',
    title: 'Column',
    type,
    version,
    index: 0,
    primary: false,
    hidden: false,
    systemColumnType: null,
    symbol: null,
    options: [],
  }
}

const decode = (raw: Record<string, unknown>, type = 'TEXT_NUMBER', version = 0) =>
  decodeCell({ columnId: 1, ...raw }, column(type, version))
const valueOf = (raw: Record<string, unknown>, type?: string) => decode(raw, type)?.value

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

describe('dates and times', () => {
  test('a date has no zone, whichever key it comes in', () => {
    const date = { kind: 'date', value: '2026-02-28' }
    expect(
      valueOf({ value: '2026-02-28', objectValue: { objectType: 'DATE', value: '2026-02-28' } }, 'DATE'),
    ).toEqual(date)
    expect(valueOf({ value: '2026-02-28' }, 'DATE')).toEqual(date)
    expect(valueOf({ value: '2026-02-28' }, 'TEXT_NUMBER')).toEqual({ kind: 'text', value: '2026-02-28' })
  })

  test('C29 the value of a date formula is an ordinary date', () => {
    const raw = {
      value: '2025-07-29',
      formula: '=TODAY(-1)',
      objectValue: { objectType: 'DATE', value: '2025-07-29' },
    }
    expect(valueOf(raw, 'DATE')).toEqual({ kind: 'date', value: '2025-07-29' })
  })

  test('text in a date column is text, a date-time there a date-time', () => {
    expect(valueOf({ value: 'TBD' }, 'DATE')).toEqual({ kind: 'text', value: 'TBD' })
    expect(valueOf({ value: '2026-02-28T10:00:00Z' }, 'DATE')).toMatchObject({ kind: 'datetime' })
  })

  test('system times are zoned, project times are not', () => {
    expect(
      valueOf({ objectValue: { objectType: 'DATETIME', value: '2019-01-02T03:04:05Z' } }, 'DATETIME'),
    ).toEqual({ kind: 'datetime', value: '2019-01-02T03:04:05Z', zoned: true })
    expect(valueOf({ value: '2017-11-07T13:00:00' }, 'ABSTRACT_DATETIME')).toEqual({
      kind: 'datetime',
      value: '2017-11-07T13:00:00',
      zoned: false,
    })
  })
})

describe('contacts', () => {
  const contact = (name: string | null, email: string | null) => ({ kind: 'contact', value: { name, email } })

  test('with an e-mail, as object or plain', () => {
    const objectValue = { objectType: 'CONTACT', email: 'a@b.example', name: 'Ann', id: 1, imageId: 'x' }
    expect(valueOf({ value: 'a@b.example', displayValue: 'Ann', objectValue }, 'CONTACT_LIST')).toEqual(
      contact('Ann', 'a@b.example'),
    )
    expect(valueOf({ value: 'a@b.example', displayValue: 'Ann' }, 'CONTACT_LIST')).toEqual(
      contact('Ann', 'a@b.example'),
    )
    expect(valueOf({ value: 'a@b.example', displayValue: 'a@b.example' }, 'CONTACT_LIST')).toEqual(
      contact(null, 'a@b.example'),
    )
  })

  test('C13 by name only: a person without e-mail', () => {
    const raw = { value: 'Diana Kennedy', objectValue: 'Diana Kennedy', displayValue: 'Diana Kennedy' }
    expect(valueOf(raw, 'CONTACT_LIST')).toEqual(contact('Diana Kennedy', null))
  })

  test('C11 several of them: `values` or `value`, gaps and blanks cleaned, order and duplicates kept', () => {
    const people = [{ email: 'a@b.example' }, null, { name: '', email: ' ' }, 5, 'Bob', { name: 'Bob' }]
    const expected = {
      kind: 'contacts',
      value: [
        { name: null, email: 'a@b.example' },
        { name: 'Bob', email: null },
        { name: 'Bob', email: null },
      ],
    }
    for (const key of ['values', 'value'])
      expect(
        valueOf({ objectValue: { objectType: 'MULTI_CONTACT', [key]: people } }, 'MULTI_CONTACT_LIST'),
      ).toEqual(expected)
  })
})

describe('multi-picklists', () => {
  const multi = (members: unknown, key = 'values') => ({
    objectValue: { objectType: 'MULTI_PICKLIST', [key]: members },
    displayValue: 'a, b',
  })

  test('C9 a list without `value`, never split at commas', () => {
    expect(decode(multi(['a, b', 'c']), 'MULTI_PICKLIST', 2)).toMatchObject({
      value: { kind: 'list', value: ['a, b', 'c'] },
      flattened: false,
    })
  })

  test('C11 empty, mixed and long lists', () => {
    expect(valueOf(multi([]), 'MULTI_PICKLIST')).toEqual({ kind: 'list', value: [] })
    expect(valueOf(multi([1, null, 'a', {}, 'a', true], 'value'), 'MULTI_PICKLIST')).toEqual({
      kind: 'list',
      value: ['1', 'a', 'a', 'true'],
    })
    const many = Array.from({ length: 500 }, (_, i) => `Option ${i}`)
    expect(valueOf(multi(many), 'MULTI_PICKLIST')).toEqual({ kind: 'list', value: many })
  })

  test.each([
    [{ value: 'a, b', displayValue: 'a, b' }, 'MULTI_PICKLIST', 2],
    [{ displayValue: 'a, b' }, 'MULTI_CONTACT_LIST', 1],
    [{ objectValue: 'a, b' }, 'TEXT_NUMBER', 2],
    [{ objectValue: { objectType: 'MULTI_PICKLIST' }, displayValue: 'a, b' }, 'MULTI_PICKLIST', 2],
  ])('C10 %o in %s is flagged as flattened, not split', (raw, type, version) => {
    expect(decode(raw, type, version)).toMatchObject({
      value: { kind: 'text', value: 'a, b' },
      flattened: true,
    })
  })

  test('displayValue alone is no loss in a plain column', () => {
    expect(decode({ displayValue: 'x' })).toMatchObject({
      value: { kind: 'text', value: 'x' },
      flattened: false,
    })
  })
})

describe('objects that are not known', () => {
  test('C15 an unknown objectType and an array are kept raw, with what a person sees', () => {
    const objectValue = { objectType: 'MULTI_ATTACHMENT', values: [{ id: 1 }] }
    expect(valueOf({ objectValue, displayValue: '1 file' })).toEqual({
      kind: 'other',
      text: '1 file',
      value: objectValue,
    })
    expect(valueOf({ objectValue: [1, 2] })).toEqual({ kind: 'other', text: null, value: [1, 2] })
    expect(valueOf({ value: 'plain', objectValue: { nameless: true } })).toEqual({
      kind: 'text',
      value: 'plain',
    })
  })

  test('C15 nesting is kept to 200 levels, however deep it comes', () => {
    const deep = (levels: number): unknown => JSON.parse('[['.repeat(levels) + ']]'.repeat(levels))
    expect(valueOf({ objectValue: deep(50) })).toEqual({ kind: 'other', text: null, value: deep(50) })
    expect(() => JSON.stringify(valueOf({ objectValue: deep(100_000) }))).not.toThrow()
  })

  test('C23 predecessors and durations are raw, with their text', () => {
    const predecessors = {
      objectType: 'PREDECESSOR_LIST',
      predecessors: [{ rowId: 1, type: 'FS', invalid: true }],
    }
    expect(valueOf({ value: '12FS', objectValue: predecessors }, 'PREDECESSOR')).toEqual({
      kind: 'other',
      text: '12FS',
      value: predecessors,
    })
    const duration = { objectType: 'DURATION', negative: true, elapsed: true, days: 0.5 }
    expect(valueOf({ value: '-e0.5T', displayValue: '-e0.5T', objectValue: duration }, 'DURATION')).toEqual({
      kind: 'other',
      text: '-e0.5T',
      value: duration,
    })
    expect(valueOf({ value: '4T 6S' }, 'DURATION')).toEqual({ kind: 'text', value: '4T 6S' })
  })
})

describe('R8b formula errors', () => {
  const errors = [
    '#NO MATCH',
    '#REF',
    '#UNPARSEABLE',
    '#INVALID COLUMN VALUE',
    '#UNSUPPORTED CROSS-SHEET FORMULA',
    '#CALCULATING…',
    '#DIVIDE BY ZERO',
  ]
  const types = ['TEXT_NUMBER', 'DATE', 'CHECKBOX', 'CONTACT_LIST', 'PICKLIST', 'MULTI_PICKLIST', 'DATETIME']

  test.each(errors)('C17 %s is no value in any column type, by formula or by link', (text) => {
    for (const type of types)
      for (const origin of [{ formula: '=A1' }, { linkInFromCell: { status: 'BROKEN' } }])
        for (const raw of [
          { value: text, displayValue: text },
          { displayValue: text },
          { objectValue: text },
        ])
          expect(decode({ ...raw, ...origin }, type)).toMatchObject({ value: null, formulaError: text })
  })

  test('C18 the same text typed by a person is text', () => {
    for (const text of errors) expect(decode({ value: text })).toMatchObject({ formulaError: null })
    expect(valueOf({ value: '#REF' })).toEqual({ kind: 'text', value: '#REF' })
  })

  test.each(['#42', '#a1', '#INV-7', '# REF', 'see #REF'])('a formula that gives %s gives text', (value) => {
    expect(decode({ value, formula: '=A1' })).toMatchObject({
      value: { kind: 'text', value },
      formulaError: null,
    })
  })

  test('a choice that looks like an error is a choice', () => {
    const objectValue = { objectType: 'MULTI_PICKLIST', values: ['#VIP'] }
    expect(decode({ objectValue, displayValue: '#VIP', formula: '=A1' }, 'MULTI_PICKLIST')).toMatchObject({
      value: { kind: 'list', value: ['#VIP'] },
      formulaError: null,
    })
  })

  test('a broken link keeps the last value', () => {
    expect(valueOf({ value: 'ACME', linkInFromCell: { status: 'BROKEN', sheetId: null } })).toEqual({
      kind: 'text',
      value: 'ACME',
    })
  })
})

describe('pictures and links', () => {
  test('C22 a picture is no text, whichever way it shows', () => {
    const picture = { value: 'logo.png', displayValue: 'logo.png' }
    for (const raw of [
      { ...picture, image: { id: 'x', height: 1, width: 1 } },
      { ...picture, formula: '=SYS_CELLIMAGE("logo.png")' },
    ])
      expect(decode(raw)).toMatchObject({ value: null, image: true })
  })

  test.each([
    [{ url: 'https://acme.example/a' }, 'https://acme.example/a'],
    [{ url: 'http://acme.example', sheetId: null }, 'http://acme.example'],
    [{ sheetId: 1 }, null],
    [{}, null],
    [{ url: null }, null],
    [{ url: 'javascript:alert(1)' }, null],
    [{ url: 'mailto:a@b.example' }, null],
    [{ url: 'acme' }, null],
    ['https://acme.example', null],
  ])('the address behind a cell: %o', (hyperlink, expected) => {
    expect(decode({ value: 'ACME', hyperlink })).toMatchObject({
      hyperlink: expected,
      value: { kind: 'text', value: 'ACME' },
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
