// What most programs of this kind do: one INSERT ... ON CONFLICT a row, five at a time.
import type { Pool } from 'pg'
import { createLogger } from '../src/core/logger.ts'
import { createPool } from '../src/db/pool.ts'
import { withClient } from './client.ts'
import { type GraphTable, graphTables } from './graphTables.ts'
import { watchStatements } from './statements.ts'

const AT_ONCE = 5

/** Writes every row that one tenant has for another, each by a statement of its own. */
export async function mergeRowByRow(
  url: string,
  from: string,
  to: string,
): Promise<{ statements: number; databaseCpuMs: number }> {
  const asSync = new URL(url)
  asSync.searchParams.set('options', '-c app.writer=smartsheet-sync')
  const pool = createPool(asSync.href, { logger: createLogger('warn'), max: AT_ONCE })
  const figures = watchStatements(pool)
  const tables = await withClient(url, graphTables)
  for (const table of tables) await writeTable(pool, table, { from, to })
  const found = figures()
  await pool.end()
  return found
}

async function writeTable(
  pool: Pool,
  { name, columns, key }: GraphTable,
  { from, to }: { from: string; to: string },
): Promise<void> {
  const found = await pool.query<Record<string, unknown>>(
    `select ${columns.map((column, at) => `${column}::text as "${at}"`).join(', ')} from ${name} where tenant = $1`,
    [from],
  )
  const set = columns
    .filter((column) => !key.includes(column))
    .map((column) => `${column} = excluded.${column}`)
  const statement = `insert into ${name} (tenant, ${columns.join(', ')})
    values (${['tenant', ...columns].map((_, at) => `$${at + 1}`).join(', ')})
    on conflict (${key.join(', ')}) do ${set.length === 0 ? 'nothing' : `update set ${set.join(', ')}`}`
  const waiting = found.rows.values()
  const worker = async () => {
    for (const row of waiting) await pool.query(statement, [to, ...Object.values(row)])
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
}
