import { isKept, type FieldReader, type Reading } from '../fieldReader.ts'
import type { LocationValue } from '../record.ts'
import { countryCode, readCountry } from '../values/country.ts'
import { readText } from '../values/text.ts'
import { put, type Draft } from './draft.ts'

const PARTS = {
  address: 'raw_address',
  street: 'street',
  locality: 'locality',
  region: 'region',
  zip: 'zip',
} as const satisfies Record<string, keyof LocationValue>

/**
 * One field of all parts. A part that is to be kept is named beside the others (`location.zip`), and the merge
 * takes it from what the row gave before; where all are, the field is kept as a whole.
 */
export function putLocation(draft: Draft, reader: FieldReader): void {
  const readings: [keyof LocationValue, Reading<string>][] = Object.entries(PARTS).map(([target, part]) => [
    part,
    reader.read(target, readText),
  ])
  readings.push(['country', reader.read('country', readCountry)])
  const mapped = readings.filter(([, reading]) => reading !== undefined)
  if (mapped.length === 0) return
  const kept = mapped.filter(([, reading]) => isKept(reading)).map(([part]) => part)
  if (kept.length === mapped.length) {
    draft.keep.push('location')
    return
  }
  const value = location(mapped)
  put(draft, 'location', value && { ...value })
  if (kept.includes('country')) kept.push('country_code_a2')
  draft.keep.push(...kept.map((part) => `location.${part}`))
}

/** Null where no part is filled. */
function location(mapped: readonly [keyof LocationValue, Reading<string>][]): LocationValue | null {
  const value: LocationValue = {
    raw_address: null,
    street: null,
    locality: null,
    region: null,
    zip: null,
    country: null,
    country_code_a2: null,
  }
  let filled = false
  for (const [part, reading] of mapped) {
    if (typeof reading !== 'string') continue
    value[part] = reading
    filled = true
  }
  if (value.country !== null) value.country_code_a2 = countryCode(value.country)
  return filled ? value : null
}
