import { CLOCK_TOLERANCE_MS } from './due.ts'
import { type Connection, type ConnectionRow, type Queryable, toConnection } from './model.ts'
import type { RequestedSync, RequestTrigger } from './requests.ts'

/** A sync that is to be started, and when. */
export interface PlannedSync {
  connectionId: string
  tenant: string
  /** Not before `now`: what is overdue starts at once, and once. */
  startAt: Date
}

// A request makes a connection due until it has been tried; then the plan that followed says when it is tried again.
const DUE = `
  from sync.connection c
  left join sync.request r on r.connection_id = c.id and r.done_at is null
  where c.enabled and c.state <> 'paused'
    and (c.next_due_at <= $1 or (r.connection_id is not null and r.attempted_at is null))`

/** What is due by `until`, the longest overdue first. */
export async function plannedSyncs(db: Queryable, now: Date, until: Date): Promise<PlannedSync[]> {
  const result = await db.query<PlannedSync>(
    `select c.id as "connectionId", c.tenant,
       case when r.connection_id is not null and r.attempted_at is null then $2
         else greatest(c.next_due_at, $2) end as "startAt"
     ${DUE}
     order by 3, c.next_due_at, c.id`,
    [until, now],
  )
  return result.rows
}

/** A connection that is due, and what somebody has asked of it. */
export interface DueSync {
  connection: Connection
  asked: RequestedSync | null
}

interface DueRow extends ConnectionRow {
  asked_by: RequestTrigger | null
  asked_full: boolean
  asked_at: Date
}

/** The connection if it is due, by a clock that may be a little behind that of the plan; else null. */
export async function dueSync(db: Queryable, connectionId: string, now: Date): Promise<DueSync | null> {
  const result = await db.query<DueRow>(
    `select c.*, r.trigger as asked_by, r.is_full as asked_full, r.requested_at as asked_at ${DUE} and c.id = $2`,
    [new Date(now.getTime() + CLOCK_TOLERANCE_MS), connectionId],
  )
  const [row] = result.rows
  if (row === undefined) return null
  const { asked_by: trigger, asked_full: full, asked_at: requestedAt } = row
  return {
    connection: toConnection(row),
    asked: trigger === null ? null : { trigger, full, requestedAt },
  }
}
