-- The views again, for people and BI tools: the same columns, with what they left open decided. row_url leads to the
-- row that R7 takes for the newest, and to no other system; an owner or a person of a deal without a name is known by
-- their email; amounts of different currencies have no sum.

create or replace view graph.contacts with (security_invoker = true) as
select
  c.tenant,
  c.id,
  c.name,
  c.first_name,
  c.last_name,
  (select e.raw_email
   from graph.contact_has_email h
   join graph.email e on e.tenant = h.tenant and e.id = h.email_id
   where h.tenant = c.tenant and h.contact_id = c.id
   order by h.is_primary desc, e.raw_email limit 1) as email,
  (select coalesce(p.e164, p.raw_phone_number)
   from graph.contact_has_phone_number h
   join graph.phone_number p on p.tenant = h.tenant and p.id = h.phone_number_id
   where h.tenant = c.tenant and h.contact_id = c.id
   order by h.is_primary desc, p.raw_phone_number limit 1) as phone,
  role.job_title,
  role.company,
  role.company_id,
  coalesce(owner.name, (select e.raw_email
    from graph.user_has_email h
    join graph.email e on e.tenant = h.tenant and e.id = h.email_id
    where h.tenant = owner.tenant and h.user_id = owner.id
    order by h.is_primary desc, e.raw_email limit 1)) as owner,
  array(select t.name
    from graph.contact_tagged ct
    join graph.tag t on t.tenant = ct.tenant and t.id = ct.tag_id
    where ct.tenant = c.tenant and ct.contact_id = c.id
    order by t.name) as tags,
  c.custom_fields,
  (select l.external_url
   from graph.is_linked_with l
   where l.tenant = c.tenant and l.node_label = 'Contact' and l.node_id = c.id and l.external_system_id = 'smartsheet'
   order by l.row_modified_at desc nulls last, length(l.row_id) desc, l.row_id desc, l.external_id_second,
     length(l.external_id), l.external_id
   limit 1) as row_url,
  c.updated_at
from graph.contact c
left join graph."user" owner on owner.tenant = c.tenant and owner.id = c.owner_user_id
left join lateral (
  select r.job_title, o.name as company, o.id as company_id
  from graph.job_role r
  left join graph.organization o on o.tenant = r.tenant and o.id = r.organization_id and not o.hide
  where r.tenant = c.tenant and r.contact_id = c.id
  order by (o.id is not null) desc, r.is_primary desc, o.name, r.id limit 1
) role on true
where not c.hide;

create or replace view graph.companies with (security_invoker = true) as
select
  o.tenant,
  o.id,
  o.name,
  (select min(d.domain) from graph.organization_has_domain d
   where d.tenant = o.tenant and d.organization_id = o.id) as domain,
  o.website,
  o.industry,
  o.employees,
  o.relationship,
  o.stage,
  (select coalesce(p.e164, p.raw_phone_number)
   from graph.organization_has_phone_number h
   join graph.phone_number p on p.tenant = h.tenant and p.id = h.phone_number_id
   where h.tenant = o.tenant and h.organization_id = o.id
   order by h.is_primary desc, p.raw_phone_number limit 1) as phone,
  coalesce(owner.name, (select e.raw_email
    from graph.user_has_email h
    join graph.email e on e.tenant = h.tenant and e.id = h.email_id
    where h.tenant = owner.tenant and h.user_id = owner.id
    order by h.is_primary desc, e.raw_email limit 1)) as owner,
  array(select t.name
    from graph.organization_tagged ot
    join graph.tag t on t.tenant = ot.tenant and t.id = ot.tag_id
    where ot.tenant = o.tenant and ot.organization_id = o.id
    order by t.name) as tags,
  (select count(*)::int
   from graph.job_role r
   join graph.contact c on c.tenant = r.tenant and c.id = r.contact_id and not c.hide
   where r.tenant = o.tenant and r.organization_id = o.id) as contacts,
  (select count(*)::int
   from graph.opportunity d
   where d.tenant = o.tenant and d.organization_id = o.id and not d.archived and d.internal_stage = 'OPEN') as open_deals,
  -- An amount that names no currency is taken for one of the others'.
  (select case when count(distinct d.currency) filter (where d.amount is not null) <= 1 then sum(d.amount) end
   from graph.opportunity d
   where d.tenant = o.tenant and d.organization_id = o.id and not d.archived and d.internal_stage = 'OPEN') as open_amount,
  o.custom_fields,
  (select l.external_url
   from graph.is_linked_with l
   where l.tenant = o.tenant and l.node_label = 'Organization' and l.node_id = o.id
     and l.external_system_id = 'smartsheet'
   order by l.row_modified_at desc nulls last, length(l.row_id) desc, l.row_id desc, l.external_id_second,
     length(l.external_id), l.external_id
   limit 1) as row_url,
  o.updated_at
