import type { Pool } from 'pg'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { createLogger } from '../../src/core/logger.ts'
import { ping } from '../../src/db/ping.ts'
import { createPool } from '../../src/db/pool.ts'
import { graphFaults } from '../support/graphFaults.ts'
import { addressOf, type Proxy, startProxy, throughProxy } from '../support/proxy.ts'
import { createCrmSheet, TRIO, useSyncs } from '../support/syncStage.ts'

const stage = useSyncs()

/** Two tries at one job: the second takes over from the first, as in the queue. */
const JOB = '01a20000-0000-7000-8000-000000000000'

describe('R14 a sync whose connections to Postgres fail after so many packets', () => {
  let proxy: Proxy
  let pool: Pool
  beforeAll(async () => {
    proxy = await startProxy(addressOf(stage.url))
    // Short, for silence is waited out; not so short that a busy machine is taken for a silent one.
    const bounds = { answerTimeoutMs: 600, watchMs: 150 }
    pool = createPool(throughProxy(stage.url, proxy), { logger: createLogger('silent'), ...bounds })
  })
  afterAll(async () => {
    await pool.end()
    await proxy.close()
  })

  it.each([
    ['by a reset', () => proxy.reset()],
    ['by silence', () => proxy.forget()],
  ] as const)(
    '%s: it merges all or nothing, leaks nothing, and the next one succeeds',
    async (_how, fail) => {
      let failures = 0
      for (let packets = 1, done = false; !done; packets += 1 + Math.floor(packets / 6)) {
        const sheet = createCrmSheet(stage.simulator, TRIO)
        const tenant = `${stage.tenant}-${packets}`
        await stage.connect(sheet, {}, tenant)
        const own = { tenant, pool, jobId: JOB }
        done = true
        // Whoever is asked after a connection that fell silent is one that did so, too, however fast the sync was.
        await Promise.all(Array.from({ length: 4 }, () => pool.query('select pg_sleep(0.02)')))
        proxy.after(packets, () => {
          done = false
          fail()
        })
        const outcome = await stage.sync(sheet, own).catch((error: unknown) => error)
        proxy.pass()
        if (outcome instanceof Error) {
          failures += 1
          expect(outcome).toMatchObject({ code: 'database_unavailable' })
        }
        expect(await contactsOf(tenant)).toBeOneOf([0, 3])
        // A question after the transaction may still wait; nothing else.
        await vi.waitUntil(() => pool.totalCount === pool.idleCount, { timeout: 1_500 })
        proxy.reset()
        await vi.waitUntil(() => ping(pool, 1_000))
        expect(await stage.sync(sheet, own)).toMatchObject({
          status: expect.stringMatching(/succeeded|unchanged/) as string,
        })
        expect(await contactsOf(tenant)).toBe(3)
        expect(await graphFaults(stage.pool, tenant)).toEqual([])
      }
      expect(failures).toBeGreaterThan(10)
    },
    120_000,
  )

  const contactsOf = async (tenant: string) =>
    (await stage.pool.query('select from graph.contact where tenant = $1', [tenant])).rowCount
})
