import type { Cell, CellValue, Column, Row } from '../smartsheet/model.ts'
import type { CompiledEntity } from './compile.ts'
import type { IssueLog, Report } from './issues.ts'
import type { Defaults } from './schema.ts'
import { cellWith, type CompiledSource } from './sources.ts'
import { DECIDING } from './targets.ts'
import { cellText, keyText, readText, wordKey } from './values/text.ts'
import type { Reader } from './values/reader.ts'

/** The previous contribution stays: an error in the cell (R8b), a column that is gone (R9). */
export const KEPT = Symbol('kept')
/** The previous contribution stays because the cell is blank and the mapping says so (R8). */
export const KEPT_BLANK = Symbol('kept while blank')

/** The previous contribution stays while the name beside it does (R9): see ColumnsSource.keepUnread. */
export const KEPT_WITH_NAME = Symbol('kept with the name')

/** Undefined: not mapped. Null: mapped and blank, or not usable. */
type Kept = typeof KEPT | typeof KEPT_BLANK | typeof KEPT_WITH_NAME
export type Reading<T> = T | null | undefined | Kept

export const isKept = (reading: unknown): reading is Kept =>
  reading === KEPT || reading === KEPT_BLANK || reading === KEPT_WITH_NAME

/** A row, and what blank cells of it take from its ancestors (`hierarchy: inherit`). */
export interface RowView {
  row: Row
  inherited: ReadonlyMap<string, Cell> | null
  defaults: Defaults
  log: IssueLog
}

/** Reads the fields of one entity from one row. */
export interface FieldReader {
  readonly entity: CompiledEntity
  read<T>(target: string, reader: Reader<T>): Reading<T>
  has(target: string): boolean
  /** No field of the mapping reads a column of this one for something else. */
  alone(target: string): boolean
  /** Something read so far says who or what the entity is. */
  decided(): boolean
  /** Something read so far would say so if it were not kept. */
  keptDecided(): boolean
}

/**
 * With `unknown` every field is kept: whether the row is about the entity cannot be told.
 *
 * Under `hierarchy: inherit` what says who or what the entity is comes from a row above only for companies,
 * and only as a whole: a child row may be about its parent's company, but is never the parent's contact again.
 */
export function openEntity(entity: CompiledEntity, view: RowView, unknown: boolean): FieldReader {
  const ofParent =
    entity.type === 'organization' &&
    !entity.deciding.some((column) => hasContent(view.row.cells.get(column.id)))
  const alone: RowView = view.inherited === null ? view : { ...view, inherited: null }
  let decided = false
  let keptDecided = false
  return {
    entity,
    read(target, reader) {
      const source = entity.fields.get(target)
      if (source === undefined) return undefined
      const decides = DECIDING[entity.type].includes(target)
      const reading = unknown ? KEPT : readSource(source, decides && !ofParent ? alone : view, reader)
      if (decides && isKept(reading)) keptDecided = true
      else if (decides && reading !== null && source.kind !== 'const') decided = true
      return reading
    },
    has: (target) => entity.fields.has(target),
    alone: (target) => entity.alone.has(target),
    decided: () => decided,
    keptDecided: () => keptDecided,
  }
}

/** True for whatever a person would see in the cell; "" and spaces are nothing to see. */
export function hasContent(cell: Cell | undefined): boolean {
  if (cell === undefined) return false
  if (cell.formulaError !== null || cell.image || cell.hyperlink !== null) return true
  const value = cell.value
  if (value === null) return false
  if (value.kind === 'text') return value.value.trim() !== ''
  return Array.isArray(value.value) ? value.value.length > 0 : true
}

/** The cell that counts for a column: the row's own, or what a blank one inherits. */
export function effectiveCell(view: RowView, columnId: string): { cell: Cell | undefined; own: boolean } {
  const cell = view.row.cells.get(columnId)
  if (view.inherited === null || hasContent(cell)) return { cell, own: true }
  return { cell: view.inherited.get(columnId), own: false }
}

const silent: Report = () => undefined

function readSource<T>(source: CompiledSource, view: RowView, reader: Reader<T>): Reading<T> {
  if (source.kind === 'gone') return KEPT
  if (source.kind === 'const')
    return reader(source.cell, { defaults: view.defaults, title: '', report: silent })
  const blank = source.keepBlank ? KEPT_BLANK : null
  const read =
    source.join === null ? oneCell(source.columns[0], view) : joinedCell(source.columns, source.join, view)
  if (read === KEPT) return KEPT
  const cell = source.values === null ? read.cell : replaced(read.cell, source.values)
  if (cell === null) return blank
  const report = source.keepUnread ? silent : read.report
  return (
    reader(cell, { defaults: view.defaults, title: read.title, report }) ??
    (source.keepUnread ? KEPT_WITH_NAME : blank)
  )
}

interface CellRead {
  /** Null when there is nothing in it to read. */
  cell: Cell | null
  title: string
  report: Report
}

const NOTHING: CellRead = { cell: null, title: '', report: silent }

function oneCell(column: Column | undefined, view: RowView): CellRead | typeof KEPT {
  if (column === undefined) return NOTHING
  const { title } = column
  const { cell, own } = effectiveCell(view, column.id)
  if (cell === undefined) return NOTHING
  const report: Report = own
    ? (code, message) => view.log.add(code, message, { column, value: shown(cell) })
    : silent
  if (cell.formulaError !== null) {
    report('formula_error', `The formula gives ${cell.formulaError}; the previous value stays.`)
    return KEPT
  }
  if (cell.image) {
    report('image_cell', 'The cell holds a picture, which is not taken over.')
    return { cell: null, title, report }
  }
  if (cell.flattened) report('flattened_cell', 'Several values came as one text; it was used as one value.')
  return { cell, title, report }
}

function joinedCell(columns: readonly Column[], join: string, view: RowView): CellRead | typeof KEPT {
  const reads = columns.map((column) => oneCell(column, view))
  const texts: string[] = []
  for (const read of reads) {
    if (read === KEPT) return KEPT
    const text = read.cell && readText(read.cell, { ...read, defaults: view.defaults })
    if (text !== null) texts.push(text)
  }
  const first = reads.find((read) => read !== KEPT && read.cell !== null)
  return {
    cell: texts.length === 0 ? null : cellWith({ kind: 'text', value: texts.join(join) }),
    title: columns.map((column) => column.title).join(', '),
    report: first === undefined || first === KEPT ? silent : first.report,
  }
}

const shown = (cell: Cell | undefined): string | null =>
  cell === undefined ? null : (cell.formulaError ?? cell.display ?? cellText(cell))

/** The cell by the mapping's `values`, choice by choice; null where the mapping calls it blank. */
function replaced(cell: Cell | null, values: ReadonlyMap<string, CellValue | null>): Cell | null {
  if (cell?.value?.kind === 'list') {
    const choices = cell.value.value.flatMap((choice) => {
      const value = values.get(wordKey(choice))
      return value === undefined ? [choice] : value === null ? [] : [cellText(cellWith(value)) ?? '']
    })
    return { ...cell, value: { kind: 'list', value: choices } }
  }
  const word = cell && keyText(cell)
  const value = values.get(wordKey(word ?? ''))
  if (value === undefined) return cell
  return value === null ? null : cellWith(value)
}
