import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { failing } from '../support/failing.ts'
import { answerPaged, pageBody, pagedSheet, pageOf, read } from '../support/pagedSheet.ts'
import { json, type Reply } from '../support/wire.ts'

describe('R2 a sheet that moves', () => {
  test('P6 a version that changes once: the walk starts again and the sink is told', async () => {
    const sheet = pagedSheet(5)
    const { complete, ids, sink, waits } = await read(
      (url, count) => {
        if (count === 2) sheet.version += 1
        return answerPaged(sheet, url)
      },
      { pageSize: 2 },
    )
    expect(complete).toMatchObject({ restarts: 1, sheet: { version: 1 } })
    expect(ids).toEqual(sheet.rowIds)
    expect(sink.begins.map(({ version }) => version)).toEqual([0, 1])
    expect(waits).toEqual([1_000])
  })

  test('P7 a version that changes for ever: three restarts, one request for everything', async () => {
    const sheet = pagedSheet(5)
    const { complete, ids, requests, waits } = await read(
      (url) => {
        sheet.version += 1
        return answerPaged(sheet, url)
      },
      { pageSize: 2 },
    )
    expect(complete).toMatchObject({ restarts: 4, rowCount: 5 })
    expect(ids).toEqual(sheet.rowIds)
    expect(requests.at(-1)).toContain('page=1&pageSize=10000')
    expect(waits).toEqual([1_000, 5_000, 20_000, 0])
  })

  test('a page of another version is noticed although the version comes back', async () => {
    const sheet = pagedSheet(4)
    const { complete, sink } = await read(
      (url, count) => {
        sheet.version = count === 2 ? 1 : 0
        return answerPaged(sheet, url)
      },
      { pageSize: 2 },
    )
    expect(complete).toMatchObject({ restarts: 1, sheet: { version: 0 } })
    expect(sink.begins).toHaveLength(2)
  })

  test('an edit behind the last page is seen by asking for the version again', async () => {
    const sheet = pagedSheet(4)
    const { complete, sink } = await read(
      (url, count) => {
        if (count === 3) sheet.version += 1
        return answerPaged(sheet, url)
      },
      { pageSize: 2 },
    )
    expect(complete).toMatchObject({ restarts: 1, sheet: { version: 1 } })
    expect(sink.begins).toHaveLength(2)
  })

  test.each<[string, (sheet: ReturnType<typeof pagedSheet>) => void]>([
    ['P9 a row deleted above', (sheet) => sheet.rowIds.shift()],
    ['a row inserted above', (sheet) => sheet.rowIds.unshift(1)],
    ['rows changing places over the cut', (sheet) => sheet.rowIds.reverse()],
    [
      'a column retitled',
      (sheet) => (sheet.columns = [{ id: 1, title: 'Other', type: 'TEXT_NUMBER', index: 0 }]),
    ],
    ['a column retyped', (sheet) => (sheet.columns = [{ id: 1, title: 'Name', type: 'DATE', index: 0 }])],
    [
      'a column with the same title and a new id',
      (sheet) => (sheet.columns = [{ id: 2, title: 'Name', type: 'TEXT_NUMBER', index: 0 }]),
    ],
  ])('%s between two pages is noticed although the version stays', async (_name, edit) => {
    const sheet = pagedSheet(5)
    const { complete, ids } = await read(
      (url, count) => {
        if (count === 2) edit(sheet)
        return answerPaged(sheet, url)
      },
      { pageSize: 2 },
    )
    expect(complete).toMatchObject({ restarts: 1, rowCount: sheet.rowIds.length })
    expect(ids).toEqual(sheet.rowIds)
  })

  test('a server that lies about the count is never believed', async () => {
    const sheet = pagedSheet(5)
    const lies: (url: URL) => Reply = (url) =>
      pageOf(url) === null
        ? json({ version: 0 })
        : json({ ...pageBody(sheet, sheet.rowIds), totalRowCount: 9 })
    const { complete, requests } = await read(lies, { pageSize: 4 })
    expect(complete).toEqual({ error: failing('sheet_unstable', /could not be read whole/) })
    expect(requests.length).toBeLessThan(30)
  })

  test('a server that repeats one page for ever is never believed', async () => {
    const sheet = pagedSheet(6)
    const { complete } = await read(
      (url) =>
        pageOf(url) === null ? json({ version: 0 }) : json(pageBody(sheet, sheet.rowIds.slice(0, 2))),
      { pageSize: 2 },
    )
    expect(complete).toEqual({ error: failing('sheet_unstable') })
  })

  test('a server that gives no rows of many is never believed (P18)', async () => {
    const sheet = pagedSheet(6)
    const { complete, sink } = await read(() => json(pageBody(sheet, [])), { pageSize: 2 })
    expect(complete).toEqual({ error: failing('sheet_unstable') })
    expect(sink.begins).toHaveLength(0)
  })

  test('P13 an empty page between two others is never taken for the end', async () => {
    const sheet = pagedSheet(6)
    const { complete, ids } = await read(
      (url, count) => (count === 2 ? json(pageBody(sheet, [])) : answerPaged(sheet, url)),
      { pageSize: 2 },
    )
    expect(complete).toMatchObject({ restarts: 1, rowCount: 6 })
    expect(ids).toEqual(sheet.rowIds)
  })

  test('a row that comes twice in one answer is never believed', async () => {
    const sheet = pagedSheet(2)
    const { complete } = await read(() => json(pageBody(sheet, [1_000, 1_000])))
    expect(complete).toEqual({ error: failing('sheet_unstable', /a row came twice/) })
  })

  test('random edits between requests: rows of one real version, or sheet_unstable', async () => {
    const edit = fc.record({
      at: fc.nat(14),
      kind: fc.constantFrom('insert', 'delete', 'swap', 'touch'),
      place: fc.nat(12),
    })
    await fc.assert(
      fc.asyncProperty(
        fc.array(edit, { maxLength: 12 }),
        fc.integer({ min: 1, max: 6 }),
        async (edits, pageSize) => {
          const sheet = pagedSheet(9)
          const versions = new Map([[0, [...sheet.rowIds]]])
          let nextId = 5_000
          const { complete, ids } = await read(
            (url, count) => {
              for (const { kind, place } of edits.filter(({ at }) => at + 1 === count)) {
                if (kind === 'insert') sheet.rowIds.splice(place, 0, (nextId += 1))
                if (kind === 'delete') sheet.rowIds.splice(place, 1)
                if (kind === 'swap') sheet.rowIds.push(...sheet.rowIds.splice(0, place))
                sheet.version += 1
                versions.set(sheet.version, [...sheet.rowIds])
              }
              return answerPaged(sheet, url)
            },
            { pageSize },
          )
          if ('error' in complete) expect(complete.error).toMatchObject({ code: 'sheet_unstable' })
          else expect(ids).toEqual(versions.get(complete.sheet.version))
        },
      ),
      { numRuns: 100 },
    )
  })
})
