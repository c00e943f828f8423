"""Workspaces and invitations over a real database."""

from uuid import UUID, uuid4

import msgspec
import pytest

from headway.core import clock, db, queue
from headway.core.ctx import Actor, Ctx
from headway.core.db import set_tenant
from headway.core.edge import NOWHERE
from headway.core.errors import Forbidden, Invalid, NotFound, Problem, Stale
from headway.core.queue import Job
from headway.core.subjects import Registry
from headway.identity.actions import accounts, links
from headway.organisation import queries
from headway.organisation.actions import bulk, invitations, members, workspaces
from headway.organisation.queries import people
from headway.organisation.schemas import (
    InvitationAccept,
    InvitationNew,
    NewPerson,
    NewWorkspace,
    SetUp,
    WorkspaceNew,
    WorkspacePatch,
)
from tests.make import Make

GOOD = "correct horse battery staple"
REGISTRY = Registry(queries.SUBJECTS)


def nowhere(ctx: Ctx) -> Ctx:
    """A request outside every workspace, over the same connection."""
    return Ctx(ctx.connection, NOWHERE, Actor(), now=clock.now())


def secret_of(path: str) -> str:
    return path.partition("#")[2]


def new_set_up(token: str, **changes: str) -> SetUp:
    values = {
        "name": "Ada Ahn",
        "email": "ada@example.test",
        "password": GOOD,
        "workspace_name": "Größe & Co",
        "time_zone": "Europe/Berlin",
    }
    return SetUp(token=token, start="demo", **(values | changes))


async def fresh_installation(ctx: Ctx) -> str:
    """Nobody has an account; the secret of the set-up link."""
    await db.run(ctx, "delete from member")
    await db.run(ctx, "delete from account")
    path = await links.set_up_link(ctx.connection)
    assert path is not None
    return secret_of(path)


async def test_set_up_makes_account_workspace_and_owner_and_says_how_it_begins(ctx: Ctx) -> None:
    secret = await fresh_installation(ctx)
    fresh = nowhere(ctx)
    await workspaces.set_up(fresh, new_set_up(secret))
    assert (fresh.workspace.slug, fresh.workspace.zone) == ("grosse-co", "Europe/Berlin")
    assert (fresh.actor.role, fresh.actor.email) == ("owner", "ada@example.test")
    event = fresh.recorded[-1]
    assert (event.kind, event.subject_id) == ("organisation.workspace_created", fresh.workspace.id)
    assert event.data == {"start": "demo", "account": str(fresh.actor.account)}
    owner = await people.member(fresh, fresh.actor.member or uuid4())
    assert (owner.name, owner.role, owner.account_id) == ("Ada Ahn", "owner", fresh.actor.account)


async def test_an_installation_is_set_up_once(ctx: Ctx) -> None:
    secret = await fresh_installation(ctx)
    await workspaces.set_up(nowhere(ctx), new_set_up(secret))
    with pytest.raises(workspaces.AlreadySetUp) as refused:
        await workspaces.set_up(nowhere(ctx), new_set_up(secret, email="eve@example.test"))
    assert (refused.value.status, refused.value.code) == (409, "identity.already_set_up")


async def test_a_wrong_set_up_secret_claims_nothing(ctx: Ctx) -> None:
    await fresh_installation(ctx)
    with pytest.raises(links.LinkInvalid):
        await workspaces.set_up(nowhere(ctx), new_set_up("guess"))
    assert await db.value(ctx, "select count(*) from account") == 0


async def test_two_workspaces_of_one_name_get_different_addresses(ctx: Ctx) -> None:
    owner = await accounts.create_account(ctx, email="ada@example.test", name="Ada", password=None)
    slugs = [(await workspaces.create_workspace(ctx, NewWorkspace(name="Nordwind"), owner=owner)).slug for _ in "123"]
    assert slugs == ["nordwind", "nordwind-2", "nordwind-3"]


