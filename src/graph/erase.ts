import type { ClientBase } from 'pg'
import { writeAsSync } from './protection.ts'

/**
 * Erases a tenant: every row of every table of ours that names it, in the caller's transaction. The tables
 * are read from the catalogue, so that one added later is not forgotten. Returns how many rows there were, but
 * for those that went with others by themselves.
 */
export async function eraseTenant(client: ClientBase, tenant: string): Promise<number> {
  await writeAsSync(client)
  await client.query('delete from sync.stage where run_id in (select id from sync.run where tenant = $1)', [
    tenant,
  ])
  const tables = await client.query<{ name: string }>(
    `select format('%I.%I', c.table_schema, c.table_name) as name
     from information_schema.columns c
     join information_schema.tables t using (table_schema, table_name)
     where c.table_schema in ('graph', 'sync') and c.column_name = 'tenant' and t.table_type = 'BASE TABLE'
     order by 1`,
  )
  let erased = 0
  for (const { name } of tables.rows) {
    const deleted = await client.query(`delete from ${name} where tenant = $1`, [tenant])
    erased += deleted.rowCount ?? 0
  }
  return erased
}
