import type { Command } from 'commander'
import type { Connection } from '../../connections/model.ts'
import { listConnections } from '../../connections/store.ts'
import type { Run } from '../../runs/model.ts'
import { latestRuns } from '../../runs/runs.ts'
import { type CommandContext, withApp } from '../context.ts'
import { jsonOption } from '../options.ts'
import { relative } from '../output/format.ts'
import { renderTable, type TableColumn } from '../output/table.ts'

const COLUMNS: readonly TableColumn[] = [
  { title: 'TENANT' },
  { title: 'SHEET', whole: true },
  { title: 'NAME', spare: true },
  { title: 'STATE' },
  { title: 'EVERY', align: 'right', whole: true, spare: true },
  { title: 'LAST RUN' },
  { title: 'NEXT RUN' },
]

export function addConnections(program: Command, context: CommandContext): void {
  program
    .command('connections')
    .description('list every connection: state, last run, next run')
    .addOption(jsonOption())
    .action((options: { json?: boolean }) =>
      withApp(context, async ({ pool }) => {
        const connections = await listConnections(pool)
        const runs = await latestRuns(
          pool,
          connections.map((connection) => connection.id),
        )
        const { terminal } = context
        if (options.json) {
          const list = connections.map((connection) => asJson(connection, runs.get(connection.id)))
          terminal.out(JSON.stringify({ connections: list }, null, 2))
        } else if (connections.length === 0) {
          terminal.out('No connections yet. Add one: smartsheet-sync connect --tenant TENANT --sheet ID')
        } else {
          const now = context.clock.now()
          const rows = connections.map((connection) => asRow(connection, runs.get(connection.id), now))
          terminal.out(renderTable(COLUMNS, rows, terminal.width))
        }
        return 0
      }),
    )
}

const asRow = (connection: Connection, run: Run | undefined, now: Date): string[] => [
  connection.tenant,
  connection.sheetId,
  connection.sheetName ?? '-',
  connection.enabled ? connection.state : 'disconnected',
  `${connection.intervalHours} h`,
  run === undefined
    ? '-'
    : `${run.errorCode ?? run.status}, ${relative(run.finishedAt ?? run.startedAt, now)}`,
  connection.enabled ? nextRun(connection, run, now) : '-',
]

function nextRun(connection: Connection, run: Run | undefined, now: Date): string {
  if (run?.status === 'running') return 'running'
  return connection.nextDueAt <= now ? 'due' : relative(connection.nextDueAt, now)
}

const asJson = (connection: Connection, run: Run | undefined) => ({
  id: connection.id,
  tenant: connection.tenant,
  sheet_id: connection.sheetId,
  sheet_name: connection.sheetName,
  source: connection.source,
  region: connection.region,
  base_url: connection.baseUrl,
  own_api_key: connection.apiKey !== null,
  interval_hours: connection.intervalHours,
  enabled: connection.enabled,
  comments: connection.comments,
  mapped: connection.mapping !== null,
  state: connection.state,
  last_success_at: connection.lastSuccessAt,
  next_due_at: connection.nextDueAt,
  consecutive_failures: connection.consecutiveFailures,
  last_run:
    run === undefined
      ? null
      : { run_id: run.id, status: run.status, error_code: run.errorCode, started_at: run.startedAt },
})
