import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { FaultAct } from '../../simulator/faults/faults.ts'
import { type Simulator, startSimulator } from '../../simulator/simulator.ts'
import { ask } from '../support/ask.ts'

let simulator: Simulator
let sheetId: number

beforeEach(async () => {
  simulator = await startSimulator()
  const rows = Array.from({ length: 4 }, (_, index) => ({ cells: { Name: `row ${index}` } }))
  sheetId = simulator.sheets.createSheet({ name: 'Faulty', columns: [{ title: 'Name' }], rows })
})

afterEach(() => simulator.close())

const get = (path: string, headers: Record<string, string> = {}) =>
  ask(`${simulator.baseUrl}${path}`, { key: simulator.apiKey, headers })

async function hit(act: FaultAct, headers?: Record<string, string>) {
  simulator.faults.add({ act })
  return get(`/sheets/${sheetId}`, headers)
}

describe('faults between requests', () => {
  it('another answer takes the place of the right one, once', async () => {
    const reply = await hit({ kind: 'answer', status: 500, body: { errorCode: 4000, message: 'Oops' } })
    expect(reply).toMatchObject({ status: 500, body: { errorCode: 4000 } })
    expect((await get(`/sheets/${sheetId}`)).status).toBe(200)
    expect(simulator.requests.map(({ status, faults }) => [status, faults])).toEqual([
      [500, ['answer']],
      [200, []],
    ])
  })

  it('an answer can be HTML, or empty', async () => {
    const html = await hit({ kind: 'answer', status: 502, body: '<h1>Bad gateway</h1>' })
    expect(html).toMatchObject({
      status: 502,
      headers: { 'content-type': 'text/html' },
      body: '<h1>Bad gateway</h1>',
    })
    expect(await hit({ kind: 'answer', status: 503 })).toMatchObject({ status: 503, body: '' })
  })

  it('a redirect names its target', async () => {
    const reply = await hit({ kind: 'redirect', to: 'http://elsewhere.example/' })
    expect(reply).toMatchObject({ status: 302, headers: { location: 'http://elsewhere.example/' } })
  })

  it('a lie changes the body on the wire and nothing in the store', async () => {
    const reply = await hit({ kind: 'lie', change: (body) => ({ ...body, totalRowCount: -1, rows: [] }) })
    expect(reply.body).toMatchObject({ totalRowCount: -1, rows: [] })
    expect((await get(`/sheets/${sheetId}`)).body).toMatchObject({ totalRowCount: 4 })
  })

  it('an edit between page 1 and page 2 makes the versions differ', async () => {
    const [first = 0] = simulator.sheets.rowIds(sheetId)
    const run = () => simulator.sheets.deleteRows(sheetId, [first])
    simulator.faults.add({ when: { page: 2 }, act: { kind: 'edit', run } })
    const pages = []
    for (const page of [1, 2]) pages.push((await get(`/sheets/${sheetId}?page=${page}&pageSize=2`)).body)
    expect(pages).toMatchObject([
      { version: 0, totalRowCount: 4 },
      { version: 1, totalRowCount: 3 },
    ])
  })

  it('an edit that fails is told, not swallowed', async () => {
    const reply = await hit({ kind: 'edit', run: () => simulator.sheets.touch(1) })
    expect(reply).toMatchObject({
      status: 500,
      body: { message: 'The simulator failed: There is no sheet 1.' },
    })
  })

  it.each<FaultAct>([{ kind: 'reset' }, { kind: 'cut' }, { kind: 'wrongLength', by: 50 }])(
    'an answer with fault %o does not come whole',
    async (act) => {
      await expect(hit(act)).rejects.toThrow(/hang up|aborted|ECONNRESET/)
    },
  )

  it('a length that is too short ends the JSON too early', async () => {
    const { body } = await hit({ kind: 'wrongLength', by: -5 })
    expect(body).toMatch(/^\{/)
  })

  it('a bad gzip body says gzip and is none', async () => {
    const packed = { 'accept-encoding': 'gzip' }
    for (const how of ['corrupt', 'plain', 'twoMembers'] as const) {
      const reply = await hit({ kind: 'badGzip', how }, packed)
      expect(reply).toMatchObject({ status: 200, headers: { 'content-encoding': 'gzip' } })
    }
  })

  it('a dripping or late answer is whole in the end', async () => {
    expect((await hit({ kind: 'drip', bytes: 300, everyMs: 1 })).body).toMatchObject({ totalRowCount: 4 })
    expect((await hit({ kind: 'delay', ms: 5 })).body).toMatchObject({ totalRowCount: 4 })
  })

  it('a silent answer ends when the simulator closes', async () => {
    const waiting = hit({ kind: 'silence' })
    const ended = expect(waiting).rejects.toThrow(/hang up|ECONNRESET/)
    await expect.poll(() => simulator.requests).toHaveLength(1)
    await simulator.close()
    await ended
  })

  it('faults by chance hit many requests, and every third at least goes through', async () => {
    simulator.faults.random({ probability: 1, inARow: 2, acts: [{ kind: 'answer', status: 500 }] })
    const statuses: number[] = []
    for (let count = 0; count < 6; count += 1) statuses.push((await get('/users/me')).status)
    expect(statuses).toEqual([500, 500, 200, 500, 500, 200])
  })
})
