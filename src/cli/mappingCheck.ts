import { validateMapping } from '../mapping/validate.ts'
import { invalidMapping } from '../mapping/parse.ts'
import type { Mapping } from '../mapping/schema.ts'
import type { Column } from '../smartsheet/model.ts'
import { plural } from './output/format.ts'

/** The mapping, if it fits the columns. Throws `invalid_mapping` with every fault. */
export function requireValid(mapping: Mapping, columns: readonly Column[]): Mapping {
  const faults = validateMapping(mapping, columns)
  if (faults.length > 0) throw invalidMapping(faults)
  return mapping
}

/** `organization (3 columns), contact (2 columns)`. */
export const entitiesText = ({ entities }: Mapping): string =>
  entities.map(({ type, fields }) => `${type} (${plural(Object.keys(fields).length, 'column')})`).join(', ')
