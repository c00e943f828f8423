-- Metrics, measurements, and the graph that turns them into progress. Written by headway/progress only.
-- The arithmetic is the one of headway/progress/rules; tests and `headway verify` compare the two.

-- How a subject gets its number; it has the subject's id (a key result now, a KPI later).
-- `measured` and `newest_id` are derived: the live values, and the newest of them by (effective_at, id).
create table metric (
  workspace_id uuid not null references workspace (id) on delete cascade,
  id uuid not null,
  kind text not null check (kind in (
    'increase', 'decrease', 'reach', 'share', 'maintain', 'milestone', 'binary', 'work', 'objectives')),
  unit text not null default '' check (length(unit) <= 40),
  start numeric,
  target numeric,
  v70 numeric,
  low numeric,
  high numeric,
  method text not null default 'periods' check (method in ('periods', 'now', 'strict')),
  steps jsonb not null default '[]',
  starts_on date,
  ends_on date,
  path jsonb not null default '[]',
  check_in_days smallint check (check_in_days between 1 and 366),
  measured integer not null default 0,
  newest_id uuid,
  primary key (workspace_id, id),
  check (ends_on >= starts_on),
  check (start <> target)
);
create index metric_in_time on metric (workspace_id, id) where kind = 'maintain' and method <> 'now';
select headway_tenant('metric');

-- Append-only. A correction is a new row that names the row it replaces, a withdrawal a tombstone that does.
create table measurement (
  workspace_id uuid not null references workspace (id) on delete cascade,
  id uuid not null default uuidv7(),
  metric_id uuid not null,
  kind text not null default 'value' check (kind in ('value', 'tombstone')),
  value numeric,
  done numeric,
  total numeric check (total > 0),
  steps integer[],
  effective_at timestamptz not null,
  recorded_at timestamptz not null default now(),
  source text not null default 'manual' check (length(source) between 1 and 80),
  source_event text check (length(source_event) between 1 and 200),
  author_id uuid,
  note text not null default '' check (length(note) <= 4000),
  corrects uuid,
  primary key (workspace_id, id),
  unique (workspace_id, metric_id, id),
  unique (workspace_id, metric_id, source, source_event),
  unique (workspace_id, corrects),
  foreign key (workspace_id, metric_id) references metric (workspace_id, id) on delete cascade,
  foreign key (workspace_id, metric_id, corrects) references measurement (workspace_id, metric_id, id)
    on delete cascade,
  foreign key (workspace_id, author_id) references member (workspace_id, id),
  check (kind = 'value' or corrects is not null)
);
create index measurement_newest on measurement (workspace_id, metric_id, effective_at desc, id desc);
create index measurement_author on measurement (workspace_id, author_id);
select headway_tenant('measurement', true);

-- One row per thing that has progress. `raw` is what is said, `counted` what is rolled up (null: undefined, left out).
-- `running` is the mean before it is settled to exactly 0 or 1, so that settling never adds up to an error.
-- `weight_sum` is the sum of the weights of the defined, active, counted children: share = edge.weight / weight_sum.
-- `work_*` count the leaves of the distinct pieces of work at or below; of a `work` node, its own.
-- `number` counts derived changes, as `version` elsewhere counts edits by people.
-- `frozen`: of a closed period; its numbers stay as they are, whatever happens below, and count above as they are.
create table node (
  workspace_id uuid not null references workspace (id) on delete cascade,
  id uuid not null,
  subject text not null check (length(subject) between 1 and 40),
  mode text not null check (mode in ('value', 'mean', 'work', 'frozen')),
  raw double precision,
  counted double precision check (counted between 0 and 1),
  running double precision,
  weight_sum double precision not null default 0,
  when_empty double precision,
  as_of date,
  number bigint not null default 0,
  active boolean not null default true,
  work_leaves integer not null default 0,
  work_done integer not null default 0,
  work_estimated integer not null default 0,
  work_hours numeric not null default 0,
  work_hours_done numeric not null default 0,
  primary key (workspace_id, id)
) with (fillfactor = 70);
create index node_above_work on node (workspace_id, id) where mode <> 'work';
select headway_tenant('node');

create table edge (
  workspace_id uuid not null references workspace (id) on delete cascade,
  child_id uuid not null,
  parent_id uuid not null,
  kind text not null check (kind in ('measures', 'cascade', 'contributes', 'supports', 'work')),
  weight double precision not null default 1 check (weight >= 0 and weight <= 1000000),
  counted boolean not null default true,
  primary key (workspace_id, child_id, parent_id),
  foreign key (workspace_id, child_id) references node (workspace_id, id) on delete cascade,
  foreign key (workspace_id, parent_id) references node (workspace_id, id) on delete cascade,
  check (child_id <> parent_id)
);
create index edge_below on edge (workspace_id, parent_id, child_id);
select headway_tenant('edge');

