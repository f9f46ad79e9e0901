import { EDGE_TABLES } from './edgeTable.ts'
import type { NodeTable } from './nodeTable.ts'
import { run, type MergeScope } from './scope.ts'

/**
 * An entity that was withdrawn, and is linked again, is what its links say now and nothing besides: they may be of
 * another sheet, or of another mapping, and what the withdrawn ones had said would stay where these do not speak of it.
 * Said the way the fold understands it: as a link that has just gone, and had spoken of everything.
 */
export async function blankReturned(scope: MergeScope, tables: readonly NodeTable[]): Promise<void> {
  for (const node of tables) {
    await run(scope, returnedStatement(node), { label: node.label, ...spokenOf(node) })
  }
}

// What a row keeps (R8b, R9) is not blanked: it cannot be read now, and what was withdrawn is all that is known of it.
// Nor is what it refers to: where the company of its row cannot be read, there is no link that says which one that is.
const returnedStatement = ({ table, unlinked }: NodeTable): string => `
  insert into merge_link (node_label, old_node_id, change, old_payload)
  select n.node_label, n.node_id, 'gone', jsonb_build_object(
      'fields', (select jsonb_object_agg(field, null) from unnest(:fields::text[]) field where field <> all(kept.names)),
      'refs', (select coalesce(jsonb_object_agg(ref, null), '{}') from unnest(:refs::text[]) ref
        where ref <> all(kept.names)))
      || '{"custom": {}}'
  from merge_node n
  join ${table} t on t.tenant = :tenant and t.id = n.node_id
  cross join lateral (
    select array(
      select case when name like 'location.%' then 'location' else name end
      from merge_assignment a
      join sync.stage s on s.run_id = :run and s.node_label = a.node_label and s.external_id = a.external_id
      cross join lateral unnest(s.keep) name
      where a.node_label = n.node_label and a.node_id = n.node_id
      union all
      select ref.key
      from graph.is_linked_with l
      cross join lateral jsonb_each(l.payload -> 'refs') ref
      where l.tenant = :tenant and l.node_label = n.node_label and l.node_id = n.node_id
        and l.external_system_id = 'smartsheet' and ref.value <> 'null') as names
  ) kept
  where n.node_label = :label and n.is_linked and t.${unlinked === 'hide' ? 'hide' : 'archived'}
    and t.source_of_truth = 'smartsheet'`

const REFS: Readonly<Record<string, string>> = { organization_id: 'organization', owner_user_id: 'owner' }
/** What a contribution does not speak of as a field. */
const NO_FIELDS = new Set([
  'custom_fields',
  'hide',
  'hidden_at',
  'archived',
  'archived_at',
  'stage_updated_at',
])

/** What contributions to a label speak of, by the names in their payloads. */
function spokenOf({ label, columns }: NodeTable): { fields: string[]; refs: string[] } {
  const satellites = EDGE_TABLES.filter((edge) => edge.label === label && edge.kind !== 'domain')
  const isContact = label === 'Contact'
  return {
    fields: [
      ...columns.filter((column) => !NO_FIELDS.has(column) && REFS[column] === undefined),
      ...satellites.filter(({ kind }) => kind !== 'contact').map(({ field }) => field),
      ...(isContact ? ['job_title'] : []),
    ],
    refs: [
      ...columns.flatMap((column) => REFS[column] ?? []),
      ...satellites.filter(({ kind }) => kind === 'contact').map(({ field }) => field),
      ...(isContact ? ['organization'] : []),
    ],
  }
}
