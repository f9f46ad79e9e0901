import type { Column } from '../smartsheet/model.ts'
import { indexColumns, mapColumnRefs, pin } from './columns.ts'
import { conditionFaults } from './check/conditionFaults.ts'
import { choiceFaults, valueFaults } from './check/constantFaults.ts'
import { MOST_GUESSES } from './explainRef.ts'
import type { Fault } from './faults.ts'
import { entityFaults, listFaults, sameEntityFaults } from './check/entityFaults.ts'
import type { Mapping } from './schema.ts'
import { isCountryCode } from './values/country.ts'
import { CURRENCIES } from './values/currencyCodes.ts'

/**
 * Everything that makes the mapping unfit for a sheet of these columns; empty: it fits. Only what is certain never
 * to work is a fault. Null: the sheet is not known, and its columns are not judged.
 */
export function validateMapping(mapping: Mapping, columns: readonly Column[] | null): Fault[] {
  const faults: Fault[] = []
  if (columns !== null) {
    const index = indexColumns(columns)
    mapColumnRefs(mapping, (ref, path) => {
      if (index.find(ref) === null) faults.push({ path, ...index.explain(ref, faults.length < MOST_GUESSES) })
      return ref
    })
  }
  mapping.entities.forEach((entity, i) => {
    const at = ['entities', i] as const
    faults.push(...entityFaults(entity, at), ...conditionFaults(entity, at))
    faults.push(...valueFaults(entity, mapping.defaults, at))
  })
  // Named by title here and by id there, a column is the same once it is pinned.
  const pinned = columns === null ? mapping : pin(mapping, columns)
  faults.push(...sameEntityFaults(pinned), ...listFaults(pinned), ...defaultsFaults(mapping))
  return faults
}

function defaultsFaults({ defaults: { country, currency } }: Mapping): Fault[] {
  const faults: Fault[] = []
  if (country !== undefined && !isCountryCode(country))
    faults.push({ path: 'defaults.country', message: `"${country}" is no ISO 3166 country code` })
  if (currency !== undefined) faults.push(...choiceFaults('defaults.currency', currency, CURRENCIES))
  return faults
}

/** The columns that were pinned and are not there any more (R9), each once. */
export function pinnedButGone(mapping: Mapping, columns: readonly Column[]): string[] {
  const index = indexColumns(columns)
  const missing = new Set<string>()
  mapColumnRefs(mapping, (ref) => {
    if (ref.columnId !== undefined && index.find(ref) === null) missing.add(ref.column ?? ref.columnId)
    return ref
  })
  return [...missing]
}
