import { NODE_LABELS, type NodeLabel } from '../../core/labels.ts'
import type { EntityCounts, RunCounts } from '../../runs/model.ts'
import { plural } from './format.ts'
import { renderTable, type TableColumn } from './table.ts'

/** What people call the entities: one, and many. */
const NAMES = {
  User: ['owner', 'owners'],
  Organization: ['company', 'companies'],
  Contact: ['contact', 'contacts'],
  Opportunity: ['deal', 'deals'],
  LogEntry: ['note', 'notes'],
  InteractionSession: ['discussion', 'discussions'],
  InteractionEvent: ['comment', 'comments'],
} as const satisfies Record<NodeLabel, readonly [one: string, many: string]>

const isLabel = (text: string): text is NodeLabel => Object.hasOwn(NAMES, text)

/** `company` for `Organization`; a label that is none stays as it is. */
export const labelName = (label: string): string => (isLabel(label) ? NAMES[label][0] : label)

const FIGURES = ['created', 'updated', 'unchanged', 'archived'] as const satisfies (keyof EntityCounts)[]

const COLUMNS: readonly TableColumn[] = [
  { title: '', whole: true },
  ...FIGURES.map((title): TableColumn => ({ title, align: 'right', whole: true })),
]

/** Created, updated, unchanged and archived entities, a line a label; empty text where there are none. */
export function countsTable(counts: RunCounts, width: number | null): string {
  const rows = NODE_LABELS.flatMap((label) => {
    const figures = counts[label]
    if (figures === undefined || FIGURES.every((figure) => figures[figure] === 0)) return []
    return [[NAMES[label][1], ...FIGURES.map((figure) => figures[figure].toLocaleString('en-US'))]]
  })
  return rows.length === 0 ? '' : renderTable(COLUMNS, rows, width)
}

/** `2 companies, 1 contact`: how many of each label have this figure; empty text where none has. */
export const countsPhrase = (counts: RunCounts, figure: keyof EntityCounts): string =>
  NODE_LABELS.flatMap((label) => {
    const n = counts[label]?.[figure] ?? 0
    return n === 0 ? [] : [plural(n, NAMES[label][0], NAMES[label][1])]
  }).join(', ')

/** `+3 ~1 -0`: created, updated and archived of all labels together. */
export function countsSummary(counts: RunCounts): string {
  const sum = (figure: keyof EntityCounts) =>
    Object.values(counts).reduce((total, figures) => total + figures[figure], 0)
  return `+${sum('created')} ~${sum('updated')} -${sum('archived')}`
}
