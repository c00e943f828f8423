"""Formulas as people read them: the first line of every explanation."""

from decimal import Decimal

from headway.progress.rules.display import figure
from headway.progress.rules.metrics import LINES, Definition, Kind, Method

OBJECTIVE = "Weighted mean of its key results, each counted between 0 % and 100 %."
WORK_ITEM = "Done leaves divided by all leaves, by estimate if every leaf has one, else by count."


def formula(definition: Definition | None, *, is_work: bool = False) -> str:
    """How the number is made, in one or two sentences. Without a definition: of an objective or a piece of work."""
    if definition is None:
        return WORK_ITEM if is_work else OBJECTIVE
    if definition.kind in LINES:
        return _line(definition)
    if definition.kind is Kind.MAINTAIN:
        return _maintain(definition)
    return {
        Kind.MILESTONE: "Weights of the steps reached, divided by the weights of all steps.",
        Kind.BINARY: "0 % until it is done, then 100 %.",
        Kind.WORK: "Weighted mean of the share done of everything linked; cancelled work is left out.",
        Kind.OBJECTIVES: "Weighted mean of the objectives that this key result was handed down to.",
    }[definition.kind]


def _line(d: Definition) -> str:
    start, target = _number(d.start, d), _number(d.target, d)
    value = "done / total" if d.kind is Kind.SHARE else "value"
    said = f"({value} \u2212 {start}) / ({target} \u2212 {start})."
    if d.kind is Kind.REACH:
        said += " The best value within its dates counts."
    return said


def _maintain(d: Definition) -> str:
    band = _band(d)
    if d.method is Method.NOW:
        return f"100 % while the newest value is {band}, else 0 %."
    if d.method is Method.STRICT:
        return f"Elapsed share of its dates while every value is {band}; 0 % from the first one that is not."
    return f"Periods whose value was {band}, divided by the periods due so far; one without a value was not."


def _band(d: Definition) -> str:
    low, high = d.low, d.high
    if low is not None and high is not None:
        return f"{figure(low)}" if low == high else f"between {figure(low)} and {figure(high)}"
    return f"at least {figure(low)}" if low is not None else f"at most {_number(high, d)}"


def _number(value: Decimal | None, d: Definition) -> str:
    if value is None:
        return "?"
    return f"{figure(value * 100)} %" if d.kind is Kind.SHARE else figure(value)
