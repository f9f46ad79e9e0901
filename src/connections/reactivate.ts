import type { Queryable } from './model.ts'
import { SETTINGS } from './settings.ts'

// A failure was that of the key which the last run used. Keys are compared here, and leave Postgres in no form.
// A connection with a key of its own gets a new one from `connect`, which clears it.
const CHANGED_KEYS = `
  update sync.connection c
  set state = 'active', consecutive_failures = 0, next_due_at = $2, updated_at = $2
  where c.id in (
    select k.id
    from sync.connection k
    left join lateral (
      select encode(sha256(convert_to(api_key, 'UTF8')), 'hex') as hash
      from ${SETTINGS}
      where settings.tenant = k.tenant and settings.sheet_id = k.sheet_id and api_key <> ''
      order by id limit 1
    ) own on true
    where k.enabled and k.state = 'needs_attention' and k.consecutive_failures > 0 and k.api_key is null
      and coalesce(own.hash, $1) is distinct from k.key_hash
    -- One that merges right now is looked at again by the next round.
    for update of k skip locked)`

/**
 * Ends the failures (R18) of connections whose API key is another one now, in `tenant_settings` or the environment:
 * they are active, and due at once. Returns how many. A sheet whose removals wait is not among them.
 */
export async function reactivateChangedKeys(
  db: Queryable,
  { environmentKey, now }: { environmentKey: string | null; now: Date },
): Promise<number> {
  return (await db.query(CHANGED_KEYS, [environmentKey, now])).rowCount ?? 0
}

/** The same for one connection, at the word of the connection doctor. False where nothing needed it. */
export async function reactivate(db: Queryable, connectionId: string, now: Date): Promise<boolean> {
  const result = await db.query(
    `update sync.connection
     set state = 'active', consecutive_failures = 0, next_due_at = $2, updated_at = $2
     where id = $1 and enabled and state = 'needs_attention' and consecutive_failures > 0`,
    [connectionId, now],
  )
  return result.rowCount === 1
}
