import { describe, expect, it } from 'vitest'
import { errorOf } from '../../../src/cli/failure.ts'
import { exitCodeOf, reportDocument, reportText } from '../../../src/cli/syncReport.ts'
import { SyncError } from '../../../src/core/errors.ts'
import type { SyncReport } from '../../../src/sync/report.ts'

const report = (over: Partial<SyncReport> = {}): SyncReport => ({
  runId: '01890000-0000-7000-8000-000000000001',
  tenant: 'acme',
  sheetId: '11',
  sheetName: 'Sales',
  status: 'succeeded',
  dryRun: false,
  rowsRead: 3,
  rowsMapped: 3,
  rowsEmpty: 0,
  rowsRejected: 0,
  counts: {
    Contact: { created: 3, updated: 0, unchanged: 0, archived: 0 },
    Organization: { created: 2, updated: 1, unchanged: 0, archived: 0 },
    LogEntry: { created: 0, updated: 0, unchanged: 0, archived: 0 },
  },
  removalsHeld: 0,
  apiRequests: 2,
  apiRetries: 0,
  errorCode: null,
  errorMessage: null,
  remedy: null,
  sheetVersion: null,
  apiOutcomes: {},
  durationMs: 812.4,
  issues: { warnings: 0, errors: 0 },
  mapping: { chosen: false, proposal: [] },
  preview: null,
  held: null,
  ...over,
})

const text = (over: Partial<SyncReport>) => reportText([report(over)], 100)

describe('sync --json', () => {
  it('prints the fields of the design and no others', () => {
    expect(Object.keys(reportDocument([report()]).runs[0] ?? {})).toEqual(
      (
        'run_id tenant sheet_id status rows_read rows_mapped rows_empty rows_rejected counts removals_held ' +
        'api_requests api_retries error_code error_message duration_ms'
      ).split(' '),
    )
    expect(reportDocument([report({ dryRun: true })]).runs[0]).toMatchObject({
      dry_run: true,
      duration_ms: 812,
    })
  })
})

describe('the exit code of a sync', () => {
  it.each([
    ['succeeded', null, 0],
    ['unchanged', null, 0],
    ['partial', null, 3],
    ['held', null, 3],
    ['failed', 'key_invalid', 1],
    ['failed', 'key_missing', 2],
    ['failed', 'something from a newer release', 1],
    ['superseded', 'superseded', 1],
  ] as const)('%s (%s) is %d', (status, errorCode, exitCode) => {
    expect(exitCodeOf(report({ status, errorCode }))).toBe(exitCode)
  })
})

describe('the report for people', () => {
  it('says what was read and what became of it, without lines of zeros', () => {
    expect(text({})).toBe(
      [
        'acme · Sales (11): succeeded',
        '3 rows read, 3 mapped, 0 empty, 0 rejected',
        '             created  updated  unchanged  archived',
        '  companies        2        1          0         0',
        '  contacts         3        0          0         0',
        '2 requests, 812 ms',
      ].join('\n'),
    )
  })

  it('R12 says how to approve removals that are held', () => {
    const held = { rows: 40, vanished: 40, lost: [], allowed: null }
    expect(text({ status: 'held', removalsHeld: 40, held })).toContain(
      '→ 40 rows vanished at once; nothing was removed for them. If that is right: smartsheet-sync sync --tenant acme --sheet 11 --allow-removals 40',
    )
  })

  it('R5 leads to the issues', () => {
    expect(text({ status: 'partial', rowsRejected: 1, issues: { warnings: 2, errors: 1 } })).toContain(
      '→ 1 error and 2 warnings: smartsheet-sync issues --tenant acme --sheet 11',
    )
  })

  it('shows the mapping that was chosen, or proposed, with reasons', () => {
    const proposal = [
      { title: 'Company', target: 'organization.name', mapped: true, confidence: 1, reason: 'a known title' },
      { title: 'Firm', target: 'organization.name', mapped: false, confidence: 0.7, reason: 'not used' },
      { title: 'Shoe size', target: null, mapped: false, confidence: 0.6, reason: 'not a known title' },
    ]
    const chosen = text({ mapping: { chosen: true, proposal } })
    expect(chosen).toMatch(
      /Mapping chosen[^]*Company\s+organization\.name\s+a known title\n\s+Firm\s+custom field[^]*Shoe size\s+custom field/,
    )
    const failed = text({
      status: 'failed',
      errorCode: 'needs_mapping',
      mapping: { chosen: false, proposal },
    })
    expect(failed).toMatch(/not certain enough[^]*mapping suggest --tenant acme --sheet 11 > mapping.yaml/)
  })

  it('quotes a tenant as a shell needs it', () => {
    expect(text({ tenant: "o'neil & co", issues: { warnings: 1, errors: 0 } })).toContain(
      String.raw`--tenant 'o'\''neil & co' --sheet 11`,
    )
  })

  it('of several syncs is a table', () => {
    const lines = reportText(
      [report(), report({ sheetId: '12', status: 'failed', errorCode: 'no_access' })],
      100,
    )
    expect(lines).toMatch(/TENANT[^]*acme\s+11\s+Sales\s+succeeded\s+3\s+\+5 ~1 -0[^]*12\s+Sales\s+no_access/)
  })

  it('of none says how to begin', () => {
    expect(reportText([], 80)).toContain('smartsheet-sync connect')
  })
})

describe('the error of a sync', () => {
  it('is told as message and remedy', () => {
    const error = new SyncError('no_access', 'The key may not see sheet 11')
    const failed = report({
      status: 'failed',
      errorCode: 'no_access',
      errorMessage: error.message,
      remedy: error.remedy,
    })
    expect(errorOf(failed)).toMatchObject({
      code: 'no_access',
      message: 'The key may not see sheet 11',
      remedy: error.remedy,
    })
    expect(errorOf(report())).toBeNull()
  })
})
