import { EDGE_TABLES, ITEM_TABLES, type ItemKind } from './edgeTable.ts'
import { run, type MergeScope } from './scope.ts'

/**
 * Deletes the sync's own items that nothing is connected with any more. They are locked first, by a statement of its own:
 * what a person connects with one of them until then is seen by the next, and what is connected right now is left.
 */
export async function deleteOrphanItems(scope: MergeScope): Promise<void> {
  const found = await run<{ kind: ItemKind }>(scope, 'select distinct kind from merge_removed_item')
  for (const { kind } of found) {
    if (kind === 'contact') continue
    const { table, key } = ITEM_TABLES[kind]
    const removed = key === 'domain' ? 'item' : 'item_id'
    const edges = EDGE_TABLES.filter((edge) => edge.kind === kind)
    const isOrphan = `i.tenant = :tenant and i.source = 'smartsheet'
       ${edges
         .map(
           (edge) =>
             `and not exists (select from ${edge.table} e where e.tenant = i.tenant and e.${edge.item} = i.${key})`,
         )
         .join('\n')}`
    const orphans = await run<{ key: string }>(
      scope,
      `select orphan.key
       from (select distinct ${removed} as key from merge_removed_item where kind = :kind) r
       cross join lateral (
         select i.${key} as key from ${table} i where i.${key} = r.key and ${isOrphan}
         for update skip locked
       ) orphan`,
      { kind },
    )
    if (orphans.length === 0) continue
    // By their place, which they keep while they are locked.
    await run(
      scope,
      `delete from ${table} where tenant = :tenant and ctid = any(array(
         select i.place
         from unnest(:keys::${key === 'domain' ? 'text' : 'uuid'}[]) orphan
         cross join lateral (
           select i.ctid as place from ${table} i where i.${key} = orphan and ${isOrphan} offset 0
         ) i))`,
      { keys: orphans.map((orphan) => orphan.key) },
    )
  }
}
