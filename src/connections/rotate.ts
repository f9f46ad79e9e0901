import { isSyncError, type SyncError } from '../core/errors.ts'
import type { Queryable } from './model.ts'
import { isSealedWith, seal, type SecretKeys, unseal } from './sealing.ts'

const BATCH = 1_000

interface StoredKey {
  id: string
  tenant: string
  sheet_id: string
  api_key: string
}

export interface Rotated {
  /** API keys that are sealed with the current key now, and were not before. */
  rotated: number
  /** Those that were already. */
  current: number
  /** Those that no key at hand opens. */
  failed: { tenant: string; sheetId: string; error: SyncError }[]
}

/**
 * Seals every stored API key anew with the current SECRETS_KEY, while workers go on: they open what is sealed with
 * either. A key that somebody replaces at the same moment stays the new one. Done again, it does what is left.
 */
export async function rotateKeys(
  db: Queryable,
  keys: SecretKeys & { current: Uint8Array },
): Promise<Rotated> {
  const done: Rotated = { rotated: 0, current: 0, failed: [] }
  let after = '00000000-0000-0000-0000-000000000000'
  for (;;) {
    const batch = await nextKeys(db, after)
    const last = batch.at(-1)
    if (last === undefined) return done
    after = last.id
    const old = batch.filter(({ api_key: sealed }) => !isSealedWith(sealed, keys.current))
    done.current += batch.length - old.length
    const anew = old.flatMap((stored) => sealAnew(stored, keys, done))
    done.rotated += await replaceKeys(db, anew)
  }
}

async function nextKeys(db: Queryable, after: string): Promise<StoredKey[]> {
  const result = await db.query<StoredKey>(
    `select id, tenant, sheet_id, api_key from sync.connection
     where api_key is not null and id > $1 order by id limit $2`,
    [after, BATCH],
  )
  return result.rows
}

function sealAnew(stored: StoredKey, keys: SecretKeys, { failed }: Rotated): Replacement[] {
  const { id, tenant, sheet_id: sheetId, api_key: was } = stored
  try {
    return [{ id, was, sealed: seal(unseal(was, { tenant, sheetId }, keys), { tenant, sheetId }, keys) }]
  } catch (error) {
    if (!isSyncError(error)) throw error
    failed.push({ tenant, sheetId, error })
    return []
  }
}

interface Replacement {
  id: string
  was: string
  sealed: string
}

/** Returns how many were still what they had been. */
async function replaceKeys(db: Queryable, replacements: readonly Replacement[]): Promise<number> {
  const result = await db.query(
    `update sync.connection c set api_key = r.sealed
     from jsonb_to_recordset($1) as r (id uuid, was text, sealed text)
     where c.id = r.id and c.api_key = r.was`,
    [JSON.stringify(replacements)],
  )
  return result.rowCount ?? 0
}

/** How many API keys lie in the database as they are, for want of a SECRETS_KEY. */
export async function countUnsealed(db: Queryable): Promise<number> {
  const result = await db.query<{ count: number }>(
    `select count(*)::int as count from sync.connection where api_key like 'plain:%'`,
  )
  return result.rows[0]?.count ?? 0
}
