import { z } from 'zod'
import type { Json } from '../store/model.ts'

/** The parts of recorded answers that the simulator works with; everything else is kept and served again. */
const json: z.ZodType<Json> = z.json()
const others = z.record(z.string(), json)
const person = z.object({ name: z.string().optional(), email: z.string().optional() })

export const recordingSchema = z.object({
  request: z.object({ url: z.string().startsWith('/2.0/') }),
  response: z.object({
    status: z.int(),
    headers: z.record(z.string(), z.union([z.string(), z.number()])),
    body: json,
  }),
})

const column = z
  .object({
    id: z.int(),
    version: z.int(),
    index: z.int(),
    title: z.string(),
    type: z.string(),
    primary: z.boolean().default(false),
    systemColumnType: z
      .enum(['AUTO_NUMBER', 'CREATED_BY', 'CREATED_DATE', 'MODIFIED_BY', 'MODIFIED_DATE'])
      .optional(),
  })
  .catchall(json)

const cell = z.object({
  columnId: z.int(),
  value: z.union([z.string(), z.number(), z.boolean()]).optional(),
  objectValue: json.optional(),
  displayValue: z.string().optional(),
  formula: z.string().optional(),
  hyperlink: others.optional(),
  linkInFromCell: others.optional(),
  linksOutToCells: z.array(others).optional(),
  image: others.optional(),
  format: z.string().optional(),
})

const row = z
  .object({
    id: z.int(),
    rowNumber: z.int(),
    parentId: z.int().optional(),
    siblingId: z.int().optional(),
    createdAt: z.string(),
    modifiedAt: z.string(),
    createdBy: person.optional(),
    modifiedBy: person.optional(),
    permalink: z.string().optional(),
    cells: z.array(cell),
  })
  .catchall(json)

const envelope = {
  id: z.int(),
  name: z.string(),
  totalRowCount: z.int(),
  accessLevel: z.string(),
  permalink: z.string(),
  createdAt: z.string(),
  modifiedAt: z.string(),
}

export const sheetBodySchema = z
  .object({ ...envelope, version: z.int(), columns: z.array(column), rows: z.array(row) })
  .catchall(json)

/** A report has virtual columns and no version. */
export const reportBodySchema = z
  .object({
    ...envelope,
    version: z.undefined().optional(),
    columns: z.array(z.object({ virtualId: z.int() }).catchall(json)),
    rows: z.array(json),
  })
  .catchall(json)

export type Recording = z.infer<typeof recordingSchema>
export type SheetBody = z.infer<typeof sheetBodySchema>
export type ReportBody = z.infer<typeof reportBodySchema>
export type RecordedColumn = SheetBody['columns'][number]
export type RecordedRow = SheetBody['rows'][number]
export type RecordedCell = RecordedRow['cells'][number]
