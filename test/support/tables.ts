import type { Pool } from 'pg'

/** Every row of every table of these schemas as Postgres spells it, by table. */
export async function rowsOfTables(pool: Pool, schemas: readonly string[]): Promise<Map<string, string[]>> {
  const tables = await pool.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname = any($1) order by 1`,
    [schemas],
  )
  const found = new Map<string, string[]>()
  for (const { name } of tables.rows) {
    const { rows } = await pool.query<{ row: string }>(`select t::text as row from ${name} t`)
    found.set(
      name,
      rows.map(({ row }) => row),
    )
  }
  return found
}
