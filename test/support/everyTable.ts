import { createHash } from 'node:crypto'
import type { ClientBase } from 'pg'

/** A uuid that a text stands for. */
export const idOf = (text: string): string =>
  createHash('md5')
    .update(text)
    .digest('hex')
    .replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, '$1-$2-$3-$4-$5')

/**
 * One row in every table of the graph, with every column that refers to another one filled. The ids follow from
 * `ids`: two tenants with the same have equal ones.
 */
export async function fillEveryTable(
  client: Pick<ClientBase, 'query'>,
  tenant: string,
  ids: string,
): Promise<void> {
  for (const row of everyRow(tenant, ids)) await client.query(row.insert, row.values)
}

/** The statements that make these rows, in an order in which they can be made. */
export const everyRow = (
  tenant: string,
  ids: string,
): { table: string; insert: string; values: [string] }[] =>
  rowsOf((name) => idOf(`${ids}/${name}`), ids).map(({ table, row }) => {
    const columns = Object.keys({ tenant, ...row }).join(', ')
    return {
      table,
      insert: `insert into graph."${table}" (${columns})
        select ${columns} from jsonb_populate_record(null::graph."${table}", $1)`,
      values: [JSON.stringify({ tenant, ...row })],
    }
  })

interface Filled {
  table: string
  row: Record<string, unknown>
}

const rowsOf = (id: (name: string) => string, word: string): Filled[] => [
  ...nodes(id, word),
  ...items(id, word),
  ...edges(id, word),
]

function nodes(id: (name: string) => string, word: string): Filled[] {
  const owner = { owner_user_id: id('user') }
  const company = { organization_id: id('organization') }
  return [
    { table: 'user', row: { id: id('user'), name: 'Olga' } },
    { table: 'organization', row: { id: id('organization'), name: 'Acme', ...owner } },
    { table: 'contact', row: { id: id('contact'), name: 'Ann Bell', ...owner } },
    {
      table: 'opportunity',
      row: { id: id('opportunity'), name: 'Rollout', amount: 7, ...company, ...owner },
    },
    {
      table: 'job_role',
      row: {
        id: id('job_role'),
        contact_id: id('contact'),
        job_title: 'Buyer',
        is_primary: true,
        ...company,
      },
    },
    {
      table: 'log_entry',
      row: {
        id: id('log_entry'),
        content: `Called ${word}`,
        contact_id: id('contact'),
        opportunity_id: id('opportunity'),
        created_by_user_id: id('user'),
        ...company,
      },
    },
    { table: 'interaction_session', row: { id: id('session'), name: 'A discussion' } },
    {
      table: 'interaction_event',
      row: { id: id('event'), interaction_session_id: id('session'), replies_to_id: id('event') },
    },
  ]
}

const items = (id: (name: string) => string, word: string): Filled[] => [
  { table: 'email', row: { id: id('email'), raw_email: `${word}@acme.example` } },
  { table: 'phone_number', row: { id: id('phone'), raw_phone_number: `030 ${word}` } },
  { table: 'domain', row: { domain: `${word}.example` } },
  { table: 'tag', row: { id: id('tag'), name: `tag ${word}` } },
  { table: 'location', row: { id: id('location'), locality: 'Berlin' } },
]

function edges(id: (name: string) => string, word: string): Filled[] {
  const edge = (table: string, from: string, to: object): Filled => ({
    table,
    row: { [`${from}_id`]: id(from), ...to },
  })
  const link = (label: string, name: string): Filled => ({
    table: 'is_linked_with',
    row: {
      ...{ node_label: label, node_id: id(name), external_id: '7', external_id_second: '11', row_id: '7' },
      external_url: `https://app.smartsheet.com/${word}`,
    },
  })
  return [
    ...['contact', 'organization', 'user'].map((of) =>
      edge(`${of}_has_email`, of, { email_id: id('email') }),
    ),
    ...['contact', 'organization'].flatMap((of) => [
      edge(`${of}_has_phone_number`, of, { phone_number_id: id('phone') }),
      edge(`${of}_associated_with_location`, of, { location_id: id('location') }),
    ]),
    edge('organization_has_domain', 'organization', { domain: `${word}.example` }),
    ...['contact', 'organization', 'opportunity'].map((of) =>
      edge(`${of}_tagged`, of, { tag_id: id('tag') }),
    ),
    edge('opportunity_has_contact', 'opportunity', { contact_id: id('contact') }),
    {
      table: 'interaction_event_sent_by',
      row: { interaction_event_id: id('event'), participant_label: 'User', participant_id: id('user') },
    },
    link('Contact', 'contact'),
    link('Organization', 'organization'),
    link('Opportunity', 'opportunity'),
  ]
}
