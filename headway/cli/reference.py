"""`headway reference`: writes docs/reference from the settings, the commands and the routes themselves."""

import re
from collections.abc import Iterator
from copy import copy
from pathlib import Path
from typing import Any

import click
import msgspec

from headway.core import settings as setting
from headway.writing.rules.guidance import rules, words_in

MADE = "<!-- Written by `headway reference`; edit the code it describes, not this file. -->\n"
WIDTH = 78  # characters of a line of help, however wide the terminal is
ABOUT_SETTINGS = """\
Every setting is an environment variable. `NAME_FILE` instead of `NAME` names a file that holds the value, for secrets.
A flag of `headway serve` and `script/run` wins over the variable."""
ABOUT_RULES = """\
What the coach looks for while somebody writes a goal, and how loud it is at each strictness; in brackets where it
weighs less: an output that is counted or names whom it is for, one key result instead of none. Every rule can be
switched off, in the settings of a workspace and with `headway lint --off`. How sentences are read is in
[concepts/writing.md](../concepts/writing.md)."""
ABOUT_API = """\
The same API serves the pages. Sign in with a session cookie, or send a token: `Authorization: Bearer ...`. Errors are
`application/problem+json` with a stable `code`. The full description, with every field, is `openapi.json`."""


@click.command(hidden=True)
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), default=Path("docs/reference"))
def command(folder: Path) -> None:
    """Write the reference of settings, commands and API to FOLDER."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in pages().items():
        (folder / name).write_text(text, encoding="utf-8")
        click.echo(f"Wrote {folder / name}.")


def pages() -> dict[str, str]:
    """File name -> text."""
    return {
        "settings.md": _settings(),
        "commands.md": _commands(),
        "api.md": _api(),
        "writing-rules.md": _writing_rules(),
    }


def _settings() -> str:
    lines = [
        MADE + "# Settings",
        "",
        ABOUT_SETTINGS,
        "",
        "| variable | default | meaning |",
        "|---|---|---|",
    ]
    for field in msgspec.structs.fields(setting.Settings):
        default = "" if field.default in (None, "") else str(field.default).lower()
        text = setting.HELP[field.name].replace("|", "\\|")
        lines.append(f"| `{setting.PREFIX}{field.name.upper()}` | {_code(default)} | {text} |")
    return "\n".join(lines) + "\n"


def _commands() -> str:
    from headway.cli import main

    context = click.Context(main, info_name="headway", **main.context_settings)
    parts = [
        MADE + "# Commands",
        "",
        "In a clone the command is `.venv/bin/headway`. Each explains itself with `-h`.",
        "",
    ]
    for name in main.list_commands(context):
        found = main.get_command(context, name)
        if found is None or found.hidden:
            continue
        shown = copy(found)
        shown.add_help_option = False  # it would be that of whichever way the command was called first
        inner = click.Context(shown, info_name=name, parent=context, terminal_width=WIDTH)
        parts += [f"## `headway {name}`", "", "```", shown.get_help(inner), "```", ""]
    return "\n".join(parts)


def _writing_rules() -> str:
    parts = [MADE + "# Rules of writing", "", ABOUT_RULES, "", "| rule | what it says | gentle | normal | strict |"]
    parts.append("|---|---|---|---|---|")
    said = words_in("en")
    for name, rule in rules().items():
        levels = [
            loud if rule.soft is None or mild == loud else f"{loud} ({mild})"
            for loud, mild in zip(rule.levels, rule.soft or rule.levels, strict=True)
        ]
        parts.append(f"| `{name}` | {said[name].name} | {' | '.join(levels)} |")
    for name, words in said.items():
        parts += ["", f"## {name}: {words.name}", "", words.why, "", f"> {_blanks(words.message)}"]
        parts += [line for other in words.messages.values() for line in ("", f"> {_blanks(other)}")]
    return "\n".join(parts) + "\n"


def _blanks(text: str) -> str:
    """The writer's own words as three dots."""
    return re.sub(r"\{\w+\}", "...", text)


def _api() -> str:
    from headway.cli.openapi import description

    document = msgspec.json.decode(description())
    parts = [
        MADE + "# API",
        "",
        ABOUT_API,
        "",
        "| request | operation | what it does |",
        "|---|---|---|",
    ]
    return "\n".join([*parts, *_operations(document)]) + "\n"


def _operations(document: dict[str, Any]) -> Iterator[str]:
    for path, methods in sorted(document["paths"].items()):
        for method, operation in sorted(methods.items()):
            said = operation.get("description") or operation.get("summary") or ""
            first = said.strip().split("\n\n")[0].replace("\n", " ").replace("|", "\\|")
            yield f"| `{method.upper()} {path}` | `{operation['operationId']}` | {first} |"


def _code(text: str) -> str:
    return f"`{text}`" if text else ""
