import type { RowAtRisk } from '../graph/removals.ts'
import { type Queryable, removalsTold } from '../runs/runs.ts'
import type { HeldRemovals, SyncRequest } from './report.ts'

/**
 * Up to how many rows may go beyond what the guard lets go by itself; null: nobody has allowed any. Whoever allows
 * what was held knows it from one of the runs that told of it, and never allows more than that one said.
 */
export async function allowedRemovals(
  db: Queryable,
  { connection, allowRemovals }: Pick<SyncRequest, 'connection' | 'allowRemovals'>,
): Promise<number | null> {
  if (allowRemovals === false) return null
  return allowRemovals === true ? removalsTold(db, connection.id) : allowRemovals
}

/** Null where nothing is held. */
export function describeHeld(
  held: readonly RowAtRisk[],
  { allowed, inSheet }: { allowed: number | null; inSheet: { has(rowId: string): boolean } },
): HeldRemovals | null {
  if (held.length === 0) return null
  const staying = held.filter(({ rowId }) => inSheet.has(rowId))
  return {
    rows: held.length,
    vanished: held.length - staying.length,
    lost: [...new Set(staying.flatMap(({ sources }) => sources))].sort(),
    allowed,
  }
}

const SEVERAL: Record<HeldRemovals['lost'][number], string> = {
  company: 'companies',
  contact: 'contacts',
  deal: 'deals',
  owner: 'owners',
  note: 'notes',
  discussion: 'discussions',
  comment: 'comments',
}

/** `12 rows vanished at once`, and more than somebody had allowed where that is so. */
export function heldPhrase({ rows, vanished, lost, allowed }: HeldRemovals): string {
  const staying = rows - vanished
  const all = lost.map((source) => SEVERAL[source]).join(', ')
  const what = [
    ...(vanished > 0 ? [`${rowsOf(vanished)} vanished at once`] : []),
    ...(staying > 0 ? [`${rowsOf(staying)} still in the sheet would lose their ${all}`] : []),
  ].join(', and ')
  if (allowed === null) return what
  return allowed === 0
    ? `${what}, which had not been told of before`
    : `${what}, more than the ${allowed.toLocaleString('en-US')} that were allowed`
}

const rowsOf = (n: number): string => `${n.toLocaleString('en-US')} ${n === 1 ? 'row' : 'rows'}`

/** R12: what an operator is told when removals wait. */
export const heldReason = (held: HeldRemovals): { code: string; message: string } => ({
  code: 'removals_held',
  message:
    `${heldPhrase(held)}; nothing was removed for them. ` +
    `If that is right, sync with --allow-removals ${held.rows}; if not, undo it in the sheet` +
    (held.vanished < held.rows ? ' or its mapping.' : '.'),
})
