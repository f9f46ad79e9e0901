import { z } from 'zod'
import type { CellInput } from '../store/cells.ts'
import type { SheetEdits } from '../store/edits.ts'
import type { Json, JsonObject } from '../store/model.ts'
import type { RowInput } from '../store/rows.ts'

/** The JSON of the control API: the calls of the typed API as data (docs/simulator.md). */
const json: z.ZodType<Json> = z.json()
const object: z.ZodType<JsonObject> = z.record(z.string(), json)
const id = z.int()
const person = z.strictObject({ name: z.string().exactOptional(), email: z.string().exactOptional() })

const fields = z.strictObject({
  value: z.union([z.string(), z.number(), z.boolean()]).exactOptional(),
  objectValue: json.exactOptional(),
  displayValue: z.string().exactOptional(),
  formula: z.string().exactOptional(),
  hyperlink: object.exactOptional(),
  linkInFromCell: object.exactOptional(),
  linksOutToCells: z.array(object).exactOptional(),
  image: object.exactOptional(),
  format: z.string().exactOptional(),
})

const cell: z.ZodType<CellInput> = z.union([
  z.null(),
  z.string(),
  z.number(),
  z.boolean(),
  z.strictObject({ contact: person }),
  z.strictObject({ contacts: z.array(person) }),
  z.strictObject({ choices: z.array(z.string()) }),
  z.strictObject({ raw: fields }),
  fields,
])
const cells = z.record(z.string(), cell)

const row: z.ZodType<RowInput> = z.lazy(() =>
  z.strictObject({ cells, children: z.array(row).exactOptional(), extras: object.exactOptional() }),
)

const place = z.strictObject({
  parentId: id.exactOptional(),
  before: id.exactOptional(),
  toTop: z.boolean().exactOptional(),
})

const column = z.strictObject({
  title: z.string(),
  type: z.string().exactOptional(),
  primary: z.boolean().exactOptional(),
  systemColumnType: z
    .enum(['AUTO_NUMBER', 'CREATED_BY', 'CREATED_DATE', 'MODIFIED_BY', 'MODIFIED_DATE'])
    .exactOptional(),
  extras: object.exactOptional(),
})
const columnName = z.union([z.string(), id])

export const editSchema = z.discriminatedUnion('edit', [
  z.strictObject({
    edit: z.literal('createSheet'),
    name: z.string(),
    columns: z.array(column).min(1),
    rows: z.array(row).exactOptional(),
  }),
  z.strictObject({ edit: z.literal('deleteSheet'), sheetId: id }),
  z.strictObject({ edit: z.literal('touch'), sheetId: id }),
  z.strictObject({
    edit: z.literal('addRows'),
    sheetId: id,
    rows: z.array(row),
    place: place.exactOptional(),
  }),
  z.strictObject({ edit: z.literal('updateCells'), sheetId: id, rowId: id, cells }),
  z.strictObject({ edit: z.literal('deleteRows'), sheetId: id, rowIds: z.array(id) }),
  z.strictObject({ edit: z.literal('restoreRows'), sheetId: id, rowIds: z.array(id) }),
  z.strictObject({ edit: z.literal('moveRow'), sheetId: id, rowId: id, place }),
  z.strictObject({ edit: z.literal('addColumn'), sheetId: id, column, index: z.int().exactOptional() }),
  z.strictObject({ edit: z.literal('renameColumn'), sheetId: id, column: columnName, title: z.string() }),
  z.strictObject({
    edit: z.literal('changeColumn'),
    sheetId: id,
    column: columnName,
    type: z.string().exactOptional(),
    extras: object.exactOptional(),
    index: z.int().exactOptional(),
  }),
  z.strictObject({ edit: z.literal('deleteColumn'), sheetId: id, column: columnName }),
  z.strictObject({
    edit: z.literal('addDiscussion'),
    sheetId: id,
    rowId: id.exactOptional(),
    text: z.string(),
    by: person.exactOptional(),
  }),
  z.strictObject({
    edit: z.literal('addComment'),
    sheetId: id,
    discussionId: id,
    text: z.string(),
    by: person.exactOptional(),
  }),
])

export type Edit = z.infer<typeof editSchema>

/** Answers what the typed call answers: the new id or ids, or null. */
export function applyEdit(sheets: SheetEdits, edit: Edit): Json {
  switch (edit.edit) {
    case 'createSheet':
      return sheets.createSheet(edit)
    case 'deleteSheet':
      return done(() => sheets.deleteSheet(edit.sheetId))
    case 'touch':
      return done(() => sheets.touch(edit.sheetId))
    case 'addRows':
      return sheets.addRows(edit.sheetId, edit.rows, edit.place)
    case 'updateCells':
      return done(() => sheets.updateCells(edit.sheetId, edit.rowId, edit.cells))
    case 'deleteRows':
      return done(() => sheets.deleteRows(edit.sheetId, edit.rowIds))
    case 'restoreRows':
      return done(() => sheets.restoreRows(edit.sheetId, edit.rowIds))
    case 'moveRow':
      return done(() => sheets.moveRow(edit.sheetId, edit.rowId, edit.place))
    case 'addColumn':
      return sheets.addColumn(edit.sheetId, edit.column, edit.index)
    case 'renameColumn':
      return done(() => sheets.renameColumn(edit.sheetId, edit.column, edit.title))
    case 'changeColumn':
      return done(() => sheets.changeColumn(edit.sheetId, edit.column, edit))
    case 'deleteColumn':
      return done(() => sheets.deleteColumn(edit.sheetId, edit.column))
    case 'addDiscussion':
      return sheets.addDiscussion(edit.sheetId, edit)
    case 'addComment':
      return sheets.addComment(edit.sheetId, edit.discussionId, edit)
  }
}

function done(run: () => void): null {
  run()
  return null
}
