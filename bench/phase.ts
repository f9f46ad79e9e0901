// A process of its own for one phase, so that its peak memory is that phase's.
import { systemClock } from '../src/core/clock.ts'
import { createLogger } from '../src/core/logger.ts'
import { createPool } from '../src/db/pool.ts'
import { compileMapping } from '../src/mapping/compile.ts'
import { createMapper, type Mapper } from '../src/mapping/mapper.ts'
import { suggestMapping } from '../src/mapping/suggest/suggest.ts'
import type { Budget } from '../src/smartsheet/budget.ts'
import { createClient } from '../src/smartsheet/client.ts'
import type { Row, Sheet } from '../src/smartsheet/model.ts'
import { decodedRows, readSheet, type RowSink } from '../src/smartsheet/read.ts'
import { argument } from './child.ts'
import { mergePrepared, type PreparedRows } from './floor.ts'
import { SDK_PAGE_ROWS } from './pages.ts'
import { mergeRowByRow } from './peer.ts'
import type { SheetServer } from './sheetServer.ts'
import { watchStatements, withoutRecording } from './statements.ts'
import { syncSheet } from './syncSheet.ts'

export interface PhaseTask extends SheetServer {
  work: 'reading' | 'sdk' | 'mapping' | 'sync' | 'floor' | 'peer'
  databaseUrl: string
  tenant: string
  /** Of `floor`: where the rows are. */
  prepared?: PreparedRows
  /** Of `sync`: further tenants that sync the sheet at the same time. */
  others?: readonly string[]
  /** Of `sync`: has done the same before, as a worker that has been at work has. */
  warm?: boolean
  /** Of `peer`: the tenant that has the rows. */
  from?: string
  /** False: without the statements that record what the run changes, to see what those cost. */
  recording?: boolean
}

export interface PhaseResult {
  wallMs: number
  /** Of this process; Postgres and the simulator have their own. */
  cpuMs: number
  peakMb: number
  requests: number
  statements: number
  /** Of the server's processes that worked for this one; 0 where they are not on this machine. */
  databaseCpuMs: number
  outcome: string
}

type Figures = Pick<PhaseResult, 'requests' | 'statements' | 'databaseCpuMs' | 'outcome'>

const task = argument() as PhaseTask
const logger = createLogger('warn')

/** `work` may begin anew what is measured. */
async function measured(work: (begin: () => void) => Promise<Figures>): Promise<PhaseResult> {
  let startedAt = performance.now()
  let before = process.cpuUsage()
  const figures = await work(() => {
    startedAt = performance.now()
    before = process.cpuUsage()
  })
  const { user, system } = process.cpuUsage(before)
  return {
    ...figures,
    wallMs: performance.now() - startedAt,
    cpuMs: (user + system) / 1000,
    peakMb: process.resourceUsage().maxRSS / 1024,
  }
}

/** Reads the sheet, and maps it where that is the task, into nothing. */
async function readOnly(): Promise<Figures> {
  const client = createClient({ ...task, budget: UNLIMITED, clock: systemClock, logger })
  const sink = task.work === 'mapping' ? mapAndDrop() : dropped
  const read = await readSheet(client, task.sheetId, { sink, clock: systemClock })
  client.close()
  return {
    requests: client.stats.requests,
    statements: 0,
    databaseCpuMs: 0,
    outcome: `${read.rowCount} rows`,
  }
}

/** What is measured is reading, not waiting. */
const UNLIMITED: Budget = {
  take: () => Promise.resolve(),
  pause: () => Promise.resolve(),
  limitTo: () => Promise.resolve(),
}

const dropped: RowSink = {
  begin: () => Promise.resolve(),
  page: (rows) => {
    const iterator = rows[Symbol.iterator]()
    while (iterator.next().done !== true);
    return Promise.resolve()
  },
}

function mapAndDrop(): RowSink {
  let sheet: Sheet
  let mapper: Mapper | null = null
  return {
    begin(begun) {
      sheet = begun
      mapper = null
      return Promise.resolve()
    },
    page(read) {
      const rows = decodedRows(read)
      mapper ??= createMapper(compileMapping(suggested(sheet, rows), sheet.columns))
      mapper.page(rows)
      return Promise.resolve()
    },
  }
}

function suggested(sheet: Sheet, rows: readonly Row[]) {
  const { mapping } = suggestMapping(sheet.columns, rows.slice(0, 200))
  if (mapping === null) throw new Error('The suggester has no mapping for the generated sheet')
  return mapping
}

/** For several tenants at once on one pool, as a worker does. */
async function syncOnce(begin: () => void): Promise<Figures> {
  const pool = createPool(task.databaseUrl, { logger })
  const statements = watchStatements(pool, task.recording === false ? withoutRecording : undefined)
  const tenants = [task.tenant, ...(task.others ?? [])]
  const syncAll = () => Promise.all(tenants.map((tenant) => syncSheet(pool, tenant, task)))
  if (task.warm === true) await syncAll()
  begin()
  const before = statements()
  const reports = await syncAll()
  const after = statements()
  await pool.end()
  return {
    statements: after.statements - before.statements,
    databaseCpuMs: after.databaseCpuMs - before.databaseCpuMs,
    requests: reports.reduce((sum, { apiRequests }) => sum + apiRequests, 0),
    outcome: [...new Set(reports.map(({ status }) => status))].join(', '),
  }
}

/** As the official SDK reads it, in pages of the size that we choose for such a sheet. */
async function readBySdk(): Promise<Figures> {
  // Only here: what it takes is no other phase's memory.
  const smartsheet = await import('smartsheet')
  // Its types leave open whether it can read sheets.
  const client = smartsheet.createClient({
    accessToken: task.apiKey,
    baseUrl: `${task.baseUrl}/`,
    logLevel: 'error',
  }) as unknown as SdkClient
  let rows = 0
  let requests = 0
  for (let total = Infinity; rows < total;) {
    requests += 1
    const queryParameters = { page: requests, pageSize: SDK_PAGE_ROWS, level: 2, include: 'objectValue' }
    const sheet = await client.sheets.getSheet({ id: Number(task.sheetId), queryParameters })
    total = sheet.totalRowCount
    rows += sheet.rows.length
  }
  return { requests, statements: 0, databaseCpuMs: 0, outcome: `${rows} rows` }
}

interface SdkClient {
  sheets: { getSheet: (options: { id: number; queryParameters: object }) => Promise<SdkSheet> }
}
interface SdkSheet {
  totalRowCount: number
  rows: unknown[]
}

/** By a connection of its own, whose process is the one that works. */
async function writePrepared(): Promise<Figures> {
  if (task.prepared === undefined) throw new Error('No rows are prepared')
  return {
    requests: 0,
    outcome: 'merged',
    ...(await mergePrepared(task.databaseUrl, task.tenant, task.prepared)),
  }
}

const writeRowByRow = async (): Promise<Figures> => ({
  ...{ requests: 0, outcome: 'written' },
  ...(await mergeRowByRow(task.databaseUrl, task.from ?? '', task.tenant)),
})

const WORK: Record<PhaseTask['work'], (begin: () => void) => Promise<Figures>> = {
  reading: readOnly,
  mapping: readOnly,
  sdk: readBySdk,
  sync: syncOnce,
  floor: writePrepared,
  peer: writeRowByRow,
}

process.send?.(await measured(WORK[task.work]))
process.disconnect()
