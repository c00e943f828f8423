"""A company of any size, made inside the database: the same seed gives the same rows.

    with psycopg.connect(superuser_url) as connection:
        made = make_org(connection, SIZES["M"], seed=1)

Everything is computed from a hash of (seed, kind, number), so no random state travels, and inserted by
`insert ... select` with foreign-key triggers off, about as fast as COPY. Team sizes, project sizes and loads are
heavy-tailed; goals stand on five levels with cross-links; a year of history lies behind.
"""

import hashlib
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import psycopg


@dataclass(frozen=True, kw_only=True)
class Size:
    """How many of each."""

    name: str
    people: int
    objectives: int
    key_results: int
    tasks: int
    measurements: int
    events: int

    @property
    def teams(self) -> int:
        return max(6, self.people // 9)

    @property
    def projects(self) -> int:
        return max(4, self.tasks // 60)


SIZES = {
    "S": Size(name="S", people=50, objectives=60, key_results=200, tasks=2_000, measurements=4_000, events=10_000),
    "M": Size(
        name="M",
        people=2_000,
        objectives=2_000,
        key_results=8_000,
        tasks=100_000,
        measurements=200_000,
        events=500_000,
    ),
    "L": Size(
        name="L",
        people=20_000,
        objectives=20_000,
        key_results=80_000,
        tasks=1_000_000,
        measurements=2_000_000,
        events=5_000_000,
    ),
}


@dataclass(frozen=True, kw_only=True)
class Made:
    """What a benchmark needs to begin."""

    workspace: UUID
    slug: str
    account: UUID
    member: UUID
    session: str
    csrf: str
    cycle: UUID


def make_org(connection: psycopg.Connection[Any], size: Size, *, seed: int = 1) -> Made:
    """Fill an empty, migrated database. `connection` is a superuser's, in autocommit."""
    slug = f"bench-{size.name.lower()}"
    workspace = _uuid(seed, "workspace", 0)
    secret = f"bench-session-{size.name}-{seed}"
    given = {
        "ws": workspace,
        "slug": slug,
        "seed": seed,
        "people": size.people,
        "teams": size.teams,
        "objectives": size.objectives,
        "key_results": size.key_results,
        "projects": size.projects,
        "tasks": size.tasks,
        "measurements": size.measurements,
        "events": size.events,
        "fan": max(2, round(size.objectives**0.25)),
        "secret": hashlib.sha256(secret.encode()).digest(),
    }
    with connection.transaction():
        connection.execute("set local session_replication_role = replica")
        connection.execute("select set_config('headway.workspace', %s, true)", [str(workspace)])
        connection.execute("select set_config('headway.guest', '', true)")
        for statement in (_HELPERS, *_STATEMENTS):
            connection.execute(statement, given if "%(" in statement else None)
    with connection.transaction():
        connection.execute("select set_config('headway.workspace', %s, true)", [str(workspace)])
        connection.execute("select count(*) from recompute_work(%s)", [workspace])
        connection.execute(_WORK_NODES, given)
        connection.execute("select count(*) from recompute_progress()")
    connection.execute("vacuum analyze")
    return Made(
        workspace=workspace,
        slug=slug,
        account=_uuid(seed, "account", 0),
        member=_uuid(seed, "member", 0),
        session=secret,
        csrf="bench",
        cycle=_uuid(seed, "cycle", 4),
    )


def _uuid(seed: int, kind: str, number: int) -> UUID:
    return UUID(hashlib.md5(f"{seed}:{kind}:{number}".encode(), usedforsecurity=False).hexdigest())


# `b_id` is the id of the n-th of a kind, `b_part` a number in [0, 1), `b_tail` an index where small ones are likelier.
_HELPERS = """
create function pg_temp.b_id(seed integer, kind text, n bigint) returns uuid language sql immutable as $$
  select md5(seed || ':' || kind || ':' || n)::uuid
$$;
create function pg_temp.b_part(seed integer, kind text, n bigint) returns double precision language sql immutable as $$
  select (hashint8extended(n, hashtext(kind)::bigint + seed) & 9007199254740991) / 9007199254740992.0
$$;
create function pg_temp.b_tail(seed integer, kind text, n bigint, below integer) returns bigint
language sql immutable as $$
  select floor(below * power(pg_temp.b_part(seed, kind, n), 2.5))::bigint
$$;
"""

_STATEMENTS = (
    """
    insert into workspace (id, slug, name, zone) values (%(ws)s, %(slug)s, 'Bench', 'Europe/Berlin')
    """,
    """
    insert into account (id, email, name)
    select pg_temp.b_id(%(seed)s, 'account', n), 'p' || n || '.' || %(slug)s || '@example.test', 'Person ' || n
      from generate_series(0, %(people)s - 1) as n
    """,
    """
    insert into session (account_id, secret_hash, csrf, expires_at)
    values (pg_temp.b_id(%(seed)s, 'account', 0), %(secret)s, 'bench', now() + interval '30 days')
    """,
    """
    insert into team (workspace_id, id, parent_id, name, slug)
    select %(ws)s, pg_temp.b_id(%(seed)s, 'team', n),
           case when n > 0 then pg_temp.b_id(%(seed)s, 'team', (n - 1) / 6) end, 'Team ' || n, 'team-' || n
      from generate_series(0, %(teams)s - 1) as n
    """,
    """
    insert into member (workspace_id, id, account_id, name, email, role)
    select %(ws)s, pg_temp.b_id(%(seed)s, 'member', n), pg_temp.b_id(%(seed)s, 'account', n), 'Person ' || n,
           'p' || n || '.' || %(slug)s || '@example.test', case n when 0 then 'owner' else 'member' end
      from generate_series(0, %(people)s - 1) as n
    """,
    """
    insert into team_member (workspace_id, team_id, member_id, role)
    select %(ws)s, pg_temp.b_id(%(seed)s, 'team', pg_temp.b_tail(%(seed)s, 'size', n, %(teams)s)),
           pg_temp.b_id(%(seed)s, 'member', n), case when n < %(teams)s then 'lead' else 'member' end
      from generate_series(0, %(people)s - 1) as n
    """,
    """
    insert into cycle (workspace_id, id, parent_id, name, kind, starts_on, ends_on)
    select %(ws)s, pg_temp.b_id(%(seed)s, 'cycle', n), case when n > 0 then pg_temp.b_id(%(seed)s, 'cycle', 0) end,
           case when n = 0 then 'Year' else 'Quarter ' || n end, case when n = 0 then 'year' else 'quarter' end,
           case when n = 0 then current_date - 323 else current_date - 323 + (n - 1) * 91 end,
           case when n = 0 then current_date + 41 else current_date - 323 + n * 91 - 1 end
      from generate_series(0, 4) as n
    """,
    """
    insert into objective (workspace_id, id, number, cycle_id, team_id, owner_id, title, created_at, rank)
    select %(ws)s, pg_temp.b_id(%(seed)s, 'objective', n), n + 1,
           pg_temp.b_id(%(seed)s, 'cycle', 4),
           pg_temp.b_id(%(seed)s, 'team', n %% %(teams)s),
           pg_temp.b_id(%(seed)s, 'member', pg_temp.b_tail(%(seed)s, 'owner', n, %(people)s)),
           'Customers of region ' || n || ' reach us without waiting', now() - interval '60 days', n
      from generate_series(0, %(objectives)s - 1) as n
    """,
    # Place 0 of an objective takes its child objectives (or counts work where it has none); the others take values.
    """
    create temporary table b_key_result on commit drop as
    select n, n %% %(objectives)s as o, n / %(objectives)s as place,
           case when n / %(objectives)s > 0 then case when n %% 2 = 0 then 'increase' else 'decrease' end
                when (n %% %(objectives)s) * %(fan)s + 1 < %(objectives)s then 'objectives'
                else 'work' end as kind,
           pg_temp.b_id(%(seed)s, 'key_result', n) as id
      from generate_series(0, %(key_results)s - 1) as n
    """,
    """
    create temporary table b_measured on commit drop as
    select id, kind, row_number() over (order by n) - 1 as place, count(*) over () as many
      from b_key_result where kind in ('increase', 'decrease')
    """,
    "create index on b_measured (place)",
    "analyze b_key_result, b_measured",
    """
    insert into key_result (workspace_id, id, number, objective_id, owner_id, title, rank, created_at)
    select %(ws)s, id, n + 1, pg_temp.b_id(%(seed)s, 'objective', o),
           pg_temp.b_id(%(seed)s, 'member', pg_temp.b_tail(%(seed)s, 'kr-owner', n, %(people)s)),
           'Cut the median answer time of queue ' || n || ' from 24 h to 4 h', place, now() - interval '60 days'
      from b_key_result
    """,
    """
    insert into metric (workspace_id, id, kind, unit, start, target, starts_on, ends_on)
    select %(ws)s, id, kind, case when kind in ('increase', 'decrease') then 'h' else '' end,
           case kind when 'increase' then 0 when 'decrease' then 24 end,
           case kind when 'increase' then 500 when 'decrease' then 4 end, current_date - 50, current_date + 40
      from b_key_result
    """,
    """
    insert into measurement (workspace_id, id, metric_id, value, effective_at, recorded_at, author_id)
    select %(ws)s, pg_temp.b_id(%(seed)s, 'measurement', m), v.id,
           case v.kind
                when 'increase'
                then round((m / v.many) * 6.5 + pg_temp.b_part(%(seed)s, 'value', m)::numeric * 20, 1)
                else round(24 - (m / v.many) * 0.3 - pg_temp.b_part(%(seed)s, 'value', m)::numeric * 2, 1) end,
           now() - interval '350 days' + (m / v.many) * interval '7 days',
           now() - interval '350 days' + (m / v.many) * interval '7 days',
           pg_temp.b_id(%(seed)s, 'member', pg_temp.b_tail(%(seed)s, 'author', m, %(people)s))
      from generate_series(0, %(measurements)s - 1) as m
      join b_measured v on v.place = m %% (select count(*) from b_measured)
    """,
    """
    update metric k set measured = newest.many, newest_id = newest.id
      from (select distinct on (metric_id) metric_id, id, count(*) over (partition by metric_id) as many
              from measurement where workspace_id = %(ws)s order by metric_id, effective_at desc, id desc) as newest
     where k.workspace_id = %(ws)s and k.id = newest.metric_id
    """,
    """
    insert into node (workspace_id, id, subject, mode)
    select %(ws)s, pg_temp.b_id(%(seed)s, 'objective', n), 'objective', 'mean'
      from generate_series(0, %(objectives)s - 1) as n
    """,
    """
    insert into node (workspace_id, id, subject, mode, raw, counted, when_empty)
    select %(ws)s, k.id, 'key_result', case when k.kind in ('increase', 'decrease') then 'value' else 'mean' end,
           p.raw, case when k.kind in ('increase', 'decrease') then coalesce(least(greatest(p.raw, 0), 1), 0) end,
           case k.kind when 'work' then 0 end
      from b_key_result k
      join metric m on m.workspace_id = %(ws)s and m.id = k.id
      left join measurement v on v.workspace_id = %(ws)s and v.id = m.newest_id
      cross join lateral (select ((v.value - m.start) / (m.target - m.start))::double precision as raw) as p
    """,
    """
    insert into edge (workspace_id, child_id, parent_id, kind, weight)
    select %(ws)s, id, pg_temp.b_id(%(seed)s, 'objective', o), 'measures', 1 from b_key_result
    """,
    """
    insert into alignment (workspace_id, id, child_id, key_result_id, kind, weight)
    select %(ws)s, pg_temp.b_id(%(seed)s, 'alignment', n), pg_temp.b_id(%(seed)s, 'objective', n),
           pg_temp.b_id(%(seed)s, 'key_result', (n - 1) / %(fan)s), 'cascade', 1
      from generate_series(1, %(objectives)s - 1) as n
    """,
    """
    insert into alignment (workspace_id, id, child_id, objective_id, kind, weight)
    select %(ws)s, pg_temp.b_id(%(seed)s, 'cross', n), pg_temp.b_id(%(seed)s, 'objective', n),
           pg_temp.b_id(%(seed)s, 'objective', (n - 1) / %(fan)s / %(fan)s + 1), 'contributes', 1
      from generate_series(%(objectives)s / 2, %(objectives)s - 1, 10) as n
    """,
    """
    insert into edge (workspace_id, child_id, parent_id, kind, weight)
    select workspace_id, child_id, coalesce(key_result_id, objective_id), kind, weight
      from alignment where workspace_id = %(ws)s
    """,
    """
    insert into project (workspace_id, id, number, team_id, lead_id, title, created_at)
    select %(ws)s, pg_temp.b_id(%(seed)s, 'project', n), n + 1, pg_temp.b_id(%(seed)s, 'team', n %% %(teams)s),
           pg_temp.b_id(%(seed)s, 'member', pg_temp.b_tail(%(seed)s, 'lead', n, %(people)s)), 'Project ' || n,
           now() - interval '200 days'
      from generate_series(0, %(projects)s - 1) as n
    """,
    """
    insert into status (workspace_id, id, project_id, name, type, rank)
    select %(ws)s, pg_temp.b_id(%(seed)s, 'status-' || s.type, n), pg_temp.b_id(%(seed)s, 'project', n), s.name,
           s.type, s.rank
      from generate_series(0, %(projects)s - 1) as n
     cross join (values ('To do', 'open', 1), ('In progress', 'active', 2), ('Done', 'done', 3),
                        ('Cancelled', 'cancelled', 4)) as s (name, type, rank)
    """,
    # Every fourth task is a subtask of the one before it; projects have heavy-tailed sizes.
    """
    create temporary table b_task on commit drop as
    select n, pg_temp.b_tail(%(seed)s, 'project', n / 4, %(projects)s) as p,
           case when n %% 4 = 3 then n - 1 end as parent,
           case when pg_temp.b_part(%(seed)s, 'state', n) < 0.55 then 'done'
                when pg_temp.b_part(%(seed)s, 'state', n) < 0.70 then 'active'
                when pg_temp.b_part(%(seed)s, 'state', n) < 0.97 then 'open' else 'cancelled' end as type
      from generate_series(0, %(tasks)s - 1) as n
    """,
    """
    insert into task (workspace_id, id, number, project_id, parent_id, status_id, status_type, title, rank,
                      estimate_hours, due_on, created_at, started_at, closed_at)
    select %(ws)s, pg_temp.b_id(%(seed)s, 'task', n), n + 1, pg_temp.b_id(%(seed)s, 'project', p),
           case when parent is not null then pg_temp.b_id(%(seed)s, 'task', parent) end,
           pg_temp.b_id(%(seed)s, 'status-' || type, p), type, 'Answer the letters of day ' || n,
           lpad(to_hex(n), 8, '0'), case when n %% 3 > 0 then 1 + n %% 16 end, current_date + (n %% 200 - 120)::integer,
           now() - interval '180 days' + (n %% 150) * interval '1 day',
           case when type in ('active', 'done') then now() - interval '30 days' end,
           case when type = 'done' then now() - (n %% 150) * interval '1 day' end
      from b_task
    """,
    """
    insert into task_assignee (workspace_id, task_id, member_id)
    select %(ws)s, pg_temp.b_id(%(seed)s, 'task', n),
           pg_temp.b_id(%(seed)s, 'member', pg_temp.b_tail(%(seed)s, 'assignee', n, %(people)s))
      from b_task where n %% 5 > 0
    """,
    # A key result that counts work takes eight tasks of its own; every third one a whole project besides.
    """
    insert into work_link (workspace_id, id, key_result_id, task_id, weight)
    select %(ws)s, pg_temp.b_id(%(seed)s, 'link', k.place * 8 + i), k.id,
           pg_temp.b_id(%(seed)s, 'task', ((k.place * 8 + i) * 4) %% %(tasks)s), 1 + i %% 3
      from (select id, row_number() over (order by n) - 1 as place from b_key_result where kind = 'work') as k
     cross join generate_series(0, 7) as i
    on conflict do nothing
    """,
    """
    insert into work_link (workspace_id, id, key_result_id, project_id, weight)
    select %(ws)s, pg_temp.b_id(%(seed)s, 'project-link', k.n), k.id,
           pg_temp.b_id(%(seed)s, 'project', %(projects)s - 1 - k.n %% (%(projects)s / 2)), 2
      from b_key_result k where k.kind = 'work' and k.n %% 3 = 0
    on conflict do nothing
    """,
    """
    insert into event (workspace_id, kind, subject, subject_id, actor_id, recorded_at, number)
    select %(ws)s, 'work.task_closed', 'task', pg_temp.b_id(%(seed)s, 'task', n %% %(tasks)s),
           pg_temp.b_id(%(seed)s, 'member', pg_temp.b_tail(%(seed)s, 'actor', n, %(people)s)),
           now() - interval '365 days' + n * (interval '364 days' / %(events)s), n + 1
      from generate_series(0, %(events)s - 1) as n
    """,
    """
    insert into event_counter (workspace_id, number) values (%(ws)s, %(events)s)
    """,
    """
    insert into display_counter (workspace_id, kind, number)
    values (%(ws)s, 'task', %(tasks)s), (%(ws)s, 'project', %(projects)s), (%(ws)s, 'objective', %(objectives)s),
           (%(ws)s, 'key_result', %(key_results)s)
    """,
)

_WORK_NODES = """
with item as (
  select distinct coalesce(task_id, project_id) as id, task_id is null as whole
    from work_link where workspace_id = %(ws)s
), added as (
  insert into node (workspace_id, id, subject, mode, raw, counted, work_leaves, work_done, work_estimated, work_hours,
                    work_hours_done)
  select %(ws)s, i.id, case when i.whole then 'project' else 'task' end, 'work', w.share, w.share, s.leaves,
         s.leaves_done, s.leaves_estimated, s.hours, s.hours_done
    from item i
    left join task t on t.workspace_id = %(ws)s and t.id = i.id
    left join project p on p.workspace_id = %(ws)s and p.id = i.id
   cross join lateral (
     select coalesce(t.leaves, p.leaves) as leaves, coalesce(t.leaves_done, p.leaves_done) as leaves_done,
            coalesce(t.leaves_estimated, p.leaves_estimated) as leaves_estimated, coalesce(t.hours, p.hours) as hours,
            coalesce(t.hours_done, p.hours_done) as hours_done) as s
   cross join lateral (
     select progress_work(s.leaves, s.leaves_done, s.leaves_estimated, s.hours, s.hours_done) as share) as w
)
insert into edge (workspace_id, child_id, parent_id, kind, weight)
select %(ws)s, coalesce(task_id, project_id), key_result_id, 'work', weight from work_link where workspace_id = %(ws)s
"""
