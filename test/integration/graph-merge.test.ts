import type { Pool } from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { EntityRecord } from '../../src/mapping/record.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { email, graphState, mergeRecords, record } from '../support/records.ts'

let database: TestDatabase
let pool: Pool
let tenant: string
let tenants = 0

beforeAll(async () => {
  database = await createTestDatabase()
  pool = database.pool
})
afterAll(() => database.drop())
beforeEach(() => {
  tenants += 1
  tenant = `tenant-${tenants}`
})

const merge = (records: readonly EntityRecord[], options = {}) =>
  mergeRecords({ pool, tenant }, records, options)
const select = async (view: string) =>
  (
    await pool.query<Record<string, unknown>>(
      `select * from graph.${view} where tenant = $1 order by name, id`,
      [tenant],
    )
  ).rows

const company = (row: string, fields: object, more: Partial<Parameters<typeof record>[0]> = {}) =>
  record({ label: 'Organization', row, fields: { ...fields }, ...more })
const contact = (row: string, fields: object, more: Partial<Parameters<typeof record>[0]> = {}) =>
  record({ label: 'Contact', row, fields: { ...fields }, ...more })

const pipeline = (): EntityRecord[] => [
  record({ label: 'User', row: '1', fields: { name: 'Olga', emails: [email('olga@us.example')] } }),
  company(
    '1',
    { name: 'ACME', website: 'acme.example', employees: 12, tags: ['key', 'new'] },
    { refs: { owner: '1' } },
  ),
  contact(
    '1',
    {
      name: 'Bob Lee',
      emails: [email('bob@acme.example'), email('bob@home.example')],
      phones: [{ raw: '+49 30 1234567', e164: '+49301234567', countryCodeA2: 'DE', label: 'WORK' }],
      job_title: 'Buyer',
    },
    { refs: { organization: '1' }, custom: { Married: false, Children: 2, Tools: ['a', 'b, c'] } },
  ),
  record({
    label: 'Opportunity',
    row: '1',
    fields: {
      name: 'Big deal',
      amount: '1200.50',
      currency: 'EUR',
      external_stage: 'New',
      internal_stage: 'OPEN',
    },
    refs: { organization: '1', owner: '1', contacts: ['1'] },
  }),
  record({
    label: 'LogEntry',
    row: '1',
    fields: { content: 'Called', content_type: 'text/plain', started_at: '2026-01-01T00:00:00Z' },
    refs: { organization: '1', contact: '1', opportunity: '1' },
  }),
]

describe('a first merge', () => {
  it('stores a row as linked entities, and counts them', async () => {
    const { counts, removalsHeld } = await merge(pipeline())

    expect(removalsHeld).toBe(0)
    expect(counts).toMatchObject({
      Organization: { created: 1 },
      Contact: { created: 1 },
      Opportunity: { created: 1 },
    })
    expect(await select('companies')).toMatchObject([
      {
        name: 'ACME',
        domain: 'acme.example',
        employees: '12',
        owner: 'Olga',
        tags: ['key', 'new'],
        contacts: 1,
        open_deals: 1,
      },
    ])
    expect(await select('contacts')).toMatchObject([
      {
        name: 'Bob Lee',
        email: 'bob@acme.example',
        phone: '+49301234567',
        job_title: 'Buyer',
        company: 'ACME',
        custom_fields: { Married: false, Children: 2, Tools: ['a', 'b, c'] },
        row_url: 'https://sheets.example/row/1',
      },
    ])
    expect(await select('deals')).toMatchObject([
      {
        name: 'Big deal',
        amount: '1200.50',
        stage: 'New',
        company: 'ACME',
        contacts: ['Bob Lee'],
        owner: 'Olga',
      },
    ])
  })

  it('lists no creation among the changes', async () => {
    const { runId } = await merge(pipeline())
    const changes = await pool.query('select * from sync.change where run_id = $1', [runId])
    expect(changes.rows).toEqual([])
  })
})

