-- What must be true of the graph at any moment, whatever happened to the sheets and whatever people did to the graph:
-- each query returns the places where it is not, and so no row where all is well.
--
--   psql -f docs/invariants.sql "$DATABASE_URL"     as the owner of the tables, who sees every tenant
--   smartsheet-sync check --graph                   the same, with what to do about what is found
--
-- A query is a line with its rule, lines that say what a row means, one with what to do, and one statement, whose first
-- column is the tenant. People may edit, add and delete what they like: what they took over (`source`,
-- `source_of_truth`, `protected_fields`) is not compared with the sheets, nor is an entity of which they have just
-- given something back (a link without a hash).

-- # Edges and references have both their ends
-- A row: something names an entity, an email or the like that is not there. Foreign keys keep most of it so, unless a
-- dump was restored without them.
-- Remedy: Delete the edge or empty the reference, then `sync --full --tenant T`.
with node (label, tenant, id) as (
  select 'User', tenant, id from graph."user"
  union all select 'Organization', tenant, id from graph.organization
  union all select 'Contact', tenant, id from graph.contact
  union all select 'Opportunity', tenant, id from graph.opportunity
  union all select 'InteractionSession', tenant, id from graph.interaction_session
  union all select 'InteractionEvent', tenant, id from graph.interaction_event
  union all select 'Email', tenant, id from graph.email
  union all select 'PhoneNumber', tenant, id from graph.phone_number
  union all select 'Tag', tenant, id from graph.tag
  union all select 'Location', tenant, id from graph.location
), reference (tenant, place, label, id) as (
  select tenant, 'contact_has_email', 'Contact', contact_id from graph.contact_has_email
  union all select tenant, 'contact_has_email', 'Email', email_id from graph.contact_has_email
  union all select tenant, 'organization_has_email', 'Organization', organization_id from graph.organization_has_email
  union all select tenant, 'organization_has_email', 'Email', email_id from graph.organization_has_email
  union all select tenant, 'user_has_email', 'User', user_id from graph.user_has_email
  union all select tenant, 'user_has_email', 'Email', email_id from graph.user_has_email
  union all select tenant, 'contact_has_phone_number', 'Contact', contact_id from graph.contact_has_phone_number
  union all select tenant, 'contact_has_phone_number', 'PhoneNumber', phone_number_id
    from graph.contact_has_phone_number
  union all select tenant, 'organization_has_phone_number', 'Organization', organization_id
    from graph.organization_has_phone_number
  union all select tenant, 'organization_has_phone_number', 'PhoneNumber', phone_number_id
    from graph.organization_has_phone_number
  union all select tenant, 'organization_has_domain', 'Organization', organization_id
    from graph.organization_has_domain
  union all select tenant, 'contact_tagged', 'Contact', contact_id from graph.contact_tagged
  union all select tenant, 'contact_tagged', 'Tag', tag_id from graph.contact_tagged
  union all select tenant, 'organization_tagged', 'Organization', organization_id from graph.organization_tagged
  union all select tenant, 'organization_tagged', 'Tag', tag_id from graph.organization_tagged
  union all select tenant, 'opportunity_tagged', 'Opportunity', opportunity_id from graph.opportunity_tagged
  union all select tenant, 'opportunity_tagged', 'Tag', tag_id from graph.opportunity_tagged
  union all select tenant, 'contact_associated_with_location', 'Contact', contact_id
    from graph.contact_associated_with_location
  union all select tenant, 'contact_associated_with_location', 'Location', location_id
    from graph.contact_associated_with_location
  union all select tenant, 'organization_associated_with_location', 'Organization', organization_id
    from graph.organization_associated_with_location
  union all select tenant, 'organization_associated_with_location', 'Location', location_id
    from graph.organization_associated_with_location
  union all select tenant, 'opportunity_has_contact', 'Opportunity', opportunity_id from graph.opportunity_has_contact
  union all select tenant, 'opportunity_has_contact', 'Contact', contact_id from graph.opportunity_has_contact
  union all select tenant, 'interaction_event_sent_by', 'InteractionEvent', interaction_event_id
    from graph.interaction_event_sent_by
  union all select tenant, 'interaction_event_sent_by', participant_label, participant_id
    from graph.interaction_event_sent_by
  union all select tenant, 'job_role', 'Contact', contact_id from graph.job_role
  union all select tenant, 'job_role', 'Organization', organization_id from graph.job_role
  union all select tenant, 'organization.owner_user_id', 'User', owner_user_id from graph.organization
  union all select tenant, 'contact.owner_user_id', 'User', owner_user_id from graph.contact
  union all select tenant, 'opportunity.owner_user_id', 'User', owner_user_id from graph.opportunity
  union all select tenant, 'opportunity.organization_id', 'Organization', organization_id from graph.opportunity
  union all select tenant, 'log_entry.organization_id', 'Organization', organization_id from graph.log_entry
  union all select tenant, 'log_entry.contact_id', 'Contact', contact_id from graph.log_entry
  union all select tenant, 'log_entry.opportunity_id', 'Opportunity', opportunity_id from graph.log_entry
  union all select tenant, 'log_entry.created_by_user_id', 'User', created_by_user_id from graph.log_entry
  union all select tenant, 'interaction_event.interaction_session_id', 'InteractionSession', interaction_session_id
    from graph.interaction_event
  union all select tenant, 'interaction_event.replies_to_id', 'InteractionEvent', replies_to_id
    from graph.interaction_event
)
select r.tenant, r.place, r.label as missing_label, r.id::text as missing
from reference r
where r.id is not null
  and not exists (select from node n where n.tenant = r.tenant and n.label = r.label and n.id = r.id)
