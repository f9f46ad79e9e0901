// Many tenants on real workers, all due at the same moment: how many syncs a minute, and how long each one waits.
import { randomBytes } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import type { Client } from 'pg'
import { seal } from '../../src/connections/sealing.ts'
import { saveConnection } from '../../src/connections/store.ts'
import { type Replica, startReplica } from '../chaos/replica.ts'
import { answerOf, start } from '../child.ts'
import { withClient } from '../client.ts'
import { openDatabase } from '../database.ts'
import { wholeNumber } from '../options.ts'
import { print, whole } from '../tables.ts'
import { printRounds, printWaits, printWorkers } from './print.ts'
import { cpuMsOfProcess, peakMbOf } from './processes.ts'
import { nextRound, type Round, watchRound } from './round.ts'
import type { SheetOfTenant, SheetsMessage, SheetsServed } from './sheets.ts'

const USAGE = `Usage: npm run bench:scale -- [options]

  --tenants N   each with an API key and a sheet of its own (default 200)
  --rows N      rows of each sheet, of 25 columns (default 2000)
  --workers N   processes of the worker, with the defaults of the product (default 2)
  --minutes N   after which it ends, done or not (default 20)

All are due at once: first for their first sync, then, when that is done, for 1 % of changed rows. Workers, Postgres and
the simulator share this machine. Without DATABASE_URL an embedded Postgres is started and thrown away; with it, a database
of its own is made there, and its processor time is counted only where it is on this machine.
`

interface Options {
  tenants: number
  rows: number
  workers: number
  minutes: number
}

async function main(): Promise<void> {
  const number = (fallback: string) => ({ type: 'string', default: fallback }) as const
  const { values } = parseArgs({
    options: {
      tenants: number('200'),
      rows: number('2000'),
      workers: number('2'),
      minutes: number('20'),
      help: { type: 'boolean', short: 'h', default: false },
    },
  })
  if (values.help) return void process.stdout.write(USAGE)
  const options = {
    tenants: wholeNumber('tenants', values.tenants),
    rows: wholeNumber('rows', values.rows),
    workers: wholeNumber('workers', values.workers),
    minutes: wholeNumber('minutes', values.minutes),
  }
  const database = await openDatabase()
  try {
    await withClient(database.url, (client) => measure(client, database.url, options))
  } finally {
    await database.close()
  }
}

async function measure(client: Client, databaseUrl: string, options: Options): Promise<void> {
  const deadline = performance.now() + options.minutes * 60_000
  const simulator = start('./scale/sheets.ts', options)
  const replicas: Replica[] = []
  // Also where somebody stops the bench: they would go on for ever.
  process.once('exit', () => {
    for (const replica of replicas) if (replica.isAlive()) void replica.end('SIGKILL')
  })
  try {
    const served = (await answerOf(simulator)) as SheetsServed
    const env = {
      DATABASE_URL: databaseUrl,
      SMARTSHEET_BASE_URL: served.baseUrl,
      SECRETS_KEY: randomBytes(32).toString('base64'),
      HTTP_PORT: '0',
    }
    const due = nextRound()
    await connectAll(client, served.tenants, { due, secretsKey: env.SECRETS_KEY })
    for (let at = 0; at < options.workers; at += 1) replicas.push(startReplica(env))
    const workers = replicas.map(pidOf)
    const first = await watchRound(client, { name: 'first sync', due, workers, deadline })
    const rounds = [first]
    if (performance.now() < deadline) {
      simulator.send('edit' satisfies SheetsMessage)
      await answerOf(simulator)
      const again = nextRound()
      await client.query('update sync.connection set next_due_at = $1', [again])
      rounds.push(await watchRound(client, { name: '1 % changed', due: again, workers, deadline }))
    }
    await report(client, { options, replicas, rounds })
  } finally {
    await Promise.all(replicas.map((replica) => replica.end('SIGTERM')))
    simulator.disconnect()
  }
}

async function connectAll(
  client: Client,
  tenants: readonly SheetOfTenant[],
  { due, secretsKey }: { due: Date; secretsKey: string },
): Promise<void> {
  const secrets = { current: Buffer.from(secretsKey, 'base64'), previous: [] }
  for (const { tenant, sheetId, apiKey } of tenants) {
    const target = { tenant, sheetId }
    // Once a day, so that next to none is due by itself meanwhile.
    await saveConnection(
      client,
      target,
      { apiKey: seal(apiKey, target, secrets) },
      { intervalHours: 24, now: due },
    )
  }
}

async function report(
  client: Client,
  { options, replicas, rounds }: { options: Options; replicas: readonly Replica[]; rounds: readonly Round[] },
): Promise<void> {
  const { tenants, rows } = options
  const workers = replicas.map((replica) => ({
    worker: replica.worker,
    cpuMs: cpuMsOfProcess(pidOf(replica)),
    peakMb: peakMbOf(pidOf(replica)),
  }))
  print(
    `\n${tenants} tenants, each with a sheet of ${whole(rows)} rows x 25 columns, on ${replicas.length} workers`,
  )
  printRounds(rounds, rows)
  printWaits(rounds)
  printWorkers(workers, rounds)
  const found = await client.query<{ status: string; count: number }>(
    `select coalesce(error_code, status) as status, count(*)::int from sync.run group by 1 order by 1`,
  )
  print(`\nRuns: ${found.rows.map(({ status, count }) => `${count} ${status}`).join(', ')}`)
  // Lines come through pipes.
  await delay(100)
  printWarnings(replicas.map((replica) => replica.log()).join(''))
}

/** What the workers have logged as warnings or worse, and how often. */
function printWarnings(log: string): void {
  const lines = log.split('\n').filter((line) => /"level":[4-9]\d/.test(line))
  const counts = Map.groupBy(lines, (line) => /"msg":"([^"]*)"/.exec(line)?.[1] ?? line)
  for (const [message, found] of counts) print(`${found.length} x in the logs: ${message}`)
}

/** A worker is named `host/pid`. */
const pidOf = ({ worker }: Replica): number => Number(worker.split('/').at(-1))

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
})
