import type { NodeLabel } from '../core/labels.ts'
import { EDGE_TABLES, type EdgeTable } from './edgeTable.ts'
import { NODE_TABLES, type NodeTable } from './nodeTable.ts'
import { lockAffected } from './protection.ts'
import { run, type MergeScope } from './scope.ts'

// What a merge is about. Most are about a few entities of some labels: a statement about any other table finds nothing,
// and yet it takes as long as one about a small sheet.

/** The tables of merge_node's entities by what there is to do, each in the order of NODE_TABLES. */
export interface Extent {
  affected: readonly NodeTable[]
  /** Entities with links: they are folded. */
  linked: readonly NodeTable[]
  /** Where some of them are new; at worst a statement about it finds none. */
  created: readonly NodeTable[]
  /** Where some were there. */
  known: readonly NodeTable[]
  /** Where some of those are hidden or archived. */
  returned: readonly NodeTable[]
  /** Where people have protected something. */
  protecting: readonly NodeTable[]
  /** Entities without links (R11). */
  unlinked: readonly NodeTable[]
}

/** Locks merge_node's entities (R10) and says what they are. */
export async function lockExtent(scope: MergeScope): Promise<Extent> {
  let counts = await countAffected(scope)
  const affected = tablesOf(counts)
  const locked = affected.length === 0 ? [] : await lockAffected(scope, affected)
  const known = new Map(locked.map((one) => [one.label, one.known]))
  if (counts.some((one) => one.linked + one.unlinked > (known.get(one.label) ?? 0))) {
    await forgetDeleted(scope)
    counts = await countAffected(scope)
  }
  const linked = counts.filter((one) => one.linked > 0)
  return {
    affected,
    linked: tablesOf(linked),
    created: tablesOf(linked.filter((one) => one.linked + one.unlinked > (known.get(one.label) ?? 0))),
    known: tablesOf(linked.filter((one) => (known.get(one.label) ?? 0) > 0)),
    returned: tablesOf(locked.filter((one) => one.withdrawn)),
    protecting: tablesOf(locked.filter((one) => one.protecting)),
    unlinked: tablesOf(counts.filter((one) => one.unlinked > 0)),
  }
}

interface Affected {
  label: NodeLabel
  linked: number
  unlinked: number
}

const countAffected = (scope: MergeScope): Promise<Affected[]> =>
  run<Affected>(
    scope,
    `select node_label as label, count(*) filter (where is_linked)::int as linked,
       count(*) filter (where not is_linked)::int as unlinked
     from merge_node group by node_label`,
  )

/**
 * Whom a person has deleted while the merge waited for the lock has no link any more. Else a neighbour in their row would
 * come back, as somebody of whom nothing is known.
 */
const forgetDeleted = (scope: MergeScope): Promise<unknown> =>
  run(
    scope,
    `update merge_node n set is_linked = false
     where is_linked and not exists (
       select from graph.is_linked_with l
       where l.tenant = :tenant and l.node_label = n.node_label and l.node_id = n.node_id
         and l.external_system_id = 'smartsheet')`,
  )

function tablesOf(found: readonly { label: NodeLabel }[]): readonly NodeTable[] {
  const labels = new Set(found.map(({ label }) => label))
  return NODE_TABLES.filter(({ label }) => labels.has(label))
}

/** The edges of which the folded entities speak, be it to have none. */
export async function foldedEdges(scope: MergeScope): Promise<readonly EdgeTable[]> {
  const found = await run<{ label: NodeLabel; field: string }>(
    scope,
    `select distinct f.node_label as label, e.field
     from (select distinct field from unnest(:fields::text[]) field) e
     join merge_fold f on f.folded ? e.field`,
    { fields: EDGE_TABLES.map(({ field }) => field) },
  )
  const spoken = new Set(found.map(({ label, field }) => `${label} ${field}`))
  return EDGE_TABLES.filter(({ label, field }) => spoken.has(`${label} ${field}`))
}
