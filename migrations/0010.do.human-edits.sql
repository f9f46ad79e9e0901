-- R10 for what entities are connected with, and the way back. What a person changes becomes theirs (`source`); what a
-- person removes leaves no row that could say so, so its owner remembers (`protected_fields`), as it does for columns.
-- Functions that write for a role that may not are security definer, and those that only they may call are nobody's.

-- Satellites of these kinds of an entity are left alone by the sync from now on.
create function graph.protect_field(label text, tenant text, id uuid, field text) returns void
language plpgsql as $$
begin
  execute format(
    'update graph.%I o
     set protected_fields = array(select unnest(o.protected_fields || $3) order by 1), source_of_truth = ''openline'',
       updated_at = greatest(o.updated_at, now())
     where o.tenant = $1 and o.id = $2 and not $3 = any(o.protected_fields)', lower(label))
  using tenant, id, field;
end
$$;
revoke execute on function graph.protect_field from public;

-- Whether a row of a sheet names a satellite of an entity: `item` is the id at its far end, a domain, or null for a job
-- title without a company.
create function graph.sheet_names(tenant text, label text, id uuid, field text, item text) returns boolean
language plpgsql stable as $$
#variable_conflict use_column
declare
  item_id uuid := case when sheet_names.field <> 'domains' then sheet_names.item::uuid end;
begin
  return exists (
    select from graph.is_linked_with l
    cross join lateral (
      select '$.fields.emails[*].raw ? (@ == $value)'::jsonpath, e.raw_email
      from graph.email e where sheet_names.field = 'emails' and e.tenant = l.tenant and e.id = item_id
      union all
      select '$.fields.phones[*].raw ? (@ == $value)', p.raw_phone_number
      from graph.phone_number p where sheet_names.field = 'phones' and p.tenant = l.tenant and p.id = item_id
      union all
      select '$.fields.tags[*] ? (@ == $value)', t.name
      from graph.tag t where sheet_names.field = 'tags' and t.tenant = l.tenant and t.id = item_id
      union all
      select '$.keys[*] ? (@.kind == "domain" && @.value == $value)', sheet_names.item
      where sheet_names.field = 'domains'
      union all
      select '$.fields.location ? (@ != null)', null
      where sheet_names.field = 'location' and item_id = md5(sheet_names.label || sheet_names.id)::uuid
      union all
      select '$.fields.job_title ? (@ != null)', null
      where sheet_names.field = 'job_roles' and item_id is null
      union all
      select case sheet_names.field when 'contacts' then '$.refs.contacts[*] ? (@ == $value)'::jsonpath
        else '$.refs.organization ? (@ == $value)' end, other.external_id
      from graph.is_linked_with other
      where (sheet_names.field, other.node_label) in (('contacts', 'Contact'), ('job_roles', 'Organization'))
        and other.tenant = l.tenant and other.node_id = item_id and other.external_id_second = l.external_id_second
    ) named (path, value)
    where l.tenant = sheet_names.tenant and l.node_label = sheet_names.label and l.node_id = sheet_names.id
      and l.external_system_id = 'smartsheet'
      and jsonb_path_exists(l.payload, named.path, jsonb_build_object('value', named.value)));
end
$$;

-- Before a person's update of a sheet-made edge or job role: it is the person's from now on.
create function graph.take_over() returns trigger
language plpgsql as $$
begin
  if to_jsonb(new) - 'updated_at' is distinct from to_jsonb(old) - 'updated_at' then
    return jsonb_populate_record(new, '{"source": "openline", "source_of_truth": "openline"}');
  end if;
  return new;
end
$$;

-- At the end of a transaction in which a person removed an edge or a role, or pointed it at something else. Not before:
-- what was only replaced by the same is there again. What is connected with nothing any more is the person's to delete, who
-- may be about to connect it with something else. Arguments: the owner's label, the columns of owner and far end, the
-- field, and of items the table, its key, the relation, and all tables of their owners.
create function graph.keep_removed() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  label text := tg_argv[0];
  owner uuid := to_jsonb(old) ->> tg_argv[1];
  item text := to_jsonb(old) ->> tg_argv[2];
  field text := tg_argv[3];
  is_back boolean;
begin
  -- It went with a contact or a company that was deleted: nobody edited its owner.
  if item is not null and (
    field = 'contacts' and not exists (select from graph.contact c where c.tenant = old.tenant and c.id = item::uuid)
    or field = 'job_roles'
      and not exists (select from graph.organization o where o.tenant = old.tenant and o.id = item::uuid))
  then
    return null;
  end if;
  execute format('select exists (select from %I.%I e where e.tenant = $1 and e.%I = $2 and e.%I::text is not distinct from $3)',
    tg_table_schema, tg_table_name, tg_argv[1], tg_argv[2])
  into is_back using old.tenant, owner, item;
  if not is_back and label <> 'User'
    and (old.source = 'smartsheet' or graph.sheet_names(old.tenant, label, owner, field, item))
  then
    perform graph.protect_field(label, old.tenant, owner, field);
  end if;
  if tg_nargs > 4 then
    execute format(
      'update graph.%I i set source = ''openline'', source_of_truth = ''openline''
       where i.tenant = $1 and i.%I::text = $2 and i.source = ''smartsheet'' and %s', tg_argv[4], tg_argv[5],
      (select string_agg(format('not exists (select from graph.%I e where e.tenant = i.tenant and e.%I = i.%I)',
        name || '_' || tg_argv[6], tg_argv[2], tg_argv[5]), ' and ')
       from unnest(tg_argv[7:]) name))
    using old.tenant, item;
  end if;
  return null;
end
$$;

-- A person edits an email, a phone number, a tag, a domain or a location, or deletes one: it is theirs with all edges to it,
-- and where it means something else now, those whom the sheet connected with it lost it. Arguments: the relation,
-- the column of its edges, its own key, the column that says what it is, the field, and the tables of its owners.
create function graph.edit_item() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp set app.writer = 'smartsheet-sync' as $$
declare
  provenance constant text[] := '{created_at, updated_at, source, source_of_truth, app_source}';
  item text := to_jsonb(old) ->> tg_argv[2];
  is_lost boolean := tg_op = 'DELETE' or to_jsonb(old) ->> tg_argv[3] <> to_jsonb(new) ->> tg_argv[3];
  owner text;
begin
  if tg_op = 'UPDATE' and to_jsonb(new) - provenance = to_jsonb(old) - provenance then
    return new;
  end if;
  foreach owner in array tg_argv[5:] loop
    if is_lost and owner <> 'user' then
      execute format(
        'select graph.protect_field($3, e.tenant, e.%2$I, $4)
         from graph.%1$I e
         where e.tenant = $1 and e.%3$I::text = $2
           and (e.source = ''smartsheet'' or graph.sheet_names(e.tenant, $3, e.%2$I, $4, $2))',
        owner || '_' || tg_argv[0], owner || '_id', tg_argv[1])
      using old.tenant, item, initcap(owner), tg_argv[4];
    end if;
    if tg_op = 'UPDATE' then
      execute format('update graph.%1$I e set source = ''openline'' where e.tenant = $1 and e.%2$I::text = $2 and e.source = ''smartsheet''',
        owner || '_' || tg_argv[0], tg_argv[1])
      using old.tenant, item;
    end if;
  end loop;
  if tg_op = 'DELETE' then
    return old;
  end if;
  return jsonb_populate_record(new, jsonb_build_object(
    'source', case when new.source = 'smartsheet' then 'openline' else new.source end,
    'source_of_truth', case when new.source_of_truth = 'smartsheet' then 'openline' else new.source_of_truth end));
end
$$;

-- A person made an edge or a role the primary one: no other of its owner is. The owner is locked, so that a merge that is
-- at work on it comes before or after. Arguments: the owner's table and column, and what tells its edges apart.
create function graph.one_primary() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp set app.writer = 'smartsheet-sync' as $$
begin
  execute format('select from graph.%1$I o where o.tenant = $1.tenant and o.id = $1.%2$I for no key update',
    tg_argv[0], tg_argv[1]) using new;
  execute format('update %1$I.%2$I e set is_primary = false
      where e.tenant = $1.tenant and e.%3$I = $1.%3$I and e.%4$I <> $1.%4$I and e.is_primary',
    tg_table_schema, tg_table_name, tg_argv[1], tg_argv[2]) using new;
  return null;
end
$$;

-- Something of an entity is the sheets' again: the next sync of each sheet that speaks of it reads it, and folds it. A link
-- without a hash asks for that; not sync.connection, which a merge locks. One link a sheet is enough. Arguments: the label,
-- the column of the entity.
create function graph.fold_again() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  update graph.is_linked_with l
  set payload_hash = null
  from (
    select distinct on (k.external_id_second) k.node_label, k.external_id_second, k.external_id
    from graph.is_linked_with k
    where k.tenant = old.tenant and k.node_label = tg_argv[0] and k.node_id = (to_jsonb(old) ->> tg_argv[1])::uuid
      and k.external_system_id = 'smartsheet'
    order by k.external_id_second, k.external_id
  ) one
  where l.tenant = old.tenant and l.external_system_id = 'smartsheet' and l.node_label = one.node_label
    and l.external_id_second = one.external_id_second and l.external_id = one.external_id and l.payload_hash is not null;
  return null;
end
$$;
create index is_linked_with_to_fold on graph.is_linked_with (external_id_second, tenant)
  where payload_hash is null and external_system_id = 'smartsheet';

-- As before, and created_at is a column like others, which a sheet may fill. Emptying protected_fields gives an entity that
-- a sheet brought back to it; where no row speaks for it any more, that is what R11 makes of it. Argument: the label.
create or replace function graph.protect_human_edits() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  changed text[];
begin
  select array_agg(after.key) into changed
  from jsonb_each(to_jsonb(new)) after
  join jsonb_each(to_jsonb(old)) before using (key)
  where after.value is distinct from before.value
    and after.key not in ('tenant', 'id', 'source', 'source_of_truth', 'app_source', 'updated_at', 'protected_fields',
      'hidden_at', 'archived_at', 'stage_updated_at')
    -- Set to null by a foreign key, because what it referred to was deleted: nobody edited this entity.
    and not (pg_trigger_depth() > 1 and after.value = 'null' and after.key in ('organization_id', 'owner_user_id'));
  if changed is not null then
    new.protected_fields := array(select distinct unnest(new.protected_fields || changed) order by 1);
    new.source_of_truth := 'openline';
    new.updated_at := greatest(new.updated_at, now());
  elsif new.protected_fields = '{}' and old.protected_fields <> '{}' and new.source = 'smartsheet'
    and new.source_of_truth = 'openline'
  then
    new.source_of_truth := 'smartsheet';
    if not exists (select from graph.is_linked_with l
      where l.tenant = new.tenant and l.node_label = tg_argv[0] and l.node_id = new.id)
    then
      return jsonb_populate_record(new, case
        when tg_argv[0] = 'Opportunity' then
          jsonb_build_object('archived', true, 'archived_at', coalesce(to_jsonb(new) ->> 'archived_at', now()::text))
        else jsonb_build_object('hide', true, 'hidden_at', coalesce(to_jsonb(new) ->> 'hidden_at', now()::text))
      end);
    end if;
  end if;
  return new;
end
$$;

-- Whoever may execute a trigger function may tie it to a table of their own.
revoke execute on function graph.keep_removed(), graph.edit_item(), graph.one_primary(), graph.fold_again(),
  graph.protect_human_edits() from public;

do $$
declare
  by_person constant text := 'current_setting(''app.writer'', true) is distinct from ''smartsheet-sync''';
  node record;
  edge record;
  item record;
  removed text;
begin
  for node in
    select * from (values ('organization', 'Organization'), ('contact', 'Contact'), ('opportunity', 'Opportunity'))
      n (name, label)
  loop
    execute format('drop trigger protect_human_edits on graph.%I', node.name);
    execute format('create trigger protect_human_edits before update on graph.%I
      for each row when (%s) execute function graph.protect_human_edits(%L)', node.name, by_person, node.label);
    execute format('create trigger released after update on graph.%I
      for each row when (%s and not old.protected_fields <@ new.protected_fields)
      execute function graph.fold_again(%L, ''id'')', node.name, by_person, node.label);
  end loop;

  for edge in
    select e.*, case e.item when 'domain' then e.item else e.item || '_id' end as item_column,
      case when e.field not in ('contacts', 'job_roles') then
        array[e.item, case e.item when 'domain' then 'domain' else 'id' end, replace(e.name, e.owner || '_', '')]
          || case e.item
            when 'email' then '{contact, organization, user}'::text[]
            when 'tag' then '{contact, organization, opportunity}'
            when 'domain' then '{organization}'
            else '{contact, organization}' end
      end as item_arguments
    from (values
      ('contact_has_email', 'contact', 'email', 'emails', 'email_id'),
      ('organization_has_email', 'organization', 'email', 'emails', 'email_id'),
      ('user_has_email', 'user', 'email', 'emails', 'email_id'),
      ('contact_has_phone_number', 'contact', 'phone_number', 'phones', 'phone_number_id'),
      ('organization_has_phone_number', 'organization', 'phone_number', 'phones', 'phone_number_id'),
      ('organization_has_domain', 'organization', 'domain', 'domains', null),
      ('contact_tagged', 'contact', 'tag', 'tags', null),
      ('organization_tagged', 'organization', 'tag', 'tags', null),
      ('opportunity_tagged', 'opportunity', 'tag', 'tags', null),
      ('contact_associated_with_location', 'contact', 'location', 'location', null),
      ('organization_associated_with_location', 'organization', 'location', 'location', null),
      ('opportunity_has_contact', 'opportunity', 'contact', 'contacts', null),
      ('job_role', 'contact', 'organization', 'job_roles', 'id'),
      ('interaction_event_sent_by', 'interaction_event', 'participant', null, null)
    -- What tells the edges of an owner apart, where one of them is primary.
    ) e (name, owner, item, field, ranked_by)
  loop
    execute format('create trigger take_over before update on graph.%I
      for each row when (%s and old.source = ''smartsheet'' and new.source = ''smartsheet'')
      execute function graph.take_over()', edge.name, by_person);
    if edge.field is not null then
      select string_agg(quote_literal(argument), ', ' order by place) into removed
      from unnest(array[initcap(edge.owner), edge.owner || '_id', edge.item_column, edge.field] || edge.item_arguments)
        with ordinality a (argument, place);
      execute format('create constraint trigger keep_removed after delete on graph.%I deferrable initially deferred
        for each row when (%s) execute function graph.keep_removed(%s)', edge.name, by_person, removed);
      execute format('create constraint trigger keep_redirected after update on graph.%1$I deferrable initially deferred
        for each row when (%2$s and (old.%4$I, old.%5$I) is distinct from (new.%4$I, new.%5$I))
        execute function graph.keep_removed(%3$s)',
        edge.name, by_person, removed, edge.owner || '_id', edge.item_column);
    end if;
    if edge.ranked_by is not null then
      execute format('create trigger one_primary after insert or update on graph.%I
        for each row when (%s and new.is_primary) execute function graph.one_primary(%L, %L, %L)',
        edge.name, by_person, edge.owner, edge.owner || '_id', edge.ranked_by);
      execute format('create trigger primary_removed after delete on graph.%I
        for each row when (%s and old.source <> ''smartsheet'' and old.is_primary)
        execute function graph.fold_again(%L, %L)',
        edge.name, by_person, initcap(edge.owner), edge.owner || '_id');
    end if;
    if edge.field is not null then
      execute format('create trigger given_back after update on graph.%I
        for each row when (%s and old.source <> ''smartsheet'' and (new.source = ''smartsheet'' %s))
        execute function graph.fold_again(%L, %L)',
        edge.name, by_person,
        case when edge.ranked_by is null then '' else 'or old.is_primary and not new.is_primary' end,
        initcap(edge.owner), edge.owner || '_id');
    end if;
  end loop;

  for item in
    select * from (values
      ('email', 'has_email', 'email_id', 'id', 'raw_email', 'emails', '{contact, organization, user}'::text[]),
      ('phone_number', 'has_phone_number', 'phone_number_id', 'id', 'raw_phone_number', 'phones', '{contact, organization}'),
      ('tag', 'tagged', 'tag_id', 'id', 'name', 'tags', '{contact, organization, opportunity}'),
      ('domain', 'has_domain', 'domain', 'domain', 'domain', 'domains', '{organization}'),
      ('location', 'associated_with_location', 'location_id', 'id', 'id', 'location', '{contact, organization}')
    ) i (name, relation, edge_column, key, meaning, field, owners)
  loop
    execute format('create trigger edit_item before update or delete on graph.%I
      for each row when (%s) execute function graph.edit_item(%L, %L, %L, %L, %L, %s)',
      item.name, by_person, item.relation, item.edge_column, item.key, item.meaning, item.field,
      (select string_agg(quote_literal(owner), ', ') from unnest(item.owners) owner));
  end loop;
end
$$;
