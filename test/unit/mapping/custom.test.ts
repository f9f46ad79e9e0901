import { describe, expect, it } from 'vitest'
import { compileMapping } from '../../../src/mapping/compile.ts'
import {
  CRM_TITLES,
  CRM,
  choices,
  codes,
  columnsOf,
  contact,
  formulaError,
  labelled,
  mapOne,
  mapRows,
  rowOf,
  yaml,
} from './build.ts'

describe('custom fields', () => {
  const titles = {
    Name: '',
    Kids: '',
    Married: 'CHECKBOX',
    Born: 'DATE',
    Likes: 'MULTI_PICKLIST',
    Boss: 'CONTACT_LIST',
    Empty: '',
    __proto__x: '',
    No: { systemColumnType: 'AUTO_NUMBER' },
  }
  const mapping = 'entities: [{ type: contact, fields: { name: Name } }]'

  it('keep their types: false, 0 and "" are values, absent is absent (R3)', () => {
    const row = mapOne(mapping, titles, {
      Name: 'Bob',
      Kids: 0,
      Married: false,
      Born: '1990-01-01',
      Likes: choices('a, b', 'c'),
      Boss: contact('Ann', 'ann@x.com'),
      Empty: '',
      No: 'A-1',
    })
    expect(labelled(row, 'Contact')[0]?.contribution.custom).toEqual({
      Kids: 0,
      Married: false,
      Born: '1990-01-01',
      Likes: ['a, b', 'c'],
      Boss: { name: 'Ann', email: 'ann@x.com' },
      Empty: '',
      No: 'A-1',
    })
  })

  it('are made of what Smartsheet says of the making of a row, not of its last change, unless that is listed (R13)', () => {
    const columns = columnsOf({
      Name: '',
      Made: { systemColumnType: 'CREATED_DATE' },
      Changed: { systemColumnType: 'MODIFIED_DATE' },
    })
    const at = { value: '2026-01-01T10:00:00Z' }
    const customOf = (text: string) =>
      mapRows(yaml(text), columns, [rowOf(columns, { Name: 'Bob', Made: at, Changed: at })])[0]?.records[0]
        ?.contribution.custom
    expect(customOf(mapping)).toEqual({ Made: '2026-01-01T10:00:00Z' })
    expect(customOf(`${mapping}\ncustomFields: [Changed]`)).toEqual({ Changed: '2026-01-01T10:00:00Z' })
  })

  it('of a kind that nobody knows hash the same whatever the order of its keys (R13)', () => {
    const strange = (objectValue: { [key: string]: unknown }) =>
      labelled(mapOne(mapping, titles, { Name: 'Bob', Kids: { objectValue } }), 'Contact')[0]
    const one = strange({ objectType: 'NEW', a: 1, b: { c: 2, d: 3 } })
    expect(one?.contribution.custom?.['Kids']).toMatchObject({ a: 1, b: { c: 2, d: 3 } })
    expect(strange({ b: { d: 3, c: 2 }, a: 1, objectType: 'NEW' })?.hash).toBe(one?.hash)
  })

  it('are harmless under any title', () => {
    const columns = columnsOf({
      Name: '',
      A: { title: '__proto__' },
      B: { title: 'a\u0000b' },
      C: { title: 'ab' },
    })
    const row = rowOf(columns, { Name: 'Bob', ['__proto__']: 1, 'a\u0000b': 2, ab: 3 })
    const [mapped] = mapRows(yaml(mapping), columns, [row])
    const custom = mapped?.records[0]?.contribution.custom
    expect(JSON.stringify(custom)).toBe('{"__proto__":1,"ab":3,"ab (102)":2}')
    expect(Object.getPrototypeOf(custom)).toBe(Object.prototype)
  })

  it('of columns titled the same go by their ids, whatever the order of the columns (R13)', () => {
    const twins = columnsOf({ Name: '', A: { id: '10', title: 'Hat' }, B: { id: '9', title: 'Hat' } })
    for (const columns of [twins, twins.toReversed()]) {
      const { custom } = compileMapping(yaml(mapping), columns)
      expect(custom?.map(({ column, title }) => `${column.id} ${title}`)).toEqual(['9 Hat', '10 Hat (10)'])
    }
  })

  it('belong to the deal of the row, else to its contact, else to its company', () => {
    const withCustom = (cells: Record<string, string>) =>
      mapOne(CRM.replace('none', 'unmapped'), { ...CRM_TITLES, X: '' }, { X: 'x', ...cells })
        .records.filter((record) => Object.keys(record.contribution.custom ?? {}).length > 0)
        .map((record) => record.label)
    expect(withCustom({ Company: 'A', Contact: 'B', Deal: 'C' })).toEqual(['Opportunity'])
    expect(withCustom({ Company: 'A', Contact: 'B' })).toEqual(['Contact'])
    expect(withCustom({ Company: 'A' })).toEqual(['Organization'])
  })

  it('leave the contact when a deal comes into its row (R7)', () => {
    const row = mapOne(
      CRM.replace('none', 'unmapped'),
      { ...CRM_TITLES, X: '' },
      { X: 'x', Contact: 'B', Deal: 'C' },
    )
    expect(labelled(row, 'Contact')).toMatchObject([{ contribution: { custom: {} } }])
  })

  it('a formula error keeps the custom field (R8b)', () => {
    const row = mapOne(mapping, { Name: '', X: '' }, { Name: 'Bob', X: formulaError('#REF') })
    expect(labelled(row, 'Contact')).toMatchObject([{ keep: ['custom:X'], contribution: { custom: {} } }])
    expect(codes(row)).toEqual(['formula_error'])
  })
})
