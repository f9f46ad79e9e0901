import { apiKeyOf, fingerprint } from '../connections/apiKey.ts'
import type { Connection } from '../connections/model.ts'
import { type Client, createClient } from '../smartsheet/client.ts'
import { resolveBaseUrl } from '../smartsheet/regions.ts'
import type { SyncContext } from './report.ts'

/** What has to be known of a connection to read its sheet; also of one that is not saved yet. */
export type SheetAddress = Pick<Connection, 'tenant' | 'sheetId' | 'apiKey' | 'region' | 'baseUrl'>

/** Where the requests of a connection go: its own base URL, else SMARTSHEET_BASE_URL, else its region's. */
export const baseUrlOf = ({ settings }: SyncContext, { region, baseUrl }: SheetAddress): string =>
  resolveBaseUrl({ region, baseUrl: baseUrl ?? settings.baseUrl })

/** A client that can say which key it speaks with, and not what it is. */
export interface KeyedClient extends Client {
  keyHash: string
}

/** A client with the connection's API key; the caller closes it. Throws `key_missing` and the like. */
export async function openClient(
  context: SyncContext,
  address: SheetAddress,
  signal?: AbortSignal,
): Promise<KeyedClient> {
  const { clock, pool, settings } = context
  const logger = context.logger.child({ tenant: address.tenant, sheetId: address.sheetId })
  const apiKey = await apiKeyOf(pool, address, settings.keys)
  const baseUrl = baseUrlOf(context, address)
  const client = createClient({ apiKey, baseUrl, clock, logger, ...(signal && { signal }) })
  return { ...client, keyHash: fingerprint(apiKey) }
}