describe('R13 nothing is written for what did not change', () => {
  it('R13 the same records again write no row of graph, also with --full', async () => {
    await merge(pipeline())
    const before = await graphState(pool)
    expect((await merge(pipeline())).counts).toMatchObject({
      Contact: { unchanged: 1, updated: 0, created: 0 },
    })
    await merge(pipeline(), { full: true })
    expect(await graphState(pool)).toEqual(before)
  })

  it('R13 a changed field writes its entity and its link, nothing else', async () => {
    await merge(pipeline())
    const before = await graphState(pool)
    const changed = pipeline().map((item) =>
      item.label === 'Opportunity'
        ? record({
            label: 'Opportunity',
            row: '1',
            fields: { ...item.contribution.fields, amount: '1300' },
            refs: item.contribution.refs,
          })
        : item,
    )
    const { counts, runId } = await merge(changed)
    const after = await graphState(pool)

    const written = Object.keys(after).filter((table) => after[table] !== before[table])
    expect(written).toEqual(['graph.is_linked_with', 'graph.opportunity'])
    expect(counts).toMatchObject({ Opportunity: { updated: 1 }, Organization: { unchanged: 1 } })
    const changes = await pool.query(
      'select field, old_value, new_value from sync.change where run_id = $1',
      [runId],
    )
    expect(changes.rows).toEqual([{ field: 'amount', old_value: 1200.5, new_value: 1300 }])
  })
})

describe('R7 an entity is the fold of its links', () => {
  it('R7 the newest row that has a field decides it, whatever the order of rows', async () => {
    const rows = [
      company(
        '1',
        { name: 'ACME', domain: 'acme.example', industry: 'Old', website: null },
        { modified: '2026-01-01T00:00:00Z' },
      ),
      company(
        '2',
        { name: 'Acme Inc', domain: 'acme.example', industry: 'New', website: null },
        { modified: '2026-02-01T00:00:00Z' },
      ),
      company(
        '3',
        { name: 'acme', domain: 'acme.example', industry: null, website: 'acme.example' },
        { modified: '2026-03-01T00:00:00Z' },
      ),
    ]
    await merge(rows.toReversed())
    expect(await select('companies')).toMatchObject([
      { name: 'acme', industry: 'New', website: 'acme.example' },
    ])
  })

  it('R7 rows of the same second are decided by the larger row id, as a number', async () => {
    await merge([
      company('9', { name: 'ACME', domain: 'acme.example', industry: 'nine' }),
      company('10', { name: 'ACME', domain: 'acme.example', industry: 'ten' }),
    ])
    expect(await select('companies')).toMatchObject([{ industry: 'ten' }])
  })

  it('R8 a cell that was cleared clears the field, unless another row has it', async () => {
    await merge([
      company('1', { name: 'ACME', industry: 'Steel' }),
      company('2', { name: 'ACME', industry: 'Iron' }),
    ])
    await merge([
      company('1', { name: 'ACME', industry: 'Steel' }),
      company('2', { name: 'ACME', industry: null }),
    ])
    expect(await select('companies')).toMatchObject([{ industry: 'Steel' }])
    await merge([
      company('1', { name: 'ACME', industry: null }),
      company('2', { name: 'ACME', industry: null }),
    ])
    expect(await select('companies')).toMatchObject([{ industry: null }])
  })

  it('R8b a kept field stays what the row said before', async () => {
    await merge([company('1', { name: 'ACME', industry: 'Steel', website: 'a.example' })])
    await merge([company('1', { name: 'ACME', website: null }, { keep: ['industry'] })])
    expect(await select('companies')).toMatchObject([{ industry: 'Steel', website: null }])
  })

  it('R9 a field that no mapping speaks of is never written', async () => {
    await merge([company('1', { name: 'ACME' })])
    await pool.query(`select set_config('app.writer', '', false)`)
    await pool.query(`update graph.organization set description = 'by another system' where tenant = $1`, [
      tenant,
    ])
    await pool.query(`update graph.organization set protected_fields = '{}' where tenant = $1`, [tenant])
    await merge([company('1', { name: 'ACME Steel' })])
    const rows = await pool.query('select name, description from graph.organization where tenant = $1', [
      tenant,
    ])
    expect(rows.rows).toEqual([{ name: 'ACME Steel', description: 'by another system' }])
  })
})

