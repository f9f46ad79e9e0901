import type { BorneKey, Group } from './group.ts'
import type { HistoryIndex } from './history.ts'
import { KINDS_BY_STRENGTH } from './model.ts'

/**
 * A key belongs to the group that it decides, else to the only group that bears it. A key that several groups
 * bear names none of them, nor does the address of a shared mailbox.
 */
export const claims = (group: Group, key: BorneKey): boolean =>
  !key.shared && (group.decider === key || key.bearers === 1)

/**
 * Gives each group its entity (design section 6): the one that its deciding key names, else one that a weaker
 * key of its own names, else one that its slots are linked to and no other record needs, else the one that
 * its slots are remembered for, else a new one. Stronger claims of any group come before weaker ones of any
 * other, so that the outcome does not depend on order; no entity is given twice.
 */
export function assignNodes(
  groups: readonly Group[],
  history: HistoryIndex,
  newId: () => string,
): ReadonlyMap<Group, string> {
  const given = new Map<Group, string>()
  const taken = new Set<string>()
  const round = (wishes: (group: Group) => readonly string[]): void => {
    settle(groups, { wishes, given, taken, history })
  }
  for (const kind of KINDS_BY_STRENGTH) {
    round(({ decider }) => (decider?.kind === kind ? history.named(decider) : []))
  }
  for (const kind of KINDS_BY_STRENGTH) {
    round((group) => {
      const keys = group.keys.filter((key) => key.kind === kind && claims(group, key))
      return keys.flatMap((key) => history.named(key).filter((node) => fits(group, node, { key, history })))
    })
  }
  round((group) => group.members.flatMap((slot) => free(history.linked(slot), history)))
  round((group) =>
    group.members.flatMap((slot) => history.remembered(slot).flatMap((node) => free(node, history))),
  )
  for (const group of groups) if (!given.has(group)) given.set(group, newId())
  return given
}

const free = (node: string | undefined, history: HistoryIndex): string[] =>
  node === undefined || history.linkedElsewhere.has(node) ? [] : [node]

/**
 * Whether a weaker key may give this entity: not when a stronger key says that it is another one. What only
 * this sheet said of the entity of these very rows does not count: that is what they are correcting now.
 */
function fits(group: Group, node: string, by: { key: BorneKey; history: HistoryIndex }): boolean {
  const { key, history } = by
  const corrected = group.members.some((slot) => history.linked(slot) === node)
  const stronger = KINDS_BY_STRENGTH.slice(
    0,
    KINDS_BY_STRENGTH.findIndex((kind) => kind === key.kind),
  )
  return stronger.every((kind) => {
    const own = group.keys.filter((borne) => borne.kind === kind).map(({ value }) => value)
    const its = history.valuesOf(node, kind, corrected ? 'others' : 'anyone')
    return own.length === 0 || its.length === 0 || own.some((value) => its.includes(value))
  })
}

interface Round {
  wishes: (group: Group) => readonly string[]
  given: Map<Group, string>
  taken: Set<string>
  history: HistoryIndex
}

/**
 * One round: entities from the oldest to the youngest (UUIDv7 sorts by age) go to one of the groups that wish
 * for them: the one with the fewest others to choose from, then with the most rows linked to it.
 */
function settle(groups: readonly Group[], { wishes, given, taken, history }: Round): void {
  const contenders = new Map<string, Contender[]>()
  for (const group of groups) {
    if (given.has(group)) continue
    const nodes = [...new Set(wishes(group))].filter((node) => !taken.has(node))
    if (nodes.length === 0) continue
    for (const node of nodes) {
      const contender = { group, choices: nodes.length }
      const others = contenders.get(node)
      if (others === undefined) contenders.set(node, [contender])
      else others.push(contender)
    }
  }
  for (const node of [...contenders.keys()].sort()) {
    const open = (contenders.get(node) ?? []).filter(({ group }) => !given.has(group))
    const first = open.length > 1 ? preferred(open, node, history) : open[0]
    if (first === undefined) continue
    given.set(first.group, node)
    taken.add(node)
  }
}

interface Contender {
  group: Group
  choices: number
}

function preferred(
  contenders: readonly Contender[],
  node: string,
  history: HistoryIndex,
): Contender | undefined {
  const links = ({ group }: Contender) => group.members.filter((slot) => history.linked(slot) === node).length
  const counted = contenders.map((contender) => ({ contender, links: links(contender) }))
  // Groups come sorted by id and sorting is stable, so the id is the last resort.
  const [first] = counted.sort((a, b) => a.contender.choices - b.contender.choices || b.links - a.links)
  return first?.contender
}