async def test_what_was_recorded_before_entering_another_workspace_stays_with_the_first(
    ctx: Ctx, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queue, "_listening", {})
    owner = await accounts.create_account(ctx, email="ada@example.test", name="Ada", password=None)
    first = ctx.workspace
    await ctx.record("test.before", "workspace", first.id)
    second = await workspaces.create_workspace(ctx, NewWorkspace(name="Second"), owner=owner)
    await ctx.flush()
    assert await db.column(ctx, "select kind from event order by id") == ["organisation.workspace_created"]
    assert ctx.workspace == second
    await workspaces.enter(ctx, first.id)
    assert await db.column(ctx, "select kind from event order by id") == ["test.before"]


async def test_settings_are_checked_one_by_one(ctx: Ctx) -> None:
    for patch, path in (
        (WorkspacePatch(time_zone="Mars/Olympus"), "time_zone"),
        (WorkspacePatch(week_start=8), "week_start"),
        (WorkspacePatch(year_start_month=0), "year_start_month"),
        (WorkspacePatch(check_in_days=93), "check_in_days"),
        (WorkspacePatch(key_prefix="hw"), "key_prefix"),
        (WorkspacePatch(name="  "), "name"),
    ):
        with pytest.raises(Invalid) as refused:
            await workspaces.edit_workspace(ctx, patch, version=1)
        assert refused.value.errors[0].path == path


async def test_an_edit_changes_what_was_given_and_a_stale_one_nothing(ctx: Ctx) -> None:
    changed = await workspaces.edit_workspace(
        ctx, WorkspacePatch(time_zone="Europe/Berlin", week_start=7, key_prefix="NW"), version=1
    )
    assert (changed.time_zone, changed.week_start, changed.key_prefix, changed.name) == (
        "Europe/Berlin",
        7,
        "NW",
        "Test workspace",
    )
    assert changed.version == 2
    with pytest.raises(Stale) as stale:
        await workspaces.edit_workspace(ctx, WorkspacePatch(name="Other"), version=1)
    assert stale.value.extra["current"]["version"] == 2


async def test_a_guest_of_others_opens_no_workspace(ctx: Ctx, make: Make) -> None:
    guest = make.ctx_of(await make.member("guest"))
    with pytest.raises(Forbidden):
        await workspaces.open_another(guest, WorkspaceNew(name="Mine"))
    assert (await workspaces.open_another(ctx, WorkspaceNew(name="Mine"))).slug == "mine"


async def test_a_deleted_workspace_takes_everything_along_and_nothing_else(ctx: Ctx, make: Make) -> None:
    other = await Make.fresh(ctx.connection)
    await other.team("Theirs")
    await set_tenant(ctx.connection, ctx.workspace.id)
    await make.team("Ours", lead=make.owner)
    await ctx.record("test.thing", "workspace", ctx.workspace.id)
    await ctx.flush()
    with pytest.raises(Invalid):
        await workspaces.delete_workspace(ctx, typed="something else")
    await workspaces.delete_workspace(ctx, typed=" Test   workspace ")
    for table in ("workspace", "member", "team", "event"):
        assert await db.value(ctx, f"select count(*) from {table}") == 0
    await set_tenant(ctx.connection, other.workspace.id)
    assert await db.value(ctx, "select count(*) from team") == 1


async def test_an_invited_person_stands_in_the_workspace_and_joins_by_the_link(ctx: Ctx) -> None:
    made = await invitations.invite(ctx, InvitationNew(email="Neo@Example.test", role="admin", name="Neo"))
    stands = await people.member_by_email(ctx, "neo@example.test")
    assert stands is not None
    assert (stands.account_id, stands.role, stands.id) == (None, "admin", made.invitation.member_id)
    answer = InvitationAccept(token=secret_of(made.path), name="Neo Nguyen", password=GOOD)
    visitor = nowhere(ctx)
    assert await invitations.accept(visitor, answer) is not None
    joined = await people.member(ctx, stands.id)
    assert (joined.name, joined.role, joined.account_id) == ("Neo Nguyen", "admin", visitor.actor.account)
    assert [event.kind for event in visitor.recorded] == ["organisation.member_joined"]
    with pytest.raises(links.LinkInvalid):
        await invitations.accept(nowhere(ctx), answer)


