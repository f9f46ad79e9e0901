import type { ClientBase } from 'pg'
import type { Json } from '../core/json.ts'
import type { Change } from './model.ts'

interface ChangeRow {
  node_label: string
  node_id: string
  node_name: string | null
  field: string
  old_value: Json
  new_value: Json
  row_id: string | null
}

const CHANGES = `
  select c.node_label, c.node_id, c.field, c.old_value, c.new_value, c.row_id,
    coalesce(o.name, p.name, d.name, u.name) as node_name
  from sync.change c
  left join graph.organization o on c.node_label = 'Organization' and o.tenant = c.tenant and o.id = c.node_id
  left join graph.contact p on c.node_label = 'Contact' and p.tenant = c.tenant and p.id = c.node_id
  left join graph.opportunity d on c.node_label = 'Opportunity' and d.tenant = c.tenant and d.id = c.node_id
  left join graph."user" u on c.node_label = 'User' and u.tenant = c.tenant and u.id = c.node_id
  where c.run_id = $1
  order by c.node_label, node_name, c.node_id, c.id
  limit $2`

/** What a run updated and archived, entity by entity. */
export async function listChanges(
  db: Pick<ClientBase, 'query'>,
  runId: string,
  limit: number,
): Promise<Change[]> {
  const result = await db.query<ChangeRow>(CHANGES, [runId, limit])
  return result.rows.map((row) => ({
    label: row.node_label,
    nodeId: row.node_id,
    nodeName: row.node_name,
    field: row.field,
    oldValue: row.old_value,
    newValue: row.new_value,
    rowId: row.row_id,
  }))
}
