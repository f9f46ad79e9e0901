import { levelOf } from '../store/cells.ts'
import { typeAtLevel } from '../store/columns.ts'
import type { ColumnState, JsonObject, SheetState } from '../store/model.ts'

export interface ColumnView {
  level: number
  format: boolean
}

/** A column keeps its true version where its type is flattened: that is how a reader can notice. */
export function wireColumn(sheet: SheetState, column: ColumnState, view: ColumnView): JsonObject {
  const { format, options, contactOptions, ...extras } = column.extras
  const type = typeAtLevel(column, view.level)
  const flattened = type !== column.type
  return {
    id: column.id,
    version: levelOf(column.type),
    index: sheet.columns.indexOf(column),
    title: column.title,
    type,
    ...(column.primary ? { primary: true } : {}),
    ...(column.systemColumnType ? { systemColumnType: column.systemColumnType } : {}),
    ...(options !== undefined && !flattened ? { options } : {}),
    ...(contactOptions !== undefined && !flattened ? { contactOptions } : {}),
    ...(format !== undefined && view.format ? { format } : {}),
    ...extras,
  }
}