union all
select e.tenant, 'organization_has_domain', 'Domain', e.domain
from graph.organization_has_domain e
where not exists (select from graph.domain d where d.tenant = e.tenant and d.domain = e.domain);

-- # Links and identities name an entity that is there
-- A row: a link of a sheet's row, or a key in sync.identity, of an entity that is not there. Deleting an entity takes
-- both along (trigger forget_deleted).
-- Remedy: Delete the link or key, then `sync --full --tenant T`.
with node (label, tenant, id) as (
  select 'User', tenant, id from graph."user"
  union all select 'Organization', tenant, id from graph.organization
  union all select 'Contact', tenant, id from graph.contact
  union all select 'Opportunity', tenant, id from graph.opportunity
  union all select 'LogEntry', tenant, id from graph.log_entry
  union all select 'InteractionSession', tenant, id from graph.interaction_session
  union all select 'InteractionEvent', tenant, id from graph.interaction_event
), named (tenant, node_label, node_id, by) as (
  select tenant, node_label, node_id, 'the link of ' || external_id_second || ', ' || external_id
  from graph.is_linked_with
  union all
  select tenant, node_label, node_id, 'the identity ' || kind || ' ' || value from sync.identity
)
select r.tenant, r.node_label, r.node_id, r.by as named_by
from named r
where not exists (select from node n where n.tenant = r.tenant and n.label = r.node_label and n.id = r.node_id);

-- # What the sheets own and people see is linked to a row
-- R11. A row: an entity that only the sheets own (`source_of_truth`), and that is neither hidden nor archived, without
-- a link to any row. Owners (User) stay when their last link goes.
-- Remedy: `sync --full --tenant T`; what is still found then, hide, archive or delete, and report it.
with live (label, tenant, id, name) as (
  select 'Organization', tenant, id, name from graph.organization where source_of_truth = 'smartsheet' and not hide
  union all
  select 'Contact', tenant, id, name from graph.contact where source_of_truth = 'smartsheet' and not hide
  union all
  select 'Opportunity', tenant, id, name from graph.opportunity where source_of_truth = 'smartsheet' and not archived
  union all
  select 'LogEntry', tenant, id, left(content, 60) from graph.log_entry where source_of_truth = 'smartsheet'
  union all
  select 'InteractionSession', tenant, id, name from graph.interaction_session where source_of_truth = 'smartsheet'
  union all
  select 'InteractionEvent', tenant, id, left(content, 60) from graph.interaction_event
  where source_of_truth = 'smartsheet'
)
select t.tenant, t.label as node_label, t.id as node_id, t.name
from live t
where not exists (
  select from graph.is_linked_with l where l.tenant = t.tenant and l.node_label = t.label and l.node_id = t.id);

-- # What is linked to a row is there for people to see
-- R11. A row: a company or contact that is hidden, or a deal that is archived, although rows of sheets speak for it and
-- nobody protected that flag.
-- Remedy: `sync --full --tenant T`; what is found again after that is a defect: report it.
with withdrawn (label, tenant, id, name) as (
  select 'Organization', tenant, id, name from graph.organization where hide and not 'hide' = any(protected_fields)
  union all
  select 'Contact', tenant, id, name from graph.contact where hide and not 'hide' = any(protected_fields)
  union all
  select 'Opportunity', tenant, id, name from graph.opportunity
  where archived and not 'archived' = any(protected_fields)
)
select t.tenant, t.label as node_label, t.id as node_id, t.name, count(*) as links
from withdrawn t
join graph.is_linked_with l on l.tenant = t.tenant and l.node_label = t.label and l.node_id = t.id
  and l.external_system_id = 'smartsheet'
group by t.tenant, t.label, t.id, t.name
having bool_and(l.payload_hash is not null);

-- # A link says of which row it is, and what that row says
-- A row: a link of ours whose slot is not of its row, whose contribution has another form than the fold reads, or that
-- names another kind of source than its entity comes from.
-- Remedy: `sync --full --tenant T`; what is found again after that is a defect: report it.
select tenant, node_label, node_id, external_id_second as sheet_id, external_id, row_id, external_source
from graph.is_linked_with
where external_system_id = 'smartsheet'
  and (row_id is null
    or jsonb_typeof(payload -> 'fields') is distinct from 'object'
    or jsonb_typeof(payload -> 'refs') is distinct from 'object'
    or jsonb_typeof(payload -> 'keys') is distinct from 'array'
    or jsonb_typeof(payload -> 'custom') is distinct from 'object' and payload ? 'custom'
    or (node_label || ':' || external_source in ('Organization:company', 'Contact:contact', 'Opportunity:deal',
      'User:owner', 'User:comment', 'LogEntry:note', 'InteractionSession:discussion', 'InteractionEvent:comment'))
      is not true
    or external_source not in ('discussion', 'comment') and external_id <> row_id
      and external_id !~ ('^' || row_id || ':[1-9][0-9]*$'));

