import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { saveConnection } from '../../src/connections/store.ts'
import { createTestDatabase } from '../support/database.ts'
import { startMachine, type Machine, type Running } from '../support/program.ts'
import { graphState } from '../support/records.ts'
import { createCrmSheet, people } from '../support/syncStage.ts'
import { untilWaiting } from '../support/waiting.ts'

let machine: Machine
let sheet: number
let started: Running[]

beforeAll(async () => {
  machine = await startMachine()
})
afterAll(() => machine.close())
beforeEach(async () => {
  started = []
  sheet = createCrmSheet(machine.simulator, [...people(29), { Company: 'Acme', Deal: 'Rollout', Amount: 10 }])
  const target = { tenant: `tenant-${sheet}`, sheetId: String(sheet) }
  await saveConnection(machine.db.pool, target, {}, { intervalHours: 1, now: new Date() })
})
afterEach(async () => {
  await Promise.all(started.map((running) => running.stop('SIGKILL')))
  machine.simulator.faults.clear()
  await machine.db.pool.query('delete from sync.connection')
})

const ENV = { HTTP_PORT: '0', SMARTSHEET_PAGE_SIZE: '10', SYNC_CRON: '* * * * * *' }

function worker(env: Record<string, string> = {}): Running {
  const running = machine.start('worker', { env: { ...ENV, ...env } })
  started.push(running)
  return running
}

const until = (condition: () => boolean | Promise<boolean>) =>
  vi.waitUntil(condition, { timeout: 30_000, interval: 20 })

interface RunRow {
  status: string
  error_code: string | null
  pid: number
  /** From the end of the run before. */
  seconds: number
}
async function runs(): Promise<RunRow[]> {
  const result = await machine.db.pool.query<RunRow>(
    `select status, error_code, split_part(worker, '/', 2)::int as pid,
       extract(epoch from started_at - lag(finished_at) over (order by started_at, id))::float8 as seconds
     from sync.run where sheet_id = $1 order by started_at, id`,
    [String(sheet)],
  )
  return result.rows
}
const running = async () => (await runs()).at(-1)?.status === 'running'

/** Where a worker can be caught at work. */
const PHASES = {
  'while it waits after a 429': async () => {
    const act = { kind: 'answer', status: 429, headers: { 'retry-after': '120' } } as const
    const { faults } = machine.simulator
    faults.add({ when: { page: 2, path: String(sheet) }, times: Infinity, act })
    worker()
    await until(async () => machine.simulator.requests.some(({ status }) => status === 429))
    return () => Promise.resolve()
  },
  'while it reads': async () => {
    machine.simulator.faults.add({ when: { page: 2, path: String(sheet) }, act: { kind: 'silence' } })
    worker()
    await until(
      async () => (await running()) && machine.simulator.requests.some(({ query }) => query['page'] === '2'),
    )
    return () => Promise.resolve()
  },
  'while it stages a page': () => stuckAtInsert('sync.stage'),
  'while it merges': () => stuckAtInsert('graph.opportunity'),
} satisfies Record<string, () => Promise<() => Promise<void>>>

/** A worker that waits in the middle of an insert into a table; the returned function lets it go. */
async function stuckAtInsert(table: string, { start = true } = {}): Promise<() => Promise<void>> {
  const { pool } = machine.db
  await pool.query(`
    create or replace function public.wait_here() returns trigger language plpgsql as
      $$ begin perform pg_advisory_xact_lock(4711); return new; end $$;
    create trigger wait_here before insert on ${table} for each row execute function public.wait_here()`)
  const lock = await pool.connect()
  await lock.query('begin; select pg_advisory_xact_lock(4711)')
  if (start) {
    worker()
    await untilWaiting(pool, 'advisory')
  }
  return async () => {
    await lock.query('rollback')
    lock.release()
    await pool.query(`drop trigger wait_here on ${table}`)
  }
}

describe('SIGTERM', () => {
  it.each(Object.entries(PHASES))(
    'ends a worker %s: exit 0 within 10 s, the graph as it was, its job taken by another within 5 s',
    async (_phase, catchIt) => {
      const before = await graphState(machine.db.pool)
      const free = await catchIt()
      const [first] = started
      // It hears of the sheet by the queue alone: its own rounds never come again.
      const second = worker({ SYNC_CRON: '0 0 1 1 *' })
      await until(() => second.log().includes('Worker is at work'))
      // What the first has met it has met; the second shall not meet it.
      machine.simulator.faults.clear()
      const asked = performance.now()
      const end = await first?.stop('SIGTERM')
      const took = performance.now() - asked
      await free()
      expect(end?.exitCode).toBe(0)
      expect(took).toBeLessThan(10_000)
      await until(async () => (await runs()).at(-1)?.status === 'succeeded')
      const [stopped, taken] = await runs()
      expect(stopped).toMatchObject({ status: 'failed', error_code: 'interrupted', pid: first?.pid })
      expect(taken).toMatchObject({ status: 'succeeded', pid: second.pid })
      expect(taken?.seconds).toBeLessThan(5)
      expect(await graphState(machine.db.pool)).not.toEqual(before)
    },
  )
})

