import type { Pool } from 'pg'
import { afterAll, beforeAll, beforeEach } from 'vitest'
import type { EntityRecord } from '../../src/mapping/record.ts'
import type { MergeResult } from '../../src/graph/merge.ts'
import { createTestDatabase, type TestDatabase } from './database.ts'
import { mergeRecords, type MergeOptions } from './records.ts'

export interface GraphStage {
  readonly pool: Pool
  /** A new one for every test. */
  readonly tenant: string
  /** Merges these records as the whole of the tenant's sheet 1. */
  merge(records: readonly EntityRecord[], options?: MergeOptions): Promise<MergeResult & { runId: string }>
  /** The rows of a view of the tenant, by name. */
  select(view: 'companies' | 'contacts' | 'deals'): Promise<Record<string, unknown>[]>
}

/** A database for the test file and a tenant for each test. */
export function useGraph(): GraphStage {
  let database: TestDatabase
  let tenants = 0
  const stage: GraphStage = {
    get pool() {
      return database.pool
    },
    get tenant() {
      return `tenant-${tenants}`
    },
    merge: (records, options = {}) =>
      mergeRecords({ pool: stage.pool, tenant: stage.tenant }, records, options),
    async select(view) {
      const rows = await stage.pool.query<Record<string, unknown>>(
        `select * from graph.${view} where tenant = $1 order by name, id`,
        [stage.tenant],
      )
      return rows.rows
    },
  }
  beforeAll(async () => {
    database = await createTestDatabase()
  })
  afterAll(() => database.drop())
  beforeEach(() => {
    tenants += 1
  })
  return stage
}
