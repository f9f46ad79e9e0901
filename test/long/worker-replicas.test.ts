import { describe, expect, it } from 'vitest'
import { saveConnection } from '../../src/connections/store.ts'
import { createTestDatabase } from '../support/database.ts'
import type { Running } from '../support/program.ts'
import { graphState } from '../support/records.ts'
import { createCrmSheet, people } from '../support/syncStage.ts'
import { until, useWorkerMachine } from '../support/workerMachine.ts'

const stage = useWorkerMachine()

describe('R15 replicas that are killed or frozen', () => {
  /** A worker with one hand, and a sheet in it whose second page never comes. */
  async function stuckReader(name: string): Promise<{ held: Running; tenant: string }> {
    const id = createCrmSheet(stage.machine.simulator, people(30))
    const tenant = `${name}-${id}`
    stage.machine.simulator.faults.add({ when: { page: 2, path: String(id) }, act: { kind: 'silence' } })
    const target = { tenant, sheetId: String(id) }
    await saveConnection(stage.machine.db.pool, target, {}, { intervalHours: 1, now: new Date() })
    const held = stage.worker({ SYNC_CONCURRENCY: '1' })
    await until(async () => (await runsOf(tenant)).length === 1)
    return { held, tenant }
  }

  const runsOf = async (tenant: string) =>
    (
      await stage.machine.db.pool.query<{ status: string; pid: number }>(
        `select status, split_part(worker, '/', 2)::int as pid from sync.run where tenant = $1 order by started_at`,
        [tenant],
      )
    ).rows

  it('lose their jobs to another within 90 s; one that wakes up then writes nothing', async () => {
    await stage.machine.db.pool.query('delete from sync.connection')
    const killed = await stuckReader('killed')
    const frozen = await stuckReader('frozen')
    const other = stage.worker()
    await until(() => other.log().includes('Worker is at work'))
    await killed.held.stop('SIGKILL')
    process.kill(frozen.held.pid, 'SIGSTOP')
    const since = performance.now()
    for (const { tenant } of [killed, frozen]) {
      await until(async () => (await runsOf(tenant)).at(-1)?.status === 'succeeded', 90_000)
      expect(await runsOf(tenant)).toMatchObject([{ status: 'failed' }, { pid: other.pid }])
    }
    expect(performance.now() - since).toBeLessThan(90_000)
    const before = await graphState(stage.machine.db.pool)
    process.kill(frozen.held.pid, 'SIGCONT')
    await until(async () => (await runsOf(frozen.tenant))[0]?.status === 'superseded')
    expect(await graphState(stage.machine.db.pool)).toEqual(before)
    expect((await frozen.held.stop('SIGTERM')).exitCode).toBe(0)
  }, 150_000)
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
        [String(stage.sheet), stage.machine.simulator.apiKey],
      )
      const env = { DATABASE_URL: empty.url, SYNC_CONCURRENCY: '1', SYNC_CRON: '* * * * *' }
      const many = Array.from({ length: 20 }, () => stage.worker(env))
      await until(() => many.every((one) => one.log().includes('Worker is at work')), 100_000)
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
      await Promise.all(stage.started.map((one) => one.stop('SIGKILL')))
      await empty.drop()
    }
  }, 150_000)
})
