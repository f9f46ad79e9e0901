import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import type { SheetSpec } from '../../simulator/store/edits.ts'
import { mappingFromText } from '../../src/mapping/parse.ts'
import type { SyncReport } from '../../src/sync/report.ts'
import { readableGraph } from '../support/readableGraph.ts'
import { graphState } from '../support/records.ts'
import { useSyncs } from '../support/syncStage.ts'

const stage = useSyncs()

const textOf = (file: string): string =>
  readFileSync(new URL(`../fixtures/golden/${file}.yaml`, import.meta.url), 'utf8')

/** `!characters 4000`: so many of them, which nobody wants to read. */
const characters = { tag: '!characters', resolve: (count: string) => 'ä'.repeat(Number(count)) }
const contentOf = (file: string): unknown => parse(textOf(file), { customTags: [characters] })

/** What a sync of the sheet gives, as the expected files spell it. */
async function outcome(sheet: number, { counts: _, ...report }: SyncReport): Promise<object> {
  const { rowsRead, rowsMapped, rowsEmpty, rowsRejected, status } = report
  const issues = await stage.rows(
    `select row_number as row, column_title as column, code, value_excerpt as value
     from sync.row_issue where tenant = $1 order by row_number nulls first, column_title, code`,
  )
  const graph = await readableGraph(stage.pool, stage.tenant, stage.simulator.sheets.rowIds(sheet))
  const rows = { read: rowsRead, mapped: rowsMapped, empty: rowsEmpty, rejected: rowsRejected }
  return named({ status, rows, graph, issues })
}

/** Without the ids by which columns of one title are told apart. */
const named = (content: object): object =>
  JSON.parse(JSON.stringify(content).replaceAll(/ \(\d{16}\)/g, ' (its id)')) as object

/** What the links of some rows say, to the byte: what is not mapped is absent, what is blank is null. */
const said = async (sheet: number, rows: readonly number[]): Promise<object> => {
  const ids = stage.simulator.sheets.rowIds(sheet)
  const found = await stage.rows<{ row_id: string; node_label: string; payload: object }>(
    `select row_id, node_label, payload - 'keys' - 'refs' as payload
     from graph.is_linked_with where tenant = $1 order by node_label`,
  )
  return Object.fromEntries(
    rows.map((row) => [
      row,
      Object.fromEntries(
        found
          .filter(({ row_id }) => row_id === String(ids[row - 1]))
          .map(({ node_label, payload }) => [node_label, payload]),
      ),
    ]),
  )
}

const KINDS = ['', 'family-'] as const
const sheets = new Map<string, number>()
// Both before any time has passed: when a row was made is in the graph.
beforeAll(() => {
  for (const kind of KINDS)
    sheets.set(kind, stage.simulator.sheets.createSheet(contentOf(`${kind}sheet`) as SheetSpec))
})

/** The sheet of a kind, connected for this test's tenant. */
async function connected(kind: string): Promise<number> {
  const sheet = sheets.get(kind) ?? 0
  await stage.connect(sheet, { mapping: mappingFromText(textOf(`${kind}mapping`)) })
  return sheet
}

describe.each([
  ['a sheet with every type of column and every oddity', KINDS[0]],
  ['a sheet of parents and children that inherit', KINDS[1]],
])('%s', (_, kind) => {
  it.each([1, 7, 500])('gives what is written down, in pages of %i', async (pageSize) => {
    const sheet = await connected(kind)
    const report = await stage.sync(sheet, { pageSize })
    const { said: sayings, ...expected } = contentOf(`${kind}graph`) as { said: object }
    expect(await outcome(sheet, report)).toEqual(expected)
    expect(await said(sheet, Object.keys(sayings).map(Number))).toEqual(sayings)
  })

  it('R13 is not written a second time, whether its version was raised or all of it is asked for', async () => {
    const sheet = await connected(kind)
    const first = await stage.sync(sheet)
    const graph = await graphState(stage.pool)
    for (const full of [false, true]) {
      stage.simulator.sheets.touch(sheet)
      const again = await stage.sync(sheet, { full })
      expect(again).toMatchObject({
        status: first.status,
        rowsMapped: first.rowsMapped,
        issues: first.issues,
      })
      for (const counts of Object.values(again.counts))
        expect(counts).toMatchObject({ created: 0, updated: 0, archived: 0 })
      expect(await graphState(stage.pool)).toEqual(graph)
    }
  })
})
