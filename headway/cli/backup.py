"""`headway backup`: everything in one file, from a running or a stopped installation."""

import os
import subprocess
from pathlib import Path

import click

from headway.cli import _installation as shared
from headway.core import settings as setting
from headway.core.embedded import opened
from headway.core.embedded.binaries import packaged
from headway.core.embedded.errors import StartRefused


class BackupFailed(StartRefused):
    code = "backup.failed"


@click.command
@click.option("--data", type=click.Path(path_type=Path, file_okay=False), help="Folder of the embedded database.")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def command(*, data: Path | None, file: Path) -> None:
    """Write the whole embedded database to FILE, as it is at one moment. People may go on working meanwhile."""
    chosen = setting.read(data=data)
    if chosen.database_url:
        raise BackupFailed(
            "HEADWAY_DATABASE_URL is set: back that PostgreSQL up with its own pg_dump, as headway_backup or as its "
            "administrator"
        )
    part = file.with_name(f"{file.name}.part")
    with opened(shared.folder_of(chosen)) as cluster:
        program = packaged().program("pg_dump")
        address = cluster.superuser_url("headway")
        done = subprocess.run([program, "--format=custom", f"--file={part}", address], check=False)  # noqa: S603 - pg_dump itself
    if done.returncode:
        part.unlink(missing_ok=True)
        raise BackupFailed("The backup was not written; pg_dump says why in the lines above")
    part.chmod(0o600)
    os.replace(part, file)  # noqa: PTH105 - in one step, so that a file of that name is always a whole backup
    click.echo(f"Wrote {file} ({file.stat().st_size / 1_000_000:.1f} MB). Keep a copy on another machine.")
