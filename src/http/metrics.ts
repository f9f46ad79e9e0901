import type { Pool } from 'pg'
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'
import { type ConnectionStatus, connectionStatus } from '../connections/status.ts'
import type { Clock } from '../core/clock.ts'
import { messageOf } from '../core/errors.ts'
import { NODE_LABELS } from '../core/labels.ts'
import type { Logger } from '../core/logger.ts'
import type { EntityCounts, RunFigures, RunStatus } from '../runs/model.ts'
import { inTime, shared } from './patience.ts'

/** What metrics are made of, of a run that has ended: a part of the report of a sync. */
export interface ObservedRun extends Pick<
  RunFigures,
  'rowsMapped' | 'rowsEmpty' | 'rowsRejected' | 'counts' | 'apiRetries'
> {
  status: Exclude<RunStatus, 'running'>
  durationMs: number
  apiOutcomes: Readonly<Record<string, number>>
}

export interface Metrics {
  observe(run: ObservedRun): void
  /** All series in the text format of Prometheus; those that name tenants only with `tenants`. */
  render(options: { tenants: boolean }): Promise<string>
}

export const METRICS_MEDIA_TYPE = Registry.PROMETHEUS_CONTENT_TYPE

const PREFIX = 'smartsheet_sync_'
/** From a version check on a near line to the largest sheets. */
const DURATION_BUCKETS = [0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600, 1_800]

const RUN_STATUSES = [
  'succeeded',
  'unchanged',
  'partial',
  'held',
  'failed',
  'superseded',
] as const satisfies ObservedRun['status'][]
const CHANGES = ['created', 'updated', 'unchanged', 'archived'] as const satisfies (keyof EntityCounts)[]
/** How requests commonly end; any other status gets a series when it comes. */
const API_STATUSES = [
  ...['200', '401', '403', '404', '429', '500', '502', '503', '504'],
  ...['transport', 'timeout', 'dns', 'tls'],
]

/** Metrics in a registry of their own, the counters from the start of this process. */
export function createMetrics({ pool, clock, logger }: MetricsTools): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const observe = createRunMetrics(registry)
  const readStatus = createStatusReader({ pool, clock, logger })
  return {
    observe,
    async render({ tenants }) {
      const status = await readStatus(tenants)
      const parts = [registry, ...(status === null ? [] : [statusMetrics(status, tenants)])]
      return (await Promise.all(parts.map((part) => part.metrics()))).join('\n')
    },
  }
}

interface MetricsTools {
  pool: Pool
  clock: Clock
  logger: Logger
}

function createRunMetrics(registry: Registry): Metrics['observe'] {
  const counter = <T extends string>(name: string, help: string, labelNames: readonly T[] = []): Counter<T> =>
    new Counter({ name: PREFIX + name, help, labelNames, registers: [registry] })
  const runs = counter('runs_total', 'Syncs that ended in this process, by how.', ['status'])
  const rows = counter('rows_total', 'Sheet rows read by syncs, by what became of them.', ['outcome'])
  const entities = counter('entities_total', 'Graph entities, by label and what syncs did to them.', [
    'label',
    'change',
  ])
  const requests = counter('api_requests_total', 'Requests to Smartsheet, by HTTP status or failure.', [
    'status',
  ])
  const retries = counter(
    'api_retries_total',
    'Requests to Smartsheet that were repetitions of a failed one.',
  )
  const durations = new Histogram({
    name: `${PREFIX}run_duration_seconds`,
    help: 'How long syncs took, from lease to report.',
    buckets: DURATION_BUCKETS,
    registers: [registry],
  })

  const observe: Metrics['observe'] = (run) => {
    runs.inc({ status: run.status })
    durations.observe(run.durationMs / 1_000)
    rows.inc({ outcome: 'mapped' }, run.rowsMapped)
    rows.inc({ outcome: 'empty' }, run.rowsEmpty)
    rows.inc({ outcome: 'rejected' }, run.rowsRejected)
    for (const label of NODE_LABELS) {
      for (const change of CHANGES) entities.inc({ label, change }, run.counts[label]?.[change] ?? 0)
    }
    for (const [status, times] of Object.entries(run.apiOutcomes)) requests.inc({ status }, times)
    retries.inc(run.apiRetries)
  }

  // Zero from the start: rate() does not see the first increment of a series that begins with it.
  for (const status of RUN_STATUSES) runs.inc({ status }, 0)
  for (const outcome of ['mapped', 'empty', 'rejected']) rows.inc({ outcome }, 0)
  for (const label of NODE_LABELS) for (const change of CHANGES) entities.inc({ label, change }, 0)
  for (const status of API_STATUSES) requests.inc({ status }, 0)
  return observe
}

/** Asks the database how connections are; null while it does not answer, which is logged when it begins and ends. */
function createStatusReader({ pool, clock, logger }: MetricsTools) {
  const ask = (withAges: boolean) => shared(() => connectionStatus(pool, { now: clock.now(), withAges }))
  const askStates = ask(false)
  const askAll = ask(true)
  let isAway = false
  return async (withAges: boolean): Promise<ConnectionStatus | null> => {
    try {
      const status = await inTime(withAges ? askAll() : askStates())
      if (isAway) logger.info('Metrics tell of the connections again')
      isAway = false
      return status
    } catch (error) {
      if (!isAway) logger.warn({ reason: messageOf(error) }, 'Metrics cannot tell of the connections')
      isAway = true
      return null
    }
  }
}

/** In a registry for one scrape: nothing is left of connections that are gone, and scrapes do not mix. */
function statusMetrics({ states, ages }: ConnectionStatus, withAges: boolean): Registry {
  const registry = new Registry()
  const connections = new Gauge({
    name: `${PREFIX}connections`,
    help: 'Connections of all tenants, by state; what is disconnected counts as paused.',
    labelNames: ['state'],
    registers: [registry],
  })
  for (const [state, count] of Object.entries(states)) connections.set({ state }, count)
  if (!withAges) return registry
  const age = new Gauge({
    name: `${PREFIX}last_success_age_seconds`,
    help: 'Time since the last successful sync of a connection, or since it was made where there was none.',
    labelNames: ['tenant', 'sheet_id'],
    registers: [registry],
  })
  for (const { tenant, sheetId, seconds } of ages) age.set({ tenant, sheet_id: sheetId }, seconds)
  return registry
}
