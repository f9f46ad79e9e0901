import type { Pool } from 'pg'
import { thisWorker } from '../src/connections/lease.ts'
import { findConnection, saveConnection } from '../src/connections/store.ts'
import { systemClock } from '../src/core/clock.ts'
import { createLogger } from '../src/core/logger.ts'
import type { SyncReport } from '../src/sync/report.ts'
import { runSync } from '../src/sync/sync.ts'
import type { SheetServer } from './sheetServer.ts'

/** Syncs a sheet for a tenant, connecting it where it is not yet; throws where that fails. */
export async function syncSheet(
  pool: Pool,
  tenant: string,
  { baseUrl, apiKey, sheetId }: SheetServer,
): Promise<SyncReport> {
  const target = { tenant, sheetId }
  const connection =
    (await findConnection(pool, tenant, sheetId)) ??
    (await saveConnection(pool, target, {}, { intervalHours: 1, now: new Date() })).connection
  const settings = {
    keys: { secrets: { current: null, previous: [] }, accessToken: apiKey },
    baseUrl,
    pageSize: null,
    // What is measured is the work, not waiting.
    requestsPerMinute: 100_000,
    // By this a process that died in a sync keeps nobody from the next one.
    worker: thisWorker(),
  }
  const report = await runSync(
    { pool, logger: createLogger('warn'), clock: systemClock, settings },
    { connection, trigger: 'cli', full: false, dryRun: false, allowRemovals: false },
  )
  if (report.errorMessage !== null) throw new Error(report.errorMessage)
  return report
}
