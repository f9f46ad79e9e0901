// Kills, freezes and confuses workers, and looks whether the graph is right all the same.
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { createLogger } from '../../src/core/logger.ts'
import { openEmbedded } from '../../src/db/embedded.ts'
import { migrate } from '../../src/db/migrate.ts'
import { createPool } from '../../src/db/pool.ts'
import { type ChaosReport, runChaos } from './chaos.ts'
import { histogram } from './recoveries.ts'

const USAGE = `Usage: npm run chaos -- [options]

  --seed N       the same troubles every time (default 1)
  --kills N      how often a worker is killed (default 40)
  --every N      seconds between two kills, on the average (default 5)
  --freezes N    how often a worker is frozen for 60 s (default 4)
  --crashes N    how often the database crashes (default 2)
  --workers N    how many there are at a time (default 3)
  --tenants N    how many there are (default 200)
  --rows N       rows of each sheet (default 120)

Ends with the invariants, and how long it took until the syncs of a killed worker were done by another one.
Uses an embedded Postgres of its own, which is thrown away.
`

async function main(): Promise<void> {
  const number = (fallback: string) => ({ type: 'string', default: fallback }) as const
  const { values } = parseArgs({
    options: {
      seed: number('1'),
      kills: number('40'),
      every: number('5'),
      freezes: number('4'),
      crashes: number('2'),
      workers: number('3'),
      tenants: number('200'),
      rows: number('120'),
      help: { type: 'boolean', short: 'h', default: false },
    },
  })
  if (values.help) return void process.stdout.write(USAGE)
  const dataDir = await mkdtemp(join(tmpdir(), 'smartsheet-sync-chaos-'))
  const logger = createLogger('error')
  const embedded = await openEmbedded({ dataDir, logger })
  const pool = createPool(embedded.url, { logger })
  try {
    await migrate(pool)
    const report = await runChaos({
      pool,
      databaseUrl: embedded.url,
      crashDatabase: () => crash(dataDir),
      seed: wholeNumber('seed', values.seed),
      tenants: wholeNumber('tenants', values.tenants),
      rows: wholeNumber('rows', values.rows),
      workers: wholeNumber('workers', values.workers),
      kills: wholeNumber('kills', values.kills),
      killEveryMs: wholeNumber('every', values.every) * 1_000,
      freezes: wholeNumber('freezes', values.freezes),
      crashes: wholeNumber('crashes', values.crashes),
      freezeMs: 60_000,
      say: print,
    })
    printReport(report)
    if (report.findings.length > 0) process.exitCode = 1
  } finally {
    await pool.end()
    await embedded.close()
    await rm(dataDir, { recursive: true, force: true })
  }
}

/** An immediate shutdown: Postgres recovers from its log when it is started again, which its members do. */
async function crash(dataDir: string): Promise<void> {
  const pidFile = join(dataDir, 'postgres', 'data', 'postmaster.pid')
  const pid = Number((await readFile(pidFile, 'utf8')).split('\n')[0])
  process.kill(pid, 'SIGQUIT')
}

function printReport(report: ChaosReport): void {
  const { kills, freezes, crashes, runs, recoverySeconds, oldestHeartbeatSeconds, findings } = report
  print(`${kills} kills, ${freezes} freezes, ${crashes} crashes of the database`)
  print(
    `Runs: ${Object.entries(runs)
      .map(([status, count]) => `${count} ${status}`)
      .join(', ')}`,
  )
  print(`Oldest heartbeat of a run called running: ${oldestHeartbeatSeconds.toFixed(1)} s`)
  print('\nFrom a kill to the next run of a sheet that was at work in it')
  print(histogram(recoverySeconds))
  print(findings.length === 0 ? '\nAll invariants hold.' : '\nFOUND:')
  for (const { what, count, example } of findings) print(`${count} x ${what}: ${example}`)
}

function wholeNumber(option: string, value: string): number {
  if (!/^\d+$/.test(value)) throw new Error(`--${option} takes a whole number, not "${value}".`)
  return Number(value)
}

const print = (line: string): void => void process.stdout.write(`${line}\n`)

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
})
