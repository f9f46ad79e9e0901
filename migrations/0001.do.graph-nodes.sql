-- Nodes of the graph. Names are customerOS's own, in snake case. Every key starts with the tenant, so that a
-- row can never point into another tenant. The defaults are those of a person's write; the sync names its own.

create schema graph;

-- customerOS's pairs of relationship and stage. A null on either side leaves the other free.
create function graph.stage_fits(relationship text, stage text) returns boolean
language sql immutable parallel safe
return relationship is null or stage is null or (relationship || ':' || stage) in (
  'PROSPECT:LEAD', 'PROSPECT:TARGET', 'PROSPECT:ENGAGED', 'PROSPECT:READY_TO_BUY', 'PROSPECT:TRIAL',
  'CUSTOMER:ONBOARDING', 'CUSTOMER:INITIAL_VALUE', 'CUSTOMER:RECURRING_VALUE', 'CUSTOMER:MAX_VALUE',
  'CUSTOMER:PENDING_CHURN', 'FORMER_CUSTOMER:TARGET', 'NOT_A_FIT:UNQUALIFIED'
);

create function graph.default_stage(relationship text) returns text
language sql immutable parallel safe
return case relationship
  when 'PROSPECT' then 'LEAD'
  when 'CUSTOMER' then 'ONBOARDING'
  when 'FORMER_CUSTOMER' then 'TARGET'
  when 'NOT_A_FIT' then 'UNQUALIFIED'
end;

create table graph."user" (
  tenant text not null check (tenant <> ''),
  id uuid not null,
  source text not null default 'openline',
  source_of_truth text not null default 'openline',
  app_source text not null default 'customer-os-api',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  name text,
  first_name text,
  last_name text,
  primary key (tenant, id)
);

create table graph.organization (
  tenant text not null check (tenant <> ''),
  id uuid not null,
  source text not null default 'openline',
  source_of_truth text not null default 'openline',
  app_source text not null default 'customer-os-api',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  name text,
  description text,
  website text,
  industry text,
  employees bigint,
  relationship text check (relationship in ('PROSPECT', 'CUSTOMER', 'FORMER_CUSTOMER', 'NOT_A_FIT')),
  stage text check (stage in ('LEAD', 'TARGET', 'ENGAGED', 'UNQUALIFIED', 'READY_TO_BUY', 'ONBOARDING',
    'INITIAL_VALUE', 'RECURRING_VALUE', 'MAX_VALUE', 'PENDING_CHURN', 'TRIAL')),
  lead_source text,
  owner_user_id uuid,
  custom_fields jsonb not null default '{}',
  protected_fields text[] not null default '{}',
  hide boolean not null default false,
  hidden_at timestamptz,
  primary key (tenant, id),
  foreign key (tenant, owner_user_id) references graph."user" on delete set null (owner_user_id),
  constraint organization_stage_fits check (graph.stage_fits(relationship, stage))
);

create table graph.contact (
  tenant text not null check (tenant <> ''),
  id uuid not null,
  source text not null default 'openline',
  source_of_truth text not null default 'openline',
  app_source text not null default 'customer-os-api',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  prefix text,
  name text,
  first_name text,
  last_name text,
  description text,
  timezone text,
  owner_user_id uuid,
  custom_fields jsonb not null default '{}',
  protected_fields text[] not null default '{}',
  hide boolean not null default false,
  hidden_at timestamptz,
  primary key (tenant, id),
  foreign key (tenant, owner_user_id) references graph."user" on delete set null (owner_user_id)
);

create table graph.opportunity (
  tenant text not null check (tenant <> ''),
  id uuid not null,
  source text not null default 'openline',
  source_of_truth text not null default 'openline',
  app_source text not null default 'customer-os-api',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  name text,
  amount numeric,
  max_amount numeric,
  currency text check (currency in ('AUD', 'BRL', 'CAD', 'CHF', 'CNY', 'EUR', 'GBP', 'HKD', 'INR', 'JPY', 'KRW',
    'MXN', 'NOK', 'NZD', 'RON', 'SEK', 'SGD', 'TRY', 'USD', 'ZAR')),
  likelihood_rate integer check (likelihood_rate between 0 and 100),
  internal_type text not null default 'NBO' check (internal_type in ('NBO', 'UPSELL', 'CROSS_SELL', 'RENEWAL')),
  external_type text,
  internal_stage text not null default 'OPEN'
    check (internal_stage in ('OPEN', 'CLOSED_WON', 'CLOSED_LOST', 'SUSPENDED')),
  external_stage text,
  stage_updated_at timestamptz,
  estimated_closed_at timestamptz,
  closed_at timestamptz,
  general_notes text,
  next_steps text,
  organization_id uuid,
  owner_user_id uuid,
  custom_fields jsonb not null default '{}',
  protected_fields text[] not null default '{}',
  archived boolean not null default false,
  archived_at timestamptz,
  primary key (tenant, id),
  foreign key (tenant, organization_id) references graph.organization on delete set null (organization_id),
  foreign key (tenant, owner_user_id) references graph."user" on delete set null (owner_user_id)
);

