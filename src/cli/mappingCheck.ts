import type { Connection } from '../connections/model.ts'
import { mappingHints } from '../mapping/check/hints.ts'
import { pin } from '../mapping/columns.ts'
import { faultText, invalidMapping } from '../mapping/faults.ts'
import { type KnownColumn, parseKnownColumns } from '../mapping/knownColumns.ts'
import { columnsWhenSaved } from '../mapping/rememberColumns.ts'
import type { Mapping } from '../mapping/schema.ts'
import { validateMapping } from '../mapping/validate.ts'
import type { Column } from '../smartsheet/model.ts'
import { plural } from './output/format.ts'
import type { Terminal } from './output/terminal.ts'

/** The mapping, if it fits the columns (null: not known). Throws `invalid_mapping` with every fault. */
export function requireValid(mapping: Mapping, columns: readonly Column[] | null): Mapping {
  const faults = validateMapping(mapping, columns)
  if (faults.length > 0) throw invalidMapping(faults)
  return mapping
}

export interface SavedMapping {
  mapping: Mapping
  /** Absent: those that the next sync finds. */
  knownColumns?: KnownColumn[]
}

/**
 * A mapping to be stored, its columns pinned, with the columns that are known from now on (R9), and a word about what
 * is most likely not meant. Without the sheet (`columns` null) it is judged by itself, and its columns stay named by
 * title alone. Throws as above.
 */
export function toSave(
  mapping: Mapping,
  columns: readonly Column[] | null,
  {
    connection,
    terminal,
  }: { connection: Pick<Connection, 'knownColumns'> | null; terminal: Pick<Terminal, 'err'> },
): SavedMapping {
  requireValid(mapping, columns)
  if (columns === null) return { mapping }
  tellHints(terminal, mapping, columns)
  const pinned = pin(mapping, columns)
  const before = parseKnownColumns(connection?.knownColumns ?? null)
  return { mapping: pinned, knownColumns: columnsWhenSaved(pinned, columns, before) }
}

/** `organization (3 columns), contact (2 columns)`. */
export const entitiesText = ({ entities }: Mapping): string =>
  entities.map(({ type, fields }) => `${type} (${plural(Object.keys(fields).length, 'column')})`).join(', ')

const MOST_HINTS = 10

/** Says what is not wrong for certain, but most likely not what was meant. */
export function tellHints(
  terminal: Pick<Terminal, 'err'>,
  mapping: Mapping,
  columns: readonly Column[],
): void {
  const hints = mappingHints(mapping, columns)
  for (const hint of hints.slice(0, MOST_HINTS)) terminal.err(`note: ${faultText(hint)}`)
  if (hints.length > MOST_HINTS) terminal.err(`note: ... and ${hints.length - MOST_HINTS} more of the kind`)
}
