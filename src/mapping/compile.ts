import type { Cell, CellValue, Column } from '../smartsheet/model.ts'
import { asRef, indexColumns, refsOf, type ColumnIndex } from './columns.ts'
import { customColumns, type CustomColumn } from './customColumns.ts'
import { sheetIssue } from './issues.ts'
import type { RowIssue } from './record.ts'
import type {
  ColumnRef,
  Condition,
  ConstSource,
  CustomFieldOwner,
  Defaults,
  EntityMapping,
  FieldSource,
  Mapping,
  Stages,
  ValueMap,
} from './schema.ts'
import { DECIDING, type EntityType } from './targets.ts'
import { wordKey } from './values/text.ts'

export { pin } from './columns.ts'

export type CompiledSource =
  | {
      kind: 'columns'
      columns: readonly Column[]
      /** Null: the one column with its typed value. */
      join: string | null
      values: ReadonlyMap<string, CellValue | null> | null
      keepBlank: boolean
    }
  | { kind: 'const'; cell: Cell }
  /** A column of it is gone: what it gave stays (R9). */
  | { kind: 'gone' }

export interface CompiledCondition {
  column: Column
  is: ReadonlySet<string> | null
  isNot: ReadonlySet<string> | null
  blank: boolean | null
}

export interface CompiledEntity {
  type: EntityType
  /** Null: a column of the condition is gone, so that nobody knows whom it is about. */
  when: readonly CompiledCondition[] | null
  fields: ReadonlyMap<string, CompiledSource>
  /** The columns of which one has to be filled for a row to yield the entity. */
  deciding: readonly Column[]
  stages: Stages
}

/** A mapping bound to the columns that the sheet has now. */
export interface CompiledMapping {
  entities: readonly CompiledEntity[]
  /** Null: the mapping keeps no custom fields. */
  custom: readonly CustomColumn[] | null
  /** Titles of listed custom columns that are gone. */
  customGone: readonly string[]
  customOwners: readonly CustomFieldOwner[]
  keepBlank: boolean
  inherit: boolean
  /** Ids of the columns that the mapping reads, which child rows inherit. */
  inheritable: readonly string[]
  /** Ids of columns that Smartsheet fills by itself. */
  systemColumns: readonly string[]
  defaults: Defaults
  /** What is wrong with the sheet as a whole: columns that are gone. */
  issues: readonly RowIssue[]
}

/** Never throws: a column that cannot be found is an issue, and its fields stay as they were (R9). */
export function compileMapping(mapping: Mapping, columns: readonly Column[]): CompiledMapping {
  const index = indexColumns(columns)
  const custom = customColumns(mapping, columns, index)
  const entities = mapping.entities.map((entity) => compileEntity(entity, mapping, index))
  return {
    entities,
    custom: custom?.found ?? null,
    customGone: custom?.gone ?? [],
    customOwners: mapping.customFieldsOf
      ? [mapping.customFieldsOf]
      : ['opportunity', 'contact', 'organization'],
    keepBlank: mapping.onBlank === 'keep',
    inherit: mapping.hierarchy === 'inherit',
    inheritable: [...new Set(entities.flatMap(readColumns))],
    systemColumns: columns.filter((column) => column.systemColumnType !== null).map((column) => column.id),
    defaults: mapping.defaults,
    issues: missingColumns(mapping, index),
  }
}

function readColumns({ when, fields }: CompiledEntity): string[] {
  const sources = [...fields.values()].flatMap((source) => (source.kind === 'columns' ? source.columns : []))
  return [...sources, ...(when ?? []).map((condition) => condition.column)].map((column) => column.id)
}

function compileEntity(entity: EntityMapping, mapping: Mapping, index: ColumnIndex): CompiledEntity {
  const fields = new Map<string, CompiledSource>()
  for (const [target, source] of Object.entries<FieldSource | undefined>(entity.fields))
    if (source !== undefined) fields.set(target, compileSource(source, mapping, index))
  const name = fields.get('name')
  // Who is chosen in a contact column is known by address as well as by name.
  if (
    entity.type === 'contact' &&
    !fields.has('email') &&
    name?.kind === 'columns' &&
    isContactColumn(name.columns)
  )
    fields.set('email', { ...name, values: null })
  return {
    type: entity.type,
    when: compileConditions([entity.when ?? []].flat(), index),
    fields,
    deciding: DECIDING[entity.type].flatMap((target) => {
      const source = fields.get(target)
      return source?.kind === 'columns' ? source.columns : []
    }),
    stages: entity.type === 'opportunity' ? (entity.stages ?? {}) : {},
  }
}

const isContactColumn = (columns: readonly Column[]): boolean =>
  columns.length === 1 && columns[0]?.type === 'CONTACT_LIST'

function compileSource(source: FieldSource, mapping: Mapping, index: ColumnIndex): CompiledSource {
  if (typeof source === 'object' && 'const' in source) return { kind: 'const', cell: constCell(source) }
  const columns = refsOf(source).map((ref) => index.find(ref))
  if (!columns.every((column) => column !== null)) return { kind: 'gone' }
  const options = typeof source === 'string' ? {} : source
  return {
    kind: 'columns',
    columns,
    join: typeof source === 'object' && 'columns' in source ? (source.join ?? ' ') : null,
    values: options.values ? compileValues(options.values) : null,
    keepBlank: (options.onBlank ?? mapping.onBlank) === 'keep',
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

function compileConditions(conditions: readonly Condition[], index: ColumnIndex): CompiledCondition[] | null {
  const compiled = conditions.map((condition) => {
    const column = index.find(condition)
    return (
      column && {
        column,
        is: condition.is === undefined ? null : new Set([condition.is].flat().map(wordKey)),
        isNot: condition.isNot === undefined ? null : new Set([condition.isNot].flat().map(wordKey)),
        blank: condition.blank ?? null,
      }
    )
  })
  return compiled.every((condition) => condition !== null) ? compiled : null
}

function missingColumns(mapping: Mapping, index: ColumnIndex): RowIssue[] {
  const listed = Array.isArray(mapping.customFields) ? mapping.customFields.map(asRef) : []
  const used: ColumnRef[] = mapping.entities.flatMap((entity) => [
    ...[entity.when ?? []].flat(),
    ...Object.values<FieldSource | undefined>(entity.fields).flatMap((source) =>
      source ? refsOf(source) : [],
    ),
  ])
  const missing = [...used, ...listed].filter((ref) => index.find(ref) === null)
  const distinct = new Map(missing.map((ref) => [ref.columnId ?? `title:${ref.column ?? ''}`, ref]))
  return [...distinct.values()].map((ref) =>
    sheetIssue(
      'column_missing',
      `The column ${ref.column === undefined ? `with the id ${ref.columnId ?? ''}` : `"${ref.column}"`} is gone from the sheet; what it gave stays as it was. Map another column, or take it out of the mapping.`,
      {
        ...(ref.columnId !== undefined && { id: ref.columnId }),
        ...(ref.column !== undefined && { title: ref.column }),
      },
    ),
  )
}
