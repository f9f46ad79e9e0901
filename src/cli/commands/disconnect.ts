import type { Command } from 'commander'
import { disconnect } from '../../connections/store.ts'
import { SyncError } from '../../core/errors.ts'
import { type CommandContext, withApp } from '../context.ts'
import { sheetOption, tenantOption } from '../options.ts'

interface Options {
  tenant: string
  sheet?: string
  all?: boolean
}

export function addDisconnect(program: Command, context: CommandContext): void {
  program
    .command('disconnect')
    .description('stop syncing a sheet; what it brought stays in the graph')
    .addOption(tenantOption().makeOptionMandatory())
    .addOption(sheetOption().conflicts('all'))
    .option('--all', 'every sheet of the tenant')
    .action(({ tenant, sheet, all }: Options) =>
      withApp(context, async ({ pool }) => {
        if (sheet === undefined && all !== true) {
          throw new SyncError('usage', 'Say which sheet: --sheet ID, or --all for every sheet of the tenant')
        }
        const stopped = await disconnect(
          pool,
          { tenant, ...(sheet && { sheetId: sheet }) },
          context.clock.now(),
        )
        if (stopped.length === 0) {
          const what = sheet === undefined ? 'no connection' : `no connection to sheet ${sheet}`
          throw new SyncError('connection_not_found', `Tenant ${tenant} has ${what} to stop`)
        }
        for (const { sheetId, sheetName } of stopped) {
          context.terminal.out(`Disconnected ${sheetName ?? 'sheet'} (${sheetId}) of ${tenant}.`)
        }
        return 0
      }),
    )
}
