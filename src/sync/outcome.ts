import { ERRORS, isSyncError, messageOf, type ErrorCode } from '../core/errors.ts'
import type { RowCounts } from './intake.ts'

export interface Failure {
  code: ErrorCode
  message: string
}

/** R16: what a merge that went through amounts to. Held weighs more: something waits for a person. */
export function statusOf(counts: RowCounts, removalsHeld: number): 'succeeded' | 'partial' | 'held' {
  if (removalsHeld > 0) return 'held'
  return counts.rowsRejected > 0 ? 'partial' : 'succeeded'
}

/** What a thrown thing means for the run. An abort that is no error of ours is a stop from outside. */
export function failureOf(error: unknown, signal: AbortSignal): Failure {
  if (isSyncError(error)) return { code: error.code, message: error.message }
  if (signal.aborted) {
    return isSyncError(signal.reason)
      ? { code: signal.reason.code, message: signal.reason.message }
      : { code: 'interrupted', message: 'The sync was stopped before it was done' }
  }
  return { code: 'internal', message: messageOf(error) }
}

/** One line for a run record: what went wrong and what to do. */
export const explain = ({ code, message }: Failure): string =>
  `${message.replace(/\.$/, '')}. ${ERRORS[code].remedy}`
