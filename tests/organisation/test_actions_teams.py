"""The tree of teams over a real database."""

import asyncio
from collections.abc import Callable
from uuid import UUID, uuid4

import pytest

from headway.core import clock, db
from headway.core.ctx import SYSTEM, Ctx
from headway.core.db import Database
from headway.core.errors import Conflict, Forbidden, NotFound, Stale
from headway.organisation import queries
from headway.organisation.actions import teams
from headway.organisation.queries import teams as team_queries
from headway.organisation.schemas import (
    TeamNew,
    TeamPatch,
)
from tests.make import Make


class _Holder:
    def __init__(self, connection: db.Connection) -> None:
        self.connection = connection


async def test_the_tree_grows_moves_and_refuses_circles(ctx: Ctx) -> None:
    top = await teams.create_team(ctx, TeamNew(name="Product"))
    middle = await teams.create_team(ctx, TeamNew(name="Checkout", parent_id=top.id))
    low = await teams.create_team(ctx, TeamNew(name="Payments", parent_id=middle.id))
    with pytest.raises(teams.TeamCycle) as refused:
        await teams.edit_team(ctx, top.id, TeamPatch(parent_id=low.id), version=1)
    assert "Product > Checkout > Payments > Product" in refused.value.detail
    moved = await teams.edit_team(ctx, low.id, TeamPatch(parent_id=top.id), version=1)
    assert (moved.parent_id, moved.version) == (top.id, 2)
    page = await team_queries.team_page(ctx, low.id)
    assert [each.name for each in page.path] == ["Product"]
    assert sorted(await team_queries.with_teams_below(ctx, top.id)) == sorted([top.id, middle.id, low.id])


async def test_teams_nest_eight_levels_deep_and_no_deeper(ctx: Ctx) -> None:
    parent: UUID | None = None
    made = []
    for number in range(8):
        made.append(await teams.create_team(ctx, TeamNew(name=f"Level {number}", parent_id=parent)))
        parent = made[-1].id
    with pytest.raises(teams.TeamTooDeep):
        await teams.create_team(ctx, TeamNew(name="Too deep", parent_id=parent))
    other = await teams.create_team(ctx, TeamNew(name="Other"))
    with pytest.raises(teams.TeamTooDeep):
        await teams.edit_team(ctx, made[0].id, TeamPatch(parent_id=other.id), version=1)


async def test_two_teams_of_one_name_have_different_slugs(ctx: Ctx) -> None:
    assert [(await teams.create_team(ctx, TeamNew(name="Core"))).slug for _ in "12"] == ["core", "core-2"]


async def test_a_lead_arranges_below_their_team_and_nowhere_else(make: Make) -> None:
    lead = await make.member(name="Lea Lead")
    top, other = await make.team("Top", lead=lead), await make.team("Other")
    below = await make.team("Below", parent=top)
    own = make.ctx_of(lead)
    await teams.edit_team(own, top, TeamPatch(purpose="Ship it"), version=1)
    await teams.edit_team(own, below, TeamPatch(name="Under"), version=1)
    made = await teams.create_team(own, TeamNew(name="New", parent_id=below))
    assert made.can == {
        "edit": True,
        "edit_people": True,
        "add_team": True,
        "move": True,
        "archive": True,
        "delete": True,
        "share": True,
    }
    for refused in (
        teams.edit_team(own, other, TeamPatch(name="Mine"), version=1),
        teams.create_team(own, TeamNew(name="Top level")),
        teams.create_team(own, TeamNew(name="New", parent_id=other)),
        teams.edit_team(own, below, TeamPatch(parent_id=other), version=2),
        teams.edit_team(own, below, TeamPatch(parent_id=None), version=2),
        teams.archive_team(own, top),
        teams.delete_team(own, top),
    ):
        with pytest.raises(Forbidden):
            await refused


