import type { Command } from 'commander'
import { adoptTenantSettings } from '../../connections/settings.ts'
import type { Connection } from '../../connections/model.ts'
import { isSyncError, SyncError } from '../../core/errors.ts'
import type { SyncReport, SyncRequest } from '../../sync/report.ts'
import { runSync } from '../../sync/sync.ts'
import { type App, type CommandContext, type ExitCode, withApp, worse } from '../context.ts'
import { reportRunFailure } from '../failure.ts'
import { jsonOption, sheetOption, tenantOption, wholeNumber } from '../options.ts'
import { chooseTargets, notStarted, settleImplicit } from '../syncTargets.ts'
import { exitCodeOf, reportDocument, reportText } from '../syncReport.ts'

const IMPLICIT = `
Without --tenant and --sheet: every connection. A sheet that is not connected yet is read with
SMARTSHEET_ACCESS_TOKEN and connected for tenant "default".`

interface Options {
  tenant?: string
  sheet?: string
  full?: boolean
  dryRun?: boolean
  /** True without a number. */
  allowRemovals?: boolean | number
  json?: boolean
}

export function addSync(program: Command, context: CommandContext): void {
  program
    .command('sync')
    .description('sync now: one connection, those of a tenant, or all')
    .addOption(tenantOption())
    .addOption(sheetOption())
    .addHelpText('after', IMPLICIT)
    .option('--full', 'read and write everything anew, whatever the last sync knew')
    .option('--dry-run', 'show what a sync would do, and do nothing')
    .option(
      '--allow-removals [rows]',
      'also apply removals that were held because they are so many: as many rows as were told of, or up to a number',
      wholeNumber(0, 1_000_000),
    )
    .addOption(jsonOption())
    .action((options: Options) => {
      refuseNumberForMany(options)
      return withApp(context, (app) => syncAll(app, options, context))
    })
}

/** What one sheet was told of is no word for another. */
function refuseNumberForMany({ allowRemovals, sheet }: Options): void {
  if (typeof allowRemovals === 'number' && sheet === undefined) {
    throw new SyncError(
      'usage',
      '--allow-removals with a number is about one sheet: say which with --sheet ID',
    )
  }
}

async function syncAll(app: App, options: Options, context: CommandContext): Promise<ExitCode> {
  const { terminal } = context
  const now = context.clock.now()
  await adoptTenantSettings(app.pool, { intervalHours: app.config.sync.intervalHours, now })
  const { connections, implicit } = await chooseTargets(app, options)
  const reports: SyncReport[] = []
  for (const connection of connections) {
    if (context.signal.aborted) break
    const report = await syncOne(app, connection, { options, context })
    reports.push(report)
    if (implicit) await settleImplicit(app, connection, report)
  }
  if (options.json) {
    terminal.out(JSON.stringify(reportDocument(reports), null, 2))
  } else {
    terminal.out(reportText(reports, terminal.width))
    for (const report of reports) reportRunFailure(terminal, report)
  }
  return reports.map(exitCodeOf).reduce(worse, context.signal.aborted ? 1 : 0)
}

async function syncOne(
  app: App,
  connection: Connection,
  { options, context }: { options: Options; context: CommandContext },
): Promise<SyncReport> {
  const progress = context.terminal.progress(connection.sheetName ?? connection.sheetId)
  const request: SyncRequest = {
    connection,
    trigger: 'cli',
    full: options.full ?? false,
    dryRun: options.dryRun ?? false,
    allowRemovals: options.allowRemovals ?? false,
    onProgress: (step) => progress.show(step),
    signal: context.signal,
  }
  try {
    return await runSync(app, request)
  } catch (error) {
    // One connection without a key, or at work elsewhere, does not keep the others from their sync.
    if (isSyncError(error) && !error.code.startsWith('database')) return notStarted(request, error)
    throw error
  } finally {
    progress.clear()
  }
}
