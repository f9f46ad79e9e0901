import type { Queryable } from './model.ts'

/** Who asks for a sync ahead of the plan: an operator at start (RESYNC), or at the console. */
export type RequestTrigger = 'resync' | 'console'

/** A sync that was asked for and is not done yet. */
export interface RequestedSync {
  trigger: RequestTrigger
  full: boolean
  requestedAt: Date
}

/** A null sheet is every sheet of the tenant. */
export interface SyncTarget {
  tenant: string
  sheetId: string | null
}

// Asked for twice before it is done, it is done once; full weighs more.
const REQUEST = `
  insert into sync.request as r (connection_id, tenant, trigger, is_full, requested_at)
  select c.id, c.tenant, $1, $2, $3
  from sync.connection c
  where c.enabled
    and ($4::uuid is null or c.id = $4)
    and ($5::jsonb is null or exists (
      select from jsonb_to_recordset($5) as t (tenant text, "sheetId" text)
      where t.tenant = c.tenant and coalesce(t."sheetId", c.sheet_id) = c.sheet_id))
  on conflict (connection_id) do update
    set trigger = excluded.trigger, requested_at = excluded.requested_at, attempted_at = null, done_at = null,
      is_full = excluded.is_full or (r.done_at is null and r.is_full)
    where r.requested_at < $6`

/** Asks for a sync of one connection. */
export async function requestSync(
  db: Queryable,
  connectionId: string,
  { full, now }: { full: boolean; now: Date },
): Promise<void> {
  await db.query(REQUEST, ['console', full, now, connectionId, null, now])
}

/**
 * RESYNC: asks for a full sync of these connections, or of all. Those for which that was done after `unlessSince` are
 * left alone: replicas that start together mean one resync. Returns how many were asked for.
 */
export async function requestResync(
  db: Queryable,
  targets: 'all' | readonly SyncTarget[],
  { now, unlessSince }: { now: Date; unlessSince: Date },
): Promise<number> {
  const named = targets === 'all' ? null : JSON.stringify(targets)
  const asked = await db.query(REQUEST, ['resync', true, now, null, named, unlessSince])
  return asked.rowCount ?? 0
}

/** Those of the targets that name no connection. */
export async function unknownTargets(db: Queryable, targets: readonly SyncTarget[]): Promise<SyncTarget[]> {
  const result = await db.query<SyncTarget>(
    `select t.tenant, t."sheetId"
     from jsonb_to_recordset($1) as t (tenant text, "sheetId" text)
     where not exists (
       select from sync.connection c
       where c.enabled and c.tenant = t.tenant and coalesce(t."sheetId", c.sheet_id) = c.sheet_id)`,
    [JSON.stringify(targets)],
  )
  return result.rows
}

/**
 * Notes that a run is lost that was to answer a request, if there was one when it began: from now on the connection's
 * plan counts. What was asked for since is still to be tried.
 */
export async function noteLostAttempt(
  db: Queryable,
  connectionId: string,
  { startedAt, now }: { startedAt: Date; now: Date },
): Promise<void> {
  await db.query(
    'update sync.request set attempted_at = $3 where connection_id = $1 and done_at is null and requested_at <= $2',
    [connectionId, startedAt, now],
  )
}
