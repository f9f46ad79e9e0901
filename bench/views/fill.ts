import type { ClientBase } from 'pg'

export interface Size {
  tenants: number
  /** Of all tenants together. */
  contacts: number
  companies: number
  deals: number
}

/**
 * Fills the graph as syncs would have: companies that several rows name, people of one row with an email or two, a
 * phone, a role or two and tags, deals with people. Ids are equal in all tenants, as the ids of rows may be.
 */
export async function fillGraph(client: ClientBase, size: Size): Promise<void> {
  const each = (count: number) => Math.ceil(count / size.tenants)
  const counts = { contacts: each(size.contacts), companies: each(size.companies), deals: each(size.deals) }
  await client.query(ID)
  for (const { of, insert, where = 'true' } of fillOf(counts)) {
    const count = of === 'owners' ? OWNERS : of === 'tags' ? TAGS : counts[of]
    await client.query(
      `insert into graph.${insert}
       from generate_series(1, ${size.tenants}) t, generate_series(1, ${count}) i where ${where}`,
    )
  }
  await client.query('drop function pg_temp.id')
  await client.query('vacuum analyze')
}

const OWNERS = 40
const TAGS = 30

// Ids are made in the order of time (UUIDv7).
const ID = `
  create function pg_temp.id(kind text, n bigint) returns uuid language sql immutable
  return (lpad(to_hex(n), 8, '0') || '-0000-7000-8000-' || lpad(to_hex(ascii(kind)), 12, '0'))::uuid`

const TENANT = `'tenant-' || t`
const id = (kind: string, n = 'i'): string => `pg_temp.id('${kind}', ${n})`
/** Names in no order. */
const word = (n = 'i'): string => `initcap(translate(left(md5((${n})::text), 8), '0123456789', 'ghijklmnop'))`
const OWNER = id('u', `1 + i % ${OWNERS}`)
const CUSTOM = `jsonb_build_object('Region', (array['EMEA', 'APAC', 'Americas'])[1 + i % 3], 'Score', i % 100, 'Newsletter', i % 3 = 0)`

interface Fill {
  of: 'owners' | 'tags' | 'contacts' | 'companies' | 'deals'
  insert: string
  where?: string
}

interface Counts {
  contacts: number
  companies: number
  deals: number
}

function fillOf({ contacts, companies }: Counts): Fill[] {
  const company = id('o', `1 + i * 7919::bigint % ${companies}`)
  const tag = (n: number) => id('t', `1 + i * ${n} % ${TAGS}`)
  return [
    { of: 'owners', insert: `"user" (tenant, id, name) select ${TENANT}, ${id('u')}, ${word()} || ' Owner'` },
    { of: 'tags', insert: `tag (tenant, id, name) select ${TENANT}, ${id('t')}, 'tag ' || i` },
    {
      of: 'companies',
      insert: `organization (tenant, id, name, website, industry, employees, relationship, owner_user_id, custom_fields, hide)
        select ${TENANT}, ${id('o')}, ${word()} || ' ' || i, 'https://company-' || i || '.example', 'industry ' || i % 25,
          i % 1000, (array['PROSPECT', 'CUSTOMER'])[1 + i % 2], ${OWNER}, ${CUSTOM}, i % 40 = 0`,
    },
    {
      of: 'contacts',
      insert: `contact (tenant, id, name, first_name, last_name, owner_user_id, custom_fields, hide)
        select ${TENANT}, ${id('c')}, ${word()} || ' ' || ${word('i + 1')}, ${word()}, ${word('i + 1')},
          case when i % 2 = 0 then ${OWNER} end, ${CUSTOM}, i % 40 = 0`,
    },
    {
      of: 'deals',
      insert: `opportunity (tenant, id, name, amount, max_amount, currency, internal_stage, external_stage, likelihood_rate,
          estimated_closed_at, organization_id, owner_user_id, custom_fields, archived)
        select ${TENANT}, ${id('d')}, ${word()} || ' ' || i, i % 900 * 100, i % 900 * 100, 'EUR',
          (array['OPEN', 'OPEN', 'CLOSED_WON', 'CLOSED_LOST'])[1 + i % 4], 'stage ' || i % 6, i % 101,
          timestamptz '2026-01-01' + i % 365 * interval '1 day', ${company}, ${OWNER}, ${CUSTOM}, i % 40 = 0`,
    },
    ...satellites(company, tag),
    {
      of: 'deals',
      insert: `opportunity_has_contact (tenant, opportunity_id, contact_id)
        select ${TENANT}, ${id('d')}, ${id('c', `1 + i * 31 % ${contacts}`)}`,
    },
    ...links(),
  ]
}

