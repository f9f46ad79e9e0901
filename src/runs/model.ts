import type { Json } from '../core/json.ts'
import type { NodeLabel } from '../core/labels.ts'

/** What set a run off. */
export type RunTrigger = 'schedule' | 'resync' | 'cli' | 'console'

export type RunStatus = 'running' | 'succeeded' | 'unchanged' | 'partial' | 'held' | 'failed' | 'superseded'

export interface EntityCounts {
  created: number
  updated: number
  unchanged: number
  archived: number
}

/** Per node label; a label that the sheet has nothing of is absent. */
export type RunCounts = Partial<Record<NodeLabel, EntityCounts>>

/** What a run did, known when it ends (and, while it goes on, as far as it is known). */
export interface RunFigures {
  sheetVersion: string | null
  rowsRead: number
  rowsMapped: number
  rowsEmpty: number
  rowsRejected: number
  counts: RunCounts
  removalsHeld: number
  apiRequests: number
  apiRetries: number
}

/** Of a run that read no row. */
export const NO_FIGURES: RunFigures = {
  sheetVersion: null,
  rowsRead: 0,
  rowsMapped: 0,
  rowsEmpty: 0,
  rowsRejected: 0,
  counts: {},
  removalsHeld: 0,
  apiRequests: 0,
  apiRetries: 0,
}

export interface Run extends RunFigures {
  id: string
  connectionId: string
  tenant: string
  sheetId: string
  trigger: RunTrigger
  status: RunStatus
  /** `host/pid` of the process that runs or ran it. */
  worker: string | null
  startedAt: Date
  finishedAt: Date | null
  heartbeatAt: Date | null
  errorCode: string | null
  errorMessage: string | null
}

/** One field of one entity that a run updated, or an entity that it archived. */
export interface Change {
  label: string
  nodeId: string
  /** The entity's name as it is now; null where it has none. */
  nodeName: string | null
  field: string
  oldValue: Json
  newValue: Json
  /** Where the values are ids of other entities: the names of those. */
  oldName: string | null
  newName: string | null
  rowId: string | null
  /** Permalink of that row, or of another one of the entity; null where no row speaks of it any more. */
  rowUrl: string | null
}

/** A cell or row that the last run could not use as it is (R5); the shape of mapping's RowIssue. */
export interface StoredIssue {
  severity: 'warning' | 'error'
  code: string
  message: string
  rowId: string | null
  rowNumber: number | null
  columnId: string | null
  columnTitle: string | null
  valueExcerpt: string | null
  permalink: string | null
}
