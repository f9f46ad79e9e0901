import { describe, expect, it } from 'vitest'
import { useCrashStage } from '../support/crashStage.ts'
import type { Running } from '../support/program.ts'
import { graphState } from '../support/records.ts'
import { untilWaiting } from '../support/waiting.ts'

const stage = useCrashStage()

/** A sync whose request for page 2 is never answered, once it has sent it. */
async function stuckWhileReading(): Promise<Running> {
  const asked = Promise.withResolvers<undefined>()
  const when = { page: 2, path: String(stage.sheet) }
  stage.machine.simulator.faults.add({ when, act: { kind: 'edit', run: () => asked.resolve(undefined) } })
  stage.machine.simulator.faults.add({ when, act: { kind: 'silence' } })
  const running = stage.start()
  await asked.promise
  return running
}

describe('R14 kill -9', () => {
  it('while the sheet is read leaves the graph as it was, and the next sync takes over at once', async () => {
    const running = await stuckWhileReading()
    const open = await stage.machine.db.pool.query(
      `select from pg_stat_activity where datname = current_database() and state like 'idle in transaction%'`,
    )
    // No HTTP inside a transaction.
    expect(open.rowCount).toBe(0)
    expect((await running.stop('SIGKILL')).exitCode).toBeNull()
    expect(await graphState(stage.machine.db.pool)).toEqual(stage.synced)
    await stage.expectRecovery()
  })

  it('in the middle of the merge leaves the graph as it was, and the next sync succeeds', async () => {
    const lock = await stage.machine.db.pool.connect()
    try {
      // Roles come after links, entities and what hangs on them: by then the merge has written a lot.
      await lock.query('begin; lock table graph.job_role in access exclusive mode')
      const running = stage.start()
      await untilWaiting(stage.machine.db.pool, 'relation')
      expect((await running.stop('SIGKILL')).exitCode).toBeNull()
    } finally {
      await lock.query('rollback')
      lock.release()
    }
    expect(await graphState(stage.machine.db.pool)).toEqual(stage.synced)
    await stage.expectRecovery()
    expect(await graphState(stage.machine.db.pool)).not.toEqual(stage.synced)
  })
})

describe('SIGTERM', () => {
  it('R14 ends a sync with exit 1 and one line, the graph as it was, and nothing to clean up', async () => {
    const running = await stuckWhileReading()
    const { exitCode, stderr } = await running.stop('SIGTERM')
    expect([exitCode, stderr]).toEqual([1, expect.stringMatching(/^error: .*SIGTERM.*\n {2}→ .*\n$/)])
    expect(await graphState(stage.machine.db.pool)).toEqual(stage.synced)
    await stage.expectRecovery()
  })
})

describe('R15 two syncs of one connection at once', () => {
  it('the second says who is at work and exits 1; the first is not disturbed', async () => {
    const running = await stuckWhileReading()
    const second = await stage.sync()
    expect(second.exitCode).toBe(1)
    expect(second.stderr).toMatch(
      new RegExp(`^error: Run .*/${running.pid} is at work since .*\\n {2}→ Wait`),
    )
    await running.stop('SIGKILL')
    await stage.expectRecovery()
  })
})
