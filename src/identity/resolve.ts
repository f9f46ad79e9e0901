import { assignNodes, claims } from './assign.ts'
import { type BorneKey, groupRecords } from './group.ts'
import { indexHistory, withKeptKeys } from './history.ts'
import type { Ambiguity, Assignment, History, IdentityKey, IdentityRecord } from './model.ts'
import { bySlot } from './slot.ts'

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
  const index = indexHistory(history)
  const { counting, dropped } = withKeptKeys(records, index)
  const { groups, ambiguous, keysOf } = groupRecords(counting)
  const assignments: Assignment[] = []
  for (const [group, nodeId] of assignNodes(groups, index, newId)) {
    // A weaker key stays with the entity that another sheet's rows know by it.
    const granted = (key: BorneKey): boolean =>
      claims(group, key) && (key === group.decider || !index.heldElsewhere(key, nodeId))
    for (const record of group.members) {
      const { label, externalId } = record
      const keys = keysOf(record)
      // Those of the record themselves, where all are: a copy of each takes its room.
      const own = keys.every(granted) ? record.keys : keys.filter(granted).map(plainKey)
      assignments.push({ label, externalId, nodeId, keys: own })
    }
  }
  return {
    assignments: assignments.sort(bySlot),
    ambiguous: ambiguous.sort(bySlot),
    dropped: dropped.sort(bySlot),
  }
}

const plainKey = ({ kind, value }: BorneKey): IdentityKey => ({ kind, value })
