import type { Json } from '../core/json.ts'
import type { NodeLabel } from '../core/labels.ts'
import type { CompiledMapping } from './compile.ts'
import { contentHash } from './contentHash.ts'
import { readCustomFields } from './customFields.ts'
import type { Draft } from './entities/draft.ts'
import { ownerDraft, ownerKey } from './entities/owner.ts'
import { isKept, type RowView } from './fieldReader.ts'
import type { Lineage } from './hierarchy.ts'
import type { Contribution, EntityRecord } from './record.ts'

interface Context {
  compiled: CompiledMapping
  view: RowView
  lineage: Lineage | null
}

type Refs = Contribution['refs']

/** Gives the entities of a row their slots, links between each other, and custom fields. */
export function assembleRecords(
  drafts: readonly Draft[],
  context: Context,
): { records: EntityRecord[]; lineage: Omit<Lineage, 'cells'> } {
  const { compiled, view, lineage } = context
  const owners = distinctOwners(drafts)
  const slots = assignSlots(view.row.id, [...drafts, ...owners.drafts])
  const main = customOwner(drafts, compiled)
  const of = (label: NodeLabel) =>
    drafts.flatMap((draft) => (draft.label === label ? (slots.get(draft) ?? []) : []))
  const own = {
    organization: of('Organization')[0] ?? null,
    contacts: of('Contact'),
    opportunity: of('Opportunity')[0] ?? null,
  }
  const linked = {
    organization: own.organization,
    contacts: own.contacts.length > 0 ? own.contacts : (lineage?.contacts ?? []),
    opportunity: own.opportunity ?? lineage?.opportunity ?? null,
  }
  const build = (draft: Draft): EntityRecord => {
    const owner = owners.of(draft)
    const refs = {
      ...refsOf(draft.label, linked, compiled),
      ...(owner !== undefined && { owner: owner && (slots.get(owner) ?? null) }),
    }
    const custom = draft === main ? readCustomFields(compiled, view) : noCustomFields(draft, compiled)
    // A row that refers to a row above is written anew when that becomes somebody else.
    const above =
      draft.label === 'Opportunity' || draft.label === 'LogEntry' ? (lineage?.identities ?? []) : []
    return toRecord(draft, slots.get(draft) ?? view.row.id, { ...context, refs, above, custom })
  }
  const identities = drafts.flatMap(identityOf)
  return {
    records: [...drafts, ...owners.drafts].map(build),
    lineage: {
      contacts: linked.contacts,
      opportunity: linked.opportunity,
      identities: identities.length > 0 ? identities : (lineage?.identities ?? []),
    },
  }
}

/** What decides which contact or deal this is (identity/keys.ts), besides its slot. */
function identityOf({ label, fields, externalKey }: Draft): Json[] {
  const key = typeof externalKey === 'string' ? externalKey : null
  if (label === 'Contact')
    return [[key, fields['name'] ?? null, fields['emails'] ?? null, fields['phones'] ?? null]]
  return label === 'Opportunity' ? [[key]] : []
}

/** Null: mapped, but there is none in this row. Absent: not mapped. */
function refsOf(
  label: NodeLabel,
  linked: { organization: string | null; contacts: readonly string[]; opportunity: string | null },
  compiled: CompiledMapping,
): Refs {
  const has = (type: string) => compiled.entities.some((entity) => entity.type === type)
  const organization = has('organization') && { organization: linked.organization }
  if (label === 'Contact') return { ...organization }
  if (label === 'Opportunity')
    return { ...organization, ...(has('contact') && { contacts: [...linked.contacts] }) }
  if (label !== 'LogEntry') return {}
  return {
    ...organization,
    ...(has('contact') && { contact: linked.contacts[0] ?? null }),
    ...(has('opportunity') && { opportunity: linked.opportunity }),
  }
}

/** One user for each person who owns something in the row. */
function distinctOwners(drafts: readonly Draft[]): {
  drafts: Draft[]
  /** Undefined: no owner is mapped, or it stays; null: there is none. */
  of(draft: Draft): Draft | null | undefined
} {
  const users = new Map<string, Draft>()
  for (const { owner } of drafts) {
    if (owner === undefined || owner === null) continue
    const key = isKept(owner) ? 'kept' : ownerKey(owner)
    const user = users.get(key) ?? ownerDraft(owner)
    if (user !== null) users.set(key, user)
  }
  return {
    drafts: [...users.values()],
    of({ owner }) {
      if (owner === undefined || isKept(owner)) return undefined
      return owner === null ? null : users.get(ownerKey(owner))
    },
  }
}

/** `<rowId>`, then `<rowId>:2`, `<rowId>:3`, ... for each label. */
function assignSlots(rowId: string, drafts: readonly Draft[]): Map<Draft, string> {
  const counts = new Map<NodeLabel, number>()
  return new Map(
    drafts.map((draft) => {
      const count = (counts.get(draft.label) ?? 0) + 1
      counts.set(draft.label, count)
      return [draft, count === 1 ? rowId : `${rowId}:${count}`]
    }),
  )
}

const LABEL_OF = { organization: 'Organization', contact: 'Contact', opportunity: 'Opportunity' } as const

/** Whom the row's custom fields belong to: its deal, else its contact, else its company. */
function customOwner(drafts: readonly Draft[], { customOwners }: CompiledMapping): Draft | undefined {
  for (const type of customOwners) {
    const found = drafts.find((draft) => draft.label === LABEL_OF[type])
    if (found) return found
  }
  return undefined
}

/** Said of every entity that could be the owner, so that it has none left when the fields move to another. */
const noCustomFields = ({ label }: Draft, { custom, customOwners }: CompiledMapping) =>
  custom !== null && customOwners.some((type) => LABEL_OF[type] === label) ? { fields: {}, keep: [] } : null

function toRecord(
  draft: Draft,
  externalId: string,
  {
    view: { row },
    refs,
    above,
    custom,
  }: Context & {
    refs: Refs
    above: readonly Json[]
    custom: { fields: Record<string, Json>; keep: string[] } | null
  },
): EntityRecord {
  const { label, externalSource, fields, onlyKept, externalKey } = draft
  const keep = [...draft.keep, ...(custom?.keep ?? [])].sort()
  const key = externalKey === undefined || isKept(externalKey) ? null : { externalKey }
  const said = [
    label,
    externalId,
    externalSource,
    row.id,
    row.permalink,
    onlyKept,
    key,
    keep,
    fields,
    custom?.fields ?? null,
    { ...refs },
    [...above],
  ]
  return {
    label,
    externalId,
    externalSource,
    rowId: row.id,
    url: row.permalink,
    rowModifiedAt: row.modifiedAt,
    ...key,
    contribution: { fields, ...(custom && { custom: custom.fields }), refs },
    keep,
    onlyKept,
    hash: contentHash(said),
  }
}
