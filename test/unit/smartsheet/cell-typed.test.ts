import { describe, expect, test } from 'vitest'
import { decode, valueOf } from '../../support/cells.ts'

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

  test.each([
    ['Ivy Jo <ivy@us.example>', 'Ivy Jo', 'ivy@us.example'],
    [' "Jo, Ivy"  <ivy@us.example> ', 'Jo, Ivy', 'ivy@us.example'],
    ['Ivy <Jo>', 'Ivy <Jo>', null],
    ['ask ivy@us.example or bo@us.example', 'ask ivy@us.example or bo@us.example', null],
  ])('C13 typed in: %s', (value, name, email) => {
    expect(valueOf({ value, displayValue: value }, 'CONTACT_LIST')).toEqual(contact(name, email))
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
