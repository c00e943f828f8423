"""`headway restore`: a new installation from a backup file."""

import subprocess
from pathlib import Path

import click
import psycopg

from headway.cli import _installation as shared
from headway.cli.backup import BackupFailed
from headway.core import settings as setting
from headway.core.embedded import Cluster
from headway.core.embedded.binaries import packaged


@click.command
@click.option("--data", type=click.Path(path_type=Path, file_okay=False), help="Folder of the new embedded database.")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, exists=True))
def command(*, data: Path | None, file: Path) -> None:
    """Fill an empty data folder from FILE and bring it up to date. Never writes over an installation."""
    from headway.core.migrate import migrate
    from headway.core.roles import create_database

    folder = shared.folder_of(setting.read(data=data))
    with Cluster(folder) as cluster:
        create_database(cluster.superuser_url())
        address = cluster.superuser_url("headway")
        if _has_tables(address):
            raise BackupFailed(f"There is an installation in {folder} already. Choose an empty folder with --data")
        command = [
            packaged().program("pg_restore"),
            "--exit-on-error",
            "--single-transaction",
            "-d",
            address,
            str(file),
        ]
        if subprocess.run(command, check=False).returncode:  # noqa: S603 - pg_restore itself
            raise BackupFailed(f"{file} could not be restored; pg_restore says why in the lines above")
        done = migrate(cluster.url("headway_owner"))
    if done:
        click.echo(f"Brought the database up to date: {', '.join(done)}.")
    click.echo(f"Restored {file} into {folder}. Start it with: headway serve --data {folder}")


def _has_tables(address: str) -> bool:
    with psycopg.connect(address) as connection:
        row = connection.execute("select exists (select 1 from pg_tables where schemaname = 'public')").fetchone()
    return row == (True,)
