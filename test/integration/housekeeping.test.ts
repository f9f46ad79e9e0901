import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { pruneHistory } from '../../src/runs/housekeeping.ts'
import { createTestDatabase } from '../support/database.ts'

const db = await createTestDatabase()
afterAll(() => db.drop())
beforeEach(() => db.pool.query('truncate sync.run, sync.change, sync.notice'))

const now = new Date('2026-06-01T00:00:00Z')
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000)
const CONNECTION = '00000000-0000-4000-8000-000000000001'

const run = (days: number, { connection = CONNECTION, status = 'unchanged' } = {}) =>
  db.pool.query(
    `insert into sync.run (id, connection_id, tenant, sheet_id, trigger, status, started_at, finished_at)
     values (gen_random_uuid(), $1, 'acme', '11', 'schedule', $2, $3, case when $2 <> 'running' then $3::timestamptz end)`,
    [connection, status, daysAgo(days)],
  )
const count = async (table: string) => (await db.pool.query(`select from sync.${table}`)).rowCount

describe('history', () => {
  it('of runs is kept for 90 days, and the last run of each connection for ever', async () => {
    const other = CONNECTION.replace(/1$/, '2')
    for (const days of [1, 89, 91, 400]) await run(days)
    for (const days of [300, 500]) await run(days, { connection: other })
    expect(await pruneHistory(db.pool, now)).toMatchObject({ runs: 3 })
    expect(await count('run')).toBe(3)
  })

  it('of a run that is at work stays', async () => {
    await run(91, { status: 'running' })
    await run(1)
    expect(await pruneHistory(db.pool, now)).toMatchObject({ runs: 0 })
  })

  it('of changes, notices and the budgets of keys is kept for 30 days', async () => {
    for (const days of [29, 31]) {
      await db.pool.query(
        `insert into sync.change (run_id, tenant, node_label, node_id, field, changed_at)
         values (gen_random_uuid(), 'acme', 'Contact', gen_random_uuid(), 'name', $1)`,
        [daysAgo(days)],
      )
      await db.pool.query(
        `insert into sync.notice (tenant, connection_id, sheet_id, run_id, old_state, new_state, created_at)
         values ('acme', $1, '11', gen_random_uuid(), 'active', 'needs_attention', $2)`,
        [CONNECTION, daysAgo(days)],
      )
      await db.pool.query('insert into sync.api_budget (key_hash, tokens, refilled_at) values ($1, 1, $2)', [
        `key of ${days} days`,
        daysAgo(days),
      ])
    }
    expect(await pruneHistory(db.pool, now)).toEqual({ changes: 1, runs: 0, notices: 1, budgets: 1 })
    expect([await count('change'), await count('notice'), await count('api_budget')]).toEqual([1, 1, 1])
  })

  it('of changes goes however much there is, by an index that knows the age of pages', async () => {
    await db.pool.query(
      `insert into sync.change (run_id, tenant, node_label, node_id, field, changed_at)
       select gen_random_uuid(), 'acme', 'Contact', gen_random_uuid(), 'name',
         $1::timestamptz - interval '31 days' + greatest(0, n - 45000) * interval '1 minute'
       from generate_series(1, 90000) n`,
      [now],
    )
    await db.pool.query('vacuum analyze sync.change')
    const old = await db.pool.query<{ 'QUERY PLAN': string }>(
      `explain select ctid from sync.change where changed_at < $1::timestamptz - interval '31 days'`,
      [now],
    )
    expect(old.rows.map((line) => line['QUERY PLAN']).join('\n')).toMatch(/change_by_age/)
    const kept = 90_000 - 45_000 - 24 * 60 + 1
    expect(await pruneHistory(db.pool, now)).toMatchObject({ changes: 90_000 - kept })
    expect(await count('change')).toBe(kept)
  })
})
