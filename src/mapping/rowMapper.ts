import type { Cell, Row } from '../smartsheet/model.ts'
import type { CompiledEntity, CompiledMapping } from './compile.ts'
import type { CompiledCondition } from './conditions.ts'
import { contactDrafts } from './entities/contact.ts'
import type { Draft } from './entities/draft.ts'
import { logEntryDraft } from './entities/logEntry.ts'
import { opportunityDraft } from './entities/opportunity.ts'
import { organizationDraft } from './entities/organization.ts'
import { effectiveCell, hasContent, openEntity, type RowView } from './fieldReader.ts'
import { openIssueLog } from './issues.ts'
import type { Lineage } from './hierarchy.ts'
import type { MappedRow } from './record.ts'
import { assembleRecords } from './records.ts'
import { wordsOf } from './values/text.ts'

/** Rows to records, one row at a time; knows of other rows only what the lineage says. */
export function createRowMapper(compiled: CompiledMapping) {
  const systemColumns = new Set(compiled.systemColumns)

  return (row: Row, parent: Lineage | null): { mapped: MappedRow; lineage: Lineage } => {
    const log = openIssueLog(row)
    const content = hasOwnContent(row, systemColumns)
    const lineage = content ? parent : null
    const view: RowView = { row, inherited: lineage?.cells ?? null, defaults: compiled.defaults, log }
    const read = compiled.entities.map((entity) => draftsOf(entity, view))
    const drafts = read.flatMap((entity) => entity.drafts)
    const assembled = assembleRecords(drafts, { compiled, view, lineage })
    const excluded = read.every((entity) => entity.excluded)
    const outcome =
      !content || (drafts.length === 0 && excluded) ? 'empty' : drafts.length > 0 ? 'mapped' : 'rejected'
    if (outcome === 'rejected') log.add('row_rejected', whyRejected(compiled.entities))
    return {
      mapped: {
        rowId: row.id,
        rowNumber: row.rowNumber,
        permalink: row.permalink,
        outcome,
        records: assembled.records,
        issues: log.issues,
      },
      // A blank row stands for nothing, so its children are those of the row above it.
      lineage: {
        ...(content ? assembled.lineage : (parent ?? assembled.lineage)),
        cells: handedDown(compiled, view, parent),
      },
    }
  }
}

interface EntityRead {
  drafts: Draft[]
  /** The entity's `when` says that the row is about something else. */
  excluded: boolean
}

function draftsOf(entity: CompiledEntity, view: RowView): EntityRead {
  const applies = entity.when === null ? null : allHold(entity.when, view)
  if (applies === false) return { drafts: [], excluded: true }
  const reader = openEntity(entity, view, applies === null)
  const drafts = (draft: Draft | null) => ({ drafts: draft === null ? [] : [draft], excluded: false })
  if (entity.type === 'organization') return drafts(organizationDraft(reader, view.log.add))
  if (entity.type === 'contact') return { drafts: contactDrafts(reader), excluded: false }
  if (entity.type === 'opportunity') return drafts(opportunityDraft(reader, view.defaults))
  return drafts(logEntryDraft(reader, view.row.createdAt))
}

/** Null where it cannot be told, because the cell holds a formula error. */
function allHold(conditions: readonly CompiledCondition[], view: RowView): boolean | null {
  let known = true
  for (const condition of conditions) {
    const { cell } = effectiveCell(view, condition.column.id)
    if (cell !== undefined && cell.formulaError !== null) known = false
    else if (!holds(condition, cell)) return false
  }
  return known ? true : null
}

function holds({ is, isNot, blank }: CompiledCondition, cell: Cell | undefined): boolean {
  const words = cell === undefined ? [] : wordsOf(cell)
  if (blank !== null && blank !== (words.length === 0)) return false
  if (is !== null && !words.some((word) => is.has(word))) return false
  return isNot === null || !words.some((word) => isNot.has(word))
}

/** What a person put there: not the times that Smartsheet keeps, nor boxes left unticked, nor formulas that fail. */
function hasOwnContent(row: Row, systemColumns: ReadonlySet<string>): boolean {
  for (const cell of row.cells.values()) {
    if (cell.formulaError !== null || systemColumns.has(cell.columnId)) continue
    if (cell.value?.kind === 'boolean' && !cell.value.value) continue
    if (hasContent(cell)) return true
  }
  return false
}

function handedDown(compiled: CompiledMapping, view: RowView, parent: Lineage | null): Map<string, Cell> {
  const cells = new Map(parent?.cells)
  if (!compiled.inherit) return cells
  for (const id of compiled.inheritable) {
    const cell = view.row.cells.get(id)
    if (cell !== undefined && hasContent(cell)) cells.set(id, cell)
  }
  return cells
}

function whyRejected(entities: readonly CompiledEntity[]): string {
  const titles = new Set(entities.flatMap((entity) => entity.deciding.map((column) => column.title)))
  return titles.size === 0
    ? 'None of the columns that would say what the row is about is in the sheet.'
    : `The row has content, but nothing usable in ${[...titles].join(', ')} says who or what it is about.`
}
