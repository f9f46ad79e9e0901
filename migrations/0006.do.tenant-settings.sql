-- customerOS's own settings table, read as it is. Created only where this database has none.
create table if not exists public.tenant_settings (
  id uuid primary key default gen_random_uuid(),
  tenant_name varchar(255) not null,
  smart_sheet_id varchar(255),
  smart_sheet_access_token varchar(255)
);
