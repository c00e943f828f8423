-- The week of a team: what its people undertake, what they won, its page of four squares, and its meetings.
-- Written by headway/rituals only. A week is named by its first day, by the workspace's start of the week.

-- What somebody undertakes for their team. One thing with one life: made for a week, carried into the next or not, done
-- or dropped. A picked one names its task and takes everything from it (title, done); a written one has words of its own.
create table commitment (
  workspace_id uuid not null references workspace (id) on delete cascade,
  id uuid not null default uuidv7(),
  team_id uuid not null,
  member_id uuid not null,
  task_id uuid,
  key_result_id uuid,
  title text not null default '' check (length(title) <= 300),
  done_at timestamptz,
  done_by uuid,
  dropped_at timestamptz,
  dropped_by uuid,
  dropped_reason text not null default '' check (length(dropped_reason) <= 2000),
  removed_at timestamptz,
  sample boolean not null default false,
  created_by uuid,
  created_at timestamptz not null default now(),
  version integer not null default 1,
  primary key (workspace_id, id),
  foreign key (workspace_id, team_id) references team (workspace_id, id) on delete cascade,
  foreign key (workspace_id, member_id) references member (workspace_id, id) on delete cascade,
  foreign key (workspace_id, task_id) references task (workspace_id, id) on delete cascade,
  foreign key (workspace_id, key_result_id) references key_result (workspace_id, id)
    on delete set null (key_result_id),
  check ((task_id is null) = (title <> '')),
  check (task_id is null or done_at is null)
);
create index commitment_team on commitment (workspace_id, team_id);
create index commitment_member on commitment (workspace_id, member_id);
create index commitment_task on commitment (workspace_id, task_id) where task_id is not null;
create index commitment_key_result on commitment (workspace_id, key_result_id) where key_result_id is not null;
select headway_tenant('commitment');

-- The weeks of its life, one row each: carrying it adds one, so that "carried twice" is three rows.
create table commitment_week (
  workspace_id uuid not null,
  commitment_id uuid not null,
  week date not null,
  priority smallint not null default 2 check (priority in (1, 2)),
  rank double precision not null default 0,
  added_by uuid,
  added_at timestamptz not null default now(),
  primary key (workspace_id, commitment_id, week),
  foreign key (workspace_id, commitment_id) references commitment (workspace_id, id) on delete cascade
);
create index commitment_week_week on commitment_week (workspace_id, week);
select headway_tenant('commitment_week');

-- Something worth being glad about, written or made from what was finished.
create table win (
  workspace_id uuid not null references workspace (id) on delete cascade,
  id uuid not null default uuidv7(),
  team_id uuid not null,
  member_id uuid,
  week date not null,
  text text not null check (length(text) between 1 and 1000),
  commitment_id uuid,
  task_id uuid,
  key_result_id uuid,
  removed_at timestamptz,
  sample boolean not null default false,
  created_by uuid,
  created_at timestamptz not null default now(),
  version integer not null default 1,
  primary key (workspace_id, id),
  foreign key (workspace_id, team_id) references team (workspace_id, id) on delete cascade,
  foreign key (workspace_id, member_id) references member (workspace_id, id) on delete cascade,
  foreign key (workspace_id, commitment_id) references commitment (workspace_id, id) on delete set null (commitment_id),
  foreign key (workspace_id, task_id) references task (workspace_id, id) on delete set null (task_id),
  foreign key (workspace_id, key_result_id) references key_result (workspace_id, id)
    on delete set null (key_result_id)
);
create index win_team on win (workspace_id, team_id, week);
create index win_member on win (workspace_id, member_id);
create index win_commitment on win (workspace_id, commitment_id) where commitment_id is not null;
create index win_task on win (workspace_id, task_id) where task_id is not null;
create index win_key_result on win (workspace_id, key_result_id) where key_result_id is not null;
select headway_tenant('win');

create table win_cheer (
  workspace_id uuid not null,
  win_id uuid not null,
  member_id uuid not null,
  at timestamptz not null default now(),
  primary key (workspace_id, win_id, member_id),
  foreign key (workspace_id, win_id) references win (workspace_id, id) on delete cascade,
  foreign key (workspace_id, member_id) references member (workspace_id, id) on delete cascade
);
create index win_cheer_member on win_cheer (workspace_id, member_id);
select headway_tenant('win_cheer');

