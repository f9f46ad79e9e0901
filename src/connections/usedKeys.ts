import type { Queryable } from './model.ts'

/** Hashes of the API keys that a tenant's connections were last read with. */
export async function keysOf(db: Queryable, tenant: string): Promise<string[]> {
  const keys = await db.query<{ key_hash: string }>(
    'select distinct key_hash from sync.connection where tenant = $1 and key_hash is not null',
    [tenant],
  )
  return keys.rows.map(({ key_hash }) => key_hash)
}

/**
 * Notes which API key a run reads with, as soon as it has it: if the run is killed nobody else can say whose failure that
 * was, and any key would count as a new one (R18). Nothing happens when another run has taken over.
 */
export async function noteKeyInUse(
  db: Queryable,
  lease: { connectionId: string; runId: string; keyHash: string },
): Promise<void> {
  await db.query(
    `update sync.connection set key_hash = $3
     where id = $1 and current_run_id = $2 and key_hash is distinct from $3`,
    [lease.connectionId, lease.runId, lease.keyHash],
  )
}

/** Forgets what was counted of those of these API keys that no connection uses any more. */
export async function forgetKeys(db: Queryable, keyHashes: readonly string[]): Promise<void> {
  await db.query(
    `delete from sync.api_budget b where key_hash = any($1)
       and not exists (select from sync.connection c where c.key_hash = b.key_hash)`,
    [keyHashes],
  )
}
