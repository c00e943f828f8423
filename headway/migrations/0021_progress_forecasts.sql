-- Forecasts of metrics, what became of them, and what numbers were on past days. Written by headway/progress only.

-- Rows of measurements there are, corrections and tombstones too, counted from the next one on: tells that the past of a
-- metric has changed.
alter table metric add column recorded integer not null default 0;

-- What a forecast follows from, so that one made of something else can be told.
create function progress_basis(
  kind text, unit text, start numeric, target numeric, v70 numeric, low numeric, high numeric, method text,
  starts_on date, ends_on date
)
returns text language sql immutable parallel safe as $$
  select md5(concat_ws('|', kind, unit, coalesce(start::text, '-'), coalesce(target::text, '-'),
                       coalesce(v70::text, '-'), coalesce(low::text, '-'), coalesce(high::text, '-'), method,
                       coalesce((starts_on - date '2000-01-01')::text, '-'),
                       coalesce((ends_on - date '2000-01-01')::text, '-')))
$$;

-- What was said of a metric on a day; made again on the same day, the later one stands.
-- `number`, `recorded` and `basis` are those of its node and metric then. Median, ranges and fan are on a line on which 0
-- is `start` and 1 is `target`, where there are such; else they are progress. `mean_score` and `spread` are of counted
-- progress at the end. `chance` is that of the 70 % point, `chance_full` that of the whole; `model_*` before
-- recalibration. `pace` is where it would end if it went on as so far. `held` and `held_full` are the health that follows
-- with hysteresis, `lean` what they lean to. `fan` is kept of the newest only.
-- `scored_at`, `said`, `said_model`, `point`, `outcome`: once its period is closed, the chance that counted (and the
-- model's own), the progress it was the chance of, and whether it came true.
create table forecast (
  workspace_id uuid not null references workspace (id) on delete cascade,
  metric_id uuid not null,
  as_of date not null,
  made_at timestamptz not null,
  number bigint not null,
  recorded integer not null,
  basis text not null,
  model text not null check (model in ('level', 'cumulative', 'touch', 'stay', 'work', 'objectives', 'said', 'none')),
  n integer not null,
  enough boolean not null,
  start numeric,
  target numeric,
  success double precision not null,
  elapsed double precision not null check (elapsed between 0 and 1),
  progress double precision,
  pace double precision,
  model_chance double precision check (model_chance between 0 and 1),
  model_full double precision check (model_full between 0 and 1),
  chance double precision check (chance between 0 and 1),
  chance_full double precision check (chance_full between 0 and 1),
  mean_score double precision,
  spread double precision,
  median double precision,
  low50 double precision,
  high50 double precision,
  low80 double precision,
  high80 double precision,
  held text check (held in ('on_track', 'at_risk', 'off_track')),
  held_full text check (held_full in ('on_track', 'at_risk', 'off_track')),
  lean jsonb not null default '{}',
  fan jsonb,
  scored_at timestamptz,
  said double precision,
  said_model double precision,
  point double precision,
  outcome boolean,
  primary key (workspace_id, metric_id, as_of),
  foreign key (workspace_id, metric_id) references metric (workspace_id, id) on delete cascade,
  check ((scored_at is null) or (said is null) = (outcome is null))
);
create index forecast_scored on forecast (workspace_id, metric_id, as_of) where outcome is not null;
create index forecast_drawn on forecast (workspace_id, metric_id) where fan is not null;
select headway_tenant('forecast');

-- What the organisation's own closed key results say about the forecasts: logit P' = shift + stretch logit P, used for
-- new ones where `adopted`. The log losses are those of the last two periods, without and with it.
create table forecast_fit (
  workspace_id uuid not null references workspace (id) on delete cascade,
  fitted_at timestamptz not null,
  closed integer not null,
  shift double precision not null,
  stretch double precision not null,
  before double precision,
  after double precision,
  adopted boolean not null,
  primary key (workspace_id)
);
select headway_tenant('forecast_fit');

-- The numbers of a node at the end of a day, only of days on which they were other than on the one before.
-- `ahead_since`: since when the work has been more than a quarter ahead of the outcome, without a break.
create table reading (
  workspace_id uuid not null references workspace (id) on delete cascade,
  node_id uuid not null,
  "on" date not null,
  raw double precision,
  counted double precision,
  work double precision,
  ahead_since date,
  primary key (workspace_id, node_id, "on"),
  foreign key (workspace_id, node_id) references node (workspace_id, id) on delete cascade
);
select headway_tenant('reading');

-- One forecaster of a workspace at a time, until commit; it begins after whoever holds the graph now has committed, so
-- that it misses nothing it was woken for.
create function progress_forecast_lock() returns void language plpgsql as $$
declare
  graph constant bigint := hashtextextended('headway.progress:' || current_setting('headway.workspace'), 0);
begin
  perform pg_advisory_xact_lock(hashtextextended('headway.forecast:' || current_setting('headway.workspace'), 0));
  perform pg_advisory_lock_shared(graph);
  perform pg_advisory_unlock_shared(graph);
end
$$;
