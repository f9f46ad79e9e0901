import { randomBytes } from 'node:crypto'
import type { Connection } from '../../connections/model.ts'
import { seal } from '../../connections/sealing.ts'
import { findConnection, saveConnection } from '../../connections/store.ts'
import { listIssues } from '../../runs/issues.ts'
import { listChanges } from '../../runs/changes.ts'
import type { StoredIssue } from '../../runs/model.ts'
import type { SyncReport } from '../../sync/report.ts'
import { runSync } from '../../sync/sync.ts'
import type { App, CommandContext } from '../context.ts'
import { errorOf } from '../failure.ts'
import { changeText } from '../output/changes.ts'
import { duration, plural } from '../output/format.ts'
import { countsTable } from '../output/labels.ts'
import { proposalTable } from '../output/proposal.ts'
import { oneLine } from '../../core/oneLine.ts'
import { renderTable } from '../output/table.ts'
import { sampleAt } from '../sheet.ts'
import { type EditableSheets, editSheet } from './edits.ts'
import { companies, contacts, deals, editTargets, entities, type Excerpt } from './graph.ts'

/** Where the demo plays. */
export interface Stage {
  app: App
  context: CommandContext
  /** Of this demo alone, so that nothing of anybody else is touched. */
  tenant: string
  sheetId: number
  sheets: EditableSheets
  api: { baseUrl: string; apiKey: string }
  database: string
}

export const newTenant = (): string => `demo-${randomBytes(4).toString('hex')}`

/** Connects the sample sheet, syncs it, edits it, syncs it again, and says what happened. */
export async function tellStory(stage: Stage): Promise<void> {
  const { context } = stage
  const say = printer(context)
  const connection = await connectSample(stage)
  say.heading('The sheet', `"Sales pipeline", served by a local Smartsheet at ${stage.api.baseUrl}`)
  say.lines(await sheetExcerpt(stage, connection))

  const first = await sync(stage)
  say.heading('The mapping', 'chosen from the titles, the column types and the values seen')
  say.lines(proposalTable(first.mapping.proposal, say.width))
  say.heading('First sync', summary(first))
  say.lines(countsTable(first.counts, say.width))
  say.lines(await issuesText(stage, connection))

  say.heading('The graph', stage.database)
  for (const [name, read] of [
    ['companies', companies],
    ['contacts', contacts],
    ['deals', deals],
  ] as const) {
    say.lines(excerptText(name, await read(stage.app.pool, stage.tenant), say.width))
  }

  const edits = editSheet(stage.sheets, stage.sheetId, await editTargets(stage.app.pool, stage.tenant))
  say.heading('Somebody edits the sheet', plural(edits.length, 'edit'))
  say.lines(edits.map((edit) => `- ${edit}`).join('\n'))

  const before = await entities(stage.app.pool, stage.tenant)
  const second = await sync(stage)
  say.heading('Second sync', summary(second))
  say.lines(countsTable(second.counts, say.width))
  say.lines(await changesText(stage, second, before))

  const third = await sync(stage)
  say.heading('Third sync', `${third.status}, ${plural(third.apiRequests, 'request')}, nothing written`)
  say.lines(
    'Your own sheet next:\n  SMARTSHEET_ACCESS_TOKEN=... npx smartsheet-sync sync --sheet SHEET_ID\n  npx smartsheet-sync --help',
  )
}

function printer({ terminal }: CommandContext) {
  const width = terminal.width ?? 120
  let step = 0
  return {
    width: width - 2,
    heading(title: string, about: string): void {
      step += 1
      terminal.out(`${step === 1 ? '' : '\n'}${step}. ${title} · ${about}\n`)
    },
    lines(text: string): void {
      if (text !== '') terminal.out(`${text.replace(/^(?=.)/gm, '  ')}\n`)
    },
  }
}

async function connectSample({ app, api, tenant, sheetId, context }: Stage): Promise<Connection> {
  const target = { tenant, sheetId: String(sheetId) }
  const apiKey = seal(api.apiKey, target, app.settings.keys.secrets)
  const defaults = { intervalHours: 1, now: context.clock.now() }
  const { connection } = await saveConnection(app.pool, target, { apiKey, baseUrl: api.baseUrl }, defaults)
  return connection
}

