"""The sample company inside a workspace: what is loaded is what was computed, and it goes without a trace."""

from collections.abc import Callable
from datetime import date
from time import process_time
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import msgspec
import pytest

from headway.core import clock, db
from headway.core.ctx import SYSTEM, Ctx
from headway.core.db import Connection, set_tenant
from headway.core.edge import NOWHERE
from headway.core.errors import Forbidden
from headway.demo import queries
from headway.demo.actions import SampleThere, clear_sample, load_sample, make_beside, start_demo
from headway.demo.jobs import make_sample_beside
from headway.demo.rules import company
from headway.demo.rules.calendar import Calendar
from headway.goals.actions.bulk import make_in_bulk
from headway.goals.schemas.bulk import BulkCycle, BulkGoals, BulkObjective
from headway.identity import queries as identity
from headway.progress import queries as progress
from headway.work import queries as work
from headway.work.actions.tasks import close_task
from tests.demo.measure import measure
from tests.make import Make, Member

MARKED = ("member", "team", "cycle", "objective", "key_result", "project", "task", "work_link")
BELOW = (
    "alignment",
    "metric",
    "measurement",
    "node",
    "edge",
    "status",
    "task_assignee",
    "share",
    "team_member",
    "check_in",
    "assessment",
    "grading",
    "ballot",
    "blind_score",
    "retrospective",
    "lesson",
    "carry",
    "forecast",
    "commitment",
    "commitment_week",
    "win",
    "win_cheer",
    "square_line",
    "task_dependency",
    "notification",
    "reading",
    "goal_revision",
    "meeting",
    "meeting_item",
    "decision",
    "ritual_calendar",
    "ritual_rhythm",
    "ritual_holiday",
)


class Shown(msgspec.Struct):
    id: UUID
    title: str
    raw: float | None


async def shown(ctx: Ctx, table: str) -> dict[str, Shown]:
    found = await db.rows(
        ctx,
        Shown,
        f"select x.id, x.title, n.raw from {table} x join node n using (workspace_id, id) where x.workspace_id = %(w)s",
        w=ctx.workspace.id,
    )
    return {one.title: one for one in found}


async def count(ctx: Ctx, table: str) -> int:
    statement = f"select count(*) from {table} where workspace_id = %(w)s"
    return int(await db.value(ctx, statement, w=ctx.workspace.id))


def of_nowhere(connection: Connection) -> Ctx:
    """The ctx of an installation without workspaces, as the start of the server has it."""
    return Ctx(connection, NOWHERE, SYSTEM, now=clock.now())


async def test_it_is_loaded_with_little_work_and_every_number_is_right(ctx: Ctx) -> None:
    begun = process_time()
    loaded = await load_sample(ctx)
    await ctx.flush()
    assert process_time() - begun < 6  # seconds of processor time: other tests run beside it
    made = company(ctx.today, 1)
    assert loaded.present
    assert loaded.counts.people == len(made.people)
    assert loaded.counts.teams == len(made.teams)
    assert loaded.counts.objectives == len(made.objectives)
    assert loaded.counts.key_results == len(made.key_results)
    assert loaded.counts.projects == len(made.projects)
    assert loaded.counts.tasks == len(made.tasks)
    assert await progress.verify(ctx) == []
    assert await work.verify(ctx) == []
    expected = measure(made).results
    objectives, key_results = await shown(ctx, "objective"), await shown(ctx, "key_result")
    for goal in made.objectives:
        assert objectives[goal.title].raw == pytest.approx(expected[goal.key].raw, abs=1e-6), goal.key
    for result in made.key_results:
        assert key_results[result.title].raw == pytest.approx(expected[result.key].raw, abs=1e-6), result.key


async def test_its_past_happened_when_and_by_whom_it_happened_and_its_closed_quarters_are_frozen(loaded: Ctx) -> None:
    late = await db.value(
        loaded,
        """
        select count(*) from event
         where workspace_id = %(w)s and kind = 'progress.changed' and data ->> 'why' <> 'time'
           and (actor_id is null or (recorded_at at time zone 'utc')::date >= %(today)s)
        """,
        w=loaded.workspace.id,
        today=loaded.today,
    )
    assert late == 0
    wrong = await db.value(
        loaded,
        """
        select count(*)
          from (select distinct on (subject_id) subject_id, (data ->> 'new')::float8 as told from event
                 where workspace_id = %(w)s and kind = 'progress.changed' order by subject_id, id desc) as e
          join node n on n.workspace_id = %(w)s and n.id = e.subject_id
         where abs(n.raw - e.told) > 1e-6
        """,
        w=loaded.workspace.id,
    )
    assert wrong == 0
    modes = await db.column(
        loaded,
        """
        select distinct n.mode from objective o
          join cycle c on c.workspace_id = o.workspace_id and c.id = o.cycle_id and c.closed_at is not null
          join node n on n.workspace_id = o.workspace_id and n.id = o.id
         where o.workspace_id = %(w)s
        """,
        w=loaded.workspace.id,
    )
    assert modes == ["frozen"]


