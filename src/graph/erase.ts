import type { ClientBase } from 'pg'
import { writeAsSync } from './protection.ts'

/**
 * Erases a tenant: every row of every table of ours that names it, in the caller's transaction. The tables
 * are read from the catalogue, so that one added later is not forgotten. Returns how many rows there were, but
 * for those that went with others by themselves.
 */
export async function eraseTenant(client: ClientBase, tenant: string): Promise<number> {
  await writeAsSync(client)
  // Also what is left of runs that nobody knows any more: whose it was cannot be told.
  await client.query(
    `delete from sync.stage s
     where not exists (select from sync.run r where r.id = s.run_id and r.tenant <> $1)`,
    [tenant],
  )
  const tables = await client.query<{ name: string }>(TABLES)
  let erased = 0
  for (const { name } of tables.rows) {
    const deleted = await client.query(`delete from ${name} where tenant = $1`, [tenant])
    erased += deleted.rowCount ?? 0
  }
  return erased
}

// What refers to others comes first: else every row of those would have to look for it, or be written once more.
const TABLES = `
  with recursive chain (id, depth) as (
    select c.oid, 0
    from pg_class c
    join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant'
    where c.relnamespace in ('graph'::regnamespace, 'sync'::regnamespace) and c.relkind = 'r'
    union
    select f.conrelid, chain.depth + 1
    from chain
    join pg_constraint f on f.confrelid = chain.id and f.contype = 'f' and f.conrelid <> f.confrelid
    where chain.depth < 10
  )
  select id::regclass::text as name from chain group by id order by max(depth) desc, 1`
