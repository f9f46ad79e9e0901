import type { z } from 'zod'
import { parse as parseYaml } from 'yaml'
import { messageOf, SyncError } from '../core/errors.ts'
import { nearest } from './nearest.ts'
import { mappingSchema, type Mapping } from './schema.ts'
import { ENTITY_TYPES, targetNames, type EntityType } from './targets.ts'

/** One thing that is wrong in a mapping: where, and what to do. */
export interface Fault {
  /** `entities[0].fields.name`; empty for the mapping as a whole. */
  path: string
  message: string
}

/** Throws SyncError `invalid_mapping` naming every fault. */
export function parseMapping(input: unknown): Mapping {
  const result = mappingSchema.safeParse(input)
  if (result.success) return result.data
  throw invalidMapping(result.error.issues.flatMap((issue) => faultsOf(issue, [], input)))
}

/** Reads YAML, of which JSON is a part. Throws SyncError `invalid_mapping`. */
export function mappingFromText(text: string): Mapping {
  let input: unknown
  try {
    input = parseYaml(text.replace(/^\uFEFF/, ''))
  } catch (error) {
    // Below its first line the parser shows the text itself.
    const [reason = ''] = messageOf(error).split('\n')
    throw new SyncError(
      'invalid_mapping',
      `The mapping is neither YAML nor JSON: ${reason.replace(/:$/, '')}`,
    )
  }
  return parseMapping(input)
}

export function invalidMapping(faults: readonly Fault[]): SyncError {
  const lines = faults.map((fault) => (fault.path === '' ? fault.message : `${fault.path}: ${fault.message}`))
  const [only] = lines
  return new SyncError(
    'invalid_mapping',
    lines.length === 1 && only !== undefined
      ? `The mapping is wrong: ${only}`
      : `The mapping has ${lines.length} faults:\n${lines.map((line) => `  ${line}`).join('\n')}`,
  )
}

type Path = readonly PropertyKey[]

function faultsOf(issue: z.core.$ZodIssue, base: Path, input: unknown): Fault[] {
  const path = [...base, ...issue.path]
  const value = valueAt(input, path)
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({
      path: pathText([...path, key]),
      message: unknownKey(path, key, input),
    }))
  if (issue.code === 'invalid_union') {
    if (issue.errors.length === 0) return [{ path: pathText(path), message: unknownType(value) }]
    // Of the forms that the value is not, the one that got furthest is the one that was meant.
    const meant = issue.errors.find((issues) =>
      issues.every((i) => i.code !== 'invalid_type' || i.path.length > 0),
    )
    if (meant) return meant.flatMap((inner) => faultsOf(inner, path, input))
  }
  if (issue.code === 'invalid_type' && path.length === 0)
    return [{ path: '', message: 'it has to be an object with `entities`; see docs/mapping.md' }]
  return [{ path: pathText(path), message: `${excerpt(value)}${whatIsWrong(issue, value)}` }]
}

function whatIsWrong(issue: z.core.$ZodIssue, value: unknown): string {
  if (value === undefined && issue.code !== 'custom') return 'is missing'
  if (issue.code !== 'invalid_value') return issue.message.replace(/^Invalid input: /, '')
  const allowed = issue.values.map(String)
  const near = typeof value === 'string' ? nearest(value, allowed) : null
  return `is not allowed${didYouMean(near)} Allowed: ${allowed.join(', ')}`
}

const didYouMean = (near: string | null): string => (near === null ? '.' : `; did you mean "${near}"?`)

/** The value in question, if it is worth showing. */
function excerpt(value: unknown): string {
  if (value === undefined) return ''
  const text = JSON.stringify(value)
  return text.length > 60 ? '' : `${text} `
}

function unknownType(value: unknown): string {
  const near = typeof value === 'string' ? nearest(value, ENTITY_TYPES) : null
  return `${excerpt(value)}is no type of entity${didYouMean(near)} Allowed: ${ENTITY_TYPES.join(', ')}`
}

function unknownKey(path: Path, key: string, input: unknown): string {
  const known = knownKeys(path, input)
  const near = nearest(key, known)
  return `"${key}" is not known here${didYouMean(near)} Known: ${known.join(', ')}`
}

function knownKeys(path: Path, input: unknown): string[] {
  if (path.length === 0) return Object.keys(mappingSchema.shape)
  if (path[0] === 'defaults') return ['country', 'currency', 'dateOrder']
  if (path.includes('when')) return ['column', 'columnId', 'is', 'isNot', 'blank']
  if (path.includes('stages')) return ['won', 'lost', 'suspended']
  const type = valueAt(input, [...path.slice(0, 2), 'type'])
  if (path.length === 2) return ['type', 'when', 'fields', ...(type === 'opportunity' ? ['stages'] : [])]
  if (path.at(-1) === 'fields' && isEntityType(type)) return targetNames(type)
  if (path.includes('columns') || path[0] === 'customFields') return ['column', 'columnId']
  return ['column', 'columnId', 'columns', 'join', 'const', 'values', 'onBlank']
}

const isEntityType = (value: unknown): value is EntityType => ENTITY_TYPES.some((type) => type === value)

function valueAt(input: unknown, path: Path): unknown {
  let value = input
  for (const key of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined
    value = (value as Record<PropertyKey, unknown>)[key]
  }
  return value
}

const pathText = (path: Path): string =>
  path
    .map((key, i) => (typeof key === 'number' ? `[${key}]` : `${i === 0 ? '' : '.'}${String(key)}`))
    .join('')
