import fc from 'fast-check'
import type { Cells, Edit, Script, Sync, World } from './script.ts'
import type { Variant } from './variants.ts'
import { COLUMNS, type ColumnKey, MOST_WORDS } from './words.ts'

const index = fc.nat({ max: 23 })
/** Mostly those by which somebody is known, so that rows meet. */
const column: fc.Arbitrary<ColumnKey> = fc.constantFrom(
  ...COLUMNS,
  ...(['company', 'domain', 'person', 'email', 'company', 'person', 'email', 'phone', 'deal'] as const),
)
// Mostly words; sometimes the blank (0) or the formula that fails (1).
const word = fc.oneof(
  { weight: 1, arbitrary: fc.nat({ max: 1 }) },
  { weight: 8, arbitrary: fc.integer({ min: 2, max: MOST_WORDS - 1 }) },
)
const someCells = (minLength: number, maxLength: number): fc.Arbitrary<Cells> =>
  fc.array(fc.tuple(column, word), { minLength, maxLength, size: 'max' })

const rowCells = someCells(1, 8)

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
    [8, make('write', { row: index, cells: someCells(1, 3) })],
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
    [2, make('swap', { column, row: index, other: index })],
    [0.3, make('clear the sheet')],
    [1, make('rename', { column, times: fc.integer({ min: 1, max: 2 }) })],
    [1, make('delete column', { column })],
    [2, make('map', { change })],
    [2, make('edit by hand', { row: index, label: index, field: index, value: index })],
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
        allowRemovals: fc.nat({ max: 3 }).map((n) => n === 3),
      }),
    },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('dry run') }) },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('fail'), how }) },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('kill'), at: fc.integer({ min: 1, max: 120 }) }) },
  ]
  return fc
    .tuple(fc.record({ sheet, pageSize }), fc.oneof(...kinds))
    .map(([where, what]) => ({ ...where, ...what }))
}

/** So many that a sheet which loses them is held (R12). */
const MANY = 12

export function scripts(world: World): fc.Arbitrary<Script> {
  const sheets = world === 'one' ? 1 : 2
  const sheet = fc.nat({ max: sheets - 1 })
  const few = fc.array(rowCells, { maxLength: 6, size: 'max' })
  const rows =
    world === 'one'
      ? fc.oneof(
          { weight: 12, arbitrary: few },
          { weight: 1, arbitrary: fc.array(rowCells, { minLength: MANY, maxLength: MANY + 2, size: 'max' }) },
        )
      : few
  const edits = (maxLength: number) => fc.array(edit(sheet), { maxLength, size: 'max' })
  const phase = fc.record({ edits: edits(4), sync: sync(sheet) })
  return fc.record({
    world: fc.constant(world),
    variants: fc.array(change, { minLength: sheets, maxLength: sheets }),
    rows: fc.array(rows, { minLength: sheets, maxLength: sheets }),
    phases: fc.array(phase, { minLength: 1, maxLength: sheets === 1 ? 2 : 3, size: 'max' }),
    last: edits(4),
    pageSize: fc.constantFrom(100, 3),
  })
}
