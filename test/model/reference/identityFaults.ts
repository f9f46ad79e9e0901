import { type Contribution, type Sheet, slotName } from './contribution.ts'
import type { Links } from './fold.ts'
import type { Group } from './groups.ts'

interface Decided {
  sheet: Sheet
  groups: readonly Group[]
  /** As it was before this merge. */
  identity: ReadonlyMap<string, string>
  /** The entity of every deal that there has been, by slot. */
  deals: ReadonlyMap<string, string>
  links: Links
  /** Rows that are gone and whose links wait for a person (R12). */
  kept: readonly Contribution[]
}

/**
 * What is certain of identity, whichever ids were chosen: rows about the same share one, others do not, and who is
 * known by a key stays who they are.
 */
export function identityFaults(decided: Decided): string[] {
  return [
    ...slotFaults(decided),
    ...shareFaults(decided),
    ...continuityFaults(decided),
    ...dealFaults(decided),
  ]
}

function slotFaults({ sheet, groups, links, kept }: Decided): string[] {
  const expected = new Set([...groups.flatMap(({ members }) => members), ...kept].map(slotName))
  const found = [...links.keys()].filter((slot) => slot.startsWith(`${sheet.id}/`))
  return [
    ...[...expected].filter((slot) => !links.has(slot)).map((slot) => `${slot} has no link`),
    ...found
      .filter((slot) => !expected.has(slot))
      .map((slot) => `${slot} has a link that nothing speaks for`),
  ]
}

function shareFaults({ groups, links }: Decided): string[] {
  const owners = new Map<string, Group>()
  return groups.flatMap((group) => {
    const nodes = new Set(group.members.map((one) => links.get(slotName(one)) ?? ''))
    const names = group.members.map(slotName).join(', ')
    const [node = ''] = nodes
    const other = owners.get(node)
    owners.set(node, group)
    if (nodes.size > 1) return [`${names} are one and have ${nodes.size} entities`]
    if (other === undefined || node === '') return []
    return [`${names} have the entity of ${other.members.map(slotName).join(', ')}`]
  })
}

/** Who alone is known by a key that an entity was known by is that entity. */
function continuityFaults({ groups, identity, links }: Decided): string[] {
  const named = groups.flatMap((group) => {
    const node = group.deciding === null ? undefined : identity.get(group.deciding)
    return node === undefined ? [] : [{ group, node }]
  })
  return [...Map.groupBy(named, ({ node }) => node)].flatMap(([node, wishes]) => {
    const [wish, ...others] = wishes
    const [one] = wish?.group.members ?? []
    if (wish === undefined || one === undefined || others.length > 0) return []
    const has = links.get(slotName(one))
    return has === node
      ? []
      : [`${slotName(one)} has ${has ?? 'no entity'}, though "${wish.group.deciding}" named ${node}`]
  })
}

/** A deal is its row, also one that returns (R11). */
const dealFaults = ({ deals, links }: Decided): string[] =>
  [...deals].flatMap(([slot, node]) => {
    const has = links.get(slot)
    return has === undefined || has === node ? [] : [`${slot} was ${node} and is ${has}`]
  })
