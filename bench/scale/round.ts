import { setTimeout as delay } from 'node:timers/promises'
import type { Client } from 'pg'
import { cpuMsOfProcess, cpuMsOfServer } from './processes.ts'

export interface Round {
  name: string
  due: Date
  /** Until all were done, or the time was over. */
  seconds: number
  nodeCpuMs: number
  databaseCpuMs: number
  connectionsAtMost: number
  transactions: number
  tenants: readonly TenantWaited[]
}

/** Seconds from the moment at which the sync was due; null: it has not come about. */
export interface TenantWaited {
  tenant: string
  worker: string | null
  toStart: number | null
  toEnd: number | null
  runs: number
  requests: number
}

const SAMPLE_MS = 250
const TOLD_EVERY_MS = 15_000
const MINUTE_MS = 60_000
/** Workers look for what is due when a minute begins; nearer to that they would find it a minute later. */
const LEAST_AHEAD_MS = 5_000

/** When a round begins: workers look for what is due at the beginning of each minute. */
export const nextRound = (now = Date.now()): Date =>
  new Date(Math.ceil((now + LEAST_AHEAD_MS) / MINUTE_MS) * MINUTE_MS)

/** Watches all that is due at a moment, until it is done or `deadline` (of performance.now) has come. */
export async function watchRound(
  client: Client,
  { name, due, workers, deadline }: { name: string; due: Date; workers: readonly number[]; deadline: number },
): Promise<Round> {
  await delay(Math.max(0, due.getTime() - Date.now()))
  const backend = await backendOf(client)
  const usage = async () => ({
    node: workers.reduce((sum, pid) => sum + cpuMsOfProcess(pid), 0),
    database: cpuMsOfServer(backend),
    transactions: await transactions(client),
  })
  const before = await usage()
  let connectionsAtMost = 0
  let told = 0
  for (let waiting = Infinity; waiting > 0 && performance.now() < deadline;) {
    await delay(SAMPLE_MS)
    const sample = await sampled(client, due)
    connectionsAtMost = Math.max(connectionsAtMost, sample.connections)
    waiting = sample.waiting
    // The tables come at the end, and that is far.
    if (performance.now() - told > TOLD_EVERY_MS) {
      told = performance.now()
      process.stderr.write(`${name}: ${waiting} to go\n`)
    }
  }
  const seconds = (Date.now() - due.getTime()) / 1_000
  const after = await usage()
  return {
    ...{ name, due, seconds, connectionsAtMost },
    nodeCpuMs: after.node - before.node,
    databaseCpuMs: after.database - before.database,
    transactions: after.transactions - before.transactions,
    tenants: await waits(client, due),
  }
}

async function sampled(client: Client, due: Date): Promise<{ connections: number; waiting: number }> {
  const { rows } = await client.query<{ connections: number; waiting: number }>(
    `select (select count(*)::int from pg_stat_activity where datname = current_database()
         and backend_type = 'client backend' and pid <> pg_backend_pid()) as connections,
       (select count(*)::int from sync.connection c where not exists (
         select from sync.run r where r.connection_id = c.id and r.started_at >= $1 and r.status = 'succeeded')) as waiting`,
    [due],
  )
  return rows[0] ?? { connections: 0, waiting: 0 }
}

async function waits(client: Client, due: Date): Promise<TenantWaited[]> {
  const { rows } = await client.query<TenantWaited>(
    `select c.tenant,
       (array_agg(r.worker order by r.started_at) filter (where r.status = 'succeeded'))[1] as worker,
       extract(epoch from min(r.started_at) - $1)::float8 as "toStart",
       extract(epoch from min(r.finished_at) filter (where r.status = 'succeeded') - $1)::float8 as "toEnd",
       count(r.id)::int as runs, coalesce(sum(r.api_requests), 0)::int as requests
     from sync.connection c left join sync.run r on r.connection_id = c.id and r.started_at >= $1
     group by c.id order by c.tenant`,
    [due],
  )
  return rows
}

async function transactions(client: Client): Promise<number> {
  const { rows } = await client.query<{ count: number }>(
    'select (xact_commit + xact_rollback)::float8 as count from pg_stat_database where datname = current_database()',
  )
  return rows[0]?.count ?? 0
}

async function backendOf(client: Client): Promise<number> {
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid')
  return rows[0]?.pid ?? 0
}
