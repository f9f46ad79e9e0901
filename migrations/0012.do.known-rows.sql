-- What rows yielded when they were last mapped, but for their contributions, which are in graph.is_linked_with. A row
-- that comes in the same bytes again is not mapped again. Nothing here is needed: whatever is missing or outdated is
-- mapped anew. Unlogged: lost in a crash.
create unlogged table sync.known_row (
  tenant text not null,
  connection_id uuid not null,
  row_id text not null,
  -- Of the bytes.
  fingerprint text not null,
  -- Of the mapping, the columns and the program that mapped it.
  context text not null,
  -- Of the links that were made of it (graph/knownRows.ts); null where there were none.
  links_digest text,
  mapped_at timestamptz not null,
  said json not null,
  primary key (tenant, connection_id, row_id),
  foreign key (tenant, connection_id) references sync.connection (tenant, id) on delete cascade
);