create table graph.job_role (
  tenant text not null check (tenant <> ''),
  id uuid not null,
  source text not null default 'openline',
  source_of_truth text not null default 'openline',
  app_source text not null default 'customer-os-api',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  contact_id uuid not null,
  -- Null: a job title without a company.
  organization_id uuid,
  job_title text,
  description text,
  is_primary boolean not null default false,
  primary key (tenant, id),
  unique nulls not distinct (tenant, contact_id, organization_id),
  foreign key (tenant, contact_id) references graph.contact on delete cascade,
  foreign key (tenant, organization_id) references graph.organization on delete cascade
);

create table graph.email (
  tenant text not null check (tenant <> ''),
  id uuid not null,
  source text not null default 'openline',
  source_of_truth text not null default 'openline',
  app_source text not null default 'customer-os-api',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  raw_email text not null check (raw_email = lower(btrim(raw_email))),
  -- Null when the syntax is not valid.
  email text,
  work boolean,
  primary key (tenant, id),
  unique (tenant, raw_email)
);

create table graph.phone_number (
  tenant text not null check (tenant <> ''),
  id uuid not null,
  source text not null default 'openline',
  source_of_truth text not null default 'openline',
  app_source text not null default 'customer-os-api',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  raw_phone_number text not null check (raw_phone_number = btrim(raw_phone_number)),
  e164 text,
  validated boolean,
  country_code_a2 text check (country_code_a2 ~ '^[A-Z]{2}$'),
  primary key (tenant, id),
  unique (tenant, raw_phone_number)
);

create table graph.domain (
  tenant text not null check (tenant <> ''),
  domain text not null check (domain = lower(domain)),
  source text not null default 'openline',
  source_of_truth text not null default 'openline',
  app_source text not null default 'customer-os-api',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (tenant, domain)
);

create table graph.tag (
  tenant text not null check (tenant <> ''),
  id uuid not null,
  source text not null default 'openline',
  source_of_truth text not null default 'openline',
  app_source text not null default 'customer-os-api',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  name text not null,
  primary key (tenant, id),
  unique (tenant, name)
);

create table graph.location (
  tenant text not null check (tenant <> ''),
  id uuid not null,
  source text not null default 'openline',
  source_of_truth text not null default 'openline',
  app_source text not null default 'customer-os-api',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  raw_address text,
  street text,
  locality text,
  region text,
  zip text,
  country text,
  country_code_a2 text check (country_code_a2 ~ '^[A-Z]{2}$'),
  primary key (tenant, id)
);

create table graph.log_entry (
  tenant text not null check (tenant <> ''),
  id uuid not null,
  source text not null default 'openline',
  source_of_truth text not null default 'openline',
  app_source text not null default 'customer-os-api',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  content text,
  content_type text,
  started_at timestamptz,
  organization_id uuid,
  contact_id uuid,
  opportunity_id uuid,
  created_by_user_id uuid,
  primary key (tenant, id),
  foreign key (tenant, organization_id) references graph.organization on delete set null (organization_id),
  foreign key (tenant, contact_id) references graph.contact on delete set null (contact_id),
  foreign key (tenant, opportunity_id) references graph.opportunity on delete set null (opportunity_id),
  foreign key (tenant, created_by_user_id) references graph."user" on delete set null (created_by_user_id)
);

create table graph.interaction_session (
  tenant text not null check (tenant <> ''),
  id uuid not null,
  source text not null default 'openline',
  source_of_truth text not null default 'openline',
  app_source text not null default 'customer-os-api',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  identifier text,
  name text,
  type text not null default 'THREAD',
  channel text not null default 'CHAT',
  status text,
  primary key (tenant, id)
);

create table graph.interaction_event (
  tenant text not null check (tenant <> ''),
  id uuid not null,
  source text not null default 'openline',
  source_of_truth text not null default 'openline',
  app_source text not null default 'customer-os-api',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  content text,
  content_type text,
  channel text not null default 'CHAT',
  event_type text not null default 'MESSAGE',
  identifier text,
  interaction_session_id uuid,
  replies_to_id uuid,
  primary key (tenant, id),
  foreign key (tenant, interaction_session_id) references graph.interaction_session on delete cascade,
  foreign key (tenant, replies_to_id) references graph.interaction_event on delete set null (replies_to_id)
);

-- What foreign keys, folds and views look up by. The id comes first: on tables without statistics yet, the
-- planner would take an index that shares only the tenant with a lookup for as good as the primary key.
create index organization_owner on graph.organization (owner_user_id, tenant) where owner_user_id is not null;
create index contact_owner on graph.contact (owner_user_id, tenant) where owner_user_id is not null;
create index opportunity_owner on graph.opportunity (owner_user_id, tenant) where owner_user_id is not null;
create index opportunity_organization on graph.opportunity (organization_id, tenant) where organization_id is not null;
create index job_role_organization on graph.job_role (organization_id, tenant) where organization_id is not null;
create index log_entry_organization on graph.log_entry (organization_id, tenant) where organization_id is not null;
create index log_entry_contact on graph.log_entry (contact_id, tenant) where contact_id is not null;
create index log_entry_opportunity on graph.log_entry (opportunity_id, tenant) where opportunity_id is not null;
create index log_entry_author on graph.log_entry (created_by_user_id, tenant) where created_by_user_id is not null;
create index interaction_event_session on graph.interaction_event (interaction_session_id, tenant);
create index interaction_event_replies_to on graph.interaction_event (replies_to_id, tenant)
  where replies_to_id is not null;
