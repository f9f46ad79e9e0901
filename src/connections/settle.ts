import type { Plan } from './due.ts'
import type { Connection, Queryable } from './model.ts'

/** What a complete read leaves with the connection; null after a run without one. */
export interface ReadState {
  /** Null keeps the version gate open (R1): something of this version is still to be done. */
  version: string | number | null
  sheetName: string
}

export interface RunEnding {
  succeeded: boolean
  read: ReadState | null
  now: Date
  /** The request (`Connection.requestedAt`) that the run was to answer; null: it was for none. */
  served: Date | null
  /** Of the API key that was used (`fingerprint`); undefined: none was looked for. */
  keyHash: string | null | undefined
  /** What an operator is told of where the state changes for the worse. */
  reason: { code: string; message: string } | null
}

// One notice for one change of state, in the statement that changes it. Compared with what was told last, and not
// with the state before: a changed key makes a connection active before it is known to be of use.
const SETTLE = `
  with was as (
    select id, told_state, coalesce(requested_at = $9, false) as is_served
    from sync.connection
    where id = $1 and current_run_id = $2
    for update
  ), settled as (
    update sync.connection c
    set current_run_id = null, consecutive_failures = $5, updated_at = $8,
      -- Asked for again while the run was at work: that is still to be done.
      next_due_at = case when c.requested is not null and not was.is_served then least($4::timestamptz, $8::timestamptz) else $4 end,
      requested = case when was.is_served and $6::boolean then null else c.requested end,
      -- Disconnected meanwhile: that stays.
      state = case when c.enabled then $3 else c.state end,
      told_state = case when c.enabled then $3 else c.told_state end,
      last_success_at = case when $6 then $8 else c.last_success_at end,
      last_version = case when $7::jsonb is null then c.last_version else ($7::jsonb ->> 'version')::bigint end,
      sheet_name = coalesce($7::jsonb ->> 'sheetName', c.sheet_name),
      last_full_read_at = case when $7::jsonb is null then c.last_full_read_at else $8 end,
      key_hash = case when $10::boolean then $11 else c.key_hash end
    from was
    where c.id = was.id
    returning c.*, was.told_state as told_before
  )
  insert into sync.notice (tenant, connection_id, sheet_id, sheet_name, run_id, old_state, new_state, error_code,
    message, created_at, next_attempt_at)
  select tenant, id, sheet_id, sheet_name, $2, told_before, told_state, $12, $13, $8, $8
  from settled
  where told_state <> told_before`

/**
 * Writes the plan that follows from a run (due.ts), gives the connection free, and notes a change of its state for
 * the operators, in one statement. Nothing happens when another run has taken over: the plan is that one's to make.
 */
export async function settleLease(
  db: Queryable,
  lease: { connection: Pick<Connection, 'id'>; runId: string },
  plan: Plan,
  end: RunEnding,
): Promise<void> {
  await db.query(SETTLE, [
    lease.connection.id,
    lease.runId,
    plan.state,
    plan.nextDueAt,
    plan.consecutiveFailures,
    end.succeeded,
    end.read === null ? null : JSON.stringify(end.read),
    end.now,
    end.served,
    end.keyHash !== undefined,
    end.keyHash ?? null,
    end.reason?.code ?? null,
    end.reason?.message ?? null,
  ])
}
