import { describe, expect, it } from 'vitest'
import { useGraph } from '../support/graphStage.ts'
import { company, contact, email, mergeRecords, pipeline } from '../support/records.ts'

const graph = useGraph()

describe('several sheets and tenants', () => {
  it('two sheets about one person make one contact, and each takes back only its own', async () => {
    const bob = (fields: object) => [contact('1', { emails: [email('bob@a.example')], ...fields })]
    await mergeRecords({ pool: graph.pool, tenant: graph.tenant, sheetId: '1' }, bob({ name: 'Bob' }))
    await mergeRecords({ pool: graph.pool, tenant: graph.tenant, sheetId: '2' }, bob({ prefix: 'Dr.' }))
    const [merged] = await graph.select('contacts')
    expect(merged).toMatchObject({ name: 'Bob' })

    await mergeRecords({ pool: graph.pool, tenant: graph.tenant, sheetId: '1' }, [])
    expect(await graph.select('contacts')).toMatchObject([{ id: merged?.['id'] }])
    await mergeRecords({ pool: graph.pool, tenant: graph.tenant, sheetId: '2' }, [])
    expect(await graph.select('contacts')).toEqual([])
  })

  it('equal row ids and emails of two tenants never meet', async () => {
    await mergeRecords({ pool: graph.pool, tenant: `${graph.tenant}-a` }, pipeline())
    await mergeRecords({ pool: graph.pool, tenant: `${graph.tenant}-b` }, pipeline())
    const ids = await graph.pool.query('select distinct id from graph.contact where tenant like $1', [
      `${graph.tenant}-%`,
    ])
    expect(ids.rows).toHaveLength(2)
  })

  it('a contact that moves to another company leaves the first one behind', async () => {
    const row = (name: string) => [
      company('1', { name }),
      contact(
        '1',
        { name: 'Bob', emails: [email('bob@mail.example')], job_title: 'Buyer' },
        { refs: { organization: '1' } },
      ),
      company('2', { name: 'ACME' }),
    ]
    await graph.merge(row('ACME'))
    await graph.merge(row('Globex'))
    expect(await graph.select('contacts')).toMatchObject([{ company: 'Globex', job_title: 'Buyer' }])
    expect(await graph.select('companies')).toMatchObject([
      { name: 'ACME', contacts: 0 },
      { name: 'Globex', contacts: 1 },
    ])
  })

  it('an entity that a person deleted is made anew by the next change of its row', async () => {
    await graph.merge(pipeline())
    await graph.pool.query('delete from graph.organization where tenant = $1', [graph.tenant])
    const changed = pipeline().map((item) =>
      item.label === 'Organization' ? company('1', { name: 'ACME', industry: 'Steel' }) : item,
    )
    await graph.merge(changed)
    expect(await graph.select('companies')).toMatchObject([{ name: 'ACME', contacts: 1, open_deals: 1 }])
  })
})
