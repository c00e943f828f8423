"""Sheets as people really make them, each read against the file by eye once: what becomes of every line."""

from pathlib import Path

import pytest

from headway.integrations.imports.reading.files import read_file
from headway.integrations.imports.rules.outline import Outline, OutlineLine
from headway.integrations.imports.rules.planning import make_plan
from headway.integrations.imports.rules.values import Known, Options, Plan

DATA = Path(__file__).parent.parent / "data" / "imports"
SEEN = DATA.parent / "import_outlines.txt"


def plan_of(name: str, options: Options | None = None) -> Plan:
    return make_plan(read_file((DATA / name).read_bytes()), options or Options(), Known())


def shown(line: OutlineLine) -> str:
    """One line of the outline as text, such as "  kr decrease 24 -> 4 h, now 9; Review time (h) [Dee]"."""
    where = "".join(f" {{{part}}}" for part in (line.team, line.cycle) if part)
    who = f" [{line.owner}]" if line.owner else ""
    if line.kind == "objective":
        return f"o {line.title}{where}{who}"
    numbers = (line.baseline, line.target, line.low, line.high, line.value)
    start, goal, low, high, now = ("" if number is None else f"{number:g}" for number in numbers)
    measure = f"{line.metric} {f'{start} -> {goal}' if goal else f'{low}..{high}'} {line.unit}".strip()
    return f"  kr {measure}{f', now {now}' if now else ''}; {line.title}{where}{who}"


def seen() -> dict[str, list[str]]:
    parts = SEEN.read_text(encoding="utf-8").split("== ")[1:]
    return {part.splitlines()[0]: part.splitlines()[1:] for part in parts}


@pytest.mark.parametrize("name", sorted(seen()))
def test_an_odd_sheet_is_read_as_a_person_reads_it(name: str) -> None:
    plan = plan_of(name)
    assert plan.kind == "okr_sheet"
    assert not plan.errors
    lines = [shown(line) for line in Outline(plan).lines()]
    assert lines == [line for line in seen()[name] if line]
