import { afterEach, describe, expect, it } from 'vitest'
import { transaction } from '../../src/db/transaction.ts'
import { useGraph } from '../support/graphStage.ts'
import { graphFaults } from '../support/graphFaults.ts'
import { graphState } from '../support/records.ts'
import { FATES, type Fate, type Satellite, type Value } from '../support/satelliteModel.ts'
import { satelliteSheet, SATELLITES } from '../support/satellites.ts'

const graph = useGraph()

type Outcome = Record<Fate, string>
/** By satellite. */
type Outcomes = Record<string, Outcome>

const everywhere = (outcome: string): Outcome =>
  Object.fromEntries(FATES.map((fate) => [fate, outcome])) as unknown as Outcome
const expected = (outcome: (satellite: Satellite) => Outcome, of = SATELLITES): Outcomes =>
  Object.fromEntries(of.map((satellite) => [satellite.edge, outcome(satellite)]))

/**
 * What every entity is connected with: the letter of the value, with `!` where it says what a person made it say, and
 * `.` where it is the sheet's.
 */
async function connected(of = SATELLITES): Promise<Outcomes> {
  const outcomes: Outcomes = {}
  for (const { edge, owner, shown } of of) {
    const { rows } = await graph.pool.query<{ fate: Fate; values: string }>(
      `select split_part(o.name, '-', 1) as fate, string_agg(concat(${shown.value}, case when ${shown.edited} then '!' end,
         case when e.source = 'smartsheet' then '.' end), ' ' order by ${shown.value}, e.source desc) as values
       from ${edge} e
       join ${shown.join}
       join graph.${owner} o on o.tenant = e.tenant and o.id = e.${owner}_id
       where e.tenant = $1
       group by o.name`,
      [graph.tenant],
    )
    outcomes[edge] = {
      ...everywhere(''),
      ...Object.fromEntries(rows.map(({ fate, values }) => [fate, values])),
    }
  }
  return outcomes
}

async function byPerson(statement: (satellite: Satellite) => string | null, of = SATELLITES): Promise<void> {
  for (const satellite of of) {
    const text = statement(satellite)
    if (text !== null) await graph.pool.query(text, [graph.tenant])
  }
}

const sheet = (value: Value | null) => satelliteSheet(() => value, { note: `only ${value}` })
/** What the sheet says after the edit: first two of the rows are gone, then one of them is back. */
const LATER = [['vanishes', 'returns'] as const, ['vanishes'] as const].map((without, n) =>
  satelliteSheet((fate) => (fate === 'changes' ? 'b' : fate === 'clears' ? null : 'a'), {
    without,
    note: `later ${n}`,
  }),
)
const LAST = LATER[1] ?? []

async function afterwards(of = SATELLITES): Promise<Outcomes> {
  for (const records of LATER) await graph.merge(records, { allowRemovals: true })
  const state = await graphState(graph.pool)
  await graph.merge(LAST, { full: true })
  expect(await graphState(graph.pool), 'R13').toEqual(state)
  return connected(of)
}

/** What is protected, by satellite. */
async function protectedFields(of = SATELLITES): Promise<Record<string, unknown>> {
  const found: Record<string, unknown> = {}
  for (const { owner, field, edge } of of) {
    const { rows } = await graph.pool.query<{ fields: unknown }>(
      `select distinct array_to_string(protected_fields, ' ') as fields from graph.${owner}
       where tenant = $1 and name like $2 and (protected_fields <> '{}' or source_of_truth <> 'smartsheet')`,
      [graph.tenant, `%-${owner}-${field}`],
    )
    if (rows.length > 0) found[edge] = rows.map(({ fields }) => fields)
  }
  return found
}
const ALL_PROTECTED = Object.fromEntries(SATELLITES.map(({ edge, field }) => [edge, [field]]))

async function release(): Promise<Outcomes> {
  await byPerson(({ owner }) => `update graph.${owner} set protected_fields = '{}' where tenant = $1`)
  await graph.merge(LAST)
  expect(await protectedFields()).toEqual({})
  return connected()
}

const OWN: Outcome = { keeps: 'a', changes: 'a b.', clears: 'a', vanishes: 'a', returns: 'a' }
const SHEETS: Outcome = { keeps: 'a.', changes: 'b.', clears: '', vanishes: '', returns: 'a.' }
const withOwn = (outcome: Outcome): Outcome =>
  Object.fromEntries(FATES.map((fate) => [fate, `${outcome[fate]} p`.trim()])) as unknown as Outcome

// A person's place is another one than the sheet's, whatever its address.
const SHARED = SATELLITES.filter(({ field }) => field !== 'location')
const EDITABLE = SATELLITES.filter(({ edit }) => edit !== null)

