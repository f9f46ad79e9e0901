import type { ClientBase } from 'pg'
import { uuidv7 } from '../core/ids.ts'
import { type HistoryQuestion, readHistory } from '../graph/history.ts'
import type { IdentityRecord } from '../identity/model.ts'
import { resolve, type Resolution } from '../identity/resolve.ts'
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
  const distinct = new Map<string, HistoryQuestion['keys'][number]>()
  for (const { label, keys } of records) {
    for (const { kind, value } of keys) distinct.set(`${label} ${kind} ${value}`, { label, kind, value })
  }
  return [...distinct.values()]
}

/**
 * What identity adds to the account of the rows (R5): records that cannot be told apart are named, and a row
 * whose only records kept what never was has yielded nothing after all.
 */
export function account(intake: Intake, resolution: Resolution): { counts: RowCounts; issues: RowIssue[] } {
  const { records, commentRecords } = intake
  const rowOf = new Map([...records, ...commentRecords].map((record) => [slotOf(record), record.rowId]))
  const issues = resolution.ambiguous.map((ambiguity) =>
    rowIssue(intake, rowOf.get(slotOf(ambiguity)) ?? null, {
      severity: 'warning',
      code: 'ambiguous_identity',
      message: ambiguity.message,
    }),
  )
  // A row of nothing but failed formulas counts as empty already.
  const lost = [...rowsLost(records, resolution.dropped)].filter(
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

const slotOf = ({ label, externalId }: { label: string; externalId: string }): string =>
  `${label} ${externalId}`

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
