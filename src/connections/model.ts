import type { ClientBase } from 'pg'
import type { Json } from '../core/json.ts'

/** A pool, or one client inside a transaction. */
export type Queryable = Pick<ClientBase, 'query'>

export const REGIONS = ['us', 'eu', 'au', 'gov'] as const
export type Region = (typeof REGIONS)[number]

export type ConnectionState = 'active' | 'needs_mapping' | 'needs_attention' | 'paused'

/** Where a connection comes from: a row of `public.tenant_settings`, or `connect`. */
export type ConnectionSource = 'settings' | 'cli'

/** A sheet of a tenant that is kept in sync. */
export interface Connection {
  id: string
  tenant: string
  sheetId: string
  sheetName: string | null
  source: ConnectionSource
  /** Sealed (sealing.ts); null: the key of tenant_settings, else SMARTSHEET_ACCESS_TOKEN. */
  apiKey: string | null
  /** Null: not given; the key tells it (keyRegion.ts). */
  region: Region | null
  baseUrl: string | null
  intervalHours: number
  enabled: boolean
  /** As stored; null: not yet known. */
  mapping: Json
  /** The sheet's columns as the mapping knows them, as stored (mapping/knownColumns.ts); null: not yet. */
  knownColumns: Json
  comments: boolean
  state: ConnectionState
  /** Null opens the version gate (R1). */
  lastVersion: string | null
  lastFullReadAt: Date | null
  lastSuccessAt: Date | null
  nextDueAt: Date
  consecutiveFailures: number
  currentRunId: string | null
}

/** A row of `sync.connection` as the driver gives it: int8 as text, timestamptz as Date. */
export interface ConnectionRow {
  id: string
  tenant: string
  sheet_id: string
  sheet_name: string | null
  source: ConnectionSource
  api_key: string | null
  region: Region | null
  base_url: string | null
  interval_hours: number
  enabled: boolean
  mapping: Json
  known_columns: Json
  comments: boolean
  state: ConnectionState
  last_version: string | null
  last_full_read_at: Date | null
  last_success_at: Date | null
  next_due_at: Date
  consecutive_failures: number
  current_run_id: string | null
}

export const toConnection = (row: ConnectionRow): Connection => ({
  id: row.id,
  tenant: row.tenant,
  sheetId: row.sheet_id,
  sheetName: row.sheet_name,
  source: row.source,
  apiKey: row.api_key,
  region: row.region,
  baseUrl: row.base_url,
  intervalHours: row.interval_hours,
  enabled: row.enabled,
  mapping: row.mapping,
  knownColumns: row.known_columns,
  comments: row.comments,
  state: row.state,
  lastVersion: row.last_version,
  lastFullReadAt: row.last_full_read_at,
  lastSuccessAt: row.last_success_at,
  nextDueAt: row.next_due_at,
  consecutiveFailures: row.consecutive_failures,
  currentRunId: row.current_run_id,
})
