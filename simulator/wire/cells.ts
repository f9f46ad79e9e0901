import { levelOf, spellOut } from '../store/cells.ts'
import { typeAtLevel } from '../store/columns.ts'
import { without } from '../store/members.ts'
import type { CellContent, CellFields, ColumnState, JsonObject, RowState } from '../store/model.ts'

/** How a request wants cells to look. */
export interface CellView {
  level: number
  objectValue: boolean
  columnType: boolean
  format: boolean
  /** Drops the columnId, rowId and status of links. */
  bareLinksIn: boolean
  bareLinksOut: boolean
}

/** One cell, with the keys that its content and the request call for and no other: reference section 2.2. */
export function wireCell(column: ColumnState, content: CellContent, view: CellView): JsonObject {
  const cell: JsonObject = { columnId: column.id }
  if (view.columnType) cell['columnType'] = typeAtLevel(column, view.level)
  if (content === undefined) return cell
  const fields = spellOut(content, column.type)
  addValues(cell, fields, view, levelOf(column.type) > view.level)
  if (fields.formula !== undefined) cell['formula'] = fields.formula
  if (fields.hyperlink) cell['hyperlink'] = fields.hyperlink
  if (fields.linkInFromCell)
    cell['linkInFromCell'] = view.bareLinksIn ? bare(fields.linkInFromCell) : fields.linkInFromCell
  if (fields.linksOutToCells) {
    cell['linksOutToCells'] = view.bareLinksOut ? fields.linksOutToCells.map(bare) : fields.linksOutToCells
  }
  if (fields.image) cell['image'] = fields.image
  if (view.format && fields.format !== undefined) cell['format'] = fields.format
  return cell
}

/** A flattened multi-valued cell is plain text; at its own level it has no `value` at all. */
function addValues(cell: JsonObject, fields: CellFields, view: CellView, flattened: boolean): void {
  const value = fields.value === undefined && flattened ? fields.displayValue : fields.value
  const objectValue = flattened ? value : fields.objectValue
  if (value !== undefined) cell['value'] = value
  if (view.objectValue && objectValue !== undefined) cell['objectValue'] = objectValue
  if (fields.displayValue !== undefined) cell['displayValue'] = fields.displayValue
}

function bare(link: JsonObject): JsonObject {
  return without(link, ['columnId', 'rowId', 'status'])
}

/** What the row holds in the column; the system columns tell of the row itself. */
export function contentOf(row: RowState, column: ColumnState): CellContent {
  const content = row.cells[column.slot]
  if (content !== undefined || column.systemColumnType === undefined) return content
  if (row.cells.every((other) => other === undefined)) return undefined
  switch (column.systemColumnType) {
    case 'CREATED_DATE':
      return row.createdAt
    case 'MODIFIED_DATE':
      return row.modifiedAt
    case 'CREATED_BY':
      return personCell(row.createdBy)
    case 'MODIFIED_BY':
      return personCell(row.modifiedBy)
    case 'AUTO_NUMBER':
      return undefined
  }
}

function personCell({ email, name }: RowState['createdBy']): CellContent {
  if (email === undefined) return name
  return {
    value: email,
    displayValue: name ?? email,
    objectValue: { objectType: 'CONTACT', email, ...(name === undefined ? {} : { name }) },
  }
}
