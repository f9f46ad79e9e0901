import { apiKeyOf, fingerprint } from '../connections/apiKey.ts'
import { createBudget, type SharedBudget } from '../connections/budget.ts'
import { regionOfKey, rememberRegion } from '../connections/keyRegion.ts'
import type { Connection, Region } from '../connections/model.ts'
import { type Client, createClient } from '../smartsheet/client.ts'
import { findRegion } from '../smartsheet/regionSearch.ts'
import { REGION_BASE_URLS, resolveBaseUrl } from '../smartsheet/regions.ts'
import type { SyncContext } from './report.ts'

/** What has to be known of a connection to read its sheet; also of one that is not saved yet. */
export type SheetAddress = Pick<Connection, 'tenant' | 'sheetId' | 'apiKey' | 'region' | 'baseUrl'>

/** An API key at hand: which one, and not what it is; what may be sent with it, and a client of it for any host. */
export interface KeyInHand {
  keyHash: string
  budget: SharedBudget
  clientAt: (baseUrl: string) => Client
}

export interface KeyOptions {
  signal?: AbortSignal
  /** Retries of one request end after this; by default as those of a sync. */
  patienceMs?: number
  /** A longer wait for the budget is `rate_limited`; by default none is too long. */
  longestQueueMs?: number
}

/** A client with the connection's API key; the caller closes it. Throws `key_missing` and the like. */
export async function openClient(
  context: SyncContext,
  address: SheetAddress,
  signal?: AbortSignal,
): Promise<Client> {
  return clientOf(context, await takeKey(context, address, signal && { signal }), address, signal)
}

/** Where the connection's requests go; finds the region of the key where nobody said it. */
export async function clientOf(
  context: SyncContext,
  key: KeyInHand,
  address: SheetAddress,
  signal?: AbortSignal,
): Promise<Client> {
  const baseUrl = givenBaseUrl(context, address) ?? REGION_BASE_URLS[await regionFor(context, key, signal)]
  return key.clientAt(baseUrl)
}

/** Throws `key_missing` and the like. */
export async function takeKey(
  { clock, pool, settings, ...context }: SyncContext,
  address: SheetAddress,
  { signal, patienceMs, longestQueueMs }: KeyOptions = {},
): Promise<KeyInHand> {
  const { tenant, sheetId } = address
  const logger = context.logger.child({ tenant, sheetId })
  const apiKey = await apiKeyOf(pool, address, settings.keys)
  const keyHash = fingerprint(apiKey)
  const budget = createBudget({
    ...{ pool, keyHash, clock },
    // Not its name: that has to be gone when the tenant is erased.
    tenant: fingerprint(tenant),
    perMinute: settings.requestsPerMinute,
    ...(longestQueueMs !== undefined && { longestQueueMs }),
  })
  return {
    keyHash,
    budget,
    clientAt: (baseUrl) =>
      createClient({
        ...{ apiKey, baseUrl, budget, clock, logger },
        ...(signal && { signal }),
        ...(patienceMs !== undefined && { elapsedCapMs: patienceMs }),
      }),
  }
}

/** Where an operator said that the requests go: the connection's base URL, SMARTSHEET_BASE_URL, its region; null: nowhere. */
export function givenBaseUrl({ settings }: SyncContext, { region, baseUrl }: SheetAddress): string | null {
  const given = baseUrl ?? settings.baseUrl
  return given === null && region === null ? null : resolveBaseUrl({ region, baseUrl: given })
}

/** Where Smartsheet knows the key: found out once, and remembered with the key. */
export async function regionFor(
  { pool, logger }: SyncContext,
  { keyHash, clientAt }: KeyInHand,
  signal?: AbortSignal,
): Promise<Region> {
  const known = await regionOfKey(pool, keyHash)
  if (known !== null) return known
  const region = await findRegion((one) => clientAt(REGION_BASE_URLS[one]), signal)
  await rememberRegion(pool, keyHash, region)
  logger.info({ region }, 'Found the region of an API key')
  return region
}
