import type { ExternalSource } from '../mapping/record.ts'
import { run, type MergeScope } from './scope.ts'

export interface LinkCount {
  /** The links that the sheet has. */
  linked: number
  /** Those of them that nothing in the sheet speaks for any more. */
  gone: number
}

export interface RemovalCount {
  /** Rows that would lose a link. */
  gone: number
  /** Rows that have a link now. */
  linked: number
}

/** A row that would lose links. */
export interface RowAtRisk {
  rowId: string
  /** What it would not stand for any more. */
  sources: ExternalSource[]
}

/** Most reads take nothing away, and all that is about what goes is then left out: each is a look at every link. */
export async function countLinks(scope: MergeScope): Promise<LinkCount> {
  const [count] = await run<LinkCount>(
    scope,
    `select count(*)::int as linked, count(*) filter (where a.node_id is null)::int as gone
     from graph.is_linked_with l
     left join merge_assignment a using (node_label, external_id)
     where l.tenant = :tenant and l.external_system_id = 'smartsheet' and l.external_id_second = :sheet`,
  )
  return count ?? { linked: 0, gone: 0 }
}

// What R12's guard weighs. Not comments, which come and go by themselves, nor owners, whom nothing removes.
const WEIGHED = `
  from graph.is_linked_with l
  left join merge_assignment a using (node_label, external_id)
  where l.tenant = :tenant and l.external_system_id = 'smartsheet' and l.external_id_second = :sheet
    and l.external_source not in ('owner', 'discussion', 'comment')`

/** How many rows of the sheet have links, and how many of them would lose some: each counts once. */
export async function countRemovals(scope: MergeScope): Promise<RemovalCount> {
  const [count] = await run<RemovalCount>(
    scope,
    `select count(distinct l.row_id)::int as linked,
       count(distinct l.row_id) filter (where a.node_id is null)::int as gone ${WEIGHED}`,
  )
  return count ?? { gone: 0, linked: 0 }
}

/** The rows that `countRemovals` counts as gone. */
export const listRemovals = (scope: MergeScope): Promise<RowAtRisk[]> =>
  run<RowAtRisk>(
    scope,
    `select l.row_id as "rowId", array_agg(distinct l.external_source) as sources
     ${WEIGHED} and a.node_id is null
     group by l.row_id`,
  )

/** R11: an entity that no sheet speaks for any more, but another system is linked to, stays as it is. */
export async function spareWhatOthersLink(scope: MergeScope): Promise<void> {
  await run(
    scope,
    `delete from merge_node n
     where not n.is_linked and exists (
       select from graph.is_linked_with l
       where l.tenant = :tenant and l.node_label = n.node_label and l.node_id = n.node_id)`,
  )
}
