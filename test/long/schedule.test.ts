import { describe, expect, it } from 'vitest'
import { systemClock } from '../../src/core/clock.ts'
import { createLogger } from '../../src/core/logger.ts'
import type { WorkerContext } from '../../src/scheduler/context.ts'
import { type SimulatedStart, simulateSchedule } from '../support/scheduleSimulation.ts'
import { createCrmSheet, TRIO, useSyncs } from '../support/syncStage.ts'

const TENANTS = 1_000
/** All are connected at one moment, and that backlog is worked off before anything can be in time. */
const BACKLOG_MS = 15 * 60_000
/** Longer by `npm run test:schedule`. */
const HOURS = Number(process.env['SCHEDULE_HOURS'] ?? 1)

const stage = useSyncs()

/** The same numbers every time. */
function randomNumbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32
    return state / 2 ** 32
  }
}

/** A thousand tenants that share a sheet and have synced it, all of them connected at the same moment. */
async function connectTenants(): Promise<void> {
  const sheet = createCrmSheet(stage.simulator, TRIO)
  expect(await stage.sync(sheet, { tenant: 'tenant-0' })).toMatchObject({ status: 'succeeded' })
  await stage.pool.query(
    `insert into sync.connection (tenant, sheet_id, source, mapping, last_version, last_full_read_at, next_due_at)
     select 'tenant-' || n, sheet_id, source, mapping, last_version, $2, $2
     from sync.connection, generate_series(1, $1 - 1) n`,
    [TENANTS, stage.clock.now()],
  )
  await stage.pool.query('update sync.connection set next_due_at = $1', [stage.clock.now()])
}

const context = (): WorkerContext => ({
  // All tenants share one key here, whose budget is not felt.
  ...stage.context({ worker: 'simulated/1' }),
  logger: createLogger('warn'),
  schedule: { cron: '* * * * *', intervalHours: 1, concurrency: 4, resync: [] },
  send: null,
  onRun: () => undefined,
})

const groupedByConnection = (starts: readonly SimulatedStart[]) => [
  ...Map.groupBy(starts, ({ connectionId }) => connectionId).values(),
]

describe(`a thousand tenants, hourly, over ${HOURS} hours of a simulated clock`, () => {
  it('R18 sync once an hour each, never twice at once, and 99 % of them within 5 s of their time', async () => {
    await connectTenants()
    const random = randomNumbers(1)
    const connectedAt = stage.clock.now().getTime()
    const began = systemClock.now().getTime()
    const starts = await simulateSchedule({
      context: context(),
      clock: stage.clock,
      hours: HOURS,
      hands: 8,
      // Most syncs take less than a second, some half a minute.
      duration: () => 200 + 30_000 * random() ** 8,
      poll: () => 1_000 * random(),
    })
    const connections = groupedByConnection(starts)
    expect(connections).toHaveLength(TENANTS)
    for (const own of connections) {
      // The first sync is at once, whatever the time that is its own.
      expect(Math.abs(own.length - HOURS - 1)).toBeLessThanOrEqual(1)
      const overlapping = own.filter((start, i) => start.startedAt < (own[i - 1]?.endedAt ?? 0))
      expect(overlapping).toEqual([])
    }

    const regular = starts.filter(({ plannedAt }) => plannedAt > connectedAt + BACKLOG_MS)
    const late = regular.map((start) => start.startedAt - start.plannedAt).sort((a, b) => a - b)
    const at = (share: number): number => late[Math.ceil(late.length * share) - 1] ?? 0
    expect(at(0.99)).toBeLessThan(5_000)
    process.stdout.write(
      `${starts.length} syncs of ${TENANTS} tenants in ${HOURS} simulated hours (${Math.round((systemClock.now().getTime() - began) / 1000)} s): ` +
        `start after its time, median ${Math.round(at(0.5))} ms, 99 % ${Math.round(at(0.99))} ms, most ${Math.round(at(1))} ms\n`,
    )
  }, 3_600_000)
})
