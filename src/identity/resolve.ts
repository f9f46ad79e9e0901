import { assignNodes, claimsOf } from './assign.ts'
import { type BorneKey, type Group, groupRecords } from './group.ts'
import { type HistoryIndex, indexHistory, withKeptKeys } from './history.ts'
import type { Ambiguity, Assignment, History, IdentityKey, IdentityRecord } from './model.ts'

export interface Resolution {
  /** One for each record that counts, sorted by label and slot. */
  assignments: Assignment[]
  ambiguous: Ambiguity[]
  /** Records of nothing but kept fields whose slot has no link: there is nothing to keep. */
  dropped: IdentityRecord[]
}

/**
 * Decides for every record of one complete read which entity it belongs to (R6, design section 6). A pure
 * function: the order of records and history does not matter, and its own outcome as history changes nothing.
 */
export function resolve(
  records: readonly IdentityRecord[],
  history: History,
  newId: () => string,
): Resolution {
  const { counting, dropped } = withKeptKeys(records, history)
  const index = indexHistory(history)
  const grouping = groupRecords(counting)
  const claims = claimsOf(grouping)
  const assignments: Assignment[] = []
  for (const [group, nodeId] of assignNodes(grouping, index, newId)) {
    const granted = (key: BorneKey): boolean =>
      claims(group, key) && !heldElsewhere({ group, nodeId }, key, index)
    for (const { record, keys } of group.members) {
      const { label, externalId } = record
      assignments.push({ label, externalId, nodeId, keys: keys.filter(granted).map(plainKey) })
    }
  }
  return {
    assignments: assignments.sort(bySlot),
    ambiguous: grouping.ambiguous.sort(bySlot),
    dropped: dropped.sort(bySlot),
  }
}

/** A weaker key stays with the entity that another sheet's rows know by it. */
function heldElsewhere(
  { group, nodeId }: { group: Group; nodeId: string },
  key: BorneKey,
  history: HistoryIndex,
): boolean {
  if (key.token === group.deciding?.token) return false
  return history.named(key.token).some((node) => node !== nodeId && history.linkedElsewhere.has(node))
}

const plainKey = ({ kind, value }: BorneKey): IdentityKey => ({ kind, value })

interface Slot {
  label: string
  externalId: string
}

function bySlot(a: Slot, b: Slot): number {
  const [left, right] = a.label === b.label ? [a.externalId, b.externalId] : [a.label, b.label]
  return left < right ? -1 : left > right ? 1 : 0
}
