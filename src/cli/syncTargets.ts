import type { Connection } from '../connections/model.ts'
import { forgetConnection, listConnections, saveConnection } from '../connections/store.ts'
import { ERRORS, SyncError } from '../core/errors.ts'
import { NO_FIGURES } from '../runs/model.ts'
import type { SyncReport, SyncRequest } from '../sync/report.ts'
import type { App } from './context.ts'
import { isErrorCode } from './failure.ts'

/** The tenant of sheets that are synced without any set-up. */
const DEFAULT_TENANT = 'default'

export interface Targets {
  connections: readonly Connection[]
  /** The one connection was made up for this sync: a sheet id and SMARTSHEET_ACCESS_TOKEN were all there was. */
  implicit: boolean
}

/** Which connections `sync` means. Throws `connection_not_found` when those that were named are none. */
export async function chooseTargets(
  app: App,
  { tenant, sheet }: { tenant?: string; sheet?: string },
): Promise<Targets> {
  const found = await listConnections(app.pool, {
    ...(tenant && { tenant }),
    ...(sheet && { sheetId: sheet }),
  })
  const connections = found.filter((connection) => connection.enabled)
  if (connections.length > 0) return { connections, implicit: false }
  if (found.length > 0 && sheet !== undefined) {
    throw new SyncError('connection_not_found', `Sheet ${sheet} is disconnected`, {
      remedy: 'Connect it again with `connect`.',
    })
  }
  if (sheet !== undefined && (tenant ?? DEFAULT_TENANT) === DEFAULT_TENANT) return implicitTarget(app, sheet)
  if (tenant !== undefined) {
    const what = sheet === undefined ? 'no connection' : `no connection to sheet ${sheet}`
    throw new SyncError('connection_not_found', `Tenant ${tenant} has ${what}`)
  }
  return { connections, implicit: false }
}

async function implicitTarget(app: App, sheetId: string): Promise<Targets> {
  if (app.settings.keys.accessToken === null) {
    throw new SyncError(
      'key_missing',
      `Sheet ${sheetId} is not connected, and there is no API key to read it with`,
    )
  }
  const { connection } = await saveConnection(
    app.pool,
    { tenant: DEFAULT_TENANT, sheetId },
    {},
    { intervalHours: app.config.sync.intervalHours, now: app.clock.now() },
  )
  return { connections: [connection], implicit: true }
}

/**
 * Keeps an implicit connection only where it came to something: a dry run promises to leave nothing, and a
 * mistyped sheet id is not to be asked for every hour from now on.
 */
export async function settleImplicit(app: App, connection: Connection, report: SyncReport): Promise<void> {
  const code = report.errorCode
  const hopeless =
    report.status === 'failed' && code !== 'needs_mapping' && isErrorCode(code) && ERRORS[code].permanent
  if (report.dryRun || hopeless) await forgetConnection(app.pool, connection.id)
}

/** The report of a sync that did not get as far as a run. */
export function notStarted({ connection, dryRun }: SyncRequest, error: SyncError): SyncReport {
  return {
    ...NO_FIGURES,
    runId: null,
    tenant: connection.tenant,
    sheetId: connection.sheetId,
    sheetName: connection.sheetName,
    status: 'failed',
    dryRun,
    errorCode: error.code,
    errorMessage: error.message,
    remedy: error.remedy,
    durationMs: 0,
    apiOutcomes: {},
    issues: { warnings: 0, errors: 0 },
    held: null,
    preview: null,
    mapping: { chosen: false, proposal: [] },
  }
}
