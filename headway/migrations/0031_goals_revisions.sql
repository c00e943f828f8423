-- A goal may rest: it keeps its numbers and counts as before.
alter table objective drop constraint objective_state_check;
alter table objective add constraint objective_state_check
  check (state in ('draft', 'active', 'paused', 'dropped'));
alter table objective add column paused_reason text not null default '' check (length(paused_reason) <= 2000);
alter table key_result drop constraint key_result_state_check;
alter table key_result add constraint key_result_state_check check (state in ('active', 'paused', 'dropped'));
alter table key_result add column paused_reason text not null default '' check (length(paused_reason) <= 2000);

-- The goal of an earlier cycle that this one was carried over from.
alter table objective add column predecessor_id uuid;
alter table objective add foreign key (workspace_id, predecessor_id)
  references objective (workspace_id, id) on delete set null (predecessor_id);
create index objective_predecessor on objective (workspace_id, predecessor_id);
alter table key_result add column predecessor_id uuid;
alter table key_result add foreign key (workspace_id, predecessor_id)
  references key_result (workspace_id, id) on delete set null (predecessor_id);
create index key_result_predecessor on key_result (workspace_id, predecessor_id);

-- The final score. `grade_suggested` and `grade_original` are what the rule gave when it was graded: against the
-- definition of that day, and against the one from before the first revision. `graded_by` is null where closing the
-- cycle took the suggestion over.
alter table key_result
  add column grade numeric(3, 2) check (grade between 0 and 1),
  add column grade_suggested numeric(3, 2),
  add column grade_original numeric(3, 2),
  add column grade_reason text not null default '' check (length(grade_reason) <= 2000),
  add column grade_causes text[] not null default '{}',
  add column grade_note text not null default '' check (length(grade_note) <= 4000),
  add column graded_by uuid,
  add column graded_at timestamptz;

-- Edits of wording, baseline or target after the cycle began, each with its reason. `before` is the whole definition
-- that was replaced, so the first row of a goal holds what was agreed at the start.
create table goal_revision (
  workspace_id uuid not null references workspace (id) on delete cascade,
  id uuid not null default uuidv7(),
  objective_id uuid not null,
  key_result_id uuid,
  revised_at timestamptz not null,
  revised_on date not null,
  member_id uuid,
  reason text not null check (length(reason) <= 2000),
  before jsonb not null,
  changes jsonb not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, objective_id) references objective (workspace_id, id) on delete cascade,
  foreign key (workspace_id, key_result_id) references key_result (workspace_id, id) on delete cascade,
  foreign key (workspace_id, member_id) references member (workspace_id, id)
);
create index goal_revision_objective on goal_revision (workspace_id, objective_id, id);
create index goal_revision_key_result on goal_revision (workspace_id, key_result_id, id);
select headway_tenant('goal_revision', true);
select headway_guest_floor('goal_revision', 'objective_id = any (array(select goals_shared_objectives()))');
