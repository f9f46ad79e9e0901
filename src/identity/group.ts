import type { NodeLabel } from '../core/labels.ts'
import {
  type Ambiguity,
  type IdentityKey,
  type IdentityRecord,
  type KeyKind,
  KINDS_BY_STRENGTH,
} from './model.ts'

/** More names than this on one email, and the address is a shared mailbox that says nothing about a person. */
const MAX_NAMES_PER_EMAIL = 5

/** One object for all records that bear the key: a sheet has a hundred thousand. */
export interface BorneKey extends IdentityKey {
  label: NodeLabel
  /** Label, kind and value in one text; on a shared mailbox the person's name too. */
  token: string
  /** An email of too many people: it groups records of one name but names no entity. */
  shared: boolean
  /** The groups that bear it. */
  bearers: Group[]
}

export interface Member {
  record: IdentityRecord
  keys: readonly BorneKey[]
}

/** Records that are one entity. */
export interface Group {
  /** Token of the key that decides, else of the slot of its only record: content alone, so it sorts the same in every read. */
  id: string
  /** The key that decides; null: the slot does. */
  decider: BorneKey | null
  members: Member[]
  /** Each once. */
  keys: BorneKey[]
}

export interface Grouping {
  /** Sorted by id. */
  groups: Group[]
  ambiguous: Ambiguity[]
}

export const keyToken = (label: NodeLabel, { kind, value }: IdentityKey): string =>
  `${label}\n${kind}\n${value}`

/**
 * Puts records together from their content alone (R6). From the strongest kind of key down, the records that a
 * key decides join the one group of stronger keys that bears it; where several do, or none, they are a group
 * of their own. The order of the records does not matter: within one kind no placement changes another.
 */
export function groupRecords(records: readonly IdentityRecord[]): Grouping {
  const members = bearingMembers(records)
  const groups: Group[] = []
  const ambiguous: Ambiguity[] = members.flatMap(sharedMailboxIssue)
  const byDecidingKind = Map.groupBy(members, ({ keys }) => keys[0]?.kind ?? 'slot')
  for (const kind of [...KINDS_BY_STRENGTH, 'slot'] as const) {
    for (const [decider, decided] of Map.groupBy(byDecidingKind.get(kind) ?? [], deciderOf)) {
      const stronger = typeof decider === 'string' ? [] : decider.bearers
      const joined = stronger.length === 1 ? stronger[0] : undefined
      if (stronger.length > 1) ambiguous.push(...severalBearersIssues(decided, kind, stronger.length))
      const group = joined ?? newGroup(decider)
      if (joined === undefined) groups.push(group)
      join(group, decided)
    }
  }
  return { groups: groups.sort((a, b) => (a.id < b.id ? -1 : 1)), ambiguous }
}

/** The strongest key of a record, else the token of its slot. */
const deciderOf = ({ record, keys }: Member): BorneKey | string =>
  keys[0] ?? keyToken(record.label, { kind: 'slot', value: record.externalId })

const newGroup = (decider: BorneKey | string): Group =>
  typeof decider === 'string'
    ? { id: decider, decider: null, members: [], keys: [] }
    : { id: decider.token, decider, members: [], keys: [] }

// An array that is pushed to makes room for seventeen at once: of a sheet's groups most have one or two of anything.
function join(group: Group, members: readonly Member[]): void {
  const known = new Set(group.keys)
  for (const key of members.flatMap(({ keys }) => keys)) {
    if (known.has(key)) continue
    known.add(key)
    if (key.bearers.length === 0) key.bearers = [group]
    else key.bearers.push(group)
  }
  group.members = group.members.concat(members)
  group.keys = [...known]
}

function bearingMembers(records: readonly IdentityRecord[]): Member[] {
  const shared = sharedMailboxes(records)
  const known = new Map<string, BorneKey>()
  const borne = ({ label, name }: IdentityRecord, { kind, value }: IdentityKey): BorneKey => {
    const token = keyToken(label, { kind, value })
    const isShared = shared.has(token)
    const own = isShared ? [token, name].join('\n') : token
    const found = known.get(own)
    if (found !== undefined) return found
    const key = { label, kind, value, token: own, shared: isShared, bearers: [] }
    known.set(own, key)
    return key
  }
  return records.map((record) => ({ record, keys: record.keys.map((key) => borne(record, key)) }))
}

/** Tokens of the emails that more than MAX_NAMES_PER_EMAIL different names use. */
function sharedMailboxes(records: readonly IdentityRecord[]): Set<string> {
  const names = new Map<string, Set<string>>()
  for (const { label, keys, name } of records) {
    const email = keys.find(({ kind }) => kind === 'email')
    if (email === undefined || name === null) continue
    const token = keyToken(label, email)
    const known = names.get(token)
    if (known === undefined) names.set(token, new Set([name]))
    else known.add(name)
  }
  const overcrowded = [...names].filter(([, found]) => found.size > MAX_NAMES_PER_EMAIL)
  return new Set(overcrowded.map(([token]) => token))
}

function sharedMailboxIssue({ record, keys }: Member): Ambiguity[] {
  const [deciding] = keys
  if (deciding?.shared !== true) return []
  const message = `More than ${MAX_NAMES_PER_EMAIL} people share ${deciding.value}: told apart by name here. Give each an address of their own.`
  return [{ label: record.label, externalId: record.externalId, message }]
}

const REMEDIES: Partial<Record<KeyKind, string>> = {
  domain: 'have this domain and different external keys. Give this row its external key',
  email: 'have this email and different external keys. Give this row its external key',
  phone: 'have this name and phone and different emails. Give this row its email',
  name: 'have this name and different domains or emails. Give this row one',
}

function severalBearersIssues(members: readonly Member[], kind: KeyKind, count: number): Ambiguity[] {
  const message = `${count} different entries ${REMEDIES[kind] ?? ''}; until then it is kept apart from them.`
  return members.map(({ record: { label, externalId } }) => ({ label, externalId, message }))
}
