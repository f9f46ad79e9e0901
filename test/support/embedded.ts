import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Client } from 'pg'
import { afterEach, beforeEach, vi } from 'vitest'
import { createLogger } from '../../src/core/logger.ts'
import { type EmbeddedPostgres, openEmbedded } from '../../src/db/embedded.ts'

const MEMBER = fileURLToPath(new URL('embeddedMember.ts', import.meta.url))

let dataDir: string
let opened: EmbeddedPostgres[]
let children: ChildProcessWithoutNullStreams[]

/** Gives each test of the file a new folder, and removes whatever the test left running in it. */
export function useEmbeddedFolder(): void {
  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'smartsheet-sync-embedded-'))
    opened = []
    children = []
  })

  afterEach(async () => {
    await Promise.all(children.map(killed))
    // A member that was killed leaves its server running: the next one to leave stops it.
    if (opened.length === 0 && children.length > 0) {
      const { url } = await open()
      await vi.waitUntil(async () => (await members(url)) === 1, { timeout: 10_000 })
    }
    await Promise.all(opened.map((embedded) => embedded.close()))
    await rm(dataDir, { recursive: true, force: true })
  })
}

/** A path in DATA_DIR, and one in the cluster's folder within. */
export const inFolder = (...path: string[]) => join(dataDir, ...path)
export const inHome = (...path: string[]) => join(dataDir, 'postgres', ...path)

export async function open(logger = createLogger('silent')): Promise<EmbeddedPostgres> {
  const embedded = await openEmbedded({ dataDir, logger, settings: { fsync: 'off' } })
  opened.push(embedded)
  return embedded
}

/** The same server opened by another process. */
export interface Elsewhere {
  readonly url: string
  readonly leave: () => Promise<void>
  /** By SIGKILL. */
  readonly kill: () => Promise<void>
}

export async function openElsewhere(): Promise<Elsewhere> {
  const child = spawn(process.execPath, [MEMBER, dataDir])
  children.push(child)
  child.stderr.pipe(process.stderr)
  const [line] = (await once(child.stdout, 'data')) as [Buffer]
  return {
    url: line.toString().trim(),
    leave: async () => {
      const exit = once(child, 'exit')
      child.stdin.end()
      await exit
    },
    kill: () => killed(child),
  }
}

async function killed(child: ChildProcessWithoutNullStreams): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const exit = once(child, 'exit')
  child.kill('SIGKILL')
  await exit
}

export async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query<Record<string, unknown>>(sql).finally(() => client.end())
  return rows
}

/** How many processes hold the server open: one that was killed counts until the server has noticed. */
export async function members(url: string): Promise<number> {
  const [row] = await query(
    url,
    `select count(*) as members from pg_locks where locktype = 'advisory' and mode = 'ShareLock'`,
  )
  return Number(row?.['members'])
}

/** The process id of the server. */
export async function serverPid(): Promise<number> {
  return Number((await readFile(inHome('data', 'postmaster.pid'), 'utf8')).split('\n')[0])
}

export const isRunning = async () => (await readdir(inHome('data'))).includes('postmaster.pid')
