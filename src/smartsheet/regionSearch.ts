import { isSyncError, SyncError } from '../core/errors.ts'
import type { Client } from './client.ts'
import { whoAmI } from './doctor.ts'
import { REGION_BASE_URLS, type Region } from './regions.ts'

/** What only a region says that knows the key. */
const KNOWN_THERE = ['key_expired', 'plan_without_api', 'access_policy']

/**
 * Asks each region's own host, one after the other, whether it knows the key: nothing else hears of it. One attempt
 * each. Throws `key_invalid` where none does; where some could not be asked, what kept them from an answer.
 */
export async function findRegion(open: (region: Region) => Client, signal?: AbortSignal): Promise<Region> {
  let unasked: SyncError | null = null
  for (const region of Object.keys(REGION_BASE_URLS) as Region[]) {
    const client = open(region)
    try {
      await whoAmI(client, { retry: 'never', ...(signal && { signal }) })
      return region
    } catch (error) {
      signal?.throwIfAborted()
      if (!isSyncError(error)) throw error
      if (KNOWN_THERE.includes(error.code)) return region
      // The pause is the key's: it holds everywhere.
      if (error.code === 'rate_limited') throw error
      if (error.code !== 'key_invalid') unasked ??= error
    } finally {
      client.close()
    }
  }
  if (unasked !== null) throw unasked
  throw new SyncError('key_invalid', `No region of Smartsheet knows the API key: ${REGIONS_TEXT}.`)
}

const REGIONS_TEXT = Object.keys(REGION_BASE_URLS).join(', ')
