import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Pool } from 'pg'
import { createLogger } from '../../src/core/logger.ts'
import { ping } from '../../src/db/ping.ts'
import { createPool } from '../../src/db/pool.ts'
import { transaction } from '../../src/db/transaction.ts'
import { copyRows } from '../../src/graph/stage.ts'
import { createTestDatabase } from '../support/database.ts'
import { addressOf, type Proxy, startProxy, throughProxy } from '../support/proxy.ts'
import { untilWaiting } from '../support/waiting.ts'

const db = await createTestDatabase()
let proxy: Proxy
let pool: Pool

beforeAll(async () => {
  proxy = await startProxy(addressOf(db.url))
  pool = createPool(throughProxy(db.url, proxy), {
    logger: createLogger('silent'),
    answerTimeoutMs: 300,
    watchMs: 100,
    max: 4,
  })
  await pool.query('create table public.note (text text)')
})
afterEach(() => proxy.pass())
afterAll(async () => {
  await pool.end()
  await proxy.close()
  await db.drop()
})

const notes = async () => (await db.pool.query('select from public.note')).rowCount
/** The pool is of use again, and none of its connections is one that was lost. */
async function expectRecovery(): Promise<void> {
  proxy.pass()
  // An idle connection that was cut is found out by whoever asks for it next.
  await expect
    .poll(async () => {
      const answers = await Promise.allSettled([1, 2, 3, 4].map(() => pool.query('select pg_sleep(0.02)')))
      return answers.map(({ status }) => status)
    })
    .toEqual(['fulfilled', 'fulfilled', 'fulfilled', 'fulfilled'])
}

describe('a server that vanished without a word', () => {
  it('is not waited for by a statement that it never answers', async () => {
    await pool.query('select 1')
    proxy.swallow()
    await expect(pool.query('select 1')).rejects.toMatchObject({ code: 'database_unavailable' })
    await expectRecovery()
  })

  it('is not waited for by a transaction, which asks after its server process', async () => {
    const lost = transaction(pool, async (client) => {
      await client.query(`insert into public.note values ('never')`)
      // The server ends this transaction after a while, and nobody here hears of that.
      const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid')
      proxy.forget()
      await db.pool.query('select pg_terminate_backend($1)', [rows[0]?.pid])
      await client.query('select 1')
    })
    await expect(lost).rejects.toMatchObject({ code: 'database_unavailable' })
    expect(await notes()).toBe(0)
    await expectRecovery()
  })

  it('is not waited for by the begin of a transaction, though its connection looked well in the pool', async () => {
    await pool.query('select 1')
    proxy.swallow()
    await expect(transaction(pool, () => Promise.resolve())).rejects.toMatchObject({
      code: 'database_unavailable',
    })
    await expectRecovery()
  })

  it('is not waited for by a COPY in its middle', async () => {
    const rows = function* () {
      for (let row = 0; row < 20_000; row += 1) {
        if (row === 10_000) proxy.swallow()
        yield ['never']
      }
    }
    const copied = transaction(pool, (client) =>
      copyRows(client, 'copy public.note from stdin (format csv)', rows()),
    )
    await expect(copied).rejects.toMatchObject({ code: 'database_unavailable' })
    proxy.reset()
    await expectRecovery()
    expect(await notes()).toBe(0)
  })

  it('is not waited for where it has committed, and only the word of it was lost', async () => {
    const lost = transaction(pool, async (client) => {
      await client.query(`insert into public.note values ('kept')`)
      proxy.forget('answers')
    })
    await expect(lost).rejects.toMatchObject({ code: 'database_unavailable' })
    expect((await db.pool.query('delete from public.note')).rowCount).toBe(1)
    await expectRecovery()
  })

  it('is not waited for where nobody can be asked after it any more', async () => {
    const lost = transaction(pool, async (client) => {
      proxy.swallow()
      await client.query('select 1')
    })
    await expect(lost).rejects.toMatchObject({ code: 'database_unavailable' })
    await expectRecovery()
  })

  it('does not answer a ping, and does so again when it is back', async () => {
    expect(await ping(pool, 1_000)).toBe(true)
    proxy.swallow()
    expect(await ping(pool, 100)).toBe(false)
    proxy.pass()
    await expect.poll(() => ping(pool, 1_000)).toBe(true)
  })
})

describe('a process that is busy with something else', () => {
  it('takes an answer that came in time, though it hears of it late', async () => {
    const hasty = createPool(db.url, { logger: createLogger('silent'), answerTimeoutMs: 2_000 })
    const asked = hasty.query(`select 'here' as answer from pg_sleep(0.5)`)
    // What is asked is on its way; the answer comes while nobody listens.
    await expect.poll(atWork).toBe(1)
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2_500)
    await expect(asked).resolves.toMatchObject({ rows: [{ answer: 'here' }] })
    await hasty.end()
  })

  const atWork = async () =>
    (
      await db.pool.query(
        `select from pg_stat_activity where query like '%pg_sleep(0.5)' and state = 'active'`,
      )
    ).rowCount
})

describe('a transaction that takes long', () => {
  it('is left alone while its server process is at work', async () => {
    const slow = transaction(pool, (client) => client.query('select pg_sleep(0.8)'))
    await expect(slow).resolves.toBeDefined()
  })

  it('is cancelled by its signal: nothing of it stays, no lock is left, and its connection is used again', async () => {
    const stop = new AbortController()
    const lock = await db.pool.connect()
    try {
      await lock.query('begin; lock table public.note in share mode')
      const waiting = transaction(
        pool,
        (client) => client.query(`insert into public.note values ('never')`),
        { signal: stop.signal },
      )
      await untilWaiting(db.pool, 'relation')
      stop.abort(new Error('enough'))
      await expect(waiting).rejects.toThrow('enough')
    } finally {
      await lock.query('rollback')
      lock.release()
    }
    expect(await notes()).toBe(0)
    expect(
      (await db.pool.query(`select from pg_locks where relation = 'public.note'::regclass`)).rowCount,
    ).toBe(0)
    await expectRecovery()
  })

  it('is not begun when its signal has aborted already', async () => {
    const work = transaction(pool, () => Promise.resolve('done'), {
      signal: AbortSignal.abort(new Error('enough')),
    })
    await expect(work).rejects.toThrow('enough')
  })

  it('is cut off where a cancel does not reach it', async () => {
    const stop = new AbortController()
    const stuck = transaction(
      pool,
      async (client) => {
        await client.query(`insert into public.note values ('never')`)
        proxy.swallow()
        stop.abort(new Error('enough'))
        await client.query('select 1')
      },
      { signal: stop.signal },
    )
    await expect(stuck).rejects.toThrow('enough')
    proxy.reset()
    await expectRecovery()
    expect(await notes()).toBe(0)
  })
})

describe('a server that is down', () => {
  it('is database_unavailable, and is of use as soon as it is back', async () => {
    proxy.refuse()
    await expect(transaction(pool, () => Promise.resolve())).rejects.toMatchObject({
      code: 'database_unavailable',
    })
    expect(await ping(pool, 1_000)).toBe(false)
    await expectRecovery()
  })

  it('in the middle of a transaction leaves nothing of it', async () => {
    const cut = transaction(pool, async (client) => {
      await client.query(`insert into public.note values ('never')`)
      proxy.reset()
      await client.query('select 1')
    })
    await expect(cut).rejects.toMatchObject({ code: 'database_unavailable' })
    expect(await notes()).toBe(0)
    await expectRecovery()
  })
})
