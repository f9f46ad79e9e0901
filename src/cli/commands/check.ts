import type { Command } from 'commander'
import type { Connection } from '../../connections/model.ts'
import { reactivate } from '../../connections/reactivate.ts'
import { SyncError } from '../../core/errors.ts'
import { oneLine } from '../../core/oneLine.ts'
import type { Column } from '../../smartsheet/model.ts'
import { type App, type CommandContext, withApp } from '../context.ts'
import { diagnose } from '../doctor/diagnose.ts'
import type { Finding } from '../doctor/finding.ts'
import { examineGraph, ruleLines } from '../doctor/graph.ts'
import { jsonOption, sheetOption, type Target, tenantOption } from '../options.ts'
import { addressOf } from '../sheet.ts'

interface Options extends Partial<Target> {
  graph?: boolean
  json?: boolean
}

export function addCheck(program: Command, context: CommandContext): void {
  program
    .command('check')
    .description(
      'find out why a sheet does not sync: key, budget, region, plan, clock, sheet, permission, columns, mapping; ' +
        'or whether the graph is what the sheets made of it',
    )
    .usage(
      '--tenant <tenant> --sheet <id> [--graph] [options]\n       smartsheet-sync check --graph [--tenant <tenant>] [options]',
    )
    .addOption(tenantOption())
    .addOption(sheetOption())
    .option('--graph', 'look through the graph, of one tenant or of all, for what must not be there')
    .addOption(jsonOption())
    .action((options: Options) => {
      const { target, graph } = questionsOf(options)
      return withApp(context, async (app) => {
        const sheet = target === null ? null : await checkSheet(app, target, context)
        const rules = graph ? await examineGraph(app, options.tenant ?? null, context) : null
        const ok = sheet?.ok !== false && (rules?.every((rule) => rule.ok) ?? true)
        context.terminal.out(
          options.json
            ? JSON.stringify({ ...sheet?.json, ...(rules && { rules }), ok }, null, 2)
            : [...(sheet?.lines ?? []), ...(rules?.flatMap(ruleLines) ?? [])].join('\n'),
        )
        return ok ? 0 : 1
      })
    })
}

/** What is asked for: a sheet, the graph, or both. */
function questionsOf({ tenant, sheet, graph = false }: Options): { target: Target | null; graph: boolean } {
  if (sheet !== undefined && tenant === undefined)
    throw new SyncError('usage', 'Say whose sheet that is: --tenant T')
  if (tenant !== undefined && sheet !== undefined) return { target: { tenant, sheet }, graph }
  if (graph) return { target: null, graph }
  throw new SyncError('usage', 'Say what to check: --tenant T --sheet ID, or --graph')
}

interface SheetReport {
  ok: boolean
  json: object
  lines: string[]
}

async function checkSheet(app: App, target: Target, context: CommandContext): Promise<SheetReport> {
  const found = await addressOf(app, target)
  const { findings, columns } = await diagnose(app, found, context)
  const ok = findings.every((finding) => finding.ok)
  const cleared = ok && found.connection !== null && (await clear(app, found.connection))
  return {
    ok,
    json: { ok, cleared, findings, columns: columns.map(columnJson) },
    lines: [...findings.flatMap(lines), ...(cleared ? [CLEARED] : [])],
  }
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
