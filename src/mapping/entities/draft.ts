import type { Json } from '../../core/json.ts'
import type { NodeLabel } from '../../core/labels.ts'
import { isKept, KEPT, KEPT_BLANK, KEPT_WITH_NAME, type FieldReader, type Reading } from '../fieldReader.ts'
import type { EmailValue, ExternalSource, PhoneValue } from '../record.ts'
import { readOwner, type Person } from '../values/people.ts'
import { readTags } from '../values/tags.ts'
import { readKey, readText } from '../values/text.ts'

/** An entity of a row before it has a slot and links. */
export interface Draft {
  label: NodeLabel
  externalSource: ExternalSource
  fields: Record<string, Json>
  keep: string[]
  onlyKept: boolean
  /** Undefined: the entity type has no owner, or none is mapped. */
  owner: Reading<Person>
  externalKey: Reading<string>
}

export const newDraft = (label: NodeLabel, externalSource: ExternalSource): Draft => ({
  label,
  externalSource,
  fields: {},
  keep: [],
  onlyKept: false,
  owner: undefined,
  externalKey: undefined,
})

/** Absent, null, a value or kept: the states of a field (record.ts). */
export function put(draft: Draft, field: string, reading: Reading<Json>): void {
  if (reading === undefined) return
  if (reading === KEPT_WITH_NAME) draft.keep.push(`with_name:${field}`)
  else if (isKept(reading)) draft.keep.push(field)
  else draft.fields[field] = reading
}

/** Targets of plain text that fill a field of the same kind. */
export function putTexts(draft: Draft, reader: FieldReader, fields: Readonly<Record<string, string>>): void {
  for (const [target, field] of Object.entries(fields)) put(draft, field, reader.read(target, readText))
}

export function putCommon(draft: Draft, reader: FieldReader): void {
  put(draft, 'tags', reader.read('tags', readTags))
  draft.owner = reader.read('owner', readOwner)
  if (isKept(draft.owner)) draft.keep.push('owner')
  draft.externalKey = reader.read('externalKey', readKey)
  if (isKept(draft.externalKey)) draft.keep.push('externalKey')
}

/** The draft if the row says who or what it is; null if it does not. To be called when all has been read. */
export function finished(draft: Draft, reader: FieldReader): Draft | null {
  if (reader.decided()) return draft
  return reader.keptDecided() ? { ...draft, onlyKept: true } : null
}

/**
 * Lists of several targets as one field. An error in any of them keeps the field as a whole; a blank first one
 * that is to be kept does, too, because the first is the primary one.
 */
export function mergeLists<T>(readings: readonly Reading<T[]>[]): Reading<T[]> {
  const mapped = readings.filter((reading) => reading !== undefined)
  if (mapped.length === 0) return undefined
  if (mapped.includes(KEPT)) return KEPT
  if (mapped.includes(KEPT_WITH_NAME)) return KEPT_WITH_NAME
  const all: T[] = []
  for (const reading of mapped) if (reading !== null && !isKept(reading)) all.push(...reading)
  if (mapped[0] === KEPT_BLANK || (all.length === 0 && mapped.includes(KEPT_BLANK))) return KEPT_BLANK
  return all.length === 0 ? null : all
}

/** Interfaces are no Json to TypeScript; their copies are. */
export function asJson(list: Reading<(EmailValue | PhoneValue)[]>): Reading<Json> {
  if (list === null || list === undefined || isKept(list)) return list
  return list.map((item) => ({ ...item }))
}
