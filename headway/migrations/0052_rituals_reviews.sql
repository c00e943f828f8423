-- Once a month: what the numbers say of an objective, what its people think, and what they decided.
create table assessment (
  workspace_id uuid not null references workspace (id) on delete cascade,
  id uuid not null default uuidv7(),
  objective_id uuid not null,
  month date not null check (extract(day from month) = 1),
  chance double precision check (chance between 0 and 1),
  health text not null,
  progress double precision,
  judgement smallint not null check (judgement between 0 and 100),
  decision text not null check (decision in ('keep', 'adjust', 'pause', 'resume', 'stop')),
  reason text not null default '' check (length(reason) <= 2000),
  member_id uuid,
  assessed_at timestamptz not null,
  version integer not null default 1,
  primary key (workspace_id, id),
  unique (workspace_id, objective_id, month),
  foreign key (workspace_id, objective_id) references objective (workspace_id, id) on delete cascade,
  foreign key (workspace_id, member_id) references member (workspace_id, id)
);
select headway_tenant('assessment');
select headway_guest_floor('assessment', 'false');

-- A team's grading of a cycle. Until `revealed_at`, everybody knows of their own scores only.
create table grading (
  workspace_id uuid not null references workspace (id) on delete cascade,
  id uuid not null default uuidv7(),
  team_id uuid not null,
  cycle_id uuid not null,
  opened_by uuid,
  opened_at timestamptz not null,
  revealed_by uuid,
  revealed_at timestamptz,
  primary key (workspace_id, id),
  unique (workspace_id, team_id, cycle_id),
  foreign key (workspace_id, team_id) references team (workspace_id, id) on delete cascade,
  foreign key (workspace_id, cycle_id) references cycle (workspace_id, id) on delete cascade,
  foreign key (workspace_id, opened_by) references member (workspace_id, id),
  foreign key (workspace_id, revealed_by) references member (workspace_id, id)
);
create index grading_cycle on grading (workspace_id, cycle_id);
select headway_tenant('grading');
select headway_guest_floor('grading', 'false');

-- Who takes part, and how far they are: never what they gave.
create table ballot (
  workspace_id uuid not null references workspace (id) on delete cascade,
  grading_id uuid not null,
  member_id uuid not null,
  scored integer not null default 0,
  done_at timestamptz,
  primary key (workspace_id, grading_id, member_id),
  foreign key (workspace_id, grading_id) references grading (workspace_id, id) on delete cascade,
  foreign key (workspace_id, member_id) references member (workspace_id, id)
);
create index ballot_member on ballot (workspace_id, member_id);
select headway_tenant('ballot');
select headway_guest_floor('ballot', 'false');

-- One person's score of one key result. The policy below is the blindness: before the reveal a row exists for the one
-- who wrote it only, named by `headway.member`, whatever a query asks for and whoever asks.
create table blind_score (
  workspace_id uuid not null references workspace (id) on delete cascade,
  grading_id uuid not null,
  member_id uuid not null,
  key_result_id uuid not null,
  score numeric(3, 2) not null check (score between 0 and 1),
  note text not null default '' check (length(note) <= 1000),
  scored_at timestamptz not null,
  primary key (workspace_id, grading_id, member_id, key_result_id),
  foreign key (workspace_id, grading_id, member_id) references ballot (workspace_id, grading_id, member_id)
    on delete cascade,
  foreign key (workspace_id, key_result_id) references key_result (workspace_id, id) on delete cascade
);
create index blind_score_key_result on blind_score (workspace_id, key_result_id);
select headway_tenant('blind_score');
select headway_guest_floor('blind_score', 'false');
create policy blind on blind_score as restrictive to headway_app, headway_worker
  using (
    member_id = nullif((select current_setting('headway.member', true)), '')::uuid
    or exists (
      select from grading g
       where g.workspace_id = blind_score.workspace_id and g.id = blind_score.grading_id
         and g.revealed_at is not null))
  with check (
    member_id = nullif((select current_setting('headway.member', true)), '')::uuid
    and exists (
      select from grading g
       where g.workspace_id = blind_score.workspace_id and g.id = blind_score.grading_id and g.revealed_at is null));

