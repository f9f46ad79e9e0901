import type { Json } from '../../../src/core/json.ts'
import { LABELS, mappedColumns, readsOf, type RowLabel } from '../variants.ts'
import type { ColumnKey, Word } from '../words.ts'
import { type Contribution, type Label, type Row, type Sheet, slotName } from './contribution.ts'
import { keysOf } from './keys.ts'
import { closingOf, placeOf } from './joint.ts'
import {
  type Above,
  fieldsOf,
  filledBy,
  inheritedBy,
  isFilled,
  isThere,
  KEEP,
  readCell,
  type Reading,
} from './read.ts'

/** What was known when the sheet was merged last. */
export interface Before {
  /** By slot. */
  contributions: ReadonlyMap<string, Contribution>
  /** The titles under which custom fields stand; null where the mapping is new. */
  titles: ReadonlyMap<ColumnKey, string> | null
}

/** What a row hands down to those below it. */
interface Lineage {
  cells: Above
  contact: string | null
  deal: string | null
}

/** What a row says of one entity, by columns. */
interface Draft {
  label: Label
  said: ReadonlyMap<ColumnKey, Reading>
  before: Contribution | undefined
  /** Nothing but cells that cannot be read, and nothing that the row said before: it is nobody. */
  lost: boolean
}

export interface Spoken {
  contributions: Contribution[]
  /** R5: rows that have content and say nothing of use. */
  rejected: number
}

/** All that the rows of a sheet say, by its mapping (R3, R5, R8, R8b, R9). */
export function contributionsOf(sheet: Sheet, before: Before): Spoken {
  const lineages = new Map<string, Lineage>()
  const contributions: Contribution[] = []
  let rejected = 0
  for (const row of sheet.rows) {
    const parent = sheet.variant.inherits && row.parent !== null ? (lineages.get(row.parent) ?? null) : null
    const content = hasContent(sheet, row)
    const above = content ? parent : null
    const drafts = draftsOf(sheet, row, above?.cells ?? null, before)
    const has = (label: Label): boolean => drafts.some((draft) => draft.label === label)
    const about = {
      contact: has('Contact') ? row.id : (above?.contact ?? null),
      deal: has('Opportunity') ? row.id : (above?.deal ?? null),
    }
    lineages.set(row.id, { ...(content || !parent ? about : parent), cells: handedDown(sheet, row, parent) })
    const living = drafts.filter(({ lost }) => !lost)
    if (content && living.length === 0) rejected += 1
    for (const draft of living) contributions.push(contribution(draft, { sheet, row, drafts, about, before }))
  }
  return { contributions, rejected }
}

/** What somebody typed; a formula that fails is nothing. */
const hasContent = (sheet: Sheet, row: Row): boolean =>
  Object.entries(row.cells).some(
    ([column, word]) => isThere(sheet, row, column as ColumnKey) && word.fails !== true,
  )

function handedDown(sheet: Sheet, row: Row, parent: Lineage | null): Above {
  const cells = new Map<ColumnKey, Word>(parent?.cells)
  for (const column of mappedColumns(sheet.variant)) {
    const word = row.cells[column]
    if (sheet.titles.has(column) && isFilled(word)) cells.set(column, word)
  }
  return cells
}

function draftsOf(sheet: Sheet, row: Row, above: Above | null, before: Before): Draft[] {
  const drafts = LABELS.flatMap((label) => draftOf(label, { sheet, row, above, before }) ?? [])
  const owners = drafts.map(({ said }) => said.get('owner')).filter((owner) => owner !== undefined)
  const owner = owners.find((one) => one !== null && one !== KEEP) ?? owners.find((one) => one === KEEP)
  if (owner === undefined) return drafts
  const said = before.contributions.get(slotName({ sheet: sheet.id, label: 'User', slot: row.id }))
  const lost = owner === KEEP && said === undefined
  return [...drafts, { label: 'User', said: new Map([['owner', owner]]), before: said, lost }]
}

interface Reads {
  sheet: Sheet
  row: Row
  above: Above | null
  before: Before
}

function draftOf(label: RowLabel, { sheet, row, above, before }: Reads): Draft | null {
  const reads = readsOf(sheet.variant)[label]
  const deciding = Object.values(reads.deciding)
  const whole = inheritedBy(label, deciding, sheet, row) ? above : null
  const said = new Map<ColumnKey, Reading>()
  for (const column of deciding) said.set(column, readCell(sheet, row, column, whole))
  const readings = [...said.values()]
  for (const column of Object.values(reads.others)) said.set(column, readCell(sheet, row, column, above))
  const decided = readings.some((reading) => reading !== KEEP && reading !== null)
  if (!decided && !readings.includes(KEEP)) return null
  const previous = before.contributions.get(slotName({ sheet: sheet.id, label, slot: row.id }))
  return { label, said, before: previous, lost: !decided && previous === undefined }
}

