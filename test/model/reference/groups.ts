import type { Contribution, KeyKind, Keys } from './contribution.ts'
import { KINDS } from './keys.ts'

/** Contributions to one entity. */
export interface Group {
  /** The key that decides; null where a row stands for itself. */
  deciding: string | null
  members: Contribution[]
}

export const tokenOf = (label: string, kind: KeyKind, value: string): string => `${label} ${kind} ${value}`

const decidingKind = ({ keys }: Contribution): KeyKind | undefined =>
  KINDS.find((kind) => keys[kind] !== undefined)

const decidingToken = (one: Contribution): string | null => {
  const kind = decidingKind(one)
  return kind === undefined ? null : tokenOf(one.label, kind, one.keys[kind] ?? '')
}

export const tokensOf = ({ label, keys }: Contribution): string[] =>
  KINDS.flatMap((kind) => (keys[kind] === undefined ? [] : [tokenOf(label, kind, keys[kind])]))

const bears = ({ members }: Group, token: string): boolean =>
  members.some((member) => tokensOf(member).includes(token))

/**
 * Which rows of one sheet are about the same (R6, design section 6): those with the same deciding key; and those
 * of a weaker key join the one group of stronger ones that bears it, if there is only one.
 */
export function groupsOf(contributions: readonly Contribution[]): Group[] {
  const groups: Group[] = []
  for (const kind of KINDS) {
    const decided = contributions.filter((one) => decidingKind(one) === kind)
    for (const [token, members] of Map.groupBy(decided, (one) => decidingToken(one) ?? '')) {
      const [bearer, ...others] = groups.filter((group) => bears(group, token))
      if (bearer !== undefined && others.length === 0) bearer.members.push(...members)
      else groups.push({ deciding: token, members })
    }
  }
  const alone = contributions.filter((one) => decidingKind(one) === undefined)
  return [...groups, ...alone.map((one) => ({ deciding: null, members: [one] }))]
}

/**
 * What a row says of its entity that no other entity of the sheet can be known by as well, nor by a weaker key one of
 * another sheet (`isHeld`).
 */
export function claimsOf(
  group: Group,
  groups: readonly Group[],
  one: Contribution,
  isHeld: (token: string, one: Contribution) => boolean,
): Keys {
  const claims: Keys = {}
  for (const kind of KINDS) {
    const value = one.keys[kind]
    if (value === undefined) continue
    const token = tokenOf(one.label, kind, value)
    const isAlone = groups.filter((other) => bears(other, token)).length === 1
    if (token === group.deciding || (isAlone && !isHeld(token, one))) claims[kind] = value
  }
  return claims
}
