-- Edges of the graph. `source` says whose an edge is: the sync only ever removes its own.

create table graph.contact_has_email (
  tenant text not null,
  contact_id uuid not null,
  email_id uuid not null,
  is_primary boolean not null default false,
  label text,
  source text not null default 'openline',
  primary key (tenant, contact_id, email_id),
  foreign key (tenant, contact_id) references graph.contact on delete cascade,
  foreign key (tenant, email_id) references graph.email on delete cascade
);
create index contact_has_email_by_email on graph.contact_has_email (email_id, tenant);

create table graph.organization_has_email (
  tenant text not null,
  organization_id uuid not null,
  email_id uuid not null,
  is_primary boolean not null default false,
  label text,
  source text not null default 'openline',
  primary key (tenant, organization_id, email_id),
  foreign key (tenant, organization_id) references graph.organization on delete cascade,
  foreign key (tenant, email_id) references graph.email on delete cascade
);
create index organization_has_email_by_email on graph.organization_has_email (email_id, tenant);

create table graph.user_has_email (
  tenant text not null,
  user_id uuid not null,
  email_id uuid not null,
  is_primary boolean not null default false,
  label text,
  source text not null default 'openline',
  primary key (tenant, user_id, email_id),
  foreign key (tenant, user_id) references graph."user" on delete cascade,
  foreign key (tenant, email_id) references graph.email on delete cascade
);
create index user_has_email_by_email on graph.user_has_email (email_id, tenant);

create table graph.contact_has_phone_number (
  tenant text not null,
  contact_id uuid not null,
  phone_number_id uuid not null,
  is_primary boolean not null default false,
  label text,
  source text not null default 'openline',
  primary key (tenant, contact_id, phone_number_id),
  foreign key (tenant, contact_id) references graph.contact on delete cascade,
  foreign key (tenant, phone_number_id) references graph.phone_number on delete cascade
);
create index contact_has_phone_number_by_phone_number on graph.contact_has_phone_number (phone_number_id, tenant);

create table graph.organization_has_phone_number (
  tenant text not null,
  organization_id uuid not null,
  phone_number_id uuid not null,
  is_primary boolean not null default false,
  label text,
  source text not null default 'openline',
  primary key (tenant, organization_id, phone_number_id),
  foreign key (tenant, organization_id) references graph.organization on delete cascade,
  foreign key (tenant, phone_number_id) references graph.phone_number on delete cascade
);
create index organization_has_phone_number_by_phone_number on graph.organization_has_phone_number (phone_number_id, tenant);

-- A domain has one owner in a tenant.
create table graph.organization_has_domain (
  tenant text not null,
  organization_id uuid not null,
  domain text not null,
  source text not null default 'openline',
  primary key (tenant, domain),
  foreign key (tenant, organization_id) references graph.organization on delete cascade,
  foreign key (tenant, domain) references graph.domain on delete cascade
);
create index organization_has_domain_by_organization on graph.organization_has_domain (organization_id, tenant);

create table graph.contact_tagged (
  tenant text not null,
  contact_id uuid not null,
  tag_id uuid not null,
  source text not null default 'openline',
  primary key (tenant, contact_id, tag_id),
  foreign key (tenant, contact_id) references graph.contact on delete cascade,
  foreign key (tenant, tag_id) references graph.tag on delete cascade
);
create index contact_tagged_by_tag on graph.contact_tagged (tag_id, tenant);

create table graph.organization_tagged (
  tenant text not null,
  organization_id uuid not null,
  tag_id uuid not null,
  source text not null default 'openline',
  primary key (tenant, organization_id, tag_id),
  foreign key (tenant, organization_id) references graph.organization on delete cascade,
  foreign key (tenant, tag_id) references graph.tag on delete cascade
);
create index organization_tagged_by_tag on graph.organization_tagged (tag_id, tenant);

create table graph.opportunity_tagged (
  tenant text not null,
  opportunity_id uuid not null,
  tag_id uuid not null,
  source text not null default 'openline',
  primary key (tenant, opportunity_id, tag_id),
  foreign key (tenant, opportunity_id) references graph.opportunity on delete cascade,
  foreign key (tenant, tag_id) references graph.tag on delete cascade
);
create index opportunity_tagged_by_tag on graph.opportunity_tagged (tag_id, tenant);

create table graph.contact_associated_with_location (
  tenant text not null,
  contact_id uuid not null,
  location_id uuid not null,
  source text not null default 'openline',
  primary key (tenant, contact_id, location_id),
  foreign key (tenant, contact_id) references graph.contact on delete cascade,
  foreign key (tenant, location_id) references graph.location on delete cascade
);
create index contact_associated_with_location_by_location on graph.contact_associated_with_location (location_id, tenant);

create table graph.organization_associated_with_location (
  tenant text not null,
  organization_id uuid not null,
  location_id uuid not null,
  source text not null default 'openline',
  primary key (tenant, organization_id, location_id),
  foreign key (tenant, organization_id) references graph.organization on delete cascade,
  foreign key (tenant, location_id) references graph.location on delete cascade
);
create index organization_associated_with_location_by_location on graph.organization_associated_with_location (location_id, tenant);

-- Ours: customerOS has no relation between a deal and its people.
create table graph.opportunity_has_contact (
  tenant text not null,
  opportunity_id uuid not null,
  contact_id uuid not null,
  source text not null default 'openline',
  primary key (tenant, opportunity_id, contact_id),
  foreign key (tenant, opportunity_id) references graph.opportunity on delete cascade,
  foreign key (tenant, contact_id) references graph.contact on delete cascade
);
create index opportunity_has_contact_by_contact on graph.opportunity_has_contact (contact_id, tenant);

create table graph.interaction_event_sent_by (
  tenant text not null,
  interaction_event_id uuid not null,
  participant_label text not null check (participant_label in ('User', 'Contact', 'Organization')),
  participant_id uuid not null,
  source text not null default 'openline',
  primary key (tenant, interaction_event_id, participant_label, participant_id),
  foreign key (tenant, interaction_event_id) references graph.interaction_event on delete cascade
);

-- customerOS's IS_LINKED_WITH: which row of which sheet speaks for an entity, and what it says. The payload is
-- the row's contribution; an entity is the fold of its links' payloads.
create table graph.is_linked_with (
  tenant text not null check (tenant <> ''),
  node_label text not null check (node_label in ('Organization', 'Contact', 'Opportunity', 'User', 'LogEntry',
    'InteractionSession', 'InteractionEvent')),
  node_id uuid not null,
  external_system_id text not null default 'smartsheet',
  external_id text not null,
  -- The sheet. Never null: ids of rows are only known to be distinct inside one account.
  external_id_second text not null,
  external_url text,
  external_source text,
  sync_date timestamptz not null default now(),
  row_id text,
  payload jsonb,
  payload_hash text,
  row_modified_at timestamptz,
  primary key (tenant, external_system_id, external_id_second, node_label, external_id)
);
create index is_linked_with_node on graph.is_linked_with (node_id, node_label, tenant);
