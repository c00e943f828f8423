"""`headway verify`: recompute every number with the published rules and compare it with what is stored."""

import asyncio
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from headway.cli import _installation as shared
from headway.core import settings as setting
from headway.core.embedded import opened
from headway.core.settings import Settings

if TYPE_CHECKING:
    from headway.core.ctx import Ctx

PATIENCE = 600_000  # milliseconds: a large company is recomputed in one statement each


@click.command
@click.option(
    "--repair",
    is_flag=True,
    help="Also set right what differs; each change is an event. Exit code 0 if nothing is left.",
)
@shared.which_installation
def command(*, repair: bool, data: Path | None, database_url: str | None) -> None:
    """Recompute all progress and compare: difference 0, or a list and exit code 1."""
    chosen = setting.read(data=data, database_url=database_url)
    if chosen.database_url:
        settings, _ = shared.set_up_external(chosen)
        found = asyncio.run(_verify(settings, repair=repair))
    else:
        with opened(shared.folder_of(chosen)) as cluster:
            settings, _ = shared.set_up_embedded(chosen, cluster)
            found = asyncio.run(_verify(settings, repair=repair))
    sys.exit(1 if found else 0)


async def _verify(settings: Settings, *, repair: bool) -> int:
    """The number of differences over all workspaces; with `repair`, of those that are left."""
    from headway.core import clock, db
    from headway.core.ctx import SYSTEM, Ctx
    from headway.core.db import Database
    from headway.core.edge import NOWHERE
    from headway.organisation.actions.workspaces import enter

    database = Database(settings.database_url, size=1, statement_timeout_ms=PATIENCE, name="verify")
    await database.open()
    total = 0
    try:
        async with database.transaction() as connection:
            instance = Ctx(connection, NOWHERE, SYSTEM, now=clock.now(), settings=settings)
            ids = await db.column(instance, "select workspace_ids()")
        for workspace in ids:
            async with database.transaction() as connection:
                ctx = Ctx(connection, NOWHERE, SYSTEM, now=clock.now(), settings=settings)
                await enter(ctx, workspace)
                total += await _one(ctx, repair=repair)
                await ctx.flush()
    finally:
        await database.close()
    click.echo(f"{len(ids)} workspaces, {total} differences.")
    return total


async def _one(ctx: "Ctx", *, repair: bool) -> int:
    """The number of differences of one workspace; with `repair`, of those that are left."""
    from headway.progress import actions as progress
    from headway.work.actions import repairing as work

    found = await _differences(ctx)
    for difference in found:
        click.echo(f"{ctx.workspace.slug}: {difference}")
    if not repair or not found:
        return len(found)
    await work.repair(ctx)
    await progress.repair(ctx)
    left = await _differences(ctx)
    click.echo(f"{ctx.workspace.slug}: repaired, {len(left)} differences left")
    return len(left)


async def _differences(ctx: "Ctx") -> list[object]:
    from headway.progress import queries as progress
    from headway.work import queries as work

    return [*await progress.verify(ctx), *await work.verify(ctx)]
