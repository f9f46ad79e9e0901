import type { Queryable } from './model.ts'

/**
 * `public.tenant_settings` with its values trimmed: they are pasted by people, and blanks, tabs and line ends
 * around a value are none of it. Columns id, tenant, sheet_id, api_key.
 */
export const SETTINGS = String.raw`(
  select id, btrim(tenant_name, E' \t\r\n') as tenant, btrim(smart_sheet_id, E' \t\r\n') as sheet_id,
    btrim(smart_sheet_access_token, E' \t\r\n') as api_key
  from public.tenant_settings) settings`

// One statement, so that no reader sees a changed sheet id half-way. A connection that an operator stopped
// (`paused`) stays stopped; one that `connect` made keeps what it was given.
const ADOPT = `
  with wanted as (
    select distinct on (tenant) tenant, sheet_id
    from ${SETTINGS}
    where tenant <> '' and sheet_id <> '' and api_key <> ''
    order by tenant, id
  ), adopted as (
    insert into sync.connection as c (tenant, sheet_id, source, interval_hours, next_due_at)
    select tenant, sheet_id, 'settings', $1, $2 from wanted
    -- A conflict locks its row even where it changes nothing, and a merge holds the lock of its connection.
    where not exists (
      select from sync.connection k
      where k.tenant = wanted.tenant and k.sheet_id = wanted.sheet_id
        and (k.enabled or k.source <> 'settings' or k.state = 'paused'))
    on conflict (tenant, sheet_id) do update
      set enabled = true, next_due_at = excluded.next_due_at, last_version = null, updated_at = $2
      where c.source = 'settings' and not c.enabled and c.state <> 'paused'
    returning 1
  ), released as (
    update sync.connection c set enabled = false, updated_at = $2
    -- One that merges right now is released next time: nobody else waits for it.
    where c.id in (
      select k.id from sync.connection k
      where k.source = 'settings' and k.enabled
        and not exists (select from wanted w where w.tenant = k.tenant and w.sheet_id = k.sheet_id)
      for update skip locked)
    returning 1
  )
  select (select count(*) from adopted)::int as adopted, (select count(*) from released)::int as released`

export interface Adopted {
  /** Connections that are new, or back. */
  adopted: number
  /** Connections whose settings are gone. */
  released: number
}

/**
 * Makes the connections equal to `public.tenant_settings`: a row with both columns set is a connection, which
 * appears, changes and disappears with it. Of several rows of a tenant the first by id counts.
 */
export async function adoptTenantSettings(
  db: Queryable,
  options: { intervalHours: number; now: Date },
): Promise<Adopted> {
  const result = await db.query<Adopted>(ADOPT, [options.intervalHours, options.now])
  return result.rows[0] ?? { adopted: 0, released: 0 }
}

/** The sheet that `public.tenant_settings` names for a tenant, and would connect (again); null: none. */
export async function sheetInSettings(db: Queryable, tenant: string): Promise<string | null> {
  const result = await db.query<{ sheet_id: string }>(
    `select sheet_id from ${SETTINGS} where tenant = $1 and sheet_id <> '' and api_key <> '' order by id limit 1`,
    [tenant],
  )
  return result.rows[0]?.sheet_id ?? null
}
