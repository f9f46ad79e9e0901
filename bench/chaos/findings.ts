import type { Pool } from 'pg'
import { findConnection } from '../../src/connections/store.ts'
import { systemClock } from '../../src/core/clock.ts'
import { createLogger } from '../../src/core/logger.ts'
import { runSync } from '../../src/sync/sync.ts'
import { graphFaults } from '../../test/support/graphFaults.ts'
import { graphSnapshot } from '../../test/support/graphSnapshot.ts'
import { CELL_MARK, type World } from './world.ts'

/** Something that must not be. */
export interface Finding {
  what: string
  count: number
  example: string
}

interface Aftermath {
  pool: Pool
  databaseUrl: string
  world: World
  /** All that the workers have ever logged. */
  logs: string
}

/** What no chaos may lead to; empty where all is well. */
export async function findFaults(aftermath: Aftermath): Promise<Finding[]> {
  const { pool } = aftermath
  const found = [
    ...(await Promise.all(QUERIES.map(([what, sql]) => rowsOf(pool, what, sql)))),
    await wrongGraphs(aftermath),
    ...secretsIn(aftermath),
  ]
  return found.filter(({ count }) => count > 0)
}

const QUERIES = [
  ['run left running', `select id from sync.run where status = 'running'`],
  ['connection left held by a run', 'select tenant from sync.connection where current_run_id is not null'],
  ['row left in the stage', 'select run_id from sync.stage'],
  ['request that was not answered', 'select tenant from sync.request where done_at is null'],
  ['job left at work', `select id from pgboss.job where state = 'active'`],
  [
    'two runs of a connection at work at once',
    // A run that is given up ends, in its record, when that is found out: others end when they end.
    `select a.id from sync.run a join sync.run b on b.connection_id = a.connection_id and b.id > a.id
     where b.started_at < a.finished_at and a.status <> 'superseded' and a.error_code is distinct from 'interrupted'`,
  ],
  [
    'success that lost rows',
    `select id from sync.run where status in ('succeeded', 'partial', 'held')
       and rows_read <> rows_mapped + rows_empty + rows_rejected`,
  ],
] as const

async function rowsOf(pool: Pool, what: string, sql: string): Promise<Finding> {
  const { rows } = await pool.query<Record<string, unknown>>(sql)
  return { what, count: rows.length, example: JSON.stringify(rows[0] ?? null) }
}

/** Compares the graph of every tenant with that of one that synced the same sheet once, in peace. */
async function wrongGraphs({ pool, world }: Aftermath): Promise<Finding> {
  const expected = new Map<number, Set<string>>()
  for (const [sheet, tenant] of world.calm) {
    await syncCalmly(pool, world, tenant, sheet)
    expected.set(sheet, await visibleGraph(pool, tenant))
  }
  const wrong: string[] = []
  for (const [tenant, sheet] of world.tenants) {
    const [fault] = await graphFaults(pool, tenant)
    const difference = firstDifference(await visibleGraph(pool, tenant), expected.get(sheet) ?? new Set())
    if (fault !== undefined || difference !== null) wrong.push(`${tenant}: ${fault ?? difference ?? ''}`)
  }
  return { what: 'graph that is not what its sheet says', count: wrong.length, example: wrong[0] ?? '' }
}

/** What reads come upon. A person whose row is gone is hidden, and keeps email and the like for their return. */
async function visibleGraph(pool: Pool, tenant: string): Promise<Set<string>> {
  const lines = (await graphSnapshot(pool, tenant, { live: true })).split('\n')
  return new Set(lines.filter((line) => !line.includes('/unlinked/') && !/^(email|domain) /.test(line)))
}

function firstDifference(graph: ReadonlySet<string>, expected: ReadonlySet<string>): string | null {
  const extra = graph.values().find((line) => !expected.has(line))
  const missing = expected.values().find((line) => !graph.has(line))
  return extra === undefined && missing === undefined ? null : `has ${extra ?? '-'}, lacks ${missing ?? '-'}`
}

async function syncCalmly(pool: Pool, world: World, tenant: string, sheet: number): Promise<void> {
  const connection = await findConnection(pool, tenant, String(sheet))
  if (connection === null) throw new Error(`Tenant ${tenant} is not connected`)
  const { apiKey, baseUrl } = world.simulator
  const keys = { secrets: { current: null, previous: [] }, accessToken: apiKey }
  const settings = { keys, baseUrl, pageSize: null, requestsPerMinute: 100_000, worker: 'in-peace/1' }
  const context = { pool, clock: systemClock, logger: createLogger('silent'), settings }
  const request = { connection, trigger: 'cli', full: true, dryRun: false, allowRemovals: Infinity } as const
  const { status } = await runSync(context, request)
  if (status !== 'succeeded') throw new Error(`The sync of ${tenant} in peace was ${status}`)
}

function secretsIn({ databaseUrl, world, logs }: Aftermath): Finding[] {
  const secrets = {
    'API key': world.simulator.apiKey,
    'database password': decodeURIComponent(new URL(databaseUrl).password),
    'cell value': CELL_MARK,
  }
  return Object.entries(secrets)
    .filter(([, secret]) => secret !== '')
    .map(([name, secret]) => {
      const lines = logs.split('\n').filter((line) => line.includes(secret))
      return { what: `log line with a ${name}`, count: lines.length, example: '' }
    })
}
