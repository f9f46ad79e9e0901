import { once } from 'node:events'
import type { ServerResponse } from 'node:http'
import { describe, expect, test } from 'vitest'
import { readSheet } from '../../src/smartsheet/read.ts'
import { answerPaged, pagedSheet, pageOf, read, SHEET_ID } from '../support/pagedSheet.ts'
import { json, wire } from '../support/wire.ts'

describe('R2 a complete walk', () => {
  test('asks in one include string, explicit page and size, level 2', async () => {
    const sheet = pagedSheet(1)
    const { requests } = await read((url) => answerPaged(sheet, url), { pageSize: 7 })
    expect(requests).toEqual([
      `/sheets/${SHEET_ID}?level=2&include=objectValue,rowPermalink&page=1&pageSize=7`,
    ])
    const withComments = await read((url) => answerPaged(sheet, url), { comments: true })
    expect(withComments.requests[0]).toContain('include=objectValue,rowPermalink,discussions&')
  })

  test.each([
    [0, 1],
    [1, 1],
    [4, 1],
    [5, 3],
    [8, 3],
    [9, 4],
  ])('P1 P2 P3 %i rows at 4 a page take %i requests, each row once', async (rows, count) => {
    const sheet = pagedSheet(rows)
    const { complete, ids, requests, sink } = await read((url) => answerPaged(sheet, url), { pageSize: 4 })
    expect(complete).toMatchObject({ rowCount: rows, restarts: 0, sheet: { totalRowCount: rows } })
    expect(ids).toEqual(sheet.rowIds)
    expect(requests).toHaveLength(count)
    expect(sink.begins).toHaveLength(1)
    expect(sink.begins[0]?.columns).toHaveLength(1)
  })

  test('every page size from 1 to N + 2 gives the same rows', async () => {
    const sheet = pagedSheet(13)
    const whole = await read((url) => answerPaged(sheet, url))
    for (let pageSize = 1; pageSize <= 15; pageSize += 1) {
      const { sink } = await read((url) => answerPaged(sheet, url), { pageSize })
      expect(sink.rows).toEqual(whole.sink.rows)
    }
  })

  test('without a page size the first answer decides: more rows a page for a narrow sheet', async () => {
    const sheet = pagedSheet(1_200)
    const { ids, requests } = await read((url) => answerPaged(sheet, url))
    expect(ids).toEqual(sheet.rowIds)
    expect(requests.map((path) => /pageSize=(\d+)/.exec(path)?.[1])).toEqual(['500', '10000'])
  })

  test('without a page size a wide sheet comes in smaller pages', async () => {
    const sheet = pagedSheet(700)
    sheet.columns = Array.from({ length: 400 }, (_, i) => ({
      id: i + 1,
      title: `C${i}`,
      type: 'TEXT_NUMBER',
      index: i,
    }))
    const { ids, requests } = await read((url) => answerPaged(sheet, url))
    expect(ids).toEqual(sheet.rowIds)
    expect(requests.map((path) => /pageSize=(\d+)/.exec(path)?.[1])).toEqual([
      '500',
      '150',
      '150',
      '150',
      '150',
      '150',
      undefined,
    ])
  })

  test('the next page is fetched while the sink is busy, and only one', async () => {
    const sheet = pagedSheet(5)
    const asked: (number | null)[] = []
    const seen: number[] = []
    const sink = {
      begin: () => Promise.resolve(),
      async page() {
        const pages = seen.length + 1
        await expect.poll(() => asked.length).toBe(Math.min(pages + 1, 5))
        seen.push(asked.length)
      },
    }
    await read(
      (url) => {
        if (pageOf(url) !== null) asked.push(pageOf(url))
        return answerPaged(sheet, url)
      },
      { pageSize: 1, sink },
    )
    expect(seen).toEqual([2, 3, 4, 5, 5])
  })

  test('what the sink throws ends the read, and the page fetched ahead with it', async () => {
    const sheet = pagedSheet(5)
    const pageTwo = Promise.withResolvers<ServerResponse>()
    await using w = await wire((url) =>
      pageOf(url) === 2 ? (response) => pageTwo.resolve(response) : answerPaged(sheet, url),
    )
    const sink = {
      begin: () => Promise.resolve(),
      async page() {
        await pageTwo.promise
        throw new Error('disk full')
      },
    }
    const reading = readSheet(w.client, SHEET_ID, { sink, clock: w.clock, pageSize: 1 })
    const response = await pageTwo.promise
    const closed = once(response, 'close')
    await expect(reading).rejects.toThrow('disk full')
    await closed
    expect(w.requests).toHaveLength(2)
  })

  test('W6 a 429 on page 3 repeats page 3 only', async () => {
    const sheet = pagedSheet(5)
    let refused = false
    const { ids, requests } = await read(
      (url) => {
        if (pageOf(url) !== 3 || refused) return answerPaged(sheet, url)
        refused = true
        return json({ errorCode: 4003 }, 429)
      },
      { pageSize: 1 },
    )
    expect(ids).toEqual(sheet.rowIds)
    expect(requests.map((path) => /page=(\d)/.exec(path)?.[1])).toEqual([
      '1',
      '2',
      '3',
      '3',
      '4',
      '5',
      undefined,
    ])
  })
})
