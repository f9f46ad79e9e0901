import type { Queryable } from '../../connections/model.ts'
import type { EditTargets } from './edits.ts'

const SHOWN = 6

/** A part of the graph, ready to be printed. */
export interface Excerpt {
  titles: readonly string[]
  rows: readonly (readonly string[])[]
  total: number
}

// What an operator would type to look into it: the views are made for that.
const COMPANIES = `
  select name, domain, contacts::text, open_deals::text, open_amount::text, owner, count(*) over ()::int as total
  from graph.companies c where tenant = $1 order by c.open_amount desc nulls last, name limit $2`
const CONTACTS = `
  select name, email, job_title, company, phone, count(*) over ()::int as total
  from graph.contacts where tenant = $1 order by company is null, name limit $2`
const DEALS = `
  select name, amount::text, stage, internal_stage, close_date::text, company, array_to_string(contacts, ', ') as people,
    count(*) over ()::int as total
  from graph.deals d where tenant = $1 order by d.amount desc nulls last, name limit $2`

async function excerpt(db: Queryable, sql: string, tenant: string): Promise<Excerpt> {
  const { rows } = await db.query<Record<string, string | number | null>>(sql, [tenant, SHOWN])
  const titles = Object.keys(rows[0] ?? {}).filter((name) => name !== 'total')
  return {
    titles,
    rows: rows.map((row) => titles.map((title) => String(row[title] ?? '-'))),
    total: Number(rows[0]?.['total'] ?? 0),
  }
}

export const companies = (db: Queryable, tenant: string): Promise<Excerpt> => excerpt(db, COMPANIES, tenant)
export const contacts = (db: Queryable, tenant: string): Promise<Excerpt> => excerpt(db, CONTACTS, tenant)
export const deals = (db: Queryable, tenant: string): Promise<Excerpt> => excerpt(db, DEALS, tenant)

/** Everything that is visible in the graph, by id: `contact Imani Brook`. */
export async function entities(db: Queryable, tenant: string): Promise<Map<string, string>> {
  const { rows } = await db.query<{ id: string; entity: string }>(
    `select id, 'company ' || name as entity from graph.companies where tenant = $1
     union all select id, 'contact ' || name from graph.contacts where tenant = $1
     union all select id, 'deal ' || name from graph.deals where tenant = $1`,
    [tenant],
  )
  return new Map(rows.map((row) => [row.id, row.entity]))
}

// People whom one row alone speaks of, so that what follows from an edit of that row is plain.
const TARGETS = `
  with alone as (
    select c.name, c.email, row_number() over (order by c.name) as n
    from graph.contacts c
    join graph.is_linked_with l on l.tenant = c.tenant and l.node_label = 'Contact' and l.node_id = c.id
    where c.tenant = $1 and c.email is not null and c.company is not null and c.name not like '%;%'
    group by c.id, c.name, c.email
    having count(*) = 1
  )
  select
    (select jsonb_build_object('name', name, 'stage', stage) from graph.deals
     where tenant = $1 and stage = 'Negotiation' order by amount desc nulls last, name limit 1) as deal,
    (select jsonb_build_object('name', name, 'email', email) from alone where n = 2) as person,
    (select jsonb_build_object('name', name) from alone where n = 3) as leaver`

/** Whom and what the demo edits. */
export async function editTargets(db: Queryable, tenant: string): Promise<EditTargets> {
  const { rows } = await db.query<{ [part in keyof EditTargets]: EditTargets[part] | null }>(TARGETS, [
    tenant,
  ])
  const { deal = null, person = null, leaver = null } = rows[0] ?? {}
  if (deal === null || person === null || leaver === null) {
    throw new Error('the sample sheet has no rows that the demo can edit')
  }
  return { deal, person, leaver }
}
