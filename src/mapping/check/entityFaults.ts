import { asRef } from '../columns.ts'
import { cut, pathText, type Fault, type Path } from '../faults.ts'
import type { ColumnRef, EntityMapping, FieldSource, Mapping, Stages } from '../schema.ts'
import { DECIDING } from '../targets.ts'
import { stageKey } from '../values/dealStage.ts'

/** What an entity says that can describe nobody, or has no effect. */
export function entityFaults(entity: EntityMapping, at: Path): Fault[] {
  const faults: Fault[] = []
  const sources = Object.entries<FieldSource | undefined>(entity.fields)
  const decides = sources.some(
    ([target, source]) => DECIDING[entity.type].includes(target) && !isConst(source),
  )
  if (!decides)
    faults.push({
      path: pathText([...at, 'fields']),
      message: `a constant alone describes nobody; map a column to one of ${DECIDING[entity.type].join(', ')}`,
    })
  for (const [target, source] of sources)
    if (typeof source === 'object' && 'columns' in source)
      faults.push(...repeated(source.columns, [...at, 'fields', target, 'columns']))
  if (entity.type === 'opportunity' && entity.stages !== undefined)
    faults.push(...stageFaults(entity.stages, [...at, 'stages']))
  return faults
}

const isConst = (source: FieldSource | undefined): boolean => typeof source === 'object' && 'const' in source

function stageFaults(stages: Stages, at: Path): Fault[] {
  const lists = new Map<string, string>()
  return (['won', 'lost', 'suspended'] as const).flatMap((list) =>
    (stages[list] ?? []).flatMap((name, i): Fault[] => {
      const path = pathText([...at, list, i])
      const key = stageKey(name)
      if (key === '') return [{ path, message: `"${cut(name)}" names no stage` }]
      const other = lists.get(key)
      lists.set(key, list)
      return other === undefined || other === list
        ? []
        : [{ path, message: `"${cut(name)}" is in \`${other}\` as well; a stage is one of them` }]
    }),
  )
}

const keyOf = ({ columnId, column = '' }: ColumnRef): string => columnId ?? `title:${column.toLowerCase()}`

function repeated(refs: readonly (string | ColumnRef)[], at: Path): Fault[] {
  const keys = refs.map((ref) => keyOf(asRef(ref)))
  return refs.flatMap((ref, i) =>
    keys.indexOf(keys[i] ?? '') === i ? [] : [{ path: pathText([...at, i]), message: twice(asRef(ref)) }],
  )
}

const twice = ({ column, columnId = '' }: ColumnRef): string =>
  `the column ${column === undefined ? `with the id ${columnId}` : `"${cut(column)}"`} stands in this list twice`

/** Lists and choices about custom fields that contradict themselves. */
export function listFaults({ customFields, customFieldsOf: owner, entities }: Mapping): Fault[] {
  const faults = Array.isArray(customFields) ? repeated(customFields, ['customFields']) : []
  if (owner === undefined) return faults
  if (!entities.some((entity) => entity.type === owner))
    faults.push({ path: 'customFieldsOf', message: `the mapping has no ${owner}` })
  if (customFields === 'none')
    faults.push({ path: 'customFieldsOf', message: 'there are none to have: `customFields` is `none`' })
  return faults
}

/** Entities that would be made twice from the same cells of each row. */
export function sameEntityFaults({ entities }: Mapping): Fault[] {
  const contents = entities.map(contentOf)
  return contents.flatMap((content, i) => {
    const first = contents.indexOf(content)
    const message = `says the same as entities[${first}], so that each row would make two of it; leave one out`
    return first === i ? [] : [{ path: `entities[${i}]`, message }]
  })
}

/** Equal for entities that say the same, in whatever order of their keys. */
const contentOf = ({ type, when, fields }: EntityMapping): string =>
  JSON.stringify([type, when ?? [], fields], (_key, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  )
