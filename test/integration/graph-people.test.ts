import { describe, expect, it } from 'vitest'
import { useGraph } from '../support/graphStage.ts'
import { company, contact, email } from '../support/records.ts'

const graph = useGraph()

describe('R10 human edits win', () => {
  it('R10 a column that a person changed is protected, the others follow the sheet', async () => {
    await graph.merge([company('1', { name: 'ACME', industry: 'Steel' })])
    await graph.pool.query(`update graph.organization set industry = 'Aviation' where tenant = $1`, [
      graph.tenant,
    ])
    await graph.merge([company('1', { name: 'ACME GmbH', industry: 'Iron' })])
    const { rows } = await graph.pool.query(
      'select name, industry, protected_fields, source_of_truth from graph.organization where tenant = $1',
      [graph.tenant],
    )
    expect(rows).toEqual([
      {
        name: 'ACME GmbH',
        industry: 'Aviation',
        protected_fields: ['industry'],
        source_of_truth: 'openline',
      },
    ])
  })

  it('R10 what a person attached stays when the sheet drops its own', async () => {
    await graph.merge([contact('1', { name: 'Bob', emails: [email('bob@a.example'), email('b@a.example')] })])
    await graph.pool.query(
      `with e as (insert into graph.email (tenant, id, raw_email) values ($1, gen_random_uuid(), 'by@hand.example') returning *)
       insert into graph.contact_has_email (tenant, contact_id, email_id)
       select e.tenant, c.id, e.id from e join graph.contact c using (tenant)`,
      [graph.tenant],
    )
    await graph.merge([contact('1', { name: 'Bob', emails: [email('bob@a.example')] })])
    const { rows } = await graph.pool.query(
      `select e.raw_email from graph.contact_has_email h join graph.email e on e.tenant = h.tenant and e.id = h.email_id
       where h.tenant = $1 order by 1`,
      [graph.tenant],
    )
    expect(rows).toEqual([{ raw_email: 'bob@a.example' }, { raw_email: 'by@hand.example' }])
  })

  it('a pair of relationship and stage that is not allowed gives way where the sheet may write', async () => {
    await graph.merge([company('1', { name: 'ACME', relationship: 'PROSPECT', stage: 'LEAD' })])
    await graph.pool.query(
      `update graph.organization set relationship = 'CUSTOMER', stage = 'ONBOARDING' where tenant = $1`,
      [graph.tenant],
    )
    await graph.merge([company('1', { name: 'ACME', relationship: 'NOT_A_FIT', stage: 'UNQUALIFIED' })])
    expect(await graph.select('companies')).toMatchObject([{ relationship: 'CUSTOMER', stage: 'ONBOARDING' }])
  })
})
