import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { apiKeyOf } from '../../src/connections/apiKey.ts'
import { adoptTenantSettings } from '../../src/connections/settings.ts'
import {
  disconnect,
  findConnection,
  listConnections,
  saveConnection,
  setMapping,
} from '../../src/connections/store.ts'
import { transaction } from '../../src/db/transaction.ts'
import { createTestDatabase } from '../support/database.ts'

const db = await createTestDatabase()
afterAll(() => db.drop())
beforeEach(async () => {
  await db.pool.query('truncate public.tenant_settings, sync.connection cascade')
})

const now = new Date('2026-03-01T10:00:00Z')
const defaults = { intervalHours: 3, now }
const acme = { tenant: 'acme', sheetId: '11' }
const sources = { secrets: { current: null, previous: [] }, accessToken: 'from-environment' }

async function settings(
  ...rows: [tenant: string, sheet: string | null, key: string | null][]
): Promise<void> {
  await db.pool.query(
    `insert into public.tenant_settings (tenant_name, smart_sheet_id, smart_sheet_access_token)
     select * from unnest($1::text[], $2::text[], $3::text[])`,
    [0, 1, 2].map((i) => rows.map((row) => row[i])),
  )
}
const adopt = () => adoptTenantSettings(db.pool, defaults)
const enabled = async () =>
  (await listConnections(db.pool, { enabledOnly: true })).map((c) => `${c.tenant}/${c.sheetId}`)

describe('saveConnection', () => {
  it('gives a new connection the defaults, and makes it due at once', async () => {
    const { connection, created } = await saveConnection(db.pool, acme, {}, defaults)
    expect(created).toBe(true)
    expect(connection).toMatchObject({
      ...acme,
      source: 'cli',
      region: null,
      intervalHours: 3,
      nextDueAt: now,
    })
    expect(connection).toMatchObject({ apiKey: null, mapping: null, comments: false, state: 'active' })
  })

  it('changes of an existing connection only what is given', async () => {
    const first = {
      apiKey: 'plain:k',
      region: 'eu',
      baseUrl: 'https://x.example',
      mapping: { version: 1 },
    } as const
    await saveConnection(db.pool, acme, { ...first, comments: true }, defaults)
    const { connection, created } = await saveConnection(db.pool, acme, { intervalHours: 24 }, defaults)
    expect(created).toBe(false)
    expect(connection).toMatchObject({ ...first, comments: true, intervalHours: 24 })
  })

  it('R1 opens the version gate when it changes what is read or how, and only then', async () => {
    await saveConnection(db.pool, acme, {}, defaults)
    const versionAfter = async (change: Parameters<typeof saveConnection>[2]) => {
      await db.pool.query('update sync.connection set last_version = 7')
      return (await saveConnection(db.pool, acme, change, defaults)).connection.lastVersion
    }
    expect(await versionAfter({ intervalHours: 5 })).toBe('7')
    expect(await versionAfter({ comments: true })).toBeNull()
    expect(await versionAfter({ mapping: { version: 1 } })).toBeNull()
    expect(await versionAfter({ region: 'au' })).toBeNull()
  })

  it('brings a disconnected sheet back', async () => {
    await saveConnection(db.pool, acme, {}, defaults)
    await disconnect(db.pool, { tenant: 'acme' }, now)
    expect(await enabled()).toEqual([])
    await saveConnection(db.pool, acme, {}, defaults)
    expect(await enabled()).toEqual(['acme/11'])
  })
})

describe('setMapping', () => {
  it('R1 opens the version gate and ends needs_mapping', async () => {
    const { connection } = await saveConnection(db.pool, acme, {}, defaults)
    await db.pool.query(
      `update sync.connection set last_version = 7, state = 'needs_mapping', next_due_at = '2027-01-01'`,
    )
    await setMapping(db.pool, connection.id, { mapping: { version: 1 } }, now)
    expect(await findConnection(db.pool, 'acme', '11')).toMatchObject({
      mapping: { version: 1 },
      lastVersion: null,
      state: 'active',
      nextDueAt: now,
    })
  })
})

