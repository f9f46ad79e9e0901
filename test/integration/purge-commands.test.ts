import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { commandStage } from '../support/commandStage.ts'

const stage = await commandStage()
afterAll(() => stage.close())

const { db, simulator, sheet, run } = stage
/** Beside what "Customers" has: Ann Bell again, and somebody else. */
const other = String(
  simulator.sheets.createSheet({
    name: 'Partners',
    columns: [{ title: 'Company', primary: true }, { title: 'Contact' }, { title: 'Email' }],
    rows: [
      { cells: { Company: 'Acme', Contact: 'Ann Bell', Email: 'ann.bell@acme.example' } },
      { cells: { Company: 'Initech', Contact: 'Cy Dunn', Email: 'cy.dunn@initech.example' } },
    ],
  }),
)
const TENANTS = ['tenant-one', 'tenant-two']

/** How many rows of each of our tables name the tenant anywhere, whatever the column. */
async function traces(tenant: string): Promise<Record<string, number>> {
  const tables = await db.pool.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('graph', 'sync')`,
  )
  const found: Record<string, number> = {}
  for (const { name } of tables.rows) {
    const { rows } = await db.pool.query<{ n: number }>(
      `select count(*)::int as n from ${name} t where strpos(t::text, $1) > 0`,
      [tenant],
    )
    if (rows[0] !== undefined && rows[0].n > 0) found[name] = rows[0].n
  }
  return found
}

const visible = async (tenant: string) => {
  const { rows } = await db.pool.query<{ name: string }>(
    `select name from graph.contacts where tenant = $1 union all select name from graph.companies where tenant = $1
     order by name`,
    [tenant],
  )
  return rows.map((row) => row.name)
}
const everything = ['Acme', 'Ann Bell', 'Bo Chan', 'Cy Dunn', 'Globex', 'Initech']

beforeEach(async () => {
  for (const tenant of TENANTS) {
    await run(`disconnect --tenant ${tenant} --all --purge`)
    for (const id of [sheet, other]) await run(`connect --tenant ${tenant} --sheet ${id}`)
  }
  expect((await run('sync')).exitCode).toBe(0)
  expect(await visible('tenant-one')).toEqual(everything)
})
afterAll(() => db.pool.query('delete from public.tenant_settings'))

describe('disconnect --sheet --purge', () => {
  it('R11 withdraws what the sheet alone brought; what another sheet names too stays, as do other tenants', async () => {
    const before = await traces('tenant-two')
    const said = await run(`disconnect --tenant tenant-one --sheet ${sheet} --purge`)
    expect(said).toMatchObject({ exitCode: 0, stderr: expect.not.stringContaining('error') as string })
    expect(said.stdout).toMatch(/^Purged Customers \(\d+\) of tenant-one: the connection is gone\./)
    expect(said.stdout).toContain('Withdrawn from the graph: 1 company, 1 contact.')
    expect(await visible('tenant-one')).toEqual(['Acme', 'Ann Bell', 'Cy Dunn', 'Initech'])
    expect([await visible('tenant-two'), await traces('tenant-two')]).toEqual([everything, before])
    expect((await run('connections')).stdout).not.toMatch(new RegExp(`tenant-one +${sheet}`))
    expect((await run('connections')).stdout).toMatch(new RegExp(`tenant-one +${other}`))
  })

  it('leaves no words of a note in the history', async () => {
    const secret = 'Has asked never to be called.'
    const create = {
      name: 'Notes',
      columns: [{ title: 'Company', primary: true }, { title: 'Email' }, { title: 'Notes' }],
    }
    const cells = { Company: 'Hooli', Email: 'info@hooli.example', Notes: secret }
    const noted = simulator.sheets.createSheet({ ...create, rows: [{ cells }] })
    await run(`connect --tenant tenant-one --sheet ${noted}`)
    await run(`sync --tenant tenant-one --sheet ${noted}`)
    expect(Object.keys(await traces(secret))).toEqual(expect.arrayContaining(['graph.log_entry']))
    await run(`disconnect --tenant tenant-one --sheet ${noted} --purge`)
    expect(await traces(secret)).toEqual({})
  })

  it('is a run that tells what it withdrew', async () => {
    const { stdout } = await run(`disconnect --tenant tenant-one --sheet ${sheet} --purge`)
    const id = /runs show (\w+)/.exec(stdout)?.[1] ?? ''
    const shown = (await run(`runs show ${id}`)).stdout
    expect(shown).toMatch(/contact +Bo Chan +hidden +no +yes/)
    expect(shown).toMatch(/company +Globex +hidden +no +yes/)
  })

  it('purges a sheet that had been disconnected before, and can be connected anew', async () => {
    await run(`disconnect --tenant tenant-one --sheet ${sheet}`)
    expect(await visible('tenant-one')).toEqual(everything)
    expect((await run(`disconnect --tenant tenant-one --sheet ${sheet} --purge`)).exitCode).toBe(0)
    expect(await visible('tenant-one')).toEqual(['Acme', 'Ann Bell', 'Cy Dunn', 'Initech'])
    await run(`connect --tenant tenant-one --sheet ${sheet}`)
    expect((await run('sync --tenant tenant-one')).exitCode).toBe(0)
    expect(await visible('tenant-one')).toEqual(everything)
  })

  it('R15 leaves alone what a sync is at work on', async () => {
    await db.pool.query(
      `with run as (
         insert into sync.run (id, connection_id, tenant, sheet_id, trigger, worker)
         select gen_random_uuid(), id, tenant, sheet_id, 'schedule', 'elsewhere/1' from sync.connection
         where tenant = 'tenant-one' and sheet_id = $1 returning id, connection_id)
       update sync.connection c set current_run_id = run.id from run where c.id = run.connection_id`,
      [sheet],
    )
    const said = await run(`disconnect --tenant tenant-one --sheet ${sheet} --purge`)
    expect([said.exitCode, said.stdout]).toEqual([1, ''])
    expect(said.stderr).toMatch(/of elsewhere\/1 is at work/)
    expect(await visible('tenant-one')).toEqual(everything)
  })
})

describe('disconnect --all --purge', () => {
  it('leaves no byte of the tenant in any table, and all of every other', async () => {
    expect(Object.keys(await traces('tenant-one'))).toEqual(
      expect.arrayContaining(['graph.contact', 'graph.is_linked_with', 'sync.connection', 'sync.run']),
    )
    const before = await traces('tenant-two')
    const said = await run('disconnect --tenant tenant-one --all --purge')
    expect(said).toMatchObject({
      exitCode: 0,
      stdout: expect.stringMatching(/^Erased tenant tenant-one: /) as string,
    })
    expect(said.stdout).not.toContain('tenant_settings')
    expect([await traces('tenant-one'), await visible('tenant-one')]).toEqual([{}, []])
    expect([await visible('tenant-two'), await traces('tenant-two')]).toEqual([everything, before])
  })

  it('of a tenant that is not there says so', async () => {
    const said = await run('disconnect --tenant nobody --all --purge')
    expect([said.exitCode, said.stdout]).toEqual([2, ''])
    expect(said.stderr).toMatch(/nothing of tenant nobody/)
  })

  it("says that a row of customerOS's own settings would bring a connection back", async () => {
    await db.pool.query(
      `insert into public.tenant_settings (tenant_name, smart_sheet_id, smart_sheet_access_token)
       values ('tenant-one', $1, $2)`,
      [` ${sheet} `, simulator.apiKey],
    )
    for (const which of [`--sheet ${sheet}`, '--all']) {
      expect((await run(`disconnect --tenant tenant-one ${which} --purge`)).stdout).toMatch(
        new RegExp(`tenant_settings names sheet ${sheet} for tenant-one`),
      )
    }
    await run('sync --tenant tenant-one')
    expect(await visible('tenant-one')).toEqual(['Acme', 'Ann Bell', 'Bo Chan', 'Globex'])
    await db.pool.query('delete from public.tenant_settings')
  })
})
