"""Members, people in bulk, shares and what a guest sees, over a real database."""

import asyncio
from collections.abc import Callable
from uuid import UUID, uuid4

import psycopg
import pytest
from psycopg import AsyncConnection

from headway.core import clock, db
from headway.core.ctx import Actor, Ctx
from headway.core.db import Database, set_tenant
from headway.core.errors import Forbidden, NotFound
from headway.core.subjects import Registry
from headway.organisation import queries
from headway.organisation.actions import bulk, invitations, members, shares, teams
from headway.organisation.queries import people
from headway.organisation.queries import shares as share_queries
from headway.organisation.queries import teams as team_queries
from headway.organisation.schemas import (
    InvitationNew,
    MemberPatch,
    NewPerson,
    NewTeamMember,
    NewTeamRow,
    SharePut,
    TeamNew,
)
from tests.make import Make

GOOD = "correct horse battery staple"
REGISTRY = Registry(queries.SUBJECTS)


class _Holder:
    def __init__(self, connection: db.Connection) -> None:
        self.connection = connection


async def test_the_last_owner_stays_an_owner_and_stays(ctx: Ctx, make: Make) -> None:
    with pytest.raises(members.LastOwner):
        await members.edit_member(ctx, make.owner.id, MemberPatch(role="admin"), version=1)
    with pytest.raises(members.LastOwner):
        await members.remove_member(ctx, make.owner.id)
    second = await make.member("owner", name="Second")
    await members.edit_member(ctx, make.owner.id, MemberPatch(role="admin"), version=1)
    with pytest.raises(members.LastOwner):
        await members.remove_member(make.ctx_of(second), second.id)


async def test_an_invited_owner_without_an_account_is_no_owner_to_rely_on(ctx: Ctx, make: Make) -> None:
    await invitations.invite(ctx, InvitationNew(email="neo@example.test", role="owner"))
    with pytest.raises(members.LastOwner):
        await members.remove_member(ctx, make.owner.id)


async def test_two_owners_who_leave_at_the_same_moment_leave_one(database_url: Callable[[str], str]) -> None:
    database = Database(database_url("headway_app"), size=4)
    await database.open()
    workspace_id, owners = uuid4(), [uuid4(), uuid4()]
    async with database.transaction(workspace_id) as connection:
        await connection.execute(
            "insert into workspace (id, slug, name) values (%s, %s, 'W')", [workspace_id, workspace_id.hex]
        )
        for owner in owners:
            account = uuid4()
            await connection.execute(
                "insert into account (id, email, name) values (%s, %s, 'O')", [account, f"{owner}@example.test"]
            )
            await connection.execute(
                """
                insert into member (workspace_id, id, account_id, name, email, role)
                values (%s, %s, %s, 'O', %s, 'owner')
                """,
                [workspace_id, owner, account, f"{owner}@example.test"],
            )

    async def leave(owner: UUID) -> str:
        try:
            async with database.transaction(workspace_id) as connection:
                entered = await queries.workspaces.entered(_Holder(connection), workspace_id)
                assert entered is not None
                actor = Actor(account=uuid4(), member=owner, role="owner")
                await members.remove_member(Ctx(connection, entered, actor, now=clock.now()), owner)
        except (members.LastOwner, Exception) as error:  # noqa: BLE001 - a deadlock is an answer too, and a wrong one
            return type(error).__name__
        return "left"

    results = sorted(await asyncio.gather(*(leave(owner) for owner in owners)))
    await database.close()
    assert results == ["LastOwner", "left"]


async def test_an_admin_makes_no_owner_and_touches_none(ctx: Ctx, make: Make) -> None:
    admin, member = make.ctx_of(await make.member("admin")), await make.member()
    with pytest.raises(Forbidden):
        await members.edit_member(admin, member.id, MemberPatch(role="owner"), version=1)
    with pytest.raises(Forbidden):
        await members.edit_member(admin, make.owner.id, MemberPatch(role="member"), version=1)
    with pytest.raises(Forbidden):
        await members.remove_member(admin, make.owner.id)
    changed = await members.edit_member(admin, member.id, MemberPatch(role="guest", title="Advisor"), version=1)
    assert (changed.role, changed.title, changed.version) == ("guest", "Advisor", 2)
    assert admin.recorded[-1].kind == "organisation.role_changed"
    await members.edit_member(ctx, member.id, MemberPatch(role="owner"), version=2)


async def test_a_person_changes_their_own_title_but_not_their_role(make: Make) -> None:
    mia = await make.member()
    own = make.ctx_of(mia)
    assert (await members.edit_member(own, mia.id, MemberPatch(title=" Head  of X "), version=1)).title == "Head of X"
    with pytest.raises(Forbidden):
        await members.edit_member(own, mia.id, MemberPatch(role="admin"), version=2)
    with pytest.raises(Forbidden):
        await members.edit_member(own, make.owner.id, MemberPatch(title="Boss"), version=1)


