import { describe, expect, it } from 'vitest'
import { transaction } from '../../src/db/transaction.ts'
import { graphState } from '../support/records.ts'
import { createCrmSheet, TRIO, useSyncs } from '../support/syncStage.ts'
import { untilWaiting } from '../support/waiting.ts'

const stage = useSyncs()
/** Roles are those of the whole server. */
const EDITOR = `people_editor_${process.pid}`
/** A row of each company. */
const PAIR = TRIO.filter((_, at) => at !== 1)

const companies = () =>
  stage.rows(
    'select name, source_of_truth, protected_fields, hide from graph.organization where tenant = $1 order by 1',
  )
const GIVE_BACK = `update graph.organization set protected_fields = '{}' where tenant = $1`

describe('R10 giving back', () => {
  it('R10 the next sync brings the value of the sheet back, though nothing in the sheet has changed', async () => {
    const sheet = createCrmSheet(stage.simulator, PAIR)
    await stage.sync(sheet)
    const before = await companies()
    await stage.rows(`update graph.organization set name = 'By hand', industry = 'Steel' where tenant = $1`)
    expect(await stage.sync(sheet)).toMatchObject({ status: 'unchanged' })
    await stage.rows(`update graph.organization set protected_fields = '{industry}' where tenant = $1`)
    expect(await stage.sync(sheet)).toMatchObject({
      status: 'succeeded',
      counts: { Organization: { updated: 2 } },
    })
    expect(
      await stage.rows(
        'select name, industry, source_of_truth, protected_fields as fields from graph.organization where tenant = $1 order by 1',
      ),
    ).toEqual([
      { name: 'Acme Corp.', industry: 'Steel', source_of_truth: 'openline', fields: ['industry'] },
      { name: 'Globex', industry: 'Steel', source_of_truth: 'openline', fields: ['industry'] },
    ])
    await stage.rows(GIVE_BACK)
    expect(await companies()).toEqual(before)
    await stage.sync(sheet)
    const state = await graphState(stage.pool)
    expect(await stage.sync(sheet)).toMatchObject({ status: 'unchanged', apiRequests: 1 })
    expect(await graphState(stage.pool)).toEqual(state)
  })

  it('R11 hides what no row speaks for when it is given back, and a row that returns brings it back', async () => {
    const sheet = createCrmSheet(stage.simulator, PAIR)
    await stage.sync(sheet)
    await stage.rows(`update graph.organization set industry = 'Steel' where tenant = $1`)
    const row = stage.simulator.store.sheets.get(sheet)?.rows[1]?.id ?? 0
    stage.simulator.sheets.deleteRows(sheet, [row])
    await stage.sync(sheet)
    expect(await companies()).toMatchObject([{ name: 'Acme Corp.' }, { name: 'Globex', hide: false }])
    await stage.rows(GIVE_BACK)
    const given = { source_of_truth: 'smartsheet', protected_fields: [] }
    expect(await companies()).toEqual([
      { name: 'Acme Corp.', hide: false, ...given },
      { name: 'Globex', hide: true, ...given },
    ])
    stage.simulator.sheets.addRows(sheet, [{ cells: PAIR[1] ?? {} }])
    await stage.sync(sheet)
    expect(await companies()).toMatchObject([{ name: 'Acme Corp.' }, { name: 'Globex', hide: false }])
  })

  it('R10 what a person hid or archived stays so, and is seen again when it is given back', async () => {
    const sheet = createCrmSheet(stage.simulator, PAIR)
    await stage.sync(sheet)
    await stage.rows('update graph.organization set hide = true where tenant = $1')
    await stage.rows('update graph.opportunity set archived = true where tenant = $1')
    await stage.sync(sheet, { full: true })
    const live = () =>
      stage.rows(
        'select name from graph.companies where tenant = $1 union all select name from graph.deals where tenant = $1 order by 1',
      )
    expect(await live()).toEqual([])
    await stage.rows(GIVE_BACK)
    await stage.rows(`update graph.opportunity set protected_fields = '{}' where tenant = $1`)
    await stage.sync(sheet)
    expect(await live()).toEqual([
      { name: 'Acme Corp.' },
      { name: 'Globex' },
      { name: 'Pilot' },
      { name: 'Rollout' },
    ])
  })

  it('R6 a person who renames everybody changes nobody: rows still find their entities', async () => {
    const sheet = createCrmSheet(stage.simulator, PAIR)
    await stage.sync(sheet)
    const ids = () =>
      stage.rows(
        'select node_label, external_id, node_id from graph.is_linked_with where tenant = $1 order by 1, 2',
      )
    const before = await ids()
    await stage.rows(`update graph.organization set name = 'By hand' where tenant = $1`)
    await stage.rows(`update graph.contact set name = 'By hand' where tenant = $1`)
    await stage.rows('delete from graph.contact_has_email where tenant = $1')
    await stage.rows('delete from graph.organization_has_domain where tenant = $1')
    await stage.sync(sheet, { full: true })
    expect(await ids()).toEqual(before)
    expect(await stage.rows('select distinct name, email from graph.contacts where tenant = $1')).toEqual([
      { name: 'By hand', email: null },
    ])
  })

  it('a role that may only edit, and sees its own tenant only, protects and gives back like any other', async () => {
    const sheet = createCrmSheet(stage.simulator, PAIR)
    await stage.sync(sheet)
    const asEditor = (statement: string) =>
      transaction(stage.pool, async (client) => {
        await client.query(`set local role ${EDITOR}`)
        await client.query(`select set_config('app.tenant', $1, true)`, [stage.tenant])
        return (await client.query(statement)).rowCount
      })
    await stage.pool.query(`
      create role ${EDITOR};
      grant usage on schema graph to ${EDITOR};
      grant select, update on graph.organization to ${EDITOR};
      grant select, delete on graph.contact_has_email to ${EDITOR};
      grant select, update (is_primary) on graph.job_role to ${EDITOR}`)
    try {
      expect(await asEditor(`update graph.organization set name = 'By hand' where name = 'Globex'`)).toBe(1)
      expect(await asEditor('delete from graph.contact_has_email')).toBe(2)
      expect(await asEditor('update graph.job_role set is_primary = true')).toBe(2)
      expect(
        await stage.rows('select distinct protected_fields from graph.contact where tenant = $1'),
      ).toEqual([{ protected_fields: ['emails'] }])
      expect(await asEditor(`update graph.organization set protected_fields = '{}'`)).toBe(2)
      await stage.sync(sheet)
      expect(await stage.rows(`select name from graph.companies where tenant = $1 order by 1`)).toEqual([
        { name: 'Acme Corp.' },
        { name: 'Globex' },
      ])
      await expect(
        asEditor(`select graph.protect_field('Contact', 'another', gen_random_uuid(), 'emails')`),
      ).rejects.toThrow('permission denied')
    } finally {
      await stage.pool.query(`drop owned by ${EDITOR}; drop role ${EDITOR}`)
    }
  })

  it('R15 a merge that meets a person who deletes what it refers to is done again', async () => {
    const sheet = createCrmSheet(stage.simulator, [{ Contact: 'Ann Bell', Phone: '030 123' }])
    await stage.sync(sheet)
    stage.simulator.sheets.addRows(sheet, [{ cells: { Contact: 'Bo Chan', Phone: '030 123' } }])
    const running = await transaction(stage.pool, async (client) => {
      // The first table that a merge writes edges to: items are made by then.
      await client.query('lock table graph.contact_has_email in share mode')
      const sync = stage.sync(sheet)
      await untilWaiting(stage.pool, 'relation')
      await stage.rows('delete from graph.phone_number where tenant = $1')
      return { sync }
    })
    expect(await running.sync).toMatchObject({ status: 'succeeded' })
    expect(
      await stage.rows(
        'select name, phone is null as without from graph.contacts where tenant = $1 order by 1',
      ),
    ).toEqual([
      { name: 'Ann Bell', without: true },
      { name: 'Bo Chan', without: false },
    ])
  })
})
