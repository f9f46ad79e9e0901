import { beforeEach, describe, expect, it } from 'vitest'
import { adoptTenantSettings } from '../../src/connections/settings.ts'
import { listConnections } from '../../src/connections/store.ts'
import { purgeTenant } from '../../src/sync/purge.ts'
import { createCrmSheet, people, useSyncs } from '../support/syncStage.ts'
import { rowsOfTables } from '../support/tables.ts'

const stage = useSyncs()
let sheet: number

/** What customerOS does to its table; then a round follows it. */
async function settings(sql: string): Promise<void> {
  await stage.pool.query(sql)
  await adoptTenantSettings(stage.pool, { intervalHours: 1, now: stage.clock.now() })
}
const give = (tenant: string, id: number, key = stage.simulator.apiKey) =>
  settings(`insert into public.tenant_settings (tenant_name, smart_sheet_id, smart_sheet_access_token)
    values ('${tenant}', '${id}', '${key}')`)
const connected = async () =>
  (await listConnections(stage.pool, { enabledOnly: true })).map(
    ({ tenant, sheetId }) => `${tenant}/${sheetId}`,
  )
const graph = async () => [...(await rowsOfTables(stage.pool, ['graph']))]
const contacts = async (tenant = stage.tenant) =>
  (await stage.pool.query('select from graph.contacts where tenant = $1', [tenant])).rowCount
/** What a sync of the sheet writes, if anything. */
async function written(id = sheet): Promise<number> {
  const { counts, status } = await stage.sync(id, { full: true })
  expect(status).toBe('succeeded')
  return Object.values(counts).reduce(
    (sum, { created, updated, archived }) => sum + created + updated + archived,
    0,
  )
}

beforeEach(async () => {
  await stage.pool.query('delete from public.tenant_settings; delete from sync.connection')
  sheet = createCrmSheet(stage.simulator, people(12))
  await give(stage.tenant, sheet)
  await stage.sync(sheet)
  expect(await contacts()).toBe(12)
})

describe('a connection of tenant_settings', () => {
  it.each([
    ['its row is removed', `delete from public.tenant_settings`],
    ['its key is taken away', `update public.tenant_settings set smart_sheet_access_token = null`],
    ['its sheet id is taken away', `update public.tenant_settings set smart_sheet_id = ' '`],
  ])(
    'R11 stops when %s, and nothing goes from the graph; back again, it goes on as before',
    async (_, sql) => {
      const before = await graph()
      await settings(sql)
      expect([await connected(), await graph()]).toEqual([[], before])
      await stage.pool.query('delete from public.tenant_settings')
      await give(stage.tenant, sheet)
      expect(await connected()).toEqual([`${stage.tenant}/${sheet}`])
      expect([await written(), await graph()]).toEqual([0, before])
    },
  )

  it('R11 with another sheet id by mistake and back loses nothing; what the wrong sheet brought stays until it is purged', async () => {
    const wrong = createCrmSheet(stage.simulator, people(3, 100))
    const rename = (id: number) => settings(`update public.tenant_settings set smart_sheet_id = '${id}'`)
    await rename(wrong)
    expect(await connected()).toEqual([`${stage.tenant}/${wrong}`])
    await stage.sync(wrong)
    expect(await contacts()).toBe(15)
    await rename(sheet)
    expect(await connected()).toEqual([`${stage.tenant}/${sheet}`])
    expect([await written(), await contacts()]).toEqual([0, 15])
  })

  it('is one where two rows name one sheet of a tenant, also when one of the rows goes', async () => {
    await give(stage.tenant, sheet, 'another key')
    expect(await connected()).toEqual([`${stage.tenant}/${sheet}`])
    await settings(`delete from public.tenant_settings where smart_sheet_access_token = 'another key'`)
    expect([await connected(), await written()]).toEqual([[`${stage.tenant}/${sheet}`], 0])
  })

  it('of a renamed tenant is another one: the graph of the old name stays until it is erased', async () => {
    const renamed = `${stage.tenant} renamed`
    await settings(`update public.tenant_settings set tenant_name = '${renamed}'`)
    expect(await connected()).toEqual([`${renamed}/${sheet}`])
    await stage.sync(sheet, { tenant: renamed })
    expect([await contacts(), await contacts(renamed)]).toEqual([12, 12])
    await purgeTenant({ pool: stage.pool, clock: stage.clock }, stage.tenant)
    expect([await contacts(), await contacts(renamed), await connected()]).toEqual([
      0,
      12,
      [`${renamed}/${sheet}`],
    ])
  })
})
