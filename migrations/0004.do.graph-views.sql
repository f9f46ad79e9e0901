-- For people and BI tools: live entities only, one row each. security_invoker: the reader's own row-level
-- security applies.

create view graph.contacts with (security_invoker = true) as
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
  owner.name as owner,
  array(select t.name
    from graph.contact_tagged ct
    join graph.tag t on t.tenant = ct.tenant and t.id = ct.tag_id
    where ct.tenant = c.tenant and ct.contact_id = c.id
    order by t.name) as tags,
  c.custom_fields,
  (select l.external_url
   from graph.is_linked_with l
   where l.tenant = c.tenant and l.node_label = 'Contact' and l.node_id = c.id
   order by l.row_modified_at desc nulls last, l.external_id limit 1) as row_url,
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

create view graph.companies with (security_invoker = true) as
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
  owner.name as owner,
  array(select t.name
    from graph.organization_tagged ot
    join graph.tag t on t.tenant = ot.tenant and t.id = ot.tag_id
    where ot.tenant = o.tenant and ot.organization_id = o.id
    order by t.name) as tags,
  (select count(*)::int
   from graph.job_role r
   join graph.contact c on c.tenant = r.tenant and c.id = r.contact_id and not c.hide
   where r.tenant = o.tenant and r.organization_id = o.id) as contacts,
  deals.open_deals,
  deals.open_amount,
  o.custom_fields,
  (select l.external_url
   from graph.is_linked_with l
   where l.tenant = o.tenant and l.node_label = 'Organization' and l.node_id = o.id
   order by l.row_modified_at desc nulls last, l.external_id limit 1) as row_url,
  o.updated_at
from graph.organization o
left join graph."user" owner on owner.tenant = o.tenant and owner.id = o.owner_user_id
cross join lateral (
  select count(*)::int as open_deals, sum(d.amount) as open_amount
  from graph.opportunity d
  where d.tenant = o.tenant and d.organization_id = o.id and not d.archived and d.internal_stage = 'OPEN'
) deals
where not o.hide;

create view graph.deals with (security_invoker = true) as
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
  array(select c.name
    from graph.opportunity_has_contact h
    join graph.contact c on c.tenant = h.tenant and c.id = h.contact_id and not c.hide
    where h.tenant = d.tenant and h.opportunity_id = d.id
    order by c.name) as contacts,
  owner.name as owner,
  array(select t.name
    from graph.opportunity_tagged dt
    join graph.tag t on t.tenant = dt.tenant and t.id = dt.tag_id
    where dt.tenant = d.tenant and dt.opportunity_id = d.id
    order by t.name) as tags,
  d.custom_fields,
  (select l.external_url
   from graph.is_linked_with l
   where l.tenant = d.tenant and l.node_label = 'Opportunity' and l.node_id = d.id
   order by l.row_modified_at desc nulls last, l.external_id limit 1) as row_url,
  d.updated_at
from graph.opportunity d
left join graph.organization o on o.tenant = d.tenant and o.id = d.organization_id and not o.hide
left join graph."user" owner on owner.tenant = d.tenant and owner.id = d.owner_user_id
where not d.archived;
