import { describe, expect, it } from 'vitest'
import { useGraph } from '../support/graphStage.ts'
import { company, contact, email, pipeline } from '../support/records.ts'

const graph = useGraph()

describe('R11 rows that vanish', () => {
  it('R11 hides companies and contacts, archives deals, deletes notes; a row that returns brings them back, same id', async () => {
    await graph.merge(pipeline())
    const before = [
      await graph.select('companies'),
      await graph.select('contacts'),
      await graph.select('deals'),
    ].map(([row]) => row?.['id'])

    const { counts } = await graph.merge([])
    expect(counts).toMatchObject({
      Organization: { archived: 1 },
      Contact: { archived: 1 },
      Opportunity: { archived: 1 },
      LogEntry: { archived: 1 },
    })
    expect([
      await graph.select('companies'),
      await graph.select('contacts'),
      await graph.select('deals'),
    ]).toEqual([[], [], []])
    expect(
      (await graph.pool.query('select 1 from graph.is_linked_with where tenant = $1', [graph.tenant])).rows,
    ).toEqual([])
    expect(
      (await graph.pool.query('select 1 from graph.log_entry where tenant = $1', [graph.tenant])).rows,
    ).toEqual([])

    await graph.merge(pipeline())
    const after = [
      await graph.select('companies'),
      await graph.select('contacts'),
      await graph.select('deals'),
    ].map(([row]) => row?.['id'])
    expect(after).toEqual(before)
  })

  it("R11 a company that another row still names stays, with that row's values", async () => {
    await graph.merge([
      company('1', { name: 'ACME Corp.', industry: 'Steel' }),
      company('2', { name: 'Acme Corporation', industry: null }),
    ])
    const [both] = await graph.select('companies')
    await graph.merge([company('2', { name: 'Acme Corporation', industry: null })])
    expect(await graph.select('companies')).toMatchObject([
      { id: both?.['id'], name: 'Acme Corporation', industry: null },
    ])
  })

  it('R11 an entity that a person has edited stays when its rows go', async () => {
    await graph.merge([company('1', { name: 'ACME' })])
    await graph.pool.query(`update graph.organization set description = 'ours' where tenant = $1`, [
      graph.tenant,
    ])
    await graph.merge([])
    expect(await graph.select('companies')).toMatchObject([{ name: 'ACME' }])
  })

  it('an email that nobody has any more goes with its last edge', async () => {
    await graph.merge([
      contact('1', { name: 'Bob', emails: [email('bob@a.example'), email('old@a.example')] }),
    ])
    await graph.merge([contact('1', { name: 'Bob', emails: [email('bob@a.example')] })])
    const { rows } = await graph.pool.query('select raw_email from graph.email where tenant = $1', [
      graph.tenant,
    ])
    expect(rows).toEqual([{ raw_email: 'bob@a.example' }])
  })
})

describe('R12 the guard against mass removal', () => {
  const many = (count: number) =>
    Array.from({ length: count }, (_, i) => company(`${i + 1}`, { name: `Company ${i + 1}` }))

  it('R12 holds the removal of more than ten rows, and still applies the rest', async () => {
    await graph.merge(many(30))
    const kept = [company('1', { name: 'Company 1', industry: 'Steel' }), ...many(30).slice(1, 19)]
    const held = await graph.merge(kept)

    expect(held.removalsHeld).toBe(11)
    expect(await graph.select('companies')).toHaveLength(30)
    expect((await graph.select('companies'))[0]).toMatchObject({ industry: 'Steel' })
  })

  it('R12 ten rows may go, and more when it is allowed', async () => {
    await graph.merge(many(30))
    expect((await graph.merge(many(20))).removalsHeld).toBe(0)
    expect(await graph.select('companies')).toHaveLength(20)
    expect((await graph.merge([], { allowRemovals: true })).removalsHeld).toBe(0)
    expect(await graph.select('companies')).toHaveLength(0)
  })

  it('R12 in a large sheet a tenth may go', async () => {
    await graph.merge(many(200))
    expect((await graph.merge(many(180))).removalsHeld).toBe(0)
    expect((await graph.merge(many(161))).removalsHeld).toBe(19)
  })
})
