import type { NodeLabel } from '../core/labels.ts'
import { slotKey } from './keys.ts'
import type { History, IdentityKey, IdentityRecord, KeyKind, KnownIdentity, PreviousLink } from './model.ts'
import { KINDS_BY_STRENGTH } from './model.ts'
import { foldPersonName } from './names.ts'

/** The place of an entity in the sheet. */
export interface Slot {
  label: NodeLabel
  externalId: string
}

interface LabelledKey extends IdentityKey {
  label: NodeLabel
}

/** History as assignment asks for it. */
export interface HistoryIndex {
  linkedElsewhere: ReadonlySet<string>
  /** The entities that a key names; the address of a shared mailbox names none. */
  named(key: LabelledKey & { shared?: boolean }): readonly string[]
  /** Whether rows of another sheet know another entity than `node` by this key. */
  heldElsewhere(key: LabelledKey, node: string): boolean
  /** What an entity is known by, or by other sheets only; of external keys those of this sheet, others do not compare. */
  valuesOf(node: string, kind: KeyKind, by: 'anyone' | 'others'): readonly string[]
  link(slot: Slot): PreviousLink | undefined
  linked(slot: Slot): string | undefined
  /** The entities that a slot whose link is gone was linked to. */
  remembered(slot: Slot): readonly string[]
}

export function indexHistory(history: History): HistoryIndex {
  const { sheetId, known, linkedElsewhere } = history
  const link = indexLinks(history.links)
  const knownBy = indexKeys(known)
  // Few syncs ask for it, and it takes its room.
  let byNode: Map<string, KnownIdentity[]> | null = null
  const identitiesOf = (node: string): readonly KnownIdentity[] => {
    byNode ??= Map.groupBy(known, ({ nodeId }) => nodeId)
    return byNode.get(node) ?? []
  }
  const named = (key: LabelledKey): string[] => knownBy(key).map(({ nodeId }) => nodeId)
  return {
    linkedElsewhere,
    named: (key) => (key.shared === true ? [] : named(key)),
    heldElsewhere: (key, node) =>
      knownBy(key).some((identity) => identity.nodeId !== node && identity.elsewhere),
    valuesOf: (node, kind, by) =>
      identitiesOf(node)
        .filter((key) => key.kind === kind && (kind !== 'key' || key.value.startsWith(`${sheetId}:`)))
        .filter((key) => by === 'anyone' || key.elsewhere)
        .map(({ value }) => value),
    link,
    linked: (slot) => link(slot)?.nodeId,
    remembered: ({ label, externalId }) => named({ label, ...slotKey(sheetId, externalId) }),
  }
}

/** What is known, by label, kind and value in turn: as one text these would take more room than all that they name. */
function indexKeys(known: readonly KnownIdentity[]): (key: LabelledKey) => readonly KnownIdentity[] {
  const byLabel = new Map(
    [...Map.groupBy(known, ({ label }) => label)].map(([label, ofLabel]) => [
      label,
      new Map(
        [...Map.groupBy(ofLabel, ({ kind }) => kind)].map(([kind, ofKind]) => [
          kind,
          Map.groupBy(ofKind, ({ value }) => value),
        ]),
      ),
    ]),
  )
  return ({ label, kind, value }) => byLabel.get(label)?.get(kind)?.get(value) ?? []
}

/** By label first: to make one text of label and slot for every question takes longer than all the rest. */
function indexLinks(links: readonly PreviousLink[]): HistoryIndex['link'] {
  const byLabel = new Map<NodeLabel, Map<string, PreviousLink>>()
  for (const link of links) {
    const slots = byLabel.get(link.label)
    if (slots === undefined) byLabel.set(link.label, new Map([[link.externalId, link]]))
    else slots.set(link.externalId, link)
  }
  return ({ label, externalId }) => byLabel.get(label)?.get(externalId)
}

/**
 * The records that count, bearing their previous keys too where a field keeps its previous contribution (R8,
 * R8b, R9). `dropped` are those of which nothing is known but kept fields, in slots that never had an entity.
 */
export function withKeptKeys(
  records: readonly IdentityRecord[],
  history: Pick<HistoryIndex, 'link'>,
): { counting: IdentityRecord[]; dropped: IdentityRecord[] } {
  const counting: IdentityRecord[] = []
  const dropped: IdentityRecord[] = []
  for (const record of records) {
    const link = history.link(record)
    if (link === undefined && record.onlyKept) dropped.push(record)
    else if (link === undefined || !record.keepsKeys) counting.push(record)
    else counting.push({ ...record, keys: joinKeys(record, link) })
  }
  return { counting, dropped }
}

function joinKeys(record: IdentityRecord, { keys: previous, name }: PreviousLink): IdentityKey[] {
  const { keys, keptKinds, keptWithName } = record
  const sameName = typeof name === 'string' && foldPersonName(name) === record.name
  return KINDS_BY_STRENGTH.flatMap((kind) => {
    const kept = (keptKinds?.includes(kind) ?? true) || (sameName && keptWithName?.includes(kind) === true)
    const key =
      keys.find((own) => own.kind === kind) ?? (kept ? previous.find((old) => old.kind === kind) : null)
    return key ? [{ kind, value: key.value }] : []
  })
}