from graph.organization o
left join graph."user" owner on owner.tenant = o.tenant and owner.id = o.owner_user_id
where not o.hide;

create or replace view graph.deals with (security_invoker = true) as
select
  d.tenant,
  d.id,
  d.name,
  d.amount,
  d.currency,
  d.external_stage as stage,
  d.internal_stage,
  d.likelihood_rate,
  (d.estimated_closed_at at time zone 'UTC')::date as close_date,
  o.name as company,
  o.id as company_id,
  array(select known_as
    from graph.opportunity_has_contact h
    join graph.contact c on c.tenant = h.tenant and c.id = h.contact_id and not c.hide
    cross join lateral (select coalesce(c.name, (select e.raw_email
      from graph.contact_has_email he
      join graph.email e on e.tenant = he.tenant and e.id = he.email_id
      where he.tenant = c.tenant and he.contact_id = c.id
      order by he.is_primary desc, e.raw_email limit 1)) as known_as) known
    where h.tenant = d.tenant and h.opportunity_id = d.id and known_as is not null
    order by known_as) as contacts,
  coalesce(owner.name, (select e.raw_email
    from graph.user_has_email h
    join graph.email e on e.tenant = h.tenant and e.id = h.email_id
    where h.tenant = owner.tenant and h.user_id = owner.id
    order by h.is_primary desc, e.raw_email limit 1)) as owner,
  array(select t.name
    from graph.opportunity_tagged dt
    join graph.tag t on t.tenant = dt.tenant and t.id = dt.tag_id
    where dt.tenant = d.tenant and dt.opportunity_id = d.id
    order by t.name) as tags,
  d.custom_fields,
  (select l.external_url
   from graph.is_linked_with l
   where l.tenant = d.tenant and l.node_label = 'Opportunity' and l.node_id = d.id
     and l.external_system_id = 'smartsheet'
   order by l.row_modified_at desc nulls last, length(l.row_id) desc, l.row_id desc, l.external_id_second,
     length(l.external_id), l.external_id
   limit 1) as row_url,
  d.updated_at
from graph.opportunity d
left join graph.organization o on o.tenant = d.tenant and o.id = d.organization_id and not o.hide
left join graph."user" owner on owner.tenant = d.tenant and owner.id = d.owner_user_id
where not d.archived;

-- Also who sent a comment: those edges may lead to a user or a contact, and so have no foreign key to either. Whoever may
-- execute a trigger function may tie it to a table of their own: any role could have deleted links and identities of all
-- tenants. That the triggers are there is enough for those that fire them.
create or replace function graph.forget_deleted() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  delete from graph.is_linked_with l using deleted d
  where l.tenant = d.tenant and l.node_label = tg_argv[0] and l.node_id = d.id;
  delete from sync.identity i using deleted d
  where i.tenant = d.tenant and i.node_label = tg_argv[0] and i.node_id = d.id;
  if tg_argv[0] in ('User', 'Contact', 'Organization') then
    delete from graph.interaction_event_sent_by s using deleted d
    where s.tenant = d.tenant and s.participant_label = tg_argv[0] and s.participant_id = d.id;
  end if;
  return null;
end
$$;
revoke execute on function graph.forget_deleted() from public;

-- An issue is of its connection's tenant.
alter table sync.connection add constraint connection_of_tenant unique (tenant, id);
alter table sync.row_issue drop constraint row_issue_connection_id_fkey,
  add foreign key (tenant, connection_id) references sync.connection (tenant, id) on delete cascade;

-- Lookups by name, without reading all of a tenant. By its hash: a cell holds up to 4,000 characters, more than a B-tree
-- takes; and no statement of the merge that looks up entities by tenant and id can take one of these for the primary key.
create index contact_by_name on graph.contact using hash (name) where not hide;
create index organization_by_name on graph.organization using hash (name) where not hide;
create index opportunity_by_name on graph.opportunity using hash (name) where not archived;

-- Nothing asks for it, and it was a third of what a recorded change costs.
drop index sync.change_by_node;
