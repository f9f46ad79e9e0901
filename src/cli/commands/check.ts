import type { Command } from 'commander'
import { type CommandContext, withApp } from '../context.ts'
import { diagnose, type Finding } from '../doctor.ts'
import { jsonOption, sheetOption, type Target, tenantOption } from '../options.ts'
import { oneLine } from '../output/table.ts'
import { addressOf } from '../sheet.ts'

export function addCheck(program: Command, context: CommandContext): void {
  program
    .command('check')
    .description('find out why a sheet does not sync: key, region, sheet, permission, columns, mapping')
    .usage('--tenant <tenant> --sheet <id> [options]')
    .addOption(tenantOption().makeOptionMandatory())
    .addOption(sheetOption().makeOptionMandatory())
    .addOption(jsonOption())
    .action(({ json, ...target }: Target & { json?: boolean }) =>
      withApp(context, async (app) => {
        const findings = await diagnose(app, await addressOf(app, target), context)
        const ok = findings.every((finding) => finding.ok)
        context.terminal.out(
          json ? JSON.stringify({ ok, findings }, null, 2) : findings.flatMap(lines).join('\n'),
        )
        return ok ? 0 : 1
      }),
    )
}

const lines = ({ check, ok, text, remedy }: Finding): string[] => [
  `${ok ? '✓' : '✗'} ${check.padEnd(10)}  ${oneLine(text)}`,
  ...(remedy === null ? [] : [`  → ${remedy}`]),
]
