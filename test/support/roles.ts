import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { Client, type Pool } from 'pg'
import type { TestDatabase } from './database.ts'

const GUIDE = readFileSync(new URL('../../docs/reading.md', import.meta.url), 'utf8')

/** A role as docs/reading.md makes it, under a name of its own: roles are the server's, not the database's. */
export interface DocumentedRole {
  readonly name: string
  /** A new connection of that role. */
  connect(): Promise<Client>
  /** Rows of a statement for one tenant, as the guide says: the tenant is named for the transaction. */
  ask<R extends object>(tenant: string | null, sql: string, values?: unknown[]): Promise<R[]>
  drop(): Promise<void>
}

export async function documentedRole(db: TestDatabase, documented: string): Promise<DocumentedRole> {
  const block = GUIDE.split('```').find((text) => text.includes(`create role ${documented} `))
  if (block === undefined) throw new Error(`docs/reading.md makes no role ${documented}.`)
  const name = `${documented}_${randomBytes(6).toString('hex')}`
  const password = randomBytes(12).toString('hex')
  const sql = block.replace(/^sql/, '').replaceAll(documented, name).replace(`'...'`, `'${password}'`)
  await db.pool.query(sql)
  const url = new URL(db.directUrl)
  url.username = name
  url.password = password
  const connect = async () => {
    const client = new Client({ connectionString: url.href })
    await client.connect()
    return client
  }
  return {
    name,
    connect,
    ask: async <R extends object>(tenant: string | null, question: string, values: unknown[] = []) => {
      const client = await connect()
      try {
        await client.query('begin')
        if (tenant !== null) await client.query(`select set_config('app.tenant', $1, true)`, [tenant])
        const { rows } = await client.query<R>(question, values)
        await client.query('commit')
        return rows
      } finally {
        await client.end()
      }
    },
    drop: () => dropRole(db.pool, name),
  }
}

async function dropRole(pool: Pool, name: string): Promise<void> {
  await pool.query(`drop owned by ${name}; drop role ${name}`)
}

/** Tables and views of the graph, as they are written in a statement. */
export async function relations(pool: Pool, kinds: readonly ('r' | 'v')[]): Promise<string[]> {
  const { rows } = await pool.query<{ name: string }>(
    `select oid::regclass::text as name from pg_class
     where relnamespace = 'graph'::regnamespace and relkind::text = any($1) order by 1`,
    [kinds],
  )
  return rows.map(({ name }) => name)
}
