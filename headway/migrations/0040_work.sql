-- Counters. `below_*` is the sum over the children as each child counts itself; `leaves*`, `hours*` is what the row
-- itself gives to whatever counts it (arithmetic, section 1), generated, so that one row can never contradict itself:
-- cancelled gives nothing; a closed parent gives all its leaves as done; whatever has no leaf below is a leaf.
create table project (
  workspace_id uuid not null references workspace (id) on delete cascade,
  id uuid not null default uuidv7(),
  number bigint not null,
  team_id uuid,
  lead_id uuid,
  title text not null check (length(title) between 1 and 200),
  description text not null default '' check (length(description) <= 50000),
  state text not null default 'active' check (state in ('planned', 'active', 'paused', 'done', 'cancelled')),
  private boolean not null default false,
  starts_on date,
  due_on date,
  tasks integer not null default 0,
  below_leaves integer not null default 0,
  below_done integer not null default 0,
  below_estimated integer not null default 0,
  below_hours numeric not null default 0,
  below_hours_done numeric not null default 0,
  leaves integer not null generated always as (
    case when state = 'cancelled' then 0 when below_leaves > 0 then below_leaves
         when tasks > 0 and state <> 'done' then 0 else 1 end) stored,
  leaves_done integer not null generated always as (
    case when state = 'cancelled' then 0 when state = 'done' then greatest(below_leaves, 1) else below_done end) stored,
  leaves_estimated integer not null generated always as (
    case when state = 'cancelled' then 0 else below_estimated end) stored,
  hours numeric not null generated always as (case when state = 'cancelled' then 0 else below_hours end) stored,
  hours_done numeric not null generated always as (
    case when state = 'cancelled' then 0 when state = 'done' then below_hours else below_hours_done end) stored,
  sample boolean not null default false,
  archived_at timestamptz,
  created_by uuid,
  created_at timestamptz not null default now(),
  version integer not null default 1,
  primary key (workspace_id, id),
  unique (workspace_id, number),
  foreign key (workspace_id, team_id) references team (workspace_id, id),
  foreign key (workspace_id, lead_id) references member (workspace_id, id),
  check (starts_on <= due_on)
) with (fillfactor = 70);
create index project_team on project (workspace_id, team_id);
create index project_lead on project (workspace_id, lead_id);
select headway_tenant('project');

create table status (
  workspace_id uuid not null,
  id uuid not null default uuidv7(),
  project_id uuid not null,
  name text not null check (length(name) between 1 and 60),
  type text not null check (type in ('open', 'active', 'done', 'cancelled')),
  rank integer not null,
  primary key (workspace_id, id),
  unique (workspace_id, project_id, name) deferrable,
  unique (workspace_id, project_id, id),
  foreign key (workspace_id, project_id) references project (workspace_id, id) on delete cascade
);
select headway_tenant('status');

