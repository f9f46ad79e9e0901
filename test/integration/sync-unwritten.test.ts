import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import type { SheetSpec } from '../../simulator/store/edits.ts'
import { mappingFromText } from '../../src/mapping/parse.ts'
import { graphState } from '../support/records.ts'
import { type SyncOptions, useSyncs } from '../support/syncStage.ts'

const stage = useSyncs()

const textOf = (file: string): string =>
  readFileSync(new URL(`../fixtures/golden/${file}.yaml`, import.meta.url), 'utf8')

/** A sheet with a value for every target of the mapping, and a discussion: it leaves no table of the graph empty. */
async function connectFullSheet(): Promise<number> {
  const characters = { tag: '!characters', resolve: (count: string) => 'x'.repeat(Number(count)) }
  const spec = parse(textOf('sheet'), { customTags: [characters] }) as SheetSpec
  const { sheets } = stage.simulator
  const sheet = sheets.createSheet(spec)
  const [rowId = 0] = sheets.rowIds(sheet)
  const discussion = sheets.addDiscussion(sheet, {
    rowId,
    text: 'Who calls?',
    by: { name: 'Ann', email: 'ann@us.example' },
  })
  sheets.addComment(sheet, discussion, { text: 'I do.', by: { name: 'Bo', email: 'bo@us.example' } })
  await stage.connect(sheet, { comments: true, mapping: mappingFromText(textOf('mapping')) })
  return sheet
}

const empty = async (): Promise<string[]> =>
  Object.entries(await graphState(stage.pool)).flatMap(([table, state]) =>
    state.startsWith('0/') ? [table] : [],
  )

describe('R13 a graph without an empty table', () => {
  it.each<[string, SyncOptions & { touched?: boolean }]>([
    ['read again under the same version', {}],
    ['read again under a new version', { touched: true }],
    ['read again in pages of two', { touched: true, pageSize: 2 }],
    ['folded anew', { full: true }],
  ])('R13 is not written to in any table when it is %s', async (_, { touched = false, ...options }) => {
    const sheet = await connectFullSheet()
    await stage.sync(sheet)
    expect(await empty()).toEqual([])
    const before = await graphState(stage.pool)
    if (touched) stage.simulator.sheets.touch(sheet)
    expect(await stage.sync(sheet, options)).toMatchObject({ errorCode: null })
    expect(await graphState(stage.pool)).toEqual(before)
  })
})
