import type { Json } from '../../../src/core/json.ts'
import type { RowLabel } from '../variants.ts'
import { BLANK, type ColumnKey, type Word } from '../words.ts'
import type { Row, Sheet } from './contribution.ts'

/** The cell cannot be used today: what the row said before stays (R8, R8b, R9). */
export const KEEP = Symbol('keep')
export type Reading = Json | typeof KEEP

/** The fields that a column fills, each null where it says nothing. */
const FIELDS: Readonly<Record<ColumnKey, (means: Json) => Record<string, Json>>> = {
  company: (means) => ({ name: part(means, 'name') }),
  reseller: (means) => ({ name: part(means, 'name') }),
  domain: () => ({}),
  key: () => ({}),
  owner: () => ({}),
  size: () => ({}),
  industry: (means) => ({ industry: means }),
  status: (means) => ({ relationship: part(means, 'relationship'), stage: part(means, 'stage') }),
  city: () => ({}),
  zip: () => ({}),
  close: (means) => ({ estimated_closed_at: means }),
  person: (means) => ({
    name: part(means, 'name'),
    first_name: part(means, 'first'),
    last_name: part(means, 'last'),
    prefix: null,
  }),
  email: (means) => ({ emails: means }),
  phone: (means) => ({ phones: means }),
  title: (means) => ({ job_title: means }),
  deal: (means) => ({ name: means }),
  amount: (means) => ({
    amount: part(means, 'amount'),
    max_amount: part(means, 'amount'),
    currency: part(means, 'currency'),
  }),
  stage: (means) => ({ external_stage: part(means, 'name'), internal_stage: part(means, 'internal') }),
  note: (means) => ({ content: means }),
  tags: (means) => ({ tags: means }),
}

export const part = (means: Json, name: string): Json =>
  means !== null && typeof means === 'object' && !Array.isArray(means) ? (means[name] ?? null) : null

/** The fields of a reading; those that are kept are what the row said `before` of them, if it did. */
export function fieldsOf(
  column: ColumnKey,
  reading: Reading,
  before: Readonly<Record<string, Json>> | undefined,
): Record<string, Json> {
  if (reading !== KEEP) return FIELDS[column](reading)
  const kept = Object.keys(FIELDS[column](null))
  return Object.fromEntries(Object.entries(before ?? {}).filter(([field]) => kept.includes(field)))
}

const JOINT: Partial<Record<ColumnKey, readonly string[]>> = {
  owner: ['owner'],
  city: ['location'],
  zip: ['location'],
  stage: ['closed_at'],
  close: ['closed_at'],
}

/** What stays as it was where a column cannot be read. */
export const filledBy = (column: ColumnKey): string[] => [
  ...Object.keys(FIELDS[column](null)),
  ...(JOINT[column] ?? []),
]

/** What rows take from the rows above them where they are blank themselves. */
export type Above = ReadonlyMap<ColumnKey, Word>

export const isFilled = (word: Word | undefined): word is Word => word !== undefined && word !== BLANK

export function readCell(sheet: Sheet, row: Row, column: ColumnKey, above: Above | null): Reading {
  if (!sheet.titles.has(column)) return KEEP
  const own = row.cells[column]
  const word = isFilled(own) ? own : (above?.get(column) ?? BLANK)
  if (word.fails) return KEEP
  return word.means ?? (sheet.variant.keeps ? KEEP : null)
}

/**
 * Only companies are taken from the row above, and only as a whole: where the row says nothing itself of which
 * company it is about.
 */
export function inheritedBy(
  label: RowLabel,
  deciding: readonly ColumnKey[],
  sheet: Sheet,
  row: Row,
): boolean {
  return label === 'Organization' && !deciding.some((column) => isThere(sheet, row, column))
}

export const isThere = (sheet: Sheet, row: Row, column: ColumnKey): boolean =>
  sheet.titles.has(column) && isFilled(row.cells[column])
