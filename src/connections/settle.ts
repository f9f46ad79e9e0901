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
  /** When the sync was asked for that this run was to be (requests.ts); null: nobody had asked. */
  answers: Date | null
  /** Of the API key that was used (`fingerprint`); undefined: none was looked for. */
  keyHash: string | null | undefined
  /** What an operator is told of where the state changes for the worse. */
  reason: { code: string; message: string } | null
}

// One notice for one change of state, in the statement that changes it. Compared with what was told last, and not
// with the state before: a changed key makes a connection active before it is known to be of use.
const SETTLE = `
  with was as (
    select id, told_state from sync.connection where id = $1 and current_run_id = $2 for update
  ), answered as (
    update sync.request r
    set attempted_at = $8, done_at = case when $6 then $8::timestamptz end
    from was
    where r.connection_id = was.id and r.requested_at = $9::timestamptz
  ), settled as (
    update sync.connection c
    set current_run_id = null, next_due_at = $4, consecutive_failures = $5, updated_at = $8,
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
    end.answers,
    end.keyHash !== undefined,
    end.keyHash ?? null,
    end.reason?.code ?? null,
    end.reason?.message ?? null,
  ])
}
