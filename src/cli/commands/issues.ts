import { type Command, Option } from 'commander'
import type { StoredIssue } from '../../runs/model.ts'
import { listIssues } from '../../runs/issues.ts'
import { type CommandContext, withApp } from '../context.ts'
import { requireConnection, sheetOption, type Target, tenantOption } from '../options.ts'
import { renderCsv } from '../output/csv.ts'
import { issueAsJson, issuesTable } from '../output/issues.ts'
import { oneLine } from '../../core/oneLine.ts'
import type { Terminal } from '../output/terminal.ts'

type Format = 'table' | 'csv' | 'json'

const CSV_TITLES =
  'row_number,row_id,column_title,column_id,severity,code,message,value_excerpt,permalink'.split(',')

export function addIssues(program: Command, context: CommandContext): void {
  program
    .command('issues')
    .description('rows and cells that the last sync could not use')
    .usage('--tenant <tenant> --sheet <id> [options]')
    .addOption(tenantOption().makeOptionMandatory())
    .addOption(sheetOption().makeOptionMandatory())
    .addOption(
      new Option('--format <format>', 'how to print them').choices(['table', 'csv', 'json']).default('table'),
    )
    .addOption(
      new Option('--bom', 'CSV that begins with a byte order mark, by which Excel knows UTF-8').implies({
        format: 'csv',
      }),
    )
    .action(({ format, bom = false, ...target }: Target & { format: Format; bom?: boolean }) =>
      withApp(context, async ({ pool }) => {
        const connection = await requireConnection(pool, target)
        const issues = await listIssues(pool, connection.id)
        if (format === 'csv') context.terminal.out(`${bom ? '\uFEFF' : ''}${csvOf(issues)}`)
        else print(context.terminal, issues, format)
        return 0
      }),
    )
}

/** One line a record, without the line end that the terminal adds. */
export function csvOf(issues: readonly StoredIssue[]): string {
  const records = issues.map((issue) =>
    Object.values(issueAsJson(issue)).map((value) => (typeof value === 'string' ? oneLine(value) : value)),
  )
  return renderCsv([CSV_TITLES, ...records]).slice(0, -'\n'.length)
}

function print(terminal: Terminal, issues: readonly StoredIssue[], format: 'table' | 'json'): void {
  if (format === 'json') {
    terminal.out(JSON.stringify({ issues: issues.map(issueAsJson) }, null, 2))
    return
  }
  terminal.out(issues.length === 0 ? 'No issues.' : issuesTable(issues, terminal.width))
  printLinks(terminal, issues)
}

const LINKS_SHOWN = 20

/** Below the table, where they need not be cut: half an address is none. */
function printLinks(terminal: Terminal, issues: readonly StoredIssue[]): void {
  const links = new Map(issues.map((issue) => [issue.permalink, issue.rowNumber]))
  links.delete(null)
  if (links.size === 0) return
  terminal.out('')
  for (const [permalink, rowNumber] of [...links].slice(0, LINKS_SHOWN)) {
    terminal.out(oneLine(`row ${rowNumber ?? '-'}: ${permalink ?? ''}`))
  }
  if (links.size > LINKS_SHOWN) terminal.out(`... the links of all ${links.size} rows: --format csv`)
}
