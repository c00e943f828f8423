create table cycle (
  workspace_id uuid not null references workspace (id) on delete cascade,
  id uuid not null default uuidv7(),
  parent_id uuid,
  name text not null check (length(name) between 1 and 80),
  kind text not null check (kind in ('year', 'quarter', 'custom')),
  starts_on date not null,
  ends_on date not null,
  sample boolean not null default false,
  closed_at timestamptz,
  created_at timestamptz not null default now(),
  version integer not null default 1,
  primary key (workspace_id, id),
  unique (workspace_id, name),
  foreign key (workspace_id, parent_id) references cycle (workspace_id, id),
  check (ends_on > starts_on)
);
create index cycle_dates on cycle (workspace_id, starts_on, ends_on);
select headway_tenant('cycle');

create table objective (
  workspace_id uuid not null references workspace (id) on delete cascade,
  id uuid not null default uuidv7(),
  number bigint not null,
  cycle_id uuid not null,
  team_id uuid,
  owner_id uuid,
  title text not null check (length(title) between 1 and 300),
  why text not null default '' check (length(why) <= 10000),
  priority text not null default '' check (length(priority) <= 300),
  state text not null default 'active' check (state in ('draft', 'active', 'dropped')),
  dropped_reason text not null default '' check (length(dropped_reason) <= 2000),
  private boolean not null default false,
  confidence smallint not null default 5 check (confidence between 0 and 10),
  rank double precision not null default 0,
  sample boolean not null default false,
  created_by uuid,
  created_at timestamptz not null default now(),
  version integer not null default 1,
  primary key (workspace_id, id),
  unique (workspace_id, number),
  foreign key (workspace_id, cycle_id) references cycle (workspace_id, id),
  foreign key (workspace_id, team_id) references team (workspace_id, id),
  foreign key (workspace_id, owner_id) references member (workspace_id, id)
);
create index objective_list on objective (workspace_id, rank, id);
create index objective_cycle on objective (workspace_id, cycle_id, rank, id);
create index objective_team on objective (workspace_id, team_id);
create index objective_owner on objective (workspace_id, owner_id);
select headway_tenant('objective');

-- What a key result means to people; how it gets its number is the metric of the same id (progress).
create table key_result (
  workspace_id uuid not null references workspace (id) on delete cascade,
  id uuid not null default uuidv7(),
  number bigint not null,
  objective_id uuid not null,
  owner_id uuid,
  team_id uuid,
  title text not null check (length(title) between 1 and 300),
  description text not null default '' check (length(description) <= 10000),
  full_mark text not null default '' check (length(full_mark) <= 1000),
  commitment text not null default 'stretch' check (commitment in ('committed', 'stretch')),
  indicator text not null default 'lagging' check (indicator in ('leading', 'lagging')),
  state text not null default 'active' check (state in ('active', 'dropped')),
  dropped_reason text not null default '' check (length(dropped_reason) <= 2000),
  confidence smallint not null default 5 check (confidence between 0 and 10),
  rank double precision not null default 0,
  sample boolean not null default false,
  created_by uuid,
  created_at timestamptz not null default now(),
  version integer not null default 1,
  primary key (workspace_id, id),
  unique (workspace_id, number),
  foreign key (workspace_id, objective_id) references objective (workspace_id, id) on delete cascade,
  foreign key (workspace_id, owner_id) references member (workspace_id, id),
  foreign key (workspace_id, team_id) references team (workspace_id, id)
);
create index key_result_objective on key_result (workspace_id, objective_id, rank, id);
create index key_result_owner on key_result (workspace_id, owner_id);
select headway_tenant('key_result');

-- An objective under a higher goal: cascaded from a key result, contributing to or supporting an objective.
create table alignment (
  workspace_id uuid not null references workspace (id) on delete cascade,
  id uuid not null default uuidv7(),
  child_id uuid not null,
  objective_id uuid,
  key_result_id uuid,
  kind text not null check (kind in ('cascade', 'contributes', 'supports')),
  weight double precision not null default 1 check (weight >= 0 and weight <= 1000),
  created_by uuid,
  created_at timestamptz not null default now(),
  version integer not null default 1,
  primary key (workspace_id, id),
  foreign key (workspace_id, child_id) references objective (workspace_id, id) on delete cascade,
  foreign key (workspace_id, objective_id) references objective (workspace_id, id) on delete cascade,
  foreign key (workspace_id, key_result_id) references key_result (workspace_id, id) on delete cascade,
  check ((kind = 'cascade') = (key_result_id is not null)),
  check ((kind = 'cascade') = (objective_id is null))
);
create unique index alignment_once on alignment (workspace_id, child_id, coalesce(objective_id, key_result_id));
create index alignment_objective on alignment (workspace_id, objective_id);
create index alignment_key_result on alignment (workspace_id, key_result_id);
select headway_tenant('alignment');

-- What a guest may see at all: objectives shared with them, and those of a team shared with them that are neither
-- private nor drafts; key results of those; the links at either end of them. The functions are there so that only a
-- guest's statement plans and runs what is in them: written out, every statement on a member would plan them too.
select headway_guest_floor('objective', 'id = any (array(select headway_shared(''objective'')))
  or (not private and state <> ''draft'' and team_id = any (array(select headway_shared(''team''))))');

create function goals_shared_objectives() returns setof uuid language sql stable as $$ select id from objective $$;
select headway_guest_floor('key_result', 'objective_id = any (array(select goals_shared_objectives()))');

create function goals_shared_key_results() returns setof uuid language sql stable as $$ select id from key_result $$;
select headway_guest_floor('alignment', 'child_id = any (array(select goals_shared_objectives()))
  or objective_id = any (array(select goals_shared_objectives()))
  or key_result_id = any (array(select goals_shared_key_results()))');
select headway_guest_floor('metric', 'id = any (array(select goals_shared_key_results()))');
select headway_guest_floor('measurement', 'metric_id = any (array(select goals_shared_key_results()))');
