// What a sync costs: time, memory, requests, statements and written rows, beside those of reading alone.
import { parseArgs } from 'node:util'
import { answerOf, start } from './child.ts'
import { type BenchDatabase, openDatabase } from './database.ts'
import { wholeNumber } from './options.ts'
import type { PhaseResult, PhaseTask } from './phase.ts'
import type { Edit, SheetServer, SheetSize } from './sheetServer.ts'
import { type Measured, printGrowth, printSheet } from './tables.ts'

const USAGE = `Usage: npm run bench -- [options]

  --rows N,N    sizes of the generated sheets (default 1000,5000,20000)
  --columns N   columns of each (default 25)
  --repeat N    runs of each phase; times are their medians (default 1)

Without DATABASE_URL an embedded Postgres is started and thrown away; with it, a database of its own is made there.
`

interface Phase {
  name: string
  work: PhaseTask['work']
  /** What happens to the sheet before. */
  edit: (rows: number) => Edit | null
}

const PHASES: readonly Phase[] = [
  { name: 'reading alone', work: 'reading', edit: () => null },
  { name: 'reading and mapping', work: 'mapping', edit: () => null },
  { name: 'first sync', work: 'sync', edit: () => null },
  { name: 'same content, new version', work: 'sync', edit: () => 'touch' },
  { name: '1 % of the rows changed', work: 'sync', edit: (rows) => ({ change: Math.ceil(rows / 100) }) },
  { name: 'same version', work: 'sync', edit: () => null },
]

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      rows: { type: 'string', default: '1000,5000,20000' },
      columns: { type: 'string', default: '25' },
      repeat: { type: 'string', default: '1' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  })
  if (values.help) return void process.stdout.write(USAGE)
  const columns = wholeNumber('columns', values.columns)
  const repeat = wholeNumber('repeat', values.repeat)
  const sizes = values.rows.split(',').map((rows) => wholeNumber('rows', rows))
  const database = await openDatabase()
  try {
    const sheets = []
    for (const rows of sizes) {
      const phases = await measureSheet({ size: { rows, columns }, repeat, database })
      printSheet(`${rows} rows x ${columns} columns`, rows, phases)
      sheets.push({ rows, phases })
    }
    if (sheets.length > 1) printGrowth(sheets)
  } finally {
    await database.close()
  }
}

interface SheetBench {
  size: SheetSize
  repeat: number
  database: BenchDatabase
}

async function measureSheet(bench: SheetBench): Promise<Measured[]> {
  const server = start('./sheetServer.ts', bench.size)
  try {
    const sheet = (await answerOf(server)) as SheetServer
    const measured = PHASES.map(({ name }): Measured => ({ name, runs: [] }))
    for (let round = 1; round <= bench.repeat; round += 1) {
      for (const [at, { work, edit }] of PHASES.entries()) {
        const asked = edit(bench.size.rows)
        if (asked !== null) {
          server.send(asked)
          await answerOf(server)
        }
        // A tenant a round: each has a first sync.
        const tenant = `round ${round}`
        measured[at]?.runs.push(await measurePhase({ ...sheet, work, tenant }, bench.database))
      }
    }
    return measured
  } finally {
    server.disconnect()
  }
}

async function measurePhase(
  task: Omit<PhaseTask, 'databaseUrl'>,
  database: BenchDatabase,
): Promise<Measured['runs'][number]> {
  const before = await database.rowsWritten()
  const child = start('./phase.ts', { ...task, databaseUrl: database.url })
  const result = (await answerOf(child)) as PhaseResult
  return { ...result, rowsWritten: (await database.rowsWritten()) - before }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
})
