import { describe, expect, it } from 'vitest'
import { transaction } from '../../src/db/transaction.ts'
import { lockTenant } from '../../src/graph/lock.ts'
import { useCrashStage } from '../support/crashStage.ts'
import { graphState } from '../support/records.ts'
import { untilWaiting } from '../support/waiting.ts'

const stage = useCrashStage()

describe('R15 kill -STOP', () => {
  it('in the middle of the merge holds its locks for a minute; woken up, it has written nothing', async () => {
    const lock = await stage.machine.db.pool.connect()
    await lock.query('begin; lock table graph.job_role in access exclusive mode')
    const running = stage.start()
    await untilWaiting(stage.machine.db.pool, 'relation')
    process.kill(running.pid, 'SIGSTOP')
    const since = performance.now()
    await lock.query('rollback')
    lock.release()
    // What another worker's merge would wait for.
    await transaction(stage.machine.db.pool, (client) => lockTenant(client, stage.tenant), {
      statementTimeoutMs: 90_000,
    })
    expect(performance.now() - since).toBeGreaterThan(30_000)
    process.kill(running.pid, 'SIGCONT')
    const { exitCode, stderr } = await running.ended
    expect([exitCode, stderr]).toEqual([1, expect.stringMatching(/^error: Lost the connection to Postgres/)])
    expect(await graphState(stage.machine.db.pool)).toEqual(stage.synced)
    await stage.machine.db.pool.query(
      `update sync.run set heartbeat_at = now() - interval '90 s' where status = 'running'`,
    )
    await stage.expectRecovery()
  }, 120_000)
})
