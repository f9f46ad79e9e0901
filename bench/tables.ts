import type { PhaseResult } from './phase.ts'

export interface Measured {
  name: string
  runs: (PhaseResult & { rowsWritten: number })[]
}

export const whole = (value: number): string => Math.round(value).toLocaleString('en')
export const ratio = (value: number): string => value.toFixed(2)

/** One sheet: what each phase costs, beside reading alone. */
export function printSheet(title: string, rows: number, phases: readonly Measured[]): void {
  const reading = median(phases[0], 'wallMs')
  print(`\n${title}\n`)
  printTable([
    ['phase', 'ms', 'x reading', 'us a row', 'cpu ms', 'peak MB', 'requests', 'statements', 'rows written'],
    ...phases.map((phase) => [
      phase.name,
      whole(median(phase, 'wallMs')),
      ratio(median(phase, 'wallMs') / reading),
      whole((median(phase, 'wallMs') * 1000) / rows),
      whole(median(phase, 'cpuMs')),
      whole(Math.max(...phase.runs.map((run) => run.peakMb))),
      whole(median(phase, 'requests')),
      whole(median(phase, 'statements')),
      whole(median(phase, 'rowsWritten')),
    ]),
  ])
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
