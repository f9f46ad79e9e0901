import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { saveConnection } from '../../src/connections/store.ts'
import { transaction } from '../../src/db/transaction.ts'
import { lockTenant } from '../../src/graph/lock.ts'
import { graphSnapshot } from '../support/graphSnapshot.ts'
import { startMachine, type Machine, type Running } from '../support/program.ts'
import { graphState } from '../support/records.ts'
import { createCrmSheet, people } from '../support/syncStage.ts'
import { untilWaiting } from '../support/waiting.ts'

let machine: Machine
let sheet: number
let synced: Record<string, string>

beforeAll(async () => {
  machine = await startMachine()
})
afterAll(() => machine.close())

/** A sheet that was synced, and then edited so much that the next sync has a lot to write. */
beforeEach(async () => {
  const { sheets } = machine.simulator
  sheet = createCrmSheet(machine.simulator, people(30))
  for (const tenant of ['crash', 'calm']) {
    const target = { tenant: `${tenant}-${sheet}`, sheetId: String(sheet) }
    await saveConnection(machine.db.pool, target, {}, { intervalHours: 1, now: new Date() })
    expect(await machine.run(`sync --tenant ${tenant}-${sheet}`)).toMatchObject({ exitCode: 0 })
  }
  synced = await graphState(machine.db.pool)
  const rows = sheets.rowIds(sheet)
  sheets.deleteRows(sheet, rows.slice(0, 5))
  for (const row of rows.slice(5, 20))
    sheets.updateCells(sheet, row, { Contact: 'Somebody Else', Deal: 'New' })
})

const LINE = () => `sync --tenant crash-${sheet}`
const PAGED = { env: { SMARTSHEET_PAGE_SIZE: '10' } }
const sync = () => machine.run(LINE(), PAGED)

/** A sync whose request for page 2 is never answered, once it has sent it. */
async function stuckWhileReading(): Promise<Running> {
  const asked = Promise.withResolvers<undefined>()
  const when = { page: 2, path: String(sheet) }
  machine.simulator.faults.add({ when, act: { kind: 'edit', run: () => asked.resolve(undefined) } })
  machine.simulator.faults.add({ when, act: { kind: 'silence' } })
  const running = machine.start(LINE(), PAGED)
  await asked.promise
  return running
}

/** The next sync gives the graph of a tenant without any crash. */
async function expectRecovery(): Promise<void> {
  const next = await sync()
  expect([next.exitCode, next.stderr]).toEqual([0, ''])
  expect(next.stdout).toMatch(/: succeeded\n25 rows read/)
  const { pool } = machine.db
  expect((await pool.query('select from sync.stage')).rowCount).toBe(0)
  await machine.run(`sync --tenant calm-${sheet}`)
  expect(await graphSnapshot(pool, `crash-${sheet}`)).toBe(await graphSnapshot(pool, `calm-${sheet}`))
}

describe('R14 kill -9', () => {
  it('while the sheet is read leaves the graph as it was, and the next sync takes over at once', async () => {
    const running = await stuckWhileReading()
    const open = await machine.db.pool.query(
      `select from pg_stat_activity where datname = current_database() and state like 'idle in transaction%'`,
    )
    // No HTTP inside a transaction.
    expect(open.rowCount).toBe(0)
    expect((await running.stop('SIGKILL')).exitCode).toBeNull()
    expect(await graphState(machine.db.pool)).toEqual(synced)
    await expectRecovery()
  })

  it('in the middle of the merge leaves the graph as it was, and the next sync succeeds', async () => {
    const lock = await machine.db.pool.connect()
    try {
      // Opportunities come after links, companies and contacts: by then the merge has written a lot.
      await lock.query('begin; lock table graph.opportunity in access exclusive mode')
      const running = machine.start(LINE(), PAGED)
      await untilWaiting(machine.db.pool, 'relation')
      expect((await running.stop('SIGKILL')).exitCode).toBeNull()
    } finally {
      await lock.query('rollback')
      lock.release()
    }
    expect(await graphState(machine.db.pool)).toEqual(synced)
    await expectRecovery()
    expect(await graphState(machine.db.pool)).not.toEqual(synced)
  })
})

describe('R15 kill -STOP', () => {
  it('in the middle of the merge holds its locks for a minute; woken up, it has written nothing', async () => {
    const lock = await machine.db.pool.connect()
    await lock.query('begin; lock table graph.opportunity in access exclusive mode')
    const running = machine.start(LINE(), PAGED)
    await untilWaiting(machine.db.pool, 'relation')
    process.kill(running.pid, 'SIGSTOP')
    const since = performance.now()
    await lock.query('rollback')
    lock.release()
    // What another worker's merge would wait for.
    await transaction(machine.db.pool, (client) => lockTenant(client, `crash-${sheet}`), {
      statementTimeoutMs: 90_000,
    })
    expect(performance.now() - since).toBeGreaterThan(30_000)
    process.kill(running.pid, 'SIGCONT')
    const { exitCode, stderr } = await running.ended
    expect([exitCode, stderr]).toEqual([1, expect.stringMatching(/^error: Lost the connection to Postgres/)])
    expect(await graphState(machine.db.pool)).toEqual(synced)
    await machine.db.pool.query(
      `update sync.run set heartbeat_at = now() - interval '90 s' where status = 'running'`,
    )
    await expectRecovery()
  }, 120_000)
})

describe('SIGTERM', () => {
  it('R14 ends a sync with exit 1 and one line, the graph as it was, and nothing to clean up', async () => {
    const running = await stuckWhileReading()
    const { exitCode, stderr } = await running.stop('SIGTERM')
    expect([exitCode, stderr]).toEqual([1, expect.stringMatching(/^error: .*SIGTERM.*\n {2}→ .*\n$/)])
    expect(await graphState(machine.db.pool)).toEqual(synced)
    await expectRecovery()
  })
})

describe('R15 two syncs of one connection at once', () => {
  it('the second says who is at work and exits 1; the first is not disturbed', async () => {
    const running = await stuckWhileReading()
    const second = await sync()
    expect(second.exitCode).toBe(1)
    expect(second.stderr).toMatch(
      new RegExp(`^error: Run .*/${running.pid} is at work since .*\\n {2}→ Wait`),
    )
    await running.stop('SIGKILL')
    await expectRecovery()
  })
})
