import { z } from 'zod'
import { SyncError } from '../core/errors.ts'
import type { Column, Sheet } from './model.ts'

/** Ids come from people's hands: nothing in them may change the path. */
export const sheetPath = (sheetId: string): string => `/sheets/${encodeURIComponent(sheetId)}`

/** A null means the same as an absent key: middleboxes make one of the other (reference smartsheet-api.md 2.2). */
export const optional = <T extends z.ZodType>(schema: T) =>
  schema.nullish().transform((value) => value ?? null)

/** Ids and counts as numbers or as digits: unsafe integers reach us as strings (R4), and some samples are strings. */
export const DIGITS = /^\d{1,30}$/
export const idSchema = z
  .union([z.string().regex(DIGITS), z.int().nonnegative()])
  .transform((id) => String(id))
const count = z
  .union([z.int().nonnegative(), z.string().regex(/^\d{1,15}$/)])
  .transform((value) => Number(value))
const text = optional(z.string())
const flag = optional(z.boolean()).transform((value) => value ?? false)

const columnSchema = z.looseObject({
  id: idSchema,
  title: z.string(),
  type: z.string(),
  version: optional(z.int()),
  index: optional(z.int()),
  primary: flag,
  hidden: flag,
  systemColumnType: text,
  symbol: text,
  options: optional(z.array(z.union([z.string(), z.number()]).transform((option) => String(option)))),
})

const sheetSchema = z.looseObject({
  id: idSchema,
  name: z.string(),
  permalink: text,
  version: count,
  totalRowCount: count,
  accessLevel: text,
  columns: z.array(columnSchema).min(1),
  rows: z.array(z.unknown()),
})

export interface Page {
  sheet: Sheet
  /** Still as they came, most as RowText: cells are decoded by hand (row.ts), zod a cell costs too much. */
  rows: readonly unknown[]
}

/**
 * One page of `GET /sheets/{id}`. Throws `report_id` for a report, `bad_response` for anything else that is
 * not a page of that sheet; what it does not use it does not look at.
 */
export function parsePage(body: unknown, sheetId: string): Page {
  refuseReport(body)
  const { rows, columns, ...sheet } = parseWith(sheetSchema, body, 'sheet')
  // A permalink token stands for the id as well; it cannot be compared.
  if (/^\d+$/.test(sheetId) && sheet.id !== sheetId) {
    throw new SyncError('bad_response', `sheet ${sheetId} was asked for, the answer is sheet ${sheet.id}`)
  }
  if (new Set(columns.map(({ id }) => id)).size < columns.length) {
    throw new SyncError('bad_response', 'two columns of the sheet have the same id')
  }
  return {
    rows,
    sheet: {
      id: sheet.id,
      name: sheet.name,
      permalink: sheet.permalink,
      version: sheet.version,
      totalRowCount: sheet.totalRowCount,
      accessLevel: sheet.accessLevel ?? 'UNKNOWN',
      columns: columns.map(toColumn).sort((a, b) => a.index - b.index),
    },
  }
}

function toColumn(raw: z.infer<typeof columnSchema>, position: number): Column {
  return {
    id: raw.id,
    title: raw.title,
    type: raw.type,
    version: raw.version ?? 0,
    index: raw.index ?? position,
    primary: raw.primary,
    hidden: raw.hidden,
    systemColumnType: raw.systemColumnType,
    symbol: raw.symbol,
    options: raw.options ?? [],
  }
}

const reportSchema = z.looseObject({ columns: z.array(z.looseObject({ virtualId: z.unknown() })).min(1) })

function refuseReport(body: unknown): void {
  const report = reportSchema.safeParse(body)
  if (report.success && report.data.columns.some(({ virtualId }) => virtualId !== undefined)) {
    throw new SyncError('report_id', 'The answer is a report, not a sheet.')
  }
}

const versionSchema = z.looseObject({ version: count })

/** `{"version": N}`, where 0 is a version like any other and some samples have a string. */
export const parseVersion = (body: unknown): number => parseWith(versionSchema, body, 'version').version

/** Throws `bad_response` naming the first fault. The offending value is not repeated: it may be personal data. */
export function parseWith<T extends z.ZodType>(schema: T, body: unknown, what: string): z.infer<T> {
  const result = schema.safeParse(body)
  if (result.success) return result.data
  const fault = result.error.issues[0]
  const where = fault === undefined || fault.path.length === 0 ? 'it' : fault.path.join('.')
  throw new SyncError('bad_response', `not a ${what}: ${where}: ${fault?.message ?? 'invalid'}`)
}
