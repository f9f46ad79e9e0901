import { describe, expect, test } from 'vitest'
import { decode, valueOf } from '../../support/cells.ts'

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
    [{ sheetId: 1, url: 'https://app.smartsheet.com/sheets/a' }, null],
    [{ reportId: 1, url: 'https://app.smartsheet.com/reports/a' }, null],
    [{ sightId: 1, url: 'https://app.smartsheet.com/dashboards/a' }, null],
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
