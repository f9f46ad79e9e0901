import nock from 'nock'
import { beforeEach, describe, expect, it } from 'vitest'
import { fingerprint } from '../../src/connections/apiKey.ts'
import { reactivateChangedKeys } from '../../src/connections/reactivate.ts'
import { regionsWith } from '../support/regions.ts'
import { useSyncs } from '../support/syncStage.ts'
import { useNock } from '../support/wireMocks.ts'

const SHEET = 4312824539121540
useNock()
const stage = useSyncs()
const regions = regionsWith(String(SHEET))
let keys = 0

beforeEach(() => {
  keys += 1
  regions.asked.length = 0
})

/** With no address and no region configured, as customerOS' settings have none. */
const sync = (options = {}) => stage.sync(SHEET, { baseUrl: null, apiKey: `key-number-${keys}`, ...options })

describe('a connection of which nobody said the region', () => {
  it('finds the region that knows its key, and goes there from then on', async () => {
    regions.serve('eu')
    expect(await sync()).toMatchObject({ status: 'succeeded' })
    expect(regions.asked).toEqual(['us', 'eu', 'eu', 'eu'])
    regions.asked.length = 0
    expect(await sync()).toMatchObject({ status: 'unchanged', apiRequests: 1 })
    expect(regions.asked).toEqual(['eu'])
  })

  it('finds it anew for another key', async () => {
    regions.serve('eu')
    await sync()
    regions.serve('gov')
    expect(await sync({ apiKey: 'another-key-1234' })).toMatchObject({ status: 'unchanged' })
    expect(regions.asked.at(-1)).toBe('gov')
  })

  it('R18 fails with key_invalid where no region knows the key, after one request to each', async () => {
    regions.serve(null)
    expect(await sync()).toMatchObject({ status: 'failed', errorCode: 'key_invalid' })
    expect(regions.asked).toEqual(['us', 'eu', 'au', 'gov'])
    expect((await stage.connection(SHEET)).state).toBe('needs_attention')
    // The same key is no news: only another one is reason to try again before tomorrow.
    const key = fingerprint(`key-number-${keys}`)
    expect(await stage.rows('select key_hash from sync.connection where tenant = $1')).toEqual([
      { key_hash: key },
    ])
    const now = stage.clock.now()
    expect(await reactivateChangedKeys(stage.pool, { environmentKey: key, now })).toBe(0)
    expect((await stage.connection(SHEET)).state).toBe('needs_attention')
  })

  it('R18 is not given up where a region could not be asked', async () => {
    regions.serve(null)
    nock.removeInterceptor({ host: 'api.smartsheet.eu', proto: 'https', path: '/2.0/users/me' })
    nock('https://api.smartsheet.eu').persist().get('/2.0/users/me').reply(503)
    expect(await sync()).toMatchObject({ status: 'failed', errorCode: 'api_unavailable' })
    expect((await stage.connection(SHEET)).state).toBe('active')
  })
})

describe('a connection whose region was given', () => {
  it('W17 asks no other region when its key is refused: exactly one request', async () => {
    regions.serve('eu')
    await stage.connect(SHEET, { region: 'au' })
    expect(await sync()).toMatchObject({ errorCode: 'key_invalid', apiRequests: 1 })
    expect(regions.asked).toEqual(['au'])
  })
})
