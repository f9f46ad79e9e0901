import type { Logger } from '../core/logger.ts'
import type { SyncReport } from '../sync/report.ts'

/** One line for one run: what came of it, and nothing that stands in a cell (R19). */
export function logRun(logger: Logger, report: SyncReport): void {
  const { tenant, sheetId, runId, status, errorCode, errorMessage, remedy } = report
  const facts = { tenant, sheetId, runId, status, durationMs: Math.round(report.durationMs) }
  if (errorCode !== null) {
    const level = errorCode === 'interrupted' || errorCode === 'superseded' ? 'info' : 'warn'
    logger[level]({ ...facts, code: errorCode, reason: errorMessage, remedy }, 'Sync failed')
    return
  }
  const { rowsRead, rowsRejected, removalsHeld, apiRequests, apiRetries, issues } = report
  const read = { rowsRead, rowsRejected, removalsHeld, warnings: issues.warnings, errors: issues.errors }
  logger.info(
    { ...facts, ...(status === 'unchanged' ? {} : read), apiRequests, apiRetries },
    status === 'unchanged' ? 'Sheet is unchanged' : 'Sheet synced',
  )
}
