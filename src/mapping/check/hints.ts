import type { Column } from '../../smartsheet/model.ts'
import { indexColumns, refsOf } from '../columns.ts'
import { cut, pathText, type Fault, type Path } from '../faults.ts'
import { closest, nearest } from '../nearest.ts'
import type { Condition, EntityMapping, FieldSource, Mapping } from '../schema.ts'
import { wordKey } from '../values/text.ts'
import { valueHints } from './constantFaults.ts'
import { typeHints } from './typeHints.ts'

const MOST_CHOICES = 12

/**
 * What is no fault, but most likely a slip of the pen, by which rows or cells are left out: words that a dropdown does
 * not offer (its cells may hold other texts, and choices come and go), columns of a type that does not fit, and values
 * that are kept as typed.
 */
export function mappingHints(mapping: Mapping, columns: readonly Column[]): Fault[] {
  const index = indexColumns(columns)
  return mapping.entities.flatMap((entity, i) => {
    const at = ['entities', i]
    return [
      ...typeHints(entity, index, at),
      ...valueHints(entity, mapping.defaults, at),
      ...noEffect(entity, at),
      ...[entity.when ?? []].flat().flatMap((condition, j) => {
        const path = Array.isArray(entity.when) ? [...at, 'when', j] : [...at, 'when']
        return testHints(condition, index.find(condition), path)
      }),
      ...Object.entries<FieldSource | undefined>(entity.fields).flatMap(([target, source]) => {
        const words = typeof source === 'object' && 'values' in source ? Object.keys(source.values ?? {}) : []
        const found = source === undefined ? [] : refsOf(source).map((ref) => index.find(ref))
        const path = [...at, 'fields', target, 'values']
        return words.flatMap((word) => hints(word, found.length === 1 ? found[0] : null, [...path, word]))
      }),
      ...stageHints(entity, columns, at),
    ]
  })
}

/** A list of stages is nothing without stages. */
const noEffect = (entity: EntityMapping, at: Path): Fault[] =>
  entity.type === 'opportunity' && entity.stages !== undefined && entity.fields.stage === undefined
    ? [{ path: pathText([...at, 'stages']), message: 'has no effect without the field `stage`' }]
    : []

function testHints(condition: Condition, column: Column | null, at: Path): Fault[] {
  return (['is', 'isNot'] as const).flatMap((key) =>
    [condition[key] ?? []].flat().flatMap((word) => hints(String(word), column, [...at, key])),
  )
}

function stageHints(entity: EntityMapping, columns: readonly Column[], at: Path): Fault[] {
  if (entity.type !== 'opportunity' || entity.fields.stage === undefined) return []
  const { stage } = entity.fields
  const [ref, ...more] = refsOf(stage)
  // With `values` a stage is what these say.
  if (ref === undefined || more.length > 0 || (typeof stage === 'object' && 'values' in stage)) return []
  const column = indexColumns(columns).find(ref)
  return (['won', 'lost', 'suspended'] as const).flatMap((list) =>
    (entity.stages?.[list] ?? []).flatMap((name, i) => hints(name, column, [...at, 'stages', list, i])),
  )
}

function hints(word: string, column: Column | null | undefined, at: Path): Fault[] {
  if (!column?.type.endsWith('PICKLIST') || column.options.length === 0 || word === '') return []
  const { title, options } = column
  if (options.some((option) => wordKey(option) === wordKey(word))) return []
  const near = nearest(word, options)
  const offered = closest(word, options, MOST_CHOICES).map(cut).join(', ')
  return [
    {
      path: pathText(at),
      message:
        `"${cut(word)}" is no choice of "${cut(title)}"` +
        (near === null
          ? `; it offers ${offered}${options.length > MOST_CHOICES ? ', ...' : ''}`
          : `; did you mean "${cut(near)}"?`),
    },
  ]
}
