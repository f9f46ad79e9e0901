import { pin } from '../../../src/mapping/columns.ts'
import { compileMapping } from '../../../src/mapping/compile.ts'
import { type KnownColumns, parseKnownColumns } from '../../../src/mapping/knownColumns.ts'
import { createMapper } from '../../../src/mapping/mapper.ts'
import type { Mapping } from '../../../src/mapping/schema.ts'
import type { Column } from '../../../src/smartsheet/model.ts'
import { columnsOf, labelled, type RawCell, rowOf, yaml } from './build.ts'

/** A mapping of two columns of four; the others are custom fields. */
export const MAPPING = yaml('entities: [{ type: contact, fields: { name: Name, email: Email } }]')
export const COLUMNS = columnsOf({
  Name: 'TEXT_NUMBER',
  Email: 'TEXT_NUMBER',
  Hat: 'TEXT_NUMBER',
  Shoe: 'TEXT_NUMBER',
})

/** What a sync leaves for the next one, by way of the database. */
export const stored = (known: readonly object[]): KnownColumns =>
  parseKnownColumns(JSON.parse(JSON.stringify(known)) as [])

/** A mapping that was saved for these columns, and synced once. */
export function synced(mapping: Mapping = MAPPING, columns: readonly Column[] = COLUMNS) {
  const pinned = pin(mapping, columns)
  return { mapping: pinned, known: stored(compileMapping(pinned, columns).known) }
}

/** A sync of columns that have changed; `next` is what the one after it knows. */
export function sync(
  { mapping, known }: { mapping: Mapping; known: KnownColumns },
  columns: readonly Column[],
) {
  const compiled = compileMapping(mapping, columns, known)
  return {
    issues: compiled.issues.map(({ code, columnId, message }) => ({ code, columnId, message })),
    codes: compiled.issues.map(({ code, columnTitle }) => `${code} ${columnTitle}`),
    next: { mapping: pin(mapping, columns), known: stored(compiled.known) },
    read: (cells: Record<string, RawCell>) => {
      const [row] = createMapper(compiled).page([rowOf(columns, { Name: 'Bob Lee', ...cells })])
      const [record] = row ? labelled(row, 'Contact') : []
      return { custom: record?.contribution.custom, keep: record?.keep }
    },
  }
}

export const changed = (
  changes: Record<string, Partial<Column> | null>,
  more: Column[] = [],
  columns = COLUMNS,
) => [
  ...columns.flatMap((column) => {
    const change = changes[column.title]
    return change === null ? [] : [{ ...column, ...change }]
  }),
  ...more,
]
export const newColumn = (id: string, title: string, about: Partial<Column> = {}): Column[] =>
  columnsOf({ [title]: { id, index: 9, ...about } })