const satellites = (company: string, tag: (n: number) => string): Fill[] => [
  { of: 'companies', insert: `domain (tenant, domain) select ${TENANT}, 'company-' || i || '.example'` },
  {
    of: 'companies',
    insert: `organization_has_domain (tenant, organization_id, domain)
      select ${TENANT}, ${id('o')}, 'company-' || i || '.example'`,
    where: 'i % 5 > 0',
  },
  {
    of: 'companies',
    insert: `phone_number (tenant, id, raw_phone_number, e164)
      select ${TENANT}, ${id('q')}, '030 1' || i, '+49301' || i`,
  },
  {
    of: 'companies',
    insert: `organization_has_phone_number (tenant, organization_id, phone_number_id, is_primary)
      select ${TENANT}, ${id('o')}, ${id('q')}, true`,
    where: 'i % 3 = 0',
  },
  {
    of: 'companies',
    insert: `organization_tagged (tenant, organization_id, tag_id) select ${TENANT}, ${id('o')}, ${tag(7)}`,
    where: 'i % 2 = 0',
  },
  {
    of: 'contacts',
    insert: `email (tenant, id, raw_email, email, work)
      select ${TENANT}, ${id('e')}, 'person.' || i || '@work.example', 'person.' || i || '@work.example', true`,
  },
  {
    of: 'contacts',
    insert: `email (tenant, id, raw_email, email, work)
      select ${TENANT}, ${id('f')}, 'person.' || i || '@home.example', 'person.' || i || '@home.example', false`,
    where: 'i % 5 = 0',
  },
  {
    of: 'contacts',
    insert: `contact_has_email (tenant, contact_id, email_id, is_primary) select ${TENANT}, ${id('c')}, ${id('e')}, true`,
    where: 'i % 20 > 0',
  },
  {
    of: 'contacts',
    insert: `contact_has_email (tenant, contact_id, email_id) select ${TENANT}, ${id('c')}, ${id('f')}`,
    where: 'i % 5 = 0',
  },
  {
    of: 'contacts',
    insert: `phone_number (tenant, id, raw_phone_number, e164) select ${TENANT}, ${id('p')}, '040 2' || i, '+49402' || i`,
    where: 'i % 5 > 1',
  },
  {
    of: 'contacts',
    insert: `contact_has_phone_number (tenant, contact_id, phone_number_id, is_primary) select ${TENANT}, ${id('c')}, ${id('p')}, true`,
    where: 'i % 5 > 1',
  },
  {
    of: 'contacts',
    insert: `job_role (tenant, id, contact_id, organization_id, job_title, is_primary)
      select ${TENANT}, ${id('r')}, ${id('c')}, ${company}, 'title ' || i % 50, true`,
    where: 'i % 10 > 0',
  },
  {
    of: 'contacts',
    insert: `job_role (tenant, id, contact_id, job_title) select ${TENANT}, ${id('s')}, ${id('c')}, 'Advisor'`,
    where: 'i % 20 = 0',
  },
  {
    of: 'contacts',
    insert: `contact_tagged (tenant, contact_id, tag_id) select ${TENANT}, ${id('c')}, ${tag(11)}`,
    where: 'i % 3 = 0',
  },
  {
    of: 'contacts',
    insert: `contact_tagged (tenant, contact_id, tag_id) select ${TENANT}, ${id('c')}, ${tag(13)}`,
    where: 'i % 30 in (1, 2, 4)',
  },
  {
    of: 'deals',
    insert: `opportunity_tagged (tenant, opportunity_id, tag_id) select ${TENANT}, ${id('d')}, ${tag(17)}`,
    where: 'i % 2 = 0',
  },
]

/** Rows of three sheets: each names a company, and many a person and a deal. */
function links(): Fill[] {
  const link = (
    { of, label, kind }: { of: Fill['of']; label: string; kind: string },
    sheet: number,
  ): Fill => ({
    of,
    where: sheet === 2 && of === 'contacts' ? 'i % 10 = 0' : 'true',
    insert: `is_linked_with (tenant, node_label, node_id, external_id, external_id_second, external_url,
        external_source, row_id, payload, payload_hash, row_modified_at)
      select ${TENANT}, '${label}', ${id(kind)}, '${kind}' || i, '${sheet}',
        'https://app.smartsheet.com/sheets/' || ${sheet} || '?rowId=' || i, lower('${label}'), i::text,
        jsonb_build_object('fields', jsonb_build_object('name', ${word()}, 'industry', md5(i::text), 'website',
          md5(i::text)), 'refs', '{}'::jsonb, 'keys', '[]'::jsonb, 'custom', ${CUSTOM}), md5(i::text),
        timestamptz '2026-01-01' + i * interval '1 minute'`,
  })
  const company = { of: 'companies', label: 'Organization', kind: 'o' } as const
  const person = { of: 'contacts', label: 'Contact', kind: 'c' } as const
  const deal = { of: 'deals', label: 'Opportunity', kind: 'd' } as const
  return [...[1, 2, 3].map((sheet) => link(company, sheet)), link(person, 1), link(person, 2), link(deal, 1)]
}
