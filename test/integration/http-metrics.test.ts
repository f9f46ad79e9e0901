import { afterAll, describe, expect, it } from 'vitest'
import type { ObservedRun } from '../../src/http/metrics.ts'
import { NO_FIGURES } from '../../src/runs/model.ts'
import { ask } from '../support/ask.ts'
import { createTestDatabase } from '../support/database.ts'
import { parseExposition } from '../support/exposition.ts'
import { useHttp } from '../support/httpStage.ts'

const db = await createTestDatabase()
afterAll(() => db.drop())
const http = useHttp(db)

const OWN = 'smartsheet_sync_'
const run = (figures: Partial<ObservedRun> = {}): ObservedRun => ({
  ...NO_FIGURES,
  status: 'succeeded',
  durationMs: 1_500,
  apiOutcomes: {},
  ...figures,
})
const scrape = async (url: string) => parseExposition(String((await ask(`${url}/metrics`)).bytes))

describe('counters', () => {
  it('are there from the start, so that rate() sees the first increment', async () => {
    const { url } = await http.serve()
    const { samples, value } = await scrape(url)
    for (const status of ['succeeded', 'unchanged', 'partial', 'held', 'failed', 'superseded'])
      expect(value(`${OWN}runs_total`, { status })).toBe(0)
    for (const outcome of ['mapped', 'empty', 'rejected'])
      expect(value(`${OWN}rows_total`, { outcome })).toBe(0)
    for (const status of ['200', '429', '500', 'timeout', 'transport'])
      expect(value(`${OWN}api_requests_total`, { status })).toBe(0)
    expect(value(`${OWN}api_retries_total`)).toBe(0)
    expect(value(`${OWN}run_duration_seconds_count`)).toBe(0)
    expect(samples.filter(({ name }) => name === `${OWN}entities_total`)).toHaveLength(7 * 4)
  })

  it('count what runs did', async () => {
    const metrics = http.metrics()
    const counts = { Contact: { created: 3, updated: 2, unchanged: 5, archived: 1 } }
    metrics.observe(
      run({
        rowsMapped: 8,
        rowsEmpty: 2,
        rowsRejected: 1,
        counts,
        apiRetries: 2,
        apiOutcomes: { 200: 4, 429: 1, timeout: 1, 418: 1 },
      }),
    )
    metrics.observe(run({ status: 'partial', rowsMapped: 10, counts }))
    const { url } = await http.serve({ metrics })
    const { value } = await scrape(url)
    const count = (name: string, labels = {}) => value(OWN + name, labels)
    expect(count('runs_total', { status: 'succeeded' })).toBe(1)
    expect(count('runs_total', { status: 'partial' })).toBe(1)
    expect(count('rows_total', { outcome: 'mapped' })).toBe(18)
    expect(count('rows_total', { outcome: 'empty' })).toBe(2)
    expect(count('rows_total', { outcome: 'rejected' })).toBe(1)
    expect(count('entities_total', { label: 'Contact', change: 'created' })).toBe(6)
    expect(count('entities_total', { label: 'Contact', change: 'archived' })).toBe(2)
    expect(count('entities_total', { label: 'Organization', change: 'created' })).toBe(0)
    expect(count('api_requests_total', { status: '200' })).toBe(4)
    expect(count('api_requests_total', { status: 'timeout' })).toBe(1)
    expect(count('api_requests_total', { status: '418' })).toBe(1)
    expect(count('api_retries_total')).toBe(2)
  })

  it('put durations from 20 ms to half an hour into buckets', async () => {
    const metrics = http.metrics()
    for (const durationMs of [15, 1_500, 1_700_000, 4_000_000]) metrics.observe(run({ durationMs }))
    const { value } = parseExposition(await metrics.render({ tenants: false }))
    const upTo = (le: string) => value(`${OWN}run_duration_seconds_bucket`, { le })
    expect(['0.02', '1', '2.5', '600', '1800', '+Inf'].map(upTo)).toEqual([1, 1, 2, 2, 3, 4])
    expect(value(`${OWN}run_duration_seconds_sum`)).toBeCloseTo(5_701.515)
  })

  it('are those of one process each, beside those of the process itself', async () => {
    const [one, other] = [http.metrics(), http.metrics()]
    one.observe(run())
    const scraped = parseExposition(await other.render({ tenants: false }))
    expect(scraped.value(`${OWN}runs_total`, { status: 'succeeded' })).toBe(0)
    expect(scraped.value('process_cpu_seconds_total')).toBeGreaterThan(0)
    expect(Object.fromEntries(scraped.types)).toMatchObject({
      [`${OWN}runs_total`]: 'counter',
      [`${OWN}run_duration_seconds`]: 'histogram',
      [`${OWN}connections`]: 'gauge',
    })
  })
})
