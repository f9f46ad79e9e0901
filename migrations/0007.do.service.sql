-- What the worker needs beside what single syncs do.

alter table sync.connection
  -- The state that the last notice told of.
  add column told_state text not null default 'active'
    check (told_state in ('active', 'needs_mapping', 'needs_attention', 'paused')),
  -- SHA-256 of the API key of the last run: a changed key ends a failure that was the old one's.
  add column key_hash text;
-- What failed before there were notices is not news.
update sync.connection set told_state = state;

alter table sync.run
  -- The job of the queue that the run is an attempt of; null: it was started by a command.
  add column job_id uuid;
create index run_at_work on sync.run (heartbeat_at) where status = 'running';

-- Syncs that somebody asked for ahead of the plan, by RESYNC or at the console; the newest of each connection. Not a
-- part of sync.connection, and without a foreign key to it: asking must not wait for a merge, which locks that row.
create table sync.request (
  connection_id uuid primary key,
  tenant text not null,
  trigger text not null check (trigger in ('resync', 'console')),
  is_full boolean not null,
  requested_at timestamptz not null,
  -- The end of the first run that was to answer it; from then on the plan of the connection says when it is tried again.
  attempted_at timestamptz,
  -- Null: not answered yet. The row stays, so that replicas that start together ask once.
  done_at timestamptz
);
create index request_to_answer on sync.request (requested_at) where done_at is null;

-- What operators are told of, written with the change of state that it tells of, and delivered by any worker.
create table sync.notice (
  id uuid primary key default gen_random_uuid(),
  tenant text not null,
  connection_id uuid not null,
  sheet_id text not null,
  sheet_name text,
  run_id uuid not null,
  old_state text not null,
  new_state text not null,
  -- Why; null when all is well again.
  error_code text,
  message text,
  created_at timestamptz not null,
  attempts int not null default 0,
  -- Null: delivered, or given up.
  next_attempt_at timestamptz,
  delivered_at timestamptz
);
create index notice_to_deliver on sync.notice (next_attempt_at) where next_attempt_at is not null;
create index notice_by_age on sync.notice (created_at);
