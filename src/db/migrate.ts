import { fileURLToPath } from 'node:url'
import type { Pool, PoolClient } from 'pg'
import Postgrator from 'postgrator'
import { SyncError, isSyncError, messageOf } from '../core/errors.ts'
import { isTransient } from './failure.ts'
import { transaction } from './transaction.ts'

const MIGRATIONS = fileURLToPath(new URL('../../migrations', import.meta.url))
const OLDEST_POSTGRES = 15
/** Any number that no other program takes: "smartshe" in ASCII. */
const MIGRATION_LOCK = '8317411231031060581'

export interface MigrationResult {
  /** Schema versions before and after; 0 is an empty database. */
  readonly from: number
  readonly to: number
}

/**
 * Brings the schema to the newest migration, in one transaction. Any number of processes may do so at once: a
 * transaction-level lock lets one at a time through, and needs no session, so pgbouncer may stand between.
 */
export async function migrate(pool: Pool, folder: string = MIGRATIONS): Promise<MigrationResult> {
  try {
    return await transaction(pool, (client) => migrateWith(client, folder), { statementTimeoutMs: 0 })
  } catch (error) {
    if (isSyncError(error) || isTransient(error)) throw error
    throw new SyncError(
      'migration_failed',
      `The database schema could not be migrated: ${messageOf(error)}`,
      {
        cause: error,
      },
    )
  }
}

async function migrateWith(client: PoolClient, folder: string): Promise<MigrationResult> {
  await client.query('select pg_advisory_xact_lock($1)', [MIGRATION_LOCK])
  await requirePostgres(client)
  const postgrator = new Postgrator({
    driver: 'pg',
    migrationPattern: `${literalGlob(folder)}/*.do.*.sql`,
    schemaTable: 'sync.schema_migration',
    newline: 'LF',
    // Done by requireUntouched, in one query for all files and with a message that names the file.
    validateChecksums: false,
    execQuery: (sql) => client.query(sql),
  })
  const files = (await postgrator.getMigrations()).sort((a, b) => a.version - b.version)
  const from = await postgrator.getDatabaseVersion()
  const newest = files.at(-1)?.version ?? 0
  if (from > newest) {
    throw new SyncError(
      'database_newer',
      `The database schema is at version ${from}, this release knows only ${newest}`,
    )
  }
  if (from > 0) await requireUntouched(client, files, from)
  if (from < newest) await postgrator.migrate()
  return { from, to: newest }
}

async function requirePostgres(client: PoolClient): Promise<void> {
  const { rows } = await client.query<{ server_version: string }>('show server_version')
  const version = rows[0]?.server_version ?? ''
  if (Number.parseInt(version, 10) >= OLDEST_POSTGRES) return
  throw new SyncError(
    'migration_failed',
    `Postgres ${version} is too old: ${OLDEST_POSTGRES} or newer is needed`,
  )
}

/** Migrations are append-only: what was applied must still be there, unchanged, and nothing may be slipped in below. */
async function requireUntouched(
  client: PoolClient,
  files: readonly Postgrator.Migration[],
  version: number,
): Promise<void> {
  const { rows } = await client.query<{ version: string; name: string; md5: string }>(
    'select version, name, md5 from sync.schema_migration where version > 0 order by version',
  )
  const fileOf = new Map(files.filter((file) => file.version <= version).map((file) => [file.version, file]))
  for (const applied of rows) {
    const file = fileOf.get(Number(applied.version))
    if (file === undefined) refuse(applied, 'was applied to this database, but its file is gone')
    if (file.md5 !== applied.md5) refuse(applied, 'was changed after it had been applied to this database')
    fileOf.delete(file.version)
  }
  for (const file of fileOf.values())
    refuse(file, `has never been applied, but version ${version} already was`)
}

function refuse(migration: { version: number | string; name: string }, fault: string): never {
  throw new SyncError('migration_changed', `Migration ${migration.version} (${migration.name}) ${fault}`)
}

/** The pattern that matches this path and nothing else, though it may contain glob characters. */
const literalGlob = (path: string) => path.replaceAll('\\', '/').replaceAll(/[?*()[\]{}]/g, '[$&]')
