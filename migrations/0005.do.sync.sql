-- The worker's own bookkeeping.

create schema if not exists sync;

create table sync.connection (
  id uuid primary key default gen_random_uuid(),
  tenant text not null check (tenant <> ''),
  sheet_id text not null check (sheet_id <> ''),
  sheet_name text,
  source text not null check (source in ('settings', 'cli')),
  -- Sealed; null: the key of tenant_settings, else SMARTSHEET_ACCESS_TOKEN.
  api_key text,
  region text not null default 'us' check (region in ('us', 'eu', 'au', 'gov')),
  base_url text,
  interval_hours int not null default 1 check (interval_hours between 1 and 24),
  enabled boolean not null default true,
  -- Null: not yet known.
  mapping jsonb,
  comments boolean not null default false,
  state text not null default 'active' check (state in ('active', 'needs_mapping', 'needs_attention', 'paused')),
  -- Null opens the version gate (R1): the next sync reads the whole sheet.
  last_version bigint,
  last_full_read_at timestamptz,
  last_success_at timestamptz,
  next_due_at timestamptz not null default now(),
  consecutive_failures int not null default 0,
  -- R15: the run that may write; the merge checks it under a row lock.
  current_run_id uuid,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (tenant, sheet_id)
);
create index connection_due on sync.connection (next_due_at) where enabled;

create table sync.run (
  id uuid primary key,
  -- No foreign key: history outlives a disconnected sheet.
  connection_id uuid not null,
  tenant text not null,
  sheet_id text not null,
  trigger text not null check (trigger in ('schedule', 'resync', 'cli', 'console')),
  status text not null default 'running'
    check (status in ('running', 'succeeded', 'unchanged', 'partial', 'held', 'failed', 'superseded')),
  -- host/pid of the process at work.
  worker text,
  started_at timestamptz not null default now(),
  finished_at timestamptz,
  heartbeat_at timestamptz not null default now(),
  sheet_version bigint,
  rows_read int not null default 0,
  rows_mapped int not null default 0,
  rows_empty int not null default 0,
  rows_rejected int not null default 0,
  counts jsonb not null default '{}',
  removals_held int not null default 0,
  api_requests int not null default 0,
  api_retries int not null default 0,
  error_code text,
  error_message text,
  -- R5, R16: no run may claim success over rows that it lost.
  constraint run_rows_add_up check (
    status not in ('succeeded', 'partial', 'held') or rows_read = rows_mapped + rows_empty + rows_rejected),
  constraint run_success_is_whole check (status <> 'succeeded' or (rows_rejected = 0 and removals_held = 0))
);
create index run_by_connection on sync.run (connection_id, started_at desc);
create index run_by_tenant on sync.run (tenant, started_at desc);

create table sync.row_issue (
  id bigint generated always as identity primary key,
  tenant text not null,
  connection_id uuid not null references sync.connection on delete cascade,
  run_id uuid not null,
  row_id text,
  row_number int,
  column_id text,
  column_title text,
  severity text not null check (severity in ('warning', 'error')),
  code text not null,
  message text not null,
  value_excerpt text,
  permalink text
);
create index row_issue_by_connection on sync.row_issue (connection_id, row_number);

create table sync.identity (
  tenant text not null,
  node_label text not null,
  kind text not null,
  value text not null,
  node_id uuid not null,
  primary key (tenant, node_label, kind, value)
);
create index identity_by_node on sync.identity (node_id, node_label, tenant);

-- Contributions of running syncs, copied here page by page before the merge. Unlogged: lost in a crash, as is
-- the run that they belong to.
create unlogged table sync.stage (
  run_id uuid not null,
  node_label text not null,
  external_id text not null,
  external_source text not null,
  external_url text,
  row_id text not null,
  row_modified_at timestamptz,
  payload jsonb not null,
  payload_hash text not null,
  -- Fields whose previous contribution stays (R8b, R9).
  keep text[] not null
);
-- The whole key: without statistics on a table that fills and empties, the planner may look rows up one by one.
create index stage_by_slot on sync.stage (run_id, node_label, external_id);

create table sync.change (
  id bigint generated always as identity primary key,
  run_id uuid not null,
  tenant text not null,
  node_label text not null,
  node_id uuid not null,
  field text not null,
  old_value jsonb,
  new_value jsonb,
  row_id text,
  changed_at timestamptz not null default now()
);
create index change_by_run on sync.change (run_id, id);
create index change_by_node on sync.change (node_id, node_label, tenant);
create index change_by_age on sync.change using brin (changed_at);

create table sync.api_budget (
  -- SHA-256 of the API key.
  key_hash text primary key,
  tokens numeric not null,
  refilled_at timestamptz not null default now(),
  paused_until timestamptz
);
