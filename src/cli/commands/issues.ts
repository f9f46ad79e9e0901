import { type Command, Option } from 'commander'
import type { StoredIssue } from '../../runs/model.ts'
import { listIssues } from '../../runs/issues.ts'
import { type CommandContext, withApp } from '../context.ts'
import { requireConnection, sheetOption, type Target, tenantOption } from '../options.ts'
import { renderCsv } from '../output/csv.ts'
import { issueAsJson, issuesTable } from '../output/issues.ts'
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
    .action(({ format, ...target }: Target & { format: Format }) =>
      withApp(context, async ({ pool }) => {
        const connection = await requireConnection(pool, target)
        print(context.terminal, await listIssues(pool, connection.id), format)
        return 0
      }),
    )
}

function print(terminal: Terminal, issues: readonly StoredIssue[], format: Format): void {
  switch (format) {
    case 'json':
      terminal.out(JSON.stringify({ issues: issues.map(issueAsJson) }, null, 2))
      return
    case 'csv':
      terminal.out(
        renderCsv([CSV_TITLES, ...issues.map((issue) => Object.values(issueAsJson(issue)))]).trimEnd(),
      )
      return
    case 'table':
      terminal.out(issues.length === 0 ? 'No issues.' : issuesTable(issues, terminal.width))
      printLinks(terminal, issues)
  }
}

const LINKS_SHOWN = 20

/** Below the table, where they need not be cut: half an address is none. */
function printLinks(terminal: Terminal, issues: readonly StoredIssue[]): void {
  const links = new Map(issues.map((issue) => [issue.permalink, issue.rowNumber]))
  links.delete(null)
  if (links.size === 0) return
  terminal.out('')
  for (const [permalink, rowNumber] of [...links].slice(0, LINKS_SHOWN)) {
    terminal.out(`row ${rowNumber ?? '-'}: ${permalink ?? ''}`)
  }
  if (links.size > LINKS_SHOWN) terminal.out(`... the links of all ${links.size} rows: --format csv`)
}
