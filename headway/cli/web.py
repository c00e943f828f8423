"""`headway web`: one web server over a database that is up already, for several machines behind a proxy."""

import functools
import os
import signal
from collections.abc import Callable
from typing import Any

import click

from headway.core import settings as setting
from headway.core.embedded.child import end_with_parent
from headway.core.settings import SettingError

STOP_PATIENCE = 5  # seconds for requests under way; open streams end at once


@click.command
@click.option("--workers", type=click.IntRange(1, 64), default=1, show_default=True, help="Server processes.")
@click.option("--when-closed", type=int, hidden=True, help="Open file; answer only after its other end is closed.")
def command(*, workers: int, when_closed: int | None) -> None:
    """Serve the pages and the API only; database and jobs run elsewhere (`headway serve` runs all)."""
    from granian.constants import Interfaces, Loops
    from granian.log import LogLevels
    from granian.server import Server

    chosen = setting.read()
    if not chosen.database_url:
        raise SettingError("HEADWAY_DATABASE_URL is not set. `headway serve` brings a database of its own")
    if when_closed is None:  # else `headway serve` looks
        from headway.cli._installation import refuse_unsafe

        refuse_unsafe(chosen)
    server = Server(
        "headway.main:create_app",
        address=chosen.host,
        port=chosen.port,
        interface=Interfaces.ASGI,
        workers=workers,
        loop=Loops.uvloop,
        websockets=False,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
        workers_kill_timeout=STOP_PATIENCE,
    )
    server.serve(target_loader=functools.partial(load, when_closed), wrap_loader=False)


def load(when_closed: int | None) -> Callable[..., Any]:
    """Runs in each server process: it must not outlive the one that started it."""
    end_with_parent(signal.SIGKILL)
    from headway.main import create_app

    if when_closed is not None:
        os.read(when_closed, 1)  # returns when `headway serve` has brought the database up to date
    return create_app()
