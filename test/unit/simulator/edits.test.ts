import { describe, expect, it } from 'vitest'
import { sheetEdits } from '../../../simulator/store/edits.ts'
import { layoutOf } from '../../../simulator/store/layout.ts'
import { createStore, sheetOf } from '../../../simulator/store/store.ts'

function bench() {
  const time = { now: new Date('2026-01-05T10:00:00.750Z') }
  const store = createStore({ clock: () => time.now })
  const sheets = sheetEdits(store)
  const sheetId = sheets.createSheet({
    name: 'Bench',
    columns: [{ title: 'Name' }, { title: 'Done', type: 'CHECKBOX' }],
    rows: [
      { cells: { Name: 'a' }, children: [{ cells: { Name: 'a1' } }, { cells: { Name: 'a2' } }] },
      { cells: { Name: 'b' } },
    ],
  })
  const names = () => sheetOf(store, sheetId).rows.map((row) => row.cells[0])
  return { store, sheets, sheetId, names, time }
}

describe('edits of a simulated sheet', () => {
  it('a new sheet has version 0, and every edit raises it by one', () => {
    const { sheets, sheetId, store } = bench()
    expect(sheetOf(store, sheetId).version).toBe(0)
    sheets.touch(sheetId)
    sheets.addRows(sheetId, [{ cells: { Name: 'c' } }, { cells: { Name: 'd' } }])
    expect(sheetOf(store, sheetId).version).toBe(2)
  })

  it('ids have sixteen digits, are below 2^53, and leave 388 when divided by 512', () => {
    const { store } = bench()
    for (let count = 0; count < 500; count += 1) {
      const id = store.newId()
      expect(String(id)).toHaveLength(16)
      expect(Number.isSafeInteger(id)).toBe(true)
      expect(id % 512).toBe(388)
    }
  })

  it('the same seed gives the same ids', () => {
    expect(createStore({ seed: 9 }).newId()).toBe(createStore({ seed: 9 }).newId())
  })

  it('times are whole seconds, and only the edited row gets a new one', () => {
    const { sheets, sheetId, store, time } = bench()
    time.now = new Date('2026-01-05T11:00:00.900Z')
    const [first = 0] = sheets.rowIds(sheetId)
    sheets.updateCells(sheetId, first, { Name: 'A' })
    const [a, b] = sheetOf(store, sheetId).rows
    expect(a?.modifiedAt).toBe('2026-01-05T11:00:00Z')
    expect(b?.modifiedAt).toBe('2026-01-05T10:00:00Z')
    expect(sheetOf(store, sheetId).modifiedAt).toBe('2026-01-05T11:00:00Z')
  })

  it('children stand below their parent and name their previous sibling', () => {
    const { sheets, sheetId, store } = bench()
    const [a = 0, a1 = 0, a2 = 0, b = 0] = sheets.rowIds(sheetId)
    const { position, siblingId } = layoutOf(sheetOf(store, sheetId))
    expect([a, a1, a2, b].map((id) => position.get(id))).toEqual([1, 2, 3, 4])
    expect([a, a1, a2, b].map((id) => siblingId.get(id))).toEqual([undefined, undefined, a1, a])
  })

  it('a row goes below its parent, in front of a sibling, to the top or to the end', () => {
    const { sheets, sheetId, names } = bench()
    const [a = 0, , a2 = 0] = sheets.rowIds(sheetId)
    sheets.addRows(sheetId, [{ cells: { Name: 'a3' } }], { parentId: a })
    sheets.addRows(sheetId, [{ cells: { Name: 'a1.5' } }], { before: a2 })
    sheets.addRows(sheetId, [{ cells: { Name: 'top' } }], { toTop: true })
    sheets.addRows(sheetId, [{ cells: { Name: 'end' } }])
    expect(names()).toEqual(['top', 'a', 'a1', 'a1.5', 'a2', 'a3', 'b', 'end'])
  })

  it('a parent takes its children with it when it is moved or deleted', () => {
    const { sheets, sheetId, names } = bench()
    const [a = 0] = sheets.rowIds(sheetId)
    sheets.moveRow(sheetId, a, {})
    expect(names()).toEqual(['b', 'a', 'a1', 'a2'])
    sheets.deleteRows(sheetId, [a])
    expect(names()).toEqual(['b'])
  })

  it('a failed move leaves the sheet as it was', () => {
    const { sheets, sheetId, names } = bench()
    const [a = 0, a1 = 0] = sheets.rowIds(sheetId)
    expect(() => sheets.moveRow(sheetId, a, { parentId: a1 })).toThrow('no row')
    expect(names()).toEqual(['a', 'a1', 'a2', 'b'])
  })

  it('an emptied checkbox answers false, an emptied text nothing', () => {
    const { sheets, sheetId, store } = bench()
    const [a = 0] = sheets.rowIds(sheetId)
    sheets.updateCells(sheetId, a, { Name: null, Done: null })
    expect(sheetOf(store, sheetId).rows[0]?.cells).toEqual([undefined, false])
  })

  it('a column that comes back under its old title is another column', () => {
    const { sheets, sheetId, store } = bench()
    const before = sheetOf(store, sheetId).columns[0]?.id
    sheets.deleteColumn(sheetId, 'Name')
    sheets.addColumn(sheetId, { title: 'Name' }, 0)
    const sheet = sheetOf(store, sheetId)
    expect(sheet.columns[0]?.id).not.toBe(before)
    expect(sheet.rows[0]?.cells[sheet.columns[0]?.slot ?? -1]).toBeUndefined()
  })

  it('discussions go with their row', () => {
    const { sheets, sheetId, store } = bench()
    const [a = 0, a1 = 0] = sheets.rowIds(sheetId)
    sheets.addDiscussion(sheetId, { rowId: a1, text: 'of the row' })
    sheets.addDiscussion(sheetId, { text: 'of the sheet' })
    sheets.deleteRows(sheetId, [a])
    expect(sheetOf(store, sheetId).discussions.map(({ comments }) => comments[0]?.text)).toEqual([
      'of the sheet',
    ])
  })

  it('what is not there is named in the error', () => {
    const { sheets, sheetId } = bench()
    expect(() => sheets.touch(1)).toThrow('no sheet 1')
    expect(() => sheets.updateCells(sheetId, 1, { Name: 'x' })).toThrow('no row 1')
    expect(() => sheets.addRows(sheetId, [{ cells: { Nom: 'x' } }])).toThrow('no column "Nom"')
    expect(() => sheets.addColumn(sheetId, { title: 'Name' })).toThrow('unique')
  })
})