async def test_everything_it_brings_is_marked_as_sample_and_one_project_is_shared_with_a_guest(loaded: Ctx) -> None:
    for table in MARKED:
        statement = f"select count(*) from {table} where workspace_id = %(w)s and not sample"
        unmarked = await db.value(loaded, statement, w=loaded.workspace.id)
        assert unmarked == (1 if table == "member" else 0), table  # the owner of the workspace is real
    shares = await db.value(
        loaded,
        """
        select array_agg(p.title) from share s
          join member m on m.workspace_id = s.workspace_id and m.id = s.member_id and m.role = 'guest'
          join project p on p.workspace_id = s.workspace_id and p.id = s.subject_id
         where s.workspace_id = %(w)s and s.subject = 'project'
        """,
        w=loaded.workspace.id,
    )
    assert shares == ["Checkout in four languages"]


async def test_dragging_hw_42_to_done_moves_the_team_the_department_and_the_company(loaded: Ctx) -> None:
    made = company(loaded.today, 1)
    titles = {goal.key: goal.title for goal in made.objectives}
    before = await shown(loaded, "objective")
    row = await db.column(
        loaded, "select id from task where workspace_id = %(w)s and number = 42 and title = 'Translate checkout'",
        w=loaded.workspace.id,
    )  # fmt: skip
    closed = await close_task(loaded, row[0], version=1)
    assert closed.label == "HW-42"
    after = await shown(loaded, "objective")
    for key, least in (("language", 0.05), ("journey", 0.02), ("local", 0.01)):
        old, new = before[titles[key]].raw, after[titles[key]].raw
        assert old is not None
        assert new is not None
        assert new - old >= least, key
    causes = [
        event.data.get("cause", {}).get("label", "") for event in loaded.recorded if event.kind == "progress.changed"
    ]
    assert any("HW-42" in label and "Translate checkout" in label for label in causes)
    assert await progress.verify(loaded) == []


async def test_it_is_not_loaded_twice_and_not_by_members(
    make: Make, as_member: Callable[[Member], Ctx], loaded: Ctx
) -> None:
    mia = await make.member("member")
    with pytest.raises(Forbidden):
        await load_sample(as_member(mia))
    with pytest.raises(Forbidden):
        await clear_sample(as_member(mia))
    with pytest.raises(SampleThere):
        await load_sample(loaded)


async def test_cleared_nothing_of_it_is_left_and_what_people_made_stays(ctx: Ctx, make: Make) -> None:
    team = await make.team("Our own")
    cycle, goal = uuid4(), uuid4()
    own = BulkGoals(
        cycles=(BulkCycle(id=cycle, name="Ours", starts_on=date(2026, 1, 1), ends_on=date(2026, 6, 30)),),
        objectives=(BulkObjective(id=goal, title="Ours", cycle_id=cycle, team_id=team, owner_id=make.owner.id),),
    )
    await make_in_bulk(ctx, own)
    before = {table: await count(ctx, table) for table in (*MARKED, *BELOW)}
    await load_sample(ctx)
    assert await count(ctx, "measurement") > 800
    cleared = await clear_sample(ctx)
    assert not cleared.workspace_deleted
    assert cleared.objectives > 35
    assert cleared.tasks > 850
    assert {table: await count(ctx, table) for table in (*MARKED, *BELOW)} == before
    assert not (await queries.sample(ctx)).present
    assert await progress.verify(ctx) == []
    assert (await load_sample(ctx)).present


