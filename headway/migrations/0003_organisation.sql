-- The guest floor, below every query: with `headway.guest` set to a guest's member id, rows that are not shared with
-- them do not exist. For everybody else it is ''. core/db.py sets it together with the tenant.
--
-- `headway_guest_floor('objective', 'id = any (array(select headway_shared(''objective'')))')` closes a tenant table to
-- guests but for the rows of the condition. The condition may use indexed equality and `= any (array(select ..))` only;
-- a subselect of another table stands under that table's own floor, and belongs into a function of its own, or else
-- every statement of every member would plan it: `headway_guest_floor('key_result', 'objective_id = any (array(select
-- goals_shared_objectives()))')`.
-- `headway_guest_opens(table, name, condition)` opens more rows of a closed table for a room above.
--
-- The tests are on the length because the planner takes `<>` for nearly always true and `=` for hardly ever, which is
-- how it is here: a plain `= ''` makes it expect no rows and choose bad plans for everybody.
create function headway_guest_opens(relation regclass, name text, condition text) returns void
language plpgsql as $$
begin
  execute format(
    'create policy %I on %s as permissive to headway_app, headway_worker '
    'using (length((select current_setting(''headway.guest''))) = 36 and (%s))', 'guest_' || name, relation, condition);
end
$$;

create function headway_guest_floor(relation regclass, condition text) returns void
language plpgsql as $$
begin
  execute format(
    'alter policy staff on %s using (length((select current_setting(''headway.guest''))) <> 36) '
    'with check (length((select current_setting(''headway.guest''))) <> 36)', relation);
  perform headway_guest_opens(relation, 'floor', condition);
end
$$;

create table team (
  workspace_id uuid not null references workspace (id) on delete cascade,
  id uuid not null default uuidv7(),
  parent_id uuid,
  name text not null check (length(name) between 1 and 120),
  slug text not null,
  purpose text not null default '' check (length(purpose) <= 2000),
  sample boolean not null default false,
  archived_at timestamptz,
  created_at timestamptz not null default now(),
  version integer not null default 1,
  primary key (workspace_id, id),
  unique (workspace_id, slug),
  foreign key (workspace_id, parent_id) references team (workspace_id, id)
);
create index team_parent on team (workspace_id, parent_id);
select headway_tenant('team');

-- A person in a workspace. An imported or sample person has no account until they accept an invitation.
create table member (
  workspace_id uuid not null references workspace (id) on delete cascade,
  id uuid not null default uuidv7(),
  account_id uuid references account (id) on delete set null,
  name text not null check (length(name) between 1 and 120),
  email text not null check (length(email) <= 254),
  title text not null default '' check (length(title) <= 120),
  role text not null check (role in ('owner', 'admin', 'member', 'guest')),
  sample boolean not null default false,
  created_at timestamptz not null default now(),
  removed_at timestamptz,
  version integer not null default 1,
  primary key (workspace_id, id)
);
create unique index member_account on member (workspace_id, account_id) where account_id is not null;
create unique index member_email on member (workspace_id, lower(email)) where email <> '';
create index member_by_account on member (account_id);
create index member_name on member (workspace_id, lower(name), id);
select headway_tenant('member');
create policy directory on member for select to headway_owner using (true);

create table team_member (
  workspace_id uuid not null,
  team_id uuid not null,
  member_id uuid not null,
  role text not null default 'member' check (role in ('lead', 'member')),
  created_at timestamptz not null default now(),
  primary key (workspace_id, team_id, member_id),
  foreign key (workspace_id, team_id) references team (workspace_id, id) on delete cascade,
  foreign key (workspace_id, member_id) references member (workspace_id, id) on delete cascade
);
create index team_member_member on team_member (workspace_id, member_id);
select headway_tenant('team_member');

-- What is shared with whom: the only thing a guest sees, and how a private goal or project opens to a person.
create table share (
  workspace_id uuid not null,
  member_id uuid not null,
  subject text not null check (subject in ('team', 'project', 'objective')),
  subject_id uuid not null,
  access text not null default 'view' check (access in ('view', 'edit')),
  created_by uuid,
  created_at timestamptz not null default now(),
  primary key (workspace_id, member_id, subject, subject_id),
  foreign key (workspace_id, member_id) references member (workspace_id, id) on delete cascade
);
create index share_subject on share (workspace_id, subject, subject_id);
select headway_tenant('share');

