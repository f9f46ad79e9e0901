import { ITEM_TABLES, type EdgeTable } from './edgeTable.ts'
import type { NodeTable } from './nodeTable.ts'
import { change, run, undescribed, type MergeScope } from './scope.ts'
import { firstEdges, wantedEdges } from './wantedEdges.ts'
import { analyze } from './workingTables.ts'

/**
 * Makes the sync's own edges those that the folded entities want: adds, corrects, removes, one statement a table.
 * Entities whose edges changed go to merge_touched, items that lost one to merge_removed_item. `known`: the labels of
 * entities that were there before.
 */
export async function writeEdges(
  scope: MergeScope,
  edges: readonly EdgeTable[],
  known: readonly NodeTable[],
): Promise<void> {
  const isFirst = (edge: EdgeTable): boolean =>
    // A domain may be somebody else's, and what is described is recorded.
    edge.kind !== 'domain' && scope.describe === 0 && !known.some(({ label }) => label === edge.label)
  for (const edge of edges.filter(isFirst)) await run(scope, firstStatement(edge), { label: edge.label })

  const others = edges.filter((edge) => !isFirst(edge))
  let wanted = 0
  for (const edge of others) wanted += await change(scope, wantStatement(edge), { label: edge.label })
  await analyze(scope, wanted, 'merge_edge')
  for (const edge of others)
    await run(scope, writeStatement(edge), { label: edge.label, field: edge.field, kind: edge.kind })
}

const firstStatement = (edge: EdgeTable): string => `
    insert into ${edge.table} (tenant, source, ${edge.owner}, ${edge.item}${edge.ranked ? ', is_primary, label' : ''})
    select :tenant, 'smartsheet', wanted.* from (${firstEdges(edge)}) wanted`

const wantStatement = (edge: EdgeTable): string => `
    insert into merge_edge (edge, node_id, item_id, item, shown, is_primary, label)
    ${wantedEdges(edge)}`

function writeStatement(edge: EdgeTable): string {
  const { table, owner, item } = edge
  return `
    with ${current(edge)},
    removed as (
      delete from ${table} e using current c
      where e.tenant = :tenant and e.${owner} = c.node_id and e.${item} = c.item and e.source = 'smartsheet'
        and not exists (select from wanted w where ${stillWanted(edge)})
      returning c.node_id, c.item
    ), written as (
      ${upsert(edge)}
    ), touched as (
      select node_id from removed union select node_id from written
    ), touch as (
      insert into merge_touched (node_label, node_id) select :label, node_id from touched
    ), orphaned as (
      insert into merge_removed_item (kind, ${edge.kind === 'domain' ? 'item' : 'item_id'})
      select :kind, item from removed
    )
    insert into sync.change (run_id, tenant, node_label, node_id, field, old_value, new_value, row_id)
    select :run, :tenant, :label, t.node_id, :field, before.value, after.value, n.row_id
    from touched t
    join merge_node n on n.node_label = :label and n.node_id = t.node_id
    left join (
      select node_id, jsonb_agg(shown order by is_primary desc, shown) as value from current group by node_id
    ) before on before.node_id = t.node_id
    left join (
      select node_id, jsonb_agg(shown order by is_primary desc, shown) as value from wanted group by node_id
    ) after on after.node_id = t.node_id
    where not ${undescribed(':label', 't.node_id')}
      and before.value is distinct from after.value`
}

/** The sync's edges that the folded values speak of, each looked up by its key, as they are and as they should be. */
function current({ table, owner, item, kind, ranked }: EdgeTable): string {
  const items = ITEM_TABLES[kind]
  return `current as (
      select e.${owner} as node_id, e.${item} as item, ${items.shown} as shown,
        ${ranked ? 'e.is_primary, e.label' : 'false as is_primary, null as label'}
      from merge_fold f
      cross join lateral (
        select * from ${table} e
        where e.tenant = :tenant and e.${owner} = f.node_id and e.source = 'smartsheet'
        offset 0
      ) e
      cross join lateral (
        select * from ${items.table} i where i.tenant = :tenant and i.${items.key} = e.${item} limit 1
      ) i
      where f.node_label = :label and f.folded ? :field
    ), wanted as (
      select node_id, ${kind === 'domain' ? 'item' : 'item_id as item'}, shown, ${ranked ? '' : 'false as '}is_primary, label
      from merge_edge where edge = '${table}'
    )`
}

/** A domain has one owner: where somebody else wants it, the upsert moves it. */
const stillWanted = ({ kind }: EdgeTable): string =>
  kind === 'domain' ? 'w.item = c.item' : 'w.node_id = c.node_id and w.item = c.item'

// Only what is not as it should be: to insert what is there would lock it, and wait for a person who is about to
// remove it and waits for its owner.
function upsert({ table, owner, item, kind, ranked }: EdgeTable): string {
  const rank = ranked ? ', is_primary, label' : ''
  const insert = `
      insert into ${table} as e (tenant, ${owner}, ${item}, source${rank})
      select :tenant, node_id, item, 'smartsheet'${rank} from wanted w
      where not exists (
        select from current c where c.node_id = w.node_id and c.item = w.item
          and (c.is_primary, c.label) is not distinct from (w.is_primary, w.label))`
  if (ranked) {
    return `${insert}
      on conflict (tenant, ${owner}, ${item}) do update
      set is_primary = excluded.is_primary, label = excluded.label
      where e.source = 'smartsheet' and (e.is_primary, e.label) is distinct from (excluded.is_primary, excluded.label)
      returning e.${owner} as node_id`
  }
  if (kind === 'domain') {
    return `${insert}
      on conflict (tenant, ${item}) do update set ${owner} = excluded.${owner}
      where e.source = 'smartsheet' and e.${owner} <> excluded.${owner} and not exists (
        select from graph.organization o
        where o.tenant = e.tenant and o.id = e.${owner} and 'domains' = any(o.protected_fields))
      returning e.${owner} as node_id`
  }
  return `${insert}
      on conflict (tenant, ${owner}, ${item}) do nothing
      returning e.${owner} as node_id`
}
