-- Accounts belong to the installation, not to a workspace: these are instance tables.

create table account (
  id uuid primary key default uuidv7(),
  email text not null check (length(email) between 3 and 254),
  name text not null check (length(name) between 1 and 120),
  password_hash text,
  locale text not null default 'en',
  created_at timestamptz not null default now(),
  disabled_at timestamptz,
  version integer not null default 1
);
create unique index account_email on account (lower(email));

create table session (
  id uuid primary key default uuidv7(),
  account_id uuid not null references account (id) on delete cascade,
  secret_hash bytea not null unique,
  csrf text not null,
  user_agent text not null default '',
  address text not null default '',
  created_at timestamptz not null default now(),
  seen_at timestamptz not null default now(),
  idle_days smallint not null default 14 check (idle_days between 1 and 366),
  expires_at timestamptz not null
);
create index session_account on session (account_id);

-- Failed or counted attempts per key (an account's e-mail, an address, a link): a sliding window.
create table throttle (
  key text not null check (length(key) <= 100),
  at timestamptz not null default clock_timestamp()
);
create index throttle_key on throttle (key, at);

-- Single-use links: set-up, invitation, password reset, one-click sign-in. Only the hash is kept.
create table link (
  id uuid primary key default uuidv7(),
  kind text not null check (kind in ('set_up', 'invitation', 'password_reset', 'sign_in')),
  secret_hash bytea not null unique,
  account_id uuid references account (id) on delete cascade,
  workspace_id uuid references workspace (id) on delete cascade,
  email text,
  data jsonb not null default '{}',
  created_by uuid references account (id) on delete set null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at timestamptz
);
create index link_workspace on link (workspace_id, kind) where used_at is null;
create index link_account on link (account_id, kind) where used_at is null;
create index link_created_by on link (created_by);

create table token (
  id uuid primary key default uuidv7(),
  workspace_id uuid not null references workspace (id) on delete cascade,
  account_id uuid not null references account (id) on delete cascade,
  name text not null check (length(name) between 1 and 80),
  secret_hash bytea not null unique,
  hint text not null,
  scopes text[] not null check (cardinality(scopes) > 0),
  created_at timestamptz not null default now(),
  used_at timestamptz,
  expires_at timestamptz,
  revoked_at timestamptz
);
create index token_workspace on token (workspace_id, account_id);
create index token_account on token (account_id);

-- Outgoing mail waits here until the worker has sent it (or for ever, readable, where no SMTP is set).
create table outbox_mail (
  id uuid primary key default uuidv7(),
  recipient text not null,
  subject text not null,
  text text not null,
  html text,
  created_at timestamptz not null default now(),
  sent_at timestamptz,
  error text
);

grant select, insert, update, delete on account, session, throttle, link, token, outbox_mail
  to headway_app, headway_worker;
grant select on account, session, throttle, link, token, outbox_mail to headway_backup;
