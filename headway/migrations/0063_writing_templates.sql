-- Templates that a workspace wrote for itself; ours are files (headway/writing/library). Numbers in `key_results` are
-- examples that whoever uses the template replaces by their own.
create table goal_template (
  workspace_id uuid not null references workspace (id) on delete cascade,
  id uuid not null default uuidv7(),
  domain text not null check (length(domain) between 1 and 40),
  objective text not null check (length(objective) between 1 and 300),
  suits text not null default '' check (length(suits) <= 300),
  why text not null default '' check (length(why) <= 2000),
  key_results jsonb not null default '[]',
  created_by uuid,
  created_at timestamptz not null default now(),
  removed_at timestamptz,
  version integer not null default 1,
  primary key (workspace_id, id),
  foreign key (workspace_id, created_by) references member (workspace_id, id)
);
create index goal_template_maker on goal_template (workspace_id, created_by);
select headway_tenant('goal_template');

-- The words of a company are for its members.
select headway_guest_floor('goal_template', 'false');