interface Context {
  sheet: Sheet
  row: Row
  drafts: readonly Draft[]
  about: { contact: string | null; deal: string | null }
  before: Before
}

function contribution(draft: Draft, context: Context): Contribution {
  const { sheet, row, drafts } = context
  const { label, said, before } = draft
  const contact = drafts.find((other) => other.label === 'Contact')
  return {
    ...{ sheet: sheet.id, label, slot: row.id, modifiedAt: row.modifiedAt },
    fields: { ...allFields(draft), ...(label === 'LogEntry' && noteFields(row)) },
    custom: customOf(draft, context),
    ...refsOf(draft, context),
    kept: [...said].flatMap(([column, reading]) => (reading === KEEP ? filledBy(column) : [])),
    keys: keysOf({
      ...{ label, sheetId: sheet.id, company: sheet.variant.company, before },
      said: (column) => said.get(column),
      saidOfContact: (column) => contact?.said.get(column),
    }),
  }
}

function allFields({ label, said, before }: Draft): Record<string, Json> {
  if (label !== 'User')
    return joined([
      ...[...said].map(([column, reading]) => fieldsOf(column, reading, before?.fields)),
      label === 'Contact' ? placeOf(said, before?.fields) : null,
      label === 'Opportunity' ? closingOf(said, before?.fields) : null,
    ])
  const owner = said.get('owner')
  return owner === KEEP || owner === undefined ? { ...before?.fields } : userFields(owner)
}

const joined = (
  parts: readonly (Readonly<Record<string, Json>> | null | undefined)[],
): Record<string, Json> => Object.fromEntries(parts.flatMap((one) => Object.entries(one ?? {})))

function userFields(owner: Json): Record<string, Json> {
  const { name, email } = owner as { name: string; email: string | null }
  return { name, emails: email === null ? null : [{ raw: email, email, work: true }] }
}

const noteFields = ({ createdAt }: Row): Record<string, Json> => ({
  content_type: 'text/plain',
  started_at: createdAt,
})

function refsOf(
  { label, said, before }: Draft,
  { row, drafts, about }: Context,
): Pick<Contribution, 'refs' | 'contacts'> {
  const organization = drafts.some((draft) => draft.label === 'Organization') ? row.id : null
  const owner = said.get('owner')
  const kept = before?.refs['owner']
  const owned: Record<string, string | null> =
    owner === KEEP ? (kept === undefined ? {} : { owner: kept }) : { owner: owner === null ? null : row.id }
  if (label === 'Organization') return { refs: owned, contacts: null }
  if (label === 'Contact') return { refs: { organization }, contacts: null }
  if (label === 'Opportunity')
    return { refs: { organization, ...owned }, contacts: about.contact === null ? [] : [about.contact] }
  if (label === 'LogEntry')
    return { refs: { organization, contact: about.contact, opportunity: about.deal }, contacts: null }
  return { refs: {}, contacts: null }
}

const CUSTOM_OWNERS: readonly Label[] = ['Opportunity', 'Contact', 'Organization']

/** Those of a row are its deal's, else its contact's, else its company's, wherever they stood before. */
function customOf({ label }: Draft, { sheet, row, drafts, before }: Context): Record<string, Json> | null {
  if (!sheet.variant.custom || !CUSTOM_OWNERS.includes(label)) return null
  const main = CUSTOM_OWNERS.find((one) => drafts.some((draft) => draft.label === one))
  if (label !== main) return {}
  const kept = joined(
    CUSTOM_OWNERS.map(
      (one) => before.contributions.get(slotName({ sheet: sheet.id, label: one, slot: row.id }))?.custom,
    ),
  )
  const mapped = mappedColumns(sheet.variant)
  const custom: Record<string, Json> = {}
  for (const [column, title] of sheet.titles) {
    if (mapped.has(column)) continue
    const word = row.cells[column]
    const last = kept[before.titles?.get(column) ?? title]
    if (word?.custom !== undefined) custom[title] = word.custom
    else if ((word?.fails || sheet.variant.keeps) && last !== undefined) custom[title] = last
  }
  for (const [column, title] of before.titles ?? []) {
    const last = kept[title]
    if (!sheet.titles.has(column) && !mapped.has(column) && last !== undefined) custom[title] = last
  }
  return custom
}
