alter table sync.api_budget
  -- Who waits for a token, and whose turn it is: {"served", "turns", "waiting"}.
  add column queue jsonb not null default '{"served": 0, "turns": [], "waiting": []}',
  -- Replicas change a row by compare and swap.
  add column revision bigint not null default 0,
  -- Where Smartsheet knows the key, once that is found out.
  add column region text check (region in ('us', 'eu', 'au', 'gov'));
create index api_budget_by_age on sync.api_budget (refilled_at);

-- Null: not given. customerOS' settings have no region; the key tells it.
alter table sync.connection alter column region drop not null, alter column region drop default;
-- Nobody said so: it was the default.
update sync.connection set region = null where region = 'us' and source = 'settings';
