"""Which values a metric takes."""

from collections.abc import Collection
from datetime import datetime, timedelta
from decimal import Decimal

from headway.progress.rules.metrics import Definition, Kind, Refusal, number_refusal, takes_values

SKEW = timedelta(minutes=5)  # clocks of sources differ a little


def refusal(
    definition: Definition,
    *,
    value: Decimal | None = None,
    done: Decimal | None = None,
    total: Decimal | None = None,
    steps: Collection[int] | None = None,
) -> Refusal | None:
    """Why a metric cannot take this value; None when it can. `total` is the one given or the last known."""
    if not takes_values(definition.kind):
        return Refusal(
            "progress.takes_no_values", "value", "This key result is counted from what is linked to it; link work."
        )
    numbers = (("value", value), ("done", done), ("total", total))
    bad = next((found for field, number in numbers if (found := number_refusal(field, number))), None)
    if bad:
        return bad
    if definition.kind is Kind.SHARE:
        return _share(value, done, total)
    if definition.kind is Kind.MILESTONE:
        return _steps(definition, steps)
    if value is None or done is not None or steps is not None:
        return Refusal("progress.value_missing", "value", "Give the value as one number.")
    return _binary(value) if definition.kind is Kind.BINARY else None


def time_refusal(effective_at: datetime | None, now: datetime) -> Refusal | None:
    """A value is about the past or the present; sources may be five minutes fast. Both times aware."""
    if effective_at is None:
        return None
    if effective_at.tzinfo is None:
        return Refusal("progress.time_without_zone", "effective_at", "Give the time with its zone.")
    if effective_at > now + SKEW:
        return Refusal("progress.time_in_future", "effective_at", "A value cannot hold for a time to come.")
    return None


def _binary(value: Decimal) -> Refusal | None:
    if value in {0, 1}:
        return None
    return Refusal("progress.value_not_binary", "value", "Say 1 for done or 0 for not done.")


def _share(value: Decimal | None, done: Decimal | None, total: Decimal | None) -> Refusal | None:
    if done is None or value is not None:
        return Refusal("progress.done_missing", "done", "Give how many are done, and of how many.")
    if total is None:
        return Refusal("progress.total_missing", "total", "Say of how many: the total is not known yet.")
    if total <= 0:
        return Refusal("progress.total_not_positive", "total", "The total is above 0.")
    if not 0 <= done <= total:
        return Refusal("progress.done_outside", "done", "Done lies between 0 and the total; raise the total first.")
    return None


def _steps(definition: Definition, steps: Collection[int] | None) -> Refusal | None:
    if steps is None:
        return Refusal("progress.steps_not_given", "steps", "Give the steps that are reached; none is an empty list.")
    if not set(steps) <= {step.id for step in definition.steps}:
        return Refusal("progress.step_unknown", "steps", "One of these steps is not a step of this key result.")
    return None
