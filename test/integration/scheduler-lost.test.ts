import { describe, expect, it } from 'vitest'
import { fingerprint } from '../../src/connections/apiKey.ts'
import { transaction } from '../../src/db/transaction.ts'
import { openQueue } from '../../src/scheduler/queue.ts'
import { createSupervision } from '../../src/scheduler/supervision.ts'
import { fakeClock } from '../support/fakeClock.ts'
import { createCrmSheet, TRIO, useSyncs } from '../support/syncStage.ts'
import { SHORT_TIMES, until, useWorkers } from '../support/workerStage.ts'

const stage = useSyncs()
const workers = useWorkers(stage)
const { reports, dueNow, runs } = workers
const connections = async () =>
  (await stage.pool.query<{ sheet_id: string }>('select sheet_id from sync.connection')).rows
const statuses = () => reports.map(({ status }) => status)

describe('R15 a lost run', () => {
  /** A run as a killed worker leaves it: at work, and never heard of again. */
  async function leaveRun(jobId: string | null, seconds: number): Promise<string> {
    const { id, tenant, sheetId } = await stage.connect(createCrmSheet(stage.simulator, TRIO))
    const run = await transaction(stage.pool, async (client) => {
      const inserted = await client.query<{ id: string }>(
        `insert into sync.run (id, connection_id, tenant, sheet_id, trigger, worker, job_id, heartbeat_at)
         values (gen_random_uuid(), $1, $2, $3, 'schedule', 'gone-host/1', $4, now() - make_interval(secs => $5))
         returning id`,
        [id, tenant, sheetId, jobId, seconds],
      )
      const runId = inserted.rows[0]?.id ?? ''
      await client.query('update sync.connection set current_run_id = $2 where id = $1', [id, runId])
      return runId
    })
    await dueNow()
    return run
  }

  it('R15 of a command is given up after 90 s, and its sheet synced at once', async () => {
    const run = await leaveRun(null, 91)
    await workers.start('w1')
    await until(() => statuses().includes('succeeded'))
    const [lost] = await stage.rows(
      `select status, error_code from sync.run where tenant = $1 and id = '${run}'`,
    )
    expect(lost).toEqual({ status: 'failed', error_code: 'interrupted' })
  })

  it('R15 of a command is not given up before that', async () => {
    await leaveRun(null, 60)
    await workers.start('w1')
    await until(() => workers.lines.some((line) => line.includes('Synced by another run')))
    expect(reports).toEqual([])
  })

  it('R15 of a killed worker is taken over with its job, as soon as the queue misses the heartbeat of that', async () => {
    const run = await leaveRun(null, 5)
    const { id, tenant } = await stage.connection(Number((await connections())[0]?.sheet_id))
    const queue = await openQueue({ pool: stage.pool, trouble: () => undefined, times: SHORT_TIMES })
    await queue.send([{ connectionId: id, tenant, startAt: new Date() }])
    await queue.close()
    // As the worker left it that took the job: claimed, and without a heartbeat since.
    await stage.pool.query(
      `update pgboss.job set state = 'active', started_on = now() - interval '1 min', heartbeat_on = now() - interval '11 s'`,
    )
    await stage.pool.query('update sync.run set job_id = (select id from pgboss.job)')
    await workers.start('w1')
    await until(() => statuses().includes('succeeded'))
    expect(await runs()).toMatchObject([
      { status: 'failed', worker: 'gone-host/1' },
      { status: 'succeeded', worker: 'w1' },
    ])
    const [lost] = await stage.rows(
      `select error_code, job_id is not null as by_job from sync.run where tenant = $1 and id = '${run}'`,
    )
    expect(lost).toEqual({ error_code: 'interrupted', by_job: true })
  })

  it('R18 of a sheet that kills whoever reads it is left alone after the fifth, and somebody is told', async () => {
    const run = await leaveRun(null, 91)
    await stage.pool.query('update sync.connection set consecutive_failures = 4, key_hash = $1', [
      fingerprint(stage.simulator.apiKey),
    ])
    await workers.start('w1')
    await until(async () => (await runs())[0]?.status === 'failed')
    const [left] = await stage.rows(
      `select state, consecutive_failures as failures, next_due_at > now() + interval '59 min' as later
       from sync.connection where tenant = $1`,
    )
    expect(left).toEqual({ state: 'needs_attention', failures: 5, later: true })
    const notices = await stage.rows(
      'select run_id, new_state, error_code from sync.notice where tenant = $1',
    )
    expect(notices).toEqual([{ run_id: run, new_state: 'needs_attention', error_code: 'interrupted' }])
  })

  it('is not looked for right after the database was away: nobody could say that they live', async () => {
    const run = await leaveRun(null, 91)
    const clock = fakeClock()
    const supervise = createSupervision({ ...workers.context('w1'), clock })
    const status = async () => (await runs())[0]?.status
    clock.advance(61_000)
    await supervise()
    expect(await status()).toBe('running')
    clock.advance(10_000)
    await supervise()
    expect([await status(), run]).toEqual(['failed', run])
  })
})
