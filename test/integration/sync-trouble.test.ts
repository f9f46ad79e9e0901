import { describe, expect, it } from 'vitest'
import { graphFaults } from '../support/graphFaults.ts'
import { graphState } from '../support/records.ts'
import { createCrmSheet, TRIO, useSyncs } from '../support/syncStage.ts'
import { untilWaiting } from '../support/waiting.ts'

const stage = useSyncs()

/** From now on an insert of a contact fails so, as often as it says; a sequence also counts what is rolled back. */
async function failInserts(sqlState: string, times: number): Promise<void> {
  await stage.pool.query(`
    create sequence if not exists public.failures; alter sequence public.failures restart;
    create or replace function public.fail() returns trigger language plpgsql as $$
    begin
      if nextval('public.failures') <= ${times} then
        raise exception 'injected: no value of a row' using errcode = '${sqlState}', detail = 'Failing row contains (Ann Bell).';
      end if;
      return new;
    end $$;
    create or replace trigger fail before insert on graph.contact for each statement execute function public.fail()`)
}
/** Two tries at one job: the second takes over from the first, as in the queue. */
const JOB = '01a20000-0000-7000-8000-000000000000'

const noFailures = () => stage.pool.query('drop trigger if exists fail on graph.contact')

const advisoryLocks = async () => {
  const { rowCount } = await stage.pool.query(
    `select from pg_locks l join pg_database d on d.oid = l.database
     where d.datname = current_database() and l.locktype = 'advisory'`,
  )
  return rowCount
}

describe('R14 a database that refuses', () => {
  it.each([
    ['53100', 'database_refused', /disk of Postgres is full/],
    ['53200', 'database_refused', /memory/],
    ['25006', 'database_refused', /standby/],
    ['42501', 'database_refused', /privilege/],
    ['57014', 'database_refused', /took too long/],
  ] as const)(
    '%s fails the run as %s, says what to do, and leaves the graph as it was',
    async (state, code, remedy) => {
      const sheet = createCrmSheet(stage.simulator, TRIO)
      await stage.connection(sheet)
      const before = await graphState(stage.pool)
      await failInserts(state, 1_000)
      const report = await stage.sync(sheet)
      await noFailures()
      expect(await graphState(stage.pool)).toEqual(before)
      expect(report).toMatchObject({
        status: 'failed',
        errorCode: code,
        remedy: expect.stringMatching(remedy) as string,
      })
      // What Postgres adds of rows is nobody's business (R19).
      expect(JSON.stringify([report, stage.log])).not.toContain('Ann Bell')
      expect(await stage.sync(sheet)).toMatchObject({ status: 'succeeded' })
      expect(await graphFaults(stage.pool, stage.tenant)).toEqual([])
    },
  )

  it('R14 a merge that meets another transaction is done again from its start', async () => {
    const sheet = createCrmSheet(stage.simulator, TRIO)
    await failInserts('40001', 2)
    expect(await stage.sync(sheet)).toMatchObject({
      status: 'succeeded',
      counts: { Contact: { created: 3 } },
    })
    await noFailures()
    expect(await graphFaults(stage.pool, stage.tenant)).toEqual([])
  })

  it('R14 a merge that meets others again and again fails, and is tried again later', async () => {
    const sheet = createCrmSheet(stage.simulator, TRIO)
    await failInserts('40P01', 3)
    expect(await stage.sync(sheet)).toMatchObject({ status: 'failed', errorCode: 'database_refused' })
    await noFailures()
    expect(await stage.rows('select from graph.contact where tenant = $1')).toEqual([])
  })
})

it('a run that cannot even be recorded is thrown by its code, and is given up by whoever comes next', async () => {
  const sheet = createCrmSheet(stage.simulator, TRIO)
  await stage.connection(sheet)
  await failInserts('53100', 1_000)
  await stage.pool.query(`
    create trigger fail before update on sync.run for each statement execute function public.fail()`)
  await expect(stage.sync(sheet, { jobId: JOB })).rejects.toMatchObject({ code: 'database_refused' })
  await noFailures()
  await stage.pool.query('drop trigger fail on sync.run')
  expect(await stage.sync(sheet, { jobId: JOB })).toMatchObject({ status: 'succeeded' })
})

it('R15 syncs leave no state of a session behind: no advisory lock is held when they are over', async () => {
  await stage.sync(createCrmSheet(stage.simulator, TRIO))
  expect(await advisoryLocks()).toBe(0)
})

describe('R14 a sync that is stopped while it merges', () => {
  it('leaves the graph as it was, and no lock behind', async () => {
    const sheet = createCrmSheet(stage.simulator, [...TRIO])
    const before = await graphState(stage.pool)
    const stop = new AbortController()
    const lock = await stage.pool.connect()
    await lock.query('begin; lock table graph.job_role in access exclusive mode')
    const sync = stage.sync(sheet, { signal: stop.signal })
    await untilWaiting(stage.pool, 'relation')
    stop.abort()
    expect(await sync).toMatchObject({ status: 'failed', errorCode: 'interrupted' })
    await lock.query('rollback')
    lock.release()
    expect(await graphState(stage.pool)).toEqual(before)
    expect(await advisoryLocks()).toBe(0)
  })
})

it('R15 a merge whose run was taken over is cancelled as soon as its heartbeat tells, whatever it waits for', async () => {
  const sheet = createCrmSheet(stage.simulator, TRIO)
  const lock = await stage.pool.connect()
  await lock.query('begin; lock table graph.job_role in access exclusive mode')
  const sync = stage.sync(sheet)
  await untilWaiting(stage.pool, 'relation')
  await stage.pool.query(
    `update sync.run set status = 'failed', error_code = 'interrupted' where status = 'running'`,
  )
  expect(await sync).toMatchObject({ status: 'superseded', errorCode: 'superseded' })
  await lock.query('rollback')
  lock.release()
  expect(await stage.rows('select from graph.contact where tenant = $1')).toEqual([])
})
