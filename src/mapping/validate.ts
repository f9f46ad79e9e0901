import type { Column } from '../smartsheet/model.ts'
import { indexColumns, mapColumnRefs } from './columns.ts'
import { nearest } from './nearest.ts'
import type { Fault } from './parse.ts'
import type { EntityMapping, FieldSource, Mapping } from './schema.ts'
import { DECIDING, targetOf, type ValueKind } from './targets.ts'
import { ORGANIZATION_STAGES, RELATIONSHIPS } from './values/choices.ts'
import { isCountryCode } from './values/country.ts'
import { CURRENCIES } from './values/currency.ts'

/** Targets that take a word of a closed list. */
const ALLOWED: Partial<Record<ValueKind, readonly string[]>> = {
  relationship: RELATIONSHIPS,
  organizationStage: ORGANIZATION_STAGES,
  currency: CURRENCIES,
}

/** Everything that makes the mapping unfit for a sheet of these columns; empty: it fits. */
export function validateMapping(mapping: Mapping, columns: readonly Column[]): Fault[] {
  const index = indexColumns(columns)
  const faults: Fault[] = []
  mapColumnRefs(mapping, (ref, path) => {
    if (index.find(ref) === null) faults.push({ path, message: index.explain(ref) })
    return ref
  })
  mapping.entities.forEach((entity, i) => faults.push(...entityFaults(entity, `entities[${i}]`)))
  const owner = mapping.customFieldsOf
  if (owner !== undefined && !mapping.entities.some((entity) => entity.type === owner))
    faults.push({ path: 'customFieldsOf', message: `the mapping has no ${owner}` })
  const { country, currency } = mapping.defaults
  if (country !== undefined && !isCountryCode(country))
    faults.push({ path: 'defaults.country', message: `"${country}" is no ISO 3166 country code` })
  if (currency !== undefined) faults.push(...choiceFaults('defaults.currency', currency, CURRENCIES))
  return faults
}

/** The columns that were pinned and are not there any more (R9), each once. */
export function missingColumns(mapping: Mapping, columns: readonly Column[]): string[] {
  const index = indexColumns(columns)
  const missing = new Set<string>()
  mapColumnRefs(mapping, (ref) => {
    if (ref.columnId !== undefined && index.find(ref) === null) missing.add(ref.column ?? ref.columnId)
    return ref
  })
  return [...missing]
}

function entityFaults(entity: EntityMapping, path: string): Fault[] {
  const fields = Object.entries<FieldSource | undefined>(entity.fields)
  const decides = fields.some(
    ([target, source]) => DECIDING[entity.type].includes(target) && !isConst(source),
  )
  const faults = decides
    ? []
    : [
        {
          path: `${path}.fields`,
          message: `a constant alone describes nobody; map a column to one of ${DECIDING[entity.type].join(', ')}`,
        },
      ]
  return faults.concat(
    fields.flatMap(([target, source]) => {
      const allowed = ALLOWED[targetOf(entity.type, target)?.kind ?? 'text']
      if (allowed === undefined || source === undefined || typeof source === 'string') return []
      const at = `${path}.fields.${target}`
      if ('const' in source) return choiceFaults(`${at}.const`, source.const, allowed)
      return Object.entries(source.values ?? {}).flatMap(([word, choice]) =>
        choice === null ? [] : choiceFaults(`${at}.values.${word}`, choice, allowed),
      )
    }),
  )
}

const isConst = (source: FieldSource | undefined): boolean => typeof source === 'object' && 'const' in source

function choiceFaults(path: string, choice: unknown, allowed: readonly string[]): Fault[] {
  const text = String(choice)
  if (allowed.includes(text)) return []
  const near = nearest(text, allowed)
  const meant = near === null ? '.' : `; did you mean ${near}?`
  return [{ path, message: `"${text}" is not allowed${meant} Allowed: ${allowed.join(', ')}` }]
}
