import { beforeEach, describe, expect, it, vi } from 'vitest'
import { createCrmSheet, people, useSyncs } from '../support/syncStage.ts'
import { untilWaiting } from '../support/waiting.ts'

const stage = useSyncs()

/** As many rows as a mapping is chosen by: of fewer nothing is staged before the last page. */
const PAGE_ROWS = 200
let sheet: number
beforeEach(() => {
  sheet = createCrmSheet(stage.simulator, people(3 * PAGE_ROWS))
})

const remembered = () => stage.rows('select from sync.known_row where tenant = $1')
const stagedRows = async () => (await stage.pool.query('select distinct row_id from sync.stage')).rowCount
const statementsAtWork = async () =>
  (
    await stage.pool.query(
      `select from pg_stat_activity
       where datname = current_database() and pid <> pg_backend_pid() and state = 'active'
         and query like '%insert into sync.known_row%'`,
    )
  ).rowCount

/** Many times what the sync would need for its next step, were it free to take it. */
async function roundTrips(): Promise<void> {
  for (let trip = 0; trip < 100; trip += 1) await stage.pool.query('select')
}

/** A sync of which the first page waits to be remembered until `release`. */
async function whileRemembering(options: { signal?: AbortSignal } = {}) {
  const other = await stage.pool.connect()
  await other.query('begin; lock table sync.known_row in share mode')
  const sync = stage.sync(sheet, { pageSize: PAGE_ROWS, ...options })
  await untilWaiting(stage.pool, 'relation')
  expect(await statementsAtWork()).toBe(1)
  const release = async () => {
    await other.query('commit')
    other.release()
  }
  return { sync, release }
}

describe('while the rows of a page are remembered', () => {
  it('the next page is staged, and none after it', async () => {
    const { sync, release } = await whileRemembering()
    await vi.waitUntil(async () => (await stagedRows()) === 2 * PAGE_ROWS, { timeout: 10_000 })
    await roundTrips()
    expect(await stagedRows()).toBe(2 * PAGE_ROWS)
    await release()
    expect(await sync).toMatchObject({ status: 'succeeded', rowsMapped: 3 * PAGE_ROWS })
    expect(await remembered()).toHaveLength(3 * PAGE_ROWS)
  })

  it('a run that fails waits for that, and its own failure counts', async () => {
    stage.simulator.faults.add({
      when: { page: 2 },
      times: Infinity,
      act: { kind: 'answer', status: 404, body: { errorCode: 1006 } },
    })
    const { sync, release } = await whileRemembering()
    const ended = vi.fn()
    void sync.then(ended)
    await vi.waitUntil(() => stage.simulator.requests.some(({ query }) => query['page'] === '2'))
    await roundTrips()
    expect(ended).not.toHaveBeenCalled()
    await release()
    expect(await sync).toMatchObject({ status: 'failed', errorCode: 'sheet_not_found' })
    stage.simulator.faults.clear()
    expect(await remembered()).toHaveLength(PAGE_ROWS)
  })

  it('a run that is stopped leaves no statement behind', async () => {
    const stop = new AbortController()
    const { sync, release } = await whileRemembering({ signal: stop.signal })
    stop.abort()
    const report = await sync
    const left = await statementsAtWork()
    await release()
    expect(report).toMatchObject({ status: 'failed', errorCode: 'interrupted' })
    expect(left).toBe(0)
    expect(await remembered()).toEqual([])
  })
})

describe('what keeps rows from being remembered', () => {
  it.each([1, 2, 3])('fails the run, also when it is page %i', async (page) => {
    await stage.pool.query(`
      create sequence public.pages;
      create function public.fail() returns trigger language plpgsql as $$
      begin
        if nextval('public.pages') = ${page} then raise exception 'injected' using errcode = '53100'; end if;
        return null;
      end $$;
      create trigger fail before insert on sync.known_row for each statement execute function public.fail()`)
    const report = await stage.sync(sheet, { pageSize: PAGE_ROWS })
    await stage.pool.query(`
      drop trigger fail on sync.known_row; drop function public.fail; drop sequence public.pages`)
    expect(report).toMatchObject({ status: 'failed', errorCode: 'database_refused' })
    expect(await stagedRows()).toBe(0)
    expect(await stage.sync(sheet, { pageSize: PAGE_ROWS })).toMatchObject({ status: 'succeeded' })
    expect(await remembered()).toHaveLength(3 * PAGE_ROWS)
  })
})
