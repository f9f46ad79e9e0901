import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../../src/core/json.ts'
import { pruneHistory } from '../../src/runs/housekeeping.ts'
import { graphSnapshot } from '../support/graphSnapshot.ts'
import { useGraph } from '../support/graphStage.ts'
import { company, contact, email, mergeRecords, pipeline, record } from '../support/records.ts'

const graph = useGraph()
const sheet = (sheetId: string) => ({ pool: graph.pool, tenant: graph.tenant, sheetId })
const write = (sql: string) => graph.pool.query(sql, [graph.tenant])
const deal = (row: string, fields: object = {}, more: object = {}) =>
  record({ label: 'Opportunity', row, fields: { name: 'Rollout', ...fields }, ...more })

const NODES = ['organization', 'contact', 'opportunity', 'user'] as const
async function ids(): Promise<string[]> {
  const all = NODES.map((table) => `select id::text from graph."${table}" where tenant = $1`).join(
    ' union all ',
  )
  return (await graph.pool.query<{ id: string }>(`${all} order by 1`, [graph.tenant])).rows.map(
    ({ id }) => id,
  )
}

describe('R11 a row that returns', () => {
  it('R11 brings everything back: values, custom fields, emails, phones, tags, roles, people of the deal, its notes', async () => {
    await graph.merge(pipeline())
    const before = [await ids(), await graphSnapshot(graph.pool, graph.tenant)]
    await graph.merge([])
    await graph.merge(pipeline())
    expect([await ids(), await graphSnapshot(graph.pool, graph.tenant)]).toEqual(before)
  })

  it('R11 does so when nobody remembers the run in which it went', async () => {
    await graph.merge(pipeline())
    const before = [await ids(), await graphSnapshot(graph.pool, graph.tenant)]
    await graph.merge([])
    await pruneHistory(graph.pool, new Date(Date.now() + 400 * 86_400_000))
    await graph.merge(pipeline())
    expect([await ids(), await graphSnapshot(graph.pool, graph.tenant)]).toEqual(before)
  })

  it('R11 as another row is the same by its keys; a deal is another one, unless it has a key as well', async () => {
    const rows = (row: string) => [
      company(row, { name: 'ACME' }),
      contact(row, { name: 'Bob', emails: [email('bob@acme.example')] }, { refs: { organization: row } }),
      deal(row, { name: 'By its row' }),
      deal(`${row}:2`, { name: 'By its key' }, { externalKey: 'D-1' }),
    ]
    await graph.merge(rows('1'))
    const [first] = await graph.select('deals')
    const before = await ids()
    await graph.merge([])
    await graph.merge(rows('7'))
    const [known, other] = await graph.select('deals')
    expect(known?.['id']).toBe(first?.['id'])
    expect(before).toContain(known?.['id'])
    expect(before).not.toContain(other?.['id'])
    expect(await ids()).toHaveLength(before.length + 1)
  })

  it('R7 speaks for itself: what only the withdrawn sheet had said does not come back with another one', async () => {
    await mergeRecords(sheet('1'), [
      record({ label: 'User', row: '1', fields: { name: 'Olga' } }),
      company(
        '1',
        {
          ...{
            name: 'ACME',
            website: 'acme.example',
            industry: 'Steel',
            tags: ['old'],
            description: 'Wrong',
          },
          location: { locality: 'Bonn' },
        },
        { refs: { owner: '1' }, custom: { Budget: 5 } },
      ),
      contact(
        '1',
        { name: 'Bob', emails: [email('bob@acme.example'), email('b@acme.example')], job_title: 'Buyer' },
        { refs: { organization: '1' } },
      ),
    ])
    await mergeRecords(sheet('1'), [])
    const before = await ids()
    await mergeRecords(sheet('2'), [
      company('1', { name: 'Acme', website: 'acme.example' }),
      contact('1', { name: 'Bob', emails: [email('bob@acme.example')] }),
    ])
    expect(await ids()).toEqual(before)
    expect(await graph.select('companies')).toMatchObject([
      {
        name: 'Acme',
        domain: 'acme.example',
        industry: null,
        tags: [],
        owner: null,
        custom_fields: {},
        contacts: 0,
      },
    ])
    expect(await graph.select('contacts')).toMatchObject([
      { email: 'bob@acme.example', job_title: null, company: null },
    ])
    const left = `select description from graph.organization where tenant = $1 and description is not null
      union all select raw_email from graph.email where tenant = $1 and raw_email like 'b@%'
      union all select locality from graph.location where tenant = $1`
    expect((await write(left)).rows).toEqual([])
  })

  it('R8b keeps what cannot be read as it returns', async () => {
    await graph.merge([deal('1', { amount: '5', next_steps: 'Call', external_type: 'Big' })])
    await graph.merge([])
    await graph.merge([deal('1', { next_steps: null }, { keep: ['amount'] })])
    const { rows } = await write(
      'select amount, next_steps, external_type from graph.opportunity where tenant = $1',
    )
    expect(rows).toEqual([{ amount: '5', next_steps: null, external_type: null }])
  })

  it('R8b keeps the company of a deal whose row cannot say which one that is as it returns', async () => {
    const row = (fields: JsonObject, more: object) => [
      record({ label: 'Organization', row: '1', fields, ...more }),
      deal('1', {}, { refs: { organization: '1' } }),
    ]
    await graph.merge([...row({ name: 'ACME' }, {}), company('2', { name: 'ACME' })])
    await graph.merge([company('2', { name: 'ACME' })])
    await graph.merge([...row({}, { keep: ['name'], onlyKept: true }), company('2', { name: 'ACME' })])
    expect(await graph.select('deals')).toMatchObject([{ name: 'Rollout', company: 'ACME' }])
  })

  it('R10 leaves hidden what a person hid, and shown what a person showed', async () => {
    const rows = [company('1', { name: 'ACME' }), company('2', { name: 'Globex' })]
    await graph.merge(rows)
    await write(
      `update graph.organization set hide = true, hidden_at = now() where tenant = $1 and name = 'ACME'`,
    )
    await graph.merge([])
    await write(`update graph.organization set hide = false where tenant = $1 and name = 'Globex'`)
    expect(await graph.select('companies')).toMatchObject([{ name: 'Globex' }])
    await graph.merge(rows)
    expect(await graph.select('companies')).toMatchObject([{ name: 'Globex' }])
    await graph.merge([])
    expect(await graph.select('companies')).toMatchObject([{ name: 'Globex' }])
  })
})
