import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import {
  noteLostAttempt,
  requestResync,
  requestSync,
  unknownTargets,
} from '../../src/connections/requests.ts'
import { dueSync, plannedSyncs } from '../../src/connections/plan.ts'
import { disconnect, forgetConnection, saveConnection } from '../../src/connections/store.ts'
import { transaction } from '../../src/db/transaction.ts'
import { createTestDatabase } from '../support/database.ts'

const db = await createTestDatabase()
afterAll(() => db.drop())

const at = (time: string) => new Date(`2026-03-01T${time}Z`)
const now = at('10:00:00')
let acme = ''
let other = ''

const connect = async (tenant: string, sheetId: string, due: Date) => {
  const target = { tenant, sheetId }
  return (await saveConnection(db.pool, target, {}, { intervalHours: 1, now: due })).connection.id
}
const planned = async (until = now) =>
  (await plannedSyncs(db.pool, now, until)).map(({ connectionId, startAt }) => [connectionId, startAt])
const resync = (...targets: [tenant: string, sheetId: string | null][]) =>
  requestResync(
    db.pool,
    targets.map(([tenant, sheetId]) => ({ tenant, sheetId })),
    { now, unlessSince: at('09:50:00') },
  )
const asked = async (id: string) => (await dueSync(db.pool, id, now))?.asked ?? null

beforeEach(async () => {
  await db.pool.query('truncate sync.connection, sync.request cascade')
  acme = await connect('acme', '11', at('11:30:00'))
  other = await connect('other', '22', at('10:00:20'))
})

describe('what is due', () => {
  it('R18 is every connection whose time comes until then, each at its own time, what is overdue at once', async () => {
    const overdue = await connect('late', '33', at('07:00:00'))
    expect(await planned(at('10:01:00'))).toEqual([
      [overdue, now],
      [other, at('10:00:20')],
    ])
  })

  it('is nothing that is disconnected', async () => {
    await disconnect(db.pool, { tenant: 'other' }, now)
    expect(await planned(at('23:00:00'))).toEqual([[acme, at('11:30:00')]])
  })

  it('is told by a clock that may be half a minute behind', async () => {
    expect(await dueSync(db.pool, other, at('09:59:51'))).not.toBeNull()
    expect(await dueSync(db.pool, other, at('09:59:49'))).toBeNull()
  })
})

describe('a sync that is asked for', () => {
  it('makes a connection due at once, whatever its plan', async () => {
    expect(await asked(acme)).toBeNull()
    await requestSync(db.pool, acme, { full: false, now })
    expect(await planned()).toEqual([[acme, now]])
    expect(await asked(acme)).toEqual({ trigger: 'console', full: false, requestedAt: now })
  })

  it('does not wait for a merge, which locks its connection', async () => {
    await transaction(db.pool, async (client) => {
      await client.query('select from sync.connection for update')
      await requestSync(db.pool, acme, { full: true, now })
      expect(await resync(['other', null])).toBe(1)
    })
    expect(await asked(acme)).toMatchObject({ full: true })
  })

  it('is not asked of what is disconnected', async () => {
    await disconnect(db.pool, { tenant: 'acme' }, now)
    await requestSync(db.pool, acme, { full: false, now })
    expect((await db.pool.query('select from sync.request')).rowCount).toBe(0)
  })

  it('stays full when it is asked for again, and by whom is the last who did', async () => {
    expect(await resync(['acme', '11'])).toBe(1)
    await requestSync(db.pool, acme, { full: false, now: at('10:00:01') })
    expect(await asked(acme)).toEqual({ trigger: 'console', full: true, requestedAt: at('10:00:01') })
  })

  it('goes with its connection', async () => {
    await requestSync(db.pool, acme, { full: true, now })
    await forgetConnection(db.pool, acme)
    expect((await db.pool.query('select from sync.request')).rowCount).toBe(0)
  })

  it('no longer makes it due once the run that was to answer it is lost: then the plan counts', async () => {
    await requestSync(db.pool, acme, { full: true, now })
    await noteLostAttempt(db.pool, acme, { startedAt: at('09:59:59'), now })
    expect(await planned()).toEqual([[acme, now]])
    await noteLostAttempt(db.pool, acme, { startedAt: at('10:00:01'), now })
    expect(await planned()).toEqual([])
    await db.pool.query('update sync.connection set next_due_at = $1', [now])
    expect(await asked(acme)).toMatchObject({ full: true })
  })
})

describe('RESYNC', () => {
  it('names all, tenants, or single sheets', async () => {
    await connect('acme', '12', at('12:00:00'))
    expect(await resync(['acme', null])).toBe(2)
    expect(await resync(['other', '22'], ['other', '23'], ['nobody', null])).toBe(1)
    await db.pool.query('truncate sync.request')
    expect(await requestResync(db.pool, 'all', { now, unlessSince: now })).toBe(3)
  })

  it('of replicas that start together is one, and a later one is another', async () => {
    expect(await resync(['acme', null])).toBe(1)
    expect(await resync(['acme', null])).toBe(0)
    await db.pool.query('update sync.request set done_at = requested_at')
    expect(await resync(['acme', null])).toBe(0)
    const later = { now: at('10:11:00'), unlessSince: at('10:01:00') }
    expect(await requestResync(db.pool, [{ tenant: 'acme', sheetId: null }], later)).toBe(1)
  })

  it('says which names fit no connection', async () => {
    const targets = [
      { tenant: 'acme', sheetId: '11' },
      { tenant: 'acme', sheetId: '99' },
      { tenant: 'nobody', sheetId: null },
    ]
    expect(await unknownTargets(db.pool, targets)).toEqual(targets.slice(1))
  })
})
