import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import type { TestProject } from 'vitest/node'
import { createLogger } from '../../src/core/logger.ts'
import { openEmbedded } from '../../src/db/embedded.ts'
import { migrate } from '../../src/db/migrate.ts'
import { createPool } from '../../src/db/pool.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where databases are created from. */
    maintenanceUrl: string
    /** Name of the migrated database that every test database is a copy of. */
    templateName: string
  }
}

const logger = createLogger('warn')

/** Nothing that a test writes has to outlive a crash. */
const FAST = {
  fsync: 'off',
  full_page_writes: 'off',
  max_connections: '200',
  synchronous_commit: 'off',
}

/** Vitest's global set-up: one Postgres for all test files, embedded unless TEST_DATABASE_URL names one. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await openServer()
  const templateName = `template_${randomUUID().replaceAll('-', '')}`
  const close = async () => {
    await statement(server.url, `drop database if exists ${templateName} with (force)`).finally(server.close)
  }
  try {
    await statement(server.url, `create database ${templateName}`)
    await migrateDatabase(databaseUrl(server.url, templateName))
  } catch (error) {
    await close()
    throw error
  }
  project.provide('maintenanceUrl', server.url)
  project.provide('templateName', templateName)
  return close
}

interface Server {
  readonly url: string
  readonly close: () => Promise<void>
}

async function openServer(): Promise<Server> {
  const url = process.env['TEST_DATABASE_URL']
  if (url !== undefined && url !== '') return { url, close: () => Promise.resolve() }
  const dataDir = await mkdtemp(join(tmpdir(), 'smartsheet-sync-test-'))
  const remove = () => rm(dataDir, { recursive: true, force: true })
  try {
    const embedded = await openEmbedded({ dataDir, logger, settings: FAST })
    return { url: embedded.url, close: () => embedded.close().finally(remove) }
  } catch (error) {
    await remove()
    throw error
  }
}

async function migrateDatabase(url: string): Promise<void> {
  const pool = createPool(url, { logger })
  await migrate(pool).finally(() => pool.end())
}

/** The URL of another database of the same server. */
export function databaseUrl(url: string, name: string): string {
  const other = new URL(url)
  other.pathname = `/${name}`
  return other.href
}

/** Runs one statement on a connection of its own. */
export async function statement(url: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: url })
  await client.connect()
  await client.query(sql).finally(() => client.end())
}
