import { z } from 'zod'
import type { Json } from '../core/json.ts'
import type { Column } from '../smartsheet/model.ts'
import { cleanText } from './values/clean.ts'

/** A column that the sheet had when its mapping was saved, or that came afterwards (R9). */
export interface KnownColumn {
  id: string
  title: string
  /** As `kindOf` tells it. */
  type: string
  /** The title under which its cells are kept as custom fields; absent: they are not. */
  custom?: string | undefined
  /** It came after the mapping was saved: nobody has said yet what it is. */
  added?: true | undefined
}

/** By id; null where nothing is known of the sheet's columns yet. */
export type KnownColumns = ReadonlyMap<string, KnownColumn> | null

const stored = z.array(
  z.object({
    id: z.string(),
    title: z.string(),
    type: z.string(),
    custom: z.string().optional(),
    added: z.literal(true).optional(),
  }),
)

/** What `sync.connection.known_columns` holds. */
export function parseKnownColumns(json: Json): KnownColumns {
  const parsed = stored.safeParse(json)
  return parsed.success ? new Map(parsed.data.map((column) => [column.id, column])) : null
}

/** The type; of a column that Smartsheet fills, what it fills it with. */
export const kindOf = ({ type, systemColumnType }: Column): string => cleanText(systemColumnType ?? type)
