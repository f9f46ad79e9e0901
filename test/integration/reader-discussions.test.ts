import { describe, expect, test } from 'vitest'
import { failing } from '../support/failing.ts'
import { readDiscussions, type Discussion } from '../../src/smartsheet/discussions.ts'
import { flattenedColumns, isReport, whoAmI } from '../../src/smartsheet/doctor.ts'
import { parsePage } from '../../src/smartsheet/envelope.ts'
import { readVersion } from '../../src/smartsheet/read.ts'
import { pageBody, pagedSheet, SHEET_ID } from '../support/pagedSheet.ts'
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

  test.each<[string, object]>([
    ['has no comments', { comments: null }],
    ['has fewer comments than it says', { commentCount: 3, comments: [comment(1), comment(2)] }],
    ['has one comment twice in place of two', { commentCount: 2, comments: [comment(1), comment(1)] }],
    ['is another discussion', { id: 8, commentCount: 1 }],
  ])(
    'R2 a discussion that %s is not believed, so that no comment is taken for deleted',
    async (_what, more) => {
      const reading = readAll((url) =>
        url.pathname.endsWith('/7')
          ? json(discussion(7, { commentCount: 2, comments: [comment(1), comment(2)], ...more }))
          : json({ totalPages: 1, totalCount: 1, data: [discussion(7, { commentCount: 2 })] }),
      )
      await expect(reading).rejects.toThrow(failing('bad_response', /discussion 7/))
    },
  )

  test('R2 comments that the list leaves out without a count are fetched, too', async () => {
    const { all } = await readAll((url) =>
      url.pathname.endsWith('/7')
        ? json(discussion(7))
        : json({ totalPages: 1, totalCount: 1, data: [{ id: 7, parentType: 'ROW', parentId: 5 }] }),
    )
    expect(all[0]?.comments).toHaveLength(1)
  })

  test('a comment that was deleted after the list was made is no fault', async () => {
    const { all } = await readAll((url) =>
      url.pathname.endsWith('/7')
        ? json(discussion(7, { commentCount: 1, comments: [comment(1)] }))
        : json({ totalPages: 1, totalCount: 1, data: [discussion(7, { commentCount: 2 })] }),
    )
    expect(all[0]?.comments).toHaveLength(1)
  })

  test('what is listed twice is taken once', async () => {
    const twice = discussion(1, { commentCount: 1, comments: [comment(3), comment(3)] })
    const { all } = await readAll(() => json({ totalPages: 1, totalCount: 1, data: [twice, twice] }))
    expect(all.map(({ comments }) => comments.map(({ id }) => id))).toEqual([['3']])
  })

  test('R2 a list that does not say how long it is is not believed', async () => {
    await expect(readAll(() => json({ data: [] }))).rejects.toThrow(failing('bad_response', /how long/))
  })

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

  test('columns that were flattened because `level` was lost on the way', () => {
    const columns = [
      { id: 1, title: 'Plain', type: 'TEXT_NUMBER', version: 0 },
      { id: 2, title: 'Lost', type: 'TEXT_NUMBER', version: 2 },
      { id: 3, title: 'List', type: 'MULTI_PICKLIST', version: 2 },
    ]
    const { sheet } = parsePage({ ...pageBody(pagedSheet(0), []), columns }, SHEET_ID)
    expect(flattenedColumns(sheet.columns).map(({ title }) => title)).toEqual(['Lost'])
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
