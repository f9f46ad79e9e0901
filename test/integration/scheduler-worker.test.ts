import { describe, expect, it } from 'vitest'
import { requestSync } from '../../src/connections/requests.ts'
import { runOnce } from '../../src/scheduler/runOnce.ts'
import { createCrmSheet, TRIO, useSyncs } from '../support/syncStage.ts'
import { until, useWorkers } from '../support/workerStage.ts'

const stage = useSyncs()
const workers = useWorkers(stage)
const { reports, dueNow, runs } = workers
const statuses = () => reports.map(({ status }) => status)

describe('a worker', () => {
  it('R18 syncs an overdue connection once, and plans the next one', async () => {
    const sheet = createCrmSheet(stage.simulator, TRIO)
    await stage.connect(sheet)
    await stage.pool.query(`update sync.connection set next_due_at = now() - interval '5 h'`)
    await workers.start('w1')
    await until(() => reports.length > 0)
    expect(statuses()).toEqual(['succeeded'])
    const due = await stage.pool.query<{ minutes: number }>(
      'select extract(epoch from next_due_at - now())::float8 / 60 as minutes from sync.connection',
    )
    expect(due.rows[0]?.minutes).toBeGreaterThan(0)
    expect(due.rows[0]?.minutes).toBeLessThanOrEqual(60)
    expect(await runs()).toEqual([{ trigger: 'schedule', status: 'succeeded', worker: 'w1' }])
  })

  it('follows tenant_settings: a sheet appears, and disappears, with its row', async () => {
    const sheet = createCrmSheet(stage.simulator, TRIO)
    await stage.rows(
      `insert into public.tenant_settings (tenant_name, smart_sheet_id, smart_sheet_access_token)
       values ($1, '${sheet}', '${stage.simulator.apiKey}')`,
    )
    await workers.start('w1')
    await until(() => reports.length > 0)
    expect(reports[0]).toMatchObject({ status: 'succeeded', tenant: stage.tenant })
    await stage.pool.query('delete from public.tenant_settings')
    await until(
      async () => (await stage.pool.query('select from sync.connection where enabled')).rowCount === 0,
    )
    // R19: not a copy of the key anywhere.
    const [stored] = await stage.rows<{ api_key: string | null }>(
      'select api_key from sync.connection where tenant = $1',
    )
    expect(stored?.api_key).toBeNull()
  })

  it('of many syncs each connection once, however many replicas look at the same time', async () => {
    for (let i = 0; i < 12; i += 1)
      await stage.connect(createCrmSheet(stage.simulator, TRIO), {}, `many-${i}`)
    await dueNow()
    await Promise.all(['w1', 'w2', 'w3'].map((name) => workers.start(name)))
    await until(() => reports.length >= 12)
    await Promise.all(
      [1, 2, 3].map(() => until(async () => (await runs()).every((run) => run.status !== 'running'))),
    )
    expect(await runs()).toHaveLength(12)
    expect(new Set((await runs()).map(({ worker }) => worker)).size).toBeGreaterThan(1)
  })

  it('answers RESYNC with one full sync, though two replicas ask for it', async () => {
    const sheet = createCrmSheet(stage.simulator, TRIO)
    await stage.connect(sheet)
    await dueNow()
    await workers.start('w1')
    await until(() => reports.length === 1)
    const resync = [{ tenant: stage.tenant, sheetId: String(sheet) }]
    await Promise.all(['w2', 'w3'].map((name) => workers.start(name, { resync })))
    await until(() => reports.length === 2)
    expect(await runs()).toMatchObject([{ trigger: 'schedule' }, { trigger: 'resync', status: 'succeeded' }])
    const [request] = await stage.rows<{ done: boolean }>(
      'select done_at is not null as done from sync.request where tenant = $1',
    )
    expect(request).toEqual({ done: true })
  })

  it('answers what is asked for while a sync is at work after that sync', async () => {
    const sheet = createCrmSheet(stage.simulator, TRIO)
    const { id } = await stage.connect(sheet)
    await dueNow()
    const held = Promise.withResolvers<undefined>()
    stage.simulator.faults.add({ act: { kind: 'edit', run: () => held.resolve(undefined) } })
    stage.simulator.faults.add({ act: { kind: 'delay', ms: 300 } })
    await workers.start('w1')
    await held.promise
    await requestSync(stage.pool, id, { full: true, now: new Date() })
    await until(() => reports.length === 2)
    expect(await runs()).toMatchObject([
      { trigger: 'schedule', status: 'succeeded' },
      { trigger: 'console', status: 'succeeded' },
    ])
  })

  it('leaves a connection alone that a command syncs right now', async () => {
    const sheet = createCrmSheet(stage.simulator, TRIO)
    await stage.connect(sheet)
    await dueNow()
    const asked = Promise.withResolvers<undefined>()
    stage.simulator.faults.add({ act: { kind: 'edit', run: () => asked.resolve(undefined) } })
    stage.simulator.faults.add({ act: { kind: 'delay', ms: 1_500 } })
    const command = stage.sync(sheet, { worker: 'another-host/1' })
    await asked.promise
    await workers.start('w1')
    await until(() => workers.lines.some((line) => line.includes('Synced by another run')))
    expect(await command).toMatchObject({ status: 'succeeded' })
    expect(reports).toEqual([])
  })
})

