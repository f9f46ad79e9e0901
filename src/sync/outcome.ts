import { isSyncError, messageOf, SyncError } from '../core/errors.ts'
import { databaseTrouble } from '../db/failure.ts'
import type { RowCounts } from './intake.ts'

/** R16: what a merge that went through amounts to. Held weighs more: something waits for a person. */
export function statusOf(counts: RowCounts, removalsHeld: number): 'succeeded' | 'partial' | 'held' {
  if (removalsHeld > 0) return 'held'
  return counts.rowsRejected > 0 ? 'partial' : 'succeeded'
}

/** What a thrown thing means for the run. An abort that is no error of ours is a stop from outside. */
export function failureOf(error: unknown, signal: AbortSignal): SyncError {
  if (isSyncError(error)) return error
  if (!signal.aborted) {
    return databaseTrouble(error) ?? new SyncError('internal', messageOf(error), { cause: error })
  }
  return isSyncError(signal.reason)
    ? signal.reason
    : new SyncError('interrupted', 'The sync was stopped before it was done')
}

/** One line for a run record: what went wrong and what to do. */
export const explain = ({ message, remedy }: SyncError): string => `${message.replace(/\.$/, '')}. ${remedy}`
