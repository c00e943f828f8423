"""`headway forecast`: the chance of success of key results, from a file of their values."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

import click
import msgspec

from headway.cli import _series_file as file_of
from headway.cli._series_file import Fault, Line
from headway.core import clock
from headway.progress.rules.display import percent

HEADER = ("series", "as of", "values", "chance", "median", "80 % range", "target")
FIGURES = 5  # that a value is shown with


@click.command
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True))
@click.option("--json", "as_json", is_flag=True, help="Print a JSON list instead of a table.")
def command(file: Path, *, as_json: bool) -> None:
    """Forecast each series of FILE, a CSV; - reads standard input.

    Columns: series_id,date,value,target,deadline and, if you like, baseline, kind (increase, decrease, reach, maintain,
    cumulative), as_of and start. Dates are like 2026-03-31, or plain day numbers. Rows after as_of (or after today) are
    not looked at. Without a baseline, the first value is it. Needs no installation.
    """
    from headway.cli._series_forecast import forecast_lines

    try:
        given = file_of.read(_content(file, as_json=as_json).splitlines(keepends=True))
        found = forecast_lines(given, today=clock.now().astimezone().date())
    except file_of.Unreadable as unreadable:
        _refuse(unreadable.faults, as_json=as_json)
    if as_json:
        _print_json(found)
        return
    click.echo("\n".join(_table(found)))
    if not all(line.enough_data for line in found):
        click.echo("\n* Not enough data: fewer than two values. The chance is then little more than a guess.")


def _content(file: Path, *, as_json: bool) -> str:
    try:
        content = sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()
    except OSError as error:
        raise click.FileError(str(file), hint=error.strerror) from error
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        _refuse([Fault(line, "forecast.not_utf8", "This is not UTF-8 text; save the file as UTF-8.")], as_json=as_json)


def _refuse(faults: Sequence[Fault], *, as_json: bool) -> NoReturn:
    """Say everything that is wrong, and end with 1."""
    if as_json:
        _print_json({"errors": faults})
    else:
        for fault in faults:
            click.echo(f"line {fault.line}: {fault.message} ({fault.code})", err=True)
    raise SystemExit(1)


def _print_json(content: object) -> None:
    click.echo(msgspec.json.format(msgspec.json.encode(content), indent=2).decode())


def _table(lines: Sequence[Line]) -> list[str]:
    """The first column to the left, the others to the right, each as wide as it must be."""
    cells = [HEADER, *(_cells(line) for line in lines)]
    first, *others = (max(map(len, column)) for column in zip(*cells, strict=True))
    return [
        "  ".join([name.ljust(first), *(cell.rjust(width) for cell, width in zip(rest, others, strict=True))])
        for name, *rest in cells
    ]


def _cells(line: Line) -> tuple[str, ...]:
    chance = "-" if line.chance is None else percent(line.chance)
    spread = "-" if line.low80 is None else f"{_figure(line.low80)} to {_figure(line.high80)}"
    return (
        line.series_id,
        str(line.as_of),
        f"{line.n}{'' if line.enough_data else ' *'}",
        chance,
        _figure(line.median),
        spread,
        _figure(line.target),
    )


def _figure(value: float | None) -> str:
    return "-" if value is None else f"{value:,.{FIGURES}g}"
