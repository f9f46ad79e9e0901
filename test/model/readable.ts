import type { Cells, Script } from './script.ts'
import { wordOf } from './words.ts'

/** A script as a person reads it. */
export function readable({ world, variants, rows, phases, last, pageSize }: Script): string {
  const sheets = variants.map((variant, sheet) =>
    [
      `sheet ${sheet + 1} ${JSON.stringify(variant)}`,
      ...(rows[sheet] ?? []).map((cells, row) => `  row ${row}: ${shown(cells)}`),
    ].join('\n'),
  )
  const edits = (list: Script['last']) => list.map((edit) => `- ${step(edit)}`)
  return [
    `world ${world}`,
    ...sheets,
    ...phases.flatMap((phase) => [...edits(phase.edits), `= ${step(phase.sync)}`]),
    ...edits(last),
    `= sync of each sheet, ${pageSize} rows a page`,
  ].join('\n')
}

const shown = (cells: Cells): string =>
  cells.map(([column, number]) => `${column}=${wordOf(column, number).shown}`).join(', ')

function step({ do: what, ...more }: { do: string }): string {
  const parts = Object.entries(more).map(([name, value]) =>
    name === 'cells' ? shown(value as Cells) : `${name}=${JSON.stringify(value)}`,
  )
  return [what, ...parts].join(' ')
}
