import type { Pool } from 'pg'

type Value = string | number | boolean | null
type Row = Record<string, Value>
type Tables = (name: string) => Row[]

/** A row of a view, in the form of JSON. */
export type ViewRow = Record<string, Value | Value[] | object>

/** What the three views are to show of a tenant, told without SQL from the rows of the tables. */
export async function expectedViews(
  pool: Pool,
  tenant: string,
): Promise<Record<'contacts' | 'companies' | 'deals', ViewRow[]>> {
  const found = await pool.query<{ name: string }>(
    `select tablename as name from pg_tables where schemaname = 'graph'`,
  )
  const tables = new Map<string, Row[]>()
  for (const { name } of found.rows) {
    const { rows } = await pool.query<{ row: Row }>(
      `select to_jsonb(t) as row from graph."${name}" t where tenant = $1`,
      [tenant],
    )
    tables.set(
      name,
      rows.map(({ row }) => row),
    )
  }
  const all: Tables = (name) => tables.get(name) ?? []
  return {
    contacts: all('contact')
      .filter(shown)
      .map((row) => contact(all, row)),
    companies: all('organization')
      .filter(shown)
      .map((row) => company(all, row)),
    deals: all('opportunity')
      .filter(shown)
      .map((row) => deal(all, row)),
  }
}

const shown = (row: Row): boolean => row['hide'] !== true && row['archived'] !== true

function contact(all: Tables, row: Row): ViewRow {
  const roles = all('job_role')
    .filter((role) => role['contact_id'] === row['id'])
    .map((role) => ({ role, company: liveCompany(all, role['organization_id']) }))
  const role = first(roles, ({ role, company }) => [
    company === undefined,
    role['is_primary'] !== true,
    company === undefined || company['name'] === null,
    company?.['name'] ?? '',
    role['id'],
  ])
  return {
    ...columns(row, ['tenant', 'id', 'name', 'first_name', 'last_name', 'custom_fields', 'updated_at']),
    email: emailOf(all, 'contact', row['id']),
    phone: phoneOf(all, 'contact', row['id']),
    job_title: role?.role['job_title'] ?? null,
    company: role?.company?.['name'] ?? null,
    company_id: role?.company?.['id'] ?? null,
    owner: ownerOf(all, row),
    tags: tagsOf(all, 'contact', row['id']),
    row_url: rowUrl(all, 'Contact', row['id']),
  }
}

function company(all: Tables, row: Row): ViewRow {
  const open = all('opportunity').filter(
    (deal) => deal['organization_id'] === row['id'] && shown(deal) && deal['internal_stage'] === 'OPEN',
  )
  const worth = open.filter((deal) => deal['amount'] !== null)
  const currencies = new Set(worth.map((deal) => deal['currency']).filter((currency) => currency !== null))
  const people = all('job_role').filter(
    (role) =>
      role['organization_id'] === row['id'] &&
      all('contact').some((person) => person['id'] === role['contact_id'] && shown(person)),
  )
  const same = ['website', 'industry', 'employees', 'relationship', 'stage', 'custom_fields', 'updated_at']
  return {
    ...columns(row, ['tenant', 'id', 'name', ...same]),
    domain:
      all('organization_has_domain')
        .filter((edge) => edge['organization_id'] === row['id'])
        .map((edge) => String(edge['domain']))
        .sort()[0] ?? null,
    phone: phoneOf(all, 'organization', row['id']),
    owner: ownerOf(all, row),
    tags: tagsOf(all, 'organization', row['id']),
    contacts: people.length,
    open_deals: open.length,
    open_amount:
      worth.length === 0 || currencies.size > 1
        ? null
        : worth.reduce((sum, deal) => sum + Number(deal['amount']), 0),
    row_url: rowUrl(all, 'Organization', row['id']),
  }
}

