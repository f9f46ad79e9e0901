import type { Pool } from 'pg'

type Row = Record<string, unknown>

/** Moments of writing; everything else, times that come from the sheet among them, is the sheet's. */
const TIMES = ['created_at', 'updated_at', 'hidden_at', 'archived_at', 'stage_updated_at', 'sync_date']
const TABLES = `select tablename as name from pg_tables where schemaname = 'graph' order by 1`

/** By what else an entity that no row is linked to can be known. */
const NATURAL: Record<string, readonly string[]> = {
  email: ['raw_email'],
  phone_number: ['raw_phone_number'],
  tag: ['name'],
  location: ['raw_address', 'street', 'locality', 'region', 'zip', 'country'],
  job_role: ['contact_id', 'organization_id'],
}

/**
 * All rows of all graph tables of a tenant, a sorted text each: equal for two graphs that differ in nothing but
 * the ids of entities and the moments at which they were written. `live` leaves out what no row speaks for.
 */
export async function graphSnapshot(
  pool: Pool,
  tenant: string,
  { live = false }: { live?: boolean } = {},
): Promise<string> {
  const tables = new Map<string, Row[]>()
  for (const { name } of (await pool.query<{ name: string }>(TABLES)).rows) {
    const found = await pool.query<Row>(`select * from graph."${name}" where tenant = $1`, [tenant])
    tables.set(name, found.rows)
  }
  const names = stableNames(tables)
  const lines = [...tables].flatMap(([table, rows]) =>
    rows
      .filter((row) => !live || !(row['hide'] === true || row['archived'] === true))
      .map((row) => `${table} ${text(row, names)}`),
  )
  return lines.sort().join('\n')
}

function stableNames(tables: ReadonlyMap<string, readonly Row[]>): Map<string, string> {
  const names = new Map<string, string>()
  const links = (tables.get('is_linked_with') ?? []).map((link) => ({
    id: String(link['node_id']),
    name: [link['node_label'], link['external_id_second'], link['external_id']].join('/'),
  }))
  for (const { id, name } of links.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (!names.has(id)) names.set(id, name)
  }
  for (const [table, rows] of tables) {
    for (const { id, name } of rows) {
      if (typeof id === 'string' && !(table in NATURAL) && !names.has(id))
        names.set(id, `${table}/unlinked/${String(name)}`)
    }
  }
  // Job roles last: theirs is made of the names of others.
  for (const [table, columns] of Object.entries(NATURAL)) {
    for (const row of tables.get(table) ?? []) {
      const values = columns.map((column) => names.get(String(row[column])) ?? row[column])
      names.set(String(row['id']), `${table}/${JSON.stringify(values)}`)
    }
  }
  return names
}

function text(row: Row, names: ReadonlyMap<string, string>): string {
  const kept = Object.entries(row).filter(([column]) => column !== 'tenant' && !TIMES.includes(column))
  return JSON.stringify(Object.fromEntries(kept)).replaceAll(
    /"([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})"/g,
    (_, id: string) => JSON.stringify(names.get(id) ?? 'unknown'),
  )
}
