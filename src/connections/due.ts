import { type ErrorCode, ERRORS } from '../core/errors.ts'
import type { Connection, ConnectionState } from './model.ts'
import { nextSlot, type Slotted } from './slots.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const LONGEST_INTERVAL_HOURS = 24
/** R18: so many transient failures in a row are no longer a passing trouble. */
export const FAILURES_BEFORE_ATTENTION = 5
/** A due date so little ahead counts as reached: two clocks never agree to the millisecond. */
export const CLOCK_TOLERANCE_MS = 30_000

/** How a run ended, as far as its connection is concerned. `lost`: the process that ran it is gone. */
export type Outcome =
  | { status: 'succeeded' | 'unchanged' | 'partial' | 'held' | 'lost' }
  | { status: 'failed'; errorCode: ErrorCode }

export interface Plan {
  state: ConnectionState
  nextDueAt: Date
  consecutiveFailures: number
}

export type Planned = Slotted & Pick<Connection, 'state' | 'nextDueAt' | 'consecutiveFailures'>

/**
 * What a run's end means for its connection (R16, R18). The next due date is a slot of the connection's own
 * (slots.ts), so that start times do not drift, and missed ones count once.
 */
export function planAfter(connection: Planned, outcome: Outcome, now: Date): Plan {
  if (outcome.status === 'lost') return planAfterLoss(connection, now)
  if (outcome.status === 'failed') return planAfterFailure(connection, outcome.errorCode, now)
  return {
    state: outcome.status === 'held' ? 'needs_attention' : 'active',
    nextDueAt: regular(connection, now),
    consecutiveFailures: 0,
  }
}

/** Begun again at once, unless it seems to be the sheet that kills whoever reads it. */
function planAfterLoss(connection: Planned, now: Date): Plan {
  const consecutiveFailures = connection.consecutiveFailures + 1
  const passing = consecutiveFailures < FAILURES_BEFORE_ATTENTION
  return {
    state: passing ? connection.state : 'needs_attention',
    nextDueAt: passing ? now : backedOff(connection, consecutiveFailures, now),
    consecutiveFailures,
  }
}

function planAfterFailure(connection: Planned, code: ErrorCode, now: Date): Plan {
  if (code === 'interrupted') {
    // Stopped from outside: says nothing of the sheet, and the work is still to be done.
    return { state: connection.state, nextDueAt: now, consecutiveFailures: connection.consecutiveFailures }
  }
  const consecutiveFailures = connection.consecutiveFailures + 1
  const { permanent } = ERRORS[code]
  return {
    state: stateAfterFailure(connection.state, code, consecutiveFailures),
    nextDueAt: permanent
      ? slotAfter(connection, LONGEST_INTERVAL_HOURS, now)
      : retried(connection, consecutiveFailures, now),
    consecutiveFailures,
  }
}

function stateAfterFailure(state: ConnectionState, code: ErrorCode, failures: number): ConnectionState {
  if (code === 'needs_mapping') return 'needs_mapping'
  return ERRORS[code].permanent || failures >= FAILURES_BEFORE_ATTENTION ? 'needs_attention' : state
}

/** R17: a passing trouble is tried again after 1, 2, 4 and 8 minutes, unless the next plan is sooner. */
function retried(connection: Planned, failures: number, now: Date): Date {
  if (failures >= FAILURES_BEFORE_ATTENTION) return backedOff(connection, failures, now)
  const retry = now.getTime() + MINUTE_MS * 2 ** (failures - 1)
  return new Date(Math.min(retry, regular(connection, now).getTime()))
}

/** R18: the interval, from the fifth failure in a row doubled each time, up to a day. */
function backedOff(connection: Planned, failures: number, now: Date): Date {
  const doublings = failures - FAILURES_BEFORE_ATTENTION + 1
  const hours = Math.min(connection.intervalHours * 2 ** doublings, LONGEST_INTERVAL_HOURS)
  return slotAfter(connection, hours, now)
}

/** The slot that ends a wait of so many hours, give or take one interval. */
function slotAfter(connection: Planned, hours: number, now: Date): Date {
  const wait = (hours - connection.intervalHours) * HOUR_MS
  return nextSlot(connection, new Date(reached(connection, now).getTime() + wait))
}

const regular = (connection: Planned, now: Date): Date => nextSlot(connection, reached(connection, now))

/** Now, or the due date that this run was for where our clock has not come to it yet. */
function reached({ nextDueAt }: Planned, now: Date): Date {
  const ahead = nextDueAt.getTime() - now.getTime()
  return ahead > 0 && ahead <= CLOCK_TOLERANCE_MS ? nextDueAt : now
}