-- The W reading of counters: by estimate if every leaf has one and they sum above 0, else by count.
create function progress_work(leaves integer, done integer, estimated integer, hours numeric, hours_done numeric)
returns double precision language sql immutable parallel safe as $$
  select case
    when leaves = 0 then null
    when estimated = leaves and hours > 0 then (hours_done / hours)::double precision
    else done::double precision / leaves
  end
$$;

-- Exactly 0 or 1 for what is within 1e-9 of them.
create function progress_settle(value double precision) returns double precision
language sql immutable parallel safe as $$
  select case when abs(value) <= 1e-9 then 0 when abs(value - 1) <= 1e-9 then 1 else value end
$$;

-- More apart than the order of adding explains; undefined is only like undefined.
create function progress_differ(one double precision, other double precision) returns boolean
language sql immutable parallel safe as $$
  select (one is null) <> (other is null) or coalesce(abs(one - other) > 1e-13 * greatest(1, abs(one)), false)
$$;

create function progress_workspace() returns uuid language sql stable parallel safe as $$
  select current_setting('headway.workspace')::uuid
$$;

-- One writer of a workspace's graph at a time, until commit. A statement of its own: what reads after it sees
-- everything the writer before it committed.
create function progress_lock() returns void language sql as $$
  select pg_advisory_xact_lock(hashtextextended('headway.progress:' || current_setting('headway.workspace'), 0))
$$;

-- New readings of leaves, and their clamped changes summed into every ancestor, in one update.
-- The walk sums per node and step, so stacked diamonds cost no more than their edges. `totals` may hold nulls: then a
-- leaf's work counters stay. Changes between defined and undefined pass `progress_refresh` afterwards. Planned once per
-- connection: planning costs ten times what running does.
create function progress_shift(
  ids uuid[], raws double precision[], counts double precision[], leaves integer[], dones integer[],
  estimates integer[], hours numeric[], hours_dones numeric[], today date, step integer
)
returns table (
  node_id uuid, subject text, old_raw double precision, new_raw double precision, old_counted double precision,
  new_counted double precision, old_work double precision, new_work double precision, number bigint
)
language plpgsql set plan_cache_mode = force_generic_plan as $$
#variable_conflict use_column
declare
  ws constant uuid := progress_workspace();
begin
  return query
  with recursive
    change as (
      select n.id, n.active, c.raw, c.counted,
             case when n.active then c.counted - n.counted end as moved,
             c.leaves - n.work_leaves as leaves, c.done - n.work_done as done,
             c.estimated - n.work_estimated as estimated,
             c.hours - n.work_hours as hours, c.hours_done - n.work_hours_done as hours_done,
             c.raw is distinct from n.raw or c.counted is distinct from n.counted as is_news
        from unnest(ids, raws, counts, leaves, dones, estimates, hours, hours_dones)
               as c (id, raw, counted, leaves, done, estimated, hours, hours_done)
        join node n on n.workspace_id = ws and n.id = c.id and n.mode <> 'frozen'
    ),
    up (id, active, d, is_leaf) as (
      select id, active, moved, true from change where moved <> 0
      union all
      select s.id, s.active, sum(s.d), false
        from (
          select p.id, p.active, up.d * e.weight / p.weight_sum as d
            from up
            join edge e on e.workspace_id = ws and e.child_id = up.id and e.counted and e.weight > 0
            join node p on p.workspace_id = ws and p.id = e.parent_id and p.weight_sum > 0 and p.mode = 'mean'
           where up.active
        ) as s
       group by s.id, s.active
    ),
    reach (origin, id, active) as (
      select id, id, active from change
       where leaves <> 0 or done <> 0 or estimated <> 0 or hours <> 0 or hours_done <> 0
      union
      select reach.origin, p.id, p.active
        from reach
        join edge e on e.workspace_id = ws and e.child_id = reach.id
        join node p on p.workspace_id = ws and p.id = e.parent_id and p.mode <> 'frozen'
       where reach.active
    ),
    total as (
      select id, sum(d) as d, coalesce(sum(leaves), 0) as leaves, coalesce(sum(done), 0) as done,
             coalesce(sum(estimated), 0) as estimated, coalesce(sum(hours), 0) as hours,
             coalesce(sum(hours_done), 0) as hours_done, bool_or(is_news) as is_news,
             bool_or(is_leaf) as is_leaf, max(raw) as raw, max(counted) as counted
        from (
          select id, null::double precision as d, null::integer as leaves, null::integer as done,
                 null::integer as estimated, null::numeric as hours, null::numeric as hours_done, is_news,
                 true as is_leaf, raw, counted
            from change
          union all
          select id, d, null, null, null, null, null, true, false, null, null from up where not is_leaf
          union all
          select r.id, null, c.leaves, c.done, c.estimated, c.hours, c.hours_done, true, false, null, null
            from reach r join change c on c.id = r.origin
        ) as part
       group by id
    )
  update node n
     set raw = case when t.is_leaf then t.raw when t.d is null then n.raw
                    else progress_settle(n.running + t.d) end,
         counted = case when t.is_leaf then t.counted when t.d is null then n.counted
                        else progress_settle(n.running + t.d) end,
         running = n.running + coalesce(t.d, 0),
         as_of = case when t.is_leaf then today else n.as_of end,
         work_leaves = n.work_leaves + t.leaves,
         work_done = n.work_done + t.done,
         work_estimated = n.work_estimated + t.estimated,
         work_hours = n.work_hours + t.hours,
         work_hours_done = n.work_hours_done + t.hours_done,
         number = n.number + case when t.is_news then step else 0 end
    from total t
   where n.workspace_id = ws and n.id = t.id
  returning n.id, n.subject, old.raw, new.raw, old.counted, new.counted,
            progress_work(old.work_leaves, old.work_done, old.work_estimated, old.work_hours, old.work_hours_done),
            progress_work(new.work_leaves, new.work_done, new.work_estimated, new.work_hours, new.work_hours_done),
            new.number;
