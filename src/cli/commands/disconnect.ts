import type { Command } from 'commander'
import { sheetInSettings } from '../../connections/settings.ts'
import { disconnect } from '../../connections/store.ts'
import { SyncError } from '../../core/errors.ts'
import { purgeSheet, purgeTenant } from '../../sync/purge.ts'
import { type App, type CommandContext, withApp } from '../context.ts'
import { requireConnection, sheetOption, type Target, tenantOption } from '../options.ts'
import { shortId } from '../output/format.ts'
import { countsPhrase } from '../output/labels.ts'
import { oneLine } from '../../core/oneLine.ts'

interface Options {
  tenant: string
  sheet?: string
  all?: boolean
  purge?: boolean
}

export function addDisconnect(program: Command, context: CommandContext): void {
  program
    .command('disconnect')
    .description('stop syncing a sheet; what it brought stays in the graph')
    .usage('--tenant <tenant> (--sheet <id> | --all) [options]')
    .addOption(tenantOption().makeOptionMandatory())
    .addOption(sheetOption().conflicts('all'))
    .option('--all', 'every sheet of the tenant')
    .option(
      '--purge',
      'also withdraw what the sheet brought; with --all: erase the tenant, from the graph too, for good',
    )
    .action((options: Options) =>
      withApp(context, async (app) => {
        context.terminal.out((await apply(app, options, context)).join('\n'))
        return 0
      }),
    )
}

function apply(app: App, options: Options, context: CommandContext): Promise<string[]> {
  const { tenant, sheet, all, purge } = options
  if (sheet !== undefined) return purge ? withdraw(app, { tenant, sheet }) : stop(app, options, context)
  if (all) return purge ? erase(app, tenant) : stop(app, options, context)
  throw new SyncError('usage', 'Say which sheet: --sheet ID, or --all for every sheet of the tenant')
}

async function stop(app: App, { tenant, sheet }: Options, context: CommandContext): Promise<string[]> {
  const target = { tenant, ...(sheet && { sheetId: sheet }) }
  const stopped = await disconnect(app.pool, target, context.clock.now())
  if (stopped.length === 0) {
    const what = sheet === undefined ? 'no connection' : `no connection to sheet ${sheet}`
    throw new SyncError('connection_not_found', `Tenant ${tenant} has ${what} to stop`)
  }
  return stopped.map(
    ({ sheetId, sheetName }) => `Disconnected ${oneLine(sheetName ?? 'sheet')} (${sheetId}) of ${tenant}.`,
  )
}

async function withdraw(app: App, target: Target): Promise<string[]> {
  const { tenant, sheet } = target
  const connection = await requireConnection(app.pool, target)
  const { runId, counts } = await purgeSheet(app, connection)
  const withdrawn = countsPhrase(counts, 'archived')
  const changed = countsPhrase(counts, 'updated')
  return [
    `Purged ${oneLine(connection.sheetName ?? 'sheet')} (${sheet}) of ${tenant}: the connection is gone.`,
    withdrawn === '' ? 'Nothing in the graph was its alone.' : `Withdrawn from the graph: ${withdrawn}.`,
    ...(changed === '' ? [] : [`Changed, because others speak for them too: ${changed}.`]),
    `→ What was withdrawn, one by one: smartsheet-sync runs show ${shortId(runId)}`,
    ...(await settingsNote(app, target)),
  ]
}

async function erase(app: App, tenant: string): Promise<string[]> {
  if (!(await purgeTenant(app, tenant))) {
    throw new SyncError('connection_not_found', `There is nothing of tenant ${tenant} to erase`)
  }
  return [
    `Erased tenant ${tenant}: its connections, runs and issues, and all that the graph had of it.`,
    ...(await settingsNote(app, { tenant })),
  ]
}

/** customerOS's own table is not ours to change, and brings back what it names. */
async function settingsNote(
  app: App,
  { tenant, sheet }: Pick<Options, 'tenant' | 'sheet'>,
): Promise<string[]> {
  const named = await sheetInSettings(app.pool, tenant)
  if (named === null || (sheet !== undefined && sheet !== named)) return []
  return [
    `→ A row of customerOS's public.tenant_settings names sheet ${named} for ${tenant}: the next sync connects it ` +
      'again, unless that row goes too.',
  ]
}
