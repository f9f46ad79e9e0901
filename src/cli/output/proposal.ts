import type { ProposedColumn } from '../../sync/report.ts'
import { renderTable, type TableColumn } from './table.ts'

const COLUMNS: readonly TableColumn[] = [{ title: 'COLUMN' }, { title: 'BECOMES' }, { title: 'BECAUSE' }]

/** `Email → contact.email` of each column that a proposed mapping reads. */
export const mappedColumns = (columns: readonly ProposedColumn[]): string[] =>
  columns.flatMap(({ title, target, mapped }) => (mapped && target !== null ? [`${title} → ${target}`] : []))

/** How the columns were understood, where nobody had said so: what is really mapped, not what was thought of. */
export function proposalTable(columns: readonly ProposedColumn[], width: number | null): string {
  const otherwise = columns.some(({ mapped }) => mapped) ? 'custom field' : '-'
  const rows = columns.map(({ title, target, mapped, reason }) => [
    title,
    mapped && target !== null ? target : otherwise,
    reason,
  ])
  return renderTable(COLUMNS, rows, width)
}
