import type { Cell, CellValue, Column } from '../smartsheet/model.ts'
import { refsOf, type ColumnIndex } from './columns.ts'
import type { ConstSource, FieldSource, OnBlank, ValueMap } from './schema.ts'
import { wordKey } from './values/text.ts'

/** Where a field takes its value from, bound to the columns that the sheet has now. */
export type CompiledSource = ColumnsSource | { kind: 'const'; cell: Cell } | GoneSource

export interface ColumnsSource {
  kind: 'columns'
  columns: readonly Column[]
  /** Null: the one column with its typed value. */
  join: string | null
  values: ReadonlyMap<string, CellValue | null> | null
  keepBlank: boolean
  /** What is not blank and cannot be read leaves the field as it was with the same name, without a word. */
  keepUnread: boolean
}

/** A column of it is gone: what it gave stays (R9). */
interface GoneSource {
  kind: 'gone'
}

export function compileSource(source: FieldSource, onBlank: OnBlank, index: ColumnIndex): CompiledSource {
  if (typeof source === 'object' && 'const' in source) return { kind: 'const', cell: constCell(source) }
  const columns = refsOf(source).map((ref) => index.find(ref))
  if (!columns.every((column) => column !== null)) return { kind: 'gone' }
  const options = typeof source === 'string' ? {} : source
  return {
    kind: 'columns',
    columns,
    join: typeof source === 'object' && 'columns' in source ? (source.join ?? ' ') : null,
    values: options.values ? compileValues(options.values) : null,
    keepBlank: (options.onBlank ?? onBlank) === 'keep',
    keepUnread: false,
  }
}

const compileValues = (values: ValueMap): ReadonlyMap<string, CellValue | null> =>
  new Map(
    Object.entries(values).map(([word, value]) => [
      wordKey(word),
      value === null || value === '' ? null : scalarValue(value),
    ]),
  )

function scalarValue(value: string | number | boolean): CellValue {
  if (typeof value === 'number') return { kind: 'number', value }
  return typeof value === 'boolean' ? { kind: 'boolean', value } : { kind: 'text', value }
}

const constCell = ({ const: value }: ConstSource): Cell =>
  cellWith(Array.isArray(value) ? { kind: 'list', value } : scalarValue(value))

export const cellWith = (value: CellValue): Cell => ({
  columnId: '',
  value,
  display: null,
  formulaError: null,
  hyperlink: null,
  image: false,
  flattened: false,
})
