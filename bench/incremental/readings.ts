import type { Client } from 'pg'

/** What Postgres has counted so far: by table the rows that were read, by statement the pages (8 kB) that were looked at. */
export interface Readings {
  pages: number
  rows: ReadonlyMap<string, number>
  statements: ReadonlyMap<string, number>
}

export async function readings(client: Client): Promise<Readings> {
  const database = await client.query<{ pages: number }>(
    'select (blks_hit + blks_read)::float8 as pages from pg_stat_database where datname = current_database()',
  )
  const tables = await client.query<Counted>(
    `select schemaname || '.' || relname as name,
       (seq_tup_read + coalesce(idx_tup_fetch, 0))::float8 as count
     from pg_stat_user_tables`,
  )
  return {
    pages: database.rows[0]?.pages ?? 0,
    rows: counts(tables.rows),
    statements: await statements(client),
  }
}

interface Counted {
  name: string
  count: number
}

/** By their text: the working tables are others each time, and so are the ids of statements that name them. */
async function statements(client: Client): Promise<Map<string, number>> {
  const there = await client.query(`select from pg_extension where extname = 'pg_stat_statements'`)
  if (there.rowCount === 0) return new Map()
  const { rows } = await client.query<Counted>(
    `select query as name, sum(shared_blks_hit + shared_blks_read)::float8 as count
     from pg_stat_statements s join pg_database d on d.oid = s.dbid
     where d.datname = current_database() group by query`,
  )
  return counts(rows)
}

const counts = (rows: readonly Counted[]): Map<string, number> =>
  new Map(rows.map(({ name, count }) => [name, count]))

/** What was counted in between. */
export const between = (before: Readings, after: Readings): Readings => ({
  pages: after.pages - before.pages,
  rows: difference(before.rows, after.rows),
  statements: difference(before.statements, after.statements),
})

const difference = (before: ReadonlyMap<string, number>, after: ReadonlyMap<string, number>) =>
  new Map([...after].map(([name, count]) => [name, count - (before.get(name) ?? 0)]))

export const total = (counted: ReadonlyMap<string, number>): number =>
  [...counted.values()].reduce((sum, count) => sum + count, 0)
