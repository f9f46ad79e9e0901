import { beforeAll, describe, expect, it } from 'vitest'
import type { SheetState } from '../../simulator/store/model.ts'
import type { Json } from '../../src/core/json.ts'
import { listChanges } from '../../src/runs/changes.ts'
import type { Change } from '../../src/runs/model.ts'
import { PREVIEWED, type SyncReport } from '../../src/sync/report.ts'
import { createMixedSheet, putSheet, sheetState } from '../support/mixedSheet.ts'
import { RANDOM_RUNS, seedsOf } from '../support/randomRuns.ts'
import { chance, pick, type Random, randomOf } from '../support/randomSheet.ts'
import { graphState } from '../support/records.ts'
import { sheetEditor } from '../support/sheetEditor.ts'
import { people, useSyncs } from '../support/syncStage.ts'

const stage = useSyncs()
/** A hundred where there is time (`npm run test:long`), six hundred by `npm run test:random`. */
const SEEDS = seedsOf(process.env['TEST_LONG'] === undefined ? 2 * RANDOM_RUNS : 100)
/** Of so many more people the guard minds the loss. */
const PEOPLE = 16
const FAILED = { value: '#NO MATCH', formula: '=INDEX(a)' }

let first: SheetState
beforeAll(() => {
  const sheet = createMixedSheet(stage.simulator)
  const rows = people(PEOPLE).map((cells) => ({ cells }))
  const { sheets } = stage.simulator
  sheets.addRows(sheet, rows)
  // Its one row that is rejected: whether there is one is up to each script.
  sheets.deleteRows(sheet, [sheets.findRow(sheet, 'Company', '#NO MATCH')])
  first = sheetState(stage.simulator, sheet)
})

type Edit = (random: Random, rows: readonly number[]) => void

/** Edits that somebody makes to a sheet beside those of `sheetEditor`. */
const EDITS: readonly [number, Edit][] = [
  [
    0.4,
    (random, [row = 0]) => update(row, { [pick(random, ['Company', 'Email', 'Amount', 'Tags'])]: FAILED }),
  ],
  [0.2, () => void stage.simulator.sheets.addRows(first.id, [{ cells: { 'Job title': 'Nobody' } }])],
  [0.3, (random) => add(1 + Math.floor(random() * 3))],
  [0.3, (_, rows) => stage.simulator.sheets.deleteRows(first.id, rows.slice(-PEOPLE))],
  // Last, because the others know columns by these titles.
  [0.3, () => stage.simulator.sheets.renameColumn(first.id, 'Deal', 'Chance')],
  [
    0.3,
    (random) =>
      stage.simulator.sheets.deleteColumn(first.id, pick(random, ['Company', 'Email', 'Amount', 'Notes'])),
  ],
]

const update = (row: number, cells: Record<string, typeof FAILED>) =>
  stage.simulator.sheets.updateCells(first.id, row, cells)
const add = (count: number) =>
  void stage.simulator.sheets.addRows(
    first.id,
    people(count, 100).map((cells) => ({ cells })),
  )

function runScript(random: Random): void {
  const editor = sheetEditor(stage, first.id, random)
  for (let edits = Math.floor(random() * 6); edits > 0; edits -= 1) editor.edit()
  for (const [probability, edit] of EDITS)
    if (chance(random, probability)) edit(random, stage.simulator.sheets.rowIds(first.id))
}

const OF_ITS_OWN = new Set(['runId', 'dryRun', 'durationMs', 'apiOutcomes', 'preview'])
/** Everything that a report says of what a sync did or would do. */
const figuresOf = (report: SyncReport) =>
  Object.fromEntries(Object.entries(report).filter(([key]) => !OF_ITS_OWN.has(key)))

/** What was there before has its id in both runs; what is new has not, and is named, if it has a name. */
const shown = ({ label, nodeId, field, oldName, oldValue, newName, newValue }: Change): string =>
  JSON.stringify([label, nodeId, field, oldName ?? unnamed(oldValue), newName ?? unnamed(newValue)])
const unnamed = (value: Json): Json =>
  typeof value === 'string' && /^[\da-f]{8}-[\da-f-]{27}$/.test(value) ? 'somebody' : value

/** The preview, field by field, is what the history of the real run says of the same entities. */
async function expectPreviewed({ preview, counts }: SyncReport, { runId }: SyncReport): Promise<void> {
  if (preview === null) return
  const of = (outcome: string) => preview.entities.filter((entity) => entity.outcome === outcome)
  for (const outcome of ['created', 'updated', 'archived'] as const) {
    const expected = Object.values(counts).reduce(
      (sum, count) => sum + Math.min(count[outcome], PREVIEWED),
      0,
    )
    expect(of(outcome)).toHaveLength(expected)
  }
  for (const { outcome, name, changes } of preview.entities) {
    // A deal may be known by its sum alone.
    expect([name, ...changes]).not.toEqual([null])
    if (outcome !== 'updated') expect(changes.length).toBeGreaterThan(0)
  }
  const said = [...of('updated'), ...of('archived')].flatMap(({ changes }) => changes)
  const ids = new Set(said.map(({ nodeId }) => nodeId))
  const history = await listChanges(stage.pool, runId ?? '', 10_000)
  expect(said.map(shown).sort()).toEqual(
    history
      .filter(({ nodeId }) => ids.has(nodeId))
      .map(shown)
      .sort(),
  )
}

const TABLES = `
  select table_name as name from information_schema.columns
  where table_schema = 'sync' and column_name = 'tenant' order by 1`

/** Whether any row of graph was written, and all that sync tables hold of the tenant. */
async function everything(): Promise<unknown> {
  const tables = await stage.pool.query<{ name: string }>(TABLES)
  const rows = tables.rows.map(({ name }) =>
    stage.rows(`select t::text as row from sync."${name}" t where tenant = $1 order by 1`),
  )
  return [
    await graphState(stage.pool),
    await Promise.all(rows),
    await stage.pool.query('select from sync.stage'),
  ]
}

const reports: SyncReport[] = []

describe('a dry run', () => {
  it.each(SEEDS)(
    'says what the sync after it does, and leaves everything as it was (script %i)',
    async (seed) => {
      const random = randomOf(seed)
      putSheet(stage.simulator, first)
      await stage.connect(first.id, { comments: chance(random, 0.5) })
      if (chance(random, 0.8)) await stage.sync(first.id)
      runScript(random)

      const options = {
        full: chance(random, 0.2),
        allowRemovals: chance(random, 0.2),
        pageSize: pick(random, [3, 100]),
      }
      const before = await everything()
      const dry = await stage.sync(first.id, { ...options, dryRun: true })
      expect(await everything()).toEqual(before)

      const real = await stage.sync(first.id, options)
      expect(figuresOf(dry)).toEqual(figuresOf(real))
      expect([dry.dryRun, real.dryRun, real.errorCode]).toEqual([true, false, null])
      await expectPreviewed(dry, real)
      reports.push(real)
    },
  )

  it('is put to all that can happen', () => {
    if (RANDOM_RUNS < 10) return
    const total = (change: 'created' | 'updated' | 'archived') =>
      reports.flatMap(({ counts }) => Object.values(counts)).reduce((sum, count) => sum + count[change], 0)
    expect(new Set(reports.map(({ status }) => status))).toEqual(
      new Set(['succeeded', 'unchanged', 'partial', 'held']),
    )
    for (const change of ['created', 'updated', 'archived'] as const) expect(total(change)).toBeGreaterThan(0)
    expect(reports.some(({ issues }) => issues.warnings > 0)).toBe(true)
  })
})
