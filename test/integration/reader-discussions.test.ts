import { describe, expect, test } from 'vitest'
import { failing } from '../support/failing.ts'
import { readDiscussions, type Discussion } from '../../src/smartsheet/discussions.ts'
import { describeSheet, flattenedColumns, isReport, whoAmI } from '../../src/smartsheet/doctor.ts'
import { readVersion } from '../../src/smartsheet/read.ts'
import { answerPaged, pagedSheet, SHEET_ID } from '../support/pagedSheet.ts'
import { inTurn, json, type Reply, wire } from '../support/wire.ts'

const comment = (id: number) => ({
  id,
  text: `Comment ${id}`,
  createdAt: '2026-01-01T00:00:00Z',
  createdBy: { name: 'Ann', email: 'ann@b.example' },
})
const discussion = (id: number, more: object = {}) => ({
  id,
  title: `Title ${id}`,
  parentType: 'ROW',
  parentId: id + 500,
  commentCount: 1,
  comments: [comment(id * 10)],
  ...more,
})

async function readAll(reply: (url: URL, count: number) => Reply) {
  await using w = await wire(reply)
  const all: Discussion[] = []
  for await (const page of readDiscussions(w.client, '1')) all.push(...page)
  return { all, requests: w.requests }
}

describe('discussions', () => {
  test('are paged to the end, with their comments and authors', async () => {
    const pages = [
      [discussion(1), discussion(2, { parentType: 'SHEET' })],
      [discussion(3, { comments: [{ id: 30, createdBy: null }] })],
    ]
    const { all, requests } = await readAll((_url, count) =>
      json({ totalPages: 2, totalCount: 3, data: pages[count - 1] }),
    )
    expect(requests).toHaveLength(2)
    expect(requests[0]).toBe('/sheets/1/discussions?include=comments&page=1&pageSize=100')
    expect(all.map(({ id, rowId }) => [id, rowId])).toEqual([
      ['1', '501'],
      ['2', null],
      ['3', '503'],
    ])
    expect(all[0]?.comments).toEqual([
      {
        id: '10',
        text: 'Comment 10',
        createdAt: '2026-01-01T00:00:00Z',
        modifiedAt: null,
        author: { name: 'Ann', email: 'ann@b.example' },
      },
    ])
    expect(all[2]?.comments[0]).toMatchObject({ id: '30', text: '', author: { name: null, email: null } })
  })

  test('comments that the list left out are fetched', async () => {
    const { all, requests } = await readAll((url) =>
      url.pathname.endsWith('/7')
        ? json(discussion(7, { commentCount: 2, comments: [comment(1), comment(2)] }))
        : json({ totalPages: 1, totalCount: 1, data: [discussion(7, { commentCount: 2 })] }),
    )
    expect(requests).toHaveLength(2)
    expect(all[0]?.comments.map(({ id }) => id)).toEqual(['1', '2'])
  })

  test('a discussion that went away after it was listed means a moving sheet, not a missing one', async () => {
    const reading = readAll((url) =>
      url.pathname.endsWith('/7')
        ? json({ errorCode: 1006, message: 'Not Found' }, 404)
        : json({ totalPages: 1, totalCount: 1, data: [discussion(7, { commentCount: 2 })] }),
    )
    await expect(reading).rejects.toThrow(failing('sheet_unstable', /Discussion 7 went away/))
  })

  test.each([0, -1, null, 5])(
    'P21 totalPages %o: the list ends when nothing new comes',
    async (totalPages) => {
      const empty = await readAll(() => json({ pageNumber: 0, totalPages, totalCount: 0, data: [] }))
      expect(empty).toMatchObject({ all: [], requests: { length: 1 } })
      const clamped = await readAll(() =>
        json({ pageNumber: 1, totalPages, totalCount: -1, data: [discussion(1)] }),
      )
      expect(clamped).toMatchObject({ all: [{ id: '1' }], requests: { length: 2 } })
    },
  )

  test('a list that ends short of its own count fails, so that nothing is taken for deleted', async () => {
    await expect(
      readAll(() => json({ totalPages: 1, totalCount: 2, data: [discussion(1)] })),
    ).rejects.toThrow(failing('sheet_unstable'))
  })
})

describe('what `check` asks', () => {
  test('whose key it is', async () => {
    await using w = await wire(
      inTurn(
        json({ id: 1, email: 'a@b.example', firstName: 'Ann', lastName: '', account: { name: 'ACME' } }),
      ),
    )
    expect(await whoAmI(w.client)).toEqual({ email: 'a@b.example', name: 'Ann', account: 'ACME' })
  })

  test('access level and columns, for the price of one row', async () => {
    const sheet = pagedSheet(900)
    await using w = await wire((url) => answerPaged(sheet, url))
    expect(await describeSheet(w.client, SHEET_ID)).toMatchObject({
      accessLevel: 'VIEWER',
      totalRowCount: 900,
    })
    expect(w.requests).toEqual([`/sheets/${SHEET_ID}?level=2&include=objectValue&page=1&pageSize=1`])
  })

  test('columns that were flattened because `level` was lost on the way', async () => {
    const sheet = pagedSheet(0)
    sheet.columns = [
      { id: 1, title: 'Plain', type: 'TEXT_NUMBER', version: 0 },
      { id: 2, title: 'Lost', type: 'TEXT_NUMBER', version: 2 },
      { id: 3, title: 'List', type: 'MULTI_PICKLIST', version: 2 },
    ]
    await using w = await wire((url) => answerPaged(sheet, url))
    const { columns } = await describeSheet(w.client, SHEET_ID)
    expect(flattenedColumns(columns).map(({ title }) => title)).toEqual(['Lost'])
  })

  test('a report id is told from a missing sheet, with one question more', async () => {
    const missing = json({ errorCode: 1006, message: 'Not Found' }, 404)
    await using report = await wire((url) =>
      url.pathname.startsWith('/reports/') ? json({ columns: [{ virtualId: 1 }] }) : missing,
    )
    await expect(readVersion(report.client, '1')).rejects.toThrow(failing('report_id'))
    await using nothing = await wire(inTurn(missing))
    await expect(readVersion(nothing.client, '1')).rejects.toThrow(failing('sheet_not_found'))
    expect(nothing.client.stats.requests).toBe(2)
    await using down = await wire(inTurn(json({}, 503)))
    expect(await isReport(down.client, '1')).toBe(false)
    expect(down.client.stats.requests).toBe(1)
  })
})
