import { randomBytes } from 'node:crypto'
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join, resolve } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { SyncError } from '../../core/errors.ts'
import { codeOf } from '../failure.ts'
import { type RunProgram, chooseAccount } from './account.ts'
import { type Binaries, findBinaries } from './binaries.ts'

const SUPERUSER = 'postgres'
const START_TIMEOUT_S = 60
const STOP_TIMEOUT_MS = 60_000
const STOP_POLL_MS = 20

/** The files of one embedded server: `data`, `password` and `server.log` under `home`. */
export interface Cluster {
  readonly home: string
  readonly password: string
  readonly binaries: Binaries
  readonly run: RunProgram
}

/** Server settings written once, when the cluster is created. */
export type ServerSettings = Readonly<Record<string, string>>

const BASE_SETTINGS: ServerSettings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_checkpoints: 'off',
}

/** Opens the cluster under `dataDir`, creating it on first use. */
export async function openCluster(dataDir: string, settings: ServerSettings): Promise<Cluster> {
  const binaries = await findBinaries()
  const home = join(resolve(dataDir), 'postgres')
  await mkdir(dataDir, { recursive: true })
  const { run, own } = await chooseAccount(home, binaries.postgres)
  let version = await dataVersion(home)
  if (version === undefined) {
    await createCluster({ home, binaries, run, own }, settings)
    version = await dataVersion(home)
  }
  await requireVersion(version ?? '', home, await run(binaries.postgres, ['--version']))
  return { home, binaries, run, password: await readPassword(home) }
}

interface Site {
  readonly home: string
  readonly binaries: Binaries
  readonly run: RunProgram
  readonly own: (path: string) => Promise<void>
}

/** Made aside and renamed when whole: of two processes at once one wins, and a crash leaves no half a cluster. */
async function createCluster({ home, binaries, run, own }: Site, settings: ServerSettings): Promise<void> {
  const draft = await mkdtemp(`${home}-new-`)
  try {
    await own(draft)
    const passwordFile = join(draft, 'password')
    await writeFile(passwordFile, randomBytes(24).toString('base64url'), { mode: 0o600 })
    await own(passwordFile)
    await run(binaries.initdb, [
      `--pgdata=${join(draft, 'data')}`,
      `--username=${SUPERUSER}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      // The same on every system, byte order like C, but with upper and lower case beyond ASCII.
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      ...Object.entries({ ...BASE_SETTINGS, ...settings }).map(([name, value]) => `--set=${name}=${value}`),
    ])
    await rename(draft, home)
  } catch (error) {
    await rm(draft, { recursive: true, force: true })
    // Another process was first; its cluster is as good.
    if ((await dataVersion(home)) === undefined) throw error
  }
}

/** The major version that wrote the data, undefined where there are none. */
async function dataVersion(home: string): Promise<string | undefined> {
  const text = await readIfThere(join(home, 'data', 'PG_VERSION'))
  return text?.trim()
}

async function requireVersion(data: string, home: string, banner: string): Promise<void> {
  const program = /\d+/.exec(banner)?.[0] ?? ''
  if (data === program) return Promise.resolve()
  throw new SyncError(
    'embedded_database',
    `The data in ${home} were written by PostgreSQL ${data}, the installed package is PostgreSQL ${program}`,
    { remedy: 'Move that folder away to start afresh, or set DATABASE_URL to a Postgres of your own.' },
  )
}

async function readPassword(home: string): Promise<string> {
  const password = await readIfThere(join(home, 'password'))
  if (password !== undefined) return password
  throw new SyncError('embedded_database', `The password file of the embedded database is gone from ${home}`)
}

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined
    throw error
  }
}

/** The port of the server as it wrote it down; undefined when none is running, or none yet. */
export async function runningPort(cluster: Cluster): Promise<number | undefined> {
  const port = Number((await pidFile(cluster))[3])
  return Number.isInteger(port) && port > 0 ? port : undefined
}

/** What a server writes down about itself, line by line; its process id is the first. */
async function pidFile({ home }: Cluster): Promise<string[]> {
  return (await readIfThere(join(home, 'data', 'postmaster.pid')))?.split('\n') ?? []
}

export const urlOf = (cluster: Cluster, port: number) =>
  `postgres://${SUPERUSER}:${cluster.password}@127.0.0.1:${port}/postgres`

/** Starts a daemon of its own, which outlives this process. Fails where one is running, starting or stopping. */
export async function startServer(cluster: Cluster, port?: number): Promise<void> {
  await cluster.run(cluster.binaries.pgCtl, [
    'start',
    '--wait',
    `--timeout=${START_TIMEOUT_S}`,
    `--pgdata=${join(cluster.home, 'data')}`,
    `--log=${join(cluster.home, 'server.log')}`,
    `--options=-p ${port ?? (await freePort())}`,
  ])
}

/**
 * Stops the running server and waits for its end. Not by pg_ctl's own wait: where somebody starts the next server
 * at that moment, it would wait for that one.
 */
export async function stopServer(cluster: Cluster): Promise<void> {
  const [pid] = await pidFile(cluster)
  await cluster.run(cluster.binaries.pgCtl, [
    'stop',
    '--no-wait',
    '--mode=fast',
    `--pgdata=${join(cluster.home, 'data')}`,
  ])
  const deadline = Date.now() + STOP_TIMEOUT_MS
  while ((await pidFile(cluster))[0] === pid) {
    if (Date.now() > deadline) {
      throw new SyncError('embedded_database', `The embedded PostgreSQL in ${cluster.home} does not stop`)
    }
    await delay(STOP_POLL_MS)
  }
}

/** The end of the server's log: why it did not start. */
export async function lastLogLines(cluster: Cluster): Promise<string> {
  const log = (await readIfThere(join(cluster.home, 'server.log'))) ?? ''
  return log.trimEnd().split('\n').slice(-3).join('\n')
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => {
        if (address === null || typeof address === 'string') reject(new Error('A TCP server has a port'))
        else resolve(address.port)
      })
    })
  })
}