-- # What a link claims for its entity is known to be that entity's
-- R6. A row: a link with a key (an email, a domain, ...) that sync.identity does not know, or knows as another
-- entity's. Rows would find the other entity by it, or none.
-- Remedy: `sync --full --tenant T`; what is found again after that is a defect: report it.
select l.tenant, l.node_label, l.node_id, k.kind, k.value, i.node_id as known_as
from graph.is_linked_with l
cross join lateral jsonb_to_recordset(l.payload -> 'keys') k (kind text, value text)
left join sync.identity i
  on i.tenant = l.tenant and i.node_label = l.node_label and i.kind = k.kind and i.value = k.value
where l.external_system_id = 'smartsheet' and i.node_id is distinct from l.node_id;

-- # A linked entity is known by what its links claim, and by nothing else
-- R6. A row: a key in sync.identity of a linked entity that none of its links claims: rows would find it by what it
-- was.
-- Remedy: `sync --full --tenant T`; what is found again after that is a defect: report it.
select i.tenant, i.node_label, i.node_id, i.kind, i.value
from sync.identity i
where i.kind <> 'slot'
  and exists (
    select from graph.is_linked_with l
    where l.tenant = i.tenant and l.node_label = i.node_label and l.node_id = i.node_id
      and l.external_system_id = 'smartsheet')
  and not exists (
    select
    from graph.is_linked_with l
    cross join lateral jsonb_to_recordset(l.payload -> 'keys') k (kind text, value text)
    where l.tenant = i.tenant and l.node_label = i.node_label and l.node_id = i.node_id
      and k.kind = i.kind and k.value = i.value);

-- # A row that is linked is not remembered as gone
-- R11. A row: a slot that sync.identity keeps for the return of a row which is there.
-- Remedy: Delete that row of sync.identity.
select i.tenant, i.node_label, i.node_id as remembered, l.node_id as linked, i.value as slot
from sync.identity i
join graph.is_linked_with l
  on l.tenant = i.tenant and l.node_label = i.node_label and l.external_id_second || ':' || l.external_id = i.value
where i.kind = 'slot' and l.external_system_id = 'smartsheet';

-- # An entity is known by keys of its own kind
-- R6. A row: a key of a kind that entities of this label do not have (docs/identity.md).
-- Remedy: Delete that row of sync.identity and report it: it is a defect.
select tenant, node_label, node_id, kind, value
from sync.identity
where (node_label || ':' || kind in ('Organization:key', 'Organization:domain', 'Organization:name',
  'Organization:slot', 'Contact:key', 'Contact:email', 'Contact:phone', 'Contact:slot', 'User:email', 'User:name',
  'User:slot', 'Opportunity:key', 'Opportunity:slot')) is not true;

-- # The domains of a linked company are those that it is known by
-- A row: a domain that sync.identity knows as a linked company's, and that is not attached to it (`missing`); or one
-- that the sync has attached and the company is not known by (`surplus`).
-- Remedy: `sync --full --tenant T`; what is found again after that is a defect: report it.
with known (tenant, node_id, domain) as (
  select tenant, node_id, value from sync.identity where node_label = 'Organization' and kind = 'domain'
), fault (tenant, node_id, domain, fault) as (
  select k.tenant, k.node_id, k.domain, 'missing'
  from known k
  left join graph.organization_has_domain e on e.tenant = k.tenant and e.domain = k.domain
  left join graph.organization o on o.tenant = e.tenant and o.id = e.organization_id
  -- Where people gave it to another company, or protected that company's domains, it is there.
  where e.domain is null
    or e.organization_id <> k.node_id and e.source = 'smartsheet' and not 'domains' = any(o.protected_fields)
  union all
  select e.tenant, e.organization_id, e.domain, 'surplus'
  from graph.organization_has_domain e
  where e.source = 'smartsheet' and not exists (
    select from known k where k.tenant = e.tenant and k.domain = e.domain and k.node_id = e.organization_id)
)
select f.tenant, f.node_id, o.name, f.domain, f.fault
from fault f
join graph.organization o on o.tenant = f.tenant and o.id = f.node_id
join graph.is_linked_with l
  on l.tenant = f.tenant and l.node_label = 'Organization' and l.node_id = f.node_id
  and l.external_system_id = 'smartsheet'
where not 'domains' = any(o.protected_fields)
group by f.tenant, f.node_id, o.name, f.domain, f.fault
having bool_and(l.payload_hash is not null);

