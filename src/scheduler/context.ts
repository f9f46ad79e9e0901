import { fingerprint } from '../connections/apiKey.ts'
import type { RequestTrigger, SyncTarget } from '../connections/requests.ts'
import type { SyncContext, SyncReport } from '../sync/report.ts'
import type { SendNotice } from './webhook.ts'

export type { RequestTrigger, SyncTarget }

export interface ScheduleSettings {
  /** SYNC_CRON: when the worker looks for what is due. */
  cron: string
  /** SYNC_INTERVAL_HOURS: of connections that `tenant_settings` brings. */
  intervalHours: number
  /** SYNC_CONCURRENCY: syncs at once in this process. */
  concurrency: number
  /** RESYNC: what is to be synced in full at start. */
  resync: 'all' | readonly SyncTarget[]
}

/** SHA-256 of SMARTSHEET_ACCESS_TOKEN; null: there is none. */
export const environmentKeyOf = ({ settings }: SyncContext): string | null =>
  settings.keys.accessToken === null ? null : fingerprint(settings.keys.accessToken)

/** What the worker works with. */
export interface WorkerContext extends SyncContext {
  schedule: ScheduleSettings
  /** Where notices are sent; null: they are logged only. */
  send: SendNotice | null
  /** Told of every run that ended here. */
  onRun: (report: SyncReport) => void
}