end
$$;

-- The means of `ids` and of all above them, from their children, lowest first.
create function progress_refresh(ids uuid[]) returns void
language plpgsql as $$
#variable_conflict use_column
declare
  ws constant uuid := progress_workspace();
  level uuid[];
begin
  for level in
    with recursive up (id, depth) as (
      select i, 0 from unnest(ids) as i
      union
      select e.parent_id, up.depth + 1
        from up join edge e on e.workspace_id = ws and e.child_id = up.id and e.counted
    )
    select array_agg(id)
      from (select id, max(depth) as depth from up group by id) as highest
     group by depth
     order by depth
  loop
    perform progress_means(level);
  end loop;
end
$$;

-- The means of exactly these nodes, from their children as they are stored.
create function progress_means(ids uuid[]) returns void
language plpgsql as $$
#variable_conflict use_column
declare
  ws constant uuid := progress_workspace();
begin
  with sums as (
    select p.id, count(e.child_id) as links,
           coalesce(sum(e.weight) filter (where c.active and c.counted is not null), 0) as weight_sum,
           sum(e.weight * c.counted) filter (where c.active) as value_sum
      from unnest(ids) as p (id)
      left join edge e on e.workspace_id = ws and e.parent_id = p.id and e.counted
      left join node c on c.workspace_id = ws and c.id = e.child_id
     group by p.id
  ), means as (
    select n.id, s.weight_sum,
           case when s.links = 0 then n.when_empty when s.weight_sum > 0 then s.value_sum / s.weight_sum end as mean
      from sums s
      join node n on n.workspace_id = ws and n.id = s.id and n.mode = 'mean'
  )
  update node n
     set raw = progress_settle(m.mean), counted = progress_settle(m.mean), running = m.mean,
         weight_sum = m.weight_sum
    from means m
   where n.workspace_id = ws and n.id = m.id
     and (progress_differ(n.running, m.mean) or progress_differ(n.weight_sum, m.weight_sum)
          or progress_differ(n.raw, progress_settle(m.mean))
          or progress_differ(n.counted, progress_settle(m.mean)));
end
$$;

-- The nodes themselves and everything above them, as they are now.
create function progress_above(ids uuid[]) returns setof node
language plpgsql stable as $$
#variable_conflict use_column
declare
  ws constant uuid := progress_workspace();
begin
  return query
  with recursive up (id) as (
    select unnest(ids)
    union
    select e.parent_id from up join edge e on e.workspace_id = ws and e.child_id = up.id
  )
  select n.* from up join node n on n.workspace_id = ws and n.id = up.id;
end
$$;

-- The pieces of work at or below these nodes. What is frozen is one piece, whatever lies below it.
create function progress_work_below(ids uuid[]) returns uuid[]
language plpgsql stable as $$
#variable_conflict use_column
declare
  ws constant uuid := progress_workspace();
