alter table sync.connection
  -- R9: the columns of the sheet as its mapping knows them: a list of {"id", "title", "type", "custom", "added"}. Null:
  -- those that the next sync finds.
  add column known_columns jsonb;

alter table sync.change
  -- What an entity that was deleted was called, or how its text began: it cannot be asked any more.
  add column node_name text;

-- A contribution in which `with_name:<field>` in `keep` stays what the row contributed before as long as it names the
-- same person, and is blank for another one.
create function graph.keep_with_name(previous jsonb, payload jsonb, keep text[]) returns jsonb
language sql immutable
return payload || jsonb_build_object('fields', payload -> 'fields' || coalesce((
  select jsonb_object_agg(field, case
    when previous #> '{fields,name}' = payload #> '{fields,name}' then coalesce(previous #> array['fields', field], 'null')
    else 'null' end)
  from (select substr(kept, 11) as field from unnest(keep) kept where starts_with(kept, 'with_name:')) f), '{}'));

-- As before, and `with_name:...`, and `renamed:["<old title>","<title>"]`, which takes a custom field over under its
-- new title.
create or replace function graph.keep_previous(previous jsonb, payload jsonb, keep text[]) returns jsonb
language sql immutable
return case
  when keep = '{}' then payload
  when previous is null then graph.keep_with_name(previous, payload, keep)
  else payload
    || jsonb_build_object('fields', coalesce(
      (select jsonb_object_agg(key, value) from jsonb_each(previous -> 'fields') where key = any(keep)), '{}')
      || (graph.keep_with_name(previous, payload, keep) -> 'fields')
      || coalesce((
        select jsonb_build_object('location', jsonb_object_agg(key, case when 'location.' || key = any(keep) then value
          else coalesce(payload #> array['fields', 'location', key], 'null') end))
        from jsonb_each(nullif(previous #> '{fields,location}', 'null'))
        having bool_or('location.' || key = any(keep) and value <> 'null')), '{}'))
    || case when payload ? 'custom' then jsonb_build_object('custom', coalesce(
      (select jsonb_object_agg(key, value) from jsonb_each(previous -> 'custom') where 'custom:' || key = any(keep)), '{}')
      || coalesce((
        select jsonb_object_agg(titles ->> 1, previous -> 'custom' -> (titles ->> 0))
        from (select substr(kept, 9)::jsonb as titles from unnest(keep) kept where starts_with(kept, 'renamed:')) r
        where previous -> 'custom' ? (titles ->> 0)), '{}')
      || (payload -> 'custom')) else '{}' end
    || case when 'owner' = any(keep) and previous -> 'refs' ? 'owner' then jsonb_build_object('refs',
      payload -> 'refs' || jsonb_build_object('owner', previous -> 'refs' -> 'owner')) else '{}' end
end;
