import { describe, expect, it } from 'vitest'
import { useGraph } from '../support/graphStage.ts'
import { company, contact, email, mergeRecords, pipeline, record } from '../support/records.ts'

const graph = useGraph()
const sheet = (sheetId: string) => ({ pool: graph.pool, tenant: graph.tenant, sheetId })
const write = (sql: string) => graph.pool.query<Record<string, unknown>>(sql, [graph.tenant])
const deal = (row: string, fields: object = {}, more: object = {}) =>
  record({ label: 'Opportunity', row, fields: { name: 'Rollout', ...fields }, ...more })

describe('R11 what withdrawn entities leave', () => {
  it('R11 a company that another sheet names stays, with what that one says', async () => {
    const domain = { website: 'acme.example' }
    await mergeRecords(sheet('1'), [
      company(
        '1',
        { name: 'ACME Corp.', industry: 'Steel', ...domain },
        { modified: '2026-02-01T00:00:00Z' },
      ),
    ])
    await mergeRecords(sheet('2'), [company('1', { name: 'Acme', ...domain })])
    const [both] = await graph.select('companies')
    expect(both).toMatchObject({ name: 'ACME Corp.', industry: 'Steel' })
    await mergeRecords(sheet('1'), [])
    expect(await graph.select('companies')).toMatchObject([
      { id: both?.['id'], name: 'Acme', industry: null },
    ])
  })

  it('R11 a hidden company keeps its domain, and whoever names that finds it', async () => {
    await graph.merge([company('1', { name: 'ACME', website: 'acme.example' })])
    const [acme] = await graph.select('companies')
    await graph.merge([company('2', { name: 'Globex', website: 'globex.example' })])
    expect((await write('select domain from graph.organization_has_domain where tenant = $1')).rowCount).toBe(
      2,
    )
    await graph.merge([company('2', { name: 'Globex', website: 'acme.example' })])
    expect(await graph.select('companies')).toMatchObject([
      { id: acme?.['id'], name: 'Globex', domain: 'acme.example' },
    ])
  })

  it('R11 views name no hidden company or person', async () => {
    await graph.merge([
      company('1', { name: 'ACME' }),
      company('2', { name: 'Globex' }),
      contact('2', { name: 'Bob', emails: [email('bob@mail.example')] }, { refs: { organization: '2' } }),
      contact('3', { name: 'Cy', emails: [email('cy@mail.example')] }),
      deal('2', {}, { refs: { organization: '2', contacts: ['2'] } }),
    ])
    // By hand: no row says so.
    await write(`update graph.opportunity set organization_id = o.id from graph.organization o
      where opportunity.tenant = $1 and o.tenant = $1 and o.name = 'ACME'`)
    await write(`insert into graph.opportunity_has_contact (tenant, opportunity_id, contact_id)
      select c.tenant, d.id, c.id from graph.contact c join graph.opportunity d using (tenant) where tenant = $1 and c.name = 'Cy'`)
    await write(`insert into graph.job_role (tenant, id, contact_id, organization_id, is_primary)
      select c.tenant, gen_random_uuid(), c.id, o.id, true from graph.contact c join graph.organization o using (tenant)
      where tenant = $1 and c.name = 'Bob' and o.name = 'ACME'`)
    expect(await graph.select('deals')).toMatchObject([{ company: 'ACME', contacts: ['Bob', 'Cy'] }])
    await graph.merge([
      company('2', { name: 'Globex' }),
      contact('2', { name: 'Bob', emails: [email('bob@mail.example')] }, { refs: { organization: '2' } }),
      deal('2', {}, { refs: { organization: '2', contacts: ['2'] } }),
    ])
    expect(await graph.select('deals')).toMatchObject([
      { company: null, company_id: null, contacts: ['Bob'] },
    ])
    expect(await graph.select('contacts')).toMatchObject([{ name: 'Bob', company: 'Globex' }])
    expect(await graph.select('companies')).toMatchObject([{ name: 'Globex', contacts: 1 }])
  })

  it('R11 owners stay, and are the same when they own again', async () => {
    await graph.merge(pipeline())
    const owner = async () => (await write('select id, name from graph."user" where tenant = $1')).rows
    const before = await owner()
    await graph.merge([])
    expect(await owner()).toEqual(before)
    await graph.merge(pipeline())
    expect(await owner()).toEqual(before)
  })
})