-- What a team takes from a cycle, in its own words.
create table retrospective (
  workspace_id uuid not null references workspace (id) on delete cascade,
  id uuid not null default uuidv7(),
  team_id uuid not null,
  cycle_id uuid not null,
  achieved text not null default '' check (length(achieved) <= 20000),
  missed text not null default '' check (length(missed) <= 20000),
  learned text not null default '' check (length(learned) <= 20000),
  changed_by uuid,
  changed_at timestamptz not null,
  version integer not null default 1,
  primary key (workspace_id, id),
  unique (workspace_id, team_id, cycle_id),
  foreign key (workspace_id, team_id) references team (workspace_id, id) on delete cascade,
  foreign key (workspace_id, cycle_id) references cycle (workspace_id, id) on delete cascade,
  foreign key (workspace_id, changed_by) references member (workspace_id, id)
);
create index retrospective_cycle on retrospective (workspace_id, cycle_id);
select headway_tenant('retrospective');
select headway_guest_floor('retrospective', 'false');

-- One sentence worth remembering when the next goals are written.
create table lesson (
  workspace_id uuid not null references workspace (id) on delete cascade,
  id uuid not null default uuidv7(),
  team_id uuid not null,
  cycle_id uuid not null,
  words text not null check (length(words) between 1 and 500),
  created_by uuid,
  created_at timestamptz not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, team_id) references team (workspace_id, id) on delete cascade,
  foreign key (workspace_id, cycle_id) references cycle (workspace_id, id) on delete cascade,
  foreign key (workspace_id, created_by) references member (workspace_id, id)
);
create index lesson_team on lesson (workspace_id, team_id, id);
create index lesson_cycle on lesson (workspace_id, cycle_id);
select headway_tenant('lesson');
select headway_guest_floor('lesson', 'false');

-- What a retrospective decided to do: a task of a project.
create table retrospective_action (
  workspace_id uuid not null references workspace (id) on delete cascade,
  team_id uuid not null,
  cycle_id uuid not null,
  task_id uuid not null,
  created_by uuid,
  created_at timestamptz not null,
  primary key (workspace_id, team_id, cycle_id, task_id),
  foreign key (workspace_id, team_id) references team (workspace_id, id) on delete cascade,
  foreign key (workspace_id, cycle_id) references cycle (workspace_id, id) on delete cascade,
  foreign key (workspace_id, task_id) references task (workspace_id, id) on delete cascade,
  foreign key (workspace_id, created_by) references member (workspace_id, id)
);
create index retrospective_action_task on retrospective_action (workspace_id, task_id);
select headway_tenant('retrospective_action');
select headway_guest_floor('retrospective_action', 'false');

-- Objectives taken over into another cycle in one go, so that one click takes it back. `objectives` are the new ones.
create table carry (
  workspace_id uuid not null references workspace (id) on delete cascade,
  id uuid not null default uuidv7(),
  team_id uuid not null,
  from_cycle_id uuid not null,
  to_cycle_id uuid not null,
  objectives uuid[] not null,
  carried_by uuid,
  carried_at timestamptz not null,
  undone_by uuid,
  undone_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, team_id) references team (workspace_id, id) on delete cascade,
  foreign key (workspace_id, from_cycle_id) references cycle (workspace_id, id) on delete cascade,
  foreign key (workspace_id, to_cycle_id) references cycle (workspace_id, id) on delete cascade,
  foreign key (workspace_id, carried_by) references member (workspace_id, id),
  foreign key (workspace_id, undone_by) references member (workspace_id, id)
);
create index carry_team on carry (workspace_id, team_id, from_cycle_id);
select headway_tenant('carry');
select headway_guest_floor('carry', 'false');
