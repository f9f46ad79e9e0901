import { withClient } from '../client.ts'
import { graphTables } from '../graphTables.ts'

/** Gives a tenant all entities of another one, with their links and keys, and counts them. */
export async function copyTenant(url: string, { from, to }: { from: string; to: string }): Promise<number> {
  return withClient(url, async (client) => {
    await client.query('begin')
    await client.query(`select set_config('app.writer', 'smartsheet-sync', true)`)
    for (const { name, columns } of await graphTables(client)) {
      const list = columns.join(', ')
      await client.query(
        `insert into ${name} (tenant, ${list}) select $1, ${list} from ${name} where tenant = $2`,
        [to, from],
      )
    }
    await client.query('commit')
    // As autovacuum would do it, a little later and while something is measured.
    await client.query('vacuum analyze')
    const { rows } = await client.query<{ count: number }>(
      'select count(distinct (node_label, node_id))::int as count from graph.is_linked_with where tenant = $1',
      [from],
    )
    return rows[0]?.count ?? 0
  })
}
