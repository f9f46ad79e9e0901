import type { Change, RunCounts } from '../../runs/model.ts'
import type { Preview, PreviewedEntity } from '../../sync/report.ts'
import { changesTable, fieldName, newValueText } from './changes.ts'
import { plural } from './format.ts'
import { issueAsJson, issuesTable } from './issues.ts'
import { countsPhrase, labelName } from './labels.ts'
import { renderTable, type TableColumn } from './table.ts'

type Outcome = PreviewedEntity['outcome']

const NEW: readonly TableColumn[] = [{ title: 'KIND', whole: true }, { title: 'NAME' }, { title: 'FIELDS' }]
const GONE: readonly TableColumn[] = [
  { title: 'KIND', whole: true },
  { title: 'NAME' },
  { title: 'WOULD BE' },
]

/** What a dry run would create, change field by field and archive, and every issue: a text with a table for each. */
export function previewText({ entities, issues }: Preview, counts: RunCounts, width: number | null): string {
  const of = (outcome: Outcome) => entities.filter((entity) => entity.outcome === outcome)
  const part = (title: string, outcome: Outcome, table: (of: readonly PreviewedEntity[]) => string) => {
    const shown = of(outcome)
    return shown.length === 0 ? [] : [`${title}:`, table(shown), ...more(counts, shown, outcome), '']
  }
  return [
    ...part('Would be created', 'created', (shown) => renderTable(NEW, shown.map(newRow), width)),
    ...part('Would be changed', 'updated', (shown) => changesTable(shown.flatMap(changesOf), width)),
    ...part('Would be archived', 'archived', (shown) => renderTable(GONE, shown.map(goneRow), width)),
    ...(issues.length === 0 ? [] : [`${plural(issues.length, 'issue')}:`, issuesTable(issues, width), '']),
  ]
    .join('\n')
    .trimEnd()
}

/** The changes that say that an entity goes (R11). */
const WITHDRAWN: ReadonlyMap<string, string> = new Map([
  ['hide', 'hidden'],
  ['archived', 'archived'],
  ['deleted', 'deleted'],
])

/** Fields that a new entity has besides, and that tell a person nothing more. */
const SILENT = new Set(['content_type', 'first_name', 'identifier', 'last_name', 'max_amount'])

const nameOf = ({ name }: PreviewedEntity): string => name ?? '(without a name)'

/** Which phone is the mobile one, or the first, is no field of its own. */
const changesOf = ({ label, name, changes }: PreviewedEntity): readonly Change[] =>
  changes.length > 0 ? changes : [{ ...NO_FIELD, label, nodeName: name }]

const NO_FIELD: Omit<Change, 'label' | 'nodeName'> = {
  nodeId: '(without a name)',
  field: 'details of emails or phones',
  oldValue: null,
  newValue: null,
  oldName: null,
  newName: null,
  rowId: null,
  rowUrl: null,
}

const newRow = (entity: PreviewedEntity): string[] => [
  labelName(entity.label),
  nameOf(entity),
  entity.changes
    .filter(({ field, newName, newValue }) => !SILENT.has(field) && (newName ?? newValue) !== entity.name)
    .map((change) => `${fieldName(change.field)}: ${newValueText(change)}`)
    .join('; '),
]

const goneRow = (entity: PreviewedEntity): string[] => [
  labelName(entity.label),
  nameOf(entity),
  entity.changes.map(({ field }) => WITHDRAWN.get(field)).find((how) => how !== undefined) ?? '-',
]

/** How many there are beside those shown. */
function more(counts: RunCounts, shown: readonly PreviewedEntity[], outcome: Outcome): string[] {
  const rest = Object.entries(counts).map(([label, figures]) => {
    const seen = shown.filter((entity) => entity.label === label).length
    return [label, { ...figures, [outcome]: figures[outcome] - seen }]
  })
  const phrase = countsPhrase(Object.fromEntries(rest) as RunCounts, outcome)
  return phrase === '' ? [] : [`... and ${phrase} more`]
}

/** For `sync --dry-run --json`. What refers to another entity has its name: ids of a dry run are nobody's. */
export const previewAsJson = ({ entities, issues }: Preview) => ({
  entities: entities.map(({ label, outcome, name, rowUrl, changes }) => ({
    node_label: label,
    outcome,
    name,
    row_url: rowUrl,
    changes: changes.map((change) => ({
      field: change.field,
      old_value: change.oldName ?? change.oldValue,
      new_value: change.newName ?? change.newValue,
    })),
  })),
  issues: issues.map(issueAsJson),
})
