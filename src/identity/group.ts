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

export interface BorneKey extends IdentityKey {
  /** Label, kind and value in one text; on a shared mailbox the person's name too. */
  token: string
  /** An email of too many people: it groups records of one name but names no entity. */
  shared: boolean
}

export interface Member {
  record: IdentityRecord
  keys: readonly BorneKey[]
}

/** Records that are one entity. */
export interface Group {
  /** Token of the key that decides, else of the slot of its only record: content alone, so it sorts the same in every read. */
  id: string
  members: Member[]
  /** By token. */
  keys: Map<string, BorneKey>
}

export interface Grouping {
  /** Sorted by id. */
  groups: Group[]
  /** By token: the groups that bear a key. */
  bearers: ReadonlyMap<string, readonly Group[]>
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
  const bearers = new Map<string, Group[]>()
  const ambiguous: Ambiguity[] = members.flatMap(sharedMailboxIssue)
  const byDecidingKind = Map.groupBy(members, ({ keys }) => keys[0]?.kind ?? 'slot')
  for (const kind of [...KINDS_BY_STRENGTH, 'slot'] as const) {
    for (const [id, decided] of Map.groupBy(byDecidingKind.get(kind) ?? [], deciderOf)) {
      const stronger = bearers.get(id) ?? []
      const joined = stronger.length === 1 ? stronger[0] : undefined
      if (stronger.length > 1) ambiguous.push(...severalBearersIssues(decided, kind, stronger.length))
      const group: Group = joined ?? { id, members: [], keys: new Map() }
      if (joined === undefined) groups.push(group)
      for (const member of decided) join(group, member, bearers)
    }
  }
  return { groups: groups.sort((a, b) => (a.id < b.id ? -1 : 1)), bearers, ambiguous }
}

/** The strongest key of a record, else its slot. */
const deciderOf = ({ record, keys }: Member): string =>
  keys[0]?.token ?? keyToken(record.label, { kind: 'slot', value: record.externalId })

function join(group: Group, member: Member, bearers: Map<string, Group[]>): void {
  group.members.push(member)
  for (const key of member.keys) {
    if (group.keys.has(key.token)) continue
    group.keys.set(key.token, key)
    const others = bearers.get(key.token)
    if (others === undefined) bearers.set(key.token, [group])
    else others.push(group)
  }
}

function bearingMembers(records: readonly IdentityRecord[]): Member[] {
  const shared = sharedMailboxes(records)
  return records.map((record) => ({
    record,
    keys: record.keys.map((key) => {
      const token = keyToken(record.label, key)
      return shared.has(token)
        ? { ...key, token: [token, record.name].join('\n'), shared: true }
        : { ...key, token, shared: false }
    }),
  }))
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
