"""What `headway import` does without a database: read a file and say what would happen."""

import asyncio
from pathlib import Path

import click
import msgspec

from headway.integrations.imports.report import Report, in_words, refusal_report, report_of
from headway.integrations.imports.rules.values import Known, Options, Plan, Refused
from headway.integrations.imports.sandbox import plan_file


def dry_run(file: Path, options: Options, *, as_json: bool, make_people: bool = False) -> None:
    """Print the report of a file. Exits with 1 for a file that cannot be read."""
    try:
        plan = asyncio.run(plan_file(content_of(file), options, Known()))
    except Refused as refused:
        refuse(refused.code, refused.message, as_json=as_json)
    show_plan(plan, as_json=as_json, make_people=make_people)


def read_mapping(pairs: tuple[str, ...]) -> dict[str, str | None]:
    """Such as "Ziel=objective" -> {"Ziel": "objective"}; nothing after the sign leaves the column out."""
    mapping: dict[str, str | None] = {}
    for pair in pairs:
        column, sign, field = pair.rpartition("=")
        if not sign:
            raise click.BadParameter(f"{pair!r} has no =. Write --map 'Column name=field'.")
        mapping[column.strip()] = field.strip() or None
    return mapping


def show_plan(plan: Plan, *, as_json: bool, make_people: bool = False) -> None:
    if as_json:
        print_json(report_of(plan, make_people=make_people))
    else:
        click.echo("\n".join(in_words(plan, make_people=make_people)).rstrip())


def refuse(code: str, message: str, *, as_json: bool) -> None:
    """Say why not, and end with 1."""
    if as_json:
        print_json(refusal_report(code, message))
    else:
        click.echo(f"{message} ({code})", err=True)
    raise SystemExit(1)


def content_of(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise click.FileError(str(file), hint=error.strerror) from error


def print_json(report: Report) -> None:
    click.echo(msgspec.json.format(msgspec.json.encode(report), indent=2).decode())