describe('SIGTERM to a worker', () => {
  it('that has nothing to do ends it with exit 0, and its log says so', async () => {
    await machine.db.pool.query(`update sync.connection set next_due_at = now() + interval '1 h'`)
    const idle = worker()
    await until(() => idle.log().includes('Worker is at work'))
    const asked = performance.now()
    const { exitCode, stdout, stderr } = await idle.stop('SIGTERM')
    expect([exitCode, stdout]).toEqual([0, ''])
    expect(performance.now() - asked).toBeLessThan(3_000)
    expect(stderr).toContain('Worker stops')
  })

  it('twice ends it at once', async () => {
    const free = await PHASES['while it merges']()
    const [first] = started
    const ended = first?.stop('SIGTERM')
    await until(() => first?.log().includes('Worker stops') ?? false)
    const asked = performance.now()
    expect((await first?.stop('SIGTERM'))?.exitCode).toBe(1)
    expect(performance.now() - asked).toBeLessThan(1_000)
    await ended
    await free()
  })
})

describe('R15 replicas that are killed or frozen', () => {
  /** A worker with one hand, and a sheet in it whose second page never comes. */
  async function stuckReader(name: string): Promise<{ held: Running; tenant: string }> {
    const id = createCrmSheet(machine.simulator, people(30))
    const tenant = `${name}-${id}`
    machine.simulator.faults.add({ when: { page: 2, path: String(id) }, act: { kind: 'silence' } })
    const target = { tenant, sheetId: String(id) }
    await saveConnection(machine.db.pool, target, {}, { intervalHours: 1, now: new Date() })
    const held = worker({ SYNC_CONCURRENCY: '1' })
    await until(async () => (await runsOf(tenant)).length === 1)
    return { held, tenant }
  }

  const runsOf = async (tenant: string) =>
    (
      await machine.db.pool.query<{ status: string; pid: number }>(
        `select status, split_part(worker, '/', 2)::int as pid from sync.run where tenant = $1 order by started_at`,
        [tenant],
      )
    ).rows

  it('lose their jobs to another within 90 s; one that wakes up then writes nothing', async () => {
    await machine.db.pool.query('delete from sync.connection')
    const killed = await stuckReader('killed')
    const frozen = await stuckReader('frozen')
    const other = worker()
    await until(() => other.log().includes('Worker is at work'))
    await killed.held.stop('SIGKILL')
    process.kill(frozen.held.pid, 'SIGSTOP')
    const since = performance.now()
    for (const { tenant } of [killed, frozen]) {
      await vi.waitUntil(async () => (await runsOf(tenant)).at(-1)?.status === 'succeeded', {
        timeout: 90_000,
      })
      expect(await runsOf(tenant)).toMatchObject([{ status: 'failed' }, { pid: other.pid }])
    }
    expect(performance.now() - since).toBeLessThan(90_000)
    const before = await graphState(machine.db.pool)
    process.kill(frozen.held.pid, 'SIGCONT')
    await until(async () => (await runsOf(frozen.tenant))[0]?.status === 'superseded')
    expect(await graphState(machine.db.pool)).toEqual(before)
    expect((await frozen.held.stop('SIGTERM')).exitCode).toBe(0)
  }, 150_000)
})

