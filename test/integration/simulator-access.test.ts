import { gunzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type PeopleBench, problem, startPeopleBench } from '../support/peopleSheet.ts'

let bench: PeopleBench

beforeEach(async () => {
  bench = await startPeopleBench()
})

afterEach(() => bench.simulator.close())

describe('who may ask', () => {
  it('no key is 403/1004, a wrong one 401/1002, an expired one 401/1003', async () => {
    const expired = bench.simulator.addKey({ expired: true })
    expect(await bench.get('/users/me', { key: null })).toMatchObject(problem(403, 1004))
    expect(await bench.get('/users/me', { key: 'wrong' })).toMatchObject(problem(401, 1002))
    expect(await bench.get('/users/me', { key: expired })).toMatchObject(problem(401, 1003))
    expect(await bench.get('/users/me')).toMatchObject({
      status: 200,
      body: { email: 'sheet.owner@simulator.example' },
    })
  })

  it('a key that may not see a sheet is 403/1004 on it, and does not see it in the list', async () => {
    const key = bench.simulator.addKey({ sees: [] })
    expect(await bench.get(`/sheets/${bench.sheetId}/version`, { key })).toMatchObject(problem(403, 1004))
    expect((await bench.get('/sheets', { key })).body).toMatchObject({ totalCount: 0, data: [] })
  })

  it('a commenter is shown as a viewer below access level 1', async () => {
    const key = bench.simulator.addKey({ accessLevel: 'COMMENTER' })
    expect((await bench.get(`/sheets/${bench.sheetId}`, { key })).body).toMatchObject({
      accessLevel: 'VIEWER',
    })
    const commenter = await bench.get(`/sheets/${bench.sheetId}?accessApiLevel=1`, { key })
    expect(commenter.body).toMatchObject({ accessLevel: 'COMMENTER' })
  })

  it('a key with a limit gets 429/4003 until the minute is over', async () => {
    const key = bench.simulator.addKey({ requestsPerMinute: 2 })
    const statuses: number[] = []
    for (let count = 0; count < 3; count += 1) statuses.push((await bench.get('/users/me', { key })).status)
    expect(statuses).toEqual([200, 200, 429])
    bench.time.now = new Date('2026-01-05T10:01:00Z')
    expect((await bench.get('/users/me', { key })).status).toBe(200)
  })
})

describe('what is not there', () => {
  it.each(['/sheets/1', '/sheets/', '/nothing', '/sheets/1/version', '/sheets/abc'])(
    '%s is 404/1006',
    async (path) => {
      const { status, body } = await bench.get(path)
      expect({ status, body }).toEqual({
        status: 404,
        body: {
          refId: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
          errorCode: 1006,
          message: 'Not Found',
        },
      })
    },
  )

  it('anything but GET is 405/1010', async () => {
    expect(await bench.get(`/sheets/${bench.sheetId}`, { method: 'DELETE' })).toMatchObject(
      problem(405, 1010),
    )
  })

  it('an unknown parameter is 400/1008 and named, a bad value 400/1018', async () => {
    const unknown = await bench.get(`/sheets/${bench.sheetId}?includeAll=true`)
    expect(unknown).toMatchObject(problem(400, 1008))
    expect(unknown.body['message']).toContain('includeAll')
    expect(await bench.get(`/sheets/${bench.sheetId}?page=0`)).toMatchObject(problem(400, 1018))
    expect(await bench.get(`/sheets/${bench.sheetId}?include=ObjectValue`)).toMatchObject(problem(400, 1018))
  })

  it('a report opened as a sheet is 404/1006, and has virtual columns as a report', async () => {
    const id = bench.simulator.createReport({ name: 'R', sheetId: bench.sheetId, columns: ['Name'] })
    expect(await bench.get(`/sheets/${id}`)).toMatchObject(problem(404, 1006))
    const { body } = await bench.get(`/reports/${id}?page=9&pageSize=2`)
    expect(body).toMatchObject({ totalRowCount: 3, columns: [{ sheetNameColumn: true }, { title: 'Name' }] })
    expect(body['version']).toBeUndefined()
    expect(body['rows']).toMatchObject([
      { sheetId: bench.sheetId, cells: [{ value: 'People' }, { value: 'Cy' }] },
    ])
  })
})

describe('the wire', () => {
  it('x-ratelimit-* come with whole sheets and their 404, and with nothing else', async () => {
    const limits = {
      'x-ratelimit-limit': '80000',
      'x-ratelimit-remaining': '79600',
      'x-ratelimit-reset': '1767607260',
    }
    expect((await bench.get(`/sheets/${bench.sheetId}`)).headers).toMatchObject(limits)
    expect((await bench.get('/sheets/1')).headers).toMatchObject(limits)
    expect((await bench.get(`/sheets/${bench.sheetId}/version`)).headers).not.toHaveProperty(
      'x-ratelimit-limit',
    )
  })

  it('a body is packed when the client takes gzip', async () => {
    const plain = await bench.get('/users/me')
    const packed = await bench.get('/users/me', { headers: { 'accept-encoding': 'gzip, br' } })
    expect(packed.headers).toMatchObject({ 'content-encoding': 'gzip', vary: 'Accept-Encoding' })
    expect(gunzipSync(packed.bytes)).toEqual(plain.bytes)
  })

  it('an idle connection is promised five seconds', async () => {
    const { headers } = await bench.get('/users/me', { headers: { connection: 'keep-alive' } })
    expect(headers['keep-alive']).toBe('timeout=5')
  })

  it('the log tells method, path, query and status, and the key only as a hash', async () => {
    await bench.get('/sheets/1?page=2')
    const record = { method: 'GET', path: '/2.0/sheets/1', query: { page: '2' }, status: 404, faults: [] }
    expect(bench.simulator.requests).toMatchObject([record])
    expect(JSON.stringify(bench.simulator.requests)).not.toContain(bench.simulator.apiKey)
  })
})
