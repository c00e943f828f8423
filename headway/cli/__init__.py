"""The command `headway`. A file here whose name does not begin with `_` is one command, named like the file.

Each holds `command`, a click command. It is imported only when it is called or its help is asked for.
"""

import importlib
import pkgutil
import sys
from typing import Any

import click

from headway import __version__


class Commands(click.Group):
    """Finds the commands in this folder by name and loads only the one that is wanted."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        del ctx
        names = (found.name for found in pkgutil.iter_modules(__path__))
        return sorted(name.replace("_", "-") for name in names if not name.startswith("_"))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.list_commands(ctx):
            return None
        module = importlib.import_module(f"{__name__}.{cmd_name.replace('-', '_')}")
        command: click.Command = module.command
        return command

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except Exception as refused:
            if not _is_refusal(refused):
                raise
            raise click.ClickException(str(refused).rstrip(".") + ".") from refused


def _is_refusal(error: Exception) -> bool:
    """Whether it says what is wrong and what to do. Loaded only then: most commands need neither of the two."""
    from headway.core.embedded.errors import StartRefused
    from headway.core.settings import SettingError

    return isinstance(error, StartRefused | SettingError)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="headway")
def main() -> None:
    """Headway: OKRs and the work behind them in one place."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(line_buffering=True)  # type: ignore[union-attr] # a console, or a pipe of a supervisor
