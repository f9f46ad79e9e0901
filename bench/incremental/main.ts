// Whether a sync of a few changed rows costs more in a tenant that has many other entities. It must not.
import { parseArgs } from 'node:util'
import { answerOf, start } from '../child.ts'
import { withClient } from '../client.ts'
import { type BenchDatabase, openDatabase } from '../database.ts'
import { wholeNumber } from '../options.ts'
import type { PhaseResult, PhaseTask } from '../phase.ts'
import type { Edit, SheetServer } from '../sheetServer.ts'
import { print, whole } from '../tables.ts'
import { copyTenant } from './copyTenant.ts'
import { type Incremental, printCosts, printGrown } from './print.ts'
import { between, readings } from './readings.ts'

const USAGE = `Usage: npm run bench:incremental -- [options]

  --sheets R/N,...   rows of each measured sheet, of 25 columns, and how many of them change (default 1000/20,20000/200)
  --entities N,N     other entities of the tenant, from the least to the most (default 1000,10000,100000)
  --repeat N         syncs of each kind; figures are their medians (default 3)

Pages are those of Postgres (8 kB) that were looked at, in memory or not; unlike times they hardly depend on what else the
machine does. Below the table stands which tables and statements read more in the larger tenant.
Without DATABASE_URL an embedded Postgres is started and thrown away; with it, a database of its own is made there, and
statements are not told apart.
`

/** What is read is read by syncs: tables are vacuumed and analyzed when they are filled, and not while one is measured. */
const SETTINGS = { shared_preload_libraries: 'pg_stat_statements', autovacuum: 'off' }

interface Sheet {
  rows: number
  changed: number
}

const EDITS: readonly { name: string; edit: (changed: number) => Edit }[] = [
  { name: 'a field', edit: (correct) => ({ correct }) },
  { name: 'the company', edit: (change) => ({ change }) },
]

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      sheets: { type: 'string', default: '1000/20,20000/200' },
      entities: { type: 'string', default: '1000,10000,100000' },
      repeat: { type: 'string', default: '3' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  })
  if (values.help) return void process.stdout.write(USAGE)
  const sheets = values.sheets.split(',').map(sheetOf)
  const levels = values.entities.split(',').map((count) => wholeNumber('entities', count))
  const repeat = wholeNumber('repeat', values.repeat)
  const database = await openDatabase({ settings: SETTINGS })
  try {
    await countStatements(database)
    const fillers = await fill(database, levels)
    const found: Incremental[] = []
    for (const sheet of sheets) found.push(...(await measureSheet({ database, sheet, fillers, repeat })))
    print('')
    printCosts(found)
    printGrown(found)
  } finally {
    await database.close()
  }
}

function sheetOf(text: string): Sheet {
  const [rows = '', changed = ''] = text.split('/')
  if (changed === '')
    throw new Error(`--sheets takes rows and how many of them change, as in 1000/20, not "${rows}".`)
  return { rows: wholeNumber('sheets', rows), changed: wholeNumber('sheets', changed) }
}

/** Where the server is our own: it has been started with what this needs. */
async function countStatements({ url, folder }: BenchDatabase): Promise<void> {
  if (folder !== null) await withClient(url, (client) => client.query('create extension pg_stat_statements'))
}

/** About as many as half of the largest sheet that there is brings. */
const ENTITIES_A_SHEET = 20_000

/** Tenants whose entities, one after the other, bring another tenant from level to level. */
async function fill(database: BenchDatabase, levels: readonly number[]): Promise<string[]> {
  const parts = levels.flatMap((level, at) => {
    const missing = level - (levels[at - 1] ?? 0)
    const sheets = Math.ceil(missing / ENTITIES_A_SHEET)
    return Array.from({ length: sheets }, () => ({ tenant: `filler ${at}`, entities: missing / sheets }))
  })
  const server = start('./incremental/filler.ts', { entities: parts.map(({ entities }) => entities) })
  try {
    const sheets = (await answerOf(server)) as SheetServer[]
    for (const [at, { tenant, entities }] of parts.entries()) {
      const sheet = sheets[at]
      if (sheet === undefined) throw new Error('There is no such sheet')
      const task: PhaseTask = { ...sheet, work: 'sync', tenant, databaseUrl: database.url }
      const { wallMs } = (await answerOf(start('./phase.ts', task))) as PhaseResult
      process.stderr.write(`${tenant}: ${whole(entities)} entities, ${whole(wallMs)} ms\n`)
    }
    return [...new Set(parts.map(({ tenant }) => tenant))]
  } finally {
    server.disconnect()
  }
}

interface Measured {
  database: BenchDatabase
  sheet: Sheet
  fillers: readonly string[]
  repeat: number
}

async function measureSheet({ database, sheet, fillers, repeat }: Measured): Promise<Incremental[]> {
  const server = start('./sheetServer.ts', { rows: sheet.rows, columns: 25 })
  const tenant = `${sheet.rows} rows`
  const found: Incremental[] = []
  try {
    const served = (await answerOf(server)) as SheetServer
    const task: PhaseTask = { ...served, work: 'sync', tenant, databaseUrl: database.url }
    await answerOf(start('./phase.ts', task))
    let others = 0
    for (const filler of fillers) {
      others += await copyTenant(database.url, { from: filler, to: tenant })
      for (let round = 0; round < repeat; round += 1) {
        for (const { name, edit } of EDITS) {
          server.send(edit(sheet.changed))
          await answerOf(server)
          const measured = await syncCounted(database, task)
          found.push({
            sheet: `${whole(sheet.changed)} of ${whole(sheet.rows)} rows`,
            edit: name,
            others,
            ...measured,
          })
          process.stderr.write(
            `${tenant}, ${name}, ${whole(others)} others: ${whole(measured.result.wallMs)} ms\n`,
          )
        }
      }
    }
    return found
  } finally {
    server.disconnect()
  }
}

async function syncCounted(
  database: BenchDatabase,
  task: PhaseTask,
): Promise<Pick<Incremental, 'result' | 'read'>> {
  const counted = async () => {
    await database.idle()
    return withClient(database.url, readings)
  }
  const before = await counted()
  const result = (await answerOf(start('./phase.ts', task))) as PhaseResult
  return { result, read: between(before, await counted()) }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
})
