import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { startSimulator, type Simulator } from '../../simulator/simulator.ts'
import { createTestDatabase, type TestDatabase } from './database.ts'

const MAIN = fileURLToPath(new URL('../../src/main.ts', import.meta.url))

export interface Said {
  /** Null: ended by a signal. */
  exitCode: number | null
  stdout: string
  stderr: string
}

export interface Running {
  pid: number
  /** What it has written to stderr so far: its log. */
  log(): string
  ended: Promise<Said>
  /** Sends a signal and waits for the end. */
  stop(signal: 'SIGKILL' | 'SIGTERM'): Promise<Said>
}

export interface Around {
  env?: Record<string, string>
  input?: string
  /** Options of Node itself. */
  node?: readonly string[]
}

/** The program as its users run it: a process of its own, in a folder of its own, beside a database and a Smartsheet. */
export interface Machine {
  db: TestDatabase
  simulator: Simulator
  folder: string
  /** Starts a command line, its words divided by spaces. */
  start(line: string, around?: Around): Running
  run(line: string, around?: Around): Promise<Said>
  /** Everything that the program has said so far. */
  heard(): string
  close(): Promise<void>
}

export async function startMachine(): Promise<Machine> {
  const db = await createTestDatabase()
  const simulator = await startSimulator()
  const folder = await mkdtemp(join(tmpdir(), 'smartsheet-sync-e2e-'))
  const said: Said[] = []
  const defaults = {
    PATH: process.env['PATH'] ?? '',
    // Halves the time that a start takes from the second on.
    NODE_COMPILE_CACHE: join(folder, 'compiled'),
    DATABASE_URL: db.url,
    SMARTSHEET_BASE_URL: simulator.baseUrl,
    SMARTSHEET_ACCESS_TOKEN: simulator.apiKey,
  }
  const start = (line: string, { env = {}, input = '', node = [] }: Around = {}): Running => {
    const args = [...node, MAIN, ...line.split(' ')]
    const child = spawn(process.execPath, args, { cwd: folder, env: { ...defaults, ...env } })
    const exit = once(child, 'exit')
    child.stdin.end(input)
    let log = ''
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
      log += chunk
    })
    const ended = Promise.all([exit, text(child.stdout), once(child.stderr, 'close').then(() => log)]).then(
      ([[exitCode], stdout, stderr]) => {
        const end = { exitCode: exitCode as number | null, stdout, stderr }
        said.push(end)
        return end
      },
    )
    return {
      pid: child.pid ?? 0,
      log: () => log,
      ended,
      stop(signal) {
        child.kill(signal)
        return ended
      },
    }
  }
  return {
    db,
    simulator,
    folder,
    start,
    run: (line, around) => start(line, around).ended,
    heard: () => JSON.stringify(said),
    async close() {
      await simulator.close()
      await rm(folder, { recursive: true, force: true })
      await db.drop()
    },
  }
}
