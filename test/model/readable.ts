import type { Cells, Script } from './script.ts'
import { columnAt, wordOf } from './words.ts'

/** A script as a person reads it. */
export function readable({ world, columns, variants, rows, phases, last, pageSize }: Script): string {
  const sheets = variants.map((variant, sheet) =>
    [
      `sheet ${sheet + 1} ${JSON.stringify(variant)}`,
      ...(rows[sheet] ?? []).map((cells, row) => `  row ${row}: ${shown(columns, cells)}`),
    ].join('\n'),
  )
  const edits = (list: Script['last']) => list.map((edit) => `- ${step(columns, edit)}`)
  return [
    `world ${world}`,
    ...sheets,
    ...phases.flatMap((phase) => [...edits(phase.edits), `= ${step(columns, phase.sync)}`]),
    ...edits(last),
    `= sync of each sheet, ${pageSize} rows a page`,
  ].join('\n')
}

type Columns = Script['columns']

const shown = (columns: Columns, cells: Cells): string =>
  cells
    .map(([at, number]) => [columnAt(columns, at), number] as const)
    .map(([column, number]) => `${column}=${wordOf(column, number).shown}`)
    .join(', ')

function step(columns: Columns, { do: what, ...more }: { do: string }): string {
  const parts = Object.entries(more).map(([name, value]) =>
    name === 'cells'
      ? shown(columns, value as Cells)
      : `${name}=${name === 'column' ? columnAt(columns, value as number) : JSON.stringify(value)}`,
  )
  return [what, ...parts].join(' ')
}
