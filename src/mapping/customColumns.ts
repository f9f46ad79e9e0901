import type { Column } from '../smartsheet/model.ts'
import { asRef, refsOf, type ColumnIndex } from './columns.ts'
import type { FieldSource, Mapping } from './schema.ts'
import { cleanText } from './values/clean.ts'

export interface CustomColumn {
  column: Column
  /** Title as a key of custom fields. */
  title: string
}

/** The columns kept as custom fields, and the titles of listed ones that are gone; null: none are kept. */
export function customColumns(
  { customFields, entities }: Mapping,
  columns: readonly Column[],
  index: ColumnIndex,
): { found: CustomColumn[]; gone: string[] } | null {
  if (customFields === 'none') return null
  if (Array.isArray(customFields)) {
    const refs = customFields.map(asRef)
    return {
      found: titled(refs.map((ref) => index.find(ref)).filter((column) => column !== null)),
      gone: refs.flatMap((ref) =>
        index.find(ref) === null && ref.column !== undefined ? [cleanText(ref.column)] : [],
      ),
    }
  }
  const mapped = new Set(
    entities.flatMap((entity) =>
      Object.values<FieldSource | undefined>(entity.fields).flatMap((source) =>
        source === undefined ? [] : refsOf(source).map((ref) => index.find(ref)?.id),
      ),
    ),
  )
  return {
    found: titled(columns.filter((column) => !mapped.has(column.id) && column.systemColumnType === null)),
    gone: [],
  }
}

/**
 * Titles that fall together once cleaned are told apart by the column's id. In the order of titles, so that columns
 * which only change places give the same contribution (R13).
 */
function titled(columns: readonly Column[]): CustomColumn[] {
  const titles = columns.map((column) => cleanText(column.title) || column.id)
  const custom = columns.map((column, i) => {
    const title = titles[i] ?? column.id
    return { column, title: titles.indexOf(title) === i ? title : `${title} (${column.id})` }
  })
  return custom.sort((a, b) => (a.title < b.title ? -1 : 1))
}
