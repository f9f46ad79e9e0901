import { createHash } from 'node:crypto'
import { SyncError } from '../core/errors.ts'
import type { Connection, Queryable } from './model.ts'
import { type SecretKeys, unseal } from './sealing.ts'
import { SETTINGS } from './settings.ts'

export interface ApiKeySources {
  secrets: SecretKeys
  /** SMARTSHEET_ACCESS_TOKEN: for connections that have no key of their own. */
  accessToken: string | null
}

/**
 * The API key that a sync of this connection uses: its own, else that of tenant_settings (read each time,
 * never copied), else SMARTSHEET_ACCESS_TOKEN. Throws `key_missing`.
 */
export async function apiKeyOf(
  db: Queryable,
  connection: Pick<Connection, 'tenant' | 'sheetId' | 'apiKey'>,
  sources: ApiKeySources,
): Promise<string> {
  const { tenant, sheetId, apiKey } = connection
  if (apiKey !== null) return unseal(apiKey, { tenant, sheetId }, sources.secrets)
  const settings = await db.query<{ api_key: string }>(
    `select api_key from ${SETTINGS} where tenant = $1 and sheet_id = $2 and api_key <> '' order by id limit 1`,
    [tenant, sheetId],
  )
  const key = settings.rows[0]?.api_key ?? sources.accessToken
  if (key === null) throw new SyncError('key_missing', `No API key for sheet ${sheetId} of tenant ${tenant}`)
  return key
}

/** Tells one API key from another without telling anything of either. */
export const fingerprint = (apiKey: string): string => createHash('sha256').update(apiKey).digest('hex')
