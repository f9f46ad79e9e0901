// What no program can be faster than: the same rows, prepared as files, by the server's own COPY and one statement a table.
import { withClient } from './client.ts'
import { type GraphTable, graphTables } from './graphTables.ts'
import { cpuMsOf } from './statements.ts'

/** Rows of one tenant, in files of the server's machine. */
export interface PreparedRows {
  folder: string
  tables: readonly GraphTable[]
}

/** Writes what a tenant has into files, by the server itself: it has to be on this machine, and its user a superuser. */
export async function prepareRows(url: string, tenant: string, folder: string): Promise<PreparedRows> {
  return withClient(url, async (client) => {
    const tables = await graphTables(client)
    for (const table of tables) {
      const columns = table.columns.join(', ')
      const rows = `select ${columns} from ${table.name} where tenant = ${client.escapeLiteral(tenant)}`
      await client.query(`copy (${rows}) to ${client.escapeLiteral(fileOf(folder, table))} (format csv)`)
    }
    return { folder, tables }
  })
}

/** Reads the files into working tables, and merges those into the graph as another tenant, in one transaction. */
export async function mergePrepared(
  url: string,
  tenant: string,
  { folder, tables }: PreparedRows,
): Promise<{ statements: number; databaseCpuMs: number }> {
  return withClient(url, async (client) => {
    let statements = 0
    const run = (statement: string, values: unknown[] = []) => {
      statements += 1
      return client.query(statement, values)
    }
    await run('begin')
    await run(`select set_config('app.writer', 'smartsheet-sync', true)`)
    for (const [at, table] of tables.entries()) {
      const columns = table.columns.join(', ')
      const stage = `floor_${at}`
      await run(
        `create temp table ${stage} on commit drop as select ${columns} from ${table.name} where false`,
      )
      await run(`copy ${stage} from ${client.escapeLiteral(fileOf(folder, table))} (format csv)`)
      await run(`analyze ${stage}`)
      await run(
        `insert into ${table.name} (tenant, ${columns}) select $1, ${columns} from ${stage} on conflict do nothing`,
        [tenant],
      )
    }
    await run('commit')
    const { rows } = await run('select pg_backend_pid() as pid')
    return { statements, databaseCpuMs: cpuMsOf((rows[0] as { pid: number }).pid) }
  })
}

const fileOf = (folder: string, { name }: GraphTable): string => `${folder}/${name.replaceAll('"', '')}.csv`
