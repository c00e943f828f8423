-- Chat: channels that a webhook or a token leads to, and what was posted there.

-- `sealed` is the address (and token) under the key `key_id`, which is not in this database; host and the last four
-- characters are what people recognise it by. Without a team it is the workspace's. `paused_because` is empty where
-- a person paused it.
create table chat_channel (
  workspace_id uuid not null references workspace (id) on delete cascade,
  id uuid not null,
  team_id uuid,
  service text not null
    check (service in ('slack', 'teams', 'mattermost', 'matrix', 'google_chat', 'discord', 'rocket_chat')),
  name text not null check (length(name) between 1 and 80),
  kinds text[] not null check (cardinality(kinds) between 1 and 10),
  host text not null check (length(host) between 1 and 270),
  hint text not null check (length(hint) <= 4),
  room text not null default '' check (length(room) <= 255),
  key_id text not null check (length(key_id) <= 32),
  sealed bytea not null check (length(sealed) <= 5000),
  paused_at timestamptz,
  paused_because text not null default '' check (length(paused_because) <= 500),
  failures smallint not null default 0,
  made_by uuid,
  made_at timestamptz not null default now(),
  version integer not null default 1,
  primary key (workspace_id, id),
  foreign key (workspace_id, team_id) references team (workspace_id, id) on delete cascade
);
create index chat_channel_team on chat_channel (workspace_id, team_id);
select headway_tenant('chat_channel');

-- One message to one channel. `key` names what it is about, so that it exists once. `data` holds ids and dates: the words
-- are found when it is sent, by what everybody may see then. 'sending' is committed before anything leaves;
-- 'unclear' may have arrived and is not sent again.
create table chat_delivery (
  workspace_id uuid not null,
  id uuid not null default uuidv7(),
  channel_id uuid not null,
  key text not null check (length(key) between 1 and 200),
  kind text not null check (length(kind) between 1 and 40),
  data jsonb not null default '{}',
  state text not null default 'waiting'
    check (state in ('waiting', 'sending', 'sent', 'failed', 'unclear', 'left_out')),
  at timestamptz not null,
  due_at timestamptz not null,
  stale_at timestamptz not null,
  tries smallint not null default 0,
  began_at timestamptz,
  ended_at timestamptz,
  status smallint,
  answer text not null default '' check (length(answer) <= 500),
  primary key (workspace_id, id),
  unique (workspace_id, channel_id, key),
  foreign key (workspace_id, channel_id) references chat_channel (workspace_id, id) on delete cascade
);
create index chat_delivery_due on chat_delivery (workspace_id, due_at) where state in ('waiting', 'sending');
create index chat_delivery_of on chat_delivery (workspace_id, channel_id, id desc);
select headway_tenant('chat_delivery');

-- The inbox tells of a channel that stopped; kinds of notices are held by the code.
alter table notification drop constraint notification_kind_check;
alter table notification add constraint notification_kind_check check (kind ~ '^[a-z_]{1,40}$');

-- Channels are nothing for guests.
select headway_guest_floor('chat_channel', 'false'), headway_guest_floor('chat_delivery', 'false');