describe('R18 one poisoned tenant delays nobody', () => {
  it('its hanging sheets leave room for those of the others', async () => {
    const hanging = Array.from({ length: 6 }, () => createCrmSheet(stage.simulator, TRIO))
    for (const sheet of hanging) {
      await stage.connect(sheet, {}, 'poison')
      stage.simulator.faults.add({ when: { path: String(sheet) }, times: Infinity, act: { kind: 'silence' } })
    }
    await stage.pool.query(`update sync.connection set next_due_at = now() - interval '1 h'`)
    const good = [1, 2, 3, 4].map((n) => `good-${n}`)
    for (const tenant of good) {
      const { id } = await stage.connect(createCrmSheet(stage.simulator, TRIO), {}, tenant)
      await stage.pool.query(`update sync.connection set next_due_at = now() where id = $1`, [id])
    }
    const worker = await workers.start('w1')
    await until(() => reports.length >= good.length)
    expect(reports.map(({ tenant, status }) => `${tenant} ${status}`).sort()).toEqual(
      good.map((tenant) => `${tenant} succeeded`),
    )
    await worker.stop()
    stage.simulator.faults.clear()
  })
})

describe('a worker that is stopped', () => {
  it('R14 gives the sheet that it was reading to another one, which syncs it at once', async () => {
    const sheet = createCrmSheet(stage.simulator, TRIO)
    await stage.connect(sheet)
    await dueNow()
    const asked = Promise.withResolvers<undefined>()
    stage.simulator.faults.add({ act: { kind: 'edit', run: () => asked.resolve(undefined) } })
    stage.simulator.faults.add({ act: { kind: 'silence' } })
    const first = await workers.start('w1')
    await asked.promise
    await first.stop()
    expect(first.isServing()).toBe(false)
    expect(await runs()).toMatchObject([{ status: 'failed', worker: 'w1' }])
    await workers.start('w2', { cron: '0 0 1 1 *' })
    await until(() => statuses().includes('succeeded'))
    expect(await runs()).toMatchObject([{ status: 'failed' }, { status: 'succeeded', worker: 'w2' }])
    // R18: a stop is no failure.
    const [connection] = await stage.rows(
      'select consecutive_failures as n from sync.connection where tenant = $1',
    )
    expect(connection).toEqual({ n: 0 })
  })

  it('leaves no connection, no timer and no job behind, and stops twice as well', async () => {
    const worker = await workers.start('w1')
    await worker.stop()
    await worker.stop()
    expect((await stage.pool.query(`select from pgboss.job where state = 'active'`)).rowCount).toBe(0)
  })
})

describe('RUN_ONCE', () => {
  it('syncs what is due and what RESYNC names, and nothing else', async () => {
    const [due, named, neither] = [1, 2, 3].map(() => createCrmSheet(stage.simulator, TRIO))
    for (const sheet of [due, named, neither]) await stage.connect(sheet ?? 0)
    await stage.pool.query(`update sync.connection set next_due_at = now() + interval '1 h'`)
    await stage.rows(
      `update sync.connection set next_due_at = now() where tenant = $1 and sheet_id = '${due}'`,
    )
    const resync = [{ tenant: stage.tenant, sheetId: String(named) }]
    const signal = new AbortController().signal
    const first = await runOnce(workers.context('once', { resync }), signal)
    expect(first.map(({ sheetId, status }) => [sheetId, status]).sort()).toEqual(
      [due, named].map((sheet) => [String(sheet), 'succeeded']).sort(),
    )
    // Asked for again, it is done again: nobody but the operator starts this.
    const second = await runOnce(workers.context('once', { resync }), signal)
    expect(second.map(({ sheetId }) => sheetId)).toEqual([String(named)])
  })
})
