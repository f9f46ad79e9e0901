import type { Json } from '../../core/json.ts'
import type { Change } from '../../runs/model.ts'
import { plain } from './format.ts'
import { labelName } from './labels.ts'
import { oneLine } from '../../core/oneLine.ts'
import { fit, renderTable, type TableColumn } from './table.ts'

/** Columns of the graph whose own name says less than people need; the others lose their underscores. */
const FIELD_NAMES = new Map([
  ['hide', 'hidden'],
  ['external_stage', 'stage'],
  ['internal_stage', 'open or closed'],
  ['external_type', 'type'],
  ['likelihood_rate', 'likelihood'],
  ['estimated_closed_at', 'close date'],
  ['closed_at', 'closed on'],
  ['general_notes', 'notes'],
  ['owner_user_id', 'owner'],
  ['created_by_user_id', 'author'],
  ['organization_id', 'company'],
  ['contact_id', 'contact'],
  ['opportunity_id', 'deal'],
  ['interaction_session_id', 'discussion'],
  ['replies_to_id', 'replies to'],
  ['contacts', 'people'],
  ['location.locality', 'city'],
  ['location.country_code_a2', 'country code'],
  ['location.raw_address', 'address'],
])

/** `close date` for `estimated_closed_at`; a custom field has the title of its column. */
export const fieldName = (field: string): string =>
  field.startsWith('custom_fields.')
    ? field.slice('custom_fields.'.length)
    : (FIELD_NAMES.get(field) ?? field.replace('location.', '').replaceAll('_', ' '))

const MIDNIGHT = /^(\d{4,}-\d\d-\d\d)T00:00:00(?:\.0+)?(?:Z|\+00:00)$/

/** A value as people know it: the name of what it refers to, a date without a time of none. */
const shown = (value: Json, name: string | null): string =>
  name ?? (typeof value === 'string' ? value.replace(MIDNIGHT, '$1') : plain(value))

export const newValueText = ({ newValue, newName }: Change): string => shown(newValue, newName)

const COLUMNS: readonly TableColumn[] = [
  { title: 'KIND', whole: true },
  { title: 'NAME' },
  { title: 'FIELD' },
  { title: 'WAS' },
  { title: 'IS' },
]

/** What becomes of an entity, and not a value of its. */
const FATES = ['hide', 'archived', 'deleted']

/** A value in the table: of a fate, where `true` would have to be guessed at, a plain word. */
const cell = (field: string, value: Json, name: string | null): string =>
  FATES.includes(field) && typeof value === 'boolean' ? (value ? 'yes' : 'no') : shown(value, name)

const who = ({ nodeName, nodeId }: Change): string => nodeName ?? nodeId

/** What a run changed, a line a field; below it the rows that it comes from, where half an address is none. */
export function changesTable(changes: readonly Change[], width: number | null): string {
  const rows = changes.map((change) => [
    labelName(change.label),
    who(change),
    fieldName(change.field),
    cell(change.field, change.oldValue, change.oldName),
    cell(change.field, change.newValue, change.newName),
  ])
  return renderTable(COLUMNS, rows, width)
}

/**
 * The row behind each entity, where it is known: `contact Ann Bell: https://...`. Of what vanished with its row the row's
 * id remains, by which people find it in the sheet's activity log.
 */
export function rowLinks(changes: readonly Change[]): string[] {
  const links = new Map<string, string>()
  for (const change of changes) {
    const { rowUrl, rowId } = change
    if (rowUrl === null && (rowId === null || links.has(change.nodeId))) continue
    const row = rowUrl ?? `row ${rowId}, which no longer speaks of it`
    links.set(change.nodeId, oneLine(`${labelName(change.label)} ${fit(who(change), 40)}: ${row}`))
  }
  return [...links.values()]
}

/** A sentence of one change: `deal Rollout: stage Lead → Won`, `contact Ann Bell: hidden`. */
export function changeText(change: Change): string {
  const { label, field, oldValue, newValue, oldName, newName } = change
  const what = `${labelName(label)} ${who(change)}: ${fieldName(field)}`
  if (oldValue === false && newValue === true) return what
  return `${what} ${shown(oldValue, oldName)} → ${shown(newValue, newName)}`
}
