import { afterEach, describe, expect, it } from 'vitest'
import type { EntityRecord } from '../../src/mapping/record.ts'
import { graphFaults } from '../support/graphFaults.ts'
import { useGraph } from '../support/graphStage.ts'
import { company, contact, email, record } from '../support/records.ts'
import { untilWaiting } from '../support/waiting.ts'

const graph = useGraph()

const bob = (fields: object, employer?: string) =>
  contact('1', { name: 'Bob', ...fields }, employer === undefined ? {} : { refs: { organization: employer } })
const A = email('a@x.example')
const B = email('b@x.example')

/**
 * Merges while a person's transaction is open: it ends when the merge waits for it, or, where the merge is to need nothing
 * of it, after the merge.
 */
async function mergeDuring(
  statement: string,
  records: readonly EntityRecord[],
  { waits = true }: { waits?: boolean } = {},
): Promise<void> {
  const person = await graph.pool.connect()
  try {
    await person.query('begin')
    await person.query(statement, [graph.tenant])
    const merging = graph.merge(records)
    if (waits) await untilWaiting(graph.pool, 'transactionid')
    else await merging
    await person.query('commit')
    await merging
  } finally {
    person.release(true)
  }
}

async function rows(statement: string): Promise<unknown[]> {
  return (await graph.pool.query<Record<string, unknown>>(statement, [graph.tenant])).rows
}
const emails = () =>
  rows(`select e.raw_email as email, h.source, h.is_primary as primary from graph.contact_has_email h
    join graph.email e on e.tenant = h.tenant and e.id = h.email_id where h.tenant = $1 order by 1`)

afterEach(async () => {
  expect(await graphFaults(graph.pool, graph.tenant)).toEqual([])
})

