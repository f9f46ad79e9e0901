import { afterAll, afterEach, beforeAll, beforeEach, vi } from 'vitest'
import { saveConnection } from '../../src/connections/store.ts'
import { startMachine, type Machine, type Running } from './program.ts'
import { createCrmSheet, people } from './syncStage.ts'
import { untilWaiting } from './waiting.ts'

/** What workers of tests have in their environment. */
export const WORKER_ENV = { HTTP_PORT: '0', SMARTSHEET_PAGE_SIZE: '10', SYNC_CRON: '* * * * * *' }

export interface RunRow {
  status: string
  error_code: string | null
  pid: number
  /** From the end of the run before. */
  seconds: number
}

/** A machine on which workers are started as processes, and a sheet that is connected and due in every test. */
export interface WorkerMachine {
  readonly machine: Machine
  readonly sheet: number
  /** All workers of this test. */
  readonly started: readonly Running[]
  /** Starts a worker; it is killed after the test where it is still there. */
  worker(env?: Record<string, string>): Running
  /** The runs of a sheet, by default that of the test. */
  runs(sheetId?: number): Promise<RunRow[]>
  /** Makes inserts into a table wait; the returned function lets them go. */
  holdInserts(table: string): Promise<() => Promise<void>>
  /** Starts a worker, which waits in the middle of an insert into the table then. */
  stuckAtInsert(table: string): Promise<() => Promise<void>>
}

export function useWorkerMachine(): WorkerMachine {
  let machine: Machine
  let sheet: number
  let started: Running[] = []

  beforeAll(async () => {
    machine = await startMachine()
  })
  afterAll(() => machine.close())
  beforeEach(async () => {
    started = []
    sheet = createCrmSheet(machine.simulator, [
      ...people(29),
      { Company: 'Acme', Deal: 'Rollout', Amount: 10 },
    ])
    const target = { tenant: `tenant-${sheet}`, sheetId: String(sheet) }
    await saveConnection(machine.db.pool, target, {}, { intervalHours: 1, now: new Date() })
  })
  afterEach(async () => {
    await Promise.all(started.map((running) => running.stop('SIGKILL')))
    machine.simulator.faults.clear()
    await machine.db.pool.query('delete from sync.connection')
  })

  const stage: WorkerMachine = {
    get machine() {
      return machine
    },
    get sheet() {
      return sheet
    },
    get started() {
      return started
    },
    worker(env = {}) {
      const running = machine.start('worker', { env: { ...WORKER_ENV, ...env } })
      started.push(running)
      return running
    },
    runs: (sheetId = sheet) => runsOf(machine, sheetId),
    holdInserts: (table) => holdInserts(machine, table),
    async stuckAtInsert(table) {
      const free = await stage.holdInserts(table)
      stage.worker()
      await untilWaiting(machine.db.pool, 'advisory')
      return free
    },
  }
  return stage
}

export const until = (condition: () => boolean | Promise<boolean>, timeout = 30_000) =>
  vi.waitUntil(condition, { timeout, interval: 20 })

async function runsOf({ db }: Machine, sheet: number): Promise<RunRow[]> {
  const result = await db.pool.query<RunRow>(
    `select status, error_code, split_part(worker, '/', 2)::int as pid,
       extract(epoch from started_at - lag(finished_at) over (order by started_at, id))::float8 as seconds
     from sync.run where sheet_id = $1 order by started_at, id`,
    [String(sheet)],
  )
  return result.rows
}

async function holdInserts({ db: { pool } }: Machine, table: string): Promise<() => Promise<void>> {
  await pool.query(`
    create or replace function public.wait_here() returns trigger language plpgsql as
      $$ begin perform pg_advisory_xact_lock(4711); return new; end $$;
    create trigger wait_here before insert on ${table} for each row execute function public.wait_here()`)
  const lock = await pool.connect()
  await lock.query('begin; select pg_advisory_xact_lock(4711)')
  return async () => {
    await lock.query('rollback')
    lock.release()
    await pool.query(`drop trigger wait_here on ${table}`)
  }
}
