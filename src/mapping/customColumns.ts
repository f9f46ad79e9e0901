import type { Column } from '../smartsheet/model.ts'
import { asRef, fieldRefs, type ColumnIndex } from './columns.ts'
import { kindOf, type KnownColumns } from './knownColumns.ts'
import type { ColumnRef, Mapping } from './schema.ts'
import { cleanText } from './values/clean.ts'

export interface CustomColumn {
  column: Column
  /** Title as a key of custom fields. */
  title: string
  /** The title under which the last sync kept it; null: the same, or it did not. */
  formerly: string | null
}

/** A column that is gone, with the key under which its custom fields stay (R9). */
export interface GoneCustomColumn {
  id: string | null
  title: string
}

export interface CustomColumns {
  found: readonly CustomColumn[]
  gone: readonly GoneCustomColumn[]
}

/** The columns kept as custom fields, and those that were and are gone; null: none are kept. */
export function customColumns(
  mapping: Mapping,
  columns: readonly Column[],
  index: ColumnIndex,
  known: KnownColumns,
): CustomColumns | null {
  const { customFields } = mapping
  if (customFields === 'none') return null
  const { live, gone } = Array.isArray(customFields)
    ? listedColumns(customFields.map(asRef), index, known)
    : unmappedColumns(mapping, columns, index, known)
  return { found: titled(live, known, new Set(gone.map(({ title }) => title))), gone }
}

interface Kept {
  live: Column[]
  gone: GoneCustomColumn[]
}

function listedColumns(refs: readonly ColumnRef[], index: ColumnIndex, known: KnownColumns): Kept {
  const live = new Set(refs.map((ref) => index.find(ref)).filter((column) => column !== null))
  const gone = refs.flatMap((ref): GoneCustomColumn[] => {
    if (index.find(ref) !== null) return []
    const was = ref.columnId === undefined ? undefined : known?.get(ref.columnId)
    const title = was?.custom ?? (cleanText(ref.column ?? '') || ref.columnId)
    return title === undefined ? [] : [{ id: ref.columnId ?? null, title }]
  })
  return { live: [...live], gone }
}

function unmappedColumns(
  { entities }: Mapping,
  columns: readonly Column[],
  index: ColumnIndex,
  known: KnownColumns,
): Kept {
  const refs = entities.flatMap(({ fields }) => fieldRefs(fields))
  const mapped = new Set(refs.map((ref) => ref.columnId ?? index.find(ref)?.id))
  const ids = new Set(columns.map(({ id }) => id))
  return {
    live: columns.filter((column) => !mapped.has(column.id) && isForPeople(column, known)),
    gone: [...(known?.values() ?? [])].flatMap(({ id, custom }) =>
      custom === undefined || ids.has(id) || mapped.has(id) ? [] : [{ id, title: custom }],
    ),
  }
}

/** They change with every edit of anything in the row, and would make each look like a change of the entity. */
const CHANGES_BY_ITSELF: ReadonlySet<string | null> = new Set(['MODIFIED_DATE', 'MODIFIED_BY'])

/** A column that Smartsheet began to fill by itself stays what it was until somebody has looked at it. */
function isForPeople(column: Column, known: KnownColumns): boolean {
  if (!CHANGES_BY_ITSELF.has(column.systemColumnType)) return true
  const was = known?.get(column.id)
  return was?.custom !== undefined && was.type !== kindOf(column)
}

/**
 * Titles that fall together once cleaned are told apart by the column's id. Who had a title keeps it, above all a
 * column that is gone (`taken`); else it is whose own title it is, to the letter; of several, who has the lowest id. Nothing depends on the order
 * of columns, and they come in that of titles, so that columns which only change places give the same contribution (R13).
 */
function titled(columns: readonly Column[], known: KnownColumns, taken: ReadonlySet<string>): CustomColumn[] {
  const lastTitle = (column: Column) => known?.get(column.id)?.custom
  const custom = [...Map.groupBy(columns, titleOf)].flatMap(([title, namesakes]) => {
    const oldest = namesakes.toSorted(byId)
    const heir =
      oldest.find((column) => lastTitle(column) === title) ??
      oldest.find((column) => column.title === title) ??
      oldest[0]
    return namesakes.map((column) => {
      const own = column === heir && !taken.has(title) ? title : `${title} (${column.id})`
      const last = lastTitle(column)
      return { column, title: own, formerly: last === undefined || last === own ? null : last }
    })
  })
  return custom.sort((a, b) => (a.title < b.title ? -1 : 1))
}

const titleOf = ({ id, title }: Column): string => cleanText(title) || id

const byId = (a: Column, b: Column): number => a.id.length - b.id.length || (a.id < b.id ? -1 : 1)