function deal(all: Tables, row: Row): ViewRow {
  const organization = liveCompany(all, row['organization_id'])
  const people = all('opportunity_has_contact')
    .filter((edge) => edge['opportunity_id'] === row['id'])
    .map((edge) => all('contact').find((person) => person['id'] === edge['contact_id']))
    .filter((person) => person !== undefined && shown(person))
    .map((person) => person?.['name'] ?? emailOf(all, 'contact', person?.['id']))
    .filter((name) => name !== null)
  const same = ['amount', 'currency', 'internal_stage', 'likelihood_rate', 'custom_fields', 'updated_at']
  return {
    ...columns(row, ['tenant', 'id', 'name', ...same]),
    stage: row['external_stage'] ?? null,
    close_date: row['estimated_closed_at'] == null ? null : utcDate(String(row['estimated_closed_at'])),
    company: organization?.['name'] ?? null,
    company_id: organization?.['id'] ?? null,
    contacts: people.sort(),
    owner: ownerOf(all, row),
    tags: tagsOf(all, 'opportunity', row['id']),
    row_url: rowUrl(all, 'Opportunity', row['id']),
  }
}

const utcDate = (time: string): string => new Date(time).toISOString().slice(0, 10)

const columns = (row: Row, names: readonly string[]): Row =>
  Object.fromEntries(names.map((name) => [name, row[name] ?? null]))

const liveCompany = (all: Tables, id: Value | undefined): Row | undefined =>
  all('organization').find((row) => row['id'] === id && shown(row))

/** The one that comes first by these keys: false before true, small before large. */
function first<T>(items: readonly T[], keysOf: (item: T) => (Value | undefined)[]): T | undefined {
  const before = (a: T, b: T): number => {
    const [keysA, keysB] = [keysOf(a), keysOf(b)]
    for (const [at, x] of keysA.entries()) {
      const y = keysB[at]
      if (x !== y) return (x ?? '') < (y ?? '') ? -1 : 1
    }
    return 0
  }
  return [...items].sort(before)[0]
}

function emailOf(all: Tables, owner: 'contact' | 'user', id: Value | undefined): Value {
  const emails = all(`${owner}_has_email`)
    .filter((edge) => edge[`${owner}_id`] === id)
    .map((edge) => ({ edge, raw: all('email').find((row) => row['id'] === edge['email_id'])?.['raw_email'] }))
  return first(emails, ({ edge, raw }) => [edge['is_primary'] !== true, raw])?.raw ?? null
}

function phoneOf(all: Tables, owner: 'contact' | 'organization', id: Value | undefined): Value {
  const phones = all(`${owner}_has_phone_number`)
    .filter((edge) => edge[`${owner}_id`] === id)
    .map((edge) => ({
      edge,
      phone: all('phone_number').find((row) => row['id'] === edge['phone_number_id']),
    }))
  const phone = first(phones, (found) => [
    found.edge['is_primary'] !== true,
    found.phone?.['raw_phone_number'],
  ])?.phone
  return phone?.['e164'] ?? phone?.['raw_phone_number'] ?? null
}

function ownerOf(all: Tables, row: Row): Value {
  const owner = all('user').find((user) => user['id'] === row['owner_user_id'])
  return owner === undefined ? null : (owner['name'] ?? emailOf(all, 'user', owner['id']))
}

const tagsOf = (all: Tables, node: string, id: Value | undefined): Value[] =>
  all(`${node}_tagged`)
    .filter((edge) => edge[`${node}_id`] === id)
    .map((edge) => String(all('tag').find((tag) => tag['id'] === edge['tag_id'])?.['name']))
    .sort()

/** R7: the newest row; of the same moment that with the larger id, as a number; then the smaller sheet and slot. */
function rowUrl(all: Tables, label: string, id: Value | undefined): Value {
  const links = all('is_linked_with').filter(
    (link) =>
      link['node_label'] === label && link['node_id'] === id && link['external_system_id'] === 'smartsheet',
  )
  const newest = first(links, (link) => [
    link['row_modified_at'] === null ? 0 : -Date.parse(String(link['row_modified_at'])),
    -Number(link['row_id']),
    link['external_id_second'],
    String(link['external_id']).length,
    link['external_id'],
  ])
  return newest?.['external_url'] ?? null
}
