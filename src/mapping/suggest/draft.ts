import type { Column } from '../../smartsheet/model.ts'
import { mappingSchema, type FieldSource, type Mapping } from '../schema.ts'
import { DECIDING, ENTITY_TYPES, targetOf, type EntityType } from '../targets.ts'

/** A column that was chosen for a target, such as `contact.email`. */
export interface Chosen {
  column: Column
  entity: EntityType
  target: string
}

/** A checkbox that says "customer" has no word of its own for the relationship. */
const CHECKED = { true: 'CUSTOMER', false: 'PROSPECT' }

const sourceOf = ({ column: { id, title, type }, target }: Chosen): FieldSource => ({
  column: title,
  columnId: id,
  ...(target === 'relationship' && type === 'CHECKBOX' && { values: CHECKED }),
})

interface Group {
  type: EntityType
  fields: Record<string, FieldSource>
}

/** Several note columns are a log entry each, people columns a contact each person; the rest is one entity a type. */
function groupsOf(chosen: readonly Chosen[], type: EntityType): Group[] {
  const own = chosen.filter(({ entity }) => entity === type)
  const fields: Record<string, FieldSource> = {}
  const further: Group[] = []
  for (const chosenColumn of own) {
    const { target } = chosenColumn
    const source = sourceOf(chosenColumn)
    if (target === 'from') further.push({ type, fields: { from: source } })
    else if (!Object.hasOwn(fields, target)) fields[target] = source
    else if (target === 'content') further.push({ type, fields: { content: source } })
    else if (target === 'additionalEmails') fields[target] = joined(own, target)
  }
  const decided = DECIDING[type].some((target) => Object.hasOwn(fields, target))
  return [...(decided ? [{ type, fields }] : []), ...further]
}

const joined = (own: readonly Chosen[], target: string): FieldSource => ({
  columns: own
    .filter((chosen) => chosen.target === target)
    .map(({ column }) => ({ column: column.title, columnId: column.id })),
  join: ', ',
})

/** The mapping that the choices make; null when they identify nothing. */
export function draftMapping(chosen: readonly Chosen[], hierarchy: Mapping['hierarchy']): Mapping | null {
  const entities = ENTITY_TYPES.flatMap((type) => groupsOf(chosen, type))
  if (!entities.some(({ type }) => type !== 'logEntry')) return null
  return mappingSchema.parse({ version: 1, entities, customFields: 'unmapped', hierarchy })
}

/** The ids of the columns that a drafted mapping reads. */
export function columnsIn(mapping: Mapping): Set<string> {
  const ids = new Set<string>()
  for (const { fields } of mapping.entities)
    for (const source of Object.values<FieldSource | undefined>(fields)) {
      if (typeof source !== 'object') continue
      const refs = 'columns' in source ? source.columns : [source]
      for (const ref of refs)
        if (typeof ref === 'object' && 'columnId' in ref && ref.columnId) ids.add(ref.columnId)
    }
  return ids
}

/** Splits `contact.email`; null when there is no such target. */
export function entityAndTarget(path: string): { entity: EntityType; target: string } | null {
  const [first = '', target = ''] = path.split('.')
  const entity = ENTITY_TYPES.find((type) => type === first)
  return entity && targetOf(entity, target) ? { entity, target } : null
}
