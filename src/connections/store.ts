import type { Json } from '../core/json.ts'
import { type Connection, type ConnectionRow, type Queryable, type Region, toConnection } from './model.ts'

export interface ConnectionFilter {
  tenant?: string
  sheetId?: string
  /** Leave out those that are disconnected. */
  enabledOnly?: boolean
}

export async function listConnections(db: Queryable, filter: ConnectionFilter = {}): Promise<Connection[]> {
  const result = await db.query<ConnectionRow>(
    `select * from sync.connection
     where ($1::text is null or tenant = $1) and ($2::text is null or sheet_id = $2) and (enabled or not $3)
     order by tenant, created_at, sheet_id`,
    [filter.tenant ?? null, filter.sheetId ?? null, filter.enabledOnly ?? false],
  )
  return result.rows.map(toConnection)
}

export async function findConnection(
  db: Queryable,
  tenant: string,
  sheetId: string,
): Promise<Connection | null> {
  const result = await db.query<ConnectionRow>(
    'select * from sync.connection where tenant = $1 and sheet_id = $2',
    [tenant, sheetId],
  )
  const row = result.rows[0]
  return row === undefined ? null : toConnection(row)
}

export async function connectionById(db: Queryable, id: string): Promise<Connection | null> {
  const result = await db.query<ConnectionRow>('select * from sync.connection where id = $1', [id])
  const row = result.rows[0]
  return row === undefined ? null : toConnection(row)
}

/** What `connect` was told; what is absent stays as it is, or takes the default of a new connection. */
export interface ConnectionSettings {
  /** Sealed; null: use that of tenant_settings or the environment. */
  apiKey?: string | null
  region?: Region
  baseUrl?: string | null
  intervalHours?: number
  comments?: boolean
  mapping?: object | null
  /** Goes with `mapping`: the columns that it was checked against; without, those that the next sync finds. */
  knownColumns?: object | null
  sheetName?: string | null
}

// What changes how the sheet is read or mapped opens the version gate (R1). Connecting again what was
// disconnected makes it the operator's own, also where tenant_settings had brought it.
const SAVE = `
  insert into sync.connection as c
    (tenant, sheet_id, source, api_key, region, base_url, interval_hours, comments, mapping, known_columns, sheet_name,
    next_due_at)
  select $1, $2, 'cli', s.api_key, s.region, s.base_url, coalesce(s.interval_hours, $4),
    coalesce(s.comments, false), s.mapping, s.known_columns, s.sheet_name, $5
  from jsonb_to_record($3) as s (api_key text, region text, base_url text, interval_hours int, comments boolean,
    mapping jsonb, known_columns jsonb, sheet_name text)
  on conflict (tenant, sheet_id) do update set
    source = case when c.enabled then c.source else 'cli' end,
    api_key = case when $3 ? 'api_key' then excluded.api_key else c.api_key end,
    region = case when $3 ? 'region' then excluded.region else c.region end,
    base_url = case when $3 ? 'base_url' then excluded.base_url else c.base_url end,
    interval_hours = case when $3 ? 'interval_hours' then excluded.interval_hours else c.interval_hours end,
    comments = case when $3 ? 'comments' then excluded.comments else c.comments end,
    mapping = case when $3 ? 'mapping' then excluded.mapping else c.mapping end,
    known_columns = case when $3 ? 'mapping' then excluded.known_columns else c.known_columns end,
    sheet_name = case when $3 ? 'sheet_name' then excluded.sheet_name else c.sheet_name end,
    last_version = case when not c.enabled or $3 ?| array['base_url', 'region', 'comments', 'mapping']
      then null else c.last_version end,
    enabled = true,
    state = 'active',
    consecutive_failures = 0,
    next_due_at = $5,
    updated_at = $5
  returning c.*, (xmax = 0) as created`

