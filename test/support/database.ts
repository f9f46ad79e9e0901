import { randomUUID } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { Client, type Pool } from 'pg'
import { inject } from 'vitest'
import { createLogger } from '../../src/core/logger.ts'
import { createPool } from '../../src/db/pool.ts'
import { databaseUrl, statement } from './postgres.ts'
import { unwatchDatabase, watchDatabase } from './watchedDatabases.ts'

const POOLER_URL = process.env['TEST_POOLER_URL'] ?? ''
const behindPooler = POOLER_URL !== ''

export interface TestDatabase {
  readonly url: string
  readonly pool: Pool
  /** For what is about sessions of Postgres, which a pooler hides. */
  readonly directUrl: string
  /** For `afterAll`: removes the database, and throws when a connection to it was left open. */
  readonly drop: () => Promise<void>
}

/**
 * A database of its own for a test file: migrated, or with `empty` without any of our schemas. Its `url` and `pool` go
 * through pgbouncer where TEST_POOLER_URL names one. What its graph is after each test is watched (graphWatch.ts), unless
 * it is to be empty, or `unwatched` says why not.
 */
export async function createTestDatabase(
  options: { empty?: boolean; unwatched?: string } = {},
): Promise<TestDatabase> {
  const maintenanceUrl = inject('maintenanceUrl')
  const name = `test_${randomUUID().replaceAll('-', '')}`
  const template = options.empty === true ? 'template0' : inject('templateName')
  await statement(maintenanceUrl, `create database ${name} template ${template}`)
  const directUrl = databaseUrl(maintenanceUrl, name)
  const url = behindPooler ? databaseUrl(POOLER_URL, name) : directUrl
  const pool = createPool(url, { logger: createLogger('warn') })
  if (options.empty !== true && options.unwatched === undefined) watchDatabase(directUrl)
  const drop = async () => {
    await unwatchDatabase(directUrl)
    const leaks = [...(await endPool(pool)), ...(await strayConnections(maintenanceUrl, name))]
    await statement(maintenanceUrl, `drop database ${name} with (force)`)
    if (leaks.length > 0) throw new Error(`Connections were left open: ${leaks.join('; ')}`)
  }
  return { url, pool, directUrl, drop }
}

/** Ends the pool unless a client was never given back, which it would wait for without end. */
async function endPool(pool: Pool): Promise<string[]> {
  const kept = pool.totalCount - pool.idleCount
  if (kept > 0) return [`${kept} clients of the test's own pool`]
  if (!pool.ended) await pool.end()
  return []
}

/**
 * What is still connected, after the moment that Postgres needs to see the end of those just closed. Idle connections of
 * a pooler are its own; whoever is at work behind it is none of them.
 */
async function strayConnections(maintenanceUrl: string, name: string): Promise<string[]> {
  const client = new Client({ connectionString: maintenanceUrl })
  await client.connect()
  try {
    for (let attempt = 1; ; attempt += 1) {
      const { rows } = await client.query<{ application_name: string; query: string }>(
        `select application_name, query from pg_stat_activity
          where datname = $1 and backend_type = 'client backend' and (state <> 'idle' or not $2)`,
        [name, behindPooler],
      )
      if (rows.length === 0 || attempt === 20) {
        return rows.map((row) => `${row.application_name}: ${row.query}`)
      }
      await delay(50)
    }
  } finally {
    await client.end()
  }
}
