import { describe, expect, it } from 'vitest'
import { graphState } from '../support/records.ts'
import { until, useWorkerMachine, WORKER_ENV } from '../support/workerMachine.ts'

const stage = useWorkerMachine()

/** Where a worker can be caught at work. */
const PHASES = {
  'while it waits after a 429': async () => {
    const act = { kind: 'answer', status: 429, headers: { 'retry-after': '120' } } as const
    const { faults, requests } = stage.machine.simulator
    faults.add({ when: { page: 2, path: String(stage.sheet) }, times: Infinity, act })
    stage.worker()
    await until(() => requests.some(({ status }) => status === 429))
    return () => Promise.resolve()
  },
  'while it reads': async () => {
    const { faults, requests } = stage.machine.simulator
    faults.add({ when: { page: 2, path: String(stage.sheet) }, act: { kind: 'silence' } })
    stage.worker()
    await until(async () => {
      const isRunning = (await stage.runs()).at(-1)?.status === 'running'
      return isRunning && requests.some(({ query }) => query['page'] === '2')
    })
    return () => Promise.resolve()
  },
  'while it stages a page': () => stage.stuckAtInsert('sync.stage'),
  'while it merges': () => stage.stuckAtInsert('graph.opportunity'),
} satisfies Record<string, () => Promise<() => Promise<void>>>

describe('SIGTERM', () => {
  it.each(Object.entries(PHASES))(
    'ends a worker %s: exit 0 within 10 s, the graph as it was, its job taken by another within 5 s',
    async (_phase, catchIt) => {
      const before = await graphState(stage.machine.db.pool)
      const free = await catchIt()
      const [first] = stage.started
      // It hears of the sheet by the queue alone: its own rounds never come again.
      const second = stage.worker({ SYNC_CRON: '0 0 1 1 *' })
      await until(() => second.log().includes('Worker is at work'))
      // What the first has met it has met; the second shall not meet it.
      stage.machine.simulator.faults.clear()
      await stage.machine.db.pool.query('truncate sync.api_budget')
      const asked = performance.now()
      const end = await first?.stop('SIGTERM')
      const took = performance.now() - asked
      await free()
      expect(end?.exitCode).toBe(0)
      expect(took).toBeLessThan(10_000)
      await until(async () => (await stage.runs()).at(-1)?.status === 'succeeded')
      const [stopped, taken] = await stage.runs()
      expect(stopped).toMatchObject({ status: 'failed', error_code: 'interrupted', pid: first?.pid })
      expect(taken).toMatchObject({ status: 'succeeded', pid: second.pid })
      expect(taken?.seconds).toBeLessThan(5)
      expect(await graphState(stage.machine.db.pool)).not.toEqual(before)
    },
  )
})

describe('SIGTERM to a worker', () => {
  it('that has nothing to do ends it with exit 0, and its log says so', async () => {
    await stage.machine.db.pool.query(`update sync.connection set next_due_at = now() + interval '1 h'`)
    const idle = stage.worker()
    await until(() => idle.log().includes('Worker is at work'))
    const asked = performance.now()
    const { exitCode, stdout, stderr } = await idle.stop('SIGTERM')
    expect([exitCode, stdout]).toEqual([0, ''])
    expect(performance.now() - asked).toBeLessThan(5_000)
    expect(stderr).toContain('Worker stops')
  })

  it('twice ends it at once', async () => {
    const free = await PHASES['while it merges']()
    const [first] = stage.started
    const ended = first?.stop('SIGTERM')
    await until(() => first?.log().includes('Worker stops') ?? false)
    const asked = performance.now()
    expect((await first?.stop('SIGTERM'))?.exitCode).toBe(1)
    expect(performance.now() - asked).toBeLessThan(3_000)
    await ended
    await free()
  })
})

describe('RUN_ONCE', () => {
  const once = (env: Record<string, string> = {}) =>
    stage.machine.run('worker', { env: { ...WORKER_ENV, RUN_ONCE: 'true', ...env } })

  it('exits as a sync does: 0 for what is due, 0 for nothing, 1 for a failure, 3 for rows left out', async () => {
    expect(await once()).toMatchObject({
      exitCode: 0,
      stdout: expect.stringContaining(': succeeded') as string,
    })
    expect(await once()).toMatchObject({ exitCode: 0, stdout: 'Nothing is due.\n' })
    stage.machine.simulator.sheets.addRows(stage.sheet, [{ cells: { 'Job title': 'Nobody' } }])
    expect(await once({ RESYNC: `tenant-${stage.sheet}` })).toMatchObject({ exitCode: 3 })
    stage.machine.simulator.sheets.deleteSheet(stage.sheet)
    expect(await once({ RESYNC: 'all' })).toMatchObject({ exitCode: 1 })
  })

  it('refuses a bad RESYNC with exit 2', async () => {
    expect(await once({ RESYNC: '/12' })).toMatchObject({ exitCode: 2 })
  })
})
