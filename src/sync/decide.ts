import type { ClientBase } from 'pg'
import { uuidv7 } from '../core/ids.ts'
import { type HistoryQuestion, readHistory } from '../graph/history.ts'
import { createKeyMap } from '../identity/keyMap.ts'
import type { IdentityRecord } from '../identity/model.ts'
import { resolve, type Resolution } from '../identity/resolve.ts'
import type { Slot } from '../identity/slot.ts'
import type { RowIssue } from '../mapping/record.ts'
import type { Intake, RowCounts } from './intake.ts'

/** Decides, under the tenant's lock, which entity every staged record belongs to (R6). */
export async function decideIdentity(
  client: ClientBase,
  target: { tenant: string; sheetId: string; runId: string },
  records: readonly IdentityRecord[],
): Promise<Resolution> {
  const history = await readHistory(client, {
    ...target,
    keys: distinctKeys(records),
    withPreviousKeys: records.some((record) => record.keepsKeys),
  })
  return resolve(records, history, uuidv7)
}

/** A company or an owner is named by many rows; each key is asked for once. */
function distinctKeys(records: readonly IdentityRecord[]): HistoryQuestion['keys'] {
  const asked = createKeyMap<true>()
  const distinct: HistoryQuestion['keys'][number][] = []
  for (const { label, keys } of records) {
    for (const { kind, value } of keys) {
      if (asked.get(label, kind, value)) continue
      asked.set(label, kind, value, true)
      distinct.push({ label, kind, value })
    }
  }
  return distinct
}

/**
 * What identity adds to the account of the rows (R5): records that cannot be told apart are named, and a row
 * whose only records kept what never was has yielded nothing after all.
 */
export function account(intake: Intake, resolution: Resolution): { counts: RowCounts; issues: RowIssue[] } {
  const rowOf = rowsOf(intake, resolution.ambiguous)
  const issues = resolution.ambiguous.map((ambiguity) =>
    rowIssue(intake, rowOf.get(slotOf(ambiguity)) ?? null, {
      severity: 'warning',
      code: 'ambiguous_identity',
      message: ambiguity.message,
    }),
  )
  // A row of nothing but failed formulas counts as empty already.
  const lost = [...rowsLost(intake.records, resolution.dropped)].filter(
    (rowId) => intake.places.get(rowId)?.outcome === 'mapped',
  )
  for (const rowId of lost) {
    issues.push(
      rowIssue(intake, rowId, {
        severity: 'error',
        code: 'row_rejected',
        message: 'Nothing of this row can be used: the cells that say what it is about hold formula errors.',
      }),
    )
  }
  const counts = {
    ...intake.counts,
    rowsMapped: intake.counts.rowsMapped - lost.length,
    rowsRejected: intake.counts.rowsRejected + lost.length,
  }
  return { counts, issues: [...intake.issues, ...issues] }
}

/** Of these slots, the rows that they are in. */
function rowsOf({ records, commentRecords }: Intake, slots: readonly Slot[]): Map<string, string> {
  const asked = new Set(slots.map(slotOf))
  const found =
    asked.size === 0 ? [] : [...records, ...commentRecords].filter((one) => asked.has(slotOf(one)))
  return new Map(found.map((record) => [slotOf(record), record.rowId]))
}

const slotOf = ({ label, externalId }: Slot): string => `${label} ${externalId}`

function rowsLost(records: readonly IdentityRecord[], dropped: readonly IdentityRecord[]): Set<string> {
  if (dropped.length === 0) return new Set()
  const gone = new Set(dropped.map(slotOf))
  const kept = new Set(records.filter((record) => !gone.has(slotOf(record))).map(({ rowId }) => rowId))
  return new Set(dropped.map(({ rowId }) => rowId).filter((rowId) => !kept.has(rowId)))
}

function rowIssue(
  intake: Intake,
  rowId: string | null,
  issue: Pick<RowIssue, 'severity' | 'code' | 'message'>,
): RowIssue {
  const place = rowId === null ? undefined : intake.places.get(rowId)
  return {
    ...issue,
    rowId,
    rowNumber: place?.rowNumber ?? null,
    columnId: null,
    columnTitle: null,
    valueExcerpt: null,
    permalink: place?.permalink ?? null,
  }
}
