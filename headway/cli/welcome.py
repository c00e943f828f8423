"""`headway welcome`: the links for the person who has just started an installation."""

import asyncio

import click

from headway.core import settings as setting
from headway.core.settings import Settings

PATIENCE = 120_000  # milliseconds: the demo company is a year of work


@click.command(hidden=True)
def command() -> None:
    """Print the set-up link of a new installation, or the sign-in link of the demo. `headway serve` calls this."""
    for line in asyncio.run(_lines(setting.read())):
        click.echo(line)


async def _lines(chosen: Settings) -> list[str]:
    from headway.core import clock, log, queue
    from headway.core.ctx import SYSTEM, Ctx
    from headway.core.db import Database
    from headway.core.edge import NOWHERE
    from headway.demo.actions import start_demo
    from headway.identity.actions.links import address_of, set_up_link

    log.configure(chosen.log_level, as_json=chosen.log_json)
    database = Database(chosen.database_url, size=1, statement_timeout_ms=PATIENCE, name="welcome")
    await database.open()
    try:
        async with database.transaction() as connection:
            ctx = Ctx(connection, NOWHERE, SYSTEM, now=clock.now(), settings=chosen)
            if chosen.demo:
                from headway.main import JOBS

                queue.listen(JOBS)  # what is made wakes them: the first forecasts
                path = await start_demo(ctx)
                await ctx.flush()
                return [
                    "The demo company is there. Look around as its head, signed in once by this link:",
                    address_of(ctx, path),
                ]
            link = await set_up_link(connection)
            if link is None:
                return []
            return ["To set up your workspace, open this link. It works once:", address_of(ctx, link)]
    finally:
        await database.close()