async def test_the_mail_holds_the_link_and_the_event_does_not(ctx: Ctx) -> None:
    made = await invitations.invite(ctx, InvitationNew(email="neo@example.test"))
    text = await db.value(ctx, "select text from outbox_mail")
    assert made.link in text
    assert secret_of(made.path) not in str(ctx.recorded)


async def test_an_imported_person_keeps_name_and_work_when_they_accept(ctx: Ctx) -> None:
    [imported] = await bulk.add_people(ctx, [NewPerson(name="Noor Haddad", email="noor@example.test")])
    made = await invitations.invite(ctx, InvitationNew(email="NOOR@example.test", role="member"))
    assert made.invitation.member_id == imported
    visitor = nowhere(ctx)
    await invitations.accept(visitor, InvitationAccept(token=secret_of(made.path), name="noor", password=GOOD))
    joined = await people.member(ctx, imported)
    assert (joined.name, joined.account_id) == ("Noor Haddad", visitor.actor.account)


async def test_a_member_cannot_be_invited_again(ctx: Ctx, make: Make) -> None:
    mia = await make.member()
    with pytest.raises(invitations.AlreadyMember):
        await invitations.invite(ctx, InvitationNew(email=mia.email.upper()))


async def test_an_admin_cannot_invite_an_owner_and_a_member_nobody(ctx: Ctx, make: Make) -> None:
    admin, member = make.ctx_of(await make.member("admin")), make.ctx_of(await make.member(name="Max"))
    with pytest.raises(Forbidden):
        await invitations.invite(admin, InvitationNew(email="neo@example.test", role="owner"))
    with pytest.raises(Forbidden):
        await invitations.invite(member, InvitationNew(email="neo@example.test", role="guest"))
    await invitations.invite(ctx, InvitationNew(email="neo@example.test", role="owner"))


async def test_a_second_invitation_ends_the_first(ctx: Ctx) -> None:
    first = await invitations.invite(ctx, InvitationNew(email="neo@example.test"))
    second = await invitations.invite(ctx, InvitationNew(email="neo@example.test", role="guest"))
    with pytest.raises(links.LinkInvalid):
        await invitations.preview(nowhere(ctx), secret_of(first.path))
    assert (await invitations.preview(nowhere(ctx), secret_of(second.path))).role == "guest"


async def test_a_revoked_invitation_takes_the_person_out_again(ctx: Ctx) -> None:
    made = await invitations.invite(ctx, InvitationNew(email="neo@example.test"))
    await invitations.revoke_invitation(ctx, made.invitation.id)
    with pytest.raises(links.LinkInvalid):
        await invitations.preview(nowhere(ctx), secret_of(made.path))
    stood = await people.member(ctx, made.invitation.member_id or uuid4())
    assert stood.removed_at is not None
    with pytest.raises(NotFound):
        await invitations.revoke_invitation(ctx, made.invitation.id)


async def test_revoking_keeps_somebody_who_was_there_before(ctx: Ctx) -> None:
    [imported] = await bulk.add_people(ctx, [NewPerson(name="Noor Haddad", email="noor@example.test")])
    made = await invitations.invite(ctx, InvitationNew(email="noor@example.test"))
    await invitations.revoke_invitation(ctx, made.invitation.id)
    assert (await people.member(ctx, imported)).removed_at is None


