import { type Command, Option } from 'commander'
import type { StoredIssue } from '../../runs/model.ts'
import { listIssues } from '../../runs/issues.ts'
import { type CommandContext, withApp } from '../context.ts'
import { requireConnection, sheetOption, type Target, tenantOption } from '../options.ts'
import { renderCsv } from '../output/csv.ts'
import { renderTable, type TableColumn } from '../output/table.ts'
import type { Terminal } from '../output/terminal.ts'

type Format = 'table' | 'csv' | 'json'

const TABLE: readonly TableColumn[] = [
  { title: 'ROW', align: 'right', whole: true },
  { title: 'COLUMN' },
  { title: 'SEVERITY', whole: true, spare: true },
  { title: 'CODE', whole: true, spare: true },
  { title: 'VALUE', spare: true },
  { title: 'WHAT IS WRONG', readable: 40 },
]

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
      terminal.out(JSON.stringify({ issues: issues.map(asJson) }, null, 2))
      return
    case 'csv':
      terminal.out(renderCsv([CSV_TITLES, ...issues.map((issue) => Object.values(asJson(issue)))]).trimEnd())
      return
    case 'table':
      terminal.out(issues.length === 0 ? 'No issues.' : renderTable(TABLE, issues.map(asRow), terminal.width))
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

const asRow = (issue: StoredIssue): string[] => [
  issue.rowNumber === null ? '-' : String(issue.rowNumber),
  issue.columnTitle ?? '-',
  issue.severity,
  issue.code,
  issue.valueExcerpt ?? '-',
  issue.message,
]

/** In the order of CSV_TITLES. */
const asJson = (issue: StoredIssue) => ({
  row_number: issue.rowNumber,
  row_id: issue.rowId,
  column_title: issue.columnTitle,
  column_id: issue.columnId,
  severity: issue.severity,
  code: issue.code,
  message: issue.message,
  value_excerpt: issue.valueExcerpt,
  permalink: issue.permalink,
})
