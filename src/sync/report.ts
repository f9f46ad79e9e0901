import type { Connection } from '../connections/model.ts'
import type { ApiKeySources } from '../connections/apiKey.ts'
import type { Clock } from '../core/clock.ts'
import type { Logger } from '../core/logger.ts'
import type { NodeLabel } from '../core/labels.ts'
import type { ExternalSource, RowIssue } from '../mapping/record.ts'
import type { Change, RunFigures, RunStatus, RunTrigger } from '../runs/model.ts'
import type { Pool } from 'pg'

/** What a sync works with, whoever starts it (command line, worker, console). */
export interface SyncContext {
  pool: Pool
  logger: Logger
  clock: Clock
  settings: SyncSettings
}

/** The part of the configuration that a sync needs. */
export interface SyncSettings {
  /** SECRETS_KEY and SMARTSHEET_ACCESS_TOKEN: where API keys come from. */
  keys: ApiKeySources
  /** SMARTSHEET_BASE_URL: for connections that name no base URL of their own. */
  baseUrl: string | null
  /** Rows a page; null lets the reader choose. */
  pageSize: number | null
  /** SMARTSHEET_REQUESTS_PER_MINUTE: what may be sent with one API key, over all replicas. */
  requestsPerMinute: number
  /** Of this process, `host/pid`. */
  worker: string
}

export type SyncPhase = 'version' | 'reading' | 'resolving' | 'merging'

export interface SyncProgress {
  phase: SyncPhase
  rowsRead: number
  /** Null until the sheet has said how many rows it has. */
  rowsTotal: number | null
}

export interface SyncRequest {
  connection: Connection
  trigger: RunTrigger
  /** Ignore the version gate and all hashes. */
  full: boolean
  /** The same work in a transaction that is rolled back. */
  dryRun: boolean
  /**
   * Apply removals that the guard would hold (R12): as many rows as were told of when they were held (true), or up to
   * a number.
   */
  allowRemovals: boolean | number
  onProgress?: (progress: SyncProgress) => void
  signal?: AbortSignal
  /** The job of the queue that this is an attempt of. */
  jobId?: string
  /** When this sync was asked for (connections/requests.ts), where somebody did. */
  answers?: Date
}

/** What the suggester proposed for one column. */
export interface ProposedColumn {
  title: string
  target: string | null
  /** False also where the target went to another column: then this one stays a custom field. */
  mapped: boolean
  confidence: number
  reason: string
}

/** Of each kind of entity a preview shows so many that would be created, changed and archived. */
export const PREVIEWED = 20

export interface PreviewedEntity {
  label: NodeLabel
  outcome: 'created' | 'updated' | 'archived'
  /** Null where it has none. */
  name: string | null
  /** Permalink of a row that it comes from. */
  rowUrl: string | null
  /** Field by field; of a created one every field, with null for what was before. */
  changes: readonly Change[]
}

/** What a dry run would do; the counts of its report say to how many. */
export interface Preview {
  entities: readonly PreviewedEntity[]
  issues: readonly RowIssue[]
}

/** Removals that wait for a person (R12), as that person has to know them. */
export interface HeldRemovals {
  rows: number
  /** Of these, rows that are not in the sheet any more; the others are, and stand for less than they did. */
  vanished: number
  /** What the rows that are still there would not stand for any more. */
  lost: readonly ExternalSource[]
  /** How many somebody had allowed; null: nobody had. */
  allowed: number | null
}

export interface SyncReport extends RunFigures {
  /** Null where the sync did not get as far as a run (no key, another one at work). */
  runId: string | null
  tenant: string
  sheetId: string
  sheetName: string | null
  status: Exclude<RunStatus, 'running'>
  dryRun: boolean
  errorCode: string | null
  errorMessage: string | null
  /** What to do about the error. */
  remedy: string | null
  durationMs: number
  /** How many requests ended how: by HTTP status, or by what kept them from one. */
  apiOutcomes: Readonly<Record<string, number>>
  issues: { warnings: number; errors: number }
  /** What waits for a person; null where nothing does. */
  held: HeldRemovals | null
  /**
   * `chosen`: this run had no stored mapping and saved the suggester's. `proposal` has its columns then,
   * and also where the run failed with `needs_mapping`; empty otherwise.
   */
  mapping: { chosen: boolean; proposal: readonly ProposedColumn[] }
  /** Of a dry run that read the sheet; null for any other. */
  preview: Preview | null
}
