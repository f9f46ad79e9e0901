import fc from 'fast-check'
import type { Cells, Edit, Script, Sync, World } from './script.ts'
import type { Variant } from './variants.ts'
import { COLUMNS, type ColumnKey, MOST_WORDS } from './words.ts'

const index = fc.nat({ max: 23 })
const WHO: ColumnKey[] = ['company', 'domain', 'person', 'email', 'phone', 'deal']
/** The blank (0) or the formula that fails (1) so often, else a word. */
const word = (nothing: number): fc.Arbitrary<number> =>
  fc.oneof(
    { weight: nothing, arbitrary: fc.nat({ max: 1 }) },
    { weight: 10 - nothing, arbitrary: fc.integer({ min: 2, max: MOST_WORDS - 1 }) },
  )
const rowCells: fc.Arbitrary<Cells> = fc.array(fc.tuple(index, word(2)), {
  minLength: 2,
  maxLength: 9,
  size: 'max',
})
const newCells: fc.Arbitrary<Cells> = fc.array(fc.tuple(index, word(4)), {
  minLength: 1,
  maxLength: 3,
  size: 'max',
})

const change: fc.Arbitrary<Partial<Variant>> = fc.record(
  {
    company: fc.constantFrom('company', 'reseller'),
    keyed: fc.boolean(),
    keeps: fc.boolean(),
    custom: fc.boolean(),
    inherits: fc.boolean(),
    lean: fc.boolean(),
  },
  { requiredKeys: [] },
)

const kindOfEdit = (kind: Record<string, fc.Arbitrary<unknown>>, sheet: fc.Arbitrary<number>) =>
  fc.record({ sheet, later: fc.boolean(), ...kind })

function edit(sheet: fc.Arbitrary<number>): fc.Arbitrary<Edit> {
  const make = (name: Edit['do'], more: Record<string, fc.Arbitrary<unknown>> = {}) =>
    kindOfEdit({ do: fc.constant(name), ...more }, sheet)
  const kinds: [number, ReturnType<typeof make>][] = [
    [24, make('write', { row: index, cells: newCells })],
    [
      3,
      make('add', {
        cells: rowCells,
        below: fc.option(index, { freq: 2 }),
        toTop: fc.boolean(),
      }),
    ],
    [3, make('delete', { row: index })],
    [2, make('return', { row: index })],
    [1, make('move', { row: index, before: index })],
    [1, make('reuse', { row: index, cells: rowCells })],
    [2, make('swap', { column: index, row: index, other: index })],
    [0.2, make('clear the sheet')],
    [1, make('rename', { column: index, times: fc.integer({ min: 1, max: 2 }) })],
    [1, make('delete column', { column: index })],
    [2, make('map', { change })],
    [3, make('edit by hand', { row: index, label: index, field: index })],
    [0.7, make('give back', { row: index, label: index, whole: fc.boolean() })],
  ]
  return fc.oneof(
    ...kinds.map(([weight, arbitrary]) => ({ weight: weight * 10, arbitrary })),
  ) as fc.Arbitrary<Edit>
}

function sync(sheet: fc.Arbitrary<number>): fc.Arbitrary<Sync> {
  const pageSize = fc.constantFrom(100, 3, 2)
  const how = fc.constantFrom('down', 'gone', 'moving')
  const kinds = [
    {
      weight: 15,
      arbitrary: fc.record({
        do: fc.constant('sync'),
        full: fc.nat({ max: 5 }).map((n) => n === 5),
        allowRemovals: fc.constantFrom(false, false, false, true, true, 12, 17),
        trigger: fc.constantFrom('schedule', 'cli'),
      }),
    },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('dry run') }) },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('fail'), how }) },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('kill'), at: fc.integer({ min: 1, max: 90 }) }) },
  ]
  return fc
    .tuple(fc.record({ sheet, pageSize }), fc.oneof(...kinds))
    .map(([where, what]) => ({ ...where, ...what }))
}

export const scripts = (world: World): fc.Arbitrary<Script> =>
  world === 'one'
    ? fc.oneof({ weight: 25, arbitrary: life(world, 1) }, { weight: 1, arbitrary: massRemoval })
    : life(world, 2)

const fewRows = fc.array(rowCells, { minLength: 1, maxLength: 9, size: 'max' })
/** Some by which somebody is known, so that rows are about something and meet, and some others. */
const columns = fc
  .tuple(
    fc.shuffledSubarray<ColumnKey>(WHO, { minLength: 2, maxLength: 4 }),
    fc.shuffledSubarray<ColumnKey>(
      COLUMNS.filter((column) => !WHO.includes(column)),
      { minLength: 1, maxLength: 4 },
    ),
  )
  .map((chosen) => chosen.flat())
const someEdits = (sheet: fc.Arbitrary<number>) =>
  fc.array(edit(sheet), { minLength: 2, maxLength: 24, size: 'max' })
const lastPage = fc.constantFrom(100, 3)

function life(world: World, sheets: number): fc.Arbitrary<Script> {
  const sheet = fc.nat({ max: sheets - 1 })
  const edits = someEdits(sheet)
  // Before the first sync of a sheet, edits are nothing but other rows.
  const begun = fc.record({ edits: fc.constant([]), sync: sync(sheet) })
  const first = fc.array(begun, { minLength: 1, maxLength: sheets, size: 'max' })
  const more = fc.array(fc.record({ edits, sync: sync(sheet) }), { maxLength: sheets, size: 'max' })
  return fc.record({
    world: fc.constant(world),
    columns,
    variants: fc.array(change, { minLength: sheets, maxLength: sheets }),
    rows: fc.array(fewRows, { minLength: sheets, maxLength: sheets }),
    phases: fc.tuple(first, more).map(([begin, phases]) => [...begin, ...phases]),
    last: edits,
    pageSize: lastPage,
  })
}

/** So many that a sheet which loses them is held (R12), also where some of them say nothing. */
const MANY = 16

const massRemoval: fc.Arbitrary<Script> = fc.record({
  world: fc.constant('one'),
  columns,
  variants: fc.tuple(change),
  rows: fc.tuple(fc.array(rowCells, { minLength: MANY, maxLength: MANY, size: 'max' })),
  phases: fc
    .tuple(sync(fc.constant(0)), sync(fc.constant(0)), someEdits(fc.constant(0)), sync(fc.constant(0)))
    .map(([first, second, edits, third]) => [
      { edits: [], sync: first },
      { edits: [{ do: 'clear the sheet', sheet: 0, later: true }], sync: second },
      { edits, sync: third },
    ]),
  last: someEdits(fc.constant(0)),
  pageSize: lastPage,
})
