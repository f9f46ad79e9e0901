import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { createTestDatabase } from '../support/database.ts'
import { fillRandomGraph } from '../support/randomGraph.ts'
import { SEEDS } from '../support/randomRuns.ts'
import { randomOf } from '../support/randomSheet.ts'
import { expectedViews, type ViewRow } from '../support/viewModel.ts'

const db = await createTestDatabase({ unwatched: 'random rows, as no sync would write them' })
afterAll(() => db.drop())

const VIEWS = ['contacts', 'companies', 'deals'] as const
const TENANTS = ['acme', 'globex']
const byId = (rows: readonly ViewRow[]) => new Map(rows.map((row) => [row['id'], row]))

const viewRows = async (view: string, tenant: string): Promise<ViewRow[]> =>
  (
    await db.pool.query<{ row: ViewRow }>(
      `select to_jsonb(v) as row from graph.${view} v where tenant = $1`,
      [tenant],
    )
  ).rows.map(({ row }) => row)

beforeEach(async () => {
  const { rows } = await db.pool.query<{ name: string }>(
    `select string_agg(format('graph.%I', tablename), ', ') as name from pg_tables where schemaname = 'graph'`,
  )
  await db.pool.query(`truncate ${rows[0]?.name}`)
})

describe('the views of a random graph', () => {
  it.each(SEEDS)('are what its tables say, one row an entity: seed %i', async (seed) => {
    const random = randomOf(seed)
    for (const tenant of TENANTS) await fillRandomGraph(db.pool, tenant, random)
    for (const tenant of TENANTS) {
      const expected = await expectedViews(db.pool, tenant)
      for (const view of VIEWS) {
        const rows = await viewRows(view, tenant)
        expect(rows.length).toBe(expected[view].length)
        expect([view, byId(rows)]).toEqual([view, byId(expected[view])])
      }
    }
  })
})

it('have the columns of their contract, in its order', async () => {
  const { rows } = await db.pool.query<{ view: string; columns: string }>(
    `select c.relname as view, string_agg(a.attname || ' ' || format_type(a.atttypid, a.atttypmod), ', ' order by a.attnum) as columns
     from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0
     where c.relnamespace = 'graph'::regnamespace and c.relkind = 'v' group by 1 order by 1`,
  )
  expect(Object.fromEntries(rows.map(({ view, columns }) => [view, columns]))).toEqual({
    companies:
      'tenant text, id uuid, name text, domain text, website text, industry text, employees bigint, ' +
      'relationship text, stage text, phone text, owner text, tags text[], contacts integer, open_deals integer, ' +
      'open_amount numeric, custom_fields jsonb, row_url text, updated_at timestamp with time zone',
    contacts:
      'tenant text, id uuid, name text, first_name text, last_name text, email text, phone text, job_title text, ' +
      'company text, company_id uuid, owner text, tags text[], custom_fields jsonb, row_url text, ' +
      'updated_at timestamp with time zone',
    deals:
      'tenant text, id uuid, name text, amount numeric, currency text, stage text, internal_stage text, ' +
      'likelihood_rate integer, close_date date, company text, company_id uuid, contacts text[], owner text, ' +
      'tags text[], custom_fields jsonb, row_url text, updated_at timestamp with time zone',
  })
})
