import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { createLogger } from '../../src/core/logger.ts'
import { createPool } from '../../src/db/pool.ts'
import { createTestDatabase } from '../support/database.ts'
import { everyRow, fillEveryTable, idOf } from '../support/everyTable.ts'
import { company, mergeRecords } from '../support/records.ts'
import { documentedRole, relations } from '../support/roles.ts'

const db = await createTestDatabase({ unwatched: 'rows made up for every column of every table' })
const editor = await documentedRole(db, 'crm_editor')
afterAll(async () => {
  await editor.drop()
  await db.drop()
})

const tables = await relations(db.pool, ['r'])
const edited = tables.filter((name) => name !== 'graph.is_linked_with')
const rowsToEdit = (tenant: string, ids: string) =>
  everyRow(tenant, ids).filter(({ table }) => table !== 'is_linked_with')
const DENIED = { code: '42501' }

/** Every row of a tenant, wherever it is. */
async function everything(tenant: string): Promise<string[]> {
  const rows = [...tables, 'sync.identity'].map(
    (name) => `select '${name} ' || to_jsonb(t)::text as row from ${name} t where tenant = $1`,
  )
  const found = await db.pool.query<{ row: string }>(`${rows.join(' union all ')} order by 1`, [tenant])
  return found.rows.map(({ row }) => row)
}

let other: string[]
beforeEach(async () => {
  await db.pool.query(`truncate ${tables.join(', ')}, sync.identity`)
  for (const tenant of ['acme', 'globex']) {
    await fillEveryTable(db.pool, tenant, 'same')
    await db.pool.query(`insert into sync.identity values ($1, 'Contact', 'email', 'x', $2)`, [
      tenant,
      idOf('same/contact'),
    ])
  }
  other = await everything('globex')
})

describe('a role that edits, made as docs/reading.md says', () => {
  it('changes and deletes whatever is its tenant, and leaves another one with equal ids as it is', async () => {
    for (const name of edited) {
      const changed = await editor.ask('acme', `update ${name} set source = 'a person' returning tenant`)
      expect([name, changed]).toEqual([name, [{ tenant: 'acme' }]])
    }
    for (const name of edited) await editor.ask('acme', `delete from ${name}`)
    // What spoke for them, and what named them, went along.
    expect(await everything('acme')).toEqual([])
    expect(await everything('globex')).toEqual(other)
  })

  it('adds to its tenant in every table, and to no other one', async () => {
    for (const { insert, values } of rowsToEdit('acme', 'new')) await editor.ask('acme', insert, values)
    expect((await everything('acme')).filter((row) => row.includes(idOf('new/contact')))).not.toEqual([])
    for (const { table, insert, values } of rowsToEdit('globex', 'new'))
      await expect(editor.ask('acme', insert, values), table).rejects.toMatchObject(DENIED)
    expect(await everything('globex')).toEqual(other)
  })

  it('hands nothing over to another tenant, and takes nothing from it', async () => {
    for (const name of edited) {
      await expect(editor.ask('acme', `update ${name} set tenant = 'globex'`), name).rejects.toMatchObject(
        DENIED,
      )
      const reached = [
        await editor.ask('acme', `update ${name} set tenant = 'acme' where tenant = 'globex' returning 1`),
        await editor.ask('acme', `delete from ${name} where tenant = 'globex' returning 1`),
      ]
      expect([name, reached]).toEqual([name, [[], []]])
    }
    for (const { table, insert, values } of rowsToEdit('globex', 'same')) {
      const upsert = `${insert} on conflict do nothing`
      await expect(editor.ask('acme', upsert, values), table).rejects.toMatchObject(DENIED)
    }
    expect(await everything('globex')).toEqual(other)
  })

  it('writes nothing while it names no tenant', async () => {
    for (const tenant of [null, '']) {
      for (const name of edited)
        expect(await editor.ask(tenant, `delete from ${name} returning 1`)).toEqual([])
      for (const { insert, values } of rowsToEdit('acme', 'new'))
        await expect(editor.ask(tenant, insert, values)).rejects.toMatchObject(DENIED)
    }
  })

  it('does not write what rows of sheets say, nor what the sync knows', async () => {
    for (const sql of [
      'delete from graph.is_linked_with',
      'update graph.is_linked_with set payload = null',
      'delete from sync.identity',
      `create table graph.mine ()`,
    ])
      await expect(editor.ask('acme', sql), sql).rejects.toMatchObject(DENIED)
  })

  it('R10 what it changes is protected from the next sync, and only that', async () => {
    await mergeRecords({ pool: db.pool, tenant: 'acme' }, [
      company('1', { name: 'Hooli', industry: 'Steel' }),
    ])
    await editor.ask('acme', `update graph.organization set industry = 'Search' where name = 'Hooli'`)
    await mergeRecords({ pool: db.pool, tenant: 'acme' }, [
      company('1', { name: 'Hooli Inc', industry: 'Iron' }),
    ])
    expect(
      await editor.ask(
        'acme',
        `select name, industry, protected_fields, source_of_truth from graph.organization where name like 'Hooli%'`,
      ),
    ).toEqual([
      {
        ...{ name: 'Hooli Inc', industry: 'Search' },
        ...{ protected_fields: ['industry'], source_of_truth: 'openline' },
      },
    ])
  })
})

it('R10 whoever writes on a connection after a sync is not taken for it', async () => {
  const pool = createPool(db.url, { logger: createLogger('warn'), max: 1 })
  try {
    await mergeRecords({ pool, tenant: 'acme' }, [company('1', { name: 'Hooli' })])
    const { rows } = await pool.query(
      `update graph.organization set industry = 'Search' where tenant = 'acme' and name = 'Hooli'
       returning protected_fields`,
    )
    expect(rows).toEqual([{ protected_fields: ['industry'] }])
  } finally {
    await pool.end()
  }
})
