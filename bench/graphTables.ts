import type { Client } from 'pg'

/** A table that a sync fills. */
export interface GraphTable {
  name: string
  /** All but the tenant and what the server computes. */
  columns: readonly string[]
  key: readonly string[]
}

interface Found extends GraphTable {
  oid: string
  refers: readonly string[]
}

/** The tables of the graph, and identity, that have a tenant: what is referred to comes first. */
export async function graphTables(client: Client): Promise<GraphTable[]> {
  const { rows } = await client.query<Found>(
    `select c.oid::text as oid, format('%I.%I', n.nspname, c.relname) as name,
       array(select quote_ident(a.attname) from pg_attribute a
         where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
           and a.attname <> 'tenant' order by a.attnum) as columns,
       array(select quote_ident(a.attname) from pg_index i join pg_attribute a on a.attrelid = c.oid and a.attnum = any(i.indkey)
         where i.indrelid = c.oid and i.indisprimary order by a.attnum) as key,
       array(select f.confrelid::text from pg_constraint f
         where f.conrelid = c.oid and f.contype = 'f' and f.confrelid <> c.oid) as refers
     from pg_class c
     join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'r' and (n.nspname = 'graph' or (n.nspname, c.relname) = ('sync', 'identity'))
       and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant')
     order by name`,
  )
  const ordered: Found[] = []
  const waiting = new Set(rows)
  while (waiting.size > 0) {
    const oids = new Set([...waiting].map(({ oid }) => oid))
    const ready = [...waiting].filter(({ refers }) => !refers.some((oid) => oids.has(oid)))
    if (ready.length === 0) throw new Error('The tables of the graph refer to each other in a circle')
    for (const table of ready) {
      ordered.push(table)
      waiting.delete(table)
    }
  }
  return ordered
}
