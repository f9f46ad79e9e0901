import type { Command } from 'commander'
import type { Connection } from '../../connections/model.ts'
import { reactivate } from '../../connections/reactivate.ts'
import { type App, type CommandContext, withApp } from '../context.ts'
import { diagnose } from '../doctor/diagnose.ts'
import type { Finding } from '../doctor/finding.ts'
import { jsonOption, sheetOption, type Target, tenantOption } from '../options.ts'
import { oneLine } from '../../core/oneLine.ts'
import { addressOf } from '../sheet.ts'
import type { Column } from '../../smartsheet/model.ts'

export function addCheck(program: Command, context: CommandContext): void {
  program
    .command('check')
    .description(
      'find out why a sheet does not sync: key, budget, region, plan, clock, sheet, permission, columns, mapping',
    )
    .usage('--tenant <tenant> --sheet <id> [options]')
    .addOption(tenantOption().makeOptionMandatory())
    .addOption(sheetOption().makeOptionMandatory())
    .addOption(jsonOption())
    .action(({ json, ...target }: Target & { json?: boolean }) =>
      withApp(context, async (app) => {
        const found = await addressOf(app, target)
        const { findings, columns } = await diagnose(app, found, context)
        const ok = findings.every((finding) => finding.ok)
        const cleared = ok && found.connection !== null && (await clear(app, found.connection))
        context.terminal.out(
          json
            ? JSON.stringify({ ok, cleared, findings, columns: columns.map(columnJson) }, null, 2)
            : [...findings.flatMap(lines), ...(cleared ? [CLEARED] : [])].join('\n'),
        )
        return ok ? 0 : 1
      }),
    )
}

const CLEARED = 'Nothing is in its way any more: it is active again, and due now.'

/** R18: what failed before does not any more. */
const clear = ({ pool, clock }: App, { id }: Connection): Promise<boolean> =>
  reactivate(pool, id, clock.now())

const columnJson = ({ id, title, type, systemColumnType, hidden }: Column) => ({
  id,
  title,
  type,
  system_column_type: systemColumnType,
  hidden,
})

const lines = ({ check, ok, text, remedy }: Finding): string[] => [
  `${!ok ? '✗' : remedy === null ? '✓' : '!'} ${check.padEnd(10)}  ${oneLine(text)}`,
  ...(remedy === null ? [] : [`  → ${remedy}`]),
]
