import { type ErrorCode, ERRORS } from '../core/errors.ts'
import type { Connection, ConnectionState } from './model.ts'

const HOUR_MS = 3_600_000
const LONGEST_INTERVAL_HOURS = 24
/** R18: so many transient failures in a row are no longer a passing trouble. */
export const FAILURES_BEFORE_ATTENTION = 5

/** How a run ended, as far as its connection is concerned. */
export type Outcome =
  { status: 'succeeded' | 'unchanged' | 'partial' | 'held' } | { status: 'failed'; errorCode: ErrorCode }

export interface Plan {
  state: ConnectionState
  nextDueAt: Date
  consecutiveFailures: number
}

/**
 * What a run's end means for its connection (R16, R18). A plan keeps its phase: the next due date is a whole
 * number of intervals after the last one, so that start times do not drift, and missed ones count once.
 */
export function planAfter(
  connection: Pick<Connection, 'state' | 'intervalHours' | 'nextDueAt' | 'consecutiveFailures'>,
  outcome: Outcome,
  now: Date,
): Plan {
  if (outcome.status !== 'failed') {
    return {
      state: outcome.status === 'held' ? 'needs_attention' : 'active',
      nextDueAt: advance(connection.nextDueAt, connection.intervalHours, now),
      consecutiveFailures: 0,
    }
  }
  if (outcome.errorCode === 'interrupted') {
    // Stopped from outside: says nothing of the sheet, and the work is still to be done.
    return { state: connection.state, nextDueAt: now, consecutiveFailures: connection.consecutiveFailures }
  }
  const consecutiveFailures = connection.consecutiveFailures + 1
  const { permanent } = ERRORS[outcome.errorCode]
  return {
    state: stateAfterFailure(connection.state, outcome.errorCode, consecutiveFailures),
    nextDueAt: advance(
      connection.nextDueAt,
      permanent ? LONGEST_INTERVAL_HOURS : backedOff(connection.intervalHours, consecutiveFailures),
      now,
    ),
    consecutiveFailures,
  }
}

function stateAfterFailure(state: ConnectionState, code: ErrorCode, failures: number): ConnectionState {
  if (code === 'needs_mapping') return 'needs_mapping'
  return ERRORS[code].permanent || failures >= FAILURES_BEFORE_ATTENTION ? 'needs_attention' : state
}

/** The interval, from the fifth failure in a row doubled each time, up to a day. */
function backedOff(intervalHours: number, failures: number): number {
  const doublings = Math.max(0, failures - FAILURES_BEFORE_ATTENTION + 1)
  return Math.min(intervalHours * 2 ** doublings, LONGEST_INTERVAL_HOURS)
}

/** The first moment after `now` that is a whole number of intervals away from `due`. */
function advance(due: Date, intervalHours: number, now: Date): Date {
  const interval = intervalHours * HOUR_MS
  const passed = Math.floor((now.getTime() - due.getTime()) / interval)
  return new Date(due.getTime() + (passed + 1) * interval)
}