afterEach(async () => {
  const faults = await graphFaults(graph.pool, graph.tenant)
  // What people do to domains is not what identity knows.
  expect(faults.filter((fault) => !fault.startsWith('domains differ from identity'))).toEqual([])
})

describe('R10 emails, phones, tags, domains, locations, roles and contacts of deals', () => {
  it('R10 what a person edited is theirs, beside what the sheet says', async () => {
    await graph.merge(sheet('a'))
    await byPerson(({ edit }) => edit)
    expect(await connected(EDITABLE)).toEqual(expected(() => everywhere('a!'), EDITABLE))
    // The sheet has one place of an entity, which is the person's now.
    expect(await afterwards(EDITABLE)).toEqual(
      expected(
        ({ field }) => ({ ...everywhere('a!'), changes: field === 'location' ? 'a!' : 'a! b.' }),
        EDITABLE,
      ),
    )
    expect(await protectedFields()).toEqual({})
  })

  it('R10 what a person made something else of does not come back, until the sheet may win again', async () => {
    await graph.merge(sheet('a'))
    await byPerson(({ redirect }) => redirect)
    expect(await afterwards()).toEqual(expected(() => everywhere('p')))
    expect(await protectedFields()).toEqual(ALL_PROTECTED)
    expect(await release()).toEqual(expected(() => withOwn(SHEETS)))
  })

  it.each([
    ['removed', ({ edge }: Satellite) => `delete from ${edge} where tenant = $1`],
    [
      'deleted altogether',
      (satellite: Satellite) => satellite.removeItem ?? `delete from ${satellite.edge} where tenant = $1`,
    ],
  ])('R10 what a person %s does not come back, until the sheet may win again', async (_, remove) => {
    await graph.merge(sheet('a'))
    await byPerson(remove)
    expect(await afterwards()).toEqual(expected(() => everywhere('')))
    expect(await protectedFields()).toEqual(ALL_PROTECTED)
    expect(await release()).toEqual(expected(() => SHEETS))
  })

  it.each([
    ['removes', ({ edge }: Satellite) => `delete from ${edge} where tenant = $1`],
    [
      'deletes',
      (satellite: Satellite) => satellite.removeItem ?? `delete from ${satellite.edge} where tenant = $1`,
    ],
  ])('R10 what a person had made theirs, and %s later, does not come back either', async (_, remove) => {
    await graph.merge(sheet('a'))
    await byPerson(({ edit, edge }) => edit ?? `update ${edge} set source = 'openline' where tenant = $1`)
    await byPerson(remove)
    expect(await afterwards()).toEqual(expected(() => everywhere('')))
    expect(await release()).toEqual(expected(() => SHEETS))
  })

  it('R10 what a person added stays, and removing it again protects nothing', async () => {
    await graph.merge(sheet('a'))
    await byPerson(({ insert }) => insert('p'))
    expect(await afterwards()).toEqual(expected(() => ({ ...withOwn(SHEETS), vanishes: 'a. p' })))
    await byPerson(({ edge }) => `delete from ${edge} where tenant = $1 and source <> 'smartsheet'`)
    expect(await protectedFields()).toEqual({})
  })

  it('R10 what a person added before the sheet named it is theirs', async () => {
    await graph.merge(sheet(null))
    await byPerson(({ insert }) => insert('a'), SHARED)
    await graph.merge(sheet('a'))
    expect(await connected(SHARED)).toEqual(expected(() => everywhere('a'), SHARED))
    expect(await afterwards(SHARED)).toEqual(expected(() => OWN, SHARED))
  })

  it('R10 what is replaced by the same in one transaction is theirs, and was not removed', async () => {
    await graph.merge(sheet('a'))
    await transaction(graph.pool, async (client) => {
      for (const { edge, insert } of SHARED) {
        await client.query(`delete from ${edge} where tenant = $1`, [graph.tenant])
        await client.query(insert('a'), [graph.tenant])
      }
    })
    expect(await protectedFields()).toEqual({})
    expect(await afterwards(SHARED)).toEqual(expected(() => OWN, SHARED))
  })

  it("R10 what a person gives back is the sheet's with the next sync, also where its row does not change", async () => {
    await graph.merge(sheet('a'))
    await byPerson(({ edit }) => edit)
    await afterwards()
    await byPerson(({ edge }) => `update ${edge} set source = 'smartsheet' where tenant = $1`)
    await graph.merge(LAST)
    expect(await connected()).toEqual(
      expected(({ edit }) => ({ ...SHEETS, vanishes: edit === null ? 'a.' : 'a!.' })),
    )
  })
})
