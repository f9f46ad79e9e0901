import { rememberRegion } from '../../connections/keyRegion.ts'
import type { Region } from '../../connections/model.ts'
import { isSyncError, SyncError } from '../../core/errors.ts'
import type { Client } from '../../smartsheet/client.ts'
import { type KeyOwner, whoAmI } from '../../smartsheet/doctor.ts'
import { REGION_BASE_URLS } from '../../smartsheet/regions.ts'
import { findRegion } from '../../smartsheet/regionSearch.ts'
import { givenBaseUrl, type KeyInHand, regionFor, type SheetAddress } from '../../sync/client.ts'
import type { App } from '../context.ts'

/** A key that is in use, and where. */
export interface Introduction {
  client: Client
  owner: KeyOwner
  /** The base URL, with how it is known. */
  place: string
}

/**
 * Asks Smartsheet whose key it is, where the connection's requests go. A key that is not known there is shown to
 * Smartsheet's other regions: throws `wrong_region` where one knows it and another one was given.
 */
export async function introduce(
  app: App,
  key: KeyInHand,
  address: SheetAddress,
  signal: AbortSignal,
): Promise<Introduction> {
  const place = await placeOf(app, key, address, signal)
  try {
    return { ...(await meet(key.clientAt(place.baseUrl))), place: `${place.baseUrl}, ${place.origin}` }
  } catch (error) {
    // Smartsheet's own hosts are asked; where the operator named another address, that is the only one.
    if (!isSyncError(error) || error.code !== 'key_invalid' || place.region === null) throw error
    const region = await findRegion((one) => key.clientAt(REGION_BASE_URLS[one]), signal).catch(
      (other: unknown) => {
        signal.throwIfAborted()
        // Where another region cannot be asked, that is no cause of this.
        throw isSyncError(other) && other.code !== 'key_invalid' ? error : other
      },
    )
    if (address.region !== null) throw wrongRegion(region, address.region)
    await rememberRegion(app.pool, key.keyHash, region)
    return {
      ...(await meet(key.clientAt(REGION_BASE_URLS[region]))),
      place: `${REGION_BASE_URLS[region]}, found just now`,
    }
  }
}

async function meet(client: Client): Promise<Pick<Introduction, 'client' | 'owner'>> {
  try {
    return { client, owner: await whoAmI(client) }
  } catch (error) {
    client.close()
    throw error
  }
}

interface Place {
  baseUrl: string
  /** Null: an address that is no region's. */
  region: Region | null
  origin: string
}

async function placeOf(app: App, key: KeyInHand, address: SheetAddress, signal: AbortSignal): Promise<Place> {
  const baseUrl = givenBaseUrl(app, address)
  if (baseUrl === null) {
    const region = await regionFor(app, key, signal)
    return { baseUrl: REGION_BASE_URLS[region], region, origin: `region ${region}, as the key tells` }
  }
  if (address.region === null || address.baseUrl !== null || app.settings.baseUrl !== null) {
    return { baseUrl, region: null, origin: 'as configured' }
  }
  return { baseUrl, region: address.region, origin: `region ${address.region}, as given` }
}

const wrongRegion = (found: Region, given: Region): SyncError =>
  new SyncError('wrong_region', `The API key belongs to region ${found}, the connection says ${given}`, {
    remedy: `Give the region of the key: \`connect --region ${found}\`.`,
  })
