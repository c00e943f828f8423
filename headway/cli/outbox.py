"""`headway outbox`: read the mails that no mail server has taken."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import click

from headway.cli import _installation as shared
from headway.core import mail
from headway.core.db import Connection, Database
from headway.core.mail import Letter
from headway.core.settings import Settings


@click.command
@click.option("--sent", is_flag=True, help="Show mails that went out too.")
@click.option("--last", type=click.IntRange(1, 1000), default=20, show_default=True, help="How many at most.")
@shared.which_installation
def command(*, sent: bool, last: int, data: Path | None, database_url: str | None) -> None:
    """Print outgoing mails: invitations and links to a new password, where no mail server is set."""
    with shared.installation(data=data, database_url=database_url) as chosen:
        letters = asyncio.run(_read(chosen, sent=sent, most=last))
    for line in _printed(letters):
        click.echo(line)


async def _read(chosen: Settings, *, sent: bool, most: int) -> list[Letter]:
    database = Database(chosen.database_url, size=1, name="outbox")
    await database.open()
    try:
        async with database.transaction() as connection:
            return await mail.outbox(_Holder(connection), sent=sent, most=most)
    finally:
        await database.close()


def _printed(letters: list[Letter]) -> Iterator[str]:
    if not letters:
        yield "The outbox is empty."
    for letter in letters:
        state = f"sent {letter.sent_at:%Y-%m-%d %H:%M} UTC" if letter.sent_at else "not sent"
        yield f"-- {letter.created_at:%Y-%m-%d %H:%M} UTC, {state}"
        yield f"To: {letter.recipient}"
        yield f"Subject: {letter.subject}"
        yield ""
        yield letter.text


class _Holder:
    def __init__(self, connection: Connection) -> None:
        self.connection = connection
