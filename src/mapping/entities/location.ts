import { quoted } from '../values/clean.ts'
import { isKept, KEPT, KEPT_BLANK, type FieldReader, type Reading } from '../fieldReader.ts'
import type { LocationValue } from '../record.ts'
import { countryCode } from '../values/country.ts'
import type { Reader } from '../values/reader.ts'
import { cellText, readText } from '../values/text.ts'
import { put, type Draft } from './draft.ts'

const PARTS = {
  address: 'raw_address',
  street: 'street',
  locality: 'locality',
  region: 'region',
  zip: 'zip',
} as const satisfies Record<string, keyof LocationValue>

/** The name as typed is kept; that its code is not known is only worth a note. */
const readCountry: Reader<string> = (cell, { report }) => {
  const text = cellText(cell, report)
  if (text !== null && countryCode(text) === null)
    report('unknown_choice', `${quoted(text)} is no country known by name or code; it was kept as typed.`)
  return text
}

/**
 * One field of all parts. An error in one part keeps the whole; parts that are blank and to be kept are named
 * one by one (`location.zip`) beside the others.
 */
export function putLocation(draft: Draft, reader: FieldReader): void {
  const readings: [keyof LocationValue, Reading<string>][] = Object.entries(PARTS).map(([target, part]) => [
    part,
    reader.read(target, readText),
  ])
  readings.push(['country', reader.read('country', readCountry)])
  const mapped = readings.filter(([, reading]) => reading !== undefined)
  if (mapped.length === 0) return
  const blank = mapped.every(([, reading]) => reading === null || reading === KEPT_BLANK)
  if (
    mapped.some(([, reading]) => reading === KEPT) ||
    (blank && mapped.some(([, reading]) => isKept(reading)))
  )
    draft.keep.push('location')
  else if (blank) put(draft, 'location', null)
  else put(draft, 'location', { ...location(mapped, draft) })
}

function location(mapped: readonly [keyof LocationValue, Reading<string>][], draft: Draft): LocationValue {
  const value: LocationValue = {
    raw_address: null,
    street: null,
    locality: null,
    region: null,
    zip: null,
    country: null,
    country_code_a2: null,
  }
  for (const [part, reading] of mapped) {
    if (typeof reading === 'string') value[part] = reading
    else if (isKept(reading)) draft.keep.push(`location.${part}`)
  }
  if (value.country !== null) value.country_code_a2 = countryCode(value.country)
  else if (draft.keep.includes('location.country')) draft.keep.push('location.country_code_a2')
  return value
}