-- What of one kind is shared with the guest who is calling.
create function headway_shared(kind text) returns setof uuid
language sql stable as $$
  select subject_id from share
   where workspace_id = current_setting('headway.workspace')::uuid
     and member_id = nullif(current_setting('headway.guest'), '')::uuid
     and subject = kind
$$;

select headway_guest_floor('share', 'member_id = nullif((select current_setting(''headway.guest'')), '''')::uuid');
select headway_guest_floor('team', 'id = any (array(select headway_shared(''team'')))');
select headway_guest_floor('team_member', 'team_id = any (array(select headway_shared(''team'')))');
create function organisation_shared_people() returns setof uuid language sql stable as $$
  select member_id from team_member
$$;
select headway_guest_floor('member', 'id = nullif((select current_setting(''headway.guest'')), '''')::uuid
  or id = any (array(select organisation_shared_people()))');

-- Who is calling: one statement before any tenant is set. It answers for one secret only, so it may look across
-- workspaces; null slug = the account alone. It notes when the session or token was last seen, at most once a minute,
-- and never waits for another request that is doing the same.
create function headway_caller(secret bytea, bearer boolean, wanted text)
returns table (
  account_id uuid, account_email text, account_name text, session_id uuid, token_id uuid, scopes text[], csrf text,
  workspace_id uuid, slug text, workspace_name text, zone text, week_start smallint, year_start_month smallint,
  check_in_days smallint, key_prefix text, settings jsonb, sample boolean, member_id uuid, member_name text, role text
)
language sql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
  with seen_session as (
    update session set seen_at = now()
     where id in (select id from session
                   where not bearer and secret_hash = secret and expires_at > now()
                     and seen_at < now() - interval '1 minute'
                     and seen_at > now() - make_interval(days => idle_days)
                     for update skip locked)
  ), seen_token as (
    update token set used_at = now()
     where id in (select id from token
                   where bearer and secret_hash = secret and revoked_at is null
                     and (expires_at is null or expires_at > now())
                     and (used_at is null or used_at < now() - interval '1 minute')
                     for update skip locked)
  ), caller as (
    select s.account_id, s.id as session_id, null::uuid as token_id, null::text[] as scopes, s.csrf,
           null::uuid as only_workspace
      from session s
     where not bearer and s.secret_hash = secret and s.expires_at > now()
       and s.seen_at > now() - make_interval(days => s.idle_days)
    union all
    select t.account_id, null, t.id, t.scopes, null, t.workspace_id
      from token t
     where bearer and t.secret_hash = secret and t.revoked_at is null
       and (t.expires_at is null or t.expires_at > now())
  )
  select a.id, a.email, a.name, c.session_id, c.token_id, c.scopes, c.csrf,
         w.id, w.slug, w.name, w.zone, w.week_start, w.year_start_month, w.check_in_days, w.key_prefix, w.settings,
         w.sample, m.id, m.name, m.role
    from caller c
    join account a on a.id = c.account_id and a.disabled_at is null
    left join workspace w on w.slug = wanted and (c.only_workspace is null or c.only_workspace = w.id)
    left join member m on m.workspace_id = w.id and m.account_id = a.id and m.removed_at is null
$$;

-- The workspaces of one account, for the switcher and for signing in.
create function memberships_of(account uuid)
returns table (workspace_id uuid, slug text, name text, sample boolean, member_id uuid, role text)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select w.id, w.slug, w.name, w.sample, m.id, m.role
    from member m join workspace w on w.id = m.workspace_id
   where m.account_id = account and m.removed_at is null
   order by w.name, w.id
$$;

revoke all on function headway_caller(bytea, boolean, text), memberships_of(uuid) from public;
grant execute on function headway_caller(bytea, boolean, text), memberships_of(uuid) to headway_app, headway_worker;
