import { describe, expect, it } from 'vitest'
import { pin } from '../../../src/mapping/columns.ts'
import { compileMapping } from '../../../src/mapping/compile.ts'
import { parseKnownColumns } from '../../../src/mapping/knownColumns.ts'
import { createMapper } from '../../../src/mapping/mapper.ts'
import { columnsWhenSaved } from '../../../src/mapping/rememberColumns.ts'
import { columnsOf, contact, fieldsOf, formulaError, mapRows, type RawCell, rowOf, yaml } from './build.ts'
import { changed, COLUMNS, MAPPING, stored, sync, synced } from './drift.ts'

describe('R9 what was known', () => {
  it('without it, or as it was, nothing is said', () => {
    const before = synced()
    expect(compileMapping(before.mapping, changed({ Hat: { title: 'Cap' } })).issues).toEqual([])
    expect(sync(before, COLUMNS).issues).toEqual([])
    expect(sync(before, COLUMNS).next).toEqual(before)
  })

  it('a column that is moved or hidden is as before', () => {
    const before = synced()
    const after = changed({ Hat: { hidden: true } })
      .reverse()
      .map((column, index) => ({ ...column, index }))
    const cells = { Email: 'bob@x.example', Hat: 58 }
    expect(sync(before, after).issues).toEqual([])
    expect(mapRows(before.mapping, after, [rowOf(after, { Name: 'Bob', ...cells })])).toEqual(
      mapRows(before.mapping, COLUMNS, [rowOf(COLUMNS, { Name: 'Bob', ...cells })]),
    )
  })

  it('titles that differ in what no database can store, or in blanks around them, are the same', () => {
    const before = synced(MAPPING, changed({ Hat: { title: 'Ha\u0000t' } }))
    expect(sync(before, changed({ Hat: { title: ' Hat ' } })).issues).toEqual([])
    expect(JSON.stringify([...(before.known?.values() ?? [])])).not.toContain('\\u0000')
    expect(pin(MAPPING, changed({ Name: { title: 'Name\u0000' } })).entities).toHaveLength(1)
  })

  it('what is no list of columns counts as nothing known', () => {
    for (const json of [null, 'x', {}, [{ id: 1 }], [null]]) expect(parseKnownColumns(json)).toBeNull()
  })
})

describe('R9 column_renamed', () => {
  it('of a mapped column says both titles until it has the old one again', () => {
    const before = synced()
    const { issues, next } = sync(before, changed({ Email: { title: 'Mail' } }))
    expect(issues).toEqual([
      {
        code: 'column_renamed',
        columnId: '101',
        message:
          'The column "Email" is titled "Mail" now. It is read as before. ' +
          'Save the mapping again to take the title as known.',
      },
    ])
    expect(sync(next, changed({ Email: { title: 'Mail' } })).issues).toEqual(issues)
    expect(sync(next, COLUMNS).issues).toEqual([])
  })

  it('of a custom field moves its values under the new title, once', () => {
    const renamed = changed({ Hat: { title: 'Cap' } })
    const { issues, read, next } = sync(synced(), renamed)
    expect(issues).toMatchObject([{ message: expect.stringContaining('under "Cap" now') as string }])
    expect(read({ Cap: 58 })).toMatchObject({ custom: { Cap: 58 }, keep: [] })
    expect(read({ Cap: formulaError() })).toEqual({ custom: {}, keep: ['renamed:["Hat","Cap"]'] })
    expect(sync(next, renamed).read({ Cap: formulaError() })).toEqual({ custom: {}, keep: ['custom:Cap'] })
  })

  it('two columns that exchange their titles stay what they were', () => {
    const after = changed({
      Name: { title: 'Email' },
      Email: { title: 'Name' },
      Hat: { title: 'Shoe' },
      Shoe: { title: 'Hat' },
    })
    const { codes, read } = sync(synced(), after)
    expect(codes).toEqual([
      'column_renamed Email',
      'column_renamed Name',
      'column_renamed Shoe',
      'column_renamed Hat',
    ])
    expect(read({ Email: 'Bob Lee', Name: 'bob@x.example', Shoe: 58, Hat: 43 }).custom).toEqual({
      Shoe: 58,
      Hat: 43,
    })
  })

  it('is no matter of a column that nothing is taken from', () => {
    const none = synced({ ...MAPPING, customFields: 'none' })
    expect(sync(none, changed({ Hat: { title: 'Cap', type: 'DATE' } })).issues).toEqual([])
    expect(sync(none, changed({ Hat: null })).issues).toEqual([])
  })

  it('a column whose title falls together with that of another one does not take its place', () => {
    const before = synced()
    const renamed = sync(before, changed({ Hat: { title: 'Shoe ' } }))
    expect(renamed.read({ 'Shoe ': 1, Shoe: 2 }).custom).toEqual({ 'Shoe (102)': 1, Shoe: 2 })
  })
})

describe('R9 column_retyped', () => {
  it('says both types until it has the old one again', () => {
    const before = synced()
    const { issues, next } = sync(before, changed({ Email: { type: 'PICKLIST' }, Hat: { type: 'CHECKBOX' } }))
    expect(issues.map(({ code, message }) => `${code}: ${message}`)).toEqual([
      'column_retyped: The column "Email" was of type TEXT_NUMBER and is PICKLIST now; each cell is read by what it holds. Save the mapping again to take the type as known.',
      expect.stringContaining('"Hat" was of type TEXT_NUMBER and is CHECKBOX'),
    ])
    expect(sync(next, COLUMNS).issues).toEqual([])
  })

  it('a custom field that Smartsheet fills from now on stays one until the mapping is saved', () => {
    const after = changed({ Hat: { systemColumnType: 'MODIFIED_DATE' } })
    const { codes, read, next } = sync(synced(), after)
    expect(codes).toEqual(['column_retyped Hat'])
    expect(read({ Hat: 7 }).custom).toEqual({ Hat: 7 })
    const saved = { ...next, known: stored(columnsWhenSaved(next.mapping, after, next.known)) }
    expect(sync(saved, after)).toMatchObject({ codes: [] })
    expect(sync(saved, after).read({ Hat: 7 }).custom).toEqual({})
  })

  it('a contact column that becomes text leaves the addresses that it gave, and reads those that it has', () => {
    const columns = columnsOf({ Who: 'CONTACT_LIST', Age: 'TEXT_NUMBER' })
    const before = synced(yaml('entities: [{ type: contact, fields: { name: Who } }]'), columns)
    const text = changed({ Who: { type: 'TEXT_NUMBER' } }, [], columns)
    const page = (cell: RawCell) =>
      createMapper(compileMapping(before.mapping, text, before.known)).page([
        rowOf(text, { Who: cell, Age: 40 }),
      ])
    const [plain] = page('Bob Lee')
    expect(plain).toMatchObject({ outcome: 'mapped', issues: [], records: [{ keep: ['with_name:emails'] }] })
    expect(plain && fieldsOf(plain, 'Contact')).toMatchObject({ name: 'Bob Lee' })
    const [typed] = page(contact('Bob Lee', 'bob@x.example'))
    expect(typed && fieldsOf(typed, 'Contact')).toMatchObject({ emails: [{ raw: 'bob@x.example' }] })
    expect(page(null)).toMatchObject([{ outcome: 'rejected', records: [] }])
  })
})