-- What a team writes itself on its page of four squares: what must not break (green, amber, red), and what is coming in
-- the next four weeks. `dismissed`: a draft made of a task or project that the team does not want on its page.
create table square_line (
  workspace_id uuid not null references workspace (id) on delete cascade,
  id uuid not null default uuidv7(),
  team_id uuid not null,
  kind text not null check (kind in ('health', 'ahead')),
  text text not null check (length(text) between 1 and 300),
  state text check (state in ('green', 'amber', 'red')),
  week date,
  task_id uuid,
  project_id uuid,
  dismissed boolean not null default false,
  removed_at timestamptz,
  sample boolean not null default false,
  created_by uuid,
  created_at timestamptz not null default now(),
  version integer not null default 1,
  primary key (workspace_id, id),
  foreign key (workspace_id, team_id) references team (workspace_id, id) on delete cascade,
  foreign key (workspace_id, task_id) references task (workspace_id, id) on delete cascade,
  foreign key (workspace_id, project_id) references project (workspace_id, id) on delete cascade,
  check ((kind = 'health') = (state is not null)),
  check ((kind = 'ahead') = (week is not null)),
  check (num_nonnulls(task_id, project_id) <= 1)
);
create index square_line_team on square_line (workspace_id, team_id, kind, week);
create index square_line_task on square_line (workspace_id, task_id) where task_id is not null;
create index square_line_project on square_line (workspace_id, project_id) where project_id is not null;
select headway_tenant('square_line');

-- One meeting of a team. `place` is the item all screens look at, since `place_since`.
create table meeting (
  workspace_id uuid not null references workspace (id) on delete cascade,
  id uuid not null default uuidv7(),
  team_id uuid not null,
  week date not null,
  started_by uuid,
  started_at timestamptz not null default now(),
  ended_at timestamptz,
  place integer not null default 0 check (place >= 0),
  place_since timestamptz not null default now(),
  notes text not null default '' check (length(notes) <= 20000),
  sample boolean not null default false,
  version integer not null default 1,
  primary key (workspace_id, id),
  foreign key (workspace_id, team_id) references team (workspace_id, id) on delete cascade
);
create index meeting_newest on meeting (workspace_id, team_id, started_at desc, id desc);
create unique index meeting_under_way on meeting (workspace_id, team_id) where ended_at is null;
select headway_tenant('meeting');

-- The agenda as it was made when the meeting began. It names things by id only: each reader sees the names they may.
create table meeting_item (
  workspace_id uuid not null,
  meeting_id uuid not null,
  place integer not null check (place >= 0),
  kind text not null check (kind in (
    'decisions', 'off_track', 'at_risk', 'missing', 'blocked', 'unfinished', 'moved', 'wins', 'commit')),
  subject_id uuid,
  budget integer not null check (budget > 0),
  seconds integer not null default 0 check (seconds >= 0),
  seen boolean not null default false,
  note text not null default '' check (length(note) <= 4000),
  primary key (workspace_id, meeting_id, place),
  foreign key (workspace_id, meeting_id) references meeting (workspace_id, id) on delete cascade
);
select headway_tenant('meeting_item');

-- What was decided, and the task it became.
create table decision (
  workspace_id uuid not null references workspace (id) on delete cascade,
  id uuid not null default uuidv7(),
  meeting_id uuid not null,
  place integer not null check (place >= 0),
  text text not null check (length(text) between 1 and 300),
  task_id uuid,
  key_result_id uuid,
  removed_at timestamptz,
  created_by uuid,
  created_at timestamptz not null default now(),
  version integer not null default 1,
  primary key (workspace_id, id),
  foreign key (workspace_id, meeting_id) references meeting (workspace_id, id) on delete cascade,
  foreign key (workspace_id, task_id) references task (workspace_id, id) on delete set null (task_id),
  foreign key (workspace_id, key_result_id) references key_result (workspace_id, id)
    on delete set null (key_result_id)
);
create index decision_meeting on decision (workspace_id, meeting_id);
create index decision_task on decision (workspace_id, task_id) where task_id is not null;
create index decision_key_result on decision (workspace_id, key_result_id) where key_result_id is not null;
select headway_tenant('decision');

-- What a guest may see at all: the weeks of a team that is shared with them. Meetings are the team's own.
select headway_guest_floor('commitment', 'team_id = any (array(select headway_shared(''team'')))');
create function rituals_shared_commitments() returns setof uuid language sql stable as $$
  select id from commitment
$$;
select headway_guest_floor('commitment_week', 'commitment_id = any (array(select rituals_shared_commitments()))');
select headway_guest_floor('win', 'team_id = any (array(select headway_shared(''team'')))');
create function rituals_shared_wins() returns setof uuid language sql stable as $$ select id from win $$;
select headway_guest_floor('win_cheer', 'win_id = any (array(select rituals_shared_wins()))');
select headway_guest_floor('square_line', 'team_id = any (array(select headway_shared(''team'')))');
select headway_guest_floor('meeting', 'false'), headway_guest_floor('meeting_item', 'false'),
       headway_guest_floor('decision', 'false');

-- What was finished in a week is looked up by when it was closed.
create index task_closed on task (workspace_id, closed_at) where closed_at is not null;
