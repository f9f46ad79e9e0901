import { afterAll, describe, expect, it } from 'vitest'
import { createTestDatabase } from '../support/database.ts'
import { fillEveryTable } from '../support/everyTable.ts'

const db = await createTestDatabase({ unwatched: 'rows made up for every column of every table' })
afterAll(() => db.drop())

const rows = async <R extends object>(sql: string, values: unknown[] = []): Promise<R[]> =>
  (await db.pool.query<R>(sql, values)).rows
const faults = async (sql: string): Promise<string[]> =>
  (await rows<{ fault: string }>(sql)).map(({ fault }) => fault)

// Of the bookkeeping: rows known by an id of their own, the queue's one row a connection, keys that tenants may share.
const OWN_KEYS = ['api_budget (key_hash)', 'request (connection_id)', 'schema_migration (version)']

const KEYS = `
  select n.nspname as schema, c.relname || ' (' || string_agg(a.attname, ', ' order by k.at) || ')' as key,
    (array_agg(a.attname order by k.at))[1]::text as first,
    count(*) = 1 and bool_and(a.attname = 'id' and a.atttypid in ('uuid'::regtype, 'bigint'::regtype)) as surrogate
  from pg_index i
  join pg_class c on c.oid = i.indrelid
  join pg_namespace n on n.oid = c.relnamespace
  cross join lateral unnest(i.indkey::int[]) with ordinality k (attnum, at)
  join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.attnum
  where i.indisunique and n.nspname in ('graph', 'sync')
  group by 1, c.relname, i.indexrelid`

describe('the keys of all tables', () => {
  it('of graph start with the tenant', async () => {
    const keys = (await rows<{ schema: string; key: string; first: string }>(KEYS)).filter(
      ({ schema }) => schema === 'graph',
    )
    expect(keys.length).toBeGreaterThan(30)
    expect(keys.filter(({ first }) => first !== 'tenant')).toEqual([])
  })

  it('of sync start with the tenant, or are ids of their own', async () => {
    const keys = await rows<{ schema: string; key: string; first: string; surrogate: boolean }>(KEYS)
    const others = keys.filter(
      ({ schema, first, surrogate, key }) =>
        schema === 'sync' && first !== 'tenant' && !surrogate && !OWN_KEYS.includes(key),
    )
    expect(others).toEqual([])
  })

  it('every table of graph has a primary key and a tenant that is never null', async () => {
    expect(
      await faults(`
        select c.relname as fault from pg_class c
        where c.relnamespace = 'graph'::regnamespace and c.relkind in ('r', 'p')
          and not (
            exists (select from pg_index i where i.indrelid = c.oid and i.indisprimary)
            and exists (select from pg_attribute a
              where a.attrelid = c.oid and a.attname = 'tenant' and a.attnotnull and a.atttypid = 'text'::regtype))`),
    ).toEqual([])
  })
})

interface ForeignKey {
  name: string
  table: string
  from: string[]
  to: string[]
  target: string
}
const FOREIGN_KEYS = `
  select k.conname as name, k.conrelid::regclass::text as table, k.confrelid::regclass::text as target,
    (select array_agg(a.attname::text order by c.at) from unnest(k.conkey) with ordinality c (attnum, at)
     join pg_attribute a on a.attrelid = k.conrelid and a.attnum = c.attnum) as from,
    (select array_agg(a.attname::text order by c.at) from unnest(k.confkey) with ordinality c (attnum, at)
     join pg_attribute a on a.attrelid = k.confrelid and a.attnum = c.attnum) as to
  from pg_constraint k
  join pg_class c on c.oid = k.conrelid
  where k.contype = 'f' and c.relnamespace in ('graph'::regnamespace, 'sync'::regnamespace)
  order by 1`
const foreignKeys = await rows<ForeignKey>(FOREIGN_KEYS)

describe('the references between tables', () => {
  it('hold the tenant on both sides', () => {
    expect(foreignKeys.length).toBeGreaterThan(35)
    expect(foreignKeys.filter(({ from, to }) => from[0] !== 'tenant' || to[0] !== 'tenant')).toEqual([])
  })

  it('are foreign keys wherever a column names another row, but where its label says which table is meant', async () => {
    const columns = await rows<{ column: string }>(`
      select c.relname || '.' || a.attname as column
      from pg_attribute a
      join pg_class c on c.oid = a.attrelid
      where c.relnamespace = 'graph'::regnamespace and c.relkind = 'r' and a.attnum > 0
        and a.atttypid = 'uuid'::regtype and a.attname <> 'id'
        and not exists (select from pg_constraint k
          where k.conrelid = a.attrelid and k.contype = 'f' and a.attnum = any(k.conkey))
      order by 1`)
    expect(columns.map(({ column }) => column)).toEqual([
      'interaction_event_sent_by.participant_id',
      'is_linked_with.node_id',
    ])
  })
})

