import { describe, expect, it } from 'vitest'
import { purgeSheet, purgeTenant } from '../../src/sync/purge.ts'
import { graphFaults } from '../support/graphFaults.ts'
import { graphSnapshot } from '../support/graphSnapshot.ts'
import { createCrmSheet, people, TRIO, useSyncs } from '../support/syncStage.ts'

const stage = useSyncs()

/** Every row of every table of ours that names the tenant, with all ids and times. */
async function everything(tenant: string): Promise<string> {
  const tables = await stage.pool.query<{ name: string }>(
    `select attrelid::regclass::text as name from pg_attribute a join pg_class c on c.oid = a.attrelid
     where c.relkind = 'r' and c.relnamespace in ('graph'::regnamespace, 'sync'::regnamespace) and a.attname = 'tenant'`,
  )
  expect(tables.rows.length).toBeGreaterThan(30)
  const rows = tables.rows.map(
    ({ name }) => `select '${name} ' || to_jsonb(t)::text as row from ${name} t where tenant = $1`,
  )
  const found = await stage.pool.query<{ row: string }>(`${rows.join(' union all ')} order by 1`, [tenant])
  return found.rows.map(({ row }) => row).join('\n')
}

// One sheet for both: sheet id, row ids, emails, domains and the API key are equal.
describe('two tenants of the same sheet', () => {
  it('have equal graphs, and what one of them does to its own leaves the other as it is, byte for byte', async () => {
    const { sheets } = stage.simulator
    const sheet = createCrmSheet(stage.simulator, [
      ...TRIO.map((cells) => ({ ...cells, Notes: 'Called', Phone: '+49 30 12345678' })),
      ...people(20),
    ])
    const [one, two] = [`${stage.tenant}-one`, `${stage.tenant}-two`]
    const sync = (options: object) => stage.sync(sheet, { tenant: one, ...options })
    await sync({})
    const first = await everything(one)
    expect(await sync({ tenant: two })).toMatchObject({ status: 'succeeded' })
    expect(await everything(one)).toBe(first)
    expect(await graphSnapshot(stage.pool, one)).toBe(await graphSnapshot(stage.pool, two))

    const untouched = await everything(two)
    const leavesTheOther = async (what: string, work: () => Promise<unknown>) => {
      const before = await everything(one)
      await work()
      expect(await everything(one), what).not.toBe(before)
      expect(await everything(two), what).toBe(untouched)
      expect(await graphFaults(stage.pool, one), what).toEqual([])
    }
    const row = (name: string) => sheets.findRow(sheet, 'Contact', name)
    await leavesTheOther('an edit', () => {
      sheets.updateCells(sheet, row('Ann Bell'), { Email: 'ann.bell@acme.example', Company: 'Globex' })
      return sync({})
    })
    await leavesTheOther('two swapped', () => {
      sheets.updateCells(sheet, row('Bo Chan'), { Email: 'cy@globex.example' })
      sheets.updateCells(sheet, row('Cy Dorn'), { Email: 'bo@acme.example' })
      return sync({})
    })
    await leavesTheOther('a removal', () => {
      sheets.deleteRows(sheet, [row('Bo Chan'), row('Cy Dorn')])
      return sync({})
    })
    await leavesTheOther('a held removal', () => {
      sheets.deleteRows(sheet, sheets.rowIds(sheet).slice(0, 15))
      return sync({})
    })
    await leavesTheOther('a mass removal', () => sync({ allowRemovals: true }))
    await leavesTheOther('a full sync', () => sync({ full: true }))
    await leavesTheOther('people who delete', () =>
      stage.pool.query('delete from graph.organization where tenant = $1', [one]),
    )
    await leavesTheOther('a disconnection with purge', async () =>
      purgeSheet(stage.context(), await stage.connection(sheet, one)),
    )
    await leavesTheOther('a connection again', () => sync({}))
    await leavesTheOther('the end of the tenant', () => purgeTenant(stage.context(), one))
    expect(await everything(one)).toBe('')
  })

  it('do not find each other by email, domain, name or row', async () => {
    const sheet = createCrmSheet(stage.simulator, TRIO)
    const [one, two] = [`${stage.tenant}-one`, `${stage.tenant}-two`]
    for (const tenant of [one, two]) await stage.sync(sheet, { tenant })
    const shared = await stage.pool.query(
      `select a.node_label, a.kind from sync.identity a join sync.identity b using (node_id)
       where a.tenant = $1 and b.tenant = $2
       union all
       select a.node_label, 'link' from graph.is_linked_with a join graph.is_linked_with b using (node_id)
       where a.tenant = $1 and b.tenant = $2`,
      [one, two],
    )
    expect(shared.rows).toEqual([])
  })
})
