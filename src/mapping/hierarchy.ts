import type { Json } from '../core/json.ts'
import type { Cell, Row } from '../smartsheet/model.ts'

/** What a row hands down to the rows below it (`hierarchy: inherit`). */
export interface Lineage {
  /** Cells of mapped columns: the row's own, else what it inherited itself. */
  cells: ReadonlyMap<string, Cell>
  /** Slots of the contacts and the deal that the row is about. */
  contacts: readonly string[]
  opportunity: string | null
  /** What tells those apart from others; changes when they become somebody else. */
  identities: readonly Json[]
}

export interface Family<T> {
  /** Takes rows in the sheet's order; gives back what could be mapped, a parent before its children. */
  add: (rows: readonly Row[]) => T[]
  /** What still waits for a parent that never came is taken as top-level rows. */
  end: () => T[]
}

/**
 * Gives every row its parent's lineage. The API sends parents before children, so only rows known to have
 * children and the latest row are remembered; a child that comes first waits.
 */
export function createFamily<T>(
  map: (row: Row, parent: Lineage | null) => { mapped: T; lineage: Lineage },
): Family<T> {
  const parents = new Map<string, Lineage>()
  const waiting = new Map<string, Row[]>()
  let latest: { id: string; lineage: Lineage } | null = null

  function process(first: Row, parent: Lineage | null): T[] {
    const results: T[] = []
    const queue: [Row, Lineage | null][] = [[first, parent]]
    for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
      const [row, above] = next
      const { mapped, lineage } = map(row, above)
      results.push(mapped)
      latest = { id: row.id, lineage }
      const children = waiting.get(row.id)
      if (children === undefined) continue
      waiting.delete(row.id)
      parents.set(row.id, lineage)
      queue.push(...children.reverse().map((child): [Row, Lineage] => [child, lineage]))
    }
    return results
  }

  function lineageOf(parentId: string): Lineage | undefined {
    if (latest?.id === parentId) parents.set(parentId, latest.lineage)
    return parents.get(parentId)
  }

  return {
    add: (rows) =>
      rows.flatMap((row) => {
        if (row.parentId === null) return process(row, null)
        const lineage = lineageOf(row.parentId)
        if (lineage !== undefined) return process(row, lineage)
        waiting.set(row.parentId, [...(waiting.get(row.parentId) ?? []), row])
        return []
      }),
    end() {
      const results: T[] = []
      const known = new Set([...waiting.values()].flat().map((row) => row.id))
      // First those whose parent is not waiting itself; what is left then refers to each other in a circle.
      for (const circular of [false, true])
        for (const [parentId, rows] of [...waiting]) {
          if (!circular && known.has(parentId)) continue
          if (!waiting.delete(parentId)) continue
          results.push(...rows.flatMap((row) => process(row, null)))
        }
      return results
    },
  }
}
