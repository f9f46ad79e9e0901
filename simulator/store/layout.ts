import type { Layout, RowState, SheetState } from './model.ts'

/** Positions (1-based row numbers) and previous siblings, worked out once per order of the rows. */
export function layoutOf(sheet: SheetState): Layout {
  sheet.layout ??= layOut(sheet.rows)
  return sheet.layout
}

function layOut(rows: readonly RowState[]): Layout {
  const position = new Map<number, number>()
  const siblingId = new Map<number, number>()
  const lastChildOf = new Map<number | undefined, number>()
  for (const [index, row] of rows.entries()) {
    position.set(row.id, index + 1)
    const sibling = lastChildOf.get(row.parentId)
    if (sibling !== undefined) siblingId.set(row.id, sibling)
    lastChildOf.set(row.parentId, row.id)
  }
  return { position, siblingId }
}

/** The row's index and how many rows its family has: itself and all that hang below it. */
export function familyOf(sheet: SheetState, rowId: number): { start: number; length: number } | undefined {
  const start = sheet.rows.findIndex((row) => row.id === rowId)
  if (start < 0) return undefined
  const family = new Set([rowId])
  let end = start + 1
  for (
    let row = sheet.rows[end];
    row?.parentId !== undefined && family.has(row.parentId);
    row = sheet.rows[end]
  ) {
    family.add(row.id)
    end += 1
  }
  return { start, length: end - start }
}