describe('R11 what another system is linked to as well', () => {
  it('R6 a deal is the same when its row changes', async () => {
    await graph.merge([deal('1')])
    await write(`insert into graph.is_linked_with (tenant, node_label, node_id, external_system_id, external_id,
        external_id_second)
      select tenant, node_label, node_id, 'hubspot', 'D-1', 'portal' from graph.is_linked_with where tenant = $1`)
    const [before] = await graph.select('deals')
    await graph.merge([deal('1', { amount: '7' })])
    expect(await graph.select('deals')).toMatchObject([{ id: before?.['id'], amount: '7' }])
  })

  it('R11 stays as it is when its row goes, and is the same when that returns', async () => {
    await graph.merge(pipeline())
    await write(`insert into graph.is_linked_with (tenant, node_label, node_id, external_system_id, external_id,
        external_id_second)
      select tenant, node_label, node_id, 'hubspot', node_label, 'portal' from graph.is_linked_with where tenant = $1`)
    const shown = async () => [
      await graph.select('companies'),
      await graph.select('contacts'),
      await graph.select('deals'),
      (await write('select id, content from graph.log_entry where tenant = $1')).rows,
    ]
    const known = (views: Record<string, unknown>[][]) =>
      views.map((rows) => rows.map(({ row_url: _, ...row }) => row))
    const before = known(await shown())
    const { counts } = await graph.merge([])
    expect(Object.values(counts).map(({ archived }) => archived)).not.toContain(1)
    expect(known(await shown())).toEqual(before)
    await graph.merge(pipeline())
    expect((await shown()).map((rows) => rows.map(({ id }) => id)).slice(0, 3)).toEqual(
      before.slice(0, 3).map((rows) => rows.map(({ id }) => id)),
    )
  })
})

describe('R12 while removals wait', () => {
  it('R12 rows that lean on vanished ones are merged, and lean on them until they go', async () => {
    const filler = Array.from({ length: 12 }, (_, at) => company(`${at + 10}`, { name: `Company ${at}` }))
    const person = contact('1', { name: 'Ann', emails: [email('ann@mail.example')] })
    const below = (name: string, contacts: string[]) => deal('2', { name }, { refs: { contacts } })
    await graph.merge([...filler, person, below('Rollout', ['1'])])
    const { removalsHeld } = await graph.merge([below('Renamed', ['1'])])
    expect([removalsHeld, await graph.select('deals')]).toMatchObject([
      13,
      [{ name: 'Renamed', contacts: ['Ann'] }],
    ])
    await graph.merge([below('Moved out', [])])
    expect(await graph.select('deals')).toMatchObject([{ name: 'Moved out', contacts: [] }])
    await graph.merge([below('Back', ['1'])])
    await graph.merge([below('Back', ['1'])], { allowRemovals: true })
    expect(await graph.select('deals')).toMatchObject([{ name: 'Back', contacts: [] }])
    expect(await graph.select('contacts')).toEqual([])
  })

  it('R12 a link that moves to another entity removes nothing by itself', async () => {
    const named = (name: (at: number) => string) =>
      Array.from({ length: 12 }, (_, at) => company(`${at}`, { name: name(at) }))
    await graph.merge(named((at) => `Company ${at}`))
    expect((await graph.merge(named(() => 'To be decided'))).removalsHeld).toBe(0)
    expect(await graph.select('companies')).toHaveLength(1)
    expect((await graph.merge(named((at) => `Company ${at}`))).removalsHeld).toBe(0)
    expect(await graph.select('companies')).toHaveLength(12)
  })
})
