import type { Pool } from 'pg'
import { createSharing } from '../identity/sharing.ts'
import { identify } from '../identity/keys.ts'
import type { IdentityRecord } from '../identity/model.ts'
import type { MemorableRow } from '../graph/knownRows.ts'
import { stageRecords } from '../graph/stage.ts'
import { pin } from '../mapping/columns.ts'
import { type CompiledMapping, compileMapping } from '../mapping/compile.ts'
import type { KnownColumn, KnownColumns } from '../mapping/knownColumns.ts'
import { createMapper, type Mapper } from '../mapping/mapper.ts'
import type { EntityRecord, MappedRow, RowIssue, RowOutcome } from '../mapping/record.ts'
import type { Mapping } from '../mapping/schema.ts'
import type { Column, Row, Sheet } from '../smartsheet/model.ts'
import type { ReadRow } from '../smartsheet/read.ts'
import { memorable, type Recall, type RecalledRow, recalledRecords } from './recall.ts'
import { createRemembering, type Remembering } from './remembering.ts'

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
  /** How many rows came in bytes in which they were mapped before, so that nothing of them is staged. */
  rowsRecalled: number
  /** Rows of which something is remembered that is of no use any more: gone, or not to be recalled as they are now. */
  outdatedRows: Set<string>
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
  /** Opens what is remembered of rows, when the mapping is known. */
  recall: (compiled: CompiledMapping, columns: readonly Column[]) => Promise<Recall>
  onRows: (counts: RowCounts, total: number) => void
  signal?: AbortSignal
}

export type SampledRow = Extract<ReadRow, { row: Row }>

/** A sheet whose mapping is known. */
export interface Taking {
  options: IntakeOptions
  sheet: Sheet
  recall: Recall
  mapper: Mapper
  intake: Intake
  /** Of the page that is being taken. */
  memorable: MemorableRow[]
  /** Of the page before. */
  remembering: Remembering
  share: (record: IdentityRecord) => IdentityRecord
}

export async function startTaking(
  options: IntakeOptions,
  sheet: Sheet,
  sample: readonly SampledRow[],
): Promise<Taking> {
  const { chooseMapping, knownColumns, recall: openRecall } = options
  const rows = sample.map(({ row }) => row)
  const mapping = pin(chooseMapping(sheet, rows), sheet.columns)
  const compiled = compileMapping(mapping, sheet.columns, knownColumns)
  const recall = await openRecall(compiled, sheet.columns)
  const known = { mapping, knownColumns: compiled.known, outdatedRows: new Set(recall.rowIds) }
  const intake = { ...emptyIntake(), ...known, issues: [...compiled.issues] }
  return {
    options,
    sheet,
    recall,
    mapper: createMapper(compiled),
    intake,
    memorable: [],
    remembering: createRemembering(recall),
    share: createSharing(),
  }
}

/** Stages rows while they are mapped, and leaves them to be remembered. */
export async function take(taking: Taking, rows: Iterable<ReadRow>): Promise<void> {
  const { options, sheet, remembering, intake } = taking
  await stage(taking, recordsOf(taking, rows))
  await remembering.begin(taking.memorable)
  taking.memorable = []
  options.onRows(intake.counts, sheet.totalRowCount)
}

/** After the last page: the rows that waited for a parent, and what is still to be remembered. */
export async function takeRest(taking: Taking): Promise<void> {
  await stage(taking, mappedRecords(taking, taking.mapper.end(), null))
  await taking.remembering.finish()
}

const stage = (
  { options: { pool, runId, signal } }: Taking,
  records: Iterable<EntityRecord>,
): Promise<void> => stageRecords(pool, runId, records, signal)

function* recordsOf(taking: Taking, rows: Iterable<ReadRow>): Generator<EntityRecord> {
  const { recall, mapper } = taking
  for (const read of rows) {
    const { fingerprint, row } = read
    const recalled = fingerprint === null ? undefined : recall.take(fingerprint)
    const rowNumber = row === null ? read.rowNumber : row.rowNumber
    if (recalled !== undefined) noteRecalled(taking, recalled, rowNumber)
    else if (row !== null) yield* mappedRecords(taking, mapper.page([row]), fingerprint)
  }
}

function* mappedRecords(
  taking: Taking,
  rows: readonly MappedRow[],
  fingerprint: string | null,
): Generator<EntityRecord> {
  for (const row of rows) {
    const identities = identify(row.records, { sheetId: taking.options.sheetId })
    note(taking, row, identities)
    const memory =
      fingerprint === null || !taking.recall.remembers ? null : memorable(fingerprint, row, identities)
    if (memory !== null) remember(taking, memory)
    yield* row.records
  }
}

const emptyIntake = (): Omit<Intake, 'mapping' | 'knownColumns'> => ({
  counts: { rowsRead: 0, rowsMapped: 0, rowsEmpty: 0, rowsRejected: 0 },
  records: [],
  commentRecords: [],
  issues: [],
  places: new Map(),
  rowsRecalled: 0,
  outdatedRows: new Set(),
})

function remember({ memorable, intake }: Taking, memory: MemorableRow): void {
  memorable.push(memory)
  intake.outdatedRows.delete(memory.rowId)
}

const COUNTED = { mapped: 'rowsMapped', empty: 'rowsEmpty', rejected: 'rowsRejected' } as const

function note({ intake, share }: Taking, row: MappedRow, identities: readonly IdentityRecord[]): void {
  const { rowId, rowNumber, permalink, outcome } = row
  intake.counts.rowsRead += 1
  intake.counts[COUNTED[outcome]] += 1
  intake.issues.push(...row.issues)
  intake.records.push(...identities.map(share))
  intake.places.set(rowId, { rowNumber, permalink, outcome })
}

function noteRecalled(taking: Taking, row: RecalledRow, rowNumber: number): void {
  taking.intake.rowsRecalled += 1
  taking.intake.outdatedRows.delete(row.rowId)
  const { rowId, memory } = row
  const issues = memory.issues.map((issue) => ({ ...issue, rowNumber }))
  note(taking, { ...memory, rowId, rowNumber, issues, records: [] }, recalledRecords(row))
}
