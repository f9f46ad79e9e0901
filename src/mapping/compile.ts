import type { Column } from '../smartsheet/model.ts'
import { indexColumns, readRefs, type ColumnIndex } from './columns.ts'
import { compileConditions, type CompiledCondition } from './conditions.ts'
import { customColumns, type CustomColumn } from './customColumns.ts'
import { columnIssues } from './drift.ts'
import type { KnownColumn, KnownColumns } from './knownColumns.ts'
import type { RowIssue } from './record.ts'
import { columnsAfterSync } from './rememberColumns.ts'
import type { CustomFieldOwner, Defaults, EntityMapping, FieldSource, Mapping, Stages } from './schema.ts'
import { compileSource, type ColumnsSource, type CompiledSource } from './sources.ts'
import { DECIDING, targetOf, type EntityType, type ValueKind } from './targets.ts'

export interface CompiledEntity {
  type: EntityType
  /** Null: a column of the condition is gone, so that nobody knows whom it is about. */
  when: readonly CompiledCondition[] | null
  fields: ReadonlyMap<string, CompiledSource>
  /** The columns of which one has to be filled for a row to yield the entity. */
  deciding: readonly Column[]
  stages: Stages
  /** Targets whose columns no field of any entity reads for something else: what they leave out of a cell is lost. */
  alone: ReadonlySet<string>
}

/** A mapping bound to the columns that the sheet has now. */
export interface CompiledMapping {
  entities: readonly CompiledEntity[]
  /** Null: the mapping keeps no custom fields. */
  custom: readonly CustomColumn[] | null
  /** Titles of custom columns that are gone. */
  customGone: readonly string[]
  customOwners: readonly CustomFieldOwner[]
  keepBlank: boolean
  inherit: boolean
  /** Ids of the columns that the mapping reads, which child rows inherit. */
  inheritable: readonly string[]
  /** Ids of columns that Smartsheet fills by itself. */
  systemColumns: readonly string[]
  defaults: Defaults
  /** What is to be said of the sheet as a whole: columns that came, went or changed. */
  issues: readonly RowIssue[]
  /** The columns as the next sync has to know them. */
  known: readonly KnownColumn[]
}

/**
 * Never throws: a column that cannot be found is an issue, and its fields stay as they were (R9). `known` are the
 * columns that the sheet had when the mapping was saved, as later syncs have remembered them.
 */
export function compileMapping(
  mapping: Mapping,
  columns: readonly Column[],
  known: KnownColumns = null,
): CompiledMapping {
  const index = indexColumns(columns)
  const custom = customColumns(mapping, columns, index, known)
  const entities = withAlone(mapping.entities.map((entity) => compileEntity(entity, mapping, index, known)))
  const mapped = new Set(readRefs(mapping).flatMap((ref) => index.find(ref)?.id ?? []))
  return {
    entities,
    custom: custom?.found ?? null,
    customGone: custom?.gone.map(({ title }) => title) ?? [],
    customOwners: mapping.customFieldsOf
      ? [mapping.customFieldsOf]
      : ['opportunity', 'contact', 'organization'],
    keepBlank: mapping.onBlank === 'keep',
    inherit: mapping.hierarchy === 'inherit',
    inheritable: [...new Set(entities.flatMap(readColumns))],
    systemColumns: columns.filter((column) => column.systemColumnType !== null).map((column) => column.id),
    defaults: mapping.defaults,
    issues: columnIssues({ mapping, columns, index, known, custom, mapped }),
    known: columnsAfterSync(columns, known, { mapped, custom }),
  }
}

function readColumns({ when, fields }: CompiledEntity): string[] {
  const sources = [...fields.values()].flatMap(columnsOf)
  return [...sources, ...(when ?? []).map((condition) => condition.column)].map((column) => column.id)
}

type Bound = Omit<CompiledEntity, 'alone'>

function withAlone(entities: readonly Bound[]): CompiledEntity[] {
  const kinds = new Map<Column, Set<ValueKind | undefined>>()
  for (const { type, fields } of entities)
    for (const [target, source] of fields)
      for (const column of columnsOf(source)) {
        const read = kinds.get(column) ?? new Set()
        kinds.set(column, read.add(targetOf(type, target)?.kind))
      }
  return entities.map((entity) => {
    const targets = [...entity.fields].flatMap(([target, source]) =>
      columnsOf(source).every((column) => kinds.get(column)?.size === 1) ? [target] : [],
    )
    return { ...entity, alone: new Set(targets) }
  })
}

const columnsOf = (source: CompiledSource | undefined): readonly Column[] =>
  source?.kind === 'columns' ? source.columns : []

function compileEntity(
  entity: EntityMapping,
  mapping: Mapping,
  index: ColumnIndex,
  known: KnownColumns,
): Bound {
  const fields = new Map<string, CompiledSource>()
  for (const [target, source] of Object.entries<FieldSource | undefined>(entity.fields))
    if (source !== undefined) fields.set(target, compileSource(source, mapping.onBlank, index))
  const email =
    entity.type === 'contact' && !fields.has('email') && emailBesideName(fields.get('name'), known)
  if (email) fields.set('email', email)
  return {
    type: entity.type,
    when: compileConditions([entity.when ?? []].flat(), index),
    fields,
    deciding: DECIDING[entity.type].flatMap((target) => columnsOf(fields.get(target))),
    stages: entity.type === 'opportunity' ? (entity.stages ?? {}) : {},
  }
}

/**
 * Who is chosen in a contact column is known by address as well as by name. Where that became a column of another
 * type, cells without an address leave it as it was.
 */
function emailBesideName(name: CompiledSource | undefined, known: KnownColumns): ColumnsSource | null {
  if (name?.kind !== 'columns' || name.columns.length !== 1) return null
  const [column] = name.columns
  if (column?.type === 'CONTACT_LIST') return { ...name, values: null }
  const wasContact = column !== undefined && known?.get(column.id)?.type === 'CONTACT_LIST'
  return wasContact ? { ...name, values: null, keepUnread: true } : null
}
