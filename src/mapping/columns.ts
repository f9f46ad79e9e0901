import type { Column } from '../smartsheet/model.ts'
import { explainRef } from './explainRef.ts'
import type { Fault } from './faults.ts'
import { wordOf, type Word } from './nearest.ts'
import type { ColumnRef, Condition, EntityMapping, FieldSource, Mapping } from './schema.ts'
import { storable } from './values/clean.ts'

export interface ColumnIndex {
  /** A pinned id decides alone (R9); a title counts as typed, then without regard to case if only one has it. */
  find(ref: ColumnRef): Column | null
  /** The columns of this title, without regard to case. */
  titled(title: string): readonly Column[]
  /** Why nothing was found, and, with `guess`, what was likely meant. */
  explain(ref: ColumnRef, guess?: boolean): Pick<Fault, 'message' | 'choices'>
}

const exact = (title: string): string => title.normalize('NFC').trim()
const loose = (title: string): string => exact(title).toLowerCase().replace(/\s+/g, ' ')

export function indexColumns(columns: readonly Column[]): ColumnIndex {
  const byId = new Map(columns.map((column) => [column.id, column]))
  const byTitle = Map.groupBy(columns, (column) => exact(column.title))
  const byLooseTitle = Map.groupBy(columns, (column) => loose(column.title))
  let words: readonly Word[] | undefined
  const titles = () => (words ??= columns.map(({ title }) => wordOf(title)))
  const alone = (found: Column[] | undefined) => (found?.length === 1 ? (found[0] ?? null) : null)
  return {
    find(ref) {
      if (ref.columnId !== undefined) return byId.get(ref.columnId) ?? null
      if (ref.column === undefined) return null
      return alone(byTitle.get(exact(ref.column))) ?? alone(byLooseTitle.get(loose(ref.column)))
    },
    titled: (title) => byLooseTitle.get(loose(title)) ?? [],
    explain: (ref, guess) =>
      explainRef(ref, titles(), byLooseTitle.get(loose(ref.column ?? '')) ?? [], guess),
  }
}

export const asRef = (ref: string | ColumnRef): ColumnRef => (typeof ref === 'string' ? { column: ref } : ref)

/** The columns that a source names, in order; none for a constant. */
export function refsOf(source: FieldSource): ColumnRef[] {
  if (typeof source === 'string') return [{ column: source }]
  if ('const' in source) return []
  return 'columns' in source ? source.columns.map(asRef) : [source]
}

/** The columns that fields and conditions read, as often as they do. */
export const readRefs = (mapping: Mapping): ColumnRef[] =>
  mapping.entities.flatMap(({ when, fields }) => [...[when ?? []].flat(), ...fieldRefs(fields)])

export const fieldRefs = (fields: EntityMapping['fields']): ColumnRef[] =>
  Object.values<FieldSource | undefined>(fields).flatMap((source) => (source ? refsOf(source) : []))

/** The mapping with every column reference replaced; `path` says where one stands. */
export function mapColumnRefs(
  mapping: Mapping,
  change: (ref: ColumnRef, path: string) => ColumnRef,
): Mapping {
  const entities = mapping.entities.map((entity, i) => {
    const at = `entities[${i}]`
    const fields = Object.entries<FieldSource | undefined>(entity.fields).map(
      ([target, source]) =>
        [target, source && changeSource(source, `${at}.fields.${target}`, change)] as const,
    )
    const when = entity.when && changeConditions(entity.when, `${at}.when`, change)
    return { ...entity, ...(when && { when }), fields: Object.fromEntries(fields) }
  })
  const { customFields } = mapping
  return {
    ...mapping,
    entities,
    customFields: Array.isArray(customFields)
      ? customFields.map((ref, i) => change(asRef(ref), `customFields[${i}]`))
      : customFields,
  }
}

type Change = (ref: ColumnRef, path: string) => ColumnRef

function changeSource(source: FieldSource, path: string, change: Change): FieldSource {
  if (typeof source === 'string') return change({ column: source }, path)
  if ('const' in source) return source
  if ('columns' in source)
    return { ...source, columns: source.columns.map((ref, i) => change(asRef(ref), `${path}.columns[${i}]`)) }
  return { ...source, ...change(source, path) }
}

function changeConditions(
  when: Condition | Condition[],
  path: string,
  change: Change,
): Condition | Condition[] {
  if (!Array.isArray(when)) return { ...when, ...change(when, path) }
  return when.map((one, i) => ({ ...one, ...change(one, `${path}[${i}]`) }))
}

/** Writes ids beside titles, so that renaming or re-creating a column cannot change what is read (R9). */
export function pin(mapping: Mapping, columns: readonly Column[]): Mapping {
  const index = indexColumns(columns)
  return mapColumnRefs(mapping, (ref) => {
    const column = index.find(ref)
    return column === null ? ref : { ...ref, column: storable(column.title), columnId: column.id }
  })
}
