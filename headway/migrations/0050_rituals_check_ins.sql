-- Check-ins. Append-only: a correction is a new row that names the row it replaces, a withdrawal one without content.
-- `measurement_id` is the value recorded with it, of the same key result; null where the number is computed.
-- `made_at` is when the check-in was given and decides whether it was in time: a correction keeps that of the row it
-- corrects. `progress_before`, `progress` and `health` are as they were at that moment, so that the story stays true.
-- `once` is the caller's own name of the request: the same again is the same check-in.
create table check_in (
  workspace_id uuid not null references workspace (id) on delete cascade,
  id uuid not null default uuidv7(),
  key_result_id uuid not null,
  kind text not null default 'check_in' check (kind in ('check_in', 'withdrawal')),
  measurement_id uuid,
  unchanged boolean not null default false,
  confidence smallint not null check (confidence between 0 and 10),
  confidence_before smallint check (confidence_before between 0 and 10),
  progress_before double precision,
  progress double precision,
  health text not null default '' check (length(health) <= 40),
  changed text not null default '' check (length(changed) <= 4000),
  blockers text not null default '' check (length(blockers) <= 4000),
  next_steps text not null default '' check (length(next_steps) <= 4000),
  via text not null default 'app' check (via in ('app', 'token', 'link', 'sample')),
  author_id uuid,
  made_at timestamptz not null,
  recorded_at timestamptz not null default now(),
  once text check (length(once) between 1 and 128),
  corrects uuid,
  primary key (workspace_id, id),
  unique (workspace_id, key_result_id, id),
  unique (workspace_id, corrects),
  unique (workspace_id, key_result_id, once),
  foreign key (workspace_id, key_result_id) references key_result (workspace_id, id) on delete cascade,
  foreign key (workspace_id, key_result_id, measurement_id) references measurement (workspace_id, metric_id, id)
    on delete cascade,
  foreign key (workspace_id, key_result_id, corrects) references check_in (workspace_id, key_result_id, id)
    on delete cascade,
  foreign key (workspace_id, author_id) references member (workspace_id, id),
  check (kind = 'check_in' or corrects is not null)
);
create index check_in_newest on check_in (workspace_id, key_result_id, made_at desc, id desc);
create index check_in_measurement on check_in (workspace_id, key_result_id, measurement_id);
create index check_in_author on check_in (workspace_id, author_id);
select headway_tenant('check_in', true);
select headway_guest_floor('check_in', 'key_result_id = any (array(select goals_shared_key_results()))');

-- A link in a reminder that opens exactly one check-in of one person: one more kind of identity's links.
-- The constraint is replaced by a wider one in the next line.
-- squawk-ignore ban-drop-constraint
alter table link drop constraint link_kind_check;
alter table link add constraint link_kind_check
  check (kind in ('set_up', 'invitation', 'password_reset', 'sign_in', 'check_in')) not valid;
