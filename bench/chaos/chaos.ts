import { setTimeout as delay } from 'node:timers/promises'
import type { Pool } from 'pg'
import { requestResync } from '../../src/connections/requests.ts'
import { pick, seededRandom, type Random } from '../../simulator/store/random.ts'
import { type Finding, findFaults } from './findings.ts'
import { recoveries, type Kill } from './recoveries.ts'
import { type Replica, startReplica } from './replica.ts'
import { connect, createWorld, type World } from './world.ts'

export interface ChaosPlan {
  pool: Pool
  databaseUrl: string
  /** Ends the database server without warning; it comes back by itself. Null: leave it alone. */
  crashDatabase: (() => Promise<void>) | null
  seed: number
  tenants: number
  rows: number
  workers: number
  /** kill -9; the chaos lasts until so many are done. */
  kills: number
  /** Between two kills, on the average, in ms. */
  killEveryMs: number
  freezes: number
  crashes: number
  /** How long a frozen worker sleeps, in ms: longer than its jobs are left with it. */
  freezeMs: number
  say: (line: string) => void
}

export interface ChaosReport {
  kills: number
  freezes: number
  crashes: number
  runs: Record<string, number>
  /** From a kill to the start of the next run of each connection that was at work in it, in s. */
  recoverySeconds: number[]
  /** The oldest heartbeat that a run that was called `running` was ever seen with, in s. */
  oldestHeartbeatSeconds: number
  /** Empty where all is well. */
  findings: Finding[]
}

const STEP_MS = 250
/** After the chaos, until every tenant has its sheet. */
const CALM_WITHIN_MS = 300_000

interface Scene {
  plan: ChaosPlan
  random: Random
  world: World
  replicas: Replica[]
  /** All that there ever were: their logs are searched at the end. */
  past: Replica[]
  kills: Kill[]
}

/** Kills, freezes and confuses workers that sync edited sheets, then lets them be and looks at what they made. */
export async function runChaos(plan: ChaosPlan): Promise<ChaosReport> {
  const random = seededRandom(plan.seed)
  const world = await createWorld(plan.pool, { ...plan, random })
  const scene: Scene = { plan, random, world, replicas: [], past: [], kills: [] }
  try {
    for (let i = 0; i < plan.workers; i += 1) addReplica(scene)
    const oldestHeartbeatSeconds = await storm(scene)
    await calm(scene)
    const logs = await endAll(scene)
    for (const [sheet, tenant] of world.calm) await connect(plan.pool, tenant, sheet)
    return {
      kills: scene.kills.length,
      freezes: plan.freezes,
      crashes: plan.crashDatabase === null ? 0 : plan.crashes,
      runs: await runsByStatus(plan.pool),
      recoverySeconds: await recoveries(plan.pool, scene.kills),
      oldestHeartbeatSeconds,
      findings: await findFaults({ ...plan, world, logs }),
    }
  } finally {
    await endAll(scene)
    await world.close()
  }
}

function addReplica({ plan, world, replicas, past }: Scene): void {
  const replica = startReplica({
    DATABASE_URL: plan.databaseUrl,
    SMARTSHEET_BASE_URL: world.simulator.baseUrl,
    SMARTSHEET_ACCESS_TOKEN: world.simulator.apiKey,
    SMARTSHEET_PAGE_SIZE: '25',
    // All tenants share one key here.
    SMARTSHEET_REQUESTS_PER_MINUTE: '100000',
    SYNC_CRON: '*/2 * * * * *',
    HTTP_PORT: '0',
  })
  replicas.push(replica)
  past.push(replica)
}

/** The time of trouble; the oldest heartbeat that was seen in it. */
async function storm(scene: Scene): Promise<number> {
  const { plan, random, world } = scene
  world.simulator.faults.random({ probability: 0.03, seed: plan.seed })
  const steps = Math.ceil((plan.kills * plan.killEveryMs) / STEP_MS)
  const at = (count: number): Set<number> =>
    new Set(Array.from({ length: count }, () => Math.floor(random() * steps * 0.8)))
  const freezeAt = at(plan.freezes)
  const crashAt = plan.crashDatabase === null ? new Set<number>() : at(plan.crashes)
  let oldest = 0
  for (let step = 0; scene.kills.length < plan.kills; step += 1) {
    world.edit()
    if (random() < STEP_MS / plan.killEveryMs) await killOne(scene)
    if (freezeAt.has(step)) freezeOne(scene)
    if (crashAt.has(step)) await plan.crashDatabase?.()
    oldest = Math.max(oldest, await passTime(plan.pool, random))
    await delay(STEP_MS)
  }
  return oldest
}

/** Makes some tenants due, as if their hour had come; the oldest heartbeat of a run at work, in s. */
async function passTime(pool: Pool, random: Random): Promise<number> {
  try {
    await pool.query(
      `update sync.connection set next_due_at = now()
       where id in (
         select id from sync.connection where enabled and next_due_at > now() and hashtext(id::text) % 40 = $1
         for update skip locked)`,
      [Math.floor(random() * 79) - 39],
    )
    const { rows } = await pool.query<{ seconds: number | null }>(
      `select extract(epoch from max(now() - heartbeat_at))::float8 as seconds from sync.run where status = 'running'`,
    )
    return rows[0]?.seconds ?? 0
  } catch {
    // The database is away, as it sometimes is here.
    return 0
  }
}

async function killOne(scene: Scene): Promise<void> {
  const { random, replicas, kills } = scene
  const victim = pick(random, replicas)
  replicas.splice(replicas.indexOf(victim), 1)
  kills.push({ worker: victim.worker, at: new Date() })
  await victim.end('SIGKILL')
  addReplica(scene)
}

function freezeOne({ plan, random, replicas }: Scene): void {
  const victim = pick(random, replicas)
  if (victim.isFrozen()) return
  victim.freeze()
  setTimeout(() => victim.thaw(), plan.freezeMs).unref()
}

/** No more trouble: waits until every tenant has what its sheet says. */
async function calm({ plan, replicas, world }: Scene): Promise<void> {
  plan.say('The trouble is over; waiting until every tenant has its sheet')
  world.simulator.faults.clear()
  for (const replica of replicas) if (replica.isFrozen()) replica.thaw()
  // Asked for, not made due: a run that is at work right now would plan the next one over that.
  const now = new Date()
  await requestResync(plan.pool, 'all', { now, unlessSince: now })
  const deadline = performance.now() + CALM_WITHIN_MS
  while (performance.now() < deadline) {
    const { rows } = await plan.pool.query<{ waiting: number }>(
      'select count(*)::int as waiting from sync.request where done_at is null',
    )
    if (rows[0]?.waiting === 0) return
    await delay(STEP_MS)
  }
}

async function endAll({ past }: Scene): Promise<string> {
  await Promise.all(past.filter((replica) => replica.isAlive()).map((replica) => replica.end('SIGTERM')))
  return past.map((replica) => replica.log()).join('')
}

async function runsByStatus(pool: Pool): Promise<Record<string, number>> {
  const { rows } = await pool.query<{ status: string; count: number }>(
    `select coalesce(error_code, status) as status, count(*)::int from sync.run group by 1 order by 1`,
  )
  return Object.fromEntries(rows.map(({ status, count }) => [status, count]))
}
