import { describe, expect, it } from 'vitest'
import type { EntityRecord } from '../../src/mapping/record.ts'
import { graphContent } from '../support/graphContent.ts'
import { graphFaults } from '../support/graphFaults.ts'
import { useGraph } from '../support/graphStage.ts'
import {
  chance,
  pick,
  randomEdit,
  randomOf,
  shuffled,
  type Random,
  type RandomSheet,
  type SheetStyle,
} from '../support/randomSheet.ts'
import { graphState, mergeRecords } from '../support/records.ts'

const graph = useGraph()

/** More of them with `npm run test:long`; the seed stands in the title of the test that fails. */
const SEEDS = Array.from({ length: process.env['TEST_LONG'] === undefined ? 1 : 5 }, (_, i) => i + 1)
const STEPS = 8
const PLAIN: SheetStyle = { keyed: false, keeps: false }

interface Life {
  random: Random
  style: SheetStyle
  /** By sheet id. */
  sheets: ReadonlyMap<string, RandomSheet>
}

const recordsOf = (sheet: RandomSheet) => [...sheet.values()].flat()

const mergeSheet = (tenant: string, sheetId: string, { random, sheets }: Life, full = false) =>
  mergeRecords(
    { pool: graph.pool, tenant, sheetId },
    shuffled(random, recordsOf(sheets.get(sheetId) ?? new Map<string, EntityRecord[]>())),
    { allowRemovals: true, full },
  )

async function everything(): Promise<unknown> {
  const identities = await graph.pool.query(
    'select * from sync.identity order by tenant, node_label, kind, value',
  )
  return [await graphState(graph.pool), identities.rows]
}

/** Edits one of the sheets, merges it, and merges it once more in another order of rows. */
async function liveOn(life: Life): Promise<void> {
  const { random, style, sheets } = life
  const sheetId = pick(random, ['1', ...sheets.keys()])
  const sheet = sheets.get(sheetId) ?? new Map<string, EntityRecord[]>()
  for (let edits = 1 + Math.floor(random() * 4); edits > 0; edits -= 1) randomEdit(random, sheet, style)
  await mergeSheet(graph.tenant, sheetId, life)
  // A kept key that others bear as well is settled by the second read.
  if (style.keeps) await mergeSheet(graph.tenant, sheetId, life)

  const before = await everything()
  const { counts } = await mergeSheet(graph.tenant, sheetId, life, chance(random, 0.5))
  expect(await everything(), 'R13 the same rows again').toEqual(before)
  for (const { created, updated, archived } of Object.values(counts))
    expect([created, updated, archived]).toEqual([0, 0, 0])
  expect(await graphFaults(graph.pool, graph.tenant)).toEqual([])
}

async function live(seed: number, style: SheetStyle, sheetIds: readonly string[]): Promise<Life> {
  const life = {
    random: randomOf(seed),
    style,
    sheets: new Map(sheetIds.map((id) => [id, new Map<string, EntityRecord[]>()])),
  }
  for (let step = 0; step < STEPS; step += 1) await liveOn(life)
  return life
}

describe('R7 R13 whatever happens to a sheet', () => {
  it.each(SEEDS)('the graph is that of its last state, and sound (seed %i)', async (seed) => {
    const life = await live(seed, PLAIN, ['1'])
    const fresh = `${graph.tenant}-fresh`
    await mergeSheet(fresh, '1', life)
    expect(await graphContent(graph.pool, graph.tenant)).toEqual(await graphContent(graph.pool, fresh))
  })

  it.each(SEEDS)('so it is with external keys (seed %i)', async (seed) => {
    const life = await live(seed, { ...PLAIN, keyed: true }, ['1'])
    const fresh = `${graph.tenant}-fresh`
    await mergeSheet(fresh, '1', life)
    expect(await graphContent(graph.pool, graph.tenant)).toEqual(await graphContent(graph.pool, fresh))
  })

  it.each(SEEDS)('R8b the graph is sound where cells keep what they said before (seed %i)', async (seed) => {
    await live(seed, { ...PLAIN, keeps: true }, ['1'])
  })

  it.each(SEEDS)('the graph of two sheets about the same people is sound (seed %i)', async (seed) => {
    await live(seed, PLAIN, ['1', '2'])
  })
})
