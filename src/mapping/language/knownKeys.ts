import { pathText, shown, cut, type Fault, type Path } from '../faults.ts'
import { nearest } from '../nearest.ts'
import { mappingSchema } from '../schema.ts'
import { ENTITY_TYPES, targetNames, targetOf, type EntityType } from '../targets.ts'

/** A fault for each key that the mapping language does not have at `path`. */
export function keysFaults(keys: readonly string[], path: Path, input: unknown): Fault[] {
  const type = typeAt(input, path)
  const { known, of } = knownKeys(path, type)
  const choices = () => `Known${of}: ${known.join(', ')}`
  return keys.map((key) => ({
    path: pathText([...path, key]),
    message: `"${cut(key)}" is not known here${meant(key, known, isFields(path) ? type : null)}`,
    choices,
  }))
}

function meant(key: string, known: readonly string[], type: EntityType | null): string {
  if (key === '<<') return '; merge keys are not understood, so write the keys out.'
  if (key === 'stages') return '; only an opportunity has stages.'
  const others = type === null ? [] : ENTITY_TYPES.filter((other) => targetOf(other, key) !== undefined)
  if (others.length > 0) return `; it is a field of ${others.join(' and ')}.`
  const near = nearest(key, known)
  return near === null ? '.' : `; did you mean "${near}"?`
}

const isFields = (path: Path): boolean => path.length === 3 && path[0] === 'entities' && path[2] === 'fields'

function knownKeys(path: Path, type: EntityType | null): { known: string[]; of: string } {
  const here = (known: string[]) => ({ known, of: '' })
  if (path.length === 0) return here(Object.keys(mappingSchema.shape))
  if (path[0] === 'defaults') return here(['country', 'currency', 'dateOrder'])
  if (path[2] === 'when') return here(['column', 'columnId', 'is', 'isNot', 'blank'])
  if (path[2] === 'stages') return here(['won', 'lost', 'suspended'])
  if (path.length === 2)
    return here(['type', 'when', 'fields', ...(type === 'opportunity' ? ['stages'] : [])])
  if (isFields(path) && type !== null) return { known: targetNames(type), of: ` in the fields of ${type}` }
  if (path[4] === 'columns' || path[0] === 'customFields') return here(['column', 'columnId'])
  return {
    known: ['column', 'columnId', 'columns', 'join', 'const', 'values', 'onBlank'],
    of: ' of a field',
  }
}

/** What people call the types. */
const TYPE_WORDS: Readonly<Record<EntityType, string>> = {
  organization: 'organisation account business client company customer firm',
  contact: 'employee lead people person',
  opportunity: 'deal project sale',
  logEntry: 'activity comment interaction log note timeline',
}

/** What is wrong with the type of an entity: nothing else of it can be judged. */
export function unknownType(type: unknown, entity: unknown): string {
  const allowed = `Allowed: ${ENTITY_TYPES.join(', ')}`
  if (type === undefined) {
    const keys = typeof entity === 'object' && entity !== null ? Object.keys(entity) : []
    const near = keys.find((key) => !['when', 'fields', 'stages'].includes(key) && nearest('type', [key]))
    return near === undefined
      ? `is missing. ${allowed}`
      : `is missing; "${cut(near)}" is not known. ${allowed}`
  }
  const near = typeof type === 'string' ? typeMeant(type) : null
  return `${shown(type)} is no type of entity${near === null ? '.' : `; did you mean "${near}"?`} ${allowed}`
}

function typeMeant(word: string): EntityType | null {
  const words = ENTITY_TYPES.map((type) => ({ type, words: [type, ...TYPE_WORDS[type].split(' ')] }))
  const near = nearest(
    word,
    words.flatMap((one) => one.words),
  )
  return words.find((one) => near !== null && one.words.includes(near))?.type ?? null
}

function typeAt(input: unknown, path: Path): EntityType | null {
  if (path[0] !== 'entities' || typeof path[1] !== 'number') return null
  const entities: unknown = (input as { entities?: unknown }).entities
  const entity: unknown = Array.isArray(entities) ? entities[path[1]] : undefined
  const type: unknown = typeof entity === 'object' && entity !== null && 'type' in entity ? entity.type : null
  return ENTITY_TYPES.find((one) => one === type) ?? null
}