describe('an edge from one tenant to another', async () => {
  await fillEveryTable(db.pool, 'acme', 'acme')
  await fillEveryTable(db.pool, 'globex', 'globex')
  const edges = foreignKeys.filter(({ table }) => table.startsWith('graph.'))

  it('is tried from every table and for every column', async () => {
    const empty: string[] = []
    for (const { table } of await rows<{ table: string }>(
      `select oid::regclass::text as table from pg_class where relnamespace = 'graph'::regnamespace and relkind = 'r'`,
    )) {
      for (const tenant of ['acme', 'globex']) {
        const filled = await rows<{ nulls: string[] }>(
          `select array(select key from jsonb_each(to_jsonb(t)) where value = 'null' and key like '%\\_id') as nulls
           from ${table} t where tenant = $1`,
          [tenant],
        )
        if (filled.length === 0 || filled.some(({ nulls }) => nulls.length > 0))
          empty.push(`${tenant}: ${table}`)
      }
    }
    expect(empty).toEqual([])
  })

  it.each(edges)('cannot be stored: $name', async ({ name, table, from, to, target }) => {
    const [column, key] = [from[1] ?? '', to[1] ?? '']
    const stranger = `(select ${key} from ${target} where tenant = 'globex' limit 1)`
    const violation = { code: '23503', constraint: name }
    await expect(
      db.pool.query(`update ${table} set ${column} = ${stranger} where tenant = 'acme'`),
    ).rejects.toMatchObject(violation)
    await expect(
      db.pool.query(`update ${table} set tenant = 'globex' where tenant = 'acme'`),
    ).rejects.toMatchObject({ code: expect.stringMatching(/^235/) as string })

    const client = await db.pool.connect()
    try {
      await client.query('begin')
      const { rows: own } = await client.query<{ row: Record<string, unknown> }>(
        `delete from ${table} t where tenant = 'acme' returning to_jsonb(t) as row`,
      )
      const { rows: other } = await client.query<{ id: string }>(`select ${stranger} as id`)
      const row = JSON.stringify({ ...own[0]?.row, [column]: other[0]?.id })
      const insert = `insert into ${table} select * from jsonb_populate_record(null::${table}, $1)`
      await expect(client.query(insert, [row])).rejects.toMatchObject(violation)
    } finally {
      await client.query('rollback')
      client.release()
    }
  })
})

describe('what a role that is not the owner meets', () => {
  it('every table has row security, and no policy but the one', async () => {
    expect(
      await faults(`
        select c.relname as fault from pg_class c
        where c.relnamespace = 'graph'::regnamespace and c.relkind in ('r', 'p') and not (
          c.relrowsecurity and (
            select coalesce(array_agg(p.polname::text), '{}') = '{one_tenant}' from pg_policy p where p.polrelid = c.oid))
        union all
        select p.polrelid::regclass || ' ' || p.polname from pg_policy p
        where not (p.polcmd = '*' and p.polroles = '{0}' and p.polpermissive and p.polwithcheck is null
          and pg_get_expr(p.polqual, p.polrelid) = '(tenant = current_setting(''app.tenant''::text, true))')`),
    ).toEqual([])
  })

  it('every view reads with the rights of whoever asks', async () => {
    expect(
      await faults(`
        select c.relname as fault from pg_class c
        where c.relnamespace = 'graph'::regnamespace and c.relkind in ('v', 'm')
          and not coalesce(c.reloptions @> '{security_invoker=true}', false)`),
    ).toEqual([])
  })

  it('no function with the rights of its owner can be used by others, or be led astray by a search path', async () => {
    const functions = `
      select p.oid::regprocedure::text as fault from pg_proc p
      where p.pronamespace in ('graph'::regnamespace, 'sync'::regnamespace) and p.prosecdef`
    expect((await faults(functions)).sort()).toEqual(
      ['edit_item', 'fold_again', 'forget_deleted', 'keep_removed', 'one_primary', 'protect_human_edits'].map(
        (name) => `graph.${name}()`,
      ),
    )
    expect(
      await faults(`${functions} and (
        has_function_privilege('public', p.oid, 'execute')
        or not coalesce(p.proconfig @> '{"search_path=pg_catalog, pg_temp"}', false))`),
    ).toEqual([])
  })

  it('nothing was granted to all', async () => {
    expect(
      await faults(`
        select n.nspname || '.' || coalesce(c.relname, '') as fault
        from pg_namespace n left join pg_class c on c.relnamespace = n.oid
        where n.nspname in ('graph', 'sync') and (
          has_schema_privilege('public', n.oid, 'usage, create')
          or c.relkind in ('r', 'v', 'm', 'p') and has_table_privilege('public', c.oid, 'select, insert, update, delete'))`),
    ).toEqual([])
  })
})
