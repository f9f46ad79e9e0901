import type { Extent } from './extent.ts'
import { refTarget } from './fold.ts'
import { PROVENANCE, PROVENANCE_COLUMNS } from './provenance.ts'
import { change, run, undescribed, type MergeScope } from './scope.ts'
import { analyze } from './workingTables.ts'

/**
 * Every row that names a contact and a company makes a job role of the two; a job title without a company
 * makes one without. The title is that of the newest row that has one (R7); the newest row's role is primary.
 * A role that a person made or took over (`source`) is left alone, and is the primary one where it says so.
 */
export async function writeJobRoles(scope: MergeScope, { known, protecting }: Extent): Promise<void> {
  if (scope.describe === 0 && !known.some(({ label }) => label === 'Contact')) {
    await run(scope, WRITE_FIRST)
    return
  }
  const protects = { protects: protecting.some(({ label }) => label === 'Contact') }
  await analyze(scope, await change(scope, FIND, protects), 'merge_role')
  await run(scope, WRITE, protects)
}

const TITLE = `c.payload -> 'fields' ->> 'job_title'`

/**
 * R10: a person removed roles of this contact, and those of the sheet are left alone. Only asked where people have
 * protected anything of the contacts (extent.ts): to find none may take reading all of the tenant.
 */
const isProtected = (contact: string): string => `
  (:protects and exists (select from graph.contact t
    where t.tenant = :tenant and t.id = ${contact} and 'job_roles' = any(t.protected_fields)))`

// What a row says of one, without the rest of its payload, which would be sorted along.
const ROLE = `
  role as materialized (
    select c.node_id as contact_id, target.node_id as organization_id, ${TITLE} as job_title, c.age
    from merge_contribution c
    ${refTarget(`'Organization'`, `(c.payload -> 'refs' ->> 'organization')`)}
    where c.node_label = 'Contact' and (target.node_id is not null or ${TITLE} is not null)
  )`
const NEWEST_TITLE = `(array_agg(job_title order by age) filter (where job_title is not null))[1]`
const IS_NEWEST = `min(age) = min(min(age)) over (partition by contact_id)`

/** Fills merge_role with the roles that the rows of the affected contacts make. */
const FIND = `
  insert into merge_role (contact_id, organization_id, job_title, speaks_of_title, is_primary)
  with contact as (
    select node_id as contact_id, bool_or(payload -> 'fields' ? 'job_title') as speaks_of_title
    from merge_contribution
    where node_label = 'Contact' and not ${isProtected('node_id')}
    group by node_id
  ), ${ROLE}
  select contact_id, organization_id, ${NEWEST_TITLE}, bool_or(speaks_of_title),
    ${IS_NEWEST}
      and not exists (
        select from graph.job_role r
        where r.tenant = :tenant and r.contact_id = role.contact_id and r.is_primary and r.source <> 'smartsheet')
  from role
  join contact using (contact_id)
  group by contact_id, organization_id`

/** Where all contacts are new: they have no roles yet. */
const WRITE_FIRST = `
  insert into graph.job_role (tenant, id, contact_id, organization_id, job_title, is_primary, ${PROVENANCE_COLUMNS})
  with ${ROLE}
  select :tenant, gen_random_uuid(), contact_id, organization_id, ${NEWEST_TITLE}, ${IS_NEWEST}, ${PROVENANCE}
  from role
  group by contact_id, organization_id`

/** Equal or both null, in a form that Postgres can join by hash. */
const sameOrganization = (a: string, b: string): string => `
  coalesce(${a}.organization_id, '00000000-0000-0000-0000-000000000000')
    = coalesce(${b}.organization_id, '00000000-0000-0000-0000-000000000000')`

/** A role as people read it, in the order of its weight. */
const shown = (role: string): string =>
  `jsonb_agg(concat_ws(' at ', ${role}.job_title, o.name) order by ${role}.is_primary desc, o.name, ${role}.job_title)`

/** Lateral with a limit, so that each is looked up by its key, however many the tenant has. */
const organizationOf = (role: string): string => `
    left join lateral (
      select name from graph.organization where tenant = :tenant and id = ${role}.organization_id limit 1
    ) o on true`

const WRITE = `
  with current as (
    select r.id, r.contact_id, r.organization_id, r.job_title, r.is_primary
    from merge_fold f
    join graph.job_role r on r.tenant = :tenant and r.contact_id = f.node_id and r.source = 'smartsheet'
    where f.node_label = 'Contact' and not ${isProtected('f.node_id')}
  ), wanted as (
    -- A title stays where no row of the contact speaks of titles (R9).
    select w.contact_id, w.organization_id, w.is_primary,
      case when w.speaks_of_title then w.job_title else c.job_title end as job_title
    from merge_role w
    left join current c on c.contact_id = w.contact_id and ${sameOrganization('c', 'w')}
  ), removed as (
    delete from graph.job_role r using current c
    where r.tenant = :tenant and r.id = c.id and r.source = 'smartsheet'
      and not exists (select from merge_role w where w.contact_id = c.contact_id and ${sameOrganization('w', 'c')})
    returning r.contact_id
  ), written as (
    insert into graph.job_role as r (tenant, id, contact_id, organization_id, job_title, is_primary,
      ${PROVENANCE_COLUMNS})
    select :tenant, gen_random_uuid(), contact_id, organization_id, job_title, is_primary,
      ${PROVENANCE}
    from wanted w
    where not exists (
      select from current c where c.contact_id = w.contact_id and ${sameOrganization('c', 'w')}
        and (c.job_title, c.is_primary) is not distinct from (w.job_title, w.is_primary))
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
    select c.contact_id, ${shown('c')} as value
    from current c
    ${organizationOf('c')}
    group by c.contact_id
  ), after as (
    select w.contact_id, ${shown('w')} as value
    from wanted w
    ${organizationOf('w')}
    group by w.contact_id
  )
  insert into sync.change (run_id, tenant, node_label, node_id, field, old_value, new_value, row_id)
  select :run, :tenant, 'Contact', t.contact_id, 'job_roles', before.value, after.value, n.row_id
  from touched t
  join merge_node n on n.node_label = 'Contact' and n.node_id = t.contact_id
  left join before using (contact_id)
  left join after using (contact_id)
  where not ${undescribed(`'Contact'`, 't.contact_id')}
    and before.value is distinct from after.value`