async def test_leaving_ends_teams_shares_tokens_and_invitations_and_keeps_the_name(ctx: Ctx, make: Make) -> None:
    mia = await make.member()
    team = await make.team("Core", lead=mia)
    await make.share(mia, "team", team)
    await db.run(
        ctx,
        """
        insert into token (workspace_id, account_id, name, secret_hash, hint, scopes)
        values (%(workspace)s, %(account)s, 'CI', 'x', 'abcd', '{goals:read}')
        """,
        workspace=ctx.workspace.id,
        account=mia.account,
    )
    await members.remove_member(ctx, mia.id)
    for table in ("team_member", "share"):
        assert await db.value(ctx, f"select count(*) from {table}") == 0
    assert await db.value(ctx, "select revoked_at is not null from token")
    assert (await people.references(ctx, [mia.id]))[mia.id].active is False
    assert (await people.references(ctx, [mia.id]))[mia.id].name == mia.name
    assert [row.id for row in (await people.members(ctx, cursor=None, limit=10)).items] == [make.owner.id]


async def test_a_new_account_name_reaches_every_workspace(ctx: Ctx, make: Make) -> None:
    await members.rename_account(ctx, "Olga Other")
    await members.take_account_name(ctx, make.owner.account)
    await members.take_account_name(ctx, make.owner.account)
    row = await people.member(ctx, make.owner.id)
    assert (row.name, row.version) == ("Olga Other", 2)
    assert [event.kind for event in ctx.recorded] == ["organisation.member_edited"]


async def test_people_are_found_by_address_then_name_whatever_the_case(ctx: Ctx) -> None:
    ids = await bulk.add_people(
        ctx,
        [
            NewPerson(name="Noor Haddad", email="noor@example.test"),
            NewPerson(name="Tom Okafor"),
            NewPerson(name="Tom Okafor"),
        ],
    )
    found = await people.matches(ctx, emails=["NOOR@example.test "], names=["tom  okafor", "Nobody"])
    assert {each.id for each in found} == set(ids)
    assert await people.matches(ctx) == []
    assert await people.matches(ctx, emails=[""]) == []


