"""One OKR sheet -> its part of the plan."""

from headway.integrations.imports.rules.okr.build import Builder
from headway.integrations.imports.rules.okr.cycles import Cycles
from headway.integrations.imports.rules.okr.layouts import entries_of
from headway.integrations.imports.rules.okr.measures import Measurer
from headway.integrations.imports.rules.okr.points import score_scale
from headway.integrations.imports.rules.reader import Reader
from headway.integrations.imports.rules.values import Plan


def plan_okr(reader: Reader, plan: Plan) -> None:
    """Add one sheet's objectives, key results and measurements to the plan."""
    table = reader.table
    entries = entries_of(table, reader.known)
    cycles = Cycles(reader, reader.options, plan)
    cycles.settle()
    measured = {"baseline", "target", "current"}
    held = {field for entry in entries for field in entry.cells if entry.level == "key_result"}
    scores_only = not held & measured and any(field.startswith(("score", "value@")) for field in held)
    measurer = Measurer(reader, scale=score_scale(table, reader), scores_only=scores_only)
    Builder(reader, measurer, cycles, plan).build(entries)