-- A deleted task stays, so that it can be restored: `deleted_with` is the task whose deletion took it along.
create table task (
  workspace_id uuid not null references workspace (id) on delete cascade,
  id uuid not null default uuidv7(),
  number bigint not null,
  project_id uuid not null,
  parent_id uuid,
  status_id uuid not null,
  status_type text not null check (status_type in ('open', 'active', 'done', 'cancelled')),
  title text not null check (length(title) between 1 and 300),
  description text not null default '' check (length(description) <= 50000),
  priority text not null default 'none' check (priority in ('none', 'low', 'medium', 'high', 'urgent')),
  labels text[] not null default '{}',
  starts_on date,
  due_on date,
  estimate_hours numeric check (estimate_hours >= 0 and estimate_hours <= 100000),
  rank text collate "C" not null,
  subtasks integer not null default 0,
  below_leaves integer not null default 0,
  below_done integer not null default 0,
  below_estimated integer not null default 0,
  below_hours numeric not null default 0,
  below_hours_done numeric not null default 0,
  leaves integer not null generated always as (
    case when status_type = 'cancelled' then 0 else greatest(below_leaves, 1) end) stored,
  leaves_done integer not null generated always as (
    case when status_type = 'cancelled' then 0 when status_type = 'done' then greatest(below_leaves, 1)
         else below_done end) stored,
  leaves_estimated integer not null generated always as (
    case when status_type = 'cancelled' then 0 when below_leaves > 0 then below_estimated
         when estimate_hours is null then 0 else 1 end) stored,
  hours numeric not null generated always as (
    case when status_type = 'cancelled' then 0 when below_leaves > 0 then below_hours
         else coalesce(estimate_hours, 0) end) stored,
  hours_done numeric not null generated always as (
    case when status_type = 'cancelled' then 0
         when status_type = 'done' then case when below_leaves > 0 then below_hours else coalesce(estimate_hours, 0) end
         when below_leaves > 0 then below_hours_done else 0 end) stored,
  started_at timestamptz,
  closed_at timestamptz,
  sample boolean not null default false,
  deleted_at timestamptz,
  deleted_with uuid,
  deleted_by uuid,
  created_by uuid,
  created_at timestamptz not null default now(),
  version integer not null default 1,
  primary key (workspace_id, id),
  unique (workspace_id, number),
  unique (workspace_id, project_id, id),
  foreign key (workspace_id, project_id) references project (workspace_id, id) on delete cascade,
  foreign key (workspace_id, project_id, parent_id) references task (workspace_id, project_id, id) on delete cascade
    deferrable initially deferred,
  foreign key (workspace_id, project_id, status_id) references status (workspace_id, project_id, id)
    deferrable initially deferred,
  check (parent_id <> id),
  check (starts_on <= due_on),
  check ((deleted_at is null) = (deleted_with is null))
) with (fillfactor = 85);
create index task_project on task (workspace_id, project_id, rank, id);
create index task_top on task (workspace_id, project_id, rank, id) where parent_id is null and deleted_at is null;
create index task_board on task (workspace_id, project_id, status_id, rank, id) where deleted_at is null;
create index task_parent on task (workspace_id, parent_id) where parent_id is not null;
create index task_status on task (workspace_id, status_id);
create index task_deleted on task (workspace_id, deleted_with) where deleted_with is not null;
select headway_tenant('task');

create table task_assignee (
  workspace_id uuid not null,
  task_id uuid not null,
  member_id uuid not null,
  primary key (workspace_id, task_id, member_id),
  foreign key (workspace_id, task_id) references task (workspace_id, id) on delete cascade,
  foreign key (workspace_id, member_id) references member (workspace_id, id) on delete cascade
);
create index task_assignee_member on task_assignee (workspace_id, member_id);
select headway_tenant('task_assignee');

-- Work that serves a key result: exactly one of task and project, with a weight.
create table work_link (
  workspace_id uuid not null references workspace (id) on delete cascade,
  id uuid not null default uuidv7(),
  key_result_id uuid not null,
  task_id uuid,
  project_id uuid,
  weight double precision not null default 1 check (weight >= 0 and weight <= 1000),
  sample boolean not null default false,
  created_by uuid,
  created_at timestamptz not null default now(),
  version integer not null default 1,
  primary key (workspace_id, id),
  foreign key (workspace_id, key_result_id) references key_result (workspace_id, id) on delete cascade,
  foreign key (workspace_id, task_id) references task (workspace_id, id) on delete cascade,
  foreign key (workspace_id, project_id) references project (workspace_id, id) on delete cascade,
  check (num_nonnulls(task_id, project_id) = 1)
);
create unique index work_link_once on work_link (workspace_id, key_result_id, coalesce(task_id, project_id));
create index work_link_task on work_link (workspace_id, task_id) where task_id is not null;
create index work_link_project on work_link (workspace_id, project_id) where project_id is not null;
select headway_tenant('work_link');