describe('rows that come back', () => {
  it('are where they were, with ids, times, children and discussions', () => {
    const { sheets, sheetId, store, names, time } = bench()
    const ids = sheets.rowIds(sheetId)
    const [a = 0, , , b = 0] = ids
    sheets.addDiscussion(sheetId, { rowId: a, text: 'hello' })
    const before = structuredClone(sheetOf(store, sheetId))
    time.now = new Date('2026-01-05T11:00:00Z')
    sheets.deleteRows(sheetId, [a])
    sheets.deleteRows(sheetId, [b])
    expect(names()).toEqual([])
    sheets.restoreRows(sheetId, [a, b])
    const { rows, discussions, version } = sheetOf(store, sheetId)
    expect([rows, discussions]).toEqual([before.rows, before.discussions])
    expect(version).toBe(before.version + 3)
    expect(() => sheets.restoreRows(sheetId, [a])).toThrow(/was not deleted/)
  })

  it('part no family that has come to stand there, and are at the top where their parent is gone', () => {
    const { sheets, sheetId, store, names } = bench()
    sheets.deleteRows(sheetId, sheets.rowIds(sheetId))
    const [parent = 0] = sheets.addRows(sheetId, [{ cells: { Name: 'P' } }, { cells: { Name: 'Q' } }])
    const [, q = 0] = sheets.rowIds(sheetId)
    sheets.deleteRows(sheetId, [q])
    const [child = 0] = sheets.addRows(sheetId, [{ cells: { Name: 'C' } }], { parentId: parent })
    sheets.restoreRows(sheetId, [q])
    expect(names()).toEqual(['P', 'C', 'Q'])
    sheets.deleteRows(sheetId, [child])
    sheets.deleteRows(sheetId, [parent])
    sheets.restoreRows(sheetId, [child])
    expect(sheetOf(store, sheetId).rows.map(({ id, parentId }) => [id, parentId])).toEqual([
      [q, undefined],
      [child, undefined],
    ])
  })
})
