import { randomUUID } from 'node:crypto'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { Client } from 'pg'
import { createLogger } from '../src/core/logger.ts'
import { openEmbedded } from '../src/db/embedded.ts'
import type { ServerSettings } from '../src/db/embedded/cluster.ts'
import { migrate } from '../src/db/migrate.ts'
import { createPool } from '../src/db/pool.ts'
import { withClient } from './client.ts'

const logger = createLogger('warn')

export interface Written {
  /** Rows of the graph. */
  rows: number
  /** Bytes of WAL, of the whole server. */
  wal: number
}

export interface BenchDatabase {
  url: string
  /** Where the server can be told to put files; null where it is not ours. */
  folder: string | null
  /** What was written so far. */
  written(): Promise<Written>
  /** Waits until nobody is connected: backends hand in what they counted when they end, a moment after their client. */
  idle(): Promise<void>
  close(): Promise<void>
}

export interface DatabaseOptions {
  /** A server's; blank: an embedded one that is thrown away. Default: DATABASE_URL. */
  url?: string
  /** Of an embedded one. */
  settings?: ServerSettings
}

/** A database of its own, without a connection that stays to be counted. */
export async function openDatabase(options: DatabaseOptions = {}): Promise<BenchDatabase> {
  const server = await openServer(options)
  const name = `bench_${randomUUID().replaceAll('-', '')}`
  const maintenance = new Client({ connectionString: server.url })
  maintenance.on('error', () => undefined)
  await maintenance.connect()
  await maintenance.query(`create database ${name}`)
  const url = new URL(server.url)
  url.pathname = `/${name}`
  const pool = createPool(url.href, { logger })
  await migrate(pool)
  await pool.end()
  return {
    url: url.href,
    folder: server.folder,
    async written() {
      await idle(maintenance, name)
      return withClient(url.href, countWritten)
    },
    idle: () => idle(maintenance, name),
    async close() {
      await idle(maintenance, name)
      await maintenance.query(`drop database ${name} with (force)`)
      await maintenance.end()
      await server.close()
    },
  }
}

interface Server {
  url: string
  folder: string | null
  close: () => Promise<void>
}

async function openServer({
  url = process.env['DATABASE_URL'] ?? '',
  settings = {},
}: DatabaseOptions): Promise<Server> {
  if (url !== '') return { url, folder: null, close: () => Promise.resolve() }
  const dataDir = await mkdtemp(join(tmpdir(), 'smartsheet-sync-bench-'))
  const embedded = await openEmbedded({ dataDir, logger, settings })
  const shared = await mkdtemp(join(tmpdir(), 'smartsheet-sync-rows-'))
  await chmod(shared, 0o777)
  const close = () =>
    embedded
      .close()
      .finally(() => rm(shared, { recursive: true, force: true }))
      .finally(() => rm(dataDir, { recursive: true, force: true }))
  closeWhenStopped(close)
  return { url: embedded.url, folder: shared, close }
}

/** The server is no child of ours, and would stay. */
function closeWhenStopped(close: () => Promise<void>): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void close().finally(() => process.exit(1)))
}

async function idle(maintenance: Client, database: string): Promise<void> {
  for (;;) {
    const { rows } = await maintenance.query(
      `select from pg_stat_activity where datname = $1 and backend_type = 'client backend'`,
      [database],
    )
    if (rows.length === 0) return
    await delay(20)
  }
}

async function countWritten(client: Client): Promise<Written> {
  const { rows } = await client.query<Written>(
    `select coalesce(sum(n_tup_ins + n_tup_upd + n_tup_del), 0)::float8 as rows,
       pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::float8 as wal
     from pg_stat_user_tables where schemaname = 'graph'`,
  )
  return rows[0] ?? { rows: 0, wal: 0 }
}
