"""`headway psql`: look into the database."""

import subprocess
import sys
from pathlib import Path

import click
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from headway.cli import _installation as shared
from headway.core.embedded.binaries import packaged

ROLES = ("app", "owner", "worker", "dispatch")


@click.command(context_settings={"ignore_unknown_options": True})
@click.option("--role", type=click.Choice(ROLES), default="owner", show_default=True, help="Act as this role.")
@shared.which_installation
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def command(*, role: str, data: Path | None, database_url: str | None, arguments: tuple[str, ...]) -> None:
    """Open psql on the installation's database. ARGUMENTS go to psql, for example: -c "select 1"."""
    with shared.installation(data=data, database_url=database_url) as chosen:
        urls = {
            "app": chosen.database_url,
            "owner": chosen.database_owner_url,
            "worker": chosen.database_worker_url,
            "dispatch": chosen.database_dispatch_url,
        }
        address = make_conninfo("", **conninfo_to_dict(urls[role]))
        done = subprocess.run([packaged().program("psql"), "-d", address, *arguments], check=False)  # noqa: S603 - psql itself
    sys.exit(done.returncode)
