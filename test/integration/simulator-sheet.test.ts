import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type PeopleBench, problem, startPeopleBench } from '../support/peopleSheet.ts'

let bench: PeopleBench
let sheets: PeopleBench['simulator']['sheets']

beforeEach(async () => {
  bench = await startPeopleBench()
  sheets = bench.simulator.sheets
})

afterEach(() => bench.simulator.close())

describe('GET /sheets/{id}', () => {
  it('gives every row when no page is asked for, and never says which page it is', async () => {
    const body = await bench.sheet()
    expect(body).toMatchObject({ id: bench.sheetId, version: 0, totalRowCount: 4, accessLevel: 'OWNER' })
    expect(body.rows).toHaveLength(4)
    for (const absent of ['pageNumber', 'pageSize', 'totalPages']) expect(body).not.toHaveProperty(absent)
  })

  it('a page past the end repeats the last page', async () => {
    expect((await bench.sheet('page=2&pageSize=3')).rows).toMatchObject([{ rowNumber: 4 }])
    expect((await bench.sheet('page=50&pageSize=3')).rows).toMatchObject([{ rowNumber: 4 }])
  })

  it('columns are complete on every page; multi types are text below their level but keep their version', async () => {
    const types = async (level: number) => {
      const { columns } = await bench.sheet(`level=${level}&page=2&pageSize=1`)
      return columns.slice(1, 3).map(({ type, version }) => [type, version])
    }
    expect(await types(0)).toEqual([
      ['TEXT_NUMBER', 1],
      ['TEXT_NUMBER', 2],
    ])
    expect(await types(1)).toEqual([
      ['MULTI_CONTACT_LIST', 1],
      ['TEXT_NUMBER', 2],
    ])
    expect(await types(2)).toEqual([
      ['MULTI_CONTACT_LIST', 1],
      ['MULTI_PICKLIST', 2],
    ])
  })

  it('hidden columns are there; primary, hidden and the system type only where they are set', async () => {
    const [name, , , secret, made] = (await bench.sheet()).columns
    expect(name).toMatchObject({ primary: true })
    expect(name).not.toHaveProperty('hidden')
    expect(secret).toMatchObject({ hidden: true })
    expect(secret).not.toHaveProperty('primary')
    expect(made).toMatchObject({ systemColumnType: 'CREATED_DATE', type: 'DATETIME' })
  })

  it('a row names its parent and previous sibling, and its permalink and writers when asked', async () => {
    const rows = (await bench.sheet('include=rowPermalink,writerInfo')).rows
    const [ann, bo, blank] = rows
    expect(ann).not.toHaveProperty('parentId')
    expect(ann).not.toHaveProperty('siblingId')
    expect(bo).toMatchObject({ parentId: ann?.id })
    expect(blank).toMatchObject({ siblingId: ann?.id })
    expect(ann?.['permalink']).toMatch(
      new RegExp(`^https://app.smartsheet.com/sheets/.+rowId=${ann?.id ?? 0}$`),
    )
    expect(ann).toMatchObject({ modifiedBy: { email: 'sheet.owner@simulator.example' } })
    expect((await bench.sheet('')).rows[0]).not.toHaveProperty('permalink')
  })

  it('a blank row is a row of empty cells, system columns too', async () => {
    const blank = (await bench.sheet('')).rows[2]
    expect(blank?.cells.map((cell) => Object.keys(cell))).toEqual(
      Array.from({ length: 5 }, () => ['columnId']),
    )
    expect((await bench.sheet('exclude=nonexistentCells')).rows[2]).toMatchObject({ cells: [] })
  })

  it('rowsModifiedSince pages first and filters second, strictly, and never gives blank rows', async () => {
    const [, bo = 0] = sheets.rowIds(bench.sheetId)
    bench.time.now = new Date('2026-01-05T12:00:00Z')
    sheets.updateCells(bench.sheetId, bo, { Name: 'Bob' })
    expect((await bench.sheet('rowsModifiedSince=2026-01-05T11:59:59Z')).rows).toMatchObject([{ id: bo }])
    expect((await bench.sheet('rowsModifiedSince=2026-01-05T12:00:00Z')).rows).toEqual([])
    expect((await bench.sheet('rowsModifiedSince=2026-01-05T11:59:59Z&page=1&pageSize=1')).rows).toEqual([])
    expect((await bench.sheet('rowsModifiedSince=2026-01-05T11:59:59Z&page=2&pageSize=1')).rows).toHaveLength(
      1,
    )
    expect((await bench.sheet('rowsModifiedSince=2026-01-01T00:00:00Z')).rows).toHaveLength(3)
  })

  it('rowIds, rowNumbers and columnIds choose, and unknown ones are passed over', async () => {
    const [ann = 0] = sheets.rowIds(bench.sheetId)
    const [, , skills] = (await bench.sheet()).columns
    expect((await bench.sheet(`rowIds=${ann},5`)).rows).toMatchObject([{ id: ann }])
    expect((await bench.sheet('rowNumbers=4,99')).rows).toMatchObject([{ rowNumber: 4 }])
    const narrow = await bench.sheet(`columnIds=${skills?.id ?? 0}&level=2&include=objectValue`)
    expect(narrow).toMatchObject({ totalRowCount: 4, columns: [{ title: 'Skills' }] })
    expect(narrow.rows[0]?.cells).toHaveLength(1)
  })

  it('ifVersionAfter answers the version alone until the sheet changes', async () => {
    expect((await bench.get(`/sheets/${bench.sheetId}?ifVersionAfter=0`)).body).toEqual({ version: 0 })
    sheets.touch(bench.sheetId)
    expect((await bench.get(`/sheets/${bench.sheetId}?ifVersionAfter=0`)).body).toMatchObject({
      version: 1,
      totalRowCount: 4,
    })
    expect((await bench.get(`/sheets/${bench.sheetId}/version`)).body).toEqual({ version: 1 })
  })

  it('the token of the permalink stands for the id', async () => {
    const { permalink } = await bench.sheet()
    const token = permalink.split('/').at(-1) ?? ''
    expect((await bench.get(`/sheets/${token}/version`)).body).toEqual({ version: 0 })
  })
})

