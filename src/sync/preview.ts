import type { ClientBase } from 'pg'
import { NODE_LABELS } from '../core/labels.ts'
import type { DescribedNode } from '../graph/merge.ts'
import type { RowIssue } from '../mapping/record.ts'
import { listChangesOf, nameNodes } from '../runs/changes.ts'
import type { PreviewedEntity } from './report.ts'

/**
 * The entities that a merge touched, with what it recorded of them. To be called in the merge's transaction: what a
 * dry run wrote is only there until it is rolled back.
 */
export async function previewEntities(
  client: ClientBase,
  run: { id: string; tenant: string },
  nodes: readonly DescribedNode[],
): Promise<PreviewedEntity[]> {
  if (nodes.length === 0) return []
  const ids = nodes.map(({ nodeId }) => nodeId)
  const changes = Map.groupBy(await listChangesOf(client, run.id, ids), keyOf)
  const named = new Map((await nameNodes(client, run.tenant, nodes)).map((node) => [keyOf(node), node]))
  const inOrder = nodes.toSorted((a, b) => NODE_LABELS.indexOf(a.label) - NODE_LABELS.indexOf(b.label))
  return inOrder.map((node) => {
    const own = changes.get(keyOf(node)) ?? []
    return {
      label: node.label,
      outcome: node.outcome,
      name: named.get(keyOf(node))?.name ?? own[0]?.nodeName ?? null,
      rowUrl: named.get(keyOf(node))?.rowUrl ?? null,
      changes: own,
    }
  })
}

const keyOf = ({ label, nodeId }: { label: string; nodeId: string }): string => `${label} ${nodeId}`

/** What concerns the whole sheet first, then row by row. */
export const inSheetOrder = (issues: readonly RowIssue[]): RowIssue[] =>
  issues.toSorted((a, b) => (a.rowNumber ?? 0) - (b.rowNumber ?? 0))
