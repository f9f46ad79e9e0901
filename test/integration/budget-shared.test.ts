import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Simulator, startSimulator } from '../../simulator/simulator.ts'
import { fingerprint } from '../../src/connections/apiKey.ts'
import { type BudgetOptions, createBudget } from '../../src/connections/budget.ts'
import type { ReplicaWork } from '../support/budgetReplica.ts'
import { type Clock, systemClock } from '../../src/core/clock.ts'
import { failing } from '../support/failing.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { fakeClock } from '../support/fakeClock.ts'
import { runOnSharedClock } from '../support/sharedClock.ts'

const START = Date.parse('2026-03-01T00:00:00Z')
const MINUTE = 60_000
const MINUTES = 5
const PER_MINUTE = 60
const REPLICA = new URL('../support/budgetReplica.ts', import.meta.url)

let db: TestDatabase
let simulator: Simulator
let now = START
beforeAll(async () => {
  db = await createTestDatabase()
  simulator = await startSimulator({ clock: () => new Date(now) })
})
afterAll(async () => {
  await simulator.close()
  await db.drop()
})

interface Sent {
  at: number
  sheetId: string
}

/** Two processes; `busy` asks eight times at once, `quiet` once. */
async function twoReplicas(apiKey: string): Promise<Sent[]> {
  const [busy, quiet] = ['Busy', 'Quiet'].map((name) =>
    String(simulator.sheets.createSheet({ name, columns: [{ title: 'Name' }] })),
  ) as [string, string]
  const sent: Sent[] = []
  simulator.faults.add({
    when: {
      test: ({ url }) => {
        sent.push({ at: now, sheetId: url.pathname.split('/')[3] ?? '' })
        return false
      },
    },
    act: { kind: 'reset' },
  })
  const common = {
    ...{ url: db.url, baseUrl: simulator.baseUrl, apiKey, keyHash: fingerprint(apiKey) },
    ...{ perMinute: PER_MINUTE, start: START, until: START + MINUTES * MINUTE },
  }
  const tasksOf = { tenant: 'busy', sheetId: busy, tasks: 4 }
  const works: ReplicaWork[] = [
    { ...common, tenants: [tasksOf, { tenant: 'quiet', sheetId: quiet, tasks: 1 }] },
    { ...common, tenants: [tasksOf] },
  ]
  await runOnSharedClock(
    works.map((work) => ({
      script: REPLICA,
      tasks: work.tenants.reduce((sum, { tasks }) => sum + tasks, 0),
      args: [JSON.stringify(work)],
    })),
    START,
    (time) => (now = time),
  )
  return sent.map(({ at, sheetId }) => ({ at, sheetId: sheetId === quiet ? 'quiet' : 'busy' }))
}

describe('the budget of a key that two processes and two tenants use', () => {
  it('R17 is exceeded in no minute, and neither tenant starves', { timeout: 60_000 }, async () => {
    const apiKey = simulator.addKey({ requestsPerMinute: PER_MINUTE })
    const sent = await twoReplicas(apiKey)
    const most = Math.max(
      ...sent.map(({ at }) => sent.filter((one) => one.at >= at && one.at < at + MINUTE).length),
    )
    const late = sent.filter(({ at }) => at >= START + MINUTE && at < START + MINUTES * MINUTE)
    const quiet = late.filter(({ sheetId }) => sheetId === 'quiet').length
    process.stdout.write(
      `one key, ${PER_MINUTE} a minute, ${MINUTES} min: ${sent.length} requests, at most ${most} in a minute; ` +
        `after the first minute ${quiet} of the tenant with one at once, ${late.length - quiet} of the one with eight\n`,
    )
    expect(simulator.requests.filter(({ status }) => status === 429)).toEqual([])
    expect(most).toBeLessThanOrEqual(PER_MINUTE)
    expect(late.length).toBeGreaterThan((MINUTES - 1) * PER_MINUTE * 0.8)
    expect(quiet / late.length).toBeGreaterThan(0.4)
  })
})

describe('the budget in the database', () => {
  const clock = fakeClock()
  let keys = 0
  const budgetOf = (options: Partial<BudgetOptions> = {}) =>
    createBudget({ pool: db.pool, keyHash: `key ${keys}`, tenant: 'acme', perMinute: 60, clock, ...options })
  const nextKey = () => (keys += 1)

  it('is full for a key that is used for the first time', async () => {
    nextKey()
    expect(await budgetOf().state()).toEqual({ free: 10, perMinute: 60, pausedMs: 0, waiting: 0 })
  })

  it('is taken from by everybody, also at the same moment', async () => {
    nextKey()
    await Promise.all(Array.from({ length: 9 }, () => budgetOf().take(1)))
    expect(await budgetOf({ tenant: 'globex' }).state()).toMatchObject({ free: 1, waiting: 0 })
  })

  it('R17 pauses for everybody when one of them is refused', async () => {
    nextKey()
    await budgetOf().pause(30_000)
    expect(await budgetOf({ tenant: 'globex' }).state()).toMatchObject({ pausedMs: 30_000 })
    const before = clock.now().getTime()
    await budgetOf({ tenant: 'globex' }).take(1)
    expect(clock.now().getTime() - before).toBe(30_000)
  })

  it('W39 forgets a request whose run is stopped while it waits', async () => {
    nextKey()
    await budgetOf().pause(30_000)
    const stop = new AbortController()
    const stopped = new Error('SIGTERM')
    const sleeping: Clock = {
      simulated: true,
      now: () => clock.now(),
      sleep: () => {
        stop.abort(stopped)
        return Promise.reject(stopped)
      },
    }
    await expect(budgetOf({ clock: sleeping }).take(1, stop.signal)).rejects.toBe(stopped)
    expect(await budgetOf().state()).toMatchObject({ waiting: 0 })
  })

  it('goes by the database, so that a replica whose clock is behind gets its turns', async () => {
    nextKey()
    const behind = (ms: number): Clock => ({
      now: () => new Date(Date.now() - ms),
      sleep: (wait, signal) => systemClock.sleep(wait, signal),
    })
    const sent = { right: 0, behind: 0 }
    const total = (): number => sent.right + sent.behind
    const ask = async (who: keyof typeof sent, ms: number) => {
      while (total() < 24) {
        await budgetOf({ clock: behind(ms), perMinute: 600, tenant: who }).take(1)
        sent[who] += 1
      }
    }
    // Without the burst, nobody is sent at once: everybody queues.
    await budgetOf({ clock: systemClock, perMinute: 600 }).take(100)
    await Promise.all([ask('right', 0), ask('right', 0), ask('behind', 60_000)])
    expect(sent.behind / total()).toBeGreaterThan(0.25)
  })

  it('is rate_limited for who does not want to wait so long', async () => {
    nextKey()
    await budgetOf().pause(60_000)
    await expect(budgetOf({ longestQueueMs: 30_000 }).take(1)).rejects.toThrow(
      failing('rate_limited', /spent for 60 s/),
    )
    expect(await budgetOf().state()).toMatchObject({ waiting: 0 })
  })

  it('is not stopped for years by a replica whose clock is years ahead', async () => {
    nextKey()
    const wrong = fakeClock('2040-01-01T00:00:00Z')
    await budgetOf({ clock: wrong }).pause(60_000)
    const before = clock.now().getTime()
    await budgetOf().take(1)
    expect(clock.now().getTime() - before).toBeLessThanOrEqual(5 * MINUTE)
  })
})