begin
  return (
    with recursive down (id, mode) as (
      select n.id, n.mode from node n where n.workspace_id = ws and n.id = any (ids)
      union
      select c.id, c.mode
        from down
        join edge e on e.workspace_id = ws and e.parent_id = down.id
        join node c on c.workspace_id = ws and c.id = e.child_id and c.active
       where down.mode <> 'frozen'
    )
    select coalesce(array_agg(down.id), '{}') from down where down.mode in ('work', 'frozen')
  );
end
$$;

-- Adds (sign 1) or takes away (-1) the work of these pieces to or from each node that now lies above them, once each.
create function progress_spread_work(items uuid[], sign integer) returns void
language plpgsql as $$
#variable_conflict use_column
declare
  ws constant uuid := progress_workspace();
begin
  with recursive reach (origin, id, active) as (
    select n.id, n.id, n.active from node n where n.workspace_id = ws and n.id = any (items)
    union
    select reach.origin, p.id, p.active
      from reach
      join edge e on e.workspace_id = ws and e.child_id = reach.id
      join node p on p.workspace_id = ws and p.id = e.parent_id and p.mode <> 'frozen'
     where reach.active
  ), sums as (
    select r.id, sum(n.work_leaves) as leaves, sum(n.work_done) as done, sum(n.work_estimated) as estimated,
           sum(n.work_hours) as hours, sum(n.work_hours_done) as hours_done
      from reach r
      join node n on n.workspace_id = ws and n.id = r.origin
     where r.id <> r.origin
     group by r.id
  )
  update node n
     set work_leaves = n.work_leaves + sign * s.leaves, work_done = n.work_done + sign * s.done,
         work_estimated = n.work_estimated + sign * s.estimated, work_hours = n.work_hours + sign * s.hours,
         work_hours_done = n.work_hours_done + sign * s.hours_done
    from sums s
   where n.workspace_id = ws and n.id = s.id;
end
$$;

-- What differs from an earlier picture: counts the change and returns one row per changed node.
create function progress_finish(before node[])
returns table (
  node_id uuid, subject text, old_raw double precision, new_raw double precision, old_counted double precision,
  new_counted double precision, old_work double precision, new_work double precision, number bigint
)
language plpgsql as $$
#variable_conflict use_column
declare
  ws constant uuid := progress_workspace();
begin
  return query
  with pictures as (
    select n.id, b.raw, b.counted,
           progress_work(b.work_leaves, b.work_done, b.work_estimated, b.work_hours, b.work_hours_done) as work,
           progress_work(n.work_leaves, n.work_done, n.work_estimated, n.work_hours, n.work_hours_done) as new_work
      from unnest(before) as b
      join node n on n.workspace_id = ws and n.id = b.id
     where (n.raw, n.counted, n.work_leaves, n.work_done, n.work_estimated, n.work_hours, n.work_hours_done)
           is distinct from
           (b.raw, b.counted, b.work_leaves, b.work_done, b.work_estimated, b.work_hours, b.work_hours_done)
  )
  update node n
     set number = n.number + 1
    from pictures b
   where n.workspace_id = ws and n.id = b.id
  returning n.id, n.subject, b.raw, n.raw, b.counted, n.counted, b.work, b.new_work, n.number;
end
$$;

-- Leaves have new readings: one row per node that changed. The everyday way; see progress_shift for the arguments.
create function apply_progress(
  ids uuid[], raws double precision[], counts double precision[], leaves integer[], dones integer[],
  estimates integer[], hours numeric[], hours_dones numeric[], today date
)
returns table (
  node_id uuid, subject text, old_raw double precision, new_raw double precision, old_counted double precision,
  new_counted double precision, old_work double precision, new_work double precision, number bigint
)
language plpgsql set plan_cache_mode = force_generic_plan as $$
#variable_conflict use_column
declare
  ws constant uuid := progress_workspace();
  bent uuid[];
  before node[];
begin
  perform progress_lock();
  select array_agg(distinct e.parent_id) into bent
    from unnest(ids, counts) as c (id, counted)
    join node n on n.workspace_id = ws and n.id = c.id and n.active and (n.counted is null) <> (c.counted is null)
    join edge e on e.workspace_id = ws and e.child_id = n.id and e.counted;
  if bent is null then
    return query
    select * from progress_shift(ids, raws, counts, leaves, dones, estimates, hours, hours_dones, today, 1);
    return;
  end if;
  select array_agg(a) into before from progress_above(ids) as a;
  perform progress_shift(ids, raws, counts, leaves, dones, estimates, hours, hours_dones, today, 0);
  perform progress_refresh(bent);
  return query select * from progress_finish(before);
