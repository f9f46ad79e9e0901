-- R10: human edits win. Every update of these tables that is not the sync's own marks the changed columns as
-- protected; the sync never writes a protected column. Emptying protected_fields gives the entity back.

create function graph.protect_human_edits() returns trigger
language plpgsql as $$
declare
  changed text[];
begin
  if current_setting('app.writer', true) is not distinct from 'smartsheet-sync' then
    return new;
  end if;
  select array_agg(after.key) into changed
  from jsonb_each(to_jsonb(new)) after
  join jsonb_each(to_jsonb(old)) before using (key)
  where after.value is distinct from before.value
    and after.key not in ('tenant', 'id', 'source', 'source_of_truth', 'app_source', 'created_at', 'updated_at',
      'protected_fields', 'hidden_at', 'archived_at', 'stage_updated_at');
  if changed is not null then
    new.protected_fields := array(select distinct unnest(new.protected_fields || changed) order by 1);
    new.source_of_truth := 'openline';
    new.updated_at := greatest(new.updated_at, now());
  end if;
  return new;
end
$$;

create trigger protect_human_edits before update on graph.organization
  for each row execute function graph.protect_human_edits();
create trigger protect_human_edits before update on graph.contact
  for each row execute function graph.protect_human_edits();
create trigger protect_human_edits before update on graph.opportunity
  for each row execute function graph.protect_human_edits();

-- Row-level security: the owner of the tables (the worker) sees all; any other role sees the tenant that
-- app.tenant names, and nothing when it is not set.
do $$
declare
  name text;
begin
  for name in select tablename from pg_tables where schemaname = 'graph' loop
    execute format('alter table graph.%I enable row level security', name);
    execute format(
      'create policy one_tenant on graph.%I using (tenant = current_setting(''app.tenant'', true))', name);
  end loop;
end
$$;