async def test_an_invitation_is_for_one_address(ctx: Ctx, make: Make) -> None:
    made = await invitations.invite(ctx, InvitationNew(email="neo@example.test"))
    mia = await make.member()
    signed_in = nowhere(ctx)
    signed_in.actor = Actor(account=mia.account, name=mia.name, email=mia.email)
    with pytest.raises(invitations.InvitationForAnother):
        await invitations.accept(signed_in, InvitationAccept(token=secret_of(made.path)))
    await invitations.preview(nowhere(ctx), secret_of(made.path))


async def test_an_existing_account_proves_its_password_or_is_signed_in(ctx: Ctx) -> None:
    account = await accounts.create_account(ctx, email="neo@example.test", name="Neo", password=GOOD)
    made = await invitations.invite(ctx, InvitationNew(email="neo@example.test"))
    secret = secret_of(made.path)
    assert (await invitations.preview(nowhere(ctx), secret)).has_account
    for password in (None, "wrong wrong wrong"):
        with pytest.raises(Problem) as refused:
            await invitations.accept(nowhere(ctx), InvitationAccept(token=secret, name="X", password=password))
        assert refused.value.status == 401
    signed_in = nowhere(ctx)
    signed_in.actor = Actor(account=account.id, name="Neo", email=account.email)
    assert await invitations.accept(signed_in, InvitationAccept(token=secret)) is None
    assert signed_in.workspace.id == ctx.workspace.id


async def test_somebody_who_left_can_come_back_as_who_they_were(ctx: Ctx, make: Make) -> None:
    mia = await make.member()
    await members.remove_member(ctx, mia.id)
    made = await invitations.invite(ctx, InvitationNew(email=mia.email))
    assert made.invitation.member_id == mia.id
    back = nowhere(ctx)
    back.actor = Actor(account=mia.account, name=mia.name, email=mia.email)
    await invitations.accept(back, InvitationAccept(token=secret_of(made.path)))
    row = await people.member(ctx, mia.id)
    assert (row.removed_at, row.account_id) == (None, mia.account)


async def test_a_new_workspace_wakes_the_jobs_that_follow_it(ctx: Ctx, monkeypatch: pytest.MonkeyPatch) -> None:
    async def run(_: Ctx, *, subject: str, data: dict[str, str]) -> None:
        del subject, data

    monkeypatch.setattr(queue, "_listening", {})
    queue.listen([Job(name="test.follow", run=run, after=("organisation.workspace_created",))])
    owner = await accounts.create_account(ctx, email="ada@example.test", name="Ada", password=None)
    made = await workspaces.create_workspace(ctx, NewWorkspace(name="Second", start="demo"), owner=owner)
    await ctx.flush()
    found = await db.column(ctx, "select args from procrastinate_jobs where task_name = 'test.follow'")
    assert found == [
        {
            "workspace": str(made.id),
            "subject": str(made.id),
            "data": {"start": "demo", "account": str(owner.id)},
        }
    ]


async def test_what_must_be_there_at_once_is_done_before_the_commit_by_the_same_person(
    ctx: Ctx, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def run(acting: Ctx, *, subject: str, data: dict[str, str]) -> None:
        await acting.record("test.followed", "workspace", UUID(subject), data=data)

    job = Job(name="test.at_once", run=run, after=("organisation.workspace_created",), at_once=True)
    monkeypatch.setattr(queue, "_listening", {})
    queue.listen([job])
    owner = await accounts.create_account(ctx, email="ada@example.test", name="Ada", password=None)
    await workspaces.create_workspace(ctx, NewWorkspace(name="Second"), owner=owner)
    await ctx.flush()
    kinds = (
        "select kind, actor_id from event where kind in ('test.followed', 'organisation.workspace_created') order by id"
    )
    found = await db.rows(ctx, _Who, kinds)
    assert [one.kind for one in found] == ["organisation.workspace_created", "test.followed"]
    assert {one.actor_id for one in found} == {ctx.actor.member}
    assert await db.column(ctx, "select 1 from procrastinate_jobs where task_name = 'test.at_once'") == []


class _Who(msgspec.Struct, frozen=True):
    kind: str
    actor_id: UUID
