import { describe, expect, it } from 'vitest'
import { type CellInput, toContent } from '../../../simulator/store/cells.ts'
import type { ColumnState } from '../../../simulator/store/model.ts'
import { type CellView, wireCell } from '../../../simulator/wire/cells.ts'

const VIEW: CellView = {
  level: 2,
  objectValue: true,
  columnType: false,
  format: false,
  bareLinksIn: false,
  bareLinksOut: false,
}

function column(type: string): ColumnState {
  return { id: 7, slot: 0, title: 'Any', type, primary: false, nextNumber: 1, extras: {} }
}

function served(type: string, input: CellInput, view: Partial<CellView> = {}) {
  const { columnId, ...cell } = wireCell(column(type), toContent(input, column(type)), { ...VIEW, ...view })
  expect(columnId).toBe(7)
  return cell
}

describe('cells on the wire (reference smartsheet-api.md 2.2 and 2.3)', () => {
  it('an empty cell is its columnId and nothing else', () => {
    expect(served('TEXT_NUMBER', null)).toEqual({})
    expect(served('CHECKBOX', null, { columnType: true })).toEqual({ columnType: 'CHECKBOX' })
  })

  it('text and numbers have value, object value and display value', () => {
    expect(served('TEXT_NUMBER', 'Ann')).toEqual({ value: 'Ann', objectValue: 'Ann', displayValue: 'Ann' })
    expect(served('TEXT_NUMBER', 8)).toEqual({ value: 8, objectValue: 8, displayValue: '8' })
    expect(served('PICKLIST', 3)).toEqual({ value: 3, objectValue: 3, displayValue: '3' })
  })

  it('0, false and the empty text are content', () => {
    expect(served('TEXT_NUMBER', 0)).toEqual({ value: 0, objectValue: 0, displayValue: '0' })
    expect(served('CHECKBOX', false)).toEqual({ value: false, objectValue: false })
    expect(served('TEXT_NUMBER', '')).toEqual({ value: '', objectValue: '', displayValue: '' })
  })

  it('a checkbox and a date have no display value', () => {
    expect(served('CHECKBOX', true)).toEqual({ value: true, objectValue: true })
    const date = { objectType: 'DATE', value: '1990-01-01' }
    expect(served('DATE', '1990-01-01')).toEqual({ value: '1990-01-01', objectValue: date })
  })

  it('text in a date column is text', () => {
    expect(served('DATE', 'TBD')).toEqual({ value: 'TBD', objectValue: 'TBD', displayValue: 'TBD' })
  })

  it('a person with an address is an object, one without is plain text', () => {
    expect(served('CONTACT_LIST', { contact: { name: 'Ann', email: 'ann@a.example' } })).toEqual({
      value: 'ann@a.example',
      objectValue: { objectType: 'CONTACT', email: 'ann@a.example', name: 'Ann' },
      displayValue: 'Ann',
    })
    expect(served('CONTACT_LIST', { contact: { name: 'Ann' } })).toEqual({
      value: 'Ann',
      objectValue: 'Ann',
      displayValue: 'Ann',
    })
  })

  it('several people have no value at their own level, and joined text below it', () => {
    const input = { contacts: [{ name: 'Ann', email: 'ann@a.example' }, { name: 'Bo' }] }
    expect(served('MULTI_CONTACT_LIST', input, { level: 1 })).toEqual({
      objectValue: {
        objectType: 'MULTI_CONTACT',
        values: [
          { objectType: 'CONTACT', email: 'ann@a.example', name: 'Ann' },
          { objectType: 'CONTACT', name: 'Bo' },
        ],
      },
      displayValue: 'Ann, Bo',
    })
    const text = { value: 'Ann, Bo', objectValue: 'Ann, Bo', displayValue: 'Ann, Bo' }
    expect(served('MULTI_CONTACT_LIST', input, { level: 0 })).toEqual(text)
  })

  it('several people without objectValue are a display value only', () => {
    const input = { contacts: [{ name: 'Ann' }] }
    expect(served('MULTI_CONTACT_LIST', input, { objectValue: false })).toEqual({ displayValue: 'Ann' })
  })

  it('choices have no value at level 2, and joined text at level 1', () => {
    const input = { choices: ['a', 'b, c'] }
    expect(served('MULTI_PICKLIST', input)).toEqual({
      objectValue: { objectType: 'MULTI_PICKLIST', values: ['a', 'b, c'] },
      displayValue: 'a, b, c',
    })
    expect(served('MULTI_PICKLIST', input, { level: 1, objectValue: false, columnType: true })).toEqual({
      columnType: 'TEXT_NUMBER',
      value: 'a, b, c',
      displayValue: 'a, b, c',
    })
  })

  it('a duration is taken apart, and text that is none stays text', () => {
    expect(served('DURATION', '-4d 6.5h')['objectValue']).toEqual({
      objectType: 'DURATION',
      negative: true,
      elapsed: false,
      days: 4,
      hours: 6.5,
    })
    expect(served('DURATION', 'soon')['objectValue']).toBe('soon')
  })

  it('a formula error is served as text in a column of any type', () => {
    expect(served('DATE', { value: '#NO MATCH', formula: '=X' })).toEqual({
      value: '#NO MATCH',
      objectValue: '#NO MATCH',
      displayValue: '#NO MATCH',
      formula: '=X',
    })
  })

  it('a formula without a value, and a raw cell, are served as they are', () => {
    expect(served('TEXT_NUMBER', { formula: '=""' })).toEqual({ formula: '=""' })
    expect(served('TEXT_NUMBER', { raw: { value: 'x', formula: '=Y' } })).toEqual({
      value: 'x',
      formula: '=Y',
    })
  })

  it('links lose their columnId, rowId and status where the request leaves the details out', () => {
    const link = { status: 'OK', sheetId: 1, rowId: 2, columnId: 3, sheetName: 'Other' }
    const input = { value: 'x', linkInFromCell: link }
    expect(served('TEXT_NUMBER', input)['linkInFromCell']).toEqual(link)
    const bare = { sheetId: 1, sheetName: 'Other' }
    expect(served('TEXT_NUMBER', input, { bareLinksIn: true })['linkInFromCell']).toEqual(bare)
  })
})
