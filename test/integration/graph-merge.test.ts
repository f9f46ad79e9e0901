import { describe, expect, it } from 'vitest'
import { useGraph } from '../support/graphStage.ts'
import { company, graphState, pipeline, record } from '../support/records.ts'

const graph = useGraph()

describe('a first merge', () => {
  it('stores a row as linked entities, and counts them', async () => {
    const { counts, removalsHeld } = await graph.merge(pipeline())

    expect(removalsHeld).toBe(0)
    expect(counts).toMatchObject({
      Organization: { created: 1 },
      Contact: { created: 1 },
      Opportunity: { created: 1 },
    })
    expect(await graph.select('companies')).toMatchObject([
      {
        name: 'ACME',
        domain: 'acme.example',
        employees: '12',
        owner: 'Olga',
        tags: ['key', 'new'],
        contacts: 1,
        open_deals: 1,
      },
    ])
    expect(await graph.select('contacts')).toMatchObject([
      {
        name: 'Bob Lee',
        email: 'bob@acme.example',
        phone: '+49301234567',
        job_title: 'Buyer',
        company: 'ACME',
        custom_fields: { Married: false, Children: 2, Tools: ['a', 'b, c'] },
        row_url: 'https://sheets.example/row/1',
      },
    ])
    expect(await graph.select('deals')).toMatchObject([
      {
        name: 'Big deal',
        amount: '1200.50',
        stage: 'New',
        company: 'ACME',
        contacts: ['Bob Lee'],
        owner: 'Olga',
      },
    ])
  })

  it('lists no creation among the changes', async () => {
    const { runId } = await graph.merge(pipeline())
    const changes = await graph.pool.query('select * from sync.change where run_id = $1', [runId])
    expect(changes.rows).toEqual([])
  })
})

describe('R13 nothing is written for what did not change', () => {
  it('R13 the same records again write no row of graph, also with --full', async () => {
    await graph.merge(pipeline())
    const before = await graphState(graph.pool)
    expect((await graph.merge(pipeline())).counts).toMatchObject({
      Contact: { unchanged: 1, updated: 0, created: 0 },
    })
    await graph.merge(pipeline(), { full: true })
    expect(await graphState(graph.pool)).toEqual(before)
  })

  it('R13 a changed field writes its entity and its link, nothing else', async () => {
    await graph.merge(pipeline())
    const before = await graphState(graph.pool)
    const changed = pipeline().map((item) =>
      item.label === 'Opportunity'
        ? record({
            label: 'Opportunity',
            row: '1',
            fields: { ...item.contribution.fields, amount: '1300' },
            refs: item.contribution.refs,
          })
        : item,
    )
    const { counts, runId } = await graph.merge(changed)
    const after = await graphState(graph.pool)

    const written = Object.keys(after).filter((table) => after[table] !== before[table])
    expect(written).toEqual(['graph.is_linked_with', 'graph.opportunity'])
    expect(counts).toMatchObject({ Opportunity: { updated: 1 }, Organization: { unchanged: 1 } })
    const changes = await graph.pool.query(
      'select field, old_value, new_value from sync.change where run_id = $1',
      [runId],
    )
    expect(changes.rows).toEqual([{ field: 'amount', old_value: 1200.5, new_value: 1300 }])
  })
})

describe('R7 an entity is the fold of its links', () => {
  it('R7 the newest row that has a field decides it, whatever the order of rows', async () => {
    const rows = [
      company(
        '1',
        { name: 'ACME', domain: 'acme.example', industry: 'Old', website: null },
        { modified: '2026-01-01T00:00:00Z' },
      ),
      company(
        '2',
        { name: 'Acme Inc', domain: 'acme.example', industry: 'New', website: null },
        { modified: '2026-02-01T00:00:00Z' },
      ),
      company(
        '3',
        { name: 'acme', domain: 'acme.example', industry: null, website: 'acme.example' },
        { modified: '2026-03-01T00:00:00Z' },
      ),
    ]
    await graph.merge(rows.toReversed())
    expect(await graph.select('companies')).toMatchObject([
      { name: 'acme', industry: 'New', website: 'acme.example' },
    ])
  })

  it('R7 rows of the same second are decided by the larger row id, as a number', async () => {
    await graph.merge([
      company('9', { name: 'ACME', domain: 'acme.example', industry: 'nine' }),
      company('10', { name: 'ACME', domain: 'acme.example', industry: 'ten' }),
    ])
    expect(await graph.select('companies')).toMatchObject([{ industry: 'ten' }])
  })

  it('R8 a cell that was cleared clears the field, unless another row has it', async () => {
    await graph.merge([
      company('1', { name: 'ACME', industry: 'Steel' }),
      company('2', { name: 'ACME', industry: 'Iron' }),
    ])
    await graph.merge([
      company('1', { name: 'ACME', industry: 'Steel' }),
      company('2', { name: 'ACME', industry: null }),
    ])
    expect(await graph.select('companies')).toMatchObject([{ industry: 'Steel' }])
    await graph.merge([
      company('1', { name: 'ACME', industry: null }),
      company('2', { name: 'ACME', industry: null }),
    ])
    expect(await graph.select('companies')).toMatchObject([{ industry: null }])
  })

  it('R8b a kept field stays what the row said before', async () => {
    await graph.merge([company('1', { name: 'ACME', industry: 'Steel', website: 'a.example' })])
    await graph.merge([company('1', { name: 'ACME', website: null }, { keep: ['industry'] })])
    expect(await graph.select('companies')).toMatchObject([{ industry: 'Steel', website: null }])
  })

  it('R9 a field that no mapping speaks of is never written', async () => {
    await graph.merge([company('1', { name: 'ACME' })])
    await graph.pool.query(
      `update graph.organization set description = 'by another system' where tenant = $1`,
      [graph.tenant],
    )
    await graph.pool.query(`update graph.organization set protected_fields = '{}' where tenant = $1`, [
      graph.tenant,
    ])
    await graph.merge([company('1', { name: 'ACME Steel' })])
    const rows = await graph.pool.query(
      'select name, description from graph.organization where tenant = $1',
      [graph.tenant],
    )
    expect(rows.rows).toEqual([{ name: 'ACME Steel', description: 'by another system' }])
  })
})
