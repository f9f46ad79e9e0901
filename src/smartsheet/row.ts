import { SyncError } from '../core/errors.ts'
import { decodeCell } from './cell.ts'
import { DIGITS } from './envelope.ts'
import type { Cell, Column, Row } from './model.ts'
import { isObject, objectOrNull, stringOrNull, type RawObject } from './raw.ts'

export interface RowContext {
  columns: ReadonlyMap<string, Column>
  /** Told of what is passed over, such as cells of columns that the sheet does not list. */
  note: (oddity: string) => void
}

/**
 * One raw row; `position` (1-based in the sheet) stands in for a missing row number. Cells join their columns
 * by id alone (R3), and of two cells of one column the last counts. Throws `bad_response` without a row id.
 */
export function decodeRow(raw: unknown, position: number, context: RowContext): Row {
  const row = objectOrNull(raw)
  const id = idOf(row?.['id'])
  if (row === null || id === null) throw new SyncError('bad_response', `row ${position} has no id`)
  return {
    id,
    rowNumber: rowNumberOr(position, row['rowNumber'], context),
    parentId: idOf(row['parentId']),
    permalink: stringOrNull(row['permalink']),
    createdAt: stringOrNull(row['createdAt']),
    modifiedAt: stringOrNull(row['modifiedAt']),
    cells: decodeCells(row['cells'], context),
  }
}

/** Where a row says that it stands, else where it came. */
export function rowNumberOr(
  position: number,
  rowNumber: unknown,
  { note }: Pick<RowContext, 'note'>,
): number {
  if (Number.isSafeInteger(rowNumber)) return Number(rowNumber)
  note('a row without row number')
  return position
}

function decodeCells(raw: unknown, { columns, note }: RowContext): Map<string, Cell> {
  const cells = new Map<string, Cell>()
  for (const item of Array.isArray(raw) ? (raw as readonly unknown[]) : []) {
    const column = isObject(item) ? columnOf(item, columns) : undefined
    if (column === undefined || !isObject(item)) {
      note('a cell of a column that the sheet does not have')
      continue
    }
    const cell = decodeCell(item, column)
    if (cell === null) cells.delete(column.id)
    else cells.set(column.id, cell)
  }
  return cells
}

/** The hot path of a read: no schema here. */
function columnOf(cell: RawObject, columns: ReadonlyMap<string, Column>): Column | undefined {
  const id = cell['columnId']
  return typeof id === 'number' || typeof id === 'string' ? columns.get(String(id)) : undefined
}

/** As idSchema has it. */
function idOf(raw: unknown): string | null {
  if (typeof raw === 'number') return Number.isSafeInteger(raw) && raw >= 0 ? String(raw) : null
  return typeof raw === 'string' && DIGITS.test(raw) ? raw : null
}