async def test_a_stale_edit_of_a_team_changes_nothing(ctx: Ctx) -> None:
    team = await teams.create_team(ctx, TeamNew(name="Core"))
    await teams.edit_team(ctx, team.id, TeamPatch(name="Kernel"), version=1)
    with pytest.raises(Stale) as stale:
        await teams.edit_team(ctx, team.id, TeamPatch(name="Other"), version=1)
    assert stale.value.extra["current"]["name"] == "Kernel"


async def test_archiving_goes_from_below_and_restoring_from_above(ctx: Ctx) -> None:
    top = await teams.create_team(ctx, TeamNew(name="Top"))
    low = await teams.create_team(ctx, TeamNew(name="Low", parent_id=top.id))
    with pytest.raises(Conflict) as refused:
        await teams.archive_team(ctx, top.id)
    assert refused.value.code == "organisation.team_has_teams"
    assert (await teams.archive_team(ctx, low.id)).archived
    assert (await teams.archive_team(ctx, top.id)).archived
    assert await team_queries.tree(ctx, archived=False) == []
    assert len(await team_queries.tree(ctx, archived=True)) == 2
    for blocked in (teams.restore_team(ctx, low.id), teams.create_team(ctx, TeamNew(name="X", parent_id=top.id))):
        with pytest.raises(Conflict) as archived:
            await blocked
        assert archived.value.code == "organisation.team_archived"
    await teams.restore_team(ctx, top.id)
    assert not (await teams.restore_team(ctx, low.id)).archived


async def test_a_team_with_something_below_is_not_deleted(ctx: Ctx) -> None:
    top = await teams.create_team(ctx, TeamNew(name="Top"))
    low = await teams.create_team(ctx, TeamNew(name="Low", parent_id=top.id))
    with pytest.raises(teams.TeamInUse):
        await teams.delete_team(ctx, top.id)
    await teams.delete_team(ctx, low.id)
    await teams.delete_team(ctx, top.id)
    assert await team_queries.rows(ctx) == []


async def test_people_join_lead_and_leave_teams(ctx: Ctx, make: Make) -> None:
    mia, guest = await make.member(), await make.member("guest", name="Gus Guest")
    team = await make.team("Core")
    await teams.put_in_team(ctx, team, mia.id, role="member")
    await teams.put_in_team(ctx, team, mia.id, role="lead")
    with pytest.raises(Conflict) as refused:
        await teams.put_in_team(ctx, team, guest.id, role="lead")
    assert refused.value.code == "organisation.guest_cannot_lead"
    page = await team_queries.team_page(ctx, team)
    assert [(each.id, each.role) for each in page.people] == [(mia.id, "lead")]
    assert page.team.people == 1
    await teams.take_from_team(make.ctx_of(mia), team, mia.id)
    with pytest.raises(NotFound):
        await teams.take_from_team(ctx, team, mia.id)


async def test_two_moves_at_the_same_moment_close_no_circle(database_url: Callable[[str], str]) -> None:
    database = Database(database_url("headway_app"), size=4)
    await database.open()
    workspace_id, a, b = uuid4(), uuid4(), uuid4()
    async with database.transaction(workspace_id) as connection:
        await connection.execute(
            "insert into workspace (id, slug, name) values (%s, %s, 'W')", [workspace_id, workspace_id.hex]
        )
        await connection.execute(
            "insert into team (workspace_id, id, name, slug) values (%s, %s, 'A', 'a'), (%s, %s, 'B', 'b')",
            [workspace_id, a, workspace_id, b],
        )

    async def move(team: UUID, parent: UUID) -> str:
        try:
            async with database.transaction(workspace_id) as connection:
                entered = await queries.workspaces.entered(_Holder(connection), workspace_id)
                assert entered is not None
                ctx = Ctx(connection, entered, SYSTEM, now=clock.now())
                await teams.edit_team(ctx, team, TeamPatch(parent_id=parent), version=1)
        except teams.TeamCycle:
            return "refused"
        return "moved"

    results = sorted(await asyncio.gather(move(a, b), move(b, a)))
    await database.close()
    assert results == ["moved", "refused"]