describe('HTTP of a worker', () => {
  it('says that it lives and is ready, counts what it does, and syncs on demand; not ready once it stops', async () => {
    const serving = worker({ ADMIN_TOKEN: 'the-admin-token' })
    await until(() => /HTTP is served at (http:[^"]+)/.test(serving.log()))
    const [, url = ''] = /HTTP is served at (http:[^"]+)/.exec(serving.log()) ?? []
    const headers = { authorization: 'Bearer the-admin-token' }
    expect((await fetch(`${url}/healthz`)).status).toBe(200)
    expect((await fetch(`${url}/readyz`)).status).toBe(200)
    await until(async () => (await runs()).at(-1)?.status === 'succeeded')
    const [connection] = (await machine.db.pool.query<{ id: string }>('select id from sync.connection')).rows
    const target = `${url}/api/v1/connections/${connection?.id ?? ''}/sync`
    expect((await fetch(target, { method: 'POST' })).status).toBe(401)
    expect((await fetch(target, { method: 'POST', headers })).status).toBe(202)
    await until(async () => (await runs()).length === 2 && !(await running()))
    const open = await (await fetch(`${url}/metrics`)).text()
    expect(open).toContain('smartsheet_sync_runs_total{status="succeeded"} 1')
    expect(open).toContain('smartsheet_sync_runs_total{status="unchanged"} 1')
    expect(open).not.toContain(`tenant-${sheet}`)
    expect(await (await fetch(`${url}/metrics`, { headers })).text()).toContain(`tenant="tenant-${sheet}"`)

    const free = await stuckAtInsert('graph.organization', { start: false })
    await machine.db.pool.query('update sync.connection set last_version = null, next_due_at = now()')
    machine.simulator.sheets.addRows(
      sheet,
      people(1, 900).map((cells) => ({ cells })),
    )
    await untilWaiting(machine.db.pool, 'advisory')
    const ended = serving.stop('SIGTERM')
    await until(async () => (await fetch(`${url}/readyz`)).status === 503)
    expect((await fetch(`${url}/healthz`)).status).toBe(200)
    expect((await ended).exitCode).toBe(0)
    await free()
  })

  it('on a port that is taken is exit 2, with what to do', async () => {
    const first = worker({ HTTP_PORT: '0' })
    await until(() => /HTTP is served at /.test(first.log()))
    const [, port = ''] = /HTTP is served at http:\/\/[^:]+:(\d+)/.exec(first.log()) ?? []
    const second = await machine.run('worker', { env: { ...ENV, HTTP_PORT: port } })
    expect(second.exitCode).toBe(2)
    expect(second.stderr).toMatch(/\nerror: .*\n {2}→ .*HTTP_PORT/)
  })
})

describe('twenty replicas', () => {
  it('that start at once on an empty database all come to work, and sync a sheet once', async () => {
    const empty = await createTestDatabase({ empty: true })
    try {
      const settings = `create table public.tenant_settings (id uuid primary key default gen_random_uuid(),
        tenant_name varchar(255) not null, smart_sheet_id varchar(255), smart_sheet_access_token varchar(255))`
      await empty.pool.query(settings)
      await empty.pool.query(
        `insert into public.tenant_settings (tenant_name, smart_sheet_id, smart_sheet_access_token)
         values ('acme', $1, $2)`,
        [String(sheet), machine.simulator.apiKey],
      )
      const env = { DATABASE_URL: empty.url, SYNC_CONCURRENCY: '1', SYNC_CRON: '* * * * *' }
      const many = Array.from({ length: 20 }, () => worker(env))
      await vi.waitUntil(() => many.every((one) => one.log().includes('Worker is at work')), {
        timeout: 100_000,
      })
      await until(
        async () =>
          (await empty.pool.query(`select from sync.run where status = 'succeeded'`)).rowCount === 1,
      )
      const ends = await Promise.all(many.map((one) => one.stop('SIGTERM')))
      expect(ends.map(({ exitCode }) => exitCode)).toEqual(many.map(() => 0))
      expect(
        ends.filter(({ stderr }) => /"level":[4-6]0/.test(stderr.replace(/.*SECRETS_KEY.*/g, ''))),
      ).toEqual([])
      expect((await empty.pool.query('select from sync.run')).rowCount).toBe(1)
    } finally {
      await Promise.all(started.map((one) => one.stop('SIGKILL')))
      await empty.drop()
    }
  }, 150_000)
})

describe('RUN_ONCE', () => {
  const once = (env: Record<string, string> = {}) =>
    machine.run('worker', { env: { ...ENV, RUN_ONCE: 'true', ...env } })

  it('exits as a sync does: 0 for what is due, 0 for nothing, 1 for a failure, 3 for rows left out', async () => {
    expect(await once()).toMatchObject({
      exitCode: 0,
      stdout: expect.stringContaining(': succeeded') as string,
    })
    expect(await once()).toMatchObject({ exitCode: 0, stdout: 'Nothing is due.\n' })
    machine.simulator.sheets.addRows(sheet, [{ cells: { 'Job title': 'Nobody' } }])
    expect(await once({ RESYNC: `tenant-${sheet}` })).toMatchObject({ exitCode: 3 })
    machine.simulator.sheets.deleteSheet(sheet)
    expect(await once({ RESYNC: 'all' })).toMatchObject({ exitCode: 1 })
  })

  it('refuses a bad RESYNC with exit 2', async () => {
    expect(await once({ RESYNC: '/12' })).toMatchObject({ exitCode: 2 })
  })
})