end
$$;

-- Rows for nodes that are new; those that exist are left as they are.
create function progress_add_nodes(given jsonb) returns void language sql as $$
  insert into node (workspace_id, id, subject, mode, raw, counted, when_empty, active, as_of,
                    work_leaves, work_done, work_estimated, work_hours, work_hours_done)
  select progress_workspace(), n.id, n.subject, n.mode, n.raw, n.counted, n.when_empty, n.active, n.as_of,
         n.leaves, n.done, n.estimated, n.hours, n.hours_done
    from jsonb_to_recordset(given) as n (
           id uuid, subject text, mode text, raw double precision, counted double precision,
           when_empty double precision, active boolean, as_of date,
           leaves integer, done integer, estimated integer, hours numeric, hours_done numeric)
  on conflict (workspace_id, id) do nothing
$$;

-- What nodes are now: a key result may take values today and count its work tomorrow. The mean itself is refreshed
-- afterwards, from the children.
create function progress_change_nodes(given jsonb) returns void language sql as $$
  update node n
     set mode = g.mode, when_empty = g.when_empty, active = g.active, as_of = g.as_of,
         raw = case when g.mode = 'mean' then n.raw else g.raw end,
         counted = case when g.mode = 'mean' then n.counted else g.counted end,
         running = case when g.mode = 'mean' then n.running end,
         weight_sum = case when g.mode = 'mean' then n.weight_sum else 0 end,
         work_leaves = case when g.mode = 'work' then g.leaves else n.work_leaves end,
         work_done = case when g.mode = 'work' then g.done else n.work_done end,
         work_estimated = case when g.mode = 'work' then g.estimated else n.work_estimated end,
         work_hours = case when g.mode = 'work' then g.hours else n.work_hours end,
         work_hours_done = case when g.mode = 'work' then g.hours_done else n.work_hours_done end
    from jsonb_to_recordset(given) as g (
           id uuid, mode text, raw double precision, counted double precision,
           when_empty double precision, active boolean, as_of date,
           leaves integer, done integer, estimated integer, hours numeric, hours_done numeric)
   where n.workspace_id = progress_workspace() and n.id = g.id
$$;

-- The graph itself changes: nodes and links come, go, count or no longer count. `change` is
-- {nodes: [{id, subject, mode, raw, counted, when_empty, active, as_of, leaves, done, estimated, hours, hours_done}],
--  links: [{child, parent, kind, weight, counted}], unlinks: [{child, parent}], remove: [id], active: [{id, active}]}.
-- The caller has made sure that no cycle comes of it.
create function change_progress_graph(change jsonb)
returns table (
  node_id uuid, subject text, old_raw double precision, new_raw double precision, old_counted double precision,
  new_counted double precision, old_work double precision, new_work double precision, number bigint
)
language plpgsql as $$
#variable_conflict use_column
declare
  ws constant uuid := progress_workspace();
  removed constant uuid[] := array(select value::uuid from jsonb_array_elements_text(change -> 'remove'));
  roots uuid[];
  items uuid[];
  means uuid[];
  before node[];
begin
  perform progress_lock();
  perform progress_add_nodes(change -> 'nodes');
  select array_agg(distinct r.id) into roots
    from (
      select id from jsonb_to_recordset(change -> 'nodes') as n (id uuid)
      union all select child from jsonb_to_recordset(change -> 'links') as l (child uuid)
      union all select child from jsonb_to_recordset(change -> 'unlinks') as l (child uuid)
      union all select id from jsonb_to_recordset(change -> 'active') as a (id uuid)
      union all select unnest(removed)
      union all select child_id from edge where workspace_id = ws and parent_id = any (removed)
    ) as r;
  items := progress_work_below(roots);
  select array_agg(distinct m.id) into means
    from (
      select unnest(roots) as id
      union all select parent_id from edge where workspace_id = ws and child_id = any (roots) and counted
      union all select parent from jsonb_to_recordset(change -> 'links') as l (parent uuid)
    ) as m;
  select array_agg(a) into before
    from progress_above(roots || means) as a;

  perform progress_spread_work(items, -1);
  delete from edge e
   using jsonb_to_recordset(change -> 'unlinks') as l (child uuid, parent uuid)
   where e.workspace_id = ws and e.child_id = l.child and e.parent_id = l.parent;
  delete from node where workspace_id = ws and id = any (removed);
  perform progress_change_nodes(change -> 'nodes');
  insert into edge as e (workspace_id, child_id, parent_id, kind, weight, counted)
  select ws, l.child, l.parent, l.kind, l.weight, l.counted
    from jsonb_to_recordset(change -> 'links')
           as l (child uuid, parent uuid, kind text, weight double precision, counted boolean)
  on conflict (workspace_id, child_id, parent_id) do update
    set kind = excluded.kind, weight = excluded.weight, counted = excluded.counted;
  update node n
     set active = a.active
    from jsonb_to_recordset(change -> 'active') as a (id uuid, active boolean)
   where n.workspace_id = ws and n.id = a.id;
  perform progress_spread_work(items, 1);

  perform progress_refresh(means);
  return query select * from progress_finish(before);
