import type { PhaseResult } from '../phase.ts'
import { print, printTable, ratio, whole } from '../tables.ts'
import { type Readings, total } from './readings.ts'

/** One sync in a tenant that has so many other entities. */
export interface Incremental {
  sheet: string
  edit: string
  others: number
  result: PhaseResult
  read: Readings
}

export function printCosts(found: readonly Incremental[]): void {
  printTable([
    ['sheet', 'edit', 'other entities', 'ms', 'Node ms', 'Postgres ms', 'statements', 'pages', 'rows read'],
    ...bySize(found).map((runs) => [
      runs[0]?.sheet ?? '',
      runs[0]?.edit ?? '',
      whole(runs[0]?.others ?? 0),
      whole(median(runs.map(({ result }) => result.wallMs))),
      whole(median(runs.map(({ result }) => result.cpuMs))),
      whole(median(runs.map(({ result }) => result.databaseCpuMs))),
      whole(median(runs.map(({ result }) => result.statements))),
      whole(median(runs.map(({ read }) => read.pages))),
      whole(median(runs.map(({ read }) => total(read.rows)))),
    ]),
  ])
}

/** What grows with the graph: looked at in the least and the largest tenant, by table and by statement. */
export function printGrown(found: readonly Incremental[]): void {
  const groups = Map.groupBy(found, ({ sheet, edit }) => `${sheet}, ${edit}`)
  for (const [name, runs] of groups) {
    const sizes = bySize(runs)
    const grown = [
      ...grownOf(sizes, ({ rows }) => rows).map((cells) => ['rows of', ...cells]),
      ...grownOf(sizes, ({ statements }) => statements).map((cells) => ['pages of', ...cells]),
    ]
    if (grown.length === 0) {
      print(`\n${name}: no table and no statement reads more in the larger tenant.`)
      continue
    }
    print(`\n${name}: what reads more in the larger tenant\n`)
    for (const [of, what, ...counts] of grown)
      print(`${counts.join(' -> ').padStart(24)}  ${of ?? ''} ${what ?? ''}`)
  }
}

/** Less than that is an index a level higher, or the chance of a page. */
const GROWTH = { times: 1.25, by: 300 }
const SHOWN = 15
const SHOWN_LETTERS = 160

function grownOf(
  sizes: readonly (readonly Incremental[])[],
  of: (read: Readings) => ReadonlyMap<string, number>,
): string[][] {
  const counts = (runs: readonly Incremental[] | undefined, name: string) =>
    median((runs ?? []).map(({ read }) => of(read).get(name) ?? 0))
  const names = new Set(sizes.flatMap((runs) => runs.flatMap(({ read }) => [...of(read).keys()])))
  return [...names]
    .map((name) => ({ name, counts: sizes.map((runs) => counts(runs, name)) }))
    .map(({ name, counts: found }) => ({ name, found, first: found[0] ?? 0, last: found.at(-1) ?? 0 }))
    .filter(({ first, last }) => last > first * GROWTH.times && last - first > GROWTH.by)
    .sort((a, b) => b.last - b.first - (a.last - a.first))
    .slice(0, SHOWN)
    .map(({ name, found, first, last }) => [
      `${name.replaceAll(/\s+/g, ' ').slice(0, SHOWN_LETTERS)} (x ${ratio(last / first)})`,
      ...found.map(whole),
    ])
}

const bySize = (found: readonly Incremental[]): Incremental[][] => [
  ...Map.groupBy(found, ({ sheet, edit, others }) => JSON.stringify([sheet, edit, others])).values(),
]

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN
