-- When rituals take place, per team (or, without a team, for the workspace), and who was reminded of what.

-- A zone, country or quiet hours that are null are the workspace's. Minutes are of the day.
create table ritual_calendar (
  workspace_id uuid not null references workspace (id) on delete cascade,
  id uuid not null default uuidv7(),
  team_id uuid,
  zone text check (length(zone) <= 64),
  country text check (country ~ '^[A-Z]{2}$'),
  region text check (length(region) <= 10),
  quiet_from smallint check (quiet_from between 0 and 1439),
  quiet_until smallint check (quiet_until between 0 and 1439),
  version integer not null default 1,
  primary key (workspace_id, id),
  unique nulls not distinct (workspace_id, team_id),
  foreign key (workspace_id, team_id) references team (workspace_id, id) on delete cascade,
  check ((quiet_from is null) = (quiet_until is null))
);
select headway_tenant('ritual_calendar');

-- One ritual of a calendar; what is not here is the workspace's, else the default of rules/calendar.py.
create table ritual_rhythm (
  workspace_id uuid not null,
  calendar_id uuid not null,
  kind text not null check (kind in ('check_in', 'commitments', 'wins', 'assessment', 'grading', 'retrospective')),
  cadence text not null check (cadence in ('weekly', 'monthly', 'cycle')),
  every_weeks smallint not null default 1 check (every_weeks between 1 and 13),
  week_offset smallint not null default 0 check (week_offset between 0 and 12),
  weekday smallint not null check (weekday between 1 and 7),
  nth smallint not null default 1 check (nth in (-1, 1, 2, 3, 4)),
  hour smallint not null check (hour between 0 and 23),
  minute smallint not null default 0 check (minute between 0 and 59),
  enabled boolean not null default true,
  on_holiday text not null default 'next' check (on_holiday in ('next', 'skip')),
  grace_days smallint not null default 2 check (grace_days between 0 and 14),
  skip_done boolean not null default true,
  remind_minutes smallint not null default 0 check (remind_minutes between 0 and 2880),
  primary key (workspace_id, calendar_id, kind),
  foreign key (workspace_id, calendar_id) references ritual_calendar (workspace_id, id) on delete cascade
);
select headway_tenant('ritual_rhythm');

-- Days on which the team does not work, beside those of its country.
create table ritual_holiday (
  workspace_id uuid not null,
  calendar_id uuid not null,
  day date not null,
  name text not null default '' check (length(name) <= 80),
  primary key (workspace_id, calendar_id, day),
  foreign key (workspace_id, calendar_id) references ritual_calendar (workspace_id, id) on delete cascade
);
select headway_tenant('ritual_holiday');

-- One occurrence that was moved to another day, or skipped (no day).
create table ritual_change (
  workspace_id uuid not null,
  calendar_id uuid not null,
  key text not null check (length(key) between 3 and 60),
  day date,
  reason text not null default '' check (length(reason) <= 300),
  changed_by uuid,
  changed_at timestamptz not null default now(),
  primary key (workspace_id, calendar_id, key),
  foreign key (workspace_id, calendar_id) references ritual_calendar (workspace_id, id) on delete cascade
);
select headway_tenant('ritual_change');

-- How far the clock has been read: occurrences up to here have been handed out. One row per workspace.
create table ritual_clock (
  workspace_id uuid primary key references workspace (id) on delete cascade,
  read_until timestamptz not null
);
select headway_tenant('ritual_clock');

-- One step of one occurrence of one team ('remind' at its hour, 'close' when its grace has ended), written in the
-- transaction that makes its messages: whoever comes second finds it taken. Without a team `scope` is the workspace.
create table ritual_step (
  workspace_id uuid not null references workspace (id) on delete cascade,
  scope uuid not null,
  key text not null check (length(key) between 3 and 60),
  step text not null check (step in ('remind', 'close')),
  taken_at timestamptz not null default now(),
  primary key (workspace_id, scope, key, step)
);
create index ritual_step_age on ritual_step (workspace_id, taken_at);
select headway_tenant('ritual_step');

-- Who was reminded of what. `asked`: it was the message that asks whether to go on instead of one more reminder.
create table ritual_reminder (
  workspace_id uuid not null references workspace (id) on delete cascade,
  member_id uuid not null,
  subject text not null check (subject in ('key_result', 'objective', 'team', 'cycle', 'member')),
  subject_id uuid not null,
  key text not null check (length(key) between 3 and 60),
  kind text not null check (kind in ('check_in', 'commitments', 'wins', 'assessment', 'grading', 'retrospective')),
  at timestamptz not null,
  team_id uuid,
  asked boolean not null default false,
  forgiven boolean not null default false,
  primary key (workspace_id, member_id, subject_id, key),
  foreign key (workspace_id, member_id) references member (workspace_id, id) on delete cascade
);
create index ritual_reminder_of on ritual_reminder (workspace_id, subject_id, at desc);
select headway_tenant('ritual_reminder');

-- Guests see the calendars of the workspace and of the teams shared with them, and what they themselves were sent.
select headway_guest_floor('ritual_calendar', 'team_id is null or team_id = any (array(select headway_shared(''team'')))');
create function rituals_shared_calendars() returns setof uuid language sql stable as $$
  select id from ritual_calendar
$$;
select headway_guest_floor('ritual_rhythm', 'calendar_id = any (array(select rituals_shared_calendars()))'),
       headway_guest_floor('ritual_holiday', 'calendar_id = any (array(select rituals_shared_calendars()))'),
       headway_guest_floor('ritual_change', 'calendar_id = any (array(select rituals_shared_calendars()))'),
       headway_guest_floor('ritual_clock', 'false'),
       headway_guest_floor('ritual_step', 'false'),
       headway_guest_floor('ritual_reminder', 'member_id = nullif((select current_setting(''headway.guest'')), '''')::uuid');
