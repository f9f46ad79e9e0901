import { ERRORS } from '../core/errors.ts'
import { explain } from '../sync/outcome.ts'
import { heldPhrase, heldReason } from '../sync/removals.ts'
import type { SyncReport } from '../sync/report.ts'
import type { ExitCode } from './context.ts'
import { errorOf, isErrorCode } from './failure.ts'
import { duration, plural, targetWords } from './output/format.ts'
import { countsSummary, countsTable } from './output/labels.ts'
import { previewAsJson, previewText } from './output/preview.ts'
import { proposalTable } from './output/proposal.ts'
import { oneLine } from '../core/oneLine.ts'
import { renderTable, type TableColumn } from './output/table.ts'

export function exitCodeOf(report: SyncReport): ExitCode {
  switch (report.status) {
    case 'succeeded':
    case 'unchanged':
      return 0
    case 'partial':
    case 'held':
      return 3
    case 'failed':
    case 'superseded':
      return isErrorCode(report.errorCode) ? ERRORS[report.errorCode].exit : 1
  }
}

/** The document of `sync --json` (design section 3). */
export const reportDocument = (reports: readonly SyncReport[]) => ({
  runs: reports.map((report) => ({
    run_id: report.runId,
    tenant: report.tenant,
    sheet_id: report.sheetId,
    status: report.status,
    rows_read: report.rowsRead,
    rows_mapped: report.rowsMapped,
    rows_empty: report.rowsEmpty,
    rows_rejected: report.rowsRejected,
    counts: report.counts,
    removals_held: report.removalsHeld,
    api_requests: report.apiRequests,
    api_retries: report.apiRetries,
    error_code: report.errorCode,
    error_message: explanation(report),
    duration_ms: Math.round(report.durationMs),
    ...(report.dryRun && { dry_run: true, preview: report.preview && previewAsJson(report.preview) }),
  })),
})

/** What went wrong, or waits, and what to do, in one text. */
function explanation(report: SyncReport): string | null {
  if (report.held !== null) return heldReason(report.held).message
  const error = errorOf(report)
  return error && explain(error)
}

/** For people: one sync, and every dry run, in full; several as a table with what needs doing below. */
export function reportText(reports: readonly SyncReport[], width: number | null): string {
  const [first] = reports
  if (first === undefined)
    return 'Nothing to sync yet. Add a sheet: smartsheet-sync connect --tenant TENANT --sheet ID'
  if (reports.length === 1 || first.dryRun)
    return reports.map((report) => fullText(report, width)).join('\n\n')
  return [table(reports, width), ...reports.flatMap(advice).map((line) => `→ ${line}`)].join('\n')
}

function fullText(report: SyncReport, width: number | null): string {
  const rows = [
    `${plural(report.rowsRead, 'row')} read`,
    `${report.rowsMapped} mapped`,
    `${report.rowsEmpty} empty`,
    `${report.rowsRejected} rejected`,
  ]
  const requests = `${plural(report.apiRequests, 'request')}, ${duration(report.durationMs)}`
  const retried = report.apiRetries === 0 ? '' : ` (${report.apiRetries} of them repeated)`
  return [
    `${report.tenant} · ${oneLine(report.sheetName ?? 'sheet')} (${report.sheetId}): ${report.status}`,
    ...(report.dryRun ? ['Dry run: this is what a sync would do; nothing was written.'] : []),
    ...(report.status === 'unchanged' ? ['The sheet has not changed since the last sync.'] : []),
    ...(report.rowsRead === 0 ? [] : [rows.join(', ')]),
    ...indented(countsTable(report.counts, width === null ? null : width - 2)),
    ...indented(proposalText(report, width)),
    ...previewLines(report, width),
    ...advice(report).map((line) => `→ ${line}`),
    ...(report.apiRequests === 0 ? [] : [requests + retried]),
  ].join('\n')
}

const indented = (text: string): string[] =>
  text === '' ? [] : text.split('\n').map((line) => `  ${line}`.trimEnd())

function previewLines({ preview, counts }: SyncReport, width: number | null): string[] {
  const text = preview && previewText(preview, counts, width === null ? null : width - 2)
  return text === null || text === '' ? [] : ['', ...indented(text), '']
}

/** How the columns were understood, where nobody had said so. */
function proposalText({ mapping }: SyncReport, width: number | null): string {
  if (mapping.proposal.length === 0) return ''
  const heading = mapping.chosen
    ? 'Mapping chosen by the sheet itself:'
    : 'Mapping proposed, not certain enough:'
  return `${heading}\n${proposalTable(mapping.proposal, width === null ? null : width - 2)}`
}

const TABLE: readonly TableColumn[] = [
  { title: 'TENANT' },
  { title: 'SHEET', whole: true },
  { title: 'NAME', spare: true },
  { title: 'STATUS' },
  { title: 'ROWS', align: 'right', whole: true, spare: true },
  { title: 'CHANGES', whole: true },
  { title: 'TIME', align: 'right', whole: true, spare: true },
]

const table = (reports: readonly SyncReport[], width: number | null): string =>
  renderTable(
    TABLE,
    reports.map((report) => [
      report.tenant,
      report.sheetId,
      report.sheetName ?? '-',
      report.errorCode ?? report.status,
      report.rowsRead.toLocaleString('en-US'),
      countsSummary(report.counts),
      duration(report.durationMs),
    ]),
    width,
  )

/** What the operator, or the owner of the sheet, has to do now. */
function advice(report: SyncReport): string[] {
  const target = targetWords(report.tenant, report.sheetId)
  const lines: string[] = []
  if (report.errorCode === 'needs_mapping') {
    lines.push(`smartsheet-sync mapping suggest ${target} > mapping.yaml, correct it, then`)
    lines.push(`smartsheet-sync mapping set ${target} --file mapping.yaml`)
  }
  if (report.held !== null) {
    const kept = report.dryRun ? 'nothing would be removed for them' : 'nothing was removed for them'
    const command = `smartsheet-sync sync ${target} --allow-removals ${report.held.rows}`
    lines.push(`${heldPhrase(report.held)}; ${kept}. If that is right: ${command}`)
    lines.push(`What would go, one by one: ${command} --dry-run`)
  }
  // A dry run stores no issues, and has shown them.
  if (report.dryRun) return lines
  const { errors, warnings } = report.issues
  if (errors + warnings > 0) {
    const what = [errors > 0 && plural(errors, 'error'), warnings > 0 && plural(warnings, 'warning')]
    lines.push(`${what.filter(Boolean).join(' and ')}: smartsheet-sync issues ${target}`)
  }
  return lines
}
