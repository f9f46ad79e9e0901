import { CONTRIBUTIONS, refTarget } from './fold.ts'
import { run, type MergeScope } from './scope.ts'

/**
 * Every row that names a contact and a company makes a job role of the two; a job title without a company
 * makes one without. The title is that of the newest row that has one (R7); the newest row's role is primary.
 * A role that a person made or took over (`source`) is left alone.
 */
export async function writeJobRoles(scope: MergeScope): Promise<void> {
  await run(scope, WRITE)
}

const TITLE = `c.payload -> 'fields' ->> 'job_title'`

/** Equal or both null, in a form that Postgres can join by hash. */
const sameOrganization = (a: string, b: string): string => `
  coalesce(${a}.organization_id, '00000000-0000-0000-0000-000000000000')
    = coalesce(${b}.organization_id, '00000000-0000-0000-0000-000000000000')`

const WRITE = `
  with contribution as (${CONTRIBUTIONS}),
  role as (
    select c.node_id as contact_id, target.node_id as organization_id, ${TITLE} as job_title,
      c.payload -> 'fields' ? 'job_title' as speaks_of_title, c.age
    from contribution c
    ${refTarget(`'Organization'`, `(c.payload -> 'refs' ->> 'organization')`)}
    where c.node_label = 'Contact' and (target.node_id is not null or ${TITLE} is not null)
  ), current as (
    select r.id, r.contact_id, r.organization_id, r.job_title, r.is_primary
    from merge_fold f
    join graph.job_role r on r.tenant = :tenant and r.contact_id = f.node_id and r.source = 'smartsheet'
    where f.node_label = 'Contact'
  ), spoken as (
    select contact_id, organization_id,
      (array_agg(job_title order by age) filter (where job_title is not null))[1] as job_title,
      bool_or(speaks_of_title) as speaks_of_title,
      min(age) = min(min(age)) over (partition by contact_id) as is_primary
    from role
    group by contact_id, organization_id
  ), wanted as (
    select s.contact_id, s.organization_id, s.is_primary,
      case when s.speaks_of_title then s.job_title else c.job_title end as job_title
    from spoken s
    left join current c on c.contact_id = s.contact_id and ${sameOrganization('c', 's')}
  ), removed as (
    delete from graph.job_role r using current c
    where r.tenant = :tenant and r.id = c.id
      and not exists (select from wanted w where w.contact_id = c.contact_id and ${sameOrganization('w', 'c')})
    returning r.contact_id
  ), written as (
    insert into graph.job_role as r (tenant, id, contact_id, organization_id, job_title, is_primary,
      source, source_of_truth, app_source)
    select :tenant, gen_random_uuid(), contact_id, organization_id, job_title, is_primary,
      'smartsheet', 'smartsheet', 'sync-smartsheet'
    from wanted
    on conflict (tenant, contact_id, organization_id) do update
    set job_title = excluded.job_title, is_primary = excluded.is_primary, updated_at = now()
    where r.source = 'smartsheet'
      and (r.is_primary, r.job_title) is distinct from (excluded.is_primary, excluded.job_title)
    returning r.contact_id
  ), touched as (
    select contact_id from removed union select contact_id from written
  ), touch as (
    insert into merge_touched (node_label, node_id) select 'Contact', contact_id from touched
  ), before as (
    select c.contact_id, jsonb_agg(concat_ws(' at ', c.job_title, o.name) order by c.is_primary desc, o.name) as value
    from current c left join graph.organization o on o.tenant = :tenant and o.id = c.organization_id
    group by c.contact_id
  ), after as (
    select w.contact_id, jsonb_agg(concat_ws(' at ', w.job_title, o.name) order by w.is_primary desc, o.name) as value
    from wanted w left join graph.organization o on o.tenant = :tenant and o.id = w.organization_id
    group by w.contact_id
  )
  insert into sync.change (run_id, tenant, node_label, node_id, field, old_value, new_value, row_id)
  select :run, :tenant, 'Contact', t.contact_id, 'job_roles', before.value, after.value, n.row_id
  from touched t
  join merge_node n on n.node_label = 'Contact' and n.node_id = t.contact_id
  left join before using (contact_id)
  left join after using (contact_id)
  where not exists (select from merge_outcome o where o.node_label = 'Contact' and o.node_id = t.contact_id)
    and before.value is distinct from after.value`