async def test_a_sample_person_who_owns_a_real_goal_by_now_stays_and_is_no_sample_any_more(loaded: Ctx) -> None:
    nadia = await db.value(
        loaded, "select id from member where workspace_id = %(w)s and email like 'nadia@%%'", w=loaded.workspace.id
    )
    cycle = BulkCycle(id=uuid4(), name="Ours", starts_on=date(2026, 1, 1), ends_on=date(2026, 6, 30))
    goal = BulkObjective(id=uuid4(), title="Ours", cycle_id=cycle.id, owner_id=nadia)
    await make_in_bulk(loaded, BulkGoals(cycles=(cycle,), objectives=(goal,)))
    await clear_sample(loaded)
    left = await db.column(
        loaded, "select name from member where workspace_id = %(w)s and not sample order by name", w=loaded.workspace.id
    )
    assert left == ["Nadia Benhaddou", "Olga Owner"]
    assert not (await queries.sample(loaded)).present


async def test_a_cycle_of_the_same_name_is_left_alone(ctx: Ctx) -> None:
    name = company(ctx.today, 1).cycles[0].name
    mine = BulkCycle(id=uuid4(), name=name, starts_on=date(2026, 1, 1), ends_on=date(2026, 12, 31))
    await make_in_bulk(ctx, BulkGoals(cycles=(mine,)))
    await load_sample(ctx)
    names = await db.column(ctx, "select name from cycle where workspace_id = %(w)s and sample", w=ctx.workspace.id)
    assert f"{name} (sample)" in names
    assert name not in names


async def test_days_are_those_of_the_workspaces_time_zone(connection: Connection) -> None:
    make = await Make.fresh(connection, zone="Pacific/Auckland")
    ctx = make.ctx_of(make.owner)
    await load_sample(ctx)
    starts = await db.value(
        ctx, "select starts_on from cycle where workspace_id = %(w)s and name like '%%Q3'", w=ctx.workspace.id
    )
    assert starts == Calendar(ctx.today, ZoneInfo("Pacific/Auckland")).first
    assert await progress.verify(ctx) == []


async def test_who_asks_for_the_demo_gets_a_workspace_of_its_own_beside_once(ctx: Ctx, make: Make) -> None:
    account = make.owner.account
    job = Ctx(ctx.connection, make.workspace, SYSTEM, now=ctx.now)
    await make_sample_beside(job, subject=str(make.workspace.id), data={"start": "team", "account": str(account)})
    assert len(await identity.workspaces_of(ctx, account)) == 1
    await make_sample_beside(job, subject=str(make.workspace.id), data={"start": "demo", "account": str(account)})
    mine = {one.sample: one for one in await identity.workspaces_of(ctx, account)}
    assert mine[True].name == "Meridian (sample)"
    assert mine[True].role == "owner"
    again = Ctx(ctx.connection, make.workspace, SYSTEM, now=ctx.now)
    await set_tenant(ctx.connection, make.workspace.id)
    assert not await make_beside(again, account)
    assert len(await identity.workspaces_of(ctx, account)) == 2
    assert await count(ctx, "objective") == 0


async def test_clearing_the_workspace_beside_takes_it_away_as_a_whole(ctx: Ctx, make: Make) -> None:
    account = make.owner.account
    assert await make_beside(ctx, account)
    assert ctx.workspace.sample
    cleared = await clear_sample(ctx)
    assert cleared.workspace_deleted
    assert [one.id for one in await identity.workspaces_of(ctx, account)] == [make.workspace.id]


async def test_the_demo_has_a_head_who_signs_in_by_a_link_with_something_to_read_and_starts_only_once(
    connection: Connection,
) -> None:
    nowhere = of_nowhere(connection)
    path = await start_demo(nowhere)
    await nowhere.flush()
    assert path.startswith("/sign-in#")
    head = await identity.account_by_email(nowhere, "ingrid@meridian.example")
    assert head is not None
    assert len(await identity.workspaces_of(nowhere, head.id)) == 1
    inbox = "select count(*) from notification where workspace_id = %(w)s and shown and done_at is null"
    assert 3 <= int(await db.value(nowhere, inbox, w=nowhere.workspace.id)) <= 9
    again = of_nowhere(connection)
    assert await start_demo(again) != path
    assert len(await identity.workspaces_of(again, head.id)) == 1


async def test_the_demo_cleared_is_an_ordinary_empty_workspace(connection: Connection) -> None:
    ctx = of_nowhere(connection)
    await start_demo(ctx)
    cleared = await clear_sample(ctx)
    assert not cleared.workspace_deleted
    mine = await identity.workspaces_of(ctx, ctx.actor.account or uuid4())
    assert [(one.sample, one.role) for one in mine] == [(False, "owner")]
    assert await count(ctx, "member") == 1
