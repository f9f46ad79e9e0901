import { describe, expect, test } from 'vitest'
import { failing } from '../../support/failing.ts'
import { parsePage, parseVersion } from '../../../src/smartsheet/envelope.ts'
import { decodeRow } from '../../../src/smartsheet/row.ts'

const column = (id: number, more: object = {}) => ({
  id,
  title: `C${id}`,
  type: 'TEXT_NUMBER',
  index: id,
  ...more,
})
const sheet = (more: object = {}) => ({
  id: 42,
  name: 'Sheet',
  version: 0,
  totalRowCount: 0,
  accessLevel: 'OWNER',
  columns: [column(1)],
  rows: [],
  ...more,
})

describe('parsePage', () => {
  test('E1 unknown keys, access levels and column types are accepted', () => {
    const body = sheet({
      dataClassification: {},
      accessLevel: 'NONE',
      columns: [column(1, { type: 'RATING', new: 1 })],
    })
    expect(parsePage(body, '42').sheet).toMatchObject({ accessLevel: 'NONE', columns: [{ type: 'RATING' }] })
  })

  test('R4 E3 ids may be numbers or digits, and are strings from here on', () => {
    const { sheet: read } = parsePage(
      sheet({ id: '99995620097821489', columns: [column(1), { ...column(2), id: '4312824539121540' }] }),
      '99995620097821489',
    )
    expect(read.id).toBe('99995620097821489')
    expect(read.columns.map(({ id }) => id)).toEqual(['1', '4312824539121540'])
  })

  test('P11 P20 version 0 is a version, and counts may be digits', () => {
    expect(parsePage(sheet({ version: '23', totalRowCount: '8' }), '42').sheet).toMatchObject({
      version: 23,
      totalRowCount: 8,
    })
    expect(parseVersion({ version: 0 })).toBe(0)
    expect(parseVersion({ version: '23' })).toBe(23)
  })

  test('E6 columns are sorted by index; gaps, duplicates and none are accepted', () => {
    const columns = [
      column(3),
      column(1, { index: 0 }),
      column(2, { index: undefined }),
      column(4, { index: 0 }),
    ]
    expect(parsePage(sheet({ columns }), '42').sheet.columns.map(({ id }) => id)).toEqual([
      '1',
      '4',
      '2',
      '3',
    ])
  })

  test('null is the same as absent', () => {
    const nulls = {
      version: null,
      index: null,
      primary: null,
      hidden: null,
      symbol: null,
      options: null,
      systemColumnType: null,
    }
    expect(
      parsePage(sheet({ permalink: null, accessLevel: null, columns: [column(1, nulls)] }), '42').sheet,
    ).toMatchObject({
      permalink: null,
      columns: [{ version: 0, index: 0, primary: false, hidden: false, symbol: null, options: [] }],
    })
  })

  test.each<[string, object, RegExp]>([
    ['E9 without columns', { columns: undefined }, /columns/],
    ['without any column', { columns: [] }, /columns/],
    ['without rows', { rows: undefined }, /rows/],
    ['without version (W27)', { version: undefined }, /version/],
    ['P11 without a count', { totalRowCount: undefined }, /totalRowCount/],
    ['P11 with a negative count', { totalRowCount: -1 }, /totalRowCount/],
    ['R4 with an id that was rounded', { id: 2 ** 53 + 2 }, /id/],
    ['of another sheet', { id: 43 }, /sheet 42 was asked for, the answer is sheet 43/],
    ['with one column twice', { columns: [column(1), column(1)] }, /same id/],
  ])('a page %s is refused by name', (_name, change, message) => {
    expect(() => parsePage(sheet(change), '42')).toThrow(failing('bad_response', message))
  })

  test.each([undefined, null, [], 'ok', 7, {}, { version: 8 }])('P19 W27 %o is not a sheet', (body) => {
    expect(() => parsePage(body, '42')).toThrow(failing('bad_response', /not a sheet/))
  })

  test('E19 a report is refused as a report', () => {
    const report = {
      id: 42,
      name: 'R',
      totalRowCount: 0,
      columns: [{ virtualId: 1, title: 'Sheet Name' }],
      rows: [],
    }
    expect(() => parsePage(report, '42')).toThrow(failing('report_id', /report/))
  })

  test('a permalink token may stand for the id', () => {
    expect(parsePage(sheet(), 'm2hW76M4464GVf2jqhpj28').sheet.id).toBe('42')
  })
})

describe('decodeRow', () => {
  const columns = new Map(
    parsePage(sheet({ columns: [column(1), column(2)] }), '42').sheet.columns.map((c) => [c.id, c]),
  )
  function decode(raw: unknown) {
    const notes: string[] = []
    return { row: decodeRow(raw, 7, { columns, note: (oddity) => notes.push(oddity) }), notes }
  }

  test('E10 R3 cells join columns by id; unknown columns are passed over, of two cells the last counts', () => {
    const { row, notes } = decode({
      id: 5,
      rowNumber: 1,
      cells: [
        { columnId: 2, value: 'b' },
        { columnId: 9, value: 'x' },
        { columnId: '1', value: 'a' },
        { columnId: 2, value: 'c' },
        null,
        'cell',
      ],
    })
    expect([...row.cells].map(([id, cell]) => [id, cell.value])).toEqual([
      ['2', { kind: 'text', value: 'c' }],
      ['1', { kind: 'text', value: 'a' }],
    ])
    expect(notes.length).toBeGreaterThan(0)
  })

  test('E10 a row without cells is an empty row', () => {
    for (const cells of [
      undefined,
      null,
      [],
      {},
      [{ columnId: 1 }],
      [{ columnId: 1, value: 'x' }, { columnId: 1 }],
    ])
      expect(decode({ id: 5, rowNumber: 1, cells }).row.cells.size).toBe(0)
  })

  test('E13 a row without number takes its place, E15 E16 and what is not used does not matter', () => {
    const { row, notes } = decode({
      id: '5',
      createdBy: {},
      modifiedBy: null,
      filteredOut: true,
      locked: true,
    })
    expect(row).toMatchObject({ id: '5', rowNumber: 7, parentId: null, modifiedAt: null })
    expect(notes).toEqual(['a row without row number'])
  })

  test.each([null, [], 'row', {}, { id: null }, { id: 'x' }, { id: 1.5 }])('R2 %o is no row', (raw) => {
    expect(() => decode(raw)).toThrow(failing('bad_response', /row 7 has no id/))
  })
})
