"""`headway key`: a new key for HEADWAY_SECRET_KEYS."""

import click

from headway.core.secret_keys import new_key


@click.command
def command() -> None:
    """Print a new key for HEADWAY_SECRET_KEYS. Put it before the others; what they sealed is sealed anew by night."""
    click.echo(new_key())
