import type { ClientBase } from 'pg'
import type { Change } from './model.ts'

const emailOf = (node: 'user' | 'contact'): string => `
        (select e.raw_email from graph.${node}_has_email h
         join graph.email e on e.tenant = h.tenant and e.id = h.email_id
         where h.tenant = n.tenant and h.${node}_id = n.id
         order by h.is_primary desc, e.raw_email limit 1)`

/** The name of an entity of the change `c`, else what people know it by: its email, or how its text begins. */
const nameOf = (label: string, id: string): string => `
    case ${label}
      when 'User' then (select coalesce(n.name, ${emailOf('user')})
        from graph."user" n where n.tenant = c.tenant and n.id = ${id})
      when 'Organization' then (select n.name from graph.organization n where n.tenant = c.tenant and n.id = ${id})
      when 'Contact' then (select coalesce(n.name, ${emailOf('contact')})
        from graph.contact n where n.tenant = c.tenant and n.id = ${id})
      when 'Opportunity' then (select n.name from graph.opportunity n where n.tenant = c.tenant and n.id = ${id})
      when 'LogEntry' then
        (select left(n.content, 60) from graph.log_entry n where n.tenant = c.tenant and n.id = ${id})
      when 'InteractionSession' then
        (select n.name from graph.interaction_session n where n.tenant = c.tenant and n.id = ${id})
      when 'InteractionEvent' then
        (select left(n.content, 60) from graph.interaction_event n where n.tenant = c.tenant and n.id = ${id})
    end`

const rowUrlOf = (order = ''): string => `
    (select l.external_url from graph.is_linked_with l
     where l.tenant = c.tenant and l.node_label = c.node_label and l.node_id = c.node_id
       and l.external_system_id = 'smartsheet'
     order by ${order} l.row_modified_at desc nulls last, l.external_id limit 1)`

// What a field refers to, where its values are ids.
const REFERENCE = `(values
    ('owner_user_id', 'User'), ('created_by_user_id', 'User'), ('organization_id', 'Organization'),
    ('contact_id', 'Contact'), ('opportunity_id', 'Opportunity'),
    ('interaction_session_id', 'InteractionSession'), ('replies_to_id', 'InteractionEvent'))`

// The link to the row that the change comes from, else to any row of the entity: after a removal there may be
// another sheet's, or none.
const CHANGES = `
  select c.node_label as label, c.node_id as "nodeId", c.field, c.old_value as "oldValue", c.new_value as "newValue",
    c.row_id as "rowId", coalesce(${nameOf('c.node_label', 'c.node_id')}, c.node_name) as "nodeName",
    ${nameOf('reference.label', `(c.old_value #>> '{}')::uuid`)} as "oldName",
    ${nameOf('reference.label', `(c.new_value #>> '{}')::uuid`)} as "newName",
    ${rowUrlOf('l.row_id is not distinct from c.row_id desc,')} as "rowUrl"
  from sync.change c
  left join ${REFERENCE} reference (field, label) on reference.field = c.field
  where c.run_id = $1 and ($3::uuid[] is null or c.node_id = any($3))
  order by c.node_label, "nodeName", c.node_id, c.id
  limit $2`

/** What a run updated and archived, entity by entity. */
export async function listChanges(
  db: Pick<ClientBase, 'query'>,
  runId: string,
  limit: number,
): Promise<Change[]> {
  return (await db.query<Change>(CHANGES, [runId, limit, null])).rows
}

/** All changes of a run to these entities. */
export async function listChangesOf(
  db: Pick<ClientBase, 'query'>,
  runId: string,
  nodeIds: readonly string[],
): Promise<Change[]> {
  return (await db.query<Change>(CHANGES, [runId, null, nodeIds])).rows
}

export interface NamedNode {
  label: string
  nodeId: string
  /** Null where it has none, or is not there any more. */
  name: string | null
  /** Permalink of a row that speaks of it. */
  rowUrl: string | null
}

/** What people know these entities by. */
export async function nameNodes(
  db: Pick<ClientBase, 'query'>,
  tenant: string,
  nodes: readonly { label: string; nodeId: string }[],
): Promise<NamedNode[]> {
  const named = await db.query<NamedNode>(
    `select c.node_label as label, c.node_id as "nodeId", ${nameOf('c.node_label', 'c.node_id')} as name,
       ${rowUrlOf()} as "rowUrl"
     from (select $1::text as tenant, * from unnest($2::text[], $3::uuid[]) n (node_label, node_id)) c`,
    [tenant, nodes.map(({ label }) => label), nodes.map(({ nodeId }) => nodeId)],
  )
  return named.rows
}

/**
 * What was withdrawn on request does not live on in the history: of the run that withdrew it stays what became of which
 * entity, and of the earlier runs of its connection nothing but their figures.
 */
export async function forgetValues(
  db: Pick<ClientBase, 'query'>,
  { connectionId, runId }: { connectionId: string; runId: string },
): Promise<void> {
  await db.query(
    `delete from sync.change c using sync.run r
     where r.id = c.run_id and r.connection_id = $1 and r.id <> $2`,
    [connectionId, runId],
  )
  await db.query(
    `update sync.change
     set node_name = null, old_value = case when field in ('hide', 'archived', 'deleted') then old_value end
     where run_id = $1`,
    [runId],
  )
}
