import { afterAll, describe, expect, it } from 'vitest'
import { createTestDatabase } from '../support/database.ts'
import { fillEveryTable, idOf } from '../support/everyTable.ts'
import { documentedRole, relations } from '../support/roles.ts'

const db = await createTestDatabase({ unwatched: 'rows made up for every column of every table' })
const reader = await documentedRole(db, 'crm_reader')
afterAll(async () => {
  await reader.drop()
  await db.drop()
})

// Row ids, sheet ids, emails: whatever can be equal in two tenants is.
for (const tenant of ['acme', 'globex']) await fillEveryTable(db.pool, tenant, 'same')
await db.pool.query(`insert into sync.identity values ('globex', 'Contact', 'email', 'x', $1)`, [
  idOf('same/contact'),
])
const all = await relations(db.pool, ['r', 'v'])
const tables = await relations(db.pool, ['r'])
const DENIED = { code: '42501' }

describe('a role that reads, made as docs/reading.md says', () => {
  it('sees one tenant only, in every table and view', async () => {
    expect(all).toEqual(expect.arrayContaining(['graph.contacts', 'graph.companies', 'graph.deals']))
    const seen = all
      .map((name) => `select distinct '${name}' as name, tenant from ${name}`)
      .join(' union all ')
    expect(await reader.ask('acme', `${seen} order by 1`)).toEqual(
      all.map((name) => ({ name, tenant: 'acme' })),
    )
  })

  it('sees each entity once, and its own owner, where another tenant has the same ids', async () => {
    await db.pool.query(`update graph."user" set name = 'Another' where tenant = 'globex'`)
    const people = 'select name, email, company, owner, tags, row_url from graph.contacts'
    const acme = await reader.ask('acme', people)
    expect(acme).toEqual([
      {
        ...{
          name: 'Ann Bell',
          email: 'same@acme.example',
          company: 'Acme',
          owner: 'Olga',
          tags: ['tag same'],
        },
        row_url: 'https://app.smartsheet.com/same',
      },
    ])
    expect(await reader.ask('globex', people)).toEqual([{ ...acme[0], owner: 'Another' }])
  })

  it('sees nothing for no tenant, an empty one, another one, and several at once', async () => {
    const seen = all.map((name) => `select '${name}' as name from ${name}`).join(' union all ')
    for (const tenant of [null, '', 'nobody', 'ACME', '%', `acme' or 'a'='a`, 'acme,globex'])
      expect([tenant, await reader.ask(tenant, seen)]).toEqual([tenant, []])
  })

  it('sees nothing after the transaction that named the tenant, on the same connection', async () => {
    const client = await reader.connect()
    await client.query(`begin; select set_config('app.tenant', 'acme', true)`)
    expect((await client.query('select from graph.contacts')).rowCount).toBe(1)
    await client.query('commit')
    expect((await client.query('select from graph.contacts')).rowCount).toBe(0)
    await client.end()
  })

  it('gets no row of another tenant by asking for it, nor by a condition that tells what it sees', async () => {
    const other = `tenant = 'globex'`
    for (const name of all) expect(await reader.ask('acme', `select from ${name} where ${other}`)).toEqual([])
    // 1 / 0 would tell of any row that the condition is asked about before the policy.
    const tells = `select from graph.contact where 1 / (case when ${other} then 0 else 1 end) = 1`
    expect(await reader.ask('acme', tells)).toHaveLength(1)
    expect(
      await reader.ask('acme', tells.replace('graph.contact ', 'graph.contacts cost_less ')),
    ).toHaveLength(1)
  })

  it('writes nothing', async () => {
    for (const name of tables) {
      for (const sql of [
        `insert into ${name} default values`,
        `update ${name} set tenant = tenant`,
        `delete from ${name}`,
        `truncate ${name}`,
      ])
        await expect(reader.ask('acme', sql), sql).rejects.toMatchObject(DENIED)
    }
  })

  it('cannot reach the schema sync, nor leave its own role', async () => {
    const { rows } = await db.pool.query<{ name: string }>(
      `select oid::regclass::text as name from pg_class where relnamespace = 'sync'::regnamespace and relkind = 'r'`,
    )
    expect(rows.length).toBeGreaterThan(8)
    const { rows: owner } = await db.pool.query<{ name: string }>('select current_user as name')
    for (const sql of [
      ...rows.map(({ name }) => `select from ${name}`),
      'select from public.tenant_settings',
      `set role "${owner[0]?.name}"`,
      `set session authorization "${owner[0]?.name}"`,
      `alter role ${reader.name} superuser`,
      `alter role ${reader.name} bypassrls`,
    ])
      await expect(reader.ask('acme', sql), sql).rejects.toMatchObject(DENIED)
  })

  it('cannot switch row security off', async () => {
    for (const sql of [
      'alter table graph.contact disable row level security',
      'drop policy one_tenant on graph.contact',
      'create policy mine on graph.contact using (true)',
      'create view graph.mine as select * from graph.contact',
      'set local row_security = off; select from graph.contact',
    ])
      await expect(reader.ask('acme', sql), sql).rejects.toMatchObject(DENIED)
  })

  it('cannot make a trigger of its own of the function that forgets what was deleted', async () => {
    const client = await reader.connect()
    await client.query('create temp table mine (tenant text, id uuid)')
    const trigger = `create trigger t after delete on mine referencing old table as deleted for each statement
      execute function graph.forget_deleted('Contact')`
    await expect(client.query(trigger)).rejects.toMatchObject(DENIED)
    await client.end()
  })
})
