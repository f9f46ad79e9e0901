import type { NodeLabel } from '../core/labels.ts'
import type { RemovalWarrant } from '../core/warrant.ts'
import type { Assignment } from '../identity/model.ts'
import { findAffectedNodes } from './affected.ts'
import { writeEdges } from './edges.ts'
import { type Extent, foldedEdges, lockExtent } from './extent.ts'
import { foldContributions } from './fold.ts'
import { writeIdentities } from './identities.ts'
import { createItems } from './items.ts'
import { writeJobRoles } from './jobRoles.ts'
import { removeLinks, stageAssignments, writeLinks } from './links.ts'
import { createNodes, updateNodes, withdrawNodes } from './nodes.ts'
import { deleteOrphanItems } from './orphans.ts'
import { writeSenders } from './participants.ts'
import { writeAsSync } from './protection.ts'
import { dropLost } from './recalledLinks.ts'
import { removalLimit } from './removalLimit.ts'
import { countLinks, countRemovals, listRemovals, spareWhatOthersLink, type RowAtRisk } from './removals.ts'
import { blankReturned } from './returns.ts'
import { run, type MergeScope } from './scope.ts'
import { openWorkingTables } from './workingTables.ts'

export type EntityCounts = Record<'created' | 'updated' | 'unchanged' | 'archived', number>
export type MergeCounts = Partial<Record<NodeLabel, EntityCounts>>

export interface MergeResult {
  counts: MergeCounts
  /** How many rows have links that were left in place by the guard (R12). */
  removalsHeld: number
  /** Those rows. */
  held: readonly RowAtRisk[]
  /** How many entities were deleted while the sheet was read, and have to be made again from rows that were recalled. */
  lost: number
  /** The first entities of each label and outcome, as many as the scope describes. */
  described: readonly DescribedNode[]
}

/** An entity that a merge touched. */
export interface DescribedNode {
  label: NodeLabel
  nodeId: string
  outcome: 'created' | 'updated' | 'archived'
}

export interface Removals {
  warrant: RemovalWarrant
  /** So many rows may go, also where the guard against mass removal (R12) lets fewer go by itself. */
  upTo: number
}

/**
 * Merges what a run staged into the graph, inside the caller's transaction and under its lock on the tenant
 * (R14, R15): links first, then every entity whose links changed is folded anew. All of it set-based: the
 * number of statements is bounded, whatever the number of rows.
 */
export async function mergeSheet(
  scope: MergeScope,
  assignments: readonly Assignment[],
  removals: Removals,
): Promise<MergeResult> {
  await writeAsSync(scope.client)
  await openWorkingTables(scope.client)
  await stageAssignments(scope, assignments)
  const lost = await dropLost(scope)

  const links = await countLinks(scope)
  const held = links.gone > 0 && (await mustHold(scope, removals)) ? await listRemovals(scope) : []
  await writeLinks(scope, links)
  if (links.gone > 0 && held.length === 0) await removeLinks(scope, removals.warrant)
  await findAffectedNodes(scope)
  const extent = await lockExtent(scope)
  if (extent.affected.length > 0) await writeIdentities(scope, held.length > 0)
  if (extent.linked.length > 0) await writeEntities(scope, extent)
  if (extent.unlinked.length > 0) await withdrawEntities(scope, extent)
  return {
    counts: await countOutcomes(scope),
    removalsHeld: held.length,
    held,
    lost,
    described: scope.describe === 0 ? [] : await listOutcomes(scope),
  }
}

/** Makes merge_node's entities what their links say. */
async function writeEntities(scope: MergeScope, extent: Extent): Promise<void> {
  const labels = new Set(extent.linked.map(({ label }) => label))
  await blankReturned(scope, extent.returned)
  const folded = await foldContributions(scope, extent.protecting)
  const edges = await foldedEdges(scope)
  const created = await createNodes(scope, extent.created)
  await createItems(scope, edges)
  await writeEdges(scope, edges, extent.known)
  if (labels.has('Contact')) await writeJobRoles(scope, extent)
  if (labels.has('InteractionEvent')) await writeSenders(scope)
  if (folded > created) await updateNodes(scope, extent.known, folded)
  await deleteOrphanItems(scope)
}

/** R11: what becomes of merge_node's entities that have no links. */
async function withdrawEntities(scope: MergeScope, extent: Extent): Promise<void> {
  await spareWhatOthersLink(scope)
  await withdrawNodes(scope, extent.unlinked)
}

async function mustHold(scope: MergeScope, { upTo }: Removals): Promise<boolean> {
  if (upTo === Infinity) return false
  const { gone, linked } = await countRemovals(scope)
  return gone > Math.max(removalLimit(linked), upTo)
}

async function countOutcomes(scope: MergeScope): Promise<MergeCounts> {
  const rows = await run<EntityCounts & { label: NodeLabel }>(
    scope,
    `select node_label as label,
       count(*) filter (where outcome = 'created')::int as created,
       count(*) filter (where outcome = 'updated')::int as updated,
       count(*) filter (where outcome is null)::int as unchanged,
       count(*) filter (where outcome = 'archived')::int as archived
     from merge_outcome
     full join (select distinct node_label, node_id from merge_assignment) a using (node_label, node_id)
     group by node_label
     order by node_label`,
  )
  return Object.fromEntries(rows.map(({ label, ...counts }) => [label, counts]))
}

/** By id, which is by age; the described ones of the created are chosen in the same order (nodes.ts). */
const listOutcomes = (scope: MergeScope): Promise<DescribedNode[]> =>
  run<DescribedNode>(
    scope,
    `select node_label as label, node_id as "nodeId", outcome
     from (
       select *, row_number() over (partition by node_label, outcome order by node_id) as place from merge_outcome
     ) touched
     where place <= :describe
     order by node_label, outcome, place`,
    { describe: scope.describe },
  )
