import type { ColumnKey } from '../words.ts'
import { mappedColumns } from '../variants.ts'
import { contributionsOf } from './contributions.ts'
import { type Contribution, type Sheet, slotName } from './contribution.ts'
import { blank, type Entity, isWithdrawn, newEntity, withdraw, write } from './entity.ts'
import { emptied, foldOf, type Links, newestFirst } from './fold.ts'
import { claimsOf, groupsOf, tokenOf, tokensOf } from './groups.ts'
import { identityFaults } from './identityFaults.ts'
import type { KINDS } from './keys.ts'

export interface Model {
  /** By id. */
  readonly entities: ReadonlyMap<string, Entity>
  /** Which entity each key names. */
  readonly identity: ReadonlyMap<string, string>
  readonly links: Links
  /** A merge went through; which id each slot has is the program's to choose, who shares one is not. */
  merged(sheet: Sheet, links: Links, options: MergeOptions): Merged
  /** The mapping was saved: what custom fields there were is not known any more. */
  remapped(sheetId: string): void
}

export interface MergeOptions {
  /** True: as many rows as its operators were told of. */
  allowRemovals: boolean | number
  /** Somebody waited for its answer. */
  seen: boolean
}

interface Merged {
  status: 'succeeded' | 'partial' | 'held'
  /** What the links say and must not. */
  faults: string[]
}

interface State {
  /** What is linked, by slot. */
  contributions: Map<string, Contribution>
  titles: Map<string, ReadonlyMap<ColumnKey, string>>
  /** Of how many removals the operators of a sheet know that they wait. */
  told: Map<string, number>
  links: Links
  identity: Map<string, string>
  deals: Map<string, string>
  entities: Map<string, Entity>
}

/** A graph in memory (design sections 5 and 6), in the simplest terms: no hashes, no shortcuts, no SQL. */
export function createModel(): Model {
  const state: State = {
    ...{ contributions: new Map(), titles: new Map(), told: new Map() },
    ...{ identity: new Map(), deals: new Map(), entities: new Map() },
    links: new Map(),
  }
  return {
    entities: state.entities,
    identity: state.identity,
    get links() {
      return state.links
    },
    merged: (sheet, links, options) => merge(state, sheet, links, options),
    remapped: (sheetId) => void state.titles.delete(sheetId),
  }
}

function merge(state: State, sheet: Sheet, links: Links, { allowRemovals, seen }: MergeOptions): Merged {
  const titles = state.titles.get(sheet.id) ?? null
  const { contributions, rejected } = contributionsOf(sheet, { contributions: state.contributions, titles })
  const groups = groupsOf(contributions)
  const spoken = new Set(contributions.map(slotName))
  const old = [...state.contributions.values()].filter((one) => one.sheet === sheet.id)
  const gone = old.filter((one) => !spoken.has(slotName(one)))
  const allowed = allowRemovals === true ? (state.told.get(sheet.id) ?? 0) : Number(allowRemovals)
  const held = areTooMany(gone, old, allowed)
  tell(state, sheet.id, { removals: held ? rowsOf(gone) : null, seen })
  const elsewhere = [...state.contributions.values()].filter((one) => one.sheet !== sheet.id)
  const isHeld = (token: string, one: Contribution): boolean =>
    elsewhere.some(
      (other) => tokensOf(other).includes(token) && links.get(slotName(other)) !== links.get(slotName(one)),
    )
  const claimed = groups.flatMap((group) =>
    group.members.map((one) => ({ ...one, keys: claimsOf(group, groups, one, isHeld) })),
  )
  const faults = identityFaults({ ...state, groups, links, sheet, kept: held ? gone : [] })
  if (!held) for (const one of gone) state.contributions.delete(slotName(one))
  for (const one of claimed) state.contributions.set(slotName(one), one)
  const left = old.filter((one) => state.links.get(slotName(one)) !== links.get(slotName(one)))
  const departed = Map.groupBy(left, (one) => state.links.get(slotName(one)) ?? '')
  state.links = links
  for (const [slot, node] of links) if (slot.includes('/Opportunity/')) state.deals.set(slot, node)
  learn(state, claimed)
  refold(state, sheet, departed)
  state.titles.set(sheet.id, customTitles(sheet, titles))
  return { status: held ? 'held' : rejected > 0 ? 'partial' : 'succeeded', faults }
}

/** R12: more than ten rows, and more than a tenth, and more than somebody has allowed. */
const areTooMany = (gone: readonly Contribution[], old: readonly Contribution[], allowed: number): boolean =>
  rowsOf(gone) > Math.max(10, rowsOf(old) / 10, allowed)

/** Owners do not count. */
const rowsOf = (all: readonly Contribution[]): number =>
  new Set(all.filter(({ label }) => label !== 'User').map(({ slot }) => slot)).size

/** Nobody can be said to know of more than the least of what waits, unless somebody saw the latest. */
function tell(
  { told }: State,
  sheetId: string,
  { removals, seen }: { removals: number | null; seen: boolean },
): void {
  if (removals === null) told.delete(sheetId)
  else told.set(sheetId, seen ? removals : Math.min(removals, told.get(sheetId) ?? removals))
}

/** What this sheet has just decided is so; who said otherwise does not say it any more. */
function learn(state: State, claimed: readonly Contribution[]): void {
  const { links, identity, contributions } = state
  const decided = new Map(
    claimed.flatMap((one) => tokensOf(one).map((token) => [token, links.get(slotName(one)) ?? ''])),
  )
  for (const [slot, one] of contributions) {
    const node = links.get(slot)
    const keys = Object.entries(one.keys).filter(([kind, value]) => {
      const owner = decided.get(tokenOf(one.label, kind as (typeof KINDS)[number], value))
      return owner === undefined || owner === node
    })
    contributions.set(slot, { ...one, keys: Object.fromEntries(keys) })
  }
  // An entity that rows speak for has the keys that they say; one that has lost them keeps its own.
  const linked = new Set(links.values())
  for (const [token, node] of [...identity]) if (linked.has(node)) identity.delete(token)
  for (const [slot, one] of contributions)
    for (const token of tokensOf(one)) identity.set(token, links.get(slot) ?? '')
}

function refold(state: State, sheet: Sheet, departed: ReadonlyMap<string, readonly Contribution[]>): void {
  const { contributions, links, entities } = state
  const byNode = Map.groupBy(contributions.values(), (one) => links.get(slotName(one)) ?? '')
  const here = [...byNode].filter(([, said]) => said.some((one) => one.sheet === sheet.id))
  for (const node of new Set([...here.map(([node]) => node), ...departed.keys()])) {
    const said = byNode.get(node) ?? []
    const label = (said[0] ?? departed.get(node)?.[0])?.label
    if (label === undefined) continue
    const entity = entities.get(node) ?? newEntity(node, label)
    entities.set(node, entity)
    const all = [...said.toSorted(newestFirst), ...(departed.get(node) ?? []).map(emptied)]
    if (isWithdrawn(entity)) blank(entity, said)
    if (said.length > 0) write(entity, foldOf(label, all, links))
    else if (!withdraw(entity)) entities.delete(node)
  }
}

/** Where the custom fields stand; those of a column that is gone stay where they were (R9). */
function customTitles(
  { variant, titles }: Sheet,
  before: ReadonlyMap<ColumnKey, string> | null,
): ReadonlyMap<ColumnKey, string> {
  if (!variant.custom) return new Map()
  const mapped = mappedColumns(variant)
  const gone = [...(before ?? [])].filter(([column]) => !titles.has(column))
  return new Map([...gone, ...titles].filter(([column]) => !mapped.has(column)))
}
