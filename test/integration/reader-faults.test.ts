import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { failing } from '../support/failing.ts'
import { answerPaged, pageBody, pagedSheet, pageOf, read } from '../support/pagedSheet.ts'
import { bytes, json, type Reply } from '../support/wire.ts'

describe('R2 a server with its own idea of page sizes', () => {
  test('P5 one that ignores paging and returns everything gives one copy of each row', async () => {
    const sheet = pagedSheet(9)
    const { ids, requests } = await read(() => json(pageBody(sheet, sheet.rowIds)), { pageSize: 2 })
    expect(ids).toEqual(sheet.rowIds)
    expect(requests).toHaveLength(1)
  })

  test('one that caps pages is asked in its own size', async () => {
    const sheet = pagedSheet(9)
    sheet.cap = 3
    for (const pageSize of [undefined, 5]) {
      const { ids, requests } = await read((url) => answerPaged(sheet, url), { pageSize })
      expect(ids).toEqual(sheet.rowIds)
      expect(requests.at(-2)).toContain('page=3&pageSize=3')
    }
  })

  test('W10 4002 halves the page size and starts from page 1', async () => {
    const sheet = pagedSheet(9)
    const { ids, requests, complete } = await read(
      (url) =>
        Number(url.searchParams.get('pageSize')) > 3
          ? json({ errorCode: 4002, message: 'timeout' }, 500)
          : answerPaged(sheet, url),
      { pageSize: 8 },
    )
    expect(ids).toEqual(sheet.rowIds)
    expect(complete).toMatchObject({ restarts: 2 })
    expect(requests.map((path) => path.split('&page=')[1])).toEqual([
      '1&pageSize=8',
      '1&pageSize=8',
      '1&pageSize=4',
      '1&pageSize=4',
      '1&pageSize=2',
      '2&pageSize=2',
      '3&pageSize=2',
      '4&pageSize=2',
      '5&pageSize=2',
      undefined,
    ])
  })

  test('W30 timeouts halve the page size, too', async () => {
    const sheet = pagedSheet(9)
    const { ids, requests } = await read(
      (url) => (Number(url.searchParams.get('pageSize')) > 5 ? () => undefined : answerPaged(sheet, url)),
      { pageSize: 10 },
      { requestTimeoutMs: 200 },
    )
    expect(ids).toEqual(sheet.rowIds)
    expect(requests.map((path) => path.split('&page=')[1])).toEqual([
      '1&pageSize=10',
      '1&pageSize=10',
      '1&pageSize=5',
      '2&pageSize=5',
      undefined,
    ])
  })

  test('4002 for ever ends in api_unavailable, not in endless halving', async () => {
    const { complete, requests } = await read(() => json({ errorCode: 4002 }, 500), { pageSize: 5_000 })
    expect(complete).toEqual({ error: failing('api_unavailable', /4002/) })
    expect(requests.length).toBeLessThan(60)
  })
})

describe('R2 nothing partial', () => {
  test.each<[string, Reply, string]>([
    ['W19 404 on page 2', json({ errorCode: 1006 }, 404), 'sheet_not_found'],
    ['W18 403 on page 2', json({ errorCode: 1004 }, 403), 'no_access'],
    ['W26 HTML on page 2 for ever', bytes('<html>'), 'bad_response'],
    ['P19 a short body on page 2 for ever', json({ version: 0 }), 'bad_response'],
    ['another sheet on page 2', json({ ...pageBody(pagedSheet(5), []), id: 7 }), 'bad_response'],
    ['E19 a report on page 2', json({ id: 7, columns: [{ virtualId: 1 }], rows: [] }), 'report_id'],
  ])('%s fails the read', async (_name, reply, code) => {
    const sheet = pagedSheet(5)
    const { complete } = await read((url) => (pageOf(url) === 2 ? reply : answerPaged(sheet, url)), {
      pageSize: 2,
    })
    expect(complete).toEqual({ error: failing(code) })
  })

  test('E1 E10 oddities are logged once a read, not once a cell', async () => {
    const sheet = pagedSheet(50)
    sheet.columns = [{ id: 2, title: 'Other', type: 'RATING', index: 0 }]
    const { complete, logged } = await read((url) => answerPaged(sheet, url), { pageSize: 10 })
    expect(complete).toMatchObject({ rowCount: 50 })
    expect(logged.match(/unusual/g)).toHaveLength(1)
  })

  test('random wire faults, one request in three: the same rows or a typed failure', async () => {
    const faults: Reply[] = [
      json({ errorCode: 4003 }, 429),
      json({ errorCode: 4000 }, 500),
      json({ errorCode: 4002 }, 500),
      json({ errorCode: 4004 }, 500),
      bytes('', 503),
      bytes('<html>', 502),
      bytes('<html>', 200),
      bytes(''),
      json({}),
      json({ version: 0 }),
      (response) => response.destroy(),
      (response) => response.socket?.end('HTTP/1.1 200 OK\r\ncontent-length: 9999\r\n\r\n{"id":4312'),
      bytes('{}', 200, { 'content-encoding': 'gzip' }),
    ]
    const plan = fc.array(fc.option(fc.nat(faults.length - 1), { freq: 2 }), { minLength: 40, maxLength: 40 })
    await fc.assert(
      fc.asyncProperty(plan, fc.integer({ min: 1, max: 10 }), async (faultAt, pageSize) => {
        const sheet = pagedSheet(9)
        const { complete, ids } = await read(
          (url, count) => faults[faultAt[count] ?? -1] ?? answerPaged(sheet, url),
          { pageSize },
        )
        if ('error' in complete) expect(complete.error).toMatchObject({ name: 'ApiFailure' })
        else expect(ids).toEqual(sheet.rowIds)
      }),
      { numRuns: 100 },
    )
  })
})
