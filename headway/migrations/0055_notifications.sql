-- What happened to people: the inbox, what goes out by mail, who wants what how, and the feeds of calendars.

-- How far the event log has been read for notifications. It begins at what has happened before this migration.
create table notification_cursor (
  workspace_id uuid primary key references workspace (id) on delete cascade,
  number bigint not null default 0
);
insert into notification_cursor (workspace_id, number) select workspace_id, number from event_counter;
select headway_tenant('notification_cursor');

-- One thing that happened to one person. Titles are not kept: they are read when the inbox is, by whoever reads it.
-- `source` names what made it, so that it is made once. `mail_at` is when it goes out by mail (null: never).
create table notification (
  workspace_id uuid not null references workspace (id) on delete cascade,
  id uuid not null default uuidv7(),
  member_id uuid not null,
  kind text not null check (kind in ('reminder', 'question', 'assigned', 'health', 'missed', 'scoring', 'recorded', 'shared')),
  subject text not null check (length(subject) between 1 and 40),
  subject_id uuid not null,
  source text not null check (length(source) between 1 and 200),
  actor_id uuid,
  data jsonb not null default '{}',
  at timestamptz not null default now(),
  shown boolean not null default true,
  read_at timestamptz,
  done_at timestamptz,
  snoozed_until timestamptz,
  mail_at timestamptz,
  mail_as text check (mail_as in ('at_once', 'digest')),
  mailed_at timestamptz,
  primary key (workspace_id, id),
  unique (workspace_id, member_id, source, subject_id),
  foreign key (workspace_id, member_id) references member (workspace_id, id) on delete cascade
);
create index notification_open on notification (workspace_id, member_id, id desc) where done_at is null and shown;
create index notification_mail on notification (workspace_id, mail_at) where mailed_at is null and mail_at is not null;
create index notification_age on notification (workspace_id, at);
select headway_tenant('notification');

-- When a person wants to be written to. What is null is the workspace's time zone, or 8:00, or Monday, or no quiet hours.
create table notification_person (
  workspace_id uuid not null references workspace (id) on delete cascade,
  member_id uuid not null,
  zone text check (length(zone) <= 64),
  digest_hour smallint not null default 8 check (digest_hour between 0 and 23),
  digest_weekday smallint not null default 1 check (digest_weekday between 1 and 7),
  quiet_from smallint check (quiet_from between 0 and 1439),
  quiet_until smallint check (quiet_until between 0 and 1439),
  version integer not null default 1,
  primary key (workspace_id, member_id),
  foreign key (workspace_id, member_id) references member (workspace_id, id) on delete cascade,
  check ((quiet_from is null) = (quiet_until is null))
);
select headway_tenant('notification_person');

-- Where somebody differs from the defaults of rules/preferences.py.
create table notification_preference (
  workspace_id uuid not null,
  member_id uuid not null,
  kind text not null check (length(kind) between 1 and 40),
  app boolean not null,
  mail text not null check (mail in ('at_once', 'daily', 'weekly', 'never')),
  primary key (workspace_id, member_id, kind),
  foreign key (workspace_id, member_id) references member (workspace_id, id) on delete cascade
);
select headway_tenant('notification_preference');

-- Secrets in links that mail and calendar programs open by themselves; only their hash is kept.
-- 'feed': reads the calendar of one person. 'unsubscribe': turns mails of one kind off for one person, and no more.
create table notification_key (
  workspace_id uuid not null,
  id uuid not null default uuidv7(),
  member_id uuid not null,
  purpose text not null check (purpose in ('feed', 'unsubscribe')),
  kind text check (length(kind) between 1 and 40),
  secret_hash bytea not null,
  created_at timestamptz not null default now(),
  used_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, member_id) references member (workspace_id, id) on delete cascade,
  check ((purpose = 'unsubscribe') = (kind is not null))
);
create index notification_key_hash on notification_key (secret_hash);
create unique index notification_key_feed on notification_key (workspace_id, member_id) where purpose = 'feed';
create index notification_key_of on notification_key (workspace_id, member_id, purpose);
select headway_tenant('notification_key');
create policy directory on notification_key for select to headway_owner using (true);

-- Whose secret it is, for one secret only; that is why it may look across workspaces.
create function notification_key_of(secret bytea, wanted text)
returns table (workspace_id uuid, member_id uuid, kind text)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select k.workspace_id, k.member_id, k.kind
    from notification_key k
    join member m on m.workspace_id = k.workspace_id and m.id = k.member_id and m.removed_at is null
   where k.secret_hash = secret and k.purpose = wanted
$$;
revoke all on function notification_key_of(bytea, text) from public;
grant execute on function notification_key_of(bytea, text) to headway_app, headway_worker;

-- Mails may carry headers of their own: how to unsubscribe.
alter table outbox_mail add column headers jsonb not null default '{}';

-- A guest has an inbox of their own and sees nobody else's.
select headway_guest_floor('notification_cursor', 'false'),
       headway_guest_floor('notification', 'member_id = nullif((select current_setting(''headway.guest'')), '''')::uuid'),
       headway_guest_floor('notification_person', 'member_id = nullif((select current_setting(''headway.guest'')), '''')::uuid'),
       headway_guest_floor('notification_preference', 'member_id = nullif((select current_setting(''headway.guest'')), '''')::uuid'),
       headway_guest_floor('notification_key', 'member_id = nullif((select current_setting(''headway.guest'')), '''')::uuid');
