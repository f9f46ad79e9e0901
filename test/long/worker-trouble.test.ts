import type { Pool } from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { saveConnection } from '../../src/connections/store.ts'
import { createLogger } from '../../src/core/logger.ts'
import { migrate } from '../../src/db/migrate.ts'
import { ping } from '../../src/db/ping.ts'
import { createPool } from '../../src/db/pool.ts'
import { startWorker, type Worker } from '../../src/scheduler/worker.ts'
import { open, serverPid, useEmbeddedFolder } from '../support/embedded.ts'
import { graphFaults } from '../support/graphFaults.ts'
import { addressOf, type Proxy, startProxy, throughProxy } from '../support/proxy.ts'
import { createCrmSheet, people, useSyncs } from '../support/syncStage.ts'
import { untilWaiting } from '../support/waiting.ts'
import { SHORT_TIMES, useWorkers } from '../support/workerStage.ts'

const stage = useSyncs()
const workers = useWorkers(stage)
const until = (condition: () => boolean | Promise<boolean>) =>
  vi.waitUntil(condition, { timeout: 40_000, interval: 50 })

describe('a worker whose network to Postgres fails', () => {
  let proxy: Proxy
  let pool: Pool
  let worker: Worker

  beforeAll(async () => {
    proxy = await startProxy(addressOf(stage.url))
  })
  afterAll(() => proxy.close())
  beforeEach(() => proxy.pass())

  async function start(): Promise<void> {
    const url = throughProxy(stage.url, proxy)
    pool = createPool(url, { logger: createLogger('silent'), answerTimeoutMs: 1_000 })
    worker = await startWorker({ ...workers.context('w1'), pool }, { queueTimes: SHORT_TIMES })
  }
  async function stop(): Promise<void> {
    proxy.pass()
    await worker.stop()
    await pool.end()
  }
  const connect = async () => {
    await stage.connect(createCrmSheet(stage.simulator, people(40)))
    await stage.pool.query(`update sync.connection set next_due_at = now() - interval '1 s'`)
  }
  const succeeded = async () =>
    (await stage.pool.query(`select from sync.run where status = 'succeeded'`)).rowCount ?? 0

  it.each([
    [
      'is cut again and again',
      async () => {
        for (let i = 0; i < 5; i += 1) {
          proxy.reset()
          await ping(pool, 200)
        }
      },
    ],
    [
      'is down for a while',
      async () => {
        proxy.refuse()
        for (let i = 0; i < 10; i += 1) await ping(pool, 200)
        proxy.pass()
      },
    ],
    [
      'swallows everything for a while',
      async () => {
        proxy.swallow()
        for (let i = 0; i < 6; i += 1) await ping(pool, 300)
        proxy.reset()
        proxy.pass()
      },
    ],
  ] as const)('that %s does not crash, is ready again, and does its work', async (_what, trouble) => {
    await start()
    try {
      const asked = Promise.withResolvers<undefined>()
      stage.simulator.faults.add({ act: { kind: 'edit', run: () => asked.resolve(undefined) } })
      stage.simulator.faults.add({ act: { kind: 'delay', ms: 300 } })
      await connect()
      await asked.promise
      await trouble()
      await until(() => ping(pool, 1_000))
      await until(async () => (await succeeded()) === 1)
      expect(await graphFaults(stage.pool, stage.tenant)).toEqual([])
      expect(await stage.rows('select from graph.contact where tenant = $1')).toHaveLength(40)
    } finally {
      await stop()
    }
  })
})

describe('a Postgres that crashes', () => {
  useEmbeddedFolder()

  it('in the middle of a merge leaves no half of it, and the worker goes on when it is back', async () => {
    const embedded = await open()
    const pool = createPool(embedded.url, { logger: createLogger('silent') })
    await migrate(pool)
    const sheet = createCrmSheet(stage.simulator, people(40))
    const target = { tenant: 'crashed', sheetId: String(sheet) }
    await saveConnection(pool, target, {}, { intervalHours: 1, now: new Date() })
    const lock = await pool.connect()
    lock.on('error', () => undefined)
    await lock.query('begin; lock table graph.job_role in access exclusive mode')
    const worker = await startWorker({ ...workers.context('w1'), pool }, { queueTimes: SHORT_TIMES })
    try {
      await untilWaiting(pool, 'relation')
      process.kill(await serverPid(), 'SIGQUIT')
      await until(async () => !(await ping(pool, 200)))
      lock.release(true)
      await until(() => ping(pool, 1_000))
      expect((await pool.query('select from graph.contact')).rowCount).toBeOneOf([0, 40])
      await until(
        async () => (await pool.query(`select from sync.run where status = 'succeeded'`)).rowCount === 1,
      )
      expect((await pool.query('select from graph.contact')).rowCount).toBe(40)
      expect(await graphFaults(pool, 'crashed')).toEqual([])
    } finally {
      await worker.stop()
      await pool.end()
    }
  })
})