describe('R10 human edits win', () => {
  it('R10 a column that a person changed is protected, the others follow the sheet', async () => {
    await merge([company('1', { name: 'ACME', industry: 'Steel' })])
    await pool.query(`update graph.organization set industry = 'Aviation' where tenant = $1`, [tenant])
    await merge([company('1', { name: 'ACME GmbH', industry: 'Iron' })])
    const { rows } = await pool.query(
      'select name, industry, protected_fields, source_of_truth from graph.organization where tenant = $1',
      [tenant],
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
    await merge([contact('1', { name: 'Bob', emails: [email('bob@a.example'), email('b@a.example')] })])
    await pool.query(
      `with e as (insert into graph.email (tenant, id, raw_email) values ($1, gen_random_uuid(), 'by@hand.example') returning *)
       insert into graph.contact_has_email (tenant, contact_id, email_id)
       select e.tenant, c.id, e.id from e join graph.contact c using (tenant)`,
      [tenant],
    )
    await merge([contact('1', { name: 'Bob', emails: [email('bob@a.example')] })])
    const { rows } = await pool.query(
      `select e.raw_email from graph.contact_has_email h join graph.email e on e.tenant = h.tenant and e.id = h.email_id
       where h.tenant = $1 order by 1`,
      [tenant],
    )
    expect(rows).toEqual([{ raw_email: 'bob@a.example' }, { raw_email: 'by@hand.example' }])
  })

  it('a pair of relationship and stage that is not allowed gives way where the sheet may write', async () => {
    await merge([company('1', { name: 'ACME', relationship: 'PROSPECT', stage: 'LEAD' })])
    await pool.query(
      `update graph.organization set relationship = 'CUSTOMER', stage = 'ONBOARDING' where tenant = $1`,
      [tenant],
    )
    await merge([company('1', { name: 'ACME', relationship: 'NOT_A_FIT', stage: 'UNQUALIFIED' })])
    expect(await select('companies')).toMatchObject([{ relationship: 'CUSTOMER', stage: 'ONBOARDING' }])
  })
})

describe('R11 rows that vanish', () => {
  it('R11 hides companies and contacts, archives deals, deletes notes; a row that returns brings them back, same id', async () => {
    await merge(pipeline())
    const before = [await select('companies'), await select('contacts'), await select('deals')].map(
      ([row]) => row?.['id'],
    )

    const { counts } = await merge([])
    expect(counts).toMatchObject({
      Organization: { archived: 1 },
      Contact: { archived: 1 },
      Opportunity: { archived: 1 },
      LogEntry: { archived: 1 },
    })
    expect([await select('companies'), await select('contacts'), await select('deals')]).toEqual([[], [], []])
    expect((await pool.query('select 1 from graph.is_linked_with where tenant = $1', [tenant])).rows).toEqual(
      [],
    )
    expect((await pool.query('select 1 from graph.log_entry where tenant = $1', [tenant])).rows).toEqual([])

    await merge(pipeline())
    const after = [await select('companies'), await select('contacts'), await select('deals')].map(
      ([row]) => row?.['id'],
    )
    expect(after).toEqual(before)
  })

  it("R11 a company that another row still names stays, with that row's values", async () => {
    await merge([
      company('1', { name: 'ACME Corp.', industry: 'Steel' }),
      company('2', { name: 'Acme Corporation', industry: null }),
    ])
    const [both] = await select('companies')
    await merge([company('2', { name: 'Acme Corporation', industry: null })])
    expect(await select('companies')).toMatchObject([
      { id: both?.['id'], name: 'Acme Corporation', industry: null },
    ])
  })

  it('R11 an entity that a person has edited stays when its rows go', async () => {
    await merge([company('1', { name: 'ACME' })])
    await pool.query(`update graph.organization set description = 'ours' where tenant = $1`, [tenant])
    await merge([])
    expect(await select('companies')).toMatchObject([{ name: 'ACME' }])
  })

  it('an email that nobody has any more goes with its last edge', async () => {
    await merge([contact('1', { name: 'Bob', emails: [email('bob@a.example'), email('old@a.example')] })])
    await merge([contact('1', { name: 'Bob', emails: [email('bob@a.example')] })])
    const { rows } = await pool.query('select raw_email from graph.email where tenant = $1', [tenant])
    expect(rows).toEqual([{ raw_email: 'bob@a.example' }])
  })
})

describe('R12 the guard against mass removal', () => {
  const many = (count: number) =>
    Array.from({ length: count }, (_, i) => company(`${i + 1}`, { name: `Company ${i + 1}` }))

  it('R12 holds the removal of more than ten rows, and still applies the rest', async () => {
    await merge(many(30))
    const kept = [company('1', { name: 'Company 1', industry: 'Steel' }), ...many(30).slice(1, 19)]
    const held = await merge(kept)

    expect(held.removalsHeld).toBe(11)
    expect(await select('companies')).toHaveLength(30)
    expect((await select('companies'))[0]).toMatchObject({ industry: 'Steel' })
  })

  it('R12 ten rows may go, and more when it is allowed', async () => {
    await merge(many(30))
    expect((await merge(many(20))).removalsHeld).toBe(0)
    expect(await select('companies')).toHaveLength(20)
    expect((await merge([], { allowRemovals: true })).removalsHeld).toBe(0)
    expect(await select('companies')).toHaveLength(0)
  })

  it('R12 in a large sheet a tenth may go', async () => {
    await merge(many(200))
    expect((await merge(many(180))).removalsHeld).toBe(0)
    expect((await merge(many(161))).removalsHeld).toBe(19)
  })
})

describe('several sheets and tenants', () => {
  it('two sheets about one person make one contact, and each takes back only its own', async () => {
    const bob = (fields: object) => [contact('1', { emails: [email('bob@a.example')], ...fields })]
    await mergeRecords({ pool, tenant, sheetId: '1' }, bob({ name: 'Bob' }))
    await mergeRecords({ pool, tenant, sheetId: '2' }, bob({ prefix: 'Dr.' }))
    const [merged] = await select('contacts')
    expect(merged).toMatchObject({ name: 'Bob' })

    await mergeRecords({ pool, tenant, sheetId: '1' }, [])
    expect(await select('contacts')).toMatchObject([{ id: merged?.['id'] }])
    await mergeRecords({ pool, tenant, sheetId: '2' }, [])
    expect(await select('contacts')).toEqual([])
  })

  it('equal row ids and emails of two tenants never meet', async () => {
    await mergeRecords({ pool, tenant: `${tenant}-a` }, pipeline())
    await mergeRecords({ pool, tenant: `${tenant}-b` }, pipeline())
    const ids = await pool.query('select distinct id from graph.contact where tenant like $1', [
      `${tenant}-%`,
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
    await merge(row('ACME'))
    await merge(row('Globex'))
    expect(await select('contacts')).toMatchObject([{ company: 'Globex', job_title: 'Buyer' }])
    expect(await select('companies')).toMatchObject([
      { name: 'ACME', contacts: 0 },
      { name: 'Globex', contacts: 1 },
    ])
  })

  it('an entity that a person deleted is made anew by the next change of its row', async () => {
    await merge(pipeline())
    await pool.query('delete from graph.organization where tenant = $1', [tenant])
    const changed = pipeline().map((item) =>
      item.label === 'Organization' ? company('1', { name: 'ACME', industry: 'Steel' }) : item,
    )
    await merge(changed)
    expect(await select('companies')).toMatchObject([{ name: 'ACME', contacts: 1, open_deals: 1 }])
  })
})
