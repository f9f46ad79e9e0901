-- How a value reaches an entity: what the sync may write, and what a person's edit means.

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
      'protected_fields', 'hidden_at', 'archived_at', 'stage_updated_at')
    -- Set to null by a foreign key, because what it referred to was deleted: nobody edited this entity.
    and not (pg_trigger_depth() > 1 and after.value = 'null' and after.key in ('organization_id', 'owner_user_id'));
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

-- graph.merged(entity, folded): the entity as the folded contributions of its links want it. A column that
-- `folded` does not name, and a protected one, stays as it is. The writing statements call it on the row that
-- they write, so a person's edit that commits a moment earlier is seen and respected.

create function graph.merged(entity graph."user", folded jsonb) returns graph."user"
language sql stable
return jsonb_populate_record(entity, folded);

create function graph.merged(entity graph.log_entry, folded jsonb) returns graph.log_entry
language sql stable
return jsonb_populate_record(entity, folded);

create function graph.merged(entity graph.interaction_session, folded jsonb) returns graph.interaction_session
language sql stable
return jsonb_populate_record(entity, folded);

create function graph.merged(entity graph.interaction_event, folded jsonb) returns graph.interaction_event
language sql stable
return jsonb_populate_record(entity, folded);

-- A protected flag protects its time as well.
create function graph.writable(folded jsonb, protected_fields text[]) returns jsonb
language sql immutable
return folded - protected_fields
  - (case when 'hide' = any(protected_fields) then 'hidden_at' else '' end)
  - (case when 'archived' = any(protected_fields) then 'archived_at' else '' end);

create function graph.merged(entity graph.contact, folded jsonb) returns graph.contact
language sql stable
return jsonb_populate_record(entity, graph.writable(folded, entity.protected_fields));

-- Relationship and stage may come from two rows, or one of them from a person: a pair that customerOS does not
-- allow gives way where the sheet may write.
create function graph.merged(entity graph.organization, folded jsonb) returns graph.organization
language plpgsql stable as $$
declare
  merged graph.organization := jsonb_populate_record(entity, graph.writable(folded, entity.protected_fields));
begin
  if not graph.stage_fits(merged.relationship, merged.stage) then
    if 'stage' = any(entity.protected_fields) then
      merged.relationship := entity.relationship;
    else
      merged.stage := graph.default_stage(merged.relationship);
    end if;
  end if;
  return merged;
end
$$;

create function graph.merged(entity graph.opportunity, folded jsonb) returns graph.opportunity
language plpgsql stable as $$
declare
  merged graph.opportunity := jsonb_populate_record(entity, graph.writable(folded, entity.protected_fields));
begin
  if (merged.external_stage, merged.internal_stage) is distinct from (entity.external_stage, entity.internal_stage) then
    merged.stage_updated_at := now();
  end if;
  return merged;
end
$$;

-- Which values of an entity differ, one row a field; custom fields one by one.
create function graph.field_changes(before jsonb, after jsonb)
returns table (field text, old_value jsonb, new_value jsonb)
language sql immutable
begin atomic
  select key, nullif(b.value, 'null'), nullif(a.value, 'null')
  from jsonb_each(before - 'custom_fields') b
  full join jsonb_each(after - 'custom_fields') a using (key)
  where a.value is distinct from b.value
    and key not in ('updated_at', 'hidden_at', 'archived_at', 'stage_updated_at')
  union all
  select 'custom_fields.' || key, b.value, a.value
  from jsonb_each(before -> 'custom_fields') b
  full join jsonb_each(after -> 'custom_fields') a using (key)
  where a.value is distinct from b.value;
end;

-- A contribution in which the fields named in `keep`, and parts of its address, stay what the same row contributed
-- before (R8, R8b, R9).
create function graph.keep_previous(previous jsonb, payload jsonb, keep text[]) returns jsonb
language sql immutable
return case
  when previous is null or keep = '{}' then payload
  else payload
    || jsonb_build_object('fields', coalesce(
      (select jsonb_object_agg(key, value) from jsonb_each(previous -> 'fields') where key = any(keep)), '{}')
      || (payload -> 'fields')
      || coalesce((
        select jsonb_build_object('location', jsonb_object_agg(key, case when 'location.' || key = any(keep) then value
          else coalesce(payload #> array['fields', 'location', key], 'null') end))
        from jsonb_each(nullif(previous #> '{fields,location}', 'null'))
        having bool_or('location.' || key = any(keep) and value <> 'null')), '{}'))
    || case when payload ? 'custom' then jsonb_build_object('custom', coalesce(
      (select jsonb_object_agg(key, value) from jsonb_each(previous -> 'custom') where 'custom:' || key = any(keep)), '{}')
      || (payload -> 'custom')) else '{}' end
    || case when 'owner' = any(keep) and previous -> 'refs' ? 'owner' then jsonb_build_object('refs',
      payload -> 'refs' || jsonb_build_object('owner', previous -> 'refs' -> 'owner')) else '{}' end
end;

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

-- Somebody deletes an entity outright: what speaks for it and what names it goes too, so that no later fold
-- refers to it. A row of a sheet that changes afterwards makes a new one.
create function graph.forget_deleted() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
begin
  delete from graph.is_linked_with l using deleted d
  where l.tenant = d.tenant and l.node_label = tg_argv[0] and l.node_id = d.id;
  delete from sync.identity i using deleted d
  where i.tenant = d.tenant and i.node_label = tg_argv[0] and i.node_id = d.id;
  return null;
end
$$;

do $$
declare
  node record;
begin
  for node in
    select * from (values ('user', 'User'), ('organization', 'Organization'), ('contact', 'Contact'),
      ('opportunity', 'Opportunity'), ('log_entry', 'LogEntry'), ('interaction_session', 'InteractionSession'),
      ('interaction_event', 'InteractionEvent')) n (name, label)
  loop
    execute format('create trigger forget_deleted after delete on graph.%I referencing old table as deleted '
      'for each statement execute function graph.forget_deleted(%L)', node.name, node.label);
  end loop;
end
$$;
