import { randomUUID } from 'node:crypto'
import { hostname } from 'node:os'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { holdLease, releaseLease, takeLease } from '../../src/connections/lease.ts'
import { settleLease } from '../../src/connections/settle.ts'
import { disconnect, findConnection, saveConnection } from '../../src/connections/store.ts'
import { transaction } from '../../src/db/transaction.ts'
import { findRun, heartbeat, startRun } from '../../src/runs/runs.ts'
import { createTestDatabase } from '../support/database.ts'

const db = await createTestDatabase()
afterAll(() => db.drop())

const acme = { tenant: 'acme', sheetId: '11' }
const now = new Date('2026-03-01T10:00:00Z')
const ELSEWHERE = 'another-host/4711'
/** Above every process id that a system gives out. */
const DEAD = `${hostname()}/99999999`
const HERE = `${hostname()}/${process.pid}`
let connectionId = ''

beforeEach(async () => {
  await db.pool.query('truncate sync.connection, sync.run cascade')
  connectionId = (await saveConnection(db.pool, acme, {}, { intervalHours: 1, now })).connection.id
})

/** What a sync does first: the run and its lease, or neither. */
async function begin(worker: string): Promise<string> {
  const id = randomUUID()
  await transaction(db.pool, async (client) => {
    await startRun(client, { id, connectionId, ...acme, trigger: 'cli', worker })
    await takeLease(client, { connectionId, runId: id, worker, now })
  })
  return id
}
/** The end of a run, but for what its test is about. */
const ending = { succeeded: true, read: null, answers: null, keyHash: undefined, reason: null, now }
const holder = async () => (await findConnection(db.pool, 'acme', '11'))?.currentRunId
const age = (runId: string, seconds: number) =>
  db.pool.query(`update sync.run set heartbeat_at = now() - make_interval(secs => $2) where id = $1`, [
    runId,
    seconds,
  ])
const statusOf = async (runId: string) => (await findRun(db.pool, runId))?.status

describe('R15 the lease of a connection', () => {
  it('R15 begins nothing for a connection that is gone, and leaves no record of it', async () => {
    await db.pool.query('delete from sync.connection')
    await expect(begin(HERE)).rejects.toMatchObject({ code: 'connection_not_found' })
    expect((await db.pool.query('select from sync.run')).rowCount).toBe(0)
  })

  it('is taken by the first run; a second one hears who is at work and leaves no record', async () => {
    const first = await begin(ELSEWHERE)
    await expect(begin(HERE)).rejects.toMatchObject({
      code: 'already_running',
      message: expect.stringMatching(
        `^Run ${first} of ${ELSEWHERE} is at work since .*Z \\(last heartbeat \\d s ago\\)$`,
      ) as string,
    })
    expect(await holder()).toBe(first)
    expect((await db.pool.query('select 1 from sync.run')).rowCount).toBe(1)
  })

  it('of many that start at once goes to exactly one', async () => {
    const results = await Promise.allSettled(Array.from({ length: 8 }, () => begin(ELSEWHERE)))
    expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1)
  })

  it('is not taken from a run whose heartbeat is 80 s old, and is from one of 91 s', async () => {
    const first = await begin(ELSEWHERE)
    await age(first, 80)
    await expect(begin(HERE)).rejects.toMatchObject({ code: 'already_running' })
    await age(first, 91)
    const second = await begin(HERE)
    expect(await holder()).toBe(second)
    expect(await findRun(db.pool, first)).toMatchObject({ status: 'failed', errorCode: 'interrupted' })
  })

  it('is taken at once from a dead process of this host', async () => {
    const first = await begin(DEAD)
    const second = await begin(HERE)
    expect([await statusOf(first), await holder()]).toEqual(['failed', second])
  })

  it('is taken from a run that has our process id but is older than our process, as in a restarted container', async () => {
    const first = await begin(HERE)
    await expect(begin(HERE)).rejects.toMatchObject({ code: 'already_running' })
    await db.pool.query(`update sync.run set started_at = now() - interval '1 day'`)
    await begin(HERE)
    expect(await statusOf(first)).toBe('failed')
  })

  it('fences a run that was taken over: it can neither merge nor plan nor give the lease away', async () => {
    const first = await begin(DEAD)
    const second = await begin(HERE)
    const merge = transaction(db.pool, (client) => holdLease(client, connectionId, first))
    await expect(merge).rejects.toMatchObject({ code: 'superseded' })
    expect(await heartbeat(db.pool, first)).toBe(false)
    await releaseLease(db.pool, connectionId, first)
    const plan = { state: 'needs_attention', nextDueAt: now, consecutiveFailures: 9 } as const
    await settleLease(db.pool, { connection: { id: connectionId }, runId: first }, plan, {
      ...ending,
      succeeded: false,
    })
    expect(await findConnection(db.pool, 'acme', '11')).toMatchObject({
      currentRunId: second,
      state: 'active',
    })
    await transaction(db.pool, (client) => holdLease(client, connectionId, second))
  })

  it('ends with the plan of the next run and what was read', async () => {
    const run = await begin(HERE)
    const nextDueAt = new Date('2026-03-01T11:00:00Z')
    const plan = { state: 'active', nextDueAt, consecutiveFailures: 0 } as const
    const read = { version: 7, sheetName: 'Sales' }
    await settleLease(db.pool, { connection: { id: connectionId }, runId: run }, plan, {
      ...ending,
      read,
    })
    expect(await findConnection(db.pool, 'acme', '11')).toMatchObject({
      currentRunId: null,
      nextDueAt,
      lastVersion: '7',
      sheetName: 'Sales',
      lastFullReadAt: now,
      lastSuccessAt: now,
    })
  })

  it('leaves a connection stopped that was disconnected meanwhile', async () => {
    const run = await begin(HERE)
    await disconnect(db.pool, acme, now)
    const plan = { state: 'active', nextDueAt: now, consecutiveFailures: 0 } as const
    await settleLease(db.pool, { connection: { id: connectionId }, runId: run }, plan, ending)
    expect(await findConnection(db.pool, 'acme', '11')).toMatchObject({ enabled: false, state: 'paused' })
  })

  it('keeps version and last success of earlier runs when one fails', async () => {
    const plan = { state: 'active', nextDueAt: now, consecutiveFailures: 0 } as const
    const read = { version: 7, sheetName: 'Sales' }
    await settleLease(db.pool, { connection: { id: connectionId }, runId: await begin(HERE) }, plan, {
      ...ending,
      read,
    })
    const later = new Date('2026-03-02T10:00:00Z')
    await settleLease(db.pool, { connection: { id: connectionId }, runId: await begin(HERE) }, plan, {
      ...ending,
      succeeded: false,
      now: later,
    })
    expect(await findConnection(db.pool, 'acme', '11')).toMatchObject({
      lastVersion: '7',
      lastSuccessAt: now,
      lastFullReadAt: now,
    })
  })
})