async def test_teams_and_people_come_in_three_statements_whatever_their_number(ctx: Ctx, make: Make) -> None:
    ids = [uuid4() for _ in range(12)]
    new = [
        NewTeamRow(id=team, name=f"Team {place % 5}", parent_id=ids[place // 3] if place else None, sample=True)
        for place, team in enumerate(ids)
    ]
    assert await bulk.add_teams(ctx, list(reversed(new))) == list(reversed(ids))
    staff = [
        NewPerson(name=f"P {place}", email=f"p{place}@example.test", title="T", sample=True) for place in range(60)
    ]
    added = await bulk.add_people(ctx, staff)
    assert [(await people.member(ctx, added[place])).name for place in (0, 59)] == ["P 0", "P 59"]
    await bulk.add_team_members(
        ctx, [NewTeamMember(team_id=ids[place % 12], member_id=member) for place, member in enumerate(added)]
    )
    rows = await team_queries.rows(ctx)
    assert sum(row.people for row in rows) == 60
    assert len({row.slug for row in rows}) == 12
    assert [event.kind for event in ctx.recorded] == [
        "organisation.teams_added",
        "organisation.people_added",
        "organisation.team_members_added",
    ]
    assert await bulk.remove_sample(ctx) == 72
    assert await team_queries.rows(ctx) == []
    assert [row.id for row in (await people.members(ctx, cursor=None, limit=10)).items] == [make.owner.id]


async def test_what_something_real_refers_to_survives_the_clearing(ctx: Ctx) -> None:
    [sample] = await bulk.add_teams(ctx, [NewTeamRow(name="Sample", sample=True)])
    real = await teams.create_team(ctx, TeamNew(name="Real", parent_id=sample))
    [other] = await bulk.add_teams(ctx, [NewTeamRow(name="Other", sample=True)])
    assert await bulk.remove_sample(ctx) == 1
    rows = {row.id: row.sample for row in await team_queries.rows(ctx)}
    assert rows == {sample: False, real.id: False}
    assert other not in rows


async def test_a_member_adds_nothing_in_bulk_and_an_admin_no_owner(make: Make) -> None:
    member, admin = make.ctx_of(await make.member()), make.ctx_of(await make.member("admin", name="Ada"))
    with pytest.raises(Forbidden):
        await bulk.add_people(member, [NewPerson(name="P")])
    with pytest.raises(Forbidden):
        await bulk.add_people(admin, [NewPerson(name="P", role="owner")])


async def test_a_share_opens_and_closes_and_a_foreign_id_is_not_found(ctx: Ctx, make: Make) -> None:
    guest = await make.member("guest", name="Gus Guest")
    team = await make.team("Core")
    await shares.share(ctx, REGISTRY, SharePut(member_id=guest.id, subject="team", subject_id=team))
    await shares.share(ctx, REGISTRY, SharePut(member_id=guest.id, subject="team", subject_id=team, access="edit"))
    listed = await share_queries.shares(ctx, REGISTRY, kind="team", subject_id=team)
    assert [(each.member_id, each.title, each.access) for each in listed] == [(guest.id, "Core", "edit")]
    assert await share_queries.shares(ctx, REGISTRY, member=guest.id) == listed
    for foreign in (uuid4(), guest.id):
        with pytest.raises(NotFound):
            await shares.share(ctx, REGISTRY, SharePut(member_id=guest.id, subject="team", subject_id=foreign))
    with pytest.raises(NotFound):
        await shares.share(ctx, REGISTRY, SharePut(member_id=uuid4(), subject="team", subject_id=team))
    await shares.unshare(ctx, REGISTRY, member_id=guest.id, kind="team", subject_id=team)
    with pytest.raises(NotFound):
        await shares.unshare(ctx, REGISTRY, member_id=guest.id, kind="team", subject_id=team)


async def test_a_lead_shares_their_team_and_another_member_does_not(make: Make) -> None:
    lead, other, guest = await make.member(name="Lea"), await make.member(name="Max"), await make.member("guest")
    team = await make.team("Core", lead=lead)
    wanted = SharePut(member_id=guest.id, subject="team", subject_id=team)
    with pytest.raises(Forbidden):
        await shares.share(make.ctx_of(other), REGISTRY, wanted)
    await shares.share(make.ctx_of(lead), REGISTRY, wanted)


async def test_a_guest_sees_shared_teams_their_people_and_nothing_else(ctx: Ctx, make: Make) -> None:
    guest = await make.member("guest", name="Gus Guest")
    inside, outside = await make.member(name="Ina Inside"), await make.member(name="Oto Outside")
    shared, hidden = await make.team("Shared", lead=inside), await make.team("Hidden", lead=outside)
    await make.share(guest, "team", shared)
    await make.share(outside, "team", hidden)
    await set_tenant(ctx.connection, ctx.workspace.id, guest=guest.id)
    looking = make.ctx_of(guest)
    assert [row.id for row in await team_queries.rows(looking)] == [shared]
    found = (await people.directory(looking, search="", team=None, cursor=None, limit=10)).items
    assert [(each.name, each.email) for each in found] == [("Gus Guest", guest.email), ("Ina Inside", "")]
    assert (await people.directory(looking, search="ina.", team=None, cursor=None, limit=10)).items == []
    assert await people.references(looking, [outside.id]) == {}
    for hidden_thing in (people.person(looking, outside.id), team_queries.team_page(looking, hidden)):
        with pytest.raises(NotFound):
            await hidden_thing
    assert await db.column(ctx, "select subject_id from share") == [shared]
    assert await db.value(ctx, "select count(*) from team_member") == 1


async def test_the_floor_holds_for_writes_too(ctx: Ctx, make: Make) -> None:
    guest = await make.member("guest")
    hidden = await make.team("Hidden")
    await set_tenant(ctx.connection, ctx.workspace.id, guest=guest.id)
    touched = await db.run(ctx, "update team set name = 'Mine' where id = %(team)s", team=hidden)
    assert touched == 0
    with pytest.raises(psycopg.errors.InsufficientPrivilege, match="row-level security"):
        await db.run(
            ctx,
            "insert into team (workspace_id, name, slug) values (%(workspace)s, 'New', 'new')",
            workspace=ctx.workspace.id,
        )


async def test_a_transaction_that_never_said_who_asks_fails(shared_url: str) -> None:
    workspace_id = uuid4()
    async with (
        await AsyncConnection.connect(shared_url, autocommit=True) as connection,
        connection.transaction(force_rollback=True),
    ):
        await connection.execute("select set_config('headway.workspace', %s, true)", [str(workspace_id)])
        await connection.execute(
            "insert into workspace (id, slug, name) values (%s, %s, 'W')", [workspace_id, workspace_id.hex]
        )
        with pytest.raises(psycopg.errors.UndefinedObject, match=r"headway\.guest"):
            await connection.execute(
                "insert into team (workspace_id, name, slug) values (%s, 'T', 't')", [workspace_id]
            )


async def test_audiences_name_the_guests_who_see_a_thing(ctx: Ctx, make: Make) -> None:
    guest, inside = await make.member("guest"), await make.member(name="Ina")
    team = await make.team("Shared", lead=inside)
    await make.share(guest, "team", team)
    of_team = (await team_queries.audience(ctx, [team, uuid4()]))[team]
    assert of_team.admits(guest.id, guest=True)
    assert of_team.admits(inside.id, guest=False)
    of_people = await people.audience(ctx, [inside.id, make.owner.id, guest.id])
    assert of_people[inside.id].admits(guest.id, guest=True)
    assert of_people[guest.id].admits(guest.id, guest=True)
    assert not of_people[make.owner.id].admits(guest.id, guest=True)
