import { afterAll, beforeAll, beforeEach, expect } from 'vitest'
import { saveConnection } from '../../src/connections/store.ts'
import { graphSnapshot } from './graphSnapshot.ts'
import { startMachine, type Machine, type Running, type Said } from './program.ts'
import { graphState } from './records.ts'
import { createCrmSheet, people } from './syncStage.ts'

const PAGED = { env: { SMARTSHEET_PAGE_SIZE: '10' } }

/** A machine with a sheet that two tenants have synced, and that has so many edits since that a sync has a lot to write. */
export interface CrashStage {
  readonly machine: Machine
  readonly sheet: number
  /** The tenant whose syncs are to come to grief; the other one is called calm. */
  readonly tenant: string
  /** The graph before the edits. */
  readonly synced: Record<string, string>
  start(): Running
  sync(): Promise<Said>
  /** The next sync gives the graph of a tenant without any crash. */
  expectRecovery(): Promise<void>
}

export function useCrashStage(): CrashStage {
  let machine: Machine
  let sheet: number
  let synced: Record<string, string>

  beforeAll(async () => {
    machine = await startMachine()
  })
  afterAll(() => machine.close())
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

  const stage: CrashStage = {
    get machine() {
      return machine
    },
    get sheet() {
      return sheet
    },
    get tenant() {
      return `crash-${sheet}`
    },
    get synced() {
      return synced
    },
    start: () => machine.start(`sync --tenant ${stage.tenant}`, PAGED),
    sync: () => stage.start().ended,
    async expectRecovery() {
      const next = await stage.sync()
      expect([next.exitCode, next.stderr]).toEqual([0, ''])
      expect(next.stdout).toMatch(/: succeeded\n25 rows read/)
      const { pool } = machine.db
      expect((await pool.query('select from sync.stage')).rowCount).toBe(0)
      await machine.run(`sync --tenant calm-${sheet}`)
      expect(await graphSnapshot(pool, stage.tenant)).toBe(await graphSnapshot(pool, `calm-${sheet}`))
    },
  }
  return stage
}
