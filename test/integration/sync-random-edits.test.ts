import { beforeAll, describe, expect, it } from 'vitest'
import type { SheetState } from '../../simulator/store/model.ts'
import type { SyncReport } from '../../src/sync/report.ts'
import { graphSnapshot } from '../support/graphSnapshot.ts'
import { createMixedSheet, putSheet, sheetState } from '../support/mixedSheet.ts'
import { figuresOf, type Outcome, RANDOM_RUNS, SEEDS, splitOf } from '../support/randomRuns.ts'
import { chance, pick, randomOf } from '../support/randomSheet.ts'
import { graphState } from '../support/records.ts'
import { sheetEditor } from '../support/sheetEditor.ts'
import { useSyncs } from '../support/syncStage.ts'

const stage = useSyncs()
const outcomes: Outcome[] = []
let first: SheetState
beforeAll(() => {
  first = sheetState(stage.simulator, createMixedSheet(stage.simulator))
})

/** How a tenant comes to a sync. */
interface History {
  comments: boolean
  /** Has synced the sheet as it was at first. */
  returning: boolean
}

async function begin({ comments, returning }: History, tenant: string): Promise<void> {
  putSheet(stage.simulator, first)
  await stage.connect(first.id, { comments }, tenant)
  if (returning) await stage.sync(first.id, { tenant })
}

/** What a tenant with the same history gets from a sheet that stands still. */
async function calmSync(history: History, state: SheetState): Promise<{ report: SyncReport; graph: string }> {
  const tenant = `${stage.tenant}-calm`
  await begin(history, tenant)
  putSheet(stage.simulator, state)
  const report = await stage.sync(first.id, { tenant })
  return { report, graph: await graphSnapshot(stage.pool, tenant) }
}

describe('R2 a sheet that is edited while it is read: the graph of one of its versions, or a failed run and a graph that nobody touched', () => {
  it.each(SEEDS)('seed %i', async (seed) => {
    const random = randomOf(seed)
    const { pool, simulator, tenant } = stage
    const history = { comments: chance(random, 0.5), returning: seed % 3 === 0 }
    await begin(history, tenant)
    const untouched = await graphState(pool)
    const editor = sheetEditor(stage, first.id, random)
    if (history.returning) editor.edit()
    simulator.faults.add({ times: Infinity, act: { kind: 'edit', run: () => editor.meanwhile() } })
    const report = await stage.sync(first.id, { pageSize: pick(random, [1, 2, 3, 5, 100]) })
    simulator.faults.clear()

    if (report.errorCode === null) {
      const version = editor.versions.get(Number(report.sheetVersion))
      if (!version) throw new Error(`There never was a version ${report.sheetVersion}.`)
      const graph = await graphSnapshot(pool, tenant)
      const calm = await calmSync(history, version)
      expect(figuresOf(report)).toEqual(figuresOf(calm.report))
      expect(graph).toBe(calm.graph)
    } else {
      expect(report).toMatchObject({ status: 'failed', errorCode: 'sheet_unstable', counts: {} })
      expect(await graphState(pool)).toEqual(untouched)
    }
    outcomes.push(report.errorCode)
  })

  it('both ends are met', () => {
    process.stdout.write(`random edits, ${splitOf(outcomes)}\n`)
    expect(outcomes).toHaveLength(RANDOM_RUNS)
    if (RANDOM_RUNS < 20) return
    expect(outcomes.some((code) => code === null)).toBe(true)
    expect(outcomes.some((code) => code !== null)).toBe(true)
  })
})
