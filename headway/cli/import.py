# ruff: noqa: N999 - a command's file is named like the command
"""`headway import`: bring in an OKR sheet or a task list, or try it first."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any
from uuid import UUID

import click
import msgspec

from headway.cli import _installation as shared
from headway.core import clock, db
from headway.core.ctx import Actor, Ctx, Workspace
from headway.core.db import Connection, Database
from headway.core.errors import Problem
from headway.core.settings import Settings
from headway.integrations.imports import queries
from headway.integrations.imports.actions import commits, uploads
from headway.integrations.imports.command import content_of, dry_run, print_json, read_mapping, refuse
from headway.integrations.imports.report import Report
from headway.integrations.imports.rules.values import KINDS, Options
from headway.integrations.imports.schemas import Answers, ImportOut, ImportPatch


@click.command
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--as", "kind", type=click.Choice(KINDS), default=None, help="What the file is; guessed if left out.")
@click.option("--workspace", default="", help="Short name of the workspace; needed where there are several.")
@click.option(
    "--map", "mapping", multiple=True, metavar="COLUMN=FIELD", help="Field of a column; COLUMN= leaves it out."
)
@click.option("--cycle", default="", help='Cycle of objectives that name none, such as "Q2 2026".')
@click.option("--make-people", is_flag=True, help="Add people the workspace lacks; otherwise they are left out.")
@click.option("--dry-run", is_flag=True, help="Say what would happen and change nothing. Needs no installation.")
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
@shared.which_installation
def command(file: Path, **chosen: Any) -> None:
    """Import an OKR sheet (CSV, XLSX) or a task list (Asana, Jira, any CSV)."""
    options = Options(
        kind=chosen["kind"], mapping=read_mapping(chosen["mapping"]), file_name=file.name, cycle=chosen["cycle"]
    )
    if chosen["dry_run"]:
        dry_run(file, options, as_json=chosen["as_json"], make_people=chosen["make_people"])
        return
    content = content_of(file)
    with shared.installation(data=chosen["data"], database_url=chosen["database_url"]) as settings:
        try:
            done, report = asyncio.run(_import(settings, content, options, chosen))
        except Problem as problem:
            refuse(problem.code, problem.detail, as_json=chosen["as_json"])
    if chosen["as_json"]:
        print_json(report)
        return
    for noun, count in done.counts.items():
        click.echo(f"{count:>6} {noun.replace('_', ' ')}")
    for note in done.notes:
        click.echo(f"Left as it is: {note.label}. {note.why}")
    click.echo(f"{done.losses_total} losses and {done.errors_total} errors; --json lists them.")


async def _import(
    settings: Settings, content: bytes, options: Options, chosen: dict[str, Any]
) -> tuple[ImportOut, Report]:
    """Upload, answer, commit batch by batch: the same actions as in the browser, as an owner of the workspace."""
    database = Database(settings.database_url, size=2, name="import")
    await database.open()
    try:
        workspace, owner = await _find(database, chosen["workspace"])

        @asynccontextmanager
        async def acting() -> AsyncIterator[Ctx]:
            async with database.transaction(workspace.id) as connection:
                ctx = Ctx(connection, workspace, owner, now=clock.now(), settings=settings)
                yield ctx
                await ctx.flush()

        async with acting() as ctx:
            shown = await uploads.upload(ctx, content, file_name=options.file_name, kind=options.kind)
            shown = await _answer(ctx, shown, options, make_people=chosen["make_people"])
            await commits.start(ctx, shown.id, version=shown.version)
        done = False
        while not done:
            async with acting() as ctx:
                done = await commits.step(ctx, shown.id)
        async with acting() as ctx:
            return await queries.import_out(ctx, shown.id), await queries.report(ctx, shown.id)
    finally:
        await database.close()


async def _answer(ctx: Ctx, shown: ImportOut, options: Options, *, make_people: bool) -> ImportOut:
    given = ImportPatch(mapping=options.mapping, cycle=options.cycle, kind=options.kind)
    shown = await uploads.change_import(ctx, shown.id, given, version=shown.version)
    if shown.state == "uploaded":
        await uploads.read_again(ctx, shown.id)
        shown = await queries.import_out(ctx, shown.id)
    if shown.refusal:
        raise uploads.NotReadable(shown.refusal.message, code=shown.refusal.code)
    if not make_people:
        return shown
    missing: dict[str, str | None] = {person.key: "new" for person in shown.people if person.match == "ask"}
    patch = ImportPatch(answers=Answers(people=missing))
    return await uploads.change_import(ctx, shown.id, patch, version=shown.version)


class _Owner(msgspec.Struct, frozen=True):
    id: UUID
    account_id: UUID | None
    name: str
    email: str


class _Holder:
    def __init__(self, connection: Connection) -> None:
        self.connection = connection


async def _find(database: Database, slug: str) -> tuple[Workspace, Actor]:
    """The workspace that is meant, and its first owner."""
    async with database.transaction() as connection:
        ids: list[UUID] = await db.column(_Holder(connection), "select workspace_ids()")
    found: list[tuple[Workspace, Actor]] = []
    for id_ in ids:
        async with database.transaction(id_) as connection:
            workspace = await db.one(_Holder(connection), Workspace, _WORKSPACE, id=id_)
            owner = await db.maybe(_Holder(connection), _Owner, _OWNER, id=id_)
        if owner and (not slug or workspace.slug == slug):
            actor = Actor(account=owner.account_id, member=owner.id, role="owner", name=owner.name, email=owner.email)
            found.append((workspace, actor))
    if not found:
        raise click.ClickException(f"There is no workspace {slug!r}." if slug else "There is no workspace yet.")
    if len(found) > 1:
        names = ", ".join(workspace.slug for workspace, _ in found)
        raise click.ClickException(f"Say which workspace with --workspace: {names}.")
    return found[0]


_WORKSPACE = """
select id, slug, name, zone, week_start, year_start_month, check_in_days, key_prefix, settings, sample
  from workspace where id = %(id)s
"""
_OWNER = """
select id, account_id, name, email from member
 where workspace_id = %(id)s and role = 'owner' and removed_at is null order by created_at, id limit 1
"""
