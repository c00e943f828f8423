"""`headway migrate`: bring the database to this version and say what was done."""

from pathlib import Path

import click

from headway.cli import _installation as shared
from headway.core import settings as setting
from headway.core.embedded import opened


@click.command
@shared.which_installation
def command(*, data: Path | None, database_url: str | None) -> None:
    """Bring the database up to date. `headway serve` does this by itself at every start."""
    chosen = setting.read(data=data, database_url=database_url)
    if chosen.database_url:
        if not chosen.database_owner_url:
            raise setting.SettingError("HEADWAY_DATABASE_OWNER_URL is not set; migrations run as headway_owner")
        _, done = shared.set_up_external(chosen)
    else:
        with opened(shared.folder_of(chosen)) as cluster:
            _, done = shared.set_up_embedded(chosen, cluster)
    for step in done:
        click.echo(f"done: {step}")
    click.echo("The database is up to date.")
