import type { Pool } from 'pg'
import { identify } from '../identity/keys.ts'
import type { IdentityRecord } from '../identity/model.ts'
import { clearStage, stageRecords } from '../graph/stage.ts'
import { pin } from '../mapping/columns.ts'
import { compileMapping } from '../mapping/compile.ts'
import type { KnownColumn, KnownColumns } from '../mapping/knownColumns.ts'
import { createMapper, type Mapper } from '../mapping/mapper.ts'
import type { MappedRow, RowIssue, RowOutcome } from '../mapping/record.ts'
import type { Mapping } from '../mapping/schema.ts'
import type { Row, Sheet } from '../smartsheet/model.ts'
import type { RowSink } from '../smartsheet/read.ts'

/** So many rows are looked at before a mapping is chosen, whatever the page size. */
const SAMPLE_ROWS = 200

/** Where a row stands in its sheet, for the issues that are found after the row itself is forgotten. */
export interface RowPlace {
  rowNumber: number
  permalink: string | null
  outcome: RowOutcome
}

export interface RowCounts {
  rowsRead: number
  rowsMapped: number
  rowsEmpty: number
  rowsRejected: number
}

/** What is kept of a sheet when its pages are staged and gone: enough to decide identity and to report. */
export interface Intake {
  counts: RowCounts
  /** Of the rows themselves. */
  records: IdentityRecord[]
  /** Of the comments on them: no row counts as mapped for those. */
  commentRecords: IdentityRecord[]
  issues: RowIssue[]
  /** Of every row, by id. */
  places: Map<string, RowPlace>
  /** What the rows were mapped by, its columns pinned (R9). */
  mapping: Mapping
  /** The columns as the next sync has to know them. */
  knownColumns: readonly KnownColumn[]
}

export interface IntakeOptions {
  pool: Pool
  runId: string
  sheetId: string
  /** Decides on a mapping when the columns and the first rows are known; throws `needs_mapping`. */
  chooseMapping: (sheet: Sheet, sample: readonly Row[]) => Mapping
  /** The columns that the sheet had when its mapping was saved; null: not known. */
  knownColumns: KnownColumns
  onRows: (counts: RowCounts, total: number) => void
  signal?: AbortSignal
}

interface IntakeSink extends RowSink {
  /** To be called after the last page. */
  finish(): Promise<Intake>
}

/**
 * Turns pages of rows into staged contributions, holding none of the rows but the first few. When the read
 * starts anew, so does the intake.
 */
export function createIntake(options: IntakeOptions): IntakeSink {
  const { pool, runId, sheetId, chooseMapping, knownColumns, onRows, signal } = options
  let sheet: Sheet
  let sample: Row[] | null
  let mapper: Mapper
  let intake: Intake

  async function startMapping(rows: readonly Row[]): Promise<void> {
    const mapping = pin(chooseMapping(sheet, rows.slice(0, SAMPLE_ROWS)), sheet.columns)
    const compiled = compileMapping(mapping, sheet.columns, knownColumns)
    mapper = createMapper(compiled)
    intake = { ...emptyIntake(), mapping, knownColumns: compiled.known, issues: [...compiled.issues] }
    sample = null
    await take(mapper.page(rows))
  }

  async function take(rows: readonly MappedRow[]): Promise<void> {
    for (const row of rows) note(intake, row, sheetId)
    await stageRecords(
      pool,
      runId,
      rows.flatMap((row) => row.records),
      signal,
    )
    onRows(intake.counts, sheet.totalRowCount)
  }

  return {
    async begin(begun) {
      sheet = begun
      sample = []
      await clearStage(pool, runId)
    },
    async page(rows) {
      if (sample === null) return take(mapper.page(rows))
      sample.push(...rows)
      if (sample.length >= SAMPLE_ROWS) await startMapping(sample)
    },
    async finish() {
      if (sample !== null) await startMapping(sample)
      await take(mapper.end())
      return intake
    },
  }
}

const emptyIntake = (): Omit<Intake, 'mapping' | 'knownColumns'> => ({
  counts: { rowsRead: 0, rowsMapped: 0, rowsEmpty: 0, rowsRejected: 0 },
  records: [],
  commentRecords: [],
  issues: [],
  places: new Map(),
})

const COUNTED = { mapped: 'rowsMapped', empty: 'rowsEmpty', rejected: 'rowsRejected' } as const

function note(intake: Intake, row: MappedRow, sheetId: string): void {
  const { rowId, rowNumber, permalink, outcome } = row
  intake.counts.rowsRead += 1
  intake.counts[COUNTED[outcome]] += 1
  intake.issues.push(...row.issues)
  intake.records.push(...identify(row.records, { sheetId }))
  intake.places.set(rowId, { rowNumber, permalink, outcome })
}
