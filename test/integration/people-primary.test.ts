import { afterEach, describe, expect, it } from 'vitest'
import { useGraph } from '../support/graphStage.ts'
import { graphFaults } from '../support/graphFaults.ts'
import { company, contact, email } from '../support/records.ts'

const graph = useGraph()

afterEach(async () => {
  expect(await graphFaults(graph.pool, graph.tenant)).toEqual([])
})

const person = (statement: string) => graph.pool.query(statement, [graph.tenant])
const A = email('a@x.example')
const B = email('b@x.example')
const C = email('c@x.example')
const bob = (emails: unknown[], description = 'first') => contact('1', { name: 'Bob', emails, description })

/** The emails of Bob by their first letter: `.` is the sheet's, `*` is primary. */
async function emails(): Promise<string> {
  const { rows } = await graph.pool.query<{ emails: string }>(
    `select string_agg(concat(left(e.raw_email, 1), case when h.source = 'smartsheet' then '.' end,
       case when h.is_primary then '*' end), ' ' order by e.raw_email) as emails
     from graph.contact_has_email h join graph.email e on e.tenant = h.tenant and e.id = h.email_id
     where h.tenant = $1`,
    [graph.tenant],
  )
  return rows[0]?.emails ?? ''
}

const setPrimary = (letter: string, primary = true) =>
  person(`update graph.contact_has_email h set is_primary = ${primary} from graph.email e
    where h.tenant = $1 and e.tenant = $1 and e.id = h.email_id and e.raw_email like '${letter}%'`)

describe('R10 the primary email, phone and role', () => {
  it('R10 another one that a person made primary stays so, and is the only one', async () => {
    await graph.merge([bob([A, B])])
    expect(await emails()).toBe('a.* b.')
    await setPrimary('b')
    expect(await emails()).toBe('a. b*')
    await graph.merge([bob([C, A], 'second')])
    expect(await emails()).toBe('a. b* c.')
    await graph.merge([bob([C, A], 'second')], { full: true })
    expect(await emails()).toBe('a. b* c.')
  })

  it('R10 of several that people made primary the last one is', async () => {
    await graph.merge([bob([A, B, C])])
    await setPrimary('b')
    await setPrimary('c')
    expect(await emails()).toBe('a. b c*')
  })

  it("R10 when a person's is primary no longer, the sheet's is with the next sync", async () => {
    await graph.merge([bob([A, B])])
    await setPrimary('b')
    await graph.merge([bob([A, B], 'second')])
    await setPrimary('b', false)
    await graph.merge([bob([A, B], 'second')])
    expect(await emails()).toBe('a.* b')
  })

  it("R10 when a person's primary one is removed, the sheet's is primary with the next sync", async () => {
    await graph.merge([bob([A])])
    await person(
      `with e as (insert into graph.email (tenant, id, raw_email) values ($1, gen_random_uuid(), 'p@x.example') returning id)
       insert into graph.contact_has_email (tenant, contact_id, email_id, is_primary)
       select $1, c.id, e.id, true from e, graph.contact c where c.tenant = $1`,
    )
    expect(await emails()).toBe('a. p*')
    await person(`delete from graph.email where tenant = $1 and raw_email = 'p@x.example'`)
    await graph.merge([bob([A])])
    expect(await emails()).toBe('a.*')
  })

  it("R10 a role that a person made primary stays so; the sheet's newest row makes none of its own", async () => {
    const rows = [
      contact('1', { name: 'Bob', emails: [A] }, { refs: { organization: '1' } }),
      company('1', { name: 'ACME' }),
      contact(
        '2',
        { name: 'Bob', emails: [A] },
        { refs: { organization: '2' }, modified: '2026-02-01T00:00:00Z' },
      ),
      company('2', { name: 'Bolt' }),
    ]
    const roles = async () => {
      const found = await graph.pool.query<{ name: string; source: string; primary: boolean }>(
        `select o.name, r.source, r.is_primary as primary from graph.job_role r
         join graph.organization o on o.tenant = r.tenant and o.id = r.organization_id where r.tenant = $1 order by 1`,
        [graph.tenant],
      )
      return found.rows
    }
    await graph.merge(rows)
    await person(
      `update graph.job_role r set is_primary = true from graph.organization o
       where r.tenant = $1 and o.tenant = $1 and o.id = r.organization_id and o.name = 'ACME'`,
    )
    const expected = [
      { name: 'ACME', source: 'openline', primary: true },
      { name: 'Bolt', source: 'smartsheet', primary: false },
    ]
    expect(await roles()).toEqual(expected)
    await graph.merge(rows, { full: true })
    expect(await roles()).toEqual(expected)
  })
})

describe('R10 an address that two share', () => {
  it('R10 is theirs at both when a person edits it: neither loses it when its row drops it', async () => {
    const ann = (emails: unknown[]) => contact('2', { name: 'Ann', phones: emails })
    const PHONE = { raw: '1234', e164: null, countryCodeA2: null, label: 'WORK' }
    await graph.merge([contact('1', { name: 'Bob', phones: [PHONE] }), ann([PHONE])])
    await person(`update graph.phone_number set e164 = '+491234' where tenant = $1`)
    await graph.merge([contact('1', { name: 'Bob', phones: [] }), ann([])])
    expect(await graph.select('contacts')).toMatchObject([
      { name: 'Ann', phone: '+491234' },
      { name: 'Bob', phone: '+491234' },
    ])
  })
})
