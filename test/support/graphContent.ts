import type { Pool } from 'pg'
import type { Json } from '../../src/core/json.ts'

type Row = Record<string, Json>

const NODES = ['organization', 'contact', 'opportunity', 'user', 'log_entry']
const EDGES = [
  ...['contact_has_email', 'organization_has_email', 'user_has_email', 'contact_has_phone_number'],
  ...['organization_has_phone_number', 'organization_has_domain', 'contact_tagged', 'organization_tagged'],
  ...['opportunity_tagged', 'contact_associated_with_location', 'organization_associated_with_location'],
  ...['opportunity_has_contact', 'job_role'],
]
const FAR_ENDS = ['location', 'email', 'phone_number', 'tag']
/** Not content: whose it is, and when it was written. */
const INCIDENTAL = ['tenant', 'created_at', 'updated_at', 'hidden_at', 'archived_at', 'stage_updated_at']

const asText = (value: Json | undefined): string =>
  typeof value === 'string' ? value : JSON.stringify(value ?? null)

/**
 * What the graph of a tenant says, without ids and times: every entity under the slots that it is linked to.
 * Entities without links, hidden and archived, are left out.
 */
export async function graphContent(pool: Pool, tenant: string): Promise<string[]> {
  const names = await linkedNames(pool, tenant)
  for (const table of FAR_ENDS) {
    for (const { id, ...content } of await rowsOf(pool, tenant, table))
      names.set(asText(id), `${table} ${JSON.stringify(content)}`)
  }
  const lines: string[] = []
  for (const table of NODES) {
    for (const row of await rowsOf(pool, tenant, table))
      if (names.has(asText(row['id']))) lines.push(line(table, row, names))
  }
  for (const table of EDGES) {
    for (const row of await rowsOf(pool, tenant, table)) {
      delete row['id']
      const ends = Object.entries(row).filter(([column, value]) => column.endsWith('_id') && value !== null)
      if (ends.every(([, value]) => names.has(asText(value)))) lines.push(line(table, row, names))
    }
  }
  return lines.sort()
}

async function rowsOf(pool: Pool, tenant: string, table: string): Promise<Row[]> {
  const result = await pool.query<{ row: Row }>(
    `select to_jsonb(t) - $2::text[] as row from graph."${table}" t where tenant = $1`,
    [tenant, INCIDENTAL],
  )
  return result.rows.map(({ row }) => row)
}

async function linkedNames(pool: Pool, tenant: string): Promise<Map<string, string>> {
  const result = await pool.query<{ node_id: string; name: string }>(
    `select node_id, concat(node_label, ' ', string_agg(concat(external_id_second, '/', external_id), ' '
       order by external_id_second, external_id)) as name
     from graph.is_linked_with where tenant = $1 group by node_id, node_label`,
    [tenant],
  )
  return new Map(result.rows.map((row) => [row.node_id, row.name]))
}

const line = (table: string, row: Row, names: ReadonlyMap<string, string>): string => {
  const shown = Object.entries(row).map(([column, value]) => [column, names.get(asText(value)) ?? value])
  return `${table} ${JSON.stringify(Object.fromEntries(shown))}`
}
