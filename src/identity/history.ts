import type { NodeLabel } from '../core/labels.ts'
import { createKeyMap } from './keyMap.ts'
import { slotKey } from './keys.ts'
import type { History, IdentityKey, IdentityRecord, KeyKind, KnownIdentity, PreviousLink } from './model.ts'
import { KINDS_BY_STRENGTH } from './model.ts'
import { foldPersonName } from './names.ts'
import type { Slot } from './slot.ts'

interface LabelledKey extends IdentityKey {
  label: NodeLabel
}

type Contribution = Pick<PreviousLink, 'keys' | 'name'>

/** History as assignment asks for it. */
export interface HistoryIndex {
  linkedElsewhere: ReadonlySet<string>
  /** The entities that a key names; the address of a shared mailbox names none. */
  named(key: LabelledKey & { shared?: boolean }): readonly string[]
  /** Whether rows of another sheet know another entity than `node` by this key. */
  heldElsewhere(key: LabelledKey, node: string): boolean
  /** What an entity is known by, or by other sheets only; of external keys those of this sheet, others do not compare. */
  valuesOf(node: string, kind: KeyKind, by: 'anyone' | 'others'): readonly string[]
  linked(slot: Slot): string | undefined
  /** What the link of a slot says; absent where no record asks. */
  contributed(slot: Slot): Contribution | undefined
  /** The entities that a slot whose link is gone was linked to. */
  remembered(slot: Slot): readonly string[]
}

export function indexHistory(history: History): HistoryIndex {
  const { sheetId, known, linkedElsewhere } = history
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
    ...indexLinks(history.links),
    remembered: ({ label, externalId }) => named({ label, ...slotKey(sheetId, externalId) }),
  }
}

/** Almost every key names one entity: of the few that name more, the others stand apart. */
function indexKeys(known: readonly KnownIdentity[]): (key: LabelledKey) => readonly KnownIdentity[] {
  const first = createKeyMap<KnownIdentity>()
  const others = createKeyMap<KnownIdentity[]>()
  for (const identity of known) {
    const { label, kind, value } = identity
    if (first.get(label, kind, value) === undefined) first.set(label, kind, value, identity)
    else others.set(label, kind, value, [...(others.get(label, kind, value) ?? []), identity])
  }
  return ({ label, kind, value }) => {
    const found = first.get(label, kind, value)
    return found === undefined ? [] : [found, ...(others.get(label, kind, value) ?? [])]
  }
}

function indexLinks(links: Iterable<PreviousLink>): Pick<HistoryIndex, 'linked' | 'contributed'> {
  const nodes = createKeyMap<string>()
  const contributions = createKeyMap<Contribution>()
  for (const { label, externalId, nodeId, keys, name } of links) {
    nodes.set(label, 'slot', externalId, nodeId)
    if (keys !== undefined) contributions.set(label, 'slot', externalId, { keys, name: name ?? null })
  }
  return {
    linked: ({ label, externalId }) => nodes.get(label, 'slot', externalId),
    contributed: ({ label, externalId }) => contributions.get(label, 'slot', externalId),
  }
}

/**
 * The records that count, bearing their previous keys too where a field keeps its previous contribution (R8,
 * R8b, R9). `dropped` are those of which nothing is known but kept fields, in slots that never had an entity.
 */
export function withKeptKeys(
  records: readonly IdentityRecord[],
  history: Pick<HistoryIndex, 'linked' | 'contributed'>,
): { counting: IdentityRecord[]; dropped: IdentityRecord[] } {
  const counting: IdentityRecord[] = []
  const dropped: IdentityRecord[] = []
  for (const record of records) {
    const said = record.keepsKeys ? history.contributed(record) : undefined
    if (record.onlyKept && history.linked(record) === undefined) dropped.push(record)
    else counting.push(said === undefined ? record : { ...record, keys: joinKeys(record, said) })
  }
  return { counting, dropped }
}

function joinKeys(record: IdentityRecord, { keys: previous = [], name }: Contribution): IdentityKey[] {
  const { keys, keptKinds, keptWithName } = record
  const sameName = typeof name === 'string' && foldPersonName(name) === record.name
  return KINDS_BY_STRENGTH.flatMap((kind) => {
    const kept = (keptKinds?.includes(kind) ?? true) || (sameName && keptWithName?.includes(kind) === true)
    const key =
      keys.find((own) => own.kind === kind) ?? (kept ? previous.find((old) => old.kind === kind) : null)
    return key ? [{ kind, value: key.value }] : []
  })
}
