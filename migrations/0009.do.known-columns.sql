alter table sync.connection
  -- R9: the columns of the sheet as its mapping knows them: a list of {"id", "title", "type", "custom", "added"}. Null:
  -- those that the next sync finds.
  add column known_columns jsonb;

-- As before, and `renamed:["<old title>","<title>"]` in `keep` takes a custom field over under its new title.
create or replace function graph.keep_previous(previous jsonb, payload jsonb, keep text[]) returns jsonb
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
      || coalesce((
        select jsonb_object_agg(titles ->> 1, previous -> 'custom' -> (titles ->> 0))
        from (select substr(kept, 9)::jsonb as titles from unnest(keep) kept where starts_with(kept, 'renamed:')) r
        where previous -> 'custom' ? (titles ->> 0)), '{}')
      || (payload -> 'custom')) else '{}' end
    || case when 'owner' = any(keep) and previous -> 'refs' ? 'owner' then jsonb_build_object('refs',
      payload -> 'refs' || jsonb_build_object('owner', previous -> 'refs' -> 'owner')) else '{}' end
end;
