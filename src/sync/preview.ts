import type { ClientBase } from 'pg'
import { NODE_LABELS } from '../core/labels.ts'
import type { DescribedNode } from '../graph/merge.ts'
import { listChangesOf } from '../runs/changes.ts'
import type { RowIssue } from '../mapping/record.ts'
import type { PreviewedEntity } from './report.ts'

/**
 * The entities that a merge touched, with what it recorded of them. To be called in the merge's transaction: what a
 * dry run wrote is only there until it is rolled back.
 */
export async function previewEntities(
  client: ClientBase,
  runId: string,
  nodes: readonly DescribedNode[],
): Promise<PreviewedEntity[]> {
  if (nodes.length === 0) return []
  const changes = await listChangesOf(
    client,
    runId,
    nodes.map((node) => node.nodeId),
  )
  const byNode = Map.groupBy(changes, (change) => `${change.label} ${change.nodeId}`)
  const inOrder = nodes.toSorted((a, b) => NODE_LABELS.indexOf(a.label) - NODE_LABELS.indexOf(b.label))
  return inOrder.map(({ label, nodeId, outcome }) => {
    const own = byNode.get(`${label} ${nodeId}`) ?? []
    return {
      label,
      outcome,
      name: own[0]?.nodeName ?? null,
      rowUrl: own.find(({ rowUrl }) => rowUrl !== null)?.rowUrl ?? null,
      changes: own,
    }
  })
}

/** What concerns the whole sheet first, then row by row. */
export const inSheetOrder = (issues: readonly RowIssue[]): RowIssue[] =>
  issues.toSorted((a, b) => (a.rowNumber ?? 0) - (b.rowNumber ?? 0))
