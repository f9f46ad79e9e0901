import type { Pool } from 'pg'

/** Faults that no history may lead to; empty where all is well. */
export async function graphFaults(pool: Pool, tenant: string): Promise<string[]> {
  const result = await pool.query<{ fault: string }>(FAULTS, [tenant])
  return result.rows.map(({ fault }) => fault)
}

const LABELS = [
  ['Organization', 'organization', 'not t.hide'],
  ['Contact', 'contact', 'not t.hide'],
  ['Opportunity', 'opportunity', 'not t.archived'],
  ['LogEntry', 'log_entry', 'true'],
] as const

const ITEMS = [
  ['email', 'email_id', ['contact_has_email', 'organization_has_email', 'user_has_email']],
  ['phone_number', 'phone_number_id', ['contact_has_phone_number', 'organization_has_phone_number']],
  ['tag', 'tag_id', ['contact_tagged', 'organization_tagged', 'opportunity_tagged']],
  ['location', 'location_id', ['contact_associated_with_location', 'organization_associated_with_location']],
] as const

const FAULTS = [
  ...LABELS.map(
    ([label, table, live]) =>
      `select '${label} lives without a link: ' || t.id as fault from graph.${table} t
       where t.tenant = $1 and t.source_of_truth = 'smartsheet' and ${live} and not exists (
         select from graph.is_linked_with l where l.tenant = $1 and l.node_label = '${label}' and l.node_id = t.id)`,
  ),
  ...[...LABELS, ['User', '"user"', 'true'] as const].flatMap(([label, table]) =>
    ['graph.is_linked_with', 'sync.identity'].map(
      (from) =>
        `select '${from} names no ${label}: ' || to_jsonb(x)::text from ${from} x
         where x.tenant = $1 and x.node_label = '${label}' and not exists (
           select from graph.${table} t where t.tenant = $1 and t.id = x.node_id)`,
    ),
  ),
  ...ITEMS.map(
    ([table, column, edges]) =>
      `select '${table} of nobody: ' || to_jsonb(i)::text from graph.${table} i
       where i.tenant = $1 and i.source = 'smartsheet'
         and ${edges.map((edge) => `not exists (select from graph.${edge} e where e.tenant = $1 and e.${column} = i.id)`).join(' and ')}`,
  ),
  ...['organization', 'contact'].map(
    (table) =>
      `select 'linked and hidden: ${table} ' || t.id from graph.${table} t
       join graph.is_linked_with l on l.tenant = t.tenant and l.node_id = t.id
       where t.tenant = $1 and t.hide and not 'hide' = any(t.protected_fields)`,
  ),
  `select 'a link claims a key that is not its entity''s: ' || concat_ws(' ', l.node_label, k, i.node_id)
   from graph.is_linked_with l
   cross join lateral jsonb_array_elements(l.payload -> 'keys') k
   left join sync.identity i on i.tenant = l.tenant and i.node_label = l.node_label
     and i.kind = k ->> 'kind' and i.value = k ->> 'value'
   where l.tenant = $1 and i.node_id is distinct from l.node_id`,
  `select 'more than one primary role: ' || contact_id from graph.job_role
   where tenant = $1 and is_primary group by contact_id having count(*) > 1`,
  `select 'domains differ from identity: ' || coalesce(d.domain, i.value)
   from (
     select domain, organization_id from graph.organization_has_domain where tenant = $1
   ) d
   full join (
     select value, node_id from sync.identity where tenant = $1 and node_label = 'Organization' and kind = 'domain'
   ) i on i.value = d.domain and i.node_id = d.organization_id
   where (d.domain is null or i.value is null) and exists (
     select from graph.is_linked_with l where l.tenant = $1 and l.node_label = 'Organization'
       and l.node_id = coalesce(d.organization_id, i.node_id))`,
].join('\nunion all\n')
