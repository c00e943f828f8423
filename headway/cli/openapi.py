"""`headway openapi`: the API's description, as it is committed."""

import sys
from pathlib import Path

import click
import msgspec


@click.command
@click.option("--check", is_flag=True, help="Compare with FILE instead of writing it; differences fail.")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False), default=Path("openapi.json"))
def command(*, check: bool, file: Path) -> None:
    """Write the API's description to FILE (openapi.json). Needs no database."""
    text = description()
    if check:
        if not file.exists() or file.read_text(encoding="utf-8") != text:
            click.echo(f"{file} is not what the routes say. Run: headway openapi")
            sys.exit(1)
        click.echo(f"{file} is what the routes say.")
        return
    file.write_text(text, encoding="utf-8")
    click.echo(f"Wrote {file}.")


def description() -> str:
    """The OpenAPI document as JSON with sorted keys, so that a difference in git is a difference in the API."""
    from headway.core.db import Database
    from headway.core.settings import Settings
    from headway.main import build

    app = build(Settings(), Database(""))
    encoded = msgspec.json.encode(app.openapi_schema.to_schema(), order="sorted")
    return msgspec.json.format(encoded, indent=1).decode() + "\n"
