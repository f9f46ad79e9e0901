import { afterEach, describe, expect, it } from 'vitest'
import { transaction } from '../../src/db/transaction.ts'
import { lockTenant } from '../../src/graph/lock.ts'
import { graphFaults } from '../support/graphFaults.ts'
import { useGraph } from '../support/graphStage.ts'
import { COLUMNS, NO_VALUES, NOT_OF_THE_SHEET, sheetOf } from '../support/editedColumns.ts'
import { company, graphState } from '../support/records.ts'
import { untilWaiting } from '../support/waiting.ts'

const graph = useGraph()

type Row = Record<string, unknown>
/** The entities of a table by the name of their row; only their values. */
async function valuesOf(table: string): Promise<Record<string, Row>> {
  const { rows } = await graph.pool.query<{ row: string; values: Row }>(
    `select l.external_id as row, to_jsonb(t) - $2::text[] as values
     from graph.${table} t
     join graph.is_linked_with l on l.tenant = t.tenant and l.node_id = t.id and l.external_id not like 'employer %'
     where t.tenant = $1`,
    [graph.tenant, NO_VALUES],
  )
  return Object.fromEntries(rows.map(({ row, values }) => [row, values]))
}

/** A person changes in each entity the column that its row is named after. */
async function editEach(table: string): Promise<void> {
  for (const [column, [, value]] of Object.entries(COLUMNS[table] ?? {})) {
    await graph.pool.query(
      `update graph.${table} t set ${column} = ${value} from graph.is_linked_with l
       where t.tenant = $1 and l.tenant = t.tenant and l.node_id = t.id and l.external_id = $2`,
      [graph.tenant, column],
    )
  }
}

const release = (table: string) =>
  graph.pool.query(`update graph.${table} set protected_fields = '{}' where tenant = $1`, [graph.tenant])

afterEach(async () => {
  expect(await graphFaults(graph.pool, graph.tenant)).toEqual([])
})

describe.each(['organization', 'contact', 'opportunity'])('R10 every column of %s', (table) => {
  it('is in this test', async () => {
    const { rows } = await graph.pool.query<{ name: string }>(
      `select column_name as name from information_schema.columns
       where table_schema = 'graph' and table_name = $1 and column_name <> all ($2)`,
      [table, table === 'opportunity' ? NO_VALUES : [...NO_VALUES, 'created_at']],
    )
    expect(Object.keys(COLUMNS[table] ?? {}).sort()).toEqual(rows.map(({ name }) => name).sort())
  })

  it.each(['before the sync', 'between staging and merge'])(
    'R10 stays as a person made it %s, while the others follow the sheet; given back, it follows the sheet again',
    async (moment) => {
      await graph.merge(sheetOf(table, 0))
      const made = await graph.pool.query(`select id from graph.${table} where tenant = $1`, [graph.tenant])
      const untouched = await valuesOf(table)
      if (moment === 'before the sync') {
        await editEach(table)
        await graph.merge(sheetOf(table, 2))
      } else {
        const merging = await transaction(graph.pool, async (client) => {
          await lockTenant(client, graph.tenant)
          const merge = graph.merge(sheetOf(table, 2))
          await untilWaiting(graph.pool, 'advisory')
          await editEach(table)
          return { merge }
        })
        await merging.merge
      }
      const edited = await valuesOf(table)
      const sources = await graph.pool.query<{ source_of_truth: string; protected_fields: string[] }>(
        `select source_of_truth, protected_fields from graph.${table} t
         join graph.is_linked_with l on l.tenant = t.tenant and l.node_id = t.id and l.external_id not like 'employer %'
         where t.tenant = $1 order by l.external_id`,
        [graph.tenant],
      )
      expect(sources.rows).toEqual(
        Object.keys(COLUMNS[table] ?? {})
          .sort()
          .map((column) => ({ source_of_truth: 'openline', protected_fields: [column] })),
      )

      await release(table)
      await graph.merge(sheetOf(table, 2))
      const released = await valuesOf(table)
      for (const column of Object.keys(COLUMNS[table] ?? {})) {
        // All but the protected one are what they are without protection.
        expect({ ...edited[column], [column]: null }, column).toEqual({ ...released[column], [column]: null })
        expect(edited[column]?.[column], column).not.toEqual(untouched[column]?.[column])
        if (!NOT_OF_THE_SHEET.includes(column))
          expect(edited[column]?.[column], column).not.toEqual(released[column]?.[column])
      }
      for (const row of Object.values(released)) expect(row['custom_fields']).toEqual({ Size: 2 })
      const after = await graph.pool.query(
        `select id from graph.${table} where tenant = $1 and source_of_truth = 'smartsheet' and protected_fields = '{}'`,
        [graph.tenant],
      )
      expect(after.rows.length).toBe(made.rows.length)

      const state = await graphState(graph.pool)
      await graph.merge(sheetOf(table, 2))
      expect(await graphState(graph.pool)).toEqual(state)
    },
  )
})

describe('R10 what is no edit', () => {
  it('R10 a value that stays the same protects nothing, whatever else of the row is touched', async () => {
    await graph.merge([company('1', { name: 'ACME', industry: 'Steel' })])
    await graph.pool.query(
      `update graph.organization set name = 'ACME', industry = industry, updated_at = now() where tenant = $1`,
      [graph.tenant],
    )
    const { rows } = await graph.pool.query(
      'select protected_fields, source_of_truth from graph.organization where tenant = $1',
      [graph.tenant],
    )
    expect(rows).toEqual([{ protected_fields: [], source_of_truth: 'smartsheet' }])
  })
})
