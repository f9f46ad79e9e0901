import type { Json } from '../../../src/core/json.ts'
import type { ColumnKey } from '../words.ts'
import { KEEP, part, type Reading } from './read.ts'

type Said = ReadonlyMap<ColumnKey, Reading>
type Fields = Readonly<Record<string, Json>>

const PARTS = { locality: 'city', zip: 'zip' } as const
const NOWHERE = { raw_address: null, street: null, region: null, country: null, country_code_a2: null }

/** An address is one value, of which each part stays by itself where its cell cannot be used. */
export function placeOf(said: Said, before: Fields | undefined): Fields {
  const readings = Object.entries(PARTS).map(([name, column]) => [name, said.get(column)] as const)
  const last = before?.['location']
  if (readings.every(([, reading]) => reading === KEEP)) return last === undefined ? {} : { location: last }
  const parts = readings.map(([name, reading]): [string, Json] => [
    name,
    reading === KEEP ? part(last ?? null, name) : (reading ?? null),
  ])
  const isBlank = parts.every(([, value]) => value === null)
  return { location: isBlank ? null : { ...NOWHERE, ...Object.fromEntries(parts) } }
}

/** A deal that is won or lost was closed on its close date. */
export function closingOf(said: Said, before: Fields | undefined): Fields {
  const stage = said.get('stage') ?? null
  const internal = stage === KEEP ? null : part(stage, 'internal')
  const isClosed = internal === 'CLOSED_WON' || internal === 'CLOSED_LOST'
  const closed = stage === KEEP ? KEEP : isClosed ? (said.get('close') ?? null) : null
  if (closed !== KEEP) return { closed_at: closed }
  const last = before?.['closed_at']
  return last === undefined ? {} : { closed_at: last }
}
