import { change, type MergeScope } from './scope.ts'
import { analyze } from './workingTables.ts'

/**
 * Fills merge_node with the entities to fold: those of changed links, before and after; and all of a row in
 * which a link came, moved or went, because the others of that row may refer to it, as may deals and notes of the
 * rows below.
 */
export async function findAffectedNodes(scope: MergeScope): Promise<void> {
  await analyze(scope, await change(scope, AFFECTED), 'merge_node')
}

// What has just been written or read has a link. Of the others it is not asked by exists(): for that, in a list of
// columns, the planner may read all links of the tenant into a hash table.
const AFFECTED = `
  insert into merge_node (node_label, node_id, row_id, is_linked)
  select node_label, node_id, max(row_id),
    bool_or(has_link) or (select true from graph.is_linked_with l
      where l.tenant = :tenant and l.node_label = affected.node_label and l.node_id = affected.node_id
        and l.external_system_id = 'smartsheet'
      limit 1) is not null
  from (
    select node_label, node_id, row_id, staged is not null as has_link from merge_link where node_id is not null
    union all
    select node_label, old_node_id, row_id, false from merge_link where old_node_id is distinct from node_id
    union all
    select node_label, node_id, null, true
    from (
      select node_label, node_id, m.row_id
      from (select distinct row_id from merge_link where change in ('new', 'moved', 'gone')) m
      full join (
        select node_label, node_id, row_id from graph.is_linked_with
        where tenant = :tenant and external_system_id = 'smartsheet' and external_id_second = :sheet
      ) l using (row_id)
      offset 0
    ) beside
    where row_id is not null
    union all
    select node_label, node_id, null, true
    from (
      select above.node_label, above.node_id, above.row_id, m.row_id as other_row
      from (
        select node_label as label, external_id as slot, row_id from merge_link
        where change in ('new', 'moved', 'gone')
      ) m
      full join (
        select l.node_label, l.node_id, l.row_id, label, slot
        from graph.is_linked_with l
        cross join lateral (
          select 'Contact' as label, jsonb_array_elements_text(l.payload -> 'refs' -> 'contacts') as slot
          union all
          select 'Contact', l.payload -> 'refs' ->> 'contact'
          union all
          select 'Opportunity', l.payload -> 'refs' ->> 'opportunity'
        ) ref
        where l.tenant = :tenant and l.external_system_id = 'smartsheet' and l.external_id_second = :sheet
          and l.node_label in ('Opportunity', 'LogEntry')
          and exists (select from merge_link where change in ('new', 'moved', 'gone'))
      ) above using (label, slot)
      offset 0
    ) below
    where row_id <> other_row
  ) affected
  where node_id is not null
  group by node_label, node_id`
