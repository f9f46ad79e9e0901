// What a sync costs: time, memory, requests, statements and what is written, beside those of the least that could be done,
// of what most programs do, and of the official SDK.
import { parseArgs } from 'node:util'
import { answerOf, start } from './child.ts'
import { type BenchDatabase, openDatabase } from './database.ts'
import { prepareRows, type PreparedRows } from './floor.ts'
import { wholeNumber } from './options.ts'
import type { PhaseResult, PhaseTask } from './phase.ts'
import { PHASES, type Phase } from './phases.ts'
import type { Edit, SheetServer, SheetSize } from './sheetServer.ts'
import { type Measured, printFits, printGrowth, printRatios, printSheet, whole } from './tables.ts'

const GROWTH = '1000,2000,5000,10000,20000'

const USAGE = `Usage: npm run bench -- [options]

  --rows N,N    sizes of the generated sheets (default 20000); of several, what a row costs is shown by size
  --growth      the same as --rows ${GROWTH} --peer 0
  --columns N   columns of each (default 25)
  --repeat N    rounds of all phases, one after the other; times are their medians (default 5)
  --peer N      in how many of the rounds rows are also written one by one, which takes long (default 1)

Without DATABASE_URL an embedded Postgres is started and thrown away; with it, a database of its own is made there, and
the floor is left out: the server would have to read files of this machine. The defaults take a quarter of an hour and more.
`

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      rows: { type: 'string' },
      growth: { type: 'boolean', default: false },
      columns: { type: 'string', default: '25' },
      repeat: { type: 'string', default: '5' },
      peer: { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  })
  if (values.help) return void process.stdout.write(USAGE)
  const columns = wholeNumber('columns', values.columns)
  const [repeat, peer] = [
    wholeNumber('repeat', values.repeat),
    wholeNumber('peer', values.peer ?? (values.growth ? '0' : '1'), 0),
  ]
  const sizes = (values.rows ?? (values.growth ? GROWTH : '20000'))
    .split(',')
    .map((rows) => wholeNumber('rows', rows))
  const database = await openDatabase()
  try {
    const sheets = []
    for (const rows of sizes) {
      const phases = await measureSheet({ size: { rows, columns }, repeat, peer, database })
      printSheet(`${rows} rows x ${columns} columns`, phases)
      printRatios(phases)
      sheets.push({ rows, phases })
    }
    if (sheets.length > 1) {
      printGrowth(sheets)
      printFits(sheets)
    }
  } finally {
    await database.close()
  }
}

interface SheetBench {
  size: SheetSize
  repeat: number
  peer: number
  database: BenchDatabase
}

interface Servers {
  /** Those of one tenant: two sheets about the same companies. */
  sheets: readonly SheetServer[]
  edit: (edit: Edit) => Promise<void>
  stop: () => void
}

async function startServers(size: SheetSize): Promise<Servers> {
  const children = [1, 2].map((seed) => start('./sheetServer.ts', { ...size, seed }))
  const sheets: SheetServer[] = []
  for (const child of children) sheets.push((await answerOf(child)) as SheetServer)
  return {
    sheets,
    async edit(edit) {
      children[0]?.send(edit)
      if (children[0]) await answerOf(children[0])
    },
    stop: () => {
      for (const child of children) child.disconnect()
    },
  }
}

async function measureSheet(bench: SheetBench): Promise<Measured[]> {
  const servers = await startServers(bench.size)
  const measured = PHASES.map(({ name }): Measured => ({ name, runs: [] }))
  const context: Context = { ...bench, servers, prepared: null }
  try {
    for (let round = 1; round <= bench.repeat; round += 1) {
      for (const [at, phase] of PHASES.entries()) {
        const run = await measurePhase(context, phase, round)
        if (run === null) continue
        measured[at]?.runs.push(run)
        // The tables come at the end, and that is far.
        process.stderr.write(`round ${round} of ${bench.repeat}: ${phase.name}, ${whole(run.wallMs)} ms\n`)
      }
    }
    return measured.filter(({ runs }) => runs.length > 0)
  } finally {
    servers.stop()
  }
}

interface Context extends SheetBench {
  servers: Servers
  /** The rows of the first round's first sync. */
  prepared: PreparedRows | null
}

async function measurePhase(
  context: Context,
  { work, edit, second = false, warm = false, after }: Phase,
  round: number,
): Promise<Measured['runs'][number] | null> {
  const { database, servers, size } = context
  const tenants = `${size.rows} rows`
  if (work === 'peer' && round > context.peer) return null
  if (work === 'floor') {
    if (database.folder === null) return null
    context.prepared ??= await prepareRows(database.url, `${tenants}, round 1`, database.folder)
  }
  const asked = edit?.(size.rows) ?? null
  if (asked !== null) await servers.edit(asked)
  const sheet = servers.sheets[second ? 1 : 0]
  if (sheet === undefined) throw new Error('There is no sheet')
  // A tenant a round: each has a first sync.
  const tenant = work === 'sync' ? `${tenants}, round ${round}` : `${tenants}, ${work} ${round}`
  const task: Omit<PhaseTask, 'databaseUrl'> = {
    ...{ ...sheet, work, warm, tenant, from: `${tenants}, round ${round}` },
    ...(context.prepared && { prepared: context.prepared }),
  }
  const run = await runPhase(task, database)
  if (after !== undefined) await servers.edit(after)
  return run
}

async function runPhase(
  task: Omit<PhaseTask, 'databaseUrl'>,
  database: BenchDatabase,
): Promise<Measured['runs'][number]> {
  const before = await database.written()
  const child = start('./phase.ts', { ...task, databaseUrl: database.url })
  const result = (await answerOf(child)) as PhaseResult
  const now = await database.written()
  return { ...result, rowsWritten: now.rows - before.rows, walMb: (now.wal - before.wal) / 1e6 }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
})
