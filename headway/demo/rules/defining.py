"""How the sample's key results read in the terms of the room progress: definitions and values."""

from decimal import Decimal

from headway.demo.rules.values import KeyResult, Measurement
from headway.progress.rules.metrics import DECIMALS, WEEK, Definition, Kind, Method, Step
from headway.progress.rules.reading import Value


def definition(result: KeyResult) -> Definition:
    """The metric of a key result; a share's baseline and target become ratios of its total."""
    return Definition(
        kind=Kind(result.kind),
        unit=result.unit,
        start=_ratio(result.baseline, result.total),
        target=_ratio(result.target, result.total),
        v70=_ratio(result.v70, result.total),
        low=result.low,
        high=result.high,
        method=Method(result.method or "periods"),
        steps=tuple(Step(place, step.title, step.weight) for place, step in enumerate(result.steps, start=1)),
        starts_on=result.start,
        ends_on=result.due,
        check_in_days=None if result.check_in_days == WEEK else result.check_in_days,
    )


def value(result: KeyResult, measurement: Measurement) -> Value:
    """A measurement as the rules of progress read it, on its local day."""
    is_share = result.kind == "share"
    return Value(
        on=measurement.at.date(),
        value=None if is_share else measurement.value,
        done=measurement.value if is_share else None,
        total=measurement.total,
        steps=measurement.steps,
    )


def _ratio(number: Decimal | None, total: Decimal | None) -> Decimal | None:
    if number is None or total is None:
        return number
    return round(number / total, DECIMALS)