async function sync({ app, context, tenant, sheetId }: Stage): Promise<SyncReport> {
  const connection = await findConnection(app.pool, tenant, String(sheetId))
  if (connection === null) throw new Error('the connection of the demo is gone')
  const { signal } = context
  const request = {
    connection,
    trigger: 'cli',
    full: false,
    dryRun: false,
    allowRemovals: false,
    signal,
  } as const
  const report = await runSync(app, request)
  if (report.status === 'failed') throw errorOf(report) ?? new Error('a sync of the demo failed')
  return report
}

const SHOWN_COLUMNS = ['Company', 'Contact', 'Email', 'Deal', 'Amount', 'Stage', 'Owner']
const SHOWN_ROWS = 8

async function sheetExcerpt({ app, context }: Stage, connection: Connection): Promise<string> {
  const { sheet, rows } = await sampleAt(app, connection, context)
  const shown = SHOWN_COLUMNS.flatMap((title) => sheet.columns.filter((column) => column.title === title))
  const lines = rows
    .slice(0, SHOWN_ROWS)
    .map((row) => [String(row.rowNumber), ...shown.map((column) => row.cells.get(column.id)?.display ?? '')])
  const width = (context.terminal.width ?? 120) - 2
  const titles = [{ title: 'ROW', align: 'right' } as const, ...shown.map(({ title }) => ({ title }))]
  const more = `... ${plural(sheet.totalRowCount, 'row')} and ${plural(sheet.columns.length, 'column')} in all`
  return `${renderTable(titles, lines, width)}\n${more}`
}

const summary = (report: SyncReport): string =>
  `${report.status}: ${plural(report.rowsRead, 'row')} read, ${report.rowsMapped} mapped, ${report.rowsEmpty} empty, ` +
  `${report.rowsRejected} rejected, in ${duration(report.durationMs)} with ${plural(report.apiRequests, 'request')}`

const SHOWN_ISSUES = 6

async function issuesText({ app }: Stage, connection: Connection): Promise<string> {
  const issues = await listIssues(app.pool, connection.id)
  if (issues.length === 0) return ''
  const shown = ofEachCode(issues).slice(0, SHOWN_ISSUES)
  const lines = shown.map(({ rowNumber, columnTitle, message, valueExcerpt }) => {
    const value = valueExcerpt === null ? '' : ` (${valueExcerpt})`
    return `- row ${rowNumber ?? '-'}, ${columnTitle ?? 'the whole row'}: ${message}${value}`
  })
  const more = issues.length > shown.length ? [`- and ${issues.length - shown.length} more`] : []
  return [
    `${plural(issues.length, 'cell')} could not be used as they are, and no sync fails for that:`,
    ...lines.map(oneLine),
    ...more,
  ].join('\n')
}

/** The first of each kind before the second of any: a few say most. */
function ofEachCode(issues: readonly StoredIssue[]): StoredIssue[] {
  const seen = new Map<string, number>()
  const ranked = issues.map((issue) => {
    const rank = seen.get(issue.code) ?? 0
    seen.set(issue.code, rank + 1)
    return { issue, rank }
  })
  return ranked.sort((a, b) => a.rank - b.rank).map(({ issue }) => issue)
}

function excerptText(name: string, { titles, rows, total }: Excerpt, width: number): string {
  const columns = titles.map((title, i) => ({
    title: title.toUpperCase().replaceAll('_', ' '),
    align: rows.every((row) => isFigure(row[i])) ? ('right' as const) : ('left' as const),
  }))
  const shown = rows.map((row) =>
    row.map((text) => (isAmount(text) ? Number(text).toLocaleString('en-US') : text)),
  )
  return `${total} ${name}\n${renderTable(columns, shown, width)}`
}

const isAmount = (text = ''): boolean => /^\d+(\.\d+)?$/.test(text)
const isFigure = (text = ''): boolean => text === '-' || isAmount(text)

async function changesText(
  { app, tenant }: Stage,
  report: SyncReport,
  before: ReadonlyMap<string, string>,
): Promise<string> {
  const changes = await listChanges(app.pool, report.runId ?? '', 100)
  const lines = changes.map((change) => `- ${changeText(change)}`)
  const after = await entities(app.pool, tenant)
  const created = [...after].filter(([id]) => !before.has(id)).map(([, entity]) => `- new: ${entity}`)
  return ['Exactly this was written:', ...lines, ...created].map(oneLine).join('\n')
}
