import type { ClientBase } from 'pg'

/**
 * R15: merges of one tenant go one after the other, until the end of the transaction. Identity is decided
 * under this lock, so that two sheets cannot both make the same person.
 */
export async function lockTenant(client: ClientBase, tenant: string): Promise<void> {
  await client.query(`select pg_advisory_xact_lock(hashtextextended('smartsheet-sync/' || $1, 0))`, [tenant])
}
