import type { Json } from '../core/json.ts'
import type { CompiledMapping } from './compile.ts'
import type { CustomColumn } from './customColumns.ts'
import type { RowView } from './fieldReader.ts'
import type { Report } from './issues.ts'
import { customValue } from './values/custom.ts'
import { cellText } from './values/text.ts'

/** The unmapped cells of a row under their titles; null when the mapping keeps none. Never inherited. */
export function readCustomFields(
  compiled: CompiledMapping,
  { row, log }: RowView,
): { fields: Record<string, Json>; keep: string[] } | null {
  if (compiled.custom === null) return null
  const entries: [string, Json][] = []
  const keep = compiled.customGone.map((title) => `custom:${title}`)
  for (const custom of compiled.custom) {
    const { column, title } = custom
    const cell = row.cells.get(column.id)
    if (cell === undefined) {
      if (compiled.keepBlank) keep.push(keptAs(custom))
      continue
    }
    const report: Report = (code, message) =>
      log.add(code, message, { column, value: cell.formulaError ?? cellText(cell) })
    if (cell.formulaError !== null) {
      report('formula_error', `The formula gives ${cell.formulaError}; the previous value stays.`)
      keep.push(keptAs(custom))
      continue
    }
    const value = cell.image ? undefined : customValue(cell, report)
    if (value !== undefined) entries.push([title, value])
    else if (compiled.keepBlank) keep.push(keptAs(custom))
  }
  // By entries, so that a column titled "__proto__" is a key like any other.
  return { fields: Object.fromEntries(entries), keep }
}

/** Of a column that was renamed, what its old title held goes under the new one (graph.keep_previous). */
const keptAs = ({ title, formerly }: CustomColumn): string =>
  formerly === null ? `custom:${title}` : `renamed:${JSON.stringify([formerly, title])}`
