import type { Queryable, Region } from './model.ts'

/** Where Smartsheet knows the API key of this hash; null: not found out yet. */
export async function regionOfKey(db: Queryable, keyHash: string): Promise<Region | null> {
  const found = await db.query<{ region: Region | null }>(
    'select region from sync.api_budget where key_hash = $1',
    [keyHash],
  )
  return found.rows[0]?.region ?? null
}

/** Does nothing for a key that was never used: whoever found its region has asked with it. */
export async function rememberRegion(db: Queryable, keyHash: string, region: Region): Promise<void> {
  await db.query('update sync.api_budget set region = $2 where key_hash = $1', [keyHash, region])
}
