import type { Command } from 'commander'
import { SyncError } from '../../core/errors.ts'
import { listChanges } from '../../runs/changes.ts'
import type { Change, Run } from '../../runs/model.ts'
import { findRun, listRuns } from '../../runs/runs.ts'
import { type CommandContext, type ExitCode, withApp } from '../context.ts'
import { jsonOption, tenantOption, wholeNumber } from '../options.ts'
import { changesTable, rowLinks } from '../output/changes.ts'
import { duration, minute, shortId } from '../output/format.ts'
import { countsSummary, countsTable } from '../output/labels.ts'
import { renderTable, type TableColumn } from '../output/table.ts'

/** More changes than a person reads; --json has the same limit. */
const CHANGES_SHOWN = 1000
const LINKS_SHOWN = 20

const RUNS: readonly TableColumn[] = [
  { title: 'RUN', whole: true },
  { title: 'TENANT' },
  { title: 'SHEET', whole: true, spare: true },
  { title: 'STARTED (UTC)', whole: true },
  { title: 'TOOK', align: 'right', whole: true, spare: true },
  { title: 'STATUS' },
  { title: 'ROWS', align: 'right', whole: true, spare: true },
  { title: 'CHANGES' },
]

interface ListOptions {
  tenant?: string
  limit: number
  json?: boolean
}

export function addRuns(program: Command, context: CommandContext): void {
  const runs = program
    .command('runs')
    .description('run history; `runs show ID` says what one run changed')
    .addOption(tenantOption())
    .option('--limit <n>', 'how many, newest first', wholeNumber(1, 10_000), 20)
    .addOption(jsonOption())
    .action((options: ListOptions) => withApp(context, ({ pool }) => list(pool, options, context)))
  runs
    .command('show')
    .description('what one run read, wrote and changed')
    .argument('<id>', 'id of the run, or its last characters as `runs` lists them')
    .addOption(jsonOption())
    .action((id: string, _options: unknown, command: Command) =>
      withApp(context, ({ pool }) =>
        show(pool, id, { json: command.optsWithGlobals<ListOptions>().json, context }),
      ),
    )
}

type Queryable = Parameters<typeof listRuns>[0]

async function list(pool: Queryable, options: ListOptions, context: CommandContext): Promise<ExitCode> {
  const found = await listRuns(pool, {
    limit: options.limit,
    ...(options.tenant && { tenant: options.tenant }),
  })
  const { terminal } = context
  if (options.json) terminal.out(JSON.stringify({ runs: found.map(asJson) }, null, 2))
  else if (found.length === 0) terminal.out('No runs yet.')
  else terminal.out(renderTable(RUNS, found.map(asRow), terminal.width))
  return 0
}

async function show(
  pool: Queryable,
  id: string,
  { json, context }: { json: boolean | undefined; context: CommandContext },
): Promise<ExitCode> {
  const run = await findRun(pool, id)
  if (run === null) {
    throw new SyncError('usage', `There is no run ${id}`, { remedy: 'List the runs with `runs`.' })
  }
  const changes = await listChanges(pool, run.id, CHANGES_SHOWN)
  const { terminal } = context
  if (json) terminal.out(JSON.stringify({ ...asJson(run), changes: changes.map(changeAsJson) }, null, 2))
  else terminal.out(showText(run, changes, terminal.width))
  return 0
}

function showText(run: Run, changes: readonly Change[], width: number | null): string {
  const took =
    run.finishedAt === null ? 'not finished' : duration(run.finishedAt.getTime() - run.startedAt.getTime())
  return [
    `Run ${run.id} of ${run.tenant}, sheet ${run.sheetId}: ${run.status}`,
    `started ${minute(run.startedAt)} UTC by ${run.trigger} on ${run.worker ?? 'an unknown worker'}, ${took}`,
    `sheet version ${run.sheetVersion ?? '-'}, ${run.apiRequests} requests, ${run.apiRetries} repeated`,
    `${run.rowsRead} rows read, ${run.rowsMapped} mapped, ${run.rowsEmpty} empty, ${run.rowsRejected} rejected`,
    ...(run.removalsHeld > 0 ? [`removal of ${run.removalsHeld} rows held`] : []),
    ...(run.errorCode === null && run.errorMessage !== null ? [run.errorMessage] : []),
    ...(run.errorCode === null ? [] : [`${run.errorCode}: ${run.errorMessage ?? ''}`]),
    ...[countsTable(run.counts, width)].filter(Boolean).flatMap((text) => ['', text]),
    ...changesText(changes, width),
  ].join('\n')
}

function changesText(changes: readonly Change[], width: number | null): string[] {
  if (changes.length === 0) return []
  const links = rowLinks(changes)
  return [
    '',
    changesTable(changes, width),
    ...(changes.length < CHANGES_SHOWN ? [] : [`... only the first ${CHANGES_SHOWN} changes are shown`]),
    ...(links.length === 0 ? [] : ['', ...links.slice(0, LINKS_SHOWN)]),
    ...(links.length > LINKS_SHOWN ? [`... the rows of all ${links.length}: --json`] : []),
  ]
}

const asRow = (run: Run): string[] => [
  shortId(run.id),
  run.tenant,
  run.sheetId,
  minute(run.startedAt),
  run.finishedAt === null ? '-' : duration(run.finishedAt.getTime() - run.startedAt.getTime()),
  run.errorCode ?? run.status,
  run.rowsRead.toLocaleString('en-US'),
  countsSummary(run.counts),
]

const asJson = (run: Run) => ({
  run_id: run.id,
  tenant: run.tenant,
  sheet_id: run.sheetId,
  trigger: run.trigger,
  status: run.status,
  worker: run.worker,
  started_at: run.startedAt,
  finished_at: run.finishedAt,
  sheet_version: run.sheetVersion === null ? null : Number(run.sheetVersion),
  rows_read: run.rowsRead,
  rows_mapped: run.rowsMapped,
  rows_empty: run.rowsEmpty,
  rows_rejected: run.rowsRejected,
  counts: run.counts,
  removals_held: run.removalsHeld,
  api_requests: run.apiRequests,
  api_retries: run.apiRetries,
  error_code: run.errorCode,
  error_message: run.errorMessage,
})

const changeAsJson = (change: Change) => ({
  node_label: change.label,
  node_id: change.nodeId,
  name: change.nodeName,
  field: change.field,
  old_value: change.oldValue,
  new_value: change.newValue,
  row_id: change.rowId,
  row_url: change.rowUrl,
})
