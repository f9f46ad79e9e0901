import { fit } from './fit.ts'
import type { PhaseResult } from './phase.ts'
import { CHANGED, EQUAL, FIRST, FLOOR, PEER, READING, SAME_VERSION } from './phases.ts'

export interface Measured {
  name: string
  runs: (PhaseResult & { rowsWritten: number; walMb: number })[]
}

export const whole = (value: number): string => Math.round(value).toLocaleString('en')
export const ratio = (value: number): string => value.toFixed(2)

/** One sheet: what each phase costs, beside reading alone. */
export function printSheet(title: string, phases: readonly Measured[]): void {
  const reading = median(phases[0], 'wallMs')
  print(`\n${title}\n`)
  printTable([
    ['phase', 'ms', 'of the runs', 'x reading', 'Node ms', 'Postgres ms', 'peak MB', ...COUNTS],
    ...phases.map((phase) => [
      phase.name,
      whole(median(phase, 'wallMs')),
      `${whole(Math.min(...walls(phase)))}-${whole(Math.max(...walls(phase)))}`,
      ratio(median(phase, 'wallMs') / reading),
      whole(median(phase, 'cpuMs')),
      whole(median(phase, 'databaseCpuMs')),
      whole(Math.max(...phase.runs.map((run) => run.peakMb))),
      whole(median(phase, 'requests')),
      whole(median(phase, 'statements')),
      whole(median(phase, 'rowsWritten')),
      median(phase, 'walMb').toFixed(1),
    ]),
  ])
}

const COUNTS = ['requests', 'statements', 'rows written', 'WAL MB']
const walls = ({ runs }: Measured): number[] => runs.map(({ wallMs }) => wallMs)

/** What the figures mean, as ratios of one run. */
export function printRatios(phases: readonly Measured[]): void {
  const ms = (name: string) =>
    median(
      phases.find((phase) => phase.name === name),
      'wallMs',
    )
  const first = ms(FIRST)
  print('')
  printTable(
    [
      ['ratio', ''],
      [`${FIRST} / (floor + ${READING})`, ratio(first / (ms(FLOOR) + ms(READING)))],
      [`peer way and ${READING} / ${FIRST}`, ratio((ms(PEER) + ms(READING)) / first)],
      [`${EQUAL} / ${FIRST}`, ratio(ms(EQUAL) / first)],
      [`${CHANGED} / ${FIRST}`, ratio(ms(CHANGED) / first)],
      [`${SAME_VERSION}, ms`, whole(ms(SAME_VERSION))],
      // Of a phase that was left out there is nothing to say.
    ].filter(([, figure]) => figure !== 'NaN'),
  )
}

/** Microseconds a row for each size: a line that rises is a cost that is not linear. */
export function printGrowth(sheets: readonly { rows: number; phases: readonly Measured[] }[]): void {
  print('\nMicroseconds a row, by rows\n')
  const costs = (at: number) => sheets.map(({ rows, phases }) => (median(phases[at], 'wallMs') * 1000) / rows)
  printTable([
    ['phase', ...sheets.map(({ rows }) => whole(rows)), 'last / first'],
    ...(sheets[0]?.phases ?? []).map(({ name }, at) => [
      name,
      ...costs(at).map(whole),
      ratio((costs(at).at(-1) ?? 0) / (costs(at)[0] ?? 0)),
    ]),
  ])
}

/** What each phase costs whatever the size, what for each 1,000 rows, and how straight the line is. */
export function printFits(sheets: readonly { rows: number; phases: readonly Measured[] }[]): void {
  print('\nLeast squares: fixed ms, ms for each 1,000 rows, R²\n')
  const cells = (at: number, cost: (phase: Measured | undefined) => number) => {
    const points = sheets.map(({ rows, phases }) => ({ x: rows / 1_000, y: cost(phases[at]) }))
    const { fixed, slope, r2 } = fit(points)
    return [whole(fixed), slope.toFixed(1), r2.toFixed(4)]
  }
  printTable([
    ['phase', 'wall', 'per 1,000', 'R²', 'Node and Postgres', 'per 1,000', 'R²'],
    ...(sheets[0]?.phases ?? []).map(({ name }, at) => [
      name,
      ...cells(at, (phase) => median(phase, 'wallMs')),
      ...cells(at, (phase) => median(phase, 'cpuMs') + median(phase, 'databaseCpuMs')),
    ]),
  ])
}

function median(
  phase: Measured | undefined,
  figure: Exclude<keyof Measured['runs'][number], 'outcome'>,
): number {
  const values = (phase?.runs ?? []).map((run) => run[figure]).sort((a, b) => a - b)
  return values[Math.floor(values.length / 2)] ?? NaN
}

export function printTable(rows: readonly (readonly string[])[]): void {
  const widths = (rows[0] ?? []).map((_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)))
  for (const row of rows) {
    print(
      row
        .map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0)))
        .join('  '),
    )
  }
}

export const print = (line: string): void => void process.stdout.write(`${line}\n`)