-- # A company, contact or deal is what its rows say
-- R7, R8, R10. A row: a value that is not that of the newest row which has the field, though nobody protected it.
-- Fields that no row speaks of may be anything (R9). Not compared: an owner or a company where somebody deleted one
-- that a row names, and a relationship or stage where people chose the other one. Some 8 s for 100,000 entities.
-- Remedy: `sync --full --tenant T`; what is found again after that is a defect: report it.
with contribution as (
  select l.tenant, l.node_label, l.node_id, l.external_id_second, l.payload,
    bool_or(l.payload_hash is null) over (partition by l.node_id, l.node_label, l.tenant) as is_given_back,
    row_number() over (
      partition by l.node_id, l.node_label, l.tenant
      order by l.row_modified_at desc nulls last, length(l.row_id) desc, l.row_id desc, l.external_id_second,
        length(l.external_id), l.external_id) as age
  from graph.is_linked_with l
  where l.external_system_id = 'smartsheet' and l.node_label in ('Organization', 'Contact', 'Opportunity')
), value as (
  select c.tenant, c.node_label, c.node_id, s.kind, s.key, c.age,
    case when s.kind = 'ref' then coalesce(to_jsonb(target.node_id), 'null')
      when s.key = 'internal_stage' and s.value = 'null' then '"OPEN"' else s.value end as value,
    s.value <> 'null' as filled,
    s.kind = 'ref' and s.value <> 'null' and target.node_id is null as lost
  from contribution c
  cross join lateral (
    select 'field' as kind, key, value from jsonb_each(c.payload -> 'fields')
    where key not in ('emails', 'phones', 'tags', 'location', 'domain', 'job_title')
      and not (key = 'created_at' and value = 'null')
    union all
    select 'custom', key, value from jsonb_each(c.payload -> 'custom')
    union all
    select 'custom', null, null where c.payload ? 'custom'
    union all
    select 'ref', case r.key when 'owner' then 'owner_user_id' else 'organization_id' end, r.value
    from jsonb_each(c.payload -> 'refs') r
    where r.key = 'owner' or r.key = 'organization' and c.node_label = 'Opportunity'
  ) s
  left join graph.is_linked_with target
    on s.kind = 'ref' and target.tenant = c.tenant and target.external_system_id = 'smartsheet'
    and target.external_id_second = c.external_id_second and target.external_id = s.value #>> '{}'
    and target.node_label = case s.key when 'owner_user_id' then 'User' else 'Organization' end
  where not c.is_given_back
), newest as (
  select distinct on (node_id, node_label, tenant, kind, key) tenant, node_label, node_id, kind, key, value, lost
  from value
  order by node_id, node_label, tenant, kind, key, lost desc, kind <> 'custom' and not filled, age
), folded as (
  select tenant, node_label, node_id,
    coalesce(jsonb_object_agg(key, value) filter (where kind <> 'custom'), '{}')
      || case when bool_or(kind = 'custom')
        then jsonb_build_object('custom_fields',
          coalesce(jsonb_object_agg(key, value) filter (where kind = 'custom' and key is not null), '{}'))
        else '{}' end as folded
  from newest
  where not lost
  group by node_id, node_label, tenant
), difference as (
  select f.tenant, f.node_label, f.node_id, o.name, c.*
  from folded f
  join graph.organization o on o.tenant = f.tenant and o.id = f.node_id
  cross join lateral jsonb_populate_record(o, f.folded - o.protected_fields) said
  cross join lateral graph.field_changes(to_jsonb(o), to_jsonb(said)) c
  where f.node_label = 'Organization'
    and o is distinct from said
    -- A pair that does not fit gives way: the stage, to the default of the relationship.
    and not (c.field = 'stage' and not graph.stage_fits(said.relationship, said.stage)
      and o.stage is not distinct from graph.default_stage(o.relationship))
    and not (c.field in ('relationship', 'stage') and o.protected_fields && '{relationship,stage}')
  union all
  select f.tenant, f.node_label, f.node_id, t.name, c.*
  from folded f
  join graph.contact t on t.tenant = f.tenant and t.id = f.node_id
  cross join lateral jsonb_populate_record(t, f.folded - t.protected_fields) said
  cross join lateral graph.field_changes(to_jsonb(t), to_jsonb(said)) c
  where f.node_label = 'Contact'
    and t is distinct from said
  union all
  select f.tenant, f.node_label, f.node_id, d.name, c.*
  from folded f
  join graph.opportunity d on d.tenant = f.tenant and d.id = f.node_id
  cross join lateral jsonb_populate_record(d, f.folded - d.protected_fields) said
  cross join lateral graph.field_changes(to_jsonb(d), to_jsonb(said)) c
  where f.node_label = 'Opportunity'
    and d is distinct from said
)
select tenant, node_label, node_id, name, field, old_value as in_the_graph, new_value as by_its_rows from difference;

