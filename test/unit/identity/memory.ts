import type { NodeLabel } from '../../../src/core/labels.ts'
import { slotKey } from '../../../src/identity/keys.ts'
import type {
  Assignment,
  History,
  IdentityKey,
  IdentityRecord,
  KnownIdentity,
} from '../../../src/identity/model.ts'
import { resolve, type Resolution } from '../../../src/identity/resolve.ts'

type Link = Assignment & { sheetId: string }

export interface Memory {
  /** Resolves one complete read of a sheet and remembers the outcome as the graph does. */
  sync(sheetId: string, records: readonly IdentityRecord[]): Resolution
  history(sheetId: string, records: readonly IdentityRecord[]): History
  /** The entity of a slot, if it is linked. */
  node(sheetId: string, externalId: string, label?: NodeLabel): string | undefined
}

const keyToken = (label: NodeLabel, { kind, value }: IdentityKey): string => `${label}\n${kind}\n${value}`

/** The history of a sheet that nobody has seen before. */
export const untold: History = { sheetId: 's', known: [], links: [], linkedElsewhere: new Set() }

/** Ids that sort by age, as UUIDv7 does. */
export function counter(prefix = 'n'): () => string {
  let last = 0
  return () => `${prefix}${String(++last).padStart(6, '0')}`
}

type Identity = Omit<KnownIdentity, 'elsewhere'>

/** Links and identities of one tenant, kept like graph.is_linked_with and sync.identity. */
export function createMemory(): Memory {
  let links: Link[] = []
  const identities = new Map<string, Identity>()
  const newId = counter('node-')

  const claimedElsewhere = (sheetId: string, { label, nodeId, kind, value }: Identity): boolean =>
    links.some(
      (link) =>
        link.sheetId !== sheetId &&
        link.label === label &&
        link.nodeId === nodeId &&
        link.keys.some((key) => key.kind === kind && key.value === value),
    )

  const history = (sheetId: string, records: readonly IdentityRecord[]): History => {
    const asked = records.flatMap(({ label, keys, externalId, keepsKeys }) => {
      const link = links.find(
        (one) => one.sheetId === sheetId && one.label === label && one.externalId === externalId,
      )
      const kept = keepsKeys ? (link?.keys ?? []) : []
      return [...keys, ...kept, slotKey(sheetId, externalId)].map((key) => keyToken(label, key))
    })
    const named = new Set(asked.flatMap((token) => identities.get(token)?.nodeId ?? []))
    return {
      sheetId,
      known: [...identities.values()]
        .filter(({ nodeId }) => named.has(nodeId))
        .map((identity) => ({ ...identity, elsewhere: claimedElsewhere(sheetId, identity) })),
      links: links.filter((link) => link.sheetId === sheetId),
      linkedElsewhere: new Set(links.filter((link) => link.sheetId !== sheetId).map(({ nodeId }) => nodeId)),
    }
  }

  const remember = (sheetId: string, assignments: readonly Assignment[]): void => {
    const before = links.filter((link) => link.sheetId === sheetId)
    links = [
      ...links.filter((link) => link.sheetId !== sheetId),
      ...assignments.map((a) => ({ ...a, sheetId })),
    ]
    for (const { label, externalId, nodeId } of before) {
      const key = slotKey(sheetId, externalId)
      if (!assignments.some((a) => a.label === label && a.externalId === externalId)) {
        identities.set(keyToken(label, key), { label, nodeId, ...key })
      }
    }
    const live = new Set(links.map(({ nodeId }) => nodeId))
    const claimed = new Set(
      links.flatMap(({ label, nodeId, keys }) => keys.map((key) => `${nodeId}\n${keyToken(label, key)}`)),
    )
    for (const [token, { kind, nodeId }] of identities) {
      if (kind !== 'slot' && live.has(nodeId) && !claimed.has(`${nodeId}\n${token}`)) identities.delete(token)
    }
    for (const { label, nodeId, keys } of assignments) {
      for (const key of keys) identities.set(keyToken(label, key), { label, nodeId, ...key })
    }
  }

  return {
    history,
    sync: (sheetId, records) => {
      const resolution = resolve(records, history(sheetId, records), newId)
      remember(sheetId, resolution.assignments)
      return resolution
    },
    node: (sheetId, externalId, label) =>
      links.find(
        (link) =>
          link.sheetId === sheetId &&
          link.externalId === externalId &&
          (label === undefined || link.label === label),
      )?.nodeId,
  }
}

const blank = { name: null, onlyKept: false, keepsKeys: false }

/** A company as identity sees it: names and domains are already folded. */
export const company = (
  externalId: string,
  keys: { key?: string; domain?: string; name?: string },
): IdentityRecord => ({
  ...blank,
  label: 'Organization',
  externalId,
  rowId: externalId,
  name: keys.name ?? null,
  keys: [
    ...(keys.key === undefined ? [] : [{ kind: 'key' as const, value: keys.key }]),
    ...(keys.domain === undefined ? [] : [{ kind: 'domain' as const, value: keys.domain }]),
    ...(keys.name === undefined ? [] : [{ kind: 'name' as const, value: keys.name }]),
  ],
})

/** A person as identity sees them; the phone key is made of phone and name, as keys.ts does. */
export const person = (
  externalId: string,
  { email, phone, name }: { email?: string; phone?: string; name?: string },
): IdentityRecord => ({
  ...blank,
  label: 'Contact',
  externalId,
  rowId: externalId,
  name: name ?? null,
  keys: [
    ...(email === undefined ? [] : [{ kind: 'email' as const, value: email }]),
    ...(phone === undefined || name === undefined
      ? []
      : [{ kind: 'phone' as const, value: `${phone}|${name}` }]),
  ],
})

export const deal = (externalId: string, key?: string): IdentityRecord => ({
  ...blank,
  label: 'Opportunity',
  externalId,
  rowId: externalId,
  keys: key === undefined ? [] : [{ kind: 'key', value: key }],
})
