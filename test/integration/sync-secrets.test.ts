import { inspect } from 'node:util'
import { describe, expect, it } from 'vitest'
import type { FaultAct } from '../../simulator/faults/faults.ts'
import { createMetrics } from '../../src/http/metrics.ts'
import { createLogger } from '../../src/core/logger.ts'
import { createCrmSheet, TRIO, useSyncs } from '../support/syncStage.ts'
import { rowsOfTables } from '../support/tables.ts'

const stage = useSyncs()

/** Answers that repeat the key of the request, as gateways and debuggers do. */
const echoes = (key: string): FaultAct[] => {
  const answer = (status: number, body: unknown, headers: Record<string, string> = {}): FaultAct =>
    ({ kind: 'answer', status, body, headers }) as FaultAct
  return [
    answer(401, { errorCode: 1002, message: `Token ${key} is invalid`, refId: key }),
    answer(403, { errorCode: 1004, message: 'No', detail: { authorization: `Bearer ${key}` } }),
    answer(404, { errorCode: 1006, message: key.repeat(40) }),
    answer(400, { error: { code: key, message: key } }),
    answer(429, { errorCode: 4003, message: key }, { 'retry-after': key }),
    answer(500, { errorCode: 4000, message: `GET with Bearer ${key}` }),
    answer(502, `<html>Authorization: Bearer ${key}</html>`),
    answer(200, `<html>Authorization: Bearer ${key}</html>`, { 'content-type': `text/${key}` }),
    answer(200, { version: key, id: key, columns: [{ id: key, title: key }], rows: [] }),
    { kind: 'redirect', to: `https://elsewhere.example/?token=${key}` },
    { kind: 'redirect', to: `http://127.0.0.1:9/${key}`, status: 301 },
    { kind: 'reset' },
    { kind: 'cut' },
    { kind: 'badGzip', how: 'corrupt' },
  ]
}

describe('R19 a run full of faults that repeat the API key', () => {
  it('leaves it in no log line, report, record, graph, notice or metric', async () => {
    const { simulator, pool, clock } = stage
    const key = simulator.apiKey
    const sheet = createCrmSheet(simulator, TRIO)
    const metrics = createMetrics({ pool, clock, logger: createLogger('silent') })
    const reports: unknown[] = []
    const codes = new Set<string | null>()
    const sync = async () => {
      const report = await stage.sync(sheet, { full: true, pageSize: 2 })
      metrics.observe(report)
      codes.add(report.errorCode)
      reports.push(report)
    }
    for (const act of echoes(key)) {
      for (const path of [/version$/, /sheets\/\d+$/]) {
        simulator.faults.add({ when: { path }, times: Infinity, act })
        await sync()
        simulator.faults.clear()
      }
    }
    await sync()
    expect([...codes].sort()).toEqual(
      [
        ...['api_refused', 'api_unavailable', 'bad_response', 'key_invalid'],
        ...['no_access', 'rate_limited', 'sheet_not_found', null],
      ].sort(),
    )
    const seen = {
      log: stage.log.join('\n'),
      reports: inspect(reports, { depth: null, maxStringLength: null, maxArrayLength: null }),
      tables: JSON.stringify([...(await rowsOfTables(pool, ['sync', 'graph', 'public']))]),
      metrics: await metrics.render({ tenants: true }),
    }
    for (const [where, text] of Object.entries(seen)) {
      expect([where, text.length > 1_000]).toEqual([where, true])
      for (const form of [key, encodeURIComponent(key), Buffer.from(key).toString('base64')])
        expect([where, text.includes(form)]).toEqual([where, false])
    }
    expect(seen.log).toContain('[API key]')
  })
})