-- What a guest may see at all: projects shared with them, and those of a team shared with them that are not private;
-- everything in them; the people in them by name. Links stay readable: a guest who closes a task moves the numbers it
-- is linked to, whose names stand under the floor of goals. The functions are there so that only a guest's statement
-- plans and runs what is in them: written out, every statement on a member would plan five tables more.
select headway_guest_floor('project', 'id = any (array(select headway_shared(''project'')))
  or (not private and team_id = any (array(select headway_shared(''team''))))');

create function work_shared_projects() returns setof uuid language sql stable as $$ select id from project $$;
select headway_guest_floor('status', 'project_id = any (array(select work_shared_projects()))');
select headway_guest_floor('task', 'project_id = any (array(select work_shared_projects()))');

create function work_shared_tasks() returns setof uuid language sql stable as $$ select id from task $$;
select headway_guest_floor('task_assignee', 'task_id = any (array(select work_shared_tasks()))');

create function work_shared_people() returns setof uuid language sql stable as $$
  select member_id from task_assignee
  union
  select lead_id from project where lead_id is not null
$$;
select headway_guest_opens('member', 'work', 'id = any (array(select work_shared_people()))');

-- The projects a member may see (the whole policy above the guest floor), and why: their own share, and whether they
-- are in its team. `everything` is for jobs. Simple enough to be inlined by the planner; it must stay so.
create function work_visible(workspace uuid, me uuid, guest boolean, everything boolean)
returns table (id uuid, shared text, team_shared text, in_team boolean)
language sql stable as $$
  select p.id, s.access, ts.access, m.member_id is not null
    from project p
    left join share s on s.workspace_id = workspace and s.member_id = me and s.subject = 'project'
                     and s.subject_id = p.id
    left join share ts on ts.workspace_id = workspace and ts.member_id = me and ts.subject = 'team'
                      and ts.subject_id = p.team_id and guest
    left join team_member m on m.workspace_id = workspace and m.team_id = p.team_id and m.member_id = me and not guest
   where p.workspace_id = workspace
     and (everything or s.member_id is not null
          or case when guest then not p.private and ts.member_id is not null
                  else not p.private or p.lead_id = me or p.created_by = me or m.member_id is not null end)
$$;

-- What a change of one row means to the row above it: `parent_id`, or the project where that is null.
create type work_delta as (
  project_id uuid, parent_id uuid, children integer, leaves integer, leaves_done integer, leaves_estimated integer,
  hours numeric, hours_done numeric
);

-- Carries changes up to the projects, a level at a time, whatever the number of siblings, and stops where nothing
-- changes any more. `changed` are the tasks and projects the caller wrote. Answers with the linked pieces of work among
-- all that changed, and their totals now. The caller holds the graph lock.
create function apply_work(workspace uuid, changed uuid[], deltas work_delta[])
returns table (subject text, id uuid, leaves integer, done integer, estimated integer, hours numeric,
               hours_done numeric)
language plpgsql set search_path = pg_catalog, public, pg_temp as $$
#variable_conflict use_column
declare
  level work_delta[] := deltas;
  above work_delta[];
  touched uuid[] := changed;
  seen uuid[];
begin
  while cardinality(level) > 0 loop
    above := null;
    if exists (select from unnest(level) l where l.parent_id is null) then
      with delta as (
        select l.project_id, sum(l.children)::integer as children, sum(l.leaves)::integer as leaves,
               sum(l.leaves_done)::integer as leaves_done, sum(l.leaves_estimated)::integer as leaves_estimated,
               sum(l.hours) as hours, sum(l.hours_done) as hours_done
          from unnest(level) l
         where l.parent_id is null
         group by l.project_id
      ), projects as (
        update project p
           set tasks = p.tasks + d.children, below_leaves = p.below_leaves + d.leaves,
               below_done = p.below_done + d.leaves_done, below_estimated = p.below_estimated + d.leaves_estimated,
               below_hours = p.below_hours + d.hours, below_hours_done = p.below_hours_done + d.hours_done
          from delta d
         where p.workspace_id = workspace and p.id = d.project_id
        returning p.id
      )
      select array_agg(p.id) into seen from projects p;
      touched := touched || seen;
    end if;
    if exists (select from unnest(level) l where l.parent_id is not null) then
      with delta as (
        select l.parent_id, sum(l.children)::integer as children, sum(l.leaves)::integer as leaves,
               sum(l.leaves_done)::integer as leaves_done, sum(l.leaves_estimated)::integer as leaves_estimated,
               sum(l.hours) as hours, sum(l.hours_done) as hours_done
          from unnest(level) l
         where l.parent_id is not null
         group by l.parent_id
      ), parents as (
        update task t
           set subtasks = t.subtasks + d.children, below_leaves = t.below_leaves + d.leaves,
               below_done = t.below_done + d.leaves_done, below_estimated = t.below_estimated + d.leaves_estimated,
               below_hours = t.below_hours + d.hours, below_hours_done = t.below_hours_done + d.hours_done
          from delta d
         where t.workspace_id = workspace and t.id = d.parent_id
        returning t.id, row (t.project_id, t.parent_id, 0, new.leaves - old.leaves, new.leaves_done - old.leaves_done,
                             new.leaves_estimated - old.leaves_estimated, new.hours - old.hours,
                             new.hours_done - old.hours_done)::work_delta as delta
      )
      select array_agg(p.delta) filter (
               where ((p.delta).leaves, (p.delta).leaves_done, (p.delta).leaves_estimated, (p.delta).hours,
                      (p.delta).hours_done) <> (0, 0, 0, 0, 0)),
             array_agg(p.id)
        into above, seen
        from parents p;
      touched := touched || seen;
    end if;
    level := above;
  end loop;
  return query select * from work_linked(workspace, touched);
end
$$;

-- The linked pieces of work among `items`, with what each counts now. A deleted one counts nowhere.
create function work_linked(workspace uuid, items uuid[])
returns table (subject text, id uuid, leaves integer, done integer, estimated integer, hours numeric,
               hours_done numeric)
language sql stable set search_path = pg_catalog, public, pg_temp as $$
  select 'task', t.id, t.leaves, t.leaves_done, t.leaves_estimated, t.hours, t.hours_done
    from task t
   where t.workspace_id = workspace and t.id = any (items) and t.deleted_at is null
     and exists (select from work_link l where l.workspace_id = workspace and l.task_id = t.id)
  union all
  select 'project', p.id, p.leaves, p.leaves_done, p.leaves_estimated, p.hours, p.hours_done
    from project p
   where p.workspace_id = workspace and p.id = any (items)
     and exists (select from work_link l where l.workspace_id = workspace and l.project_id = p.id)
$$;

-- Counts everything again from the leaves (of one project, or of all), deepest parents first; the number of rows that
-- had been wrong. A deleted subtree is counted as it stood when it was deleted.
-- Nested loops are off: right after an import the planner may still believe that there are no tasks.
create function recompute_work(workspace uuid, only_project uuid default null) returns integer
language plpgsql set search_path = pg_catalog, public, pg_temp set enable_nestloop = off as $$
declare
  rows_wrong integer;
  wrong integer := 0;
  deepest integer;
  ids uuid[];
  depths integer[];
begin
  with recursive tree as (
    select t.id, 0 as depth from task t
     where t.workspace_id = workspace and t.parent_id is null and (only_project is null or t.project_id = only_project)
    union all
    select t.id, tree.depth + 1 from tree join task t on t.workspace_id = workspace and t.parent_id = tree.id
  )
  select array_agg(tree.id), array_agg(tree.depth), max(tree.depth) into ids, depths, deepest from tree;
  for level in reverse coalesce(deepest, 0) .. 0 loop
    with counted as (
      select wanted.id, count(c.id)::integer as subtasks, coalesce(sum(c.leaves), 0)::integer as leaves,
             coalesce(sum(c.leaves_done), 0)::integer as done,
             coalesce(sum(c.leaves_estimated), 0)::integer as estimated,
             coalesce(sum(c.hours), 0) as hours, coalesce(sum(c.hours_done), 0) as hours_done
        from unnest(ids, depths) as wanted (id, depth)
        join task t on t.workspace_id = workspace and t.id = wanted.id
        left join task c on c.workspace_id = workspace and c.parent_id = t.id
                        and c.deleted_with is not distinct from t.deleted_with
       where wanted.depth = level
       group by wanted.id
    )
    update task t
       set subtasks = n.subtasks, below_leaves = n.leaves, below_done = n.done, below_estimated = n.estimated,
           below_hours = n.hours, below_hours_done = n.hours_done
      from counted n
     where t.workspace_id = workspace and t.id = n.id
       and (t.subtasks, t.below_leaves, t.below_done, t.below_estimated, t.below_hours, t.below_hours_done)
        <> (n.subtasks, n.leaves, n.done, n.estimated, n.hours, n.hours_done);
    get diagnostics rows_wrong = row_count;
    wrong := wrong + rows_wrong;
  end loop;
  with counted as (
    select p.id, count(c.id)::integer as tasks, coalesce(sum(c.leaves), 0)::integer as leaves,
           coalesce(sum(c.leaves_done), 0)::integer as done, coalesce(sum(c.leaves_estimated), 0)::integer as estimated,
           coalesce(sum(c.hours), 0) as hours, coalesce(sum(c.hours_done), 0) as hours_done
      from project p
      left join task c on c.workspace_id = workspace and c.project_id = p.id and c.parent_id is null
                      and c.deleted_at is null
     where p.workspace_id = workspace and (only_project is null or p.id = only_project)
     group by p.id
  )
  update project p
     set tasks = n.tasks, below_leaves = n.leaves, below_done = n.done, below_estimated = n.estimated,
         below_hours = n.hours, below_hours_done = n.hours_done
    from counted n
   where p.workspace_id = workspace and p.id = n.id
     and (p.tasks, p.below_leaves, p.below_done, p.below_estimated, p.below_hours, p.below_hours_done)
      <> (n.tasks, n.leaves, n.done, n.estimated, n.hours, n.hours_done);
  get diagnostics rows_wrong = row_count;
  return wrong + rows_wrong;
end
$$;

-- Tells the planner what much new work looks like, inside the transaction that made it; only the owner may analyse.
create function work_analyse() returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  analyze project, status, task, task_assignee, work_link;
end
$$;
revoke all on function work_analyse() from public;
grant execute on function work_analyse() to headway_app, headway_worker;

-- The tasks above a task, nearest first (`up` 1 is its parent; 0 the task itself).
create function work_above(workspace uuid, task_id uuid) returns table (id uuid, up integer)
language sql stable set search_path = pg_catalog, public, pg_temp as $$
  with recursive above as (
    select t.id, t.parent_id, 0 as up from task t where t.workspace_id = workspace and t.id = task_id
    union all
    select t.id, t.parent_id, above.up + 1
      from above join task t on t.workspace_id = workspace and t.id = above.parent_id
  )
  select above.id, above.up from above
$$;

-- A task and everything below it, deleted ones too.
create function work_below(workspace uuid, task_id uuid) returns table (id uuid, down integer)
language sql stable set search_path = pg_catalog, public, pg_temp as $$
  with recursive below as (
    select t.id, 0 as down from task t where t.workspace_id = workspace and t.id = task_id
    union all
    select t.id, below.down + 1 from below join task t on t.workspace_id = workspace and t.parent_id = below.id
  )
  select below.id, below.down from below
$$;
