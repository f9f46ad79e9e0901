import type { Pool } from 'pg'

type Row = Record<string, unknown>
type Payload = { keys: { kind: string; value: string }[] }
type Tables = ReadonlyMap<string, readonly Row[]>

const TABLES = [
  ...['organization', 'contact', 'opportunity', 'user', 'log_entry', 'job_role'],
  ...['email', 'phone_number', 'location', 'tag', 'is_linked_with'],
  ...['organization_has_email', 'contact_has_email', 'user_has_email', 'organization_has_phone_number'],
  ...['contact_has_phone_number', 'organization_has_domain', 'organization_tagged', 'contact_tagged'],
  ...['opportunity_tagged', 'organization_associated_with_location', 'contact_associated_with_location'],
  'opportunity_has_contact',
]
/** Not said by the sheet: whose it is, when it was written, and what every entity of a sync has. */
const INCIDENTAL = [
  ...['tenant', 'id', 'source', 'source_of_truth', 'app_source', 'updated_at', 'stage_updated_at'],
  ...['protected_fields', 'hide', 'archived', 'lead_source', 'internal_type', 'content_type'],
]
const LABELS = {
  Organization: 'organization',
  Contact: 'contact',
  Opportunity: 'opportunity',
  LogEntry: 'log_entry',
  User: 'user',
} as const

/**
 * The graph of a tenant with one sheet, as people write it down: entities by label in the order of their rows, known
 * by name and row instead of by id, with what hangs on them. A column that is null is left out.
 */
export async function readableGraph(pool: Pool, tenant: string, rowIds: readonly number[]): Promise<object> {
  const tables = new Map<string, Row[]>()
  for (const name of TABLES) {
    const { rows } = await pool.query<Row>(`select * from graph."${name}" where tenant = $1`, [tenant])
    tables.set(name, rows)
  }
  const slots = slotsByNode(tables, rowIds)
  const called = new Map<unknown, string>()
  for (const table of Object.values(LABELS))
    for (const row of tables.get(table) ?? []) called.set(row['id'], nameOf(row, slots.get(row['id'])?.[0]))
  const entities = Object.entries(LABELS).map(([label, table]) => {
    const shown = (tables.get(table) ?? []).map((row) => ({
      rows: slots.get(row['id']) ?? [],
      ...externalKey(row, tables),
      ...ownFields(row, table, called),
      ...satellites(row, table, { tables, called }),
    }))
    return [label, shown.sort((a, b) => order(a.rows[0]) - order(b.rows[0]))] as const
  })
  return Object.fromEntries(entities)
}

/** Slots of a row: `3` for its first entity of a label, `3:2` for the second. */
function slotsByNode(tables: Tables, rowIds: readonly number[]): Map<unknown, string[]> {
  const links = Map.groupBy(tables.get('is_linked_with') ?? [], (link) => link['node_id'])
  return new Map(
    [...links].map(([node, of]) => [
      node,
      of
        .map((link) =>
          String(link['external_id']).replace(/^\d+/, (id) => String(rowIds.indexOf(Number(id)) + 1)),
        )
        .sort((a, b) => order(a) - order(b)),
    ]),
  )
}

/** An id of its own, without the sheet that it is scoped by. */
function externalKey({ id }: Row, tables: Tables): Row {
  const links = (tables.get('is_linked_with') ?? []).filter((link) => link['node_id'] === id)
  const keys = links.flatMap((link) => (link['payload'] as Payload).keys)
  const key = keys.find(({ kind }) => kind === 'key')?.value
  return key === undefined ? {} : { key: key.replace(/^\d+:/, '') }
}

const order = (slot: string | undefined): number => Number((slot ?? '0').replace(':', '.'))
const nameOf = ({ name }: Row, slot = '?'): string => (typeof name === 'string' ? `${name} (${slot})` : slot)
const filled = (row: Row): Row =>
  Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null))

function ownFields(row: Row, table: string, called: ReadonlyMap<unknown, string>): Row {
  const fields = Object.entries(filled(row)).flatMap(([column, value]): [string, unknown][] => {
    if (INCIDENTAL.includes(column) || (column === 'created_at' && table !== 'opportunity')) return []
    if (column.endsWith('_id')) return [[column.replace(/(_user)?_id$/, ''), called.get(value)]]
    if (column === 'employees') return [[column, Number(value)]]
    return [[column, value instanceof Date ? value.toISOString() : value]]
  })
  return Object.fromEntries(fields)
}

interface Around {
  tables: Tables
  called: ReadonlyMap<unknown, string>
}

/** What hangs on an entity by edges; lists that are empty are left out. */
function satellites({ id }: Row, table: string, { tables, called }: Around): Row {
  const edges = (name: string, of = `${table}_id`) =>
    (tables.get(name) ?? []).filter((edge) => edge[of] === id)
  const items = (edge: string, item: string): Row[] =>
    edges(edge).map((one) => {
      const found = tables.get(item)?.find((row) => row['id'] === one[`${item}_id`])
      const content = Object.entries({ ...one, ...found }).filter(
        ([key]) => !INCIDENTAL.includes(key) && key !== 'created_at' && !key.endsWith('_id'),
      )
      return filled(Object.fromEntries(content))
    })
  const sorted = <T>(list: T[], by: (item: T) => unknown): T[] =>
    list.sort((a, b) => (String(by(a)) < String(by(b)) ? -1 : 1))
  const lists: Row = {
    domains: sorted(
      edges('organization_has_domain').map((edge) => edge['domain']),
      String,
    ),
    emails: sorted(items(`${table}_has_email`, 'email'), (one) => one['raw_email']),
    phones: sorted(items(`${table}_has_phone_number`, 'phone_number'), (one) => one['raw_phone_number']),
    locations: items(`${table}_associated_with_location`, 'location'),
    tags: sorted(
      items(`${table}_tagged`, 'tag').map((tag) => tag['name']),
      String,
    ),
    contacts: sorted(
      table === 'opportunity'
        ? edges('opportunity_has_contact').map((edge) => called.get(edge['contact_id']))
        : [],
      String,
    ),
    roles: table === 'contact' ? roles(edges('job_role', 'contact_id'), called) : [],
  }
  return Object.fromEntries(
    Object.entries(lists).filter(([, list]) => Array.isArray(list) && list.length > 0),
  )
}

const roles = (found: readonly Row[], called: ReadonlyMap<unknown, string>): Row[] =>
  found.map(({ organization_id, job_title, is_primary }) =>
    filled({
      company: organization_id === null ? null : (called.get(organization_id) ?? 'unknown'),
      job_title,
      is_primary,
    }),
  )
