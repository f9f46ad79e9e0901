// What memory a sync takes: with all that there is, with a bounded heap, and several at once in one process.
import { parseArgs } from 'node:util'
import { answerOf, start } from './child.ts'
import { openDatabase } from './database.ts'
import { wholeNumber } from './options.ts'
import type { PhaseResult, PhaseTask } from './phase.ts'
import { CHANGED, EQUAL, FIRST } from './phases.ts'
import type { Edit, SheetServer } from './sheetServer.ts'
import { print, printTable, whole } from './tables.ts'

const USAGE = `Usage: npm run bench:memory -- [options]

  --rows N      rows of the generated sheet, of 25 columns (default 20000)
  --heap N,N    bounds of the heap that are tried, in MB (default 96)
  --only NAMES  of alone, heap (which needs alone), image (as in the container) and together (the same): those and no others
  --at-once N   how many tenants sync such a sheet at once in one process (default 4)

Each sync, or all that run at once, are a process of their own. To be out of memory is an outcome.
Without DATABASE_URL an embedded Postgres is started and thrown away; with it, a database of its own is made there.
`

interface Case {
  kind: 'alone' | 'heap' | 'image' | 'together'
  name: string
  execArgv: string[]
  /** Whose first sync it is. */
  first: readonly string[]
  /** Who syncs what is equal or changed: of a bounded heap those of the first case, whose first sync has succeeded. */
  later: readonly string[]
}

const KINDS: readonly string[] = ['alone', 'heap', 'image', 'together']

/** The flags of Node that the image has. */
const IMAGE = ['--max-semi-space-size=8', '--heap-growing-percent=30']

const STEPS: readonly { name: string; edit?: (rows: number) => Edit }[] = [
  { name: FIRST },
  { name: EQUAL, edit: () => 'touch' },
  { name: CHANGED, edit: (rows) => ({ change: Math.ceil(rows / 100) }) },
]

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      rows: { type: 'string', default: '20000' },
      heap: { type: 'string', default: '96' },
      only: { type: 'string', default: 'alone,heap,image,together' },
      'at-once': { type: 'string', default: '4' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  })
  if (values.help) return void process.stdout.write(USAGE)
  const rows = wholeNumber('rows', values.rows)
  const heaps = values.heap.split(',').map((heap) => wholeNumber('heap', heap))
  const only = new Set(values.only.split(','))
  for (const name of only)
    if (!KINDS.includes(name)) throw new Error(`--only takes ${KINDS.join(', ')}, not "${name}".`)
  const cases = casesOf(heaps, wholeNumber('at-once', values['at-once'])).filter(({ kind }) => only.has(kind))
  const database = await openDatabase()
  const server = start('./sheetServer.ts', { rows, columns: 25 })
  try {
    const sheet = (await answerOf(server)) as SheetServer
    const table = [['process', 'sync', 'ms', 'Node ms', 'Postgres ms', 'peak MB', 'outcome']]
    for (const { name, execArgv, first, later } of cases) {
      for (const step of STEPS) {
        if (step.edit) {
          server.send(step.edit(rows))
          await answerOf(server)
        }
        const [tenant = '', ...others] = step.edit ? later : first
        const task: PhaseTask = { ...sheet, work: 'sync', tenant, others, databaseUrl: database.url }
        table.push([name, step.name, ...cellsOf(await attempt(task, execArgv))])
        process.stderr.write(`${table.at(-1)?.join(', ') ?? ''}\n`)
      }
    }
    print(`\n${whole(rows)} rows x 25 columns\n`)
    printTable(table)
  } finally {
    server.disconnect()
    await database.close()
  }
}

function casesOf(heaps: readonly number[], atOnce: number): Case[] {
  const many = Array.from({ length: atOnce }, (_, at) => `at once ${at + 1}`)
  return [
    { kind: 'alone', name: 'no flags', execArgv: [], first: ['alone'], later: ['alone'] },
    ...heaps.map((heap): Case => ({
      kind: 'heap',
      name: `--max-old-space-size=${heap}`,
      execArgv: [`--max-old-space-size=${heap}`],
      first: [`heap of ${heap}`],
      later: ['alone'],
    })),
    { kind: 'image', name: 'as in the image', execArgv: IMAGE, first: ['image'], later: ['image'] },
    {
      kind: 'together',
      name: `as in the image, ${atOnce} at once`,
      execArgv: IMAGE,
      first: many,
      later: many,
    },
  ]
}

const OUT_OF_MEMORY = /heap out of memory|invalid size error|Allocation failed/

/** What the process answered, or how it ended where it did not. */
async function attempt(task: PhaseTask, execArgv: string[]): Promise<PhaseResult | string> {
  const child = start('./phase.ts', task, { execArgv, silent: true })
  let said = ''
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    said += text
  })
  try {
    return (await answerOf(child)) as PhaseResult
  } catch (error) {
    if (OUT_OF_MEMORY.test(said)) return 'out of memory'
    process.stderr.write(said)
    return error instanceof Error ? error.message : String(error)
  }
}

function cellsOf(found: PhaseResult | string): string[] {
  if (typeof found === 'string') return ['', '', '', '', found]
  const { wallMs, cpuMs, databaseCpuMs, peakMb, outcome } = found
  return [...[wallMs, cpuMs, databaseCpuMs, peakMb].map(whole), outcome]
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
})