describe('disconnect', () => {
  it('stops one sheet, or all of the tenant, and nothing of another one', async () => {
    const targets = [
      acme,
      { tenant: 'acme', sheetId: '12' },
      { tenant: 'acme', sheetId: '13' },
      { tenant: 'b', sheetId: '11' },
    ]
    await Promise.all(targets.map((target) => saveConnection(db.pool, target, {}, defaults)))
    expect(await disconnect(db.pool, acme, now)).toHaveLength(1)
    expect(await disconnect(db.pool, acme, now)).toEqual([])
    expect(await disconnect(db.pool, { tenant: 'acme' }, now)).toHaveLength(2)
    expect(await enabled()).toEqual(['b/11'])
  })
})

describe('tenant_settings', () => {
  it('a row with both columns set is a connection; blanks around the values are none of them', async () => {
    await settings(
      [' acme ', '11\n', '\tkey '],
      ['half', '12', null],
      ['other', null, 'k'],
      ['blank', ' ', 'k'],
    )
    expect(await adopt()).toEqual({ adopted: 1, released: 0 })
    expect(await listConnections(db.pool)).toMatchObject([
      { ...acme, source: 'settings', intervalHours: 3, apiKey: null },
    ])
    expect(await adopt()).toEqual({ adopted: 0, released: 0 })
  })

  it('a changed sheet id stops the old sheet and starts the new one; a removed row stops it', async () => {
    await settings(['acme', '11', 'k'])
    await adopt()
    await db.pool.query(`update public.tenant_settings set smart_sheet_id = '12'`)
    expect(await adopt()).toEqual({ adopted: 1, released: 1 })
    expect(await enabled()).toEqual(['acme/12'])
    await db.pool.query('delete from public.tenant_settings')
    expect(await adopt()).toEqual({ adopted: 0, released: 1 })
    expect(await enabled()).toEqual([])
  })

  it('a row that comes back brings its connection back', async () => {
    await settings(['acme', '11', 'k'])
    await adopt()
    await db.pool.query('update public.tenant_settings set smart_sheet_access_token = null')
    await adopt()
    await db.pool.query(`update public.tenant_settings set smart_sheet_access_token = 'k2'`)
    expect(await adopt()).toEqual({ adopted: 1, released: 0 })
    expect(await enabled()).toEqual(['acme/11'])
  })

  it('of several rows of a tenant the first by id counts', async () => {
    await db.pool.query(
      `insert into public.tenant_settings (id, tenant_name, smart_sheet_id, smart_sheet_access_token)
       values ('00000000-0000-0000-0000-00000000000b', 'acme', '22', 'k'),
         ('00000000-0000-0000-0000-00000000000a', 'acme', '11', 'k')`,
    )
    await adopt()
    expect(await enabled()).toEqual(['acme/11'])
  })

  it('does not wait for the merge of a connection that it has nothing to change of', async () => {
    await settings(['acme', '11', 'k'])
    await adopt()
    await transaction(db.pool, async (merging) => {
      await merging.query('select 1 from sync.connection for update')
      expect(await adopt()).toEqual({ adopted: 0, released: 0 })
    })
  })

  it('what an operator disconnected stays so, and what `connect` made is not touched', async () => {
    await settings(['acme', '11', 'k'], ['b', '21', 'k'])
    await saveConnection(db.pool, { tenant: 'b', sheetId: '21' }, { intervalHours: 9 }, defaults)
    await adopt()
    await disconnect(db.pool, acme, now)
    await db.pool.query(`delete from public.tenant_settings where tenant_name = 'b'`)
    expect(await adopt()).toEqual({ adopted: 0, released: 0 })
    expect(await listConnections(db.pool, { enabledOnly: true })).toMatchObject([
      { tenant: 'b', intervalHours: 9 },
    ])
  })
})

describe('apiKeyOf', () => {
  const connection = { ...acme, apiKey: null }

  it("takes the connection's own key, else that of tenant_settings, else the environment's", async () => {
    expect(await apiKeyOf(db.pool, connection, sources)).toBe('from-environment')
    await settings(['acme', '99', 'of another sheet'], ['b', '11', 'of another tenant'])
    expect(await apiKeyOf(db.pool, connection, sources)).toBe('from-environment')
    await settings(['acme', '11', ' from-settings\n'])
    expect(await apiKeyOf(db.pool, connection, sources)).toBe('from-settings')
    expect(await apiKeyOf(db.pool, { ...connection, apiKey: 'plain:own' }, sources)).toBe('own')
  })

  it('without any, says so', async () => {
    await expect(apiKeyOf(db.pool, connection, { ...sources, accessToken: null })).rejects.toMatchObject({
      code: 'key_missing',
    })
  })
})
