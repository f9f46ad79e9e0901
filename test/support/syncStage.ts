import type { Pool } from 'pg'
import { afterAll, beforeAll, beforeEach } from 'vitest'
import { startSimulator, type Simulator } from '../../simulator/simulator.ts'
import type { RowInput } from '../../simulator/store/rows.ts'
import { thisWorker } from '../../src/connections/lease.ts'
import type { Connection } from '../../src/connections/model.ts'
import { type ConnectionSettings, findConnection, saveConnection } from '../../src/connections/store.ts'
import { createLogger } from '../../src/core/logger.ts'
import type { SyncContext, SyncReport, SyncRequest } from '../../src/sync/report.ts'
import { runSync } from '../../src/sync/sync.ts'
import { createTestDatabase, type TestDatabase } from './database.ts'
import { fakeClock, type FakeClock } from './fakeClock.ts'

export interface SyncOptions extends Partial<Omit<SyncRequest, 'connection'>> {
  tenant?: string
  pageSize?: number
  /** By default no budget is felt. */
  requestsPerMinute?: number
  worker?: string
  /** By default the simulator's; null: Smartsheet's own. */
  baseUrl?: string | null
  /** By default the simulator's. */
  apiKey?: string
  /** Another way to the same database. */
  pool?: Pool
}

/** A database, a local Smartsheet and the time for both, and whole syncs between them. */
export interface SyncStage {
  readonly pool: Pool
  readonly url: string
  /** To Postgres itself, which a pooler hides. */
  readonly directUrl: string
  readonly simulator: Simulator
  readonly clock: FakeClock
  /** A new one for every test. */
  readonly tenant: string
  /** Everything that syncs have logged. */
  readonly log: string[]
  /** What a sync or a purge works with. */
  context(options?: SyncOptions): SyncContext
  connect(sheetId: number, settings?: ConnectionSettings, tenant?: string): Promise<Connection>
  connection(sheetId: number, tenant?: string): Promise<Connection>
  /** A minute later, syncs the sheet, which it connects where that was not done. */
  sync(sheetId: number, options?: SyncOptions): Promise<SyncReport>
  /** Rows of a statement; $1 is the tenant. */
  rows<R extends object = Record<string, unknown>>(sql: string): Promise<R[]>
}

export function useSyncs(): SyncStage {
  let database: TestDatabase
  let simulator: Simulator
  const clock = fakeClock()
  const log: string[] = []
  const logger = createLogger('debug', { write: (line) => void log.push(line) })
  const worker = thisWorker()
  let tests = 0
  const context = (options: SyncOptions = {}): SyncContext => ({
    pool: options.pool ?? database.pool,
    clock,
    logger,
    settings: {
      keys: { secrets: { current: null, previous: [] }, accessToken: options.apiKey ?? simulator.apiKey },
      baseUrl: options.baseUrl === undefined ? simulator.baseUrl : options.baseUrl,
      pageSize: options.pageSize ?? null,
      requestsPerMinute: options.requestsPerMinute ?? 100_000,
      worker: options.worker ?? worker,
    },
  })
  const stage: SyncStage = {
    get pool() {
      return database.pool
    },
    get url() {
      return database.url
    },
    get directUrl() {
      return database.directUrl
    },
    get simulator() {
      return simulator
    },
    get tenant() {
      return `tenant-${tests}`
    },
    clock,
    log,
    context,
    async connect(sheetId, settings = {}, tenant = stage.tenant) {
      const defaults = { intervalHours: 1, now: clock.now() }
      return (await saveConnection(stage.pool, { tenant, sheetId: String(sheetId) }, settings, defaults))
        .connection
    },
    async connection(sheetId, tenant = stage.tenant) {
      const found = await findConnection(stage.pool, tenant, String(sheetId))
      return found ?? stage.connect(sheetId, {}, tenant)
    },
    async sync(sheetId, options = {}) {
      clock.advance(60_000)
      const connection = await stage.connection(sheetId, options.tenant)
      const { trigger = 'cli', full = false, dryRun = false, allowRemovals = false } = options
      return runSync(context(options), {
        ...options,
        connection,
        trigger,
        full,
        dryRun,
        allowRemovals,
      })
    },
    async rows<R extends object>(sql: string) {
      return (await stage.pool.query<R>(sql, [stage.tenant])).rows
    },
  }
  beforeAll(async () => {
    database = await createTestDatabase()
    simulator = await startSimulator({ clock: () => clock.now() })
  })
  afterAll(async () => {
    await simulator.close()
    await database.drop()
  })
  beforeEach(() => {
    tests += 1
  })
  return stage
}

const COLUMNS = [
  { title: 'Company', primary: true },
  { title: 'Contact' },
  { title: 'Email' },
  { title: 'Job title' },
  { title: 'Deal' },
  { title: 'Amount' },
  { title: 'Notes' },
  { title: 'Phone' },
  { title: 'Shoe size' },
]

/** A sheet whose columns need no mapping. */
export const createCrmSheet = ({ sheets }: Simulator, cells: readonly RowInput['cells'][]): number =>
  sheets.createSheet({ name: 'CRM', columns: COLUMNS, rows: cells.map((row) => ({ cells: row })) })

/** Two people of a company in two spellings, and one of another; two deals. */
export const TRIO: RowInput['cells'][] = [
  { Company: 'Acme Corp.', Contact: 'Ann Bell', Email: 'ann@acme.example', Deal: 'Rollout', Amount: 10 },
  { Company: 'ACME corp', Contact: 'Bo Chan', Email: 'bo@acme.example' },
  { Company: 'Globex', Contact: 'Cy Dorn', Email: 'cy@globex.example', Deal: 'Pilot', Amount: 5 },
]

/** The cells of so many people, each of a company of their own. */
export const people = (count: number, from = 0): RowInput['cells'][] =>
  Array.from({ length: count }, (_, at) => ({
    Company: `Company ${from + at}`,
    Contact: `Person ${letters(from + at)}`,
    Email: `person.${from + at}@company-${from + at}.example`,
  }))

/** Names of people hold no digits. */
const letters = (n: number): string =>
  String(n).replaceAll(/\d/g, (digit) => 'ABCDEFGHIJ'.charAt(Number(digit)))