end
$$;

-- What the leaves give to their direct parents, in one pass: the base of a recompute. Pieces of work with several
-- parents (`forks`) are left out here; progress_recount_work tells them apart.
create function progress_base(forks uuid[])
returns table (
  node_id uuid, links bigint, weight_sum double precision, value_sum double precision, leaves bigint, done bigint,
  estimated bigint, hours numeric, hours_done numeric
)
language plpgsql stable set work_mem = '64MB' set jit = off set enable_nestloop = off as $$
#variable_conflict use_column
declare
  ws constant uuid := progress_workspace();
begin
  return query
  -- Grouped by what the filters would ask: asking each row for each sum takes twice as long.
  select g.parent_id, sum(g.links) filter (where g.counts)::bigint,
         coalesce(sum(g.weight_sum) filter (where g.counts and g.defined), 0),
         coalesce(sum(g.value_sum) filter (where g.counts and g.defined), 0),
         sum(g.leaves) filter (where g.alone)::bigint, sum(g.done) filter (where g.alone)::bigint,
         sum(g.estimated) filter (where g.alone)::bigint, sum(g.hours) filter (where g.alone),
         sum(g.hours_done) filter (where g.alone)
    from (
      select e.parent_id, e.counted as counts, n.active and n.counted is not null as defined,
             n.mode in ('work', 'frozen') and n.active and fork.id is null as alone, count(*) as links,
             sum(e.weight) as weight_sum, sum(e.weight * n.counted) as value_sum, sum(n.work_leaves) as leaves,
             sum(n.work_done) as done, sum(n.work_estimated) as estimated, sum(n.work_hours) as hours,
             sum(n.work_hours_done) as hours_done
        from node n
        join edge e on e.workspace_id = ws and e.child_id = n.id
        left join unnest(forks) as fork (id) on fork.id = n.id
       where n.workspace_id = ws and n.mode <> 'mean'
       group by 1, 2, 3, 4
    ) as g
   group by g.parent_id;
end
$$;

-- The whole workspace from its leaves: every mean, then every work reading. One row for each number that was wrong
-- (two for a node that had both wrong). It always reads everything, so nothing here may loop over rows in pairs, which is
-- what the planner chooses after a restore or a large import, when it still takes the tables for nearly empty.
create function recompute_progress()
returns table (
  node_id uuid, subject text, old_raw double precision, new_raw double precision, old_counted double precision,
  new_counted double precision, old_work double precision, new_work double precision, number bigint
)
language plpgsql set work_mem = '64MB' set jit = off set enable_nestloop = off as $$
#variable_conflict use_column
declare
  ws constant uuid := progress_workspace();
  forks uuid[];
  base record;
  inner_links record;
begin
  perform progress_lock();
  forks := array(
    select e.child_id from edge e where e.workspace_id = ws group by e.child_id having count(*) > 1);
  select array_agg(b.node_id) as ids, array_agg(b.links) as links, array_agg(b.weight_sum) as weight_sums,
         array_agg(b.value_sum) as value_sums, array_agg(b.leaves) as leaves, array_agg(b.done) as dones,
         array_agg(b.estimated) as estimates, array_agg(b.hours) as hours, array_agg(b.hours_done) as hours_dones
    into base
    from progress_base(forks) as b;
  with mean as materialized (
    select n.id, n.active from node n where n.workspace_id = ws and n.mode = 'mean'
  )
  select array_agg(c.id) as children, array_agg(e.parent_id) as parents,
         array_agg(case when e.counted then case when c.active then e.weight else 0 end end) as weights,
         array_agg(c.active) as actives
    into inner_links
    from (
      select * from mean
      union all
      select n.id, n.active
        from (select unnest(base.ids) as id except select mean.id from mean) as b
        join node n on n.workspace_id = ws and n.id = b.id and n.mode <> 'frozen'
    ) as c
    join edge e on e.workspace_id = ws and e.child_id = c.id;
  return query
  select * from progress_recount_means(
    inner_links.children, inner_links.parents, inner_links.weights,
    base.ids, base.links, base.weight_sums, base.value_sums);
  return query
  select * from progress_recount_work(
    inner_links.children, inner_links.parents, inner_links.actives, forks,
    base.ids, base.leaves, base.dones, base.estimates, base.hours, base.hours_dones);
