import type { PoolClient } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkInvariants, readInvariants } from '../../src/graph/invariants.ts'
import { FOLD_DAMAGES } from '../support/damages/fold.ts'
import { LINK_DAMAGES } from '../support/damages/links.ts'
import { OTHER_DAMAGES } from '../support/damages/others.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { makeGoodGraph } from '../support/goodGraph.ts'
import { brokenRules } from '../support/invariants.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
  await makeGoodGraph(database.pool)
})
afterAll(() => database.drop())

const DAMAGES = { ...LINK_DAMAGES, ...FOLD_DAMAGES, ...OTHER_DAMAGES }

/** The rules that are broken after these statements, which are undone; no trigger or foreign key minds them. */
async function brokenBy(damage: string): Promise<string[]> {
  return withDamage(async (client) => {
    await client.query(damage)
  })
}

async function withDamage(damage: (client: PoolClient) => Promise<void>): Promise<string[]> {
  const client = await database.pool.connect()
  try {
    await client.query('begin; set local session_replication_role = replica')
    await damage(client)
    return (await brokenRules(client)).map(({ rule }) => rule)
  } finally {
    await client.query('rollback')
    client.release()
  }
}

describe('docs/invariants.sql', () => {
  it('finds nothing in a good graph', async () => {
    expect(await brokenBy('select')).toEqual([])
  })

  it.each(
    Object.entries(DAMAGES).flatMap(([rule, damages]) =>
      Object.entries(damages).map((one) => [rule, ...one] as const),
    ),
  )('%s: finds %s, and nothing else', async (rule, _, damage) => {
    expect(await brokenBy(damage)).toEqual([rule])
  })

  it('R10 does not compare an entity of which something was given back, until it is folded', async () => {
    const givenBack = `update graph.is_linked_with set payload_hash = null`
    expect(
      await brokenBy(`${givenBack};
        update graph.organization set name = 'By hand', hide = true;
        update graph.location set street = 'Ring 2';
        delete from graph.job_role; delete from graph.opportunity_has_contact`),
    ).toEqual([])
  })

  it('has no rule that cannot be broken', async () => {
    const invariants = await readInvariants()
    expect(invariants.map(({ rule }) => rule).sort()).toEqual(Object.keys(DAMAGES).sort())
  })

  it('is asked about one moment, and writes nothing', async () => {
    const ask = (query: string) =>
      checkInvariants(database.pool, [{ rule: '', about: '', remedy: '', query }], {
        tenant: null,
        examples: 1,
      })
    const [moment] = await ask(
      `select 'acme' as tenant, current_setting('transaction_isolation') as isolation`,
    )
    expect(moment?.violations).toEqual([{ tenant: 'acme', isolation: 'repeatable read' }])
    await expect(ask(`select 'acme' as tenant, nextval('sync.change_id_seq')`)).rejects.toThrow('read-only')
  })

  it('finds an end that is missing, for every foreign key of the graph', async () => {
    const keys = await database.pool.query<{ table: string; column: string; type: string }>(
      `select c.conrelid::regclass::text as table, a.attname as column, format_type(a.atttypid, null) as type
       from pg_constraint c
       join pg_attribute a on a.attrelid = c.conrelid and a.attnum = any(c.conkey) and a.attname <> 'tenant'
       where c.contype = 'f' and c.connamespace = 'graph'::regnamespace
       order by 1, 2`,
    )
    expect(keys.rows.length).toBeGreaterThan(30)
    for (const { table, column, type } of keys.rows) {
      const broken = await withDamage((client) => pointNowhere(client, { table, column, type }))
      expect([table, column, ...broken]).toEqual([table, column, 'Edges and references have both their ends'])
    }
  })
})

/** A copy of a row, made by a person, that names what is not there. */
async function pointNowhere(
  client: PoolClient,
  { table, column, type }: { table: string; column: string; type: string },
): Promise<void> {
  await client.query(`insert into graph.domain (tenant, domain) values ('acme', 'new.example')`)
  const copied = await client.query(
    `insert into ${table}
     select copy.* from (select * from ${table} order by 1, 2, 3 limit 1) t
     cross join lateral jsonb_populate_record(t::${table}, jsonb_build_object('id', gen_random_uuid(), 'source', 'openline',
       'source_of_truth', 'openline', 'is_primary', false, 'hide', false, 'domain', 'new.example')
       || jsonb_build_object('${column}', ${type === 'uuid' ? 'gen_random_uuid()' : `'nowhere.example'`})) copy`,
  )
  expect([table, copied.rowCount]).toEqual([table, 1])
}
