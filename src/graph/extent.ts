import type { NodeLabel } from '../core/labels.ts'
import { EDGE_TABLES, type EdgeTable } from './edgeTable.ts'
import { NODE_TABLES, type NodeTable } from './nodeTable.ts'
import { run, type MergeScope } from './scope.ts'

// What a merge is about. Most are about a few entities of some labels: a statement about any other table finds nothing,
// and yet it takes as long as one about a small sheet.

/** The tables of merge_node's entities, in the order of NODE_TABLES; none where no link has changed. */
export async function affectedTables(scope: MergeScope): Promise<readonly NodeTable[]> {
  const found = await run<{ label: NodeLabel }>(scope, 'select distinct node_label as label from merge_node')
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