-- # What is attached to an entity is what its rows say
-- R7, R10. Emails, phone numbers, tags, the place, and the contacts of a deal. A row: something that the rows name and
-- that is not attached (`missing`), something that the sync attached and no row names (`surplus`), or something with
-- another rank or label than the rows give it. Of owners (User), who have no protected_fields, missing ones are not
-- told. Some 4 s for 100,000 entities.
-- Remedy: `sync --full --tenant T`; what is found again after that is a defect: report it.
with contribution as (
  select l.tenant, l.node_label, l.node_id, l.external_id_second, l.payload,
    bool_or(l.payload_hash is null) over (partition by l.node_id, l.node_label, l.tenant) as is_given_back,
    row_number() over (
      partition by l.node_id, l.node_label, l.tenant
      order by l.row_modified_at desc nulls last, length(l.row_id) desc, l.row_id desc, l.external_id_second,
        length(l.external_id), l.external_id) as age
  from graph.is_linked_with l
  where l.external_system_id = 'smartsheet' and l.node_label in ('User', 'Organization', 'Contact', 'Opportunity')
), list as (
  select distinct on (c.node_id, c.node_label, c.tenant, f.key) c.tenant, c.node_label, c.node_id, f.key, f.value
  from contribution c
  cross join lateral (
    select key, value from jsonb_each(c.payload -> 'fields') where key in ('emails', 'phones', 'tags', 'location')
  ) f
  where not c.is_given_back
  order by c.node_id, c.node_label, c.tenant, f.key, f.value = 'null', c.age
), entry (tenant, node_label, node_id, field, item, rank, is_primary, label, source) as (
  -- That the rows speak of it, what they name, and what is attached and by whom.
  select tenant, node_label, node_id, key, null, null::bigint, null::boolean, null, null from list
  union all
  select l.tenant, l.node_label, l.node_id, l.key, i.item, i.rank, null, i.label, null
  from list l
  cross join lateral (
    select coalesce(e.value ->> 'raw', e.value #>> '{}') as item, e.rank,
      case l.key when 'phones' then e.value ->> 'label' end as label
    from jsonb_array_elements(case jsonb_typeof(l.value) when 'array' then l.value else '[]' end)
      with ordinality e (value, rank)
    union all
    select md5(l.node_label || l.node_id)::uuid::text, 1, null where jsonb_typeof(l.value) = 'object'
  ) i
  union all
  select c.tenant, c.node_label, c.node_id, 'contacts', target.node_id::text,
    case when target.node_id is not null then 1 end, null, null, null
  from contribution c
  left join lateral jsonb_array_elements_text(c.payload -> 'refs' -> 'contacts') slot on true
  left join graph.is_linked_with target
    on target.tenant = c.tenant and target.external_system_id = 'smartsheet'
    and target.external_id_second = c.external_id_second and target.node_label = 'Contact'
    and target.external_id = slot
  where c.node_label = 'Opportunity' and c.payload -> 'refs' ? 'contacts' and not c.is_given_back
  union all
  select e.tenant, 'User', e.user_id, 'emails', i.raw_email, null, e.is_primary, e.label, e.source
  from graph.user_has_email e join graph.email i on i.tenant = e.tenant and i.id = e.email_id
  union all
  select e.tenant, 'Organization', e.organization_id, 'emails', i.raw_email, null, e.is_primary, e.label, e.source
  from graph.organization_has_email e join graph.email i on i.tenant = e.tenant and i.id = e.email_id
  union all
  select e.tenant, 'Contact', e.contact_id, 'emails', i.raw_email, null, e.is_primary, e.label, e.source
  from graph.contact_has_email e join graph.email i on i.tenant = e.tenant and i.id = e.email_id
  union all
  select e.tenant, 'Organization', e.organization_id, 'phones', i.raw_phone_number, null, e.is_primary, e.label,
    e.source
  from graph.organization_has_phone_number e
  join graph.phone_number i on i.tenant = e.tenant and i.id = e.phone_number_id
  union all
  select e.tenant, 'Contact', e.contact_id, 'phones', i.raw_phone_number, null, e.is_primary, e.label, e.source
  from graph.contact_has_phone_number e
  join graph.phone_number i on i.tenant = e.tenant and i.id = e.phone_number_id
  union all
  select e.tenant, 'Organization', e.organization_id, 'tags', i.name, null, null, null, e.source
  from graph.organization_tagged e join graph.tag i on i.tenant = e.tenant and i.id = e.tag_id
  union all
  select e.tenant, 'Contact', e.contact_id, 'tags', i.name, null, null, null, e.source
  from graph.contact_tagged e join graph.tag i on i.tenant = e.tenant and i.id = e.tag_id
  union all
  select e.tenant, 'Opportunity', e.opportunity_id, 'tags', i.name, null, null, null, e.source
  from graph.opportunity_tagged e join graph.tag i on i.tenant = e.tenant and i.id = e.tag_id
  union all
  select e.tenant, 'Organization', e.organization_id, 'location', e.location_id::text, null, null, null, e.source
  from graph.organization_associated_with_location e
  union all
  select e.tenant, 'Contact', e.contact_id, 'location', e.location_id::text, null, null, null, e.source
  from graph.contact_associated_with_location e
  union all
  select e.tenant, 'Opportunity', e.opportunity_id, 'contacts', e.contact_id::text, null, null, null, e.source
  from graph.opportunity_has_contact e
), item as (
  select tenant, node_label, node_id, field, item, min(rank) as rank, max(source) as source,
    bool_or(is_primary) as is_primary, max(label) filter (where source is not null) as label,
    (array_agg(label order by rank) filter (where rank is not null))[1] as said_label
  from entry
  group by node_id, field, item, node_label, tenant
), judged as (
  select tenant, node_label, node_id, field, item,
    bool_or(item is null or rank is not null) over everything as is_spoken_of,
    case when rank is not null and source is null then 'missing'
      when rank is null and source = 'smartsheet' then 'surplus'
      when source = 'smartsheet' and label is distinct from said_label then 'label'
      -- Where people have made another one the primary one, the sheets have none.
      when source = 'smartsheet' and is_primary
        <> (rank = 1 and bool_or(is_primary and source <> 'smartsheet') over everything is not true) then 'rank'
      end as fault
  from item
  window everything as (partition by node_id, field, node_label, tenant)
)
select f.tenant, f.node_label, f.node_id, f.field, f.item, f.fault
from judged f
left join (
  select tenant, 'Organization' as node_label, id, protected_fields from graph.organization
  union all select tenant, 'Contact', id, protected_fields from graph.contact
  union all select tenant, 'Opportunity', id, protected_fields from graph.opportunity
) t on t.tenant = f.tenant and t.node_label = f.node_label and t.id = f.node_id
where f.fault is not null and f.item is not null and f.is_spoken_of
  and not (f.fault = 'missing' and f.node_label = 'User')
  and not coalesce(f.field = any(t.protected_fields), false);

-- # The place of a company or contact is that of its newest row
-- R7, R10. A row: a place that the sync made (and nobody edited), which is not what the newest row with one says.
-- Remedy: `sync --full --tenant T`; what is found again after that is a defect: report it.
with said as (
  select distinct on (l.node_id, l.node_label, l.tenant) l.tenant, l.node_label, l.node_id,
    l.payload #> '{fields,location}' as location,
    bool_or(l.payload_hash is null) over (partition by l.node_id, l.node_label, l.tenant) as is_given_back
  from graph.is_linked_with l
  where l.external_system_id = 'smartsheet' and l.node_label in ('Organization', 'Contact')
  order by l.node_id, l.node_label, l.tenant, jsonb_typeof(l.payload #> '{fields,location}') = 'object' desc nulls last,
    l.row_modified_at desc nulls last, length(l.row_id) desc, l.row_id desc, l.external_id_second,
    length(l.external_id), l.external_id
), attached (node_label, tenant, node_id, location_id) as (
  select 'Organization', tenant, organization_id, location_id from graph.organization_associated_with_location
  where source = 'smartsheet'
  union all
  select 'Contact', tenant, contact_id, location_id from graph.contact_associated_with_location
  where source = 'smartsheet'
)
select s.tenant, s.node_label, s.node_id, i.id as location_id, c.field, c.old_value as in_the_graph,
  c.new_value as by_its_rows
from said s
join attached a on a.tenant = s.tenant and a.node_label = s.node_label and a.node_id = s.node_id
join graph.location i on i.tenant = a.tenant and i.id = a.location_id
cross join lateral jsonb_populate_record(i, s.location) said
cross join lateral graph.field_changes(to_jsonb(i), to_jsonb(said)) c
where jsonb_typeof(s.location) = 'object' and not s.is_given_back and i.source_of_truth = 'smartsheet'
  and i is distinct from said;

-- # The job roles of a contact are those that its rows say
-- R7, R10. A row: a role that rows make and that is not there (`missing`), one of the sync's that no row makes
-- (`surplus`), or one whose title or rank is not that of the newest row. Not compared: contacts with a row whose
-- company somebody deleted. Some 1 s for 100,000 entities.
-- Remedy: `sync --full --tenant T`; what is found again after that is a defect: report it.
with contribution as (
  select l.tenant, l.node_id as contact_id, l.payload, target.node_id as organization_id,
    l.payload #>> '{fields,job_title}' as job_title,
    row_number() over (
      partition by l.node_id, l.tenant
      order by l.row_modified_at desc nulls last, length(l.row_id) desc, l.row_id desc, l.external_id_second,
        length(l.external_id), l.external_id) as age,
    bool_or(l.payload -> 'fields' ? 'job_title') over (partition by l.node_id, l.tenant) as speaks_of_title,
    bool_or(l.payload_hash is null or l.payload #>> '{refs,organization}' is not null and target.node_id is null)
      over (partition by l.node_id, l.tenant) as is_out_of_reach
  from graph.is_linked_with l
  left join graph.is_linked_with target
    on target.tenant = l.tenant and target.external_system_id = 'smartsheet'
    and target.external_id_second = l.external_id_second and target.node_label = 'Organization'
    and target.external_id = l.payload #>> '{refs,organization}'
  where l.external_system_id = 'smartsheet' and l.node_label = 'Contact'
), entry (tenant, contact_id, organization_id, said, job_title, speaks_of_title, is_primary, source) as (
  select tenant, contact_id, organization_id, true,
    (array_agg(job_title order by age) filter (where job_title is not null))[1], bool_or(speaks_of_title),
    min(age) = min(min(age)) over (partition by contact_id, tenant), null::text
  from contribution
  where organization_id is not null or job_title is not null
  group by contact_id, organization_id, tenant
  union all
  select tenant, contact_id, organization_id, false, job_title, null, is_primary, source from graph.job_role
), role as (
  select tenant, contact_id, organization_id, bool_or(said) as said, max(source) as source,
    bool_or(speaks_of_title) as speaks_of_title,
    max(job_title) filter (where said) as said_title, max(job_title) filter (where not said) as job_title,
    bool_or(is_primary) filter (where said) as said_primary, bool_or(is_primary) filter (where not said) as is_primary
  from entry
  group by contact_id, organization_id, tenant
), judged as (
  select *,
    case when said and source is null then 'missing'
      when not said and source = 'smartsheet' then 'surplus'
      when source = 'smartsheet' and speaks_of_title and said_title is distinct from job_title then 'title'
      -- Where people have made another one the primary one, the sheets have none.
      when source = 'smartsheet' and is_primary <> (said_primary
        and bool_or(is_primary and source <> 'smartsheet') over (partition by contact_id, tenant) is not true)
        then 'rank'
      end as fault
  from role
)
select r.tenant, r.contact_id, c.name, r.organization_id, o.name as organization, r.fault, r.job_title, r.said_title
from judged r
join graph.contact c on c.tenant = r.tenant and c.id = r.contact_id
left join graph.organization o on o.tenant = r.tenant and o.id = r.organization_id
where r.fault is not null and not 'job_roles' = any(c.protected_fields)
  and exists (
    select from contribution l where l.tenant = r.tenant and l.contact_id = r.contact_id and not l.is_out_of_reach);

-- # A comment is sent by whoever wrote it
-- A row: a sender that the sync put to a comment, and who is not the author that its link names. Where people have put
-- a sender of theirs, the sync leaves both alone.
-- Remedy: `sync --full --tenant T`; what is found again after that is a defect: report it.
select e.tenant, e.interaction_event_id, e.participant_label, e.participant_id
from graph.interaction_event_sent_by e
where e.source = 'smartsheet'
  and not exists (
    select from graph.interaction_event_sent_by other
    where other.tenant = e.tenant and other.interaction_event_id = e.interaction_event_id
      and other.source <> 'smartsheet')
  and exists (
    select from graph.is_linked_with l
    where l.tenant = e.tenant and l.node_label = 'InteractionEvent' and l.node_id = e.interaction_event_id
      and l.external_system_id = 'smartsheet')
  and not exists (
    select
    from graph.is_linked_with l
    join graph.is_linked_with author
      on author.tenant = l.tenant and author.external_system_id = 'smartsheet'
      and author.external_id_second = l.external_id_second and author.node_label = 'User'
      and author.external_id = l.payload #>> '{refs,sender}'
    where l.tenant = e.tenant and l.node_label = 'InteractionEvent' and l.node_id = e.interaction_event_id
      and author.node_id = e.participant_id and e.participant_label = 'User');

-- # One email, phone number and job role of an entity is the primary one
-- A row: an entity with several, of which the sync has marked one.
-- Remedy: `sync --full --tenant T`; what is found again after that is a defect: report it.
with marked (tenant, node_label, node_id, what, source) as (
  select tenant, 'User', user_id, 'email', source from graph.user_has_email where is_primary
  union all
  select tenant, 'Organization', organization_id, 'email', source from graph.organization_has_email where is_primary
  union all
  select tenant, 'Contact', contact_id, 'email', source from graph.contact_has_email where is_primary
  union all
  select tenant, 'Organization', organization_id, 'phone number', source from graph.organization_has_phone_number
  where is_primary
  union all
  select tenant, 'Contact', contact_id, 'phone number', source from graph.contact_has_phone_number where is_primary
  union all
  select tenant, 'Contact', contact_id, 'job role', source from graph.job_role where is_primary
)
select tenant, node_label, node_id, what, count(*) as primary_ones
from marked
group by tenant, node_label, node_id, what
having count(*) > 1 and bool_or(source = 'smartsheet');

-- # An email, phone number, tag, domain or place of the sheets is somebody's
-- A row: one that the sync made and that nothing is connected with any more.
-- Remedy: Delete it: it says nothing, and comes back when a row names it.
with item (tenant, what, id, shown) as (
  select tenant, 'email', id, raw_email from graph.email i
  where source = 'smartsheet'
    and not exists (select from graph.contact_has_email e where e.tenant = i.tenant and e.email_id = i.id)
    and not exists (select from graph.organization_has_email e where e.tenant = i.tenant and e.email_id = i.id)
    and not exists (select from graph.user_has_email e where e.tenant = i.tenant and e.email_id = i.id)
  union all
  select tenant, 'phone number', id, raw_phone_number from graph.phone_number i
  where source = 'smartsheet'
    and not exists (select from graph.contact_has_phone_number e where e.tenant = i.tenant and e.phone_number_id = i.id)
    and not exists (
      select from graph.organization_has_phone_number e where e.tenant = i.tenant and e.phone_number_id = i.id)
  union all
  select tenant, 'tag', id, name from graph.tag i
  where source = 'smartsheet'
    and not exists (select from graph.contact_tagged e where e.tenant = i.tenant and e.tag_id = i.id)
    and not exists (select from graph.organization_tagged e where e.tenant = i.tenant and e.tag_id = i.id)
    and not exists (select from graph.opportunity_tagged e where e.tenant = i.tenant and e.tag_id = i.id)
  union all
  select tenant, 'domain', null, domain from graph.domain i
  where source = 'smartsheet'
    and not exists (select from graph.organization_has_domain e where e.tenant = i.tenant and e.domain = i.domain)
  union all
  select tenant, 'place', id, concat_ws(', ', raw_address, street, zip, locality, region, country) from graph.location i
  where source = 'smartsheet'
    and not exists (
      select from graph.contact_associated_with_location e where e.tenant = i.tenant and e.location_id = i.id)
    and not exists (
      select from graph.organization_associated_with_location e where e.tenant = i.tenant and e.location_id = i.id)
)
select tenant, what, id, shown from item;

-- # What is protected is something that a sheet could write
-- R10. A row: a word in protected_fields that is no column of that table and no list of what is attached: it protects
-- nothing.
-- Remedy: Correct the word, or take it out of protected_fields.
with protection (tenant, node_label, node_id, word, relation) as (
  select tenant, 'Organization', id, unnest(protected_fields), 'graph.organization'::regclass from graph.organization
  where protected_fields <> '{}'
  union all
  select tenant, 'Contact', id, unnest(protected_fields), 'graph.contact'::regclass from graph.contact
  where protected_fields <> '{}'
  union all
  select tenant, 'Opportunity', id, unnest(protected_fields), 'graph.opportunity'::regclass from graph.opportunity
  where protected_fields <> '{}'
)
select p.tenant, p.node_label, p.node_id, p.word
from protection p
where p.word is null
  or p.word not in ('emails', 'phones', 'tags', 'domains', 'location', 'contacts', 'job_roles')
  and not exists (
    select from pg_attribute a
    where a.attrelid = p.relation and a.attname = p.word and a.attnum > 0 and not a.attisdropped);

-- # What people have protected something of is theirs as well
-- R10. A row: a company, contact or deal with protected fields that is still only the sheets' (`source_of_truth`), so
-- that it would be hidden with its last row.
-- Remedy: Set its source_of_truth to 'openline'.
with entity (tenant, node_label, node_id, name, protected_fields) as (
  select tenant, 'Organization', id, name, protected_fields from graph.organization where source_of_truth = 'smartsheet'
  union all
  select tenant, 'Contact', id, name, protected_fields from graph.contact where source_of_truth = 'smartsheet'
  union all
  select tenant, 'Opportunity', id, name, protected_fields from graph.opportunity where source_of_truth = 'smartsheet'
)
select tenant, node_label, node_id, name, protected_fields from entity where protected_fields <> '{}';

-- # A relationship and a stage are a pair that customerOS knows
-- A row: a company with a pair that does not go together. A constraint keeps it so.
-- Remedy: Correct one of the two; restore the constraint organization_stage_fits.
select tenant, id as node_id, name, relationship, stage
from graph.organization
where not graph.stage_fits(relationship, stage);

-- # A run accounts for every row that it read
-- R5, R16. A row: a run that lost rows, or that says `succeeded` over rows that were rejected or removals that wait.
-- Constraints keep it so.
-- Remedy: `sync --full --tenant T --sheet ID`; restore the constraints of sync.run.
select tenant, sheet_id, id as run_id, status, rows_read, rows_mapped, rows_empty, rows_rejected, removals_held
from sync.run
where status in ('succeeded', 'partial', 'held') and rows_read <> rows_mapped + rows_empty + rows_rejected
  or status = 'succeeded' and (rows_rejected > 0 or removals_held > 0);

-- # A run that is over has an end, and one at work has none
-- A row: a run whose status and end contradict each other.
-- Remedy: Set its finished_at to its heartbeat_at; report it: it is a defect.
select tenant, sheet_id, id as run_id, status, started_at, finished_at
from sync.run
where (status = 'running') <> (finished_at is null);

-- # A run that is over has left nothing in the stage
-- A row: staged records of a run that ended by itself. Those of a run that was given up wait for the next sync.
-- Remedy: Delete the rows of sync.stage of that run; report it: it is a defect.
select r.tenant, r.sheet_id, r.id as run_id, r.status, count(*) as staged
from sync.stage s
join sync.run r on r.id = s.run_id
where r.status <> 'running' and r.error_code is distinct from 'interrupted'
group by r.tenant, r.sheet_id, r.id, r.status;

-- # A connection is held by a run at work, or by none
-- R15. A row: a connection whose current run is over, or not there: no other run of it would begin.
-- Remedy: `sync --tenant T --sheet ID`; if it refuses, set current_run_id to null. Report it: it is a defect.
select c.tenant, c.sheet_id, c.current_run_id, r.status
from sync.connection c
left join sync.run r on r.id = c.current_run_id and r.connection_id = c.id
where c.current_run_id is not null and r.status is distinct from 'running';

-- # What is recorded of a connection is its tenant's and its sheet's
-- A row: a run, an issue, a request or a notice that names another tenant or sheet than its connection, or a change
-- that names another tenant than its run.
-- Remedy: Delete that row; report it: it is a defect.
with record (tenant, what, connection_id, sheet_id) as (
  select tenant, 'run', connection_id, sheet_id from sync.run
  union all select tenant, 'row_issue', connection_id, null from sync.row_issue
  union all select tenant, 'request', connection_id, null from sync.request
  union all select tenant, 'notice', connection_id, sheet_id from sync.notice
)
select r.tenant, r.what, c.tenant as of_tenant, c.sheet_id, count(*) as records
from record r
join sync.connection c on c.id = r.connection_id
where r.tenant <> c.tenant or r.sheet_id <> c.sheet_id
group by r.tenant, r.what, c.tenant, c.sheet_id
union all
select h.tenant, 'change', r.tenant, r.sheet_id, count(*)
from sync.change h
join sync.run r on r.id = h.run_id
where h.tenant <> r.tenant
group by h.tenant, r.tenant, r.sheet_id;

-- # No more is linked to a sheet than its last run counted
-- R5, R11. A row: a sheet with links of more entities, or of more rows, than the last complete run of it counted.
-- Remedy: `sync --full --tenant T --sheet ID`; what is found again after that is a defect: report it.
with last_run as (
  select distinct on (r.connection_id) r.tenant, r.sheet_id, r.id, r.status, r.rows_read, r.counts
  from sync.run r
  join sync.connection c on c.id = r.connection_id and c.tenant = r.tenant and c.sheet_id = r.sheet_id
  where r.status in ('succeeded', 'partial', 'held')
  order by r.connection_id, r.started_at desc, r.id desc
), linked as (
  select tenant, external_id_second as sheet_id, node_label as what, count(distinct node_id) as linked
  from graph.is_linked_with
  where external_system_id = 'smartsheet'
  group by tenant, external_id_second, node_label
  union all
  select tenant, external_id_second, 'row', count(distinct row_id)
  from graph.is_linked_with
  where external_system_id = 'smartsheet'
  group by tenant, external_id_second
)
select l.tenant, l.sheet_id, r.id as run_id, l.what, l.linked, counted.counted
from linked l
join last_run r on r.tenant = l.tenant and r.sheet_id = l.sheet_id
cross join lateral (
  select case when l.what = 'row' then r.rows_read else (
    select coalesce(sum(n.value::bigint), 0) from jsonb_each_text(r.counts -> l.what) n
    where n.key in ('created', 'updated', 'unchanged')) end as counted
) counted
where r.status <> 'held' and l.linked > counted.counted;
