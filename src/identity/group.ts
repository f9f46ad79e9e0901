import type { NodeLabel } from '../core/labels.ts'
import { createKeyMap } from './keyMap.ts'
import {
  type Ambiguity,
  type IdentityKey,
  type IdentityRecord,
  type KeyKind,
  KINDS_BY_STRENGTH,
} from './model.ts'
import { byText } from './slot.ts'

/** More names than this on one email, and the address is a shared mailbox that says nothing about a person. */
const MAX_NAMES_PER_EMAIL = 5

/** One object for all records that bear the key: a sheet has a hundred thousand. */
export interface BorneKey extends IdentityKey {
  label: NodeLabel
  /** An email of too many people: it groups records of one name but names no entity. */
  shared: boolean
  /** Of a shared mailbox: the person's name, by which its keys are told apart. */
  name: string | null
  /** How many groups bear it, and the first of them. */
  bearers: number
  bearer: Group | null
}

/** Records that are one entity. */
export interface Group {
  /** The key that decides; null: the slot of its only record does. */
  decider: BorneKey | null
  members: IdentityRecord[]
  /** Each once. */
  keys: BorneKey[]
}

export interface Grouping {
  /** Sorted by what decides them, which is content alone: so they come the same in every read. */
  groups: Group[]
  ambiguous: Ambiguity[]
  /** The keys of a record, in its order. */
  keysOf: (record: IdentityRecord) => readonly BorneKey[]
}

/**
 * Puts records together from their content alone (R6). From the strongest kind of key down, the records that a
 * key decides join the one group of stronger keys that bears it; where several do, or none, they are a group
 * of their own. The order of the records does not matter: within one kind no placement changes another.
 */
export function groupRecords(records: readonly IdentityRecord[]): Grouping {
  const keysOf = bearing(records)
  const groups: Group[] = []
  const ambiguous: Ambiguity[] = records.flatMap((record) => sharedMailboxIssue(record, keysOf(record)))
  const byDecidingKind = Map.groupBy(records, ({ keys }) => keys[0]?.kind ?? 'slot')
  for (const kind of [...KINDS_BY_STRENGTH, 'slot'] as const) {
    const decidedBy = (record: IdentityRecord) => keysOf(record)[0] ?? record
    for (const [by, decided] of Map.groupBy(byDecidingKind.get(kind) ?? [], decidedBy)) {
      const decider = 'bearers' in by ? by : null
      const bearers = decider?.bearers ?? 0
      const joined = bearers === 1 ? decider?.bearer : null
      if (bearers > 1) ambiguous.push(...severalBearersIssues(decided, kind, bearers))
      const group = joined ?? { decider, members: [], keys: [] }
      if (group !== joined) groups.push(group)
      join(group, decided, keysOf)
    }
  }
  return { groups: groups.sort(byContent), ambiguous, keysOf }
}

// An array that is pushed to makes room for seventeen at once: of a sheet's groups most have one or two of anything.
function join(group: Group, members: readonly IdentityRecord[], keysOf: Grouping['keysOf']): void {
  const known = new Set(group.keys)
  for (const key of members.flatMap(keysOf)) {
    if (known.has(key)) continue
    known.add(key)
    key.bearer ??= group
    key.bearers += 1
  }
  group.members = group.members.concat(members)
  group.keys = [...known]
}

const byContent = (a: Group, b: Group): number =>
  byText(labelOf(a), labelOf(b)) ||
  byText(a.decider?.kind ?? 'slot', b.decider?.kind ?? 'slot') ||
  byText(decidingValue(a), decidingValue(b)) ||
  byText(a.decider?.name ?? '', b.decider?.name ?? '')

const labelOf = ({ decider, members }: Group): string => decider?.label ?? members[0]?.label ?? ''
const decidingValue = ({ decider, members }: Group): string => decider?.value ?? members[0]?.externalId ?? ''

/** Makes the keys of all records; one record's are looked up when they are asked for, and not held beside it. */
function bearing(records: readonly IdentityRecord[]): Grouping['keysOf'] {
  const isCrowded = crowdedMailboxes(records)
  const plain = createKeyMap<BorneKey>()
  const personal = createKeyMap<BorneKey>()
  const borne = ({ label, name }: IdentityRecord, { kind, value }: IdentityKey): BorneKey => {
    const shared = kind === 'email' && isCrowded(label, value)
    const [keys, place] = shared ? [personal, [value, name].join('\n')] : [plain, value]
    const found = keys.get(label, kind, place)
    if (found !== undefined) return found
    const key = { label, kind, value, shared, name: shared ? name : null, bearers: 0, bearer: null }
    keys.set(label, kind, place, key)
    return key
  }
  return (record) => record.keys.map((key) => borne(record, key))
}

/** Tells which emails more than MAX_NAMES_PER_EMAIL different names use. */
function crowdedMailboxes(records: readonly IdentityRecord[]): (label: NodeLabel, email: string) => boolean {
  // Most have one name, and that is no set yet.
  const names = createKeyMap<string | Set<string>>()
  for (const { label, keys, name } of records) {
    const email = keys.find(({ kind }) => kind === 'email')
    if (email === undefined || name === null) continue
    const known = names.get(label, 'email', email.value)
    if (known === undefined) names.set(label, 'email', email.value, name)
    else if (typeof known !== 'string') known.add(name)
    else if (known !== name) names.set(label, 'email', email.value, new Set([known, name]))
  }
  return (label, email) => {
    const found = names.get(label, 'email', email)
    return found instanceof Set && found.size > MAX_NAMES_PER_EMAIL
  }
}

function sharedMailboxIssue(
  { label, externalId }: IdentityRecord,
  [deciding]: readonly BorneKey[],
): Ambiguity[] {
  if (deciding?.shared !== true) return []
  const message = `More than ${MAX_NAMES_PER_EMAIL} people share ${deciding.value}: told apart by name here. Give each an address of their own.`
  return [{ label, externalId, message }]
}

const REMEDIES: Partial<Record<KeyKind, string>> = {
  domain: 'have this domain and different external keys. Give this row its external key',
  email: 'have this email and different external keys. Give this row its external key',
  phone: 'have this name and phone and different emails. Give this row its email',
  name: 'have this name and different domains or emails. Give this row one',
}

function severalBearersIssues(members: readonly IdentityRecord[], kind: KeyKind, count: number): Ambiguity[] {
  const message = `${count} different entries ${REMEDIES[kind] ?? ''}; until then it is kept apart from them.`
  return members.map(({ label, externalId }) => ({ label, externalId, message }))
}
