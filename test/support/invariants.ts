import { Client, type ClientBase } from 'pg'
import { type Invariant, readInvariants } from '../../src/graph/invariants.ts'
import type { WatchedDatabase } from './watchedDatabases.ts'

const invariants = await readInvariants()

/** Of all rules at once, those that are broken: one statement, planned once a database. */
const BROKEN = `
  select rule from (
    ${invariants.map(({ query }, at) => `select ${at} as rule, count(*) as faults from (${query}) fault`).join(' union all ')}
  ) counted where faults > 0`

const clients = new WeakMap<WatchedDatabase, Client>()

/** The rules that a database's graph breaks, as this client sees it. */
export async function brokenRules(client: ClientBase): Promise<Invariant[]> {
  const { rows } = await client.query<{ rule: number }>({ name: 'broken', text: BROKEN })
  return rows.flatMap(({ rule }) => invariants[rule] ?? [])
}

/** The faults of a database's graph that no test before has been told of. */
export async function newFaults(database: WatchedDatabase): Promise<string[]> {
  const client = clients.get(database) ?? (await connect(database))
  const found: string[] = []
  for (const broken of await brokenRules(client)) found.push(...(await faultsOf(client, broken)))
  const fresh = found.filter((fault) => !database.known.has(fault))
  for (const fault of fresh) database.known.add(fault)
  return fresh
}

async function faultsOf(client: Client, { rule, query }: Invariant): Promise<string[]> {
  const { rows } = await client.query<{ fault: unknown }>(
    `select row_to_json(violation) as fault from (${query}) violation`,
  )
  return rows.map(({ fault }) => `${rule}: ${JSON.stringify(fault)}`)
}

async function connect(database: WatchedDatabase): Promise<Client> {
  const client = new Client({ connectionString: database.url, application_name: 'graph-watch' })
  await client.connect()
  // Tables that grow by a whole sheet in a test are planned for when they are empty.
  await client.query('set plan_cache_mode = force_generic_plan; set enable_nestloop = off; set jit = off')
  clients.set(database, client)
  database.close = () => {
    clients.delete(database)
    return client.end()
  }
  return client
}