end
$$;

-- Every mean from the sums of its leaves: first which means are defined at all, then their weight sums, then what each
-- gives to those above it, step by step (progress is linear once the shares are known).
create function progress_recount_means(
  children uuid[], parents uuid[], weights double precision[],
  ids uuid[], links bigint[], weight_sums double precision[], value_sums double precision[]
)
returns table (
  node_id uuid, subject text, old_raw double precision, new_raw double precision, old_counted double precision,
  new_counted double precision, old_work double precision, new_work double precision, number bigint
)
language plpgsql set work_mem = '64MB' set jit = off set enable_nestloop = off set enable_mergejoin = off as $$
#variable_conflict use_column
declare
  ws constant uuid := progress_workspace();
begin
  return query
  with recursive
    mean as materialized (
      select n.id, n.when_empty, coalesce(b.links, 0) as links, coalesce(b.weight_sum, 0) as weight_sum,
             coalesce(b.value_sum, 0) as value_sum
        from node n
        left join unnest(ids, links, weight_sums, value_sums) as b (id, links, weight_sum, value_sum) on b.id = n.id
       where n.workspace_id = ws and n.mode = 'mean'
    ),
    link as materialized (
      select l.child, l.parent, l.weight
        from unnest(children, parents, weights) as l (child, parent, weight)
        join mean m on m.id = l.child
       where l.weight is not null
    ),
    defined (id) as (
      select m.id from mean m
       where m.weight_sum > 0
          or (m.when_empty is not null and m.links = 0 and m.id not in (select l.parent from link l))
      union
      select l.parent from defined d join link l on l.child = d.id and l.weight > 0
    ),
    weighed as materialized (
      select m.id, m.value_sum, m.when_empty, m.weight_sum + coalesce(l.weight_sum, 0) as weight_sum
        from mean m
        left join (
          select l.parent, sum(l.weight) as weight_sum
            from link l join defined d on d.id = l.child
           group by l.parent
        ) as l on l.parent = m.id
    ),
    flow (id, part) as (
      select w.id, case when w.weight_sum > 0 then w.value_sum / w.weight_sum else w.when_empty end
        from weighed w join defined d on d.id = w.id
      union all
      select s.id, sum(s.part)
        from (
          select l.parent as id, flow.part * l.weight / w.weight_sum as part
            from flow
            join link l on l.child = flow.id and l.weight > 0
            join weighed w on w.id = l.parent
        ) as s
       group by s.id
    ),
    result as (
      select w.id, w.weight_sum, f.mean, progress_settle(f.mean) as settled
        from weighed w
        left join (select id, sum(part) as mean from flow group by id) as f on f.id = w.id
    )
  update node n
     set raw = r.settled, counted = r.settled, running = r.mean, weight_sum = r.weight_sum, number = n.number + 1
    from result r
   where n.workspace_id = ws and n.id = r.id and n.mode = 'mean'
     and (progress_differ(n.running, r.mean) or progress_differ(n.weight_sum, r.weight_sum)
          or progress_differ(n.raw, r.settled) or progress_differ(n.counted, r.settled))
  returning n.id, n.subject, old.raw, new.raw, old.counted, new.counted,
            progress_work(old.work_leaves, old.work_done, old.work_estimated, old.work_hours, old.work_hours_done),
            progress_work(new.work_leaves, new.work_done, new.work_estimated, new.work_hours, new.work_hours_done),
            new.number;
end
$$;

-- Work flows up through nodes with one parent, summed on the way: every piece of it takes the same way. Where a node
-- has several parents its whole load is told apart from others', and counted once in each node above it.
create function progress_recount_work(
  children uuid[], parents uuid[], actives boolean[], forks uuid[], ids uuid[], leaves bigint[], dones bigint[],
  estimates bigint[], hours numeric[], hours_dones numeric[]
)
returns table (
  node_id uuid, subject text, old_raw double precision, new_raw double precision, old_counted double precision,
  new_counted double precision, old_work double precision, new_work double precision, number bigint
)
language plpgsql set work_mem = '64MB' set jit = off set enable_nestloop = off set enable_mergejoin = off as $$
#variable_conflict use_column
declare
  ws constant uuid := progress_workspace();
