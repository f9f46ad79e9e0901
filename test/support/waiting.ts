import type { Pool } from 'pg'
import { vi } from 'vitest'

/**
 * Resolves when another connection (or `waiting` of them) to the database waits for a lock: `advisory` (that of a tenant),
 * `relation` (a table), or `transactionid` (a row that a transaction has written).
 */
export async function untilWaiting(
  pool: Pool,
  lock: 'advisory' | 'relation' | 'transactionid',
  waiting = 1,
): Promise<void> {
  await vi.waitUntil(
    async () => {
      const { rowCount } = await pool.query(
        `select from pg_locks l join pg_stat_activity a using (pid)
         where a.datname = current_database() and l.locktype = $1 and not l.granted`,
        [lock],
      )
      return rowCount === waiting
    },
    { timeout: 20_000, interval: 10 },
  )
}