describe('the parts of a sheet', () => {
  it('columns come in a list, flattened without a level', async () => {
    const { body } = await bench.get(`/sheets/${bench.sheetId}/columns?pageSize=2&page=2`)
    expect(body).toMatchObject({
      pageNumber: 2,
      totalPages: 3,
      data: [{ title: 'Skills', type: 'TEXT_NUMBER' }, {}],
    })
  })

  it('one row comes with its sheet id and version, and a deleted one is 404/1006', async () => {
    const [ann = 0] = sheets.rowIds(bench.sheetId)
    const path = `/sheets/${bench.sheetId}/rows/${ann}?include=objectValue&level=2`
    expect((await bench.get(path)).body).toMatchObject({ id: ann, sheetId: bench.sheetId, version: 0 })
    sheets.deleteRows(bench.sheetId, [ann])
    expect(await bench.get(path)).toMatchObject(problem(404, 1006))
  })

  it('discussions have their comments only when asked, and raise the version', async () => {
    const [ann = 0] = sheets.rowIds(bench.sheetId)
    const id = sheets.addDiscussion(bench.sheetId, { rowId: ann, text: 'Hello?', by: { name: 'Guest' } })
    sheets.addComment(bench.sheetId, id, { text: 'Yes.' })
    const bare = await bench.get(`/sheets/${bench.sheetId}/discussions`)
    const header = {
      id,
      title: 'Hello?',
      commentCount: 2,
      parentType: 'ROW',
      parentId: ann,
      createdBy: { name: 'Guest' },
    }
    expect(bare.body).toMatchObject({ totalCount: 1, data: [header] })
    expect(bare.body).not.toHaveProperty('data.0.comments')
    const full = await bench.get(`/sheets/${bench.sheetId}/discussions?include=comments&includeAll=true`)
    expect(full.body).toMatchObject({
      data: [{ comments: [{ text: 'Hello?' }, { text: 'Yes.', discussionId: id }] }],
    })
    expect((await bench.sheet('include=discussions')).rows[0]).toMatchObject({
      discussions: [{ id, commentCount: 2 }],
    })
    expect((await bench.get(`/sheets/${bench.sheetId}/version`)).body).toEqual({ version: 2 })
  })

  it('lists take rows modified at the time itself, unlike rowsModifiedSince', async () => {
    expect((await bench.get('/sheets?modifiedSince=2026-01-05T10:00:00Z')).body).toMatchObject({
      totalCount: 1,
    })
    expect((await bench.get('/sheets?modifiedSince=2026-01-05T10:00:01Z')).body).toMatchObject({
      pageNumber: 0,
      data: [],
    })
  })
})