describe('R10 a person who is at work while the sheet is merged', () => {
  it('R10 has deleted somebody whose row says more now: nobody comes back without a name', async () => {
    const people = [company('1', { name: 'ACME' }), bob({ emails: [A] }, '1')]
    await graph.merge(people)
    const deal = record({
      ...{ label: 'Opportunity', row: '1', fields: { name: 'Rollout' } },
      refs: { organization: '1', contacts: ['1'] },
    })
    await mergeDuring('delete from graph.contact where tenant = $1', [...people, deal])
    expect(await graph.select('contacts')).toEqual([])
    // Their row still stands in the sheet.
    await graph.merge([...people, deal])
    expect(await graph.select('contacts')).toMatchObject([{ name: 'Bob', email: 'a@x.example' }])
  })

  it('R10 keeps the column that they were changing', async () => {
    await graph.merge([company('1', { name: 'ACME', industry: 'Steel', employees: 1 })])
    await mergeDuring(`update graph.organization set industry = 'Aviation' where tenant = $1`, [
      company('1', { name: 'ACME', industry: 'Iron', employees: 2 }),
    ])
    expect(await graph.select('companies')).toMatchObject([{ industry: 'Aviation', employees: '2' }])
  })

  it('R10 keeps the entity that they were editing when its row goes', async () => {
    await graph.merge([company('1', { name: 'ACME' })])
    await mergeDuring(`update graph.organization set industry = 'Aviation' where tenant = $1`, [])
    expect(await graph.select('companies')).toMatchObject([{ industry: 'Aviation' }])
  })

  it('R10 keeps the email that they were editing when the sheet drops it', async () => {
    await graph.merge([bob({ emails: [A, B] })])
    await mergeDuring(
      `update graph.contact_has_email h set label = 'HOME' from graph.email e
       where h.tenant = $1 and e.tenant = $1 and e.id = h.email_id and e.raw_email = 'b@x.example'`,
      [bob({ emails: [A] })],
    )
    expect(await emails()).toEqual([
      { email: 'a@x.example', source: 'smartsheet', primary: true },
      { email: 'b@x.example', source: 'openline', primary: false },
    ])
  })

  it('R10 keeps the role that they were editing when the sheet drops it', async () => {
    const companies = [company('2', { name: 'ACME' }), company('3', { name: 'Bolt' })]
    await graph.merge([bob({ job_title: 'Buyer' }, '2'), ...companies])
    await mergeDuring(
      `update graph.job_role set job_title = 'Seller', is_primary = false where tenant = $1`,
      [bob({ job_title: 'Buyer' }, '3'), ...companies],
    )
    const roles = `select o.name, r.job_title, r.source, r.is_primary from graph.job_role r
      join graph.organization o on o.tenant = r.tenant and o.id = r.organization_id where r.tenant = $1 order by 1`
    expect(await rows(roles)).toEqual([
      { name: 'ACME', job_title: 'Seller', source: 'openline', is_primary: false },
      { name: 'Bolt', job_title: 'Buyer', source: 'smartsheet', is_primary: true },
    ])
  })

  it('R10 keeps the place that they were editing', async () => {
    await graph.merge([bob({ location: { locality: 'Rome' } })])
    await mergeDuring(`update graph.location set locality = 'Paris' where tenant = $1`, [
      bob({ location: { locality: 'Oslo' } }),
    ])
    expect(await rows('select locality, source from graph.location where tenant = $1')).toEqual([
      { locality: 'Paris', source: 'openline' },
    ])
  })

  it('R10 gets rid of the tag that they were removing, and nobody waits for the other', async () => {
    await graph.merge([bob({ tags: ['x', 'y'], description: 'first' })])
    await mergeDuring(
      `delete from graph.contact_tagged h using graph.tag t
       where h.tenant = $1 and t.tenant = $1 and t.id = h.tag_id and t.name = 'x'`,
      [bob({ tags: ['x', 'y'], description: 'second' })],
      { waits: false },
    )
    await graph.merge([bob({ tags: ['x', 'y', 'z'], description: 'third' })])
    expect(await graph.select('contacts')).toMatchObject([{ tags: ['y'] }])
    expect(await rows('select description, protected_fields from graph.contact where tenant = $1')).toEqual([
      { description: 'third', protected_fields: ['tags'] },
    ])
  })

  it('R10 keeps what they were connecting with an email that nobody else has any more', async () => {
    const other = contact('2', { name: 'Eve' })
    await graph.merge([bob({ emails: [A, B] }), other])
    await mergeDuring(
      `insert into graph.contact_has_email (tenant, contact_id, email_id)
       select $1, c.id, e.id from graph.contact c, graph.email e
       where c.tenant = $1 and c.name = 'Eve' and e.tenant = $1 and e.raw_email = 'b@x.example'`,
      [bob({ emails: [A] }), other],
      { waits: false },
    )
    expect(await emails()).toEqual([
      { email: 'a@x.example', source: 'smartsheet', primary: true },
      { email: 'b@x.example', source: 'openline', primary: false },
    ])
  })

  it('R10 keeps the email primary that they were making so', async () => {
    await graph.merge([bob({})])
    await mergeDuring(
      `with e as (insert into graph.email (tenant, id, raw_email) values ($1, gen_random_uuid(), 'p@x.example') returning id)
       insert into graph.contact_has_email (tenant, contact_id, email_id, is_primary)
       select $1, c.id, e.id, true from e, graph.contact c where c.tenant = $1`,
      [bob({ emails: [A] })],
    )
    expect(await emails()).toEqual([
      { email: 'a@x.example', source: 'smartsheet', primary: false },
      { email: 'p@x.example', source: 'openline', primary: true },
    ])
  })

  it('R10 has the sheet back at once where they were giving something back', async () => {
    await graph.merge([company('1', { name: 'ACME', industry: 'Steel' })])
    await rows(`update graph.organization set industry = 'Aviation' where tenant = $1`)
    await mergeDuring(`update graph.organization set protected_fields = '{}' where tenant = $1`, [
      company('1', { name: 'ACME', industry: 'Iron' }),
    ])
    expect(await graph.select('companies')).toMatchObject([{ industry: 'Iron' }])
    expect(await rows('select from graph.is_linked_with where tenant = $1 and payload_hash is null')).toEqual(
      [],
    )
  })
})
