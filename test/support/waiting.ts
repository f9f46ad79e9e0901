import type { Pool } from 'pg'
import { vi } from 'vitest'

/**
 * Resolves when another connection (or `waiting` of them) to the database waits for a lock: `advisory` (that of a tenant), or
 * `relation` (a table).
 */
export async function untilWaiting(pool: Pool, lock: 'advisory' | 'relation', waiting = 1): Promise<void> {
  await vi.waitUntil(
    async () => {
      const { rowCount } = await pool.query(
        `select from pg_locks l join pg_database d on d.oid = l.database
         where d.datname = current_database() and l.locktype = $1 and not l.granted`,
        [lock],
      )
      return rowCount === waiting
    },
    { timeout: 20_000, interval: 10 },
  )
}
