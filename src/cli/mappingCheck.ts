import type { Connection } from '../connections/model.ts'
import { pin } from '../mapping/columns.ts'
import { type KnownColumn, parseKnownColumns } from '../mapping/knownColumns.ts'
import { invalidMapping } from '../mapping/parse.ts'
import { columnsWhenSaved } from '../mapping/rememberColumns.ts'
import type { Mapping } from '../mapping/schema.ts'
import { validateMapping } from '../mapping/validate.ts'
import type { Column } from '../smartsheet/model.ts'
import { plural } from './output/format.ts'

/** The mapping, if it fits the columns. Throws `invalid_mapping` with every fault. */
export function requireValid(mapping: Mapping, columns: readonly Column[]): Mapping {
  const faults = validateMapping(mapping, columns)
  if (faults.length > 0) throw invalidMapping(faults)
  return mapping
}

/** A mapping to be stored, its columns pinned, with the columns that are known from now on (R9). Throws as above. */
export function toSave(
  mapping: Mapping,
  columns: readonly Column[],
  connection: Pick<Connection, 'knownColumns'> | null,
): { mapping: Mapping; knownColumns: KnownColumn[] } {
  const pinned = pin(requireValid(mapping, columns), columns)
  const before = parseKnownColumns(connection?.knownColumns ?? null)
  return { mapping: pinned, knownColumns: columnsWhenSaved(pinned, columns, before) }
}

/** `organization (3 columns), contact (2 columns)`. */
export const entitiesText = ({ entities }: Mapping): string =>
  entities.map(({ type, fields }) => `${type} (${plural(Object.keys(fields).length, 'column')})`).join(', ')
