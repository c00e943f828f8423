"""`headway lint`: what could be better about goals kept as text."""

import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import click
import msgspec

STRICTNESS = ("gentle", "normal", "strict")
LANGUAGES = ("auto", "en", "de")
UNREADABLE = 3


@click.command
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True))
@click.option("--json", "as_json", is_flag=True, help="Print a JSON list instead of words.")
@click.option(
    "--strictness", type=click.Choice(STRICTNESS), default="normal", help="How much is said; normal unless given."
)
@click.option(
    "--language", type=click.Choice(LANGUAGES), default="auto", help="Of the goals; found in the text by itself."
)
@click.option("--off", multiple=True, metavar="RULE", help="Leave out a rule, such as KR22; may be given again.")
def command(file: Path, *, as_json: bool, strictness: str, language: str, off: tuple[str, ...]) -> None:
    """Review the goals of FILE: an OKR sheet (CSV, XLSX) or JSON Lines; - reads standard input.

    Each line of JSON Lines is an object with the fields objective and key_result, one of them or both. Every finding
    says why and offers one rewrite. Ends with 2 if there is an error, with 1 if there is a warning, with 0 if there
    are only notes or nothing, and with 3 for a file that cannot be read. Needs no installation and no network.
    """
    from headway.cli._lint_source import Unreadable, groups_of

    reader = ThreadPoolExecutor(1)  # a sheet is read by a process of its own: the rules are loaded meanwhile
    reading = reader.submit(groups_of, _content(file), file_name=file.name)
    reader.shutdown(wait=False)

    from headway.cli._lint_report import exit_code, in_words
    from headway.cli._lint_review import review_all, warm
    from headway.writing.rules.guidance import rules

    unknown = [name for name in off if name not in rules()]
    if unknown:
        raise click.BadParameter(f"There is no rule {unknown[0]}.", param_hint="--off")
    try:
        warm(language)
        groups = reading.result()
    except Unreadable as unreadable:
        click.echo(str(unreadable), err=True)
        sys.exit(UNREADABLE)
    lines = review_all(groups, strictness=strictness, language=language, off=off)
    if as_json:
        click.echo(msgspec.json.format(msgspec.json.encode(lines), indent=2).decode())
    else:
        click.echo("\n".join(in_words(lines, "en" if language == "auto" else language)))
    sys.exit(exit_code(lines))


def _content(file: Path) -> bytes:
    try:
        return sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()
    except OSError as error:
        click.echo(f"{file}: {error.strerror}", err=True)
        sys.exit(UNREADABLE)
