"""Two workspaces with one of everything: open things, things private to one person, another tenant's things."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

import msgspec
from psycopg.sql import SQL, Identifier

from headway.core import db
from headway.core.ctx import SYSTEM, Ctx
from headway.core.db import Connection
from headway.core.secret_keys import new_key
from headway.core.settings import Settings
from headway.goals.actions import cycles, key_results, objectives
from headway.goals.schemas.key_results import KeyResultIn
from headway.identity.actions import tokens
from headway.identity.rules.scopes import SCOPES
from headway.identity.schemas import NewToken
from headway.integrations.imports import queries as imports
from headway.integrations.imports.actions import commits, uploads
from headway.notifications.actions import channels
from headway.notifications.schemas.chat import ChannelIn
from headway.organisation.actions import invitations, teams
from headway.organisation.schemas import InvitationNew
from headway.progress.rules.metrics import Kind
from headway.rituals.actions import carrying, check_ins, retrospectives
from headway.rituals.schemas.carrying import CarryIn, ChoiceIn
from headway.rituals.schemas.check_ins import CheckInIn
from headway.rituals.schemas.retrospectives import LessonIn, RetrospectiveIn
from headway.work.actions import dependencies, projects, removal, statuses
from headway.work.schemas.projects import StatusIn
from headway.writing.actions import templates
from headway.writing.schemas.templates import TemplateIn
from tests.checks.world_weeks import week_things
from tests.goals import world as goals
from tests.make import Make, Member
from tests.work import build as work

KEYS = new_key()
SECRETS = ("Hidden from you", "Of another company")  # in the title of everything that no caller may ever read
READ_SCOPES = ["goals:read", "work:read", "people:read", "imports:read", "settings:read", "inbox:read"]
CALLERS = (
    "anonymous",
    "guest_with",
    "guest_without",
    "member",
    "admin",
    "owner",
    "outsider",
    "removed",
    "read_token",
    "guest_view",
    "other",
    "full_token",
)
TASKS = b"Name,State\nWrite the text,open\nShip it,done\n"
Ids = dict[str, UUID]


class World(msgspec.Struct, kw_only=True):
    """Ids by kind, as `open` (the member's), `private` (hers alone) and `foreign` (another workspace's)."""

    slug: str
    other_slug: str
    headers: dict[str, dict[str, str]]
    members: dict[str, Member]
    open: Ids
    private: Ids
    foreign: Ids
    versions: dict[UUID, int]


async def furnish_world(connection: Connection) -> World:
    """Built and committed as headway_app."""
    async with _as_app(connection):
        ours, theirs = await _company(connection), await _company(connection)
    mia = ours["mia"]
    async with _as_app(connection):
        open_ = await _things(ours["make"], mia, title="Open to all", private=False)
    async with _as_app(connection):
        hidden = await _things(ours["make"], ours["pia"], title=SECRETS[0], private=True)
    async with _as_app(connection):
        foreign = await _things(theirs["make"], theirs["mia"], title=SECRETS[1], private=False)
    async with _as_app(connection):
        make: Make = ours["make"]
        await db.set_tenant(connection, make.workspace.id)
        for subject in ("objective", "project"):
            await make.share(ours["guest_with"], subject, open_[subject], access="edit")
            await make.share(ours["guest_view"], subject, open_[subject], access="view")
        await make.join(await make.team("Elsewhere"), ours["other"])
        names = ("guest_with", "guest_without", "guest_view", "other", "admin", "removed")
        people = {name: ours[name] for name in names}
        people |= {"member": mia, "owner": make.owner, "outsider": theirs["make"].owner}
        headers = {name: await _browser(make, person) for name, person in people.items()}
        await db.run(make, "update member set removed_at = now() where id = %(id)s", id=ours["removed"].id)
        headers["anonymous"] = {}
        for name, scopes in (("read_token", READ_SCOPES), ("full_token", list(SCOPES))):
            created = await tokens.create_token(make.ctx_of(mia), NewToken(name=name, scopes=scopes))
            headers[name] = {"Authorization": f"Bearer {created.secret}"}
    versions: dict[UUID, int] = {}
    for ids in (open_, hidden, foreign):
        versions |= await _versions(connection, ids)
    return World(
        slug=ours["make"].workspace.slug,
        other_slug=theirs["make"].workspace.slug,
        headers=headers,
        members=people,
        open=open_,
        private=hidden,
        foreign=foreign,
        versions=versions,
    )


@asynccontextmanager
async def _as_app(connection: Connection) -> AsyncIterator[None]:
    async with connection.transaction():
        await connection.execute("set local role headway_app")
        await connection.execute("select set_config('headway.guest', '', true)")
        yield


async def _company(connection: Connection) -> dict[str, Any]:
    make = await Make.fresh(connection)
    return {
        "make": make,
        "mia": await make.member(name="Mia Member"),
        "pia": await make.member(name="Pia Private"),
        "admin": await make.member("admin", name="Adam Admin"),
        "guest_with": await make.member("guest", name="Gita Guest"),
        "guest_without": await make.member("guest", name="Gert Guest"),
        "removed": await make.member(name="Rob Removed"),
        "guest_view": await make.member("guest", name="Vera Viewer"),
        "other": await make.member(name="Olga Other"),
    }


async def _browser(make: Make, person: Member) -> dict[str, str]:
    secret, csrf = await make.session(person)
    return {"Cookie": f"headway_session={secret}; headway_csrf={csrf}", "X-CSRF-Token": csrf}


async def _things(make: Make, author: Member, *, title: str, private: bool) -> Ids:
    """One of everything, written by `author` and, if `private`, seen by nobody else."""
    await db.set_tenant(make.connection, make.workspace.id)
    owner, ctx = make.ctx_of(make.owner), make.ctx_of(author)
    found: Ids = {"workspace": make.workspace.id, "member": author.id}
    seen_by_all = "Quiet corner" if private else title  # teams, people and cycles are nobody's secret
    found |= await _organisation(make, author, owner, seen_by_all)
    found |= await _goals(owner, ctx, seen_by_all, title, private=private)
    found |= await _work(ctx, found, title, private=private)
    found |= await _reviews(owner, ctx, found, title, private=private)
    found |= await week_things(ctx, found, title, private=private)
    found |= await _templates(ctx, seen_by_all)
    found |= await _credentials(make, author, owner)
    found |= await _imports(ctx)
    found |= await _inbox(ctx, found)
    found |= await _chat(owner, found)
    share = await make.member("guest", name="Sam Shared")
    for subject in ("objective", "project"):
        await make.share(share, subject, found[subject])
    found["share_member"] = share.id
    for one in (owner, ctx):
        await one.flush()
    return found


async def _organisation(make: Make, author: Member, owner: Ctx, title: str) -> Ids:
    lead = None if title == "Quiet corner" else author
    team = await make.team(f"{title} team", lead=lead)
    parent = await make.team(f"{title} parent", lead=lead)
    empty = await make.team(f"{title} empty", lead=lead)
    archived = await make.team(f"{title} archived", lead=lead)
    await teams.archive_team(owner, archived)
    if lead is None:
        await make.join(team, author)
        await make.join(parent, author)
    colleague = await make.member(name=f"Cora {title}")
    await make.join(team, colleague)
    spare = await make.member(name=f"Otto {title}")
    return {
        "team": team,
        "team_parent": parent,
        "team_empty": empty,
        "team_archived": archived,
        "colleague": colleague.id,
        "spare": spare.id,
    }


async def _goals(owner: Ctx, ctx: Ctx, cycle_name: str, title: str, *, private: bool) -> Ids:
    cycle = await goals.cycle(owner, name=f"{cycle_name} {uuid4().hex[:6]}")
    empty = await goals.cycle(owner, name=f"Empty {uuid4().hex[:6]}")
    closed = await goals.cycle(owner, name=f"Closed {uuid4().hex[:6]}", past=400, ahead=-310)
    await cycles.close_cycle(owner, closed.id)
    more: dict[str, Any] = {"title": title, "private": private, "owner_id": ctx.actor.member}
    objective = await goals.objective(ctx, cycle.id, **more)
    above = await goals.objective(ctx, cycle.id, **more)
    aside = await goals.objective(ctx, cycle.id, **more)
    draft = await goals.objective(ctx, cycle.id, state="draft", **more)
    dropped = await goals.objective(ctx, cycle.id, **more)
    await objectives.drop_objective(ctx, dropped.id, reason="Not now")
    result = await goals.key_result(ctx, objective.id, title)
    linked = await key_results.add_key_result(ctx, objective.id, KeyResultIn(title=title, kind=Kind.WORK))
    dropped_result = await goals.key_result(ctx, objective.id, title)
    await key_results.drop_key_result(ctx, dropped_result.id, reason="Not now")
    fresh = await goals.key_result(ctx, draft.id, title)
    cascading = await goals.cascading(ctx, above.id, title)
    alignment = await goals.serve(ctx, objective.id, above.id)
    recorded = await goals.record(ctx, result.id, 40)
    checked_in = await check_ins.check_in(ctx, result.id, CheckInIn(value=Decimal(41), blockers=title))
    return {
        "cycle": cycle.id,
        "cycle_empty": empty.id,
        "cycle_closed": closed.id,
        "objective": objective.id,
        "objective_above": above.id,
        "objective_aside": aside.id,
        "objective_draft": draft.id,
        "objective_dropped": dropped.id,
        "key_result": result.id,
        "key_result_work": linked.id,
        "key_result_dropped": dropped_result.id,
        "key_result_fresh": fresh.id,
        "key_result_cascading": cascading.id,
        "alignment": alignment.id,
        "measurement": recorded.measurement.id,
        "check_in": checked_in.check_in.id,
    }


async def _work(ctx: Ctx, made: Ids, title: str, *, private: bool) -> Ids:
    project = await work.project(ctx, title, private=private)
    second = await work.project(ctx, title, private=private)
    archived = await work.project(ctx, title, private=private)
    await projects.archive_project(ctx, archived.id, archived=True, version=await _version(ctx, "project", archived.id))
    task = await work.task(ctx, project.id, title, assignees=[made["member"]])
    parent = await work.task(ctx, project.id, title)
    sibling = await work.task(ctx, project.id, title)
    done = await work.turn(ctx, await work.task(ctx, project.id, title), "done")
    deleted = await work.task(ctx, project.id, title)
    await removal.delete_task(ctx, deleted.id, version=deleted.version)
    waiting = await statuses.add_status(ctx, project.id, StatusIn(name="Waiting", type="open"))
    await dependencies.block(ctx, sibling.id, parent.id)
    link = await work.link(ctx, made["key_result_work"], task_id=task.id)
    return {
        "project": project.id,
        "project_second": second.id,
        "project_archived": archived.id,
        "status": (await work.status(ctx, project.id, "active")).id,
        "status_open": (await work.status(ctx, project.id, "open")).id,
        "status_waiting": next(one.id for one in waiting.statuses if one.name == "Waiting"),
        "task": task.id,
        "task_parent": parent.id,
        "task_sibling": sibling.id,
        "task_done": done.id,
        "task_deleted": deleted.id,
        "work_link": link,
    }


async def _reviews(owner: Ctx, ctx: Ctx, made: Ids, title: str, *, private: bool) -> Ids:
    """A quarter that a team looks back on: of the private world, a goal of a person."""
    ends = await goals.cycle(owner, name=f"Ending {uuid4().hex[:6]}", past=85, ahead=4)
    coming = await goals.cycle(owner, name=f"Coming {uuid4().hex[:6]}", past=-5, ahead=90)
    home = {"owner_id": ctx.actor.member} if private else {"team_id": made["team"], "owner_id": ctx.actor.member}
    goal = await goals.objective(ctx, ends.id, title=title, private=private, **home)
    result = await goals.key_result(ctx, goal.id, title)
    carried = await goals.objective(ctx, ends.id, title=title, private=private, **home)
    choice = ChoiceIn(objective_id=carried.id, how="clone")
    writer = owner if private else ctx
    paused = await goals.objective(ctx, ends.id, title=title, private=private, owner_id=ctx.actor.member)
    paused_result = await goals.key_result(ctx, paused.id, title)
    await key_results.pause_key_result(ctx, paused_result.id, reason="Later")
    await objectives.pause_objective(ctx, paused.id, reason="Later")
    found = {"objective_paused": paused.id, "key_result_paused": paused_result.id}
    found |= {"cycle_review": ends.id, "cycle_next": coming.id, "objective_review": goal.id}
    found |= {"key_result_review": result.id, "carry": uuid4()}
    if not private:
        carry = await carrying.carry_over(ctx, made["team"], ends.id, CarryIn(to_cycle_id=coming.id, choices=[choice]))
        found["carry"] = carry.id
    notes = RetrospectiveIn(achieved="Much", missed="Little", learned="Something")
    await retrospectives.write_retrospective(writer, made["team"], ends.id, notes, version=0)
    kept = await retrospectives.add_lesson(writer, made["team"], ends.id, LessonIn(words="Ask the bank first"))
    return found | {"lesson": kept.lessons[0].id}


async def _templates(ctx: Ctx, title: str) -> Ids:
    """Every member reads them, so that they hold no secret."""
    kept = await templates.make_template(ctx, TemplateIn(objective=title))
    removed = await templates.make_template(ctx, TemplateIn(objective=title))
    await templates.remove_template(ctx, UUID(removed.id))
    return {"template": UUID(kept.id), "template_removed": UUID(removed.id)}


async def _credentials(make: Make, author: Member, owner: Ctx) -> Ids:
    invited = await invitations.invite(owner, InvitationNew(email=f"{uuid4().hex[:8]}@example.test"))
    token = await tokens.create_token(make.ctx_of(author), NewToken(name="Robot", scopes=["goals:read"]))
    await make.session(author)
    session = await db.value(
        make,
        "select id from session where account_id = %(account)s order by created_at desc, id desc limit 1",
        account=author.account,
    )
    return {"invitation": invited.invitation.id, "token": token.token.id, "session": session}


async def _inbox(ctx: Ctx, made: Ids) -> Ids:
    """Something that happened to the author, and a reminder of theirs."""
    where = {"workspace": ctx.workspace.id, "member": ctx.actor.member, "subject": made["key_result"]}
    await db.run(
        ctx,
        """
        insert into ritual_reminder (workspace_id, member_id, subject, subject_id, key, kind, at)
        values (%(workspace)s, %(member)s, 'key_result', %(subject)s, 'check_in:2026-W01', 'check_in', now())
        """,
        **where,
    )
    notice: UUID = await db.value(
        ctx,
        """
        insert into notification (workspace_id, member_id, kind, subject, subject_id, source)
        values (%(workspace)s, %(member)s, 'recorded', 'key_result', %(subject)s, 'world')
        returning id
        """,
        **where,
    )
    return {"notice": notice}


async def _chat(ctx: Ctx, made: Ids) -> Ids:
    """A channel of a team: of the open one, which the author leads, and of one that nobody does."""
    ctx.settings = Settings(secret_keys=KEYS)
    address = "https://1.1.1.1/hooks/abcdefghijklmnopqrstuvwxyz"
    channel = await channels.add_channel(
        ctx, ChannelIn(service="mattermost", name="Talk", address=address, kinds=["wins"], team_id=made["team"])
    )
    return {"chat_channel": channel.id}


async def _imports(ctx: Ctx) -> Ids:
    ready = await uploads.upload(ctx, TASKS, file_name="tasks.csv", kind="tasks_csv")
    done = await uploads.upload(ctx, TASKS, file_name="done.csv", kind="tasks_csv")
    await commits.start(ctx, done.id, version=done.version)
    system = Ctx(ctx.connection, ctx.workspace, SYSTEM, now=ctx.now)
    while not await commits.step(system, done.id):
        pass
    await system.flush()
    return {"import": ready.id, "import_done": (await imports.import_out(ctx, done.id)).id}


async def _version(ctx: Ctx, table: str, id_: UUID) -> int:
    statement = SQL("select version from {} where id = %(id)s").format(Identifier(table))
    found: int = await db.value(ctx, statement, id=id_)
    return found


async def _versions(connection: Connection, ids: Ids) -> dict[UUID, int]:
    """The version of everything that has one, read as superuser."""
    cursor = await connection.execute(
        """
        select table_name::text from information_schema.columns
         where column_name = 'version' and table_schema = 'public'
        intersect
        select table_name::text from information_schema.columns where column_name = 'id' and data_type = 'uuid'
           and table_schema = 'public'
        """
    )
    found: dict[UUID, int] = {}
    for (table,) in await cursor.fetchall():
        rows = await connection.execute(
            f"select id, version from {table} where id = any(%s)",
            [list(ids.values())],
        )
        found |= dict(await rows.fetchall())
    return found


def today() -> date:
    return date.today()  # noqa: DTZ011 - only for bodies of requests


def days(ahead: int) -> str:
    return (today() + timedelta(days=ahead)).isoformat()