begin
  return query
  with recursive
    fork as materialized (select unnest(forks) as id),
    frozen as materialized (select n.id from node n where n.workspace_id = ws and n.mode = 'frozen'),
    stem as materialized (
      select l.child, l.parent from unnest(children, parents, actives) as l (child, parent, active)
       where l.active and l.child not in (select fork.id from fork) and l.parent not in (select frozen.id from frozen)
    ),
    flow (id, leaves, done, estimated, hours, hours_done) as (
      select * from unnest(ids, leaves, dones, estimates, hours, hours_dones)
               as b (id, leaves, done, estimated, hours, hours_done)
       where b.leaves > 0 and b.id not in (select frozen.id from frozen)
      union all
      select f.id, sum(f.leaves)::bigint, sum(f.done)::bigint, sum(f.estimated)::bigint, sum(f.hours),
             sum(f.hours_done)
        from (
          select s.parent as id, flow.leaves, flow.done, flow.estimated, flow.hours, flow.hours_done
            from flow
            join stem s on s.child = flow.id
        ) as f
       group by f.id
    ),
    load as materialized (
      select f.id, sum(f.leaves) as leaves, sum(f.done) as done, sum(f.estimated) as estimated,
             sum(f.hours) as hours, sum(f.hours_done) as hours_done
        from (
          select * from flow
          union all
          select n.id, n.work_leaves, n.work_done, n.work_estimated, n.work_hours, n.work_hours_done
            from fork join node n on n.workspace_id = ws and n.id = fork.id and n.mode in ('work', 'frozen')
        ) as f
       group by f.id
    ),
    reach (origin, id, active) as (
      select n.id, n.id, n.active from fork join node n on n.workspace_id = ws and n.id = fork.id
      union
      select reach.origin, p.id, p.active
        from reach
        join edge e on e.workspace_id = ws and e.child_id = reach.id
        join node p on p.workspace_id = ws and p.id = e.parent_id and p.mode <> 'frozen'
       where reach.active
    ),
    sums as (
      select t.id, sum(l.leaves) as leaves, sum(l.done) as done, sum(l.estimated) as estimated,
             sum(l.hours) as hours, sum(l.hours_done) as hours_done
        from (
          select id, id as origin from load
          union all
          select id, origin from reach where id <> origin
        ) as t
        join load l on l.id = t.origin
       group by t.id
    )
  update node n
     set work_leaves = coalesce(w.leaves, 0), work_done = coalesce(w.done, 0),
         work_estimated = coalesce(w.estimated, 0), work_hours = coalesce(w.hours, 0),
         work_hours_done = coalesce(w.hours_done, 0), number = n.number + 1
    from node m
    left join sums w on w.id = m.id
   where m.workspace_id = ws and m.mode in ('value', 'mean')
     and (w.id is not null or m.work_leaves <> 0 or m.work_hours <> 0)
     and n.workspace_id = ws and n.id = m.id
     and (m.work_leaves, m.work_done, m.work_estimated, m.work_hours, m.work_hours_done)
         is distinct from (coalesce(w.leaves, 0), coalesce(w.done, 0), coalesce(w.estimated, 0),
                           coalesce(w.hours, 0), coalesce(w.hours_done, 0))
  returning n.id, n.subject, old.raw, new.raw, old.counted, new.counted,
            progress_work(old.work_leaves, old.work_done, old.work_estimated, old.work_hours, old.work_hours_done),
            progress_work(new.work_leaves, new.work_done, new.work_estimated, new.work_hours, new.work_hours_done),
            new.number;
end
$$;

-- Of a period that is closed (or opened again): these nodes stay as they are, or follow what is below them again.
-- What lies above is recomputed, as a frozen node is one piece of work to it. One row per number that changed by that.
create function freeze_progress(ids uuid[], closed boolean)
returns table (
  node_id uuid, subject text, old_raw double precision, new_raw double precision, old_counted double precision,
  new_counted double precision, old_work double precision, new_work double precision, number bigint
)
language plpgsql as $$
#variable_conflict use_column
declare
  ws constant uuid := progress_workspace();
begin
  perform progress_lock();
  update node n
     set mode = case when closed then 'frozen'
                     when m.kind is null or m.kind in ('work', 'objectives') then 'mean' else 'value' end
    from unnest(ids) as i (id)
    left join metric m on m.workspace_id = ws and m.id = i.id
   where n.workspace_id = ws and n.id = i.id and n.mode <> 'work';
  return query select * from recompute_progress();
end
$$;
