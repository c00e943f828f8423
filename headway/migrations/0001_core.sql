-- The floor every room stands on: tenancy, the event log, idempotent writes.
-- The roles headway_owner, headway_app, headway_worker, headway_dispatch exist already (core/migrate.py makes them).

revoke create on schema public from public;
grant usage on schema public to headway_app, headway_worker, headway_dispatch, headway_backup;

-- Isolates one tenant table: row security enabled and forced, a restrictive policy on the tenant setting.
-- `current_setting` has one argument on purpose: without a tenant a query must fail, not return nothing.
create function headway_tenant(relation regclass, append_only boolean default false) returns void
language plpgsql as $$
begin
  execute format('alter table %s enable row level security', relation);
  execute format('alter table %s force row level security', relation);
  execute format(
    'create policy tenant on %s as restrictive to headway_app, headway_worker '
    'using (workspace_id = (select current_setting(''headway.workspace'')::uuid)) '
    'with check (workspace_id = (select current_setting(''headway.workspace'')::uuid))', relation);
  execute format(
    'create policy staff on %s as permissive to headway_app, headway_worker using (true) with check (true)',
    relation);
  if append_only then
    execute format('grant select, insert on %s to headway_app, headway_worker', relation);
  else
    execute format('grant select, insert, update, delete on %s to headway_app, headway_worker', relation);
  end if;
  execute format('grant select on %s to headway_backup', relation);
end
$$;

create table workspace (
  id uuid primary key default uuidv7(),
  slug text not null unique check (slug ~ '^[a-z0-9]([a-z0-9-]{0,46}[a-z0-9])?$'),
  name text not null check (length(name) between 1 and 120),
  zone text not null default 'UTC',
  week_start smallint not null default 1 check (week_start between 1 and 7),
  year_start_month smallint not null default 1 check (year_start_month between 1 and 12),
  check_in_days smallint not null default 7 check (check_in_days between 1 and 92),
  key_prefix text not null default 'HW' check (key_prefix ~ '^[A-Z][A-Z0-9]{1,9}$'),
  settings jsonb not null default '{}',
  sample boolean not null default false,
  created_at timestamptz not null default now(),
  version integer not null default 1
);
alter table workspace enable row level security;
alter table workspace force row level security;
create policy tenant on workspace as restrictive to headway_app, headway_worker
  using (id = (select current_setting('headway.workspace')::uuid))
  with check (id = (select current_setting('headway.workspace')::uuid));
create policy staff on workspace as permissive to headway_app, headway_worker using (true) with check (true);
create policy directory on workspace for select to headway_owner using (true);
grant select, insert, update, delete on workspace to headway_app, headway_worker;
grant select on workspace to headway_backup;

-- One row per thing that happened: activity, audit, notifications, webhooks and open screens all read it.
-- `number` is dense per workspace and given by the publisher after the commit is visible to all.
create table event (
  workspace_id uuid not null references workspace (id) on delete cascade,
  id bigint generated always as identity,
  xid xid8 not null default pg_current_xact_id(),
  number bigint,
  kind text not null,
  subject text not null,
  subject_id uuid not null,
  version bigint not null default 0,
  actor_id uuid,
  actor_kind text not null default 'person' check (actor_kind in ('person', 'token', 'system')),
  token_id uuid,
  data jsonb not null default '{}',
  request_id text,
  recorded_at timestamptz not null default now(),
  primary key (workspace_id, id)
);
create index event_unpublished on event (xid, id) where number is null;
create unique index event_number on event (workspace_id, number) where number is not null;
create index event_subject on event (workspace_id, subject_id, id);
create index event_kind on event (workspace_id, kind, id);
select headway_tenant('event', true);
grant select, update (number) on event to headway_dispatch;
create policy dispatch on event to headway_dispatch using (true) with check (true);

create table event_counter (
  workspace_id uuid primary key references workspace (id) on delete cascade,
  number bigint not null default 0
);
select headway_tenant('event_counter');
grant select, insert, update on event_counter to headway_dispatch;
create policy dispatch on event_counter to headway_dispatch using (true) with check (true);
grant usage on schema public to headway_dispatch;

-- The answer to a keyed write, written in the write's own transaction; kept 72 hours.
create table idempotency (
  workspace_id uuid not null references workspace (id) on delete cascade,
  principal uuid not null,
  key text not null check (length(key) between 1 and 128),
  fingerprint bytea not null,
  status smallint,
  body bytea,
  created_at timestamptz not null default now(),
  primary key (workspace_id, principal, key)
);
create index idempotency_age on idempotency (workspace_id, created_at);
select headway_tenant('idempotency');

-- Human numbers (HW-42): one counter per workspace and kind.
create table display_counter (
  workspace_id uuid not null references workspace (id) on delete cascade,
  kind text not null,
  number bigint not null default 0,
  primary key (workspace_id, kind)
);
select headway_tenant('display_counter');

-- Timetables run once per workspace; this names them without showing anything of them.
create function workspace_ids() returns setof uuid
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select id from workspace order by id
$$;
revoke all on function workspace_ids() from public;
grant execute on function workspace_ids() to headway_worker, headway_app;
