// What it costs that sync.change keeps what a run changed: syncs of the same edits with and without the recording.
import { parseArgs } from 'node:util'
import { Client } from 'pg'
import { answerOf, start } from './child.ts'
import { type BenchDatabase, openDatabase } from './database.ts'
import { wholeNumber } from './options.ts'
import type { PhaseResult, PhaseTask } from './phase.ts'
import type { Edit, SheetServer } from './sheetServer.ts'
import { print, printTable, ratio, whole } from './tables.ts'

const USAGE = `Usage: npm run bench:history -- [options]

  --rows N      rows of the generated sheet (default 20000)
  --rounds N    pairs of syncs for each share of edited rows (default 5)

Each pair syncs twice, once with and once without recording, in turns first and second; the ratio is the median of the
pairs. The processor time is that of the server's processes, where they are on this machine.
Without DATABASE_URL an embedded Postgres is started and thrown away; with it, a database of its own is made there.
`
const SHARES = [1, 100]

interface Pair {
  recorded: PhaseResult
  unrecorded: PhaseResult
}

interface Bench {
  database: BenchDatabase
  sync: (recording: boolean) => Promise<PhaseResult>
  edit: (edit: Edit) => Promise<void>
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      rows: { type: 'string', default: '20000' },
      rounds: { type: 'string', default: '5' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  })
  if (values.help) return void process.stdout.write(USAGE)
  const rows = wholeNumber('rows', values.rows)
  const rounds = wholeNumber('rounds', values.rounds)
  const database = await openDatabase()
  const server = start('./sheetServer.ts', { rows, columns: 25 })
  try {
    const sheet = (await answerOf(server)) as SheetServer
    const task: Omit<PhaseTask, 'recording'> = {
      ...sheet,
      work: 'sync',
      tenant: 'acme',
      databaseUrl: database.url,
    }
    const bench: Bench = {
      database,
      sync: async (recording) => (await answerOf(start('./phase.ts', { ...task, recording }))) as PhaseResult,
      edit: async (edit) => {
        server.send(edit)
        await answerOf(server)
      },
    }
    await bench.sync(true)
    print(`${whole(rows)} rows x 25 columns, medians of ${rounds} pairs\n`)
    const columns = ['with', 'without', 'ratio', 'of the pairs']
    const table = [
      [
        'rows edited',
        'changes kept',
        ...columns.map((name) => `ms ${name}`),
        ...columns.map((name) => `Postgres CPU ms ${name}`),
      ],
    ]
    for (const share of SHARES) table.push(await measureShare(bench, { share, rows, rounds }))
    printTable(table)
  } finally {
    server.disconnect()
    await database.close()
  }
}

async function measureShare(
  bench: Bench,
  { share, rows, rounds }: { share: number; rows: number; rounds: number },
) {
  const pairs: Pair[] = []
  const before = await changesKept(bench.database.url)
  for (let round = 0; round < rounds; round += 1) {
    const results = new Map<boolean, PhaseResult>()
    for (const recording of round % 2 === 0 ? [true, false] : [false, true]) {
      await bench.edit({ correct: Math.ceil((rows * share) / 100) })
      results.set(recording, await bench.sync(recording))
    }
    const [recorded, unrecorded] = [results.get(true), results.get(false)]
    if (recorded && unrecorded) pairs.push({ recorded, unrecorded })
  }
  const kept = ((await changesKept(bench.database.url)) - before) / rounds
  const figures = (figure: 'wallMs' | 'databaseCpuMs') => ({
    recorded: median(pairs.map(({ recorded }) => recorded[figure])),
    unrecorded: median(pairs.map(({ unrecorded }) => unrecorded[figure])),
    ratios: pairs.map(({ recorded, unrecorded }) => recorded[figure] / unrecorded[figure]),
  })
  return [
    `${share} %`,
    whole(kept),
    ...[figures('wallMs'), figures('databaseCpuMs')].flatMap(({ recorded, unrecorded, ratios }) => [
      whole(recorded),
      whole(unrecorded),
      ratio(median(ratios)),
      `${ratio(Math.min(...ratios))}-${ratio(Math.max(...ratios))}`,
    ]),
  ]
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN

async function changesKept(url: string): Promise<number> {
  const client = new Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query<{ kept: number }>('select count(*)::int as kept from sync.change')
  await client.end()
  return rows[0]?.kept ?? 0
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
})