/** Adds a connection, or changes of an existing one what is given; both make it due at once. */
export async function saveConnection(
  db: Queryable,
  target: { tenant: string; sheetId: string },
  settings: ConnectionSettings,
  defaults: { intervalHours: number; now: Date },
): Promise<{ connection: Connection; created: boolean }> {
  const given = {
    api_key: settings.apiKey,
    region: settings.region,
    base_url: settings.baseUrl,
    interval_hours: settings.intervalHours,
    comments: settings.comments,
    mapping: settings.mapping,
    known_columns: settings.knownColumns,
    sheet_name: settings.sheetName,
  }
  const result = await db.query<ConnectionRow & { created: boolean }>(SAVE, [
    target.tenant,
    target.sheetId,
    JSON.stringify(given),
    defaults.intervalHours,
    defaults.now,
  ])
  const [row] = result.rows
  if (row === undefined) throw new Error('saving a connection returned no row')
  return { connection: toConnection(row), created: row.created }
}

/** Stops syncing; the connection, its history and its contributions stay. Returns what was stopped. */
export async function disconnect(
  db: Queryable,
  target: { tenant: string; sheetId?: string },
  now: Date,
): Promise<Connection[]> {
  const result = await db.query<ConnectionRow>(
    `update sync.connection set enabled = false, state = 'paused', updated_at = $3
     where tenant = $1 and ($2::text is null or sheet_id = $2) and (enabled or state <> 'paused')
     returning *`,
    [target.tenant, target.sheetId ?? null, now],
  )
  return result.rows.map(toConnection)
}

/**
 * Stores a mapping and opens the version gate (R1), so that the next sync applies it to every row. Without the
 * columns that it was checked against, those that the next sync finds are known (R9).
 */
export async function setMapping(
  db: Queryable,
  connectionId: string,
  { mapping, knownColumns = null }: { mapping: object; knownColumns?: object | null },
  now: Date,
): Promise<void> {
  await db.query(
    `update sync.connection
     set mapping = $2, known_columns = $4, last_version = null, updated_at = $3, next_due_at = least(next_due_at, $3),
       state = case when state = 'needs_mapping' then 'active' else state end
     where id = $1`,
    [connectionId, JSON.stringify(mapping), now, jsonOrNull(knownColumns)],
  )
}

/**
 * Keeps the mapping that a run worked with, its columns pinned, and the columns that it found, in place of those that
 * the run began with. False when somebody has meanwhile saved a mapping, or asked for comments: that is still to be
 * applied.
 */
export async function keepMapping(
  db: Queryable,
  connection: Pick<Connection, 'id' | 'mapping' | 'knownColumns' | 'comments'>,
  used: { mapping: object; knownColumns: object },
): Promise<boolean> {
  const kept = await db.query(
    `update sync.connection set mapping = $3, known_columns = $6
     where id = $1 and mapping is not distinct from $2::jsonb and known_columns is not distinct from $5::jsonb
       and comments = $4`,
    [
      connection.id,
      jsonOrNull(connection.mapping),
      JSON.stringify(used.mapping),
      connection.comments,
      jsonOrNull(connection.knownColumns),
      JSON.stringify(used.knownColumns),
    ],
  )
  return kept.rowCount === 1
}

/** SQL's null is not the null of JSON. */
const jsonOrNull = (value: object | Json): string | null => (value === null ? null : JSON.stringify(value))

/**
 * Removes a connection, with its issues, requests and notices. What it has contributed is to be withdrawn first
 * (graph/withdraw.ts).
 */
export async function forgetConnection(db: Queryable, connectionId: string): Promise<void> {
  await db.query(
    `with unanswered as (delete from sync.request where connection_id = $1),
     untold as (delete from sync.notice where connection_id = $1),
     budgets as (
       delete from sync.api_budget b using sync.connection c
       where c.id = $1 and b.key_hash = c.key_hash
         and not exists (select from sync.connection k where k.key_hash = b.key_hash and k.id <> c.id))
     delete from sync.connection where id = $1`,
    [connectionId],
  )
}
