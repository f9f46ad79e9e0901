import type { ConnectionState, Queryable } from './model.ts'

/** A change of a connection's state that operators are told of; written by `settleLease`. */
export interface Notice {
  id: string
  tenant: string
  connectionId: string
  sheetId: string
  sheetName: string | null
  runId: string
  oldState: ConnectionState
  newState: ConnectionState
  errorCode: string | null
  message: string | null
  createdAt: Date
  /** How often it was claimed, this time included. */
  attempts: number
}

// What a connection has to tell waits until what it told before has arrived, or was given up: a recovery does not
// overtake its trouble.
const CLAIM = `
  with due as (
    select n.id from sync.notice n
    where n.next_attempt_at <= $1 and not exists (
      select from sync.notice earlier
      where earlier.connection_id = n.connection_id and earlier.next_attempt_at is not null
        and earlier.created_at < n.created_at)
    order by n.created_at
    limit $3
    for update skip locked
  )
  update sync.notice n
  set attempts = n.attempts + 1, next_attempt_at = $2
  from due
  where n.id = due.id
  returning n.id, n.tenant, n.connection_id as "connectionId", n.sheet_id as "sheetId", n.sheet_name as "sheetName",
    n.run_id as "runId", n.old_state as "oldState", n.new_state as "newState", n.error_code as "errorCode", n.message,
    n.created_at as "createdAt", n.attempts`

/**
 * Takes notices that are to be delivered now, the oldest first. Until `until` they are nobody else's, and afterwards
 * again where their fate was not told by then.
 */
export async function claimNotices(
  db: Queryable,
  { now, until, limit }: { now: Date; until: Date; limit: number },
): Promise<Notice[]> {
  return (await db.query<Notice>(CLAIM, [now, until, limit])).rows
}

/** What came of an attempt. */
export interface NoticeFate {
  id: string
  delivered: boolean
  /** When it is tried again; null: never. */
  nextAttemptAt: Date | null
}

/** Notes what came of notices that were claimed. */
export async function noteFates(db: Queryable, fates: readonly NoticeFate[], now: Date): Promise<void> {
  await db.query(
    `update sync.notice n
     set next_attempt_at = f."nextAttemptAt", delivered_at = case when f.delivered then $2::timestamptz end
     from jsonb_to_recordset($1) as f (id uuid, delivered boolean, "nextAttemptAt" timestamptz)
     where n.id = f.id`,
    [JSON.stringify(fates), now],
  )
}
