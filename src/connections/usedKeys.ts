import type { Queryable } from './model.ts'

/** Hashes of the API keys that a tenant's connections were last read with. */
export async function keysOf(db: Queryable, tenant: string): Promise<string[]> {
  const keys = await db.query<{ key_hash: string }>(
    'select distinct key_hash from sync.connection where tenant = $1 and key_hash is not null',
    [tenant],
  )
  return keys.rows.map(({ key_hash }) => key_hash)
}

/** Forgets what was counted of those of these API keys that no connection uses any more. */
export async function forgetKeys(db: Queryable, keyHashes: readonly string[]): Promise<void> {
  await db.query(
    `delete from sync.api_budget b where key_hash = any($1)
       and not exists (select from sync.connection c where c.key_hash = b.key_hash)`,
    [keyHashes],
  )
}
