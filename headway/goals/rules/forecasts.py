"""What a forecast says, for a person: the chance, what it is of, and its inputs."""

from datetime import date
from decimal import Decimal

from msgspec import Struct

from headway.progress.rules.display import figure, percent, rough, short_day
from headway.progress.rules.health import Health
from headway.progress.rules.metrics import LINES, Definition, Kind, Method
from headway.progress.rules.outlook import Divergence, paces
from headway.progress.rules.pace import success_point
from headway.progress.rules.scoring import Commitment
from headway.progress.schemas import Outlook

SURE, DOUBTFUL = 7, 4  # confidence from which somebody thinks it is on track; below which off track
STEPS = {Health.ON_TRACK.value: 2, Health.DONE.value: 2, Health.AT_RISK.value: 1, Health.OFF_TRACK.value: 0}
QUESTION_STEPS = 2


class Weekly(Struct, frozen=True):
    """What is needed and what was done a week, in `unit`; signed, so that less is below 0."""

    needed: float | None
    so_far: float | None
    unit: str


def chance_of(found: Outlook, commitment: str) -> float | None:
    """Of success, where there is enough to say it: the whole target for a committed goal, else its 70 % point."""
    if not found.enough:
        return None
    return found.chance_full if commitment == Commitment.COMMITTED else found.chance


def in_unit(found: Outlook, number: float | None) -> float | None:
    """A median or an end of a range as a value; progress stays progress."""
    if number is None or found.start is None or found.target is None:
        return number
    return float(found.start) + number * float(found.target - found.start)


def weekly(d: Definition, commitment: str, found: Outlook, today: date) -> Weekly:
    """Pace needed and pace so far: values for what has a unit, percent points else; nothing where pace says nothing."""
    if d.kind in {Kind.MAINTAIN, Kind.BINARY, Kind.REACH}:
        return Weekly(None, None, "")
    rates = paces(d, progress=found.progress, success=success_point(d, Commitment(commitment)), today=today)
    way, unit = 100.0, "points"
    if d.kind in LINES and d.kind is not Kind.SHARE and d.start is not None and d.target is not None:
        way = float(d.target - d.start)
        unit = "points" if d.unit == "%" else d.unit
    elif d.kind is Kind.SHARE and d.start is not None and d.target is not None:
        way = 100 * float(d.target - d.start)
    return Weekly(_times(rates.needed, way), _times(rates.so_far, way), unit)


def forecast_sentence(d: Definition, commitment: str, found: Outlook, today: date) -> str:
    """As "62 % chance to get to 18.4 h (70 % of the way) by 31 Dec; needs 4.1 h a week, so far 2.8 h. From 5 values".

    Without enough to go by it says what is missing.
    """
    chance = chance_of(found, commitment)
    if chance is None:
        return _not_enough(found)
    said = f"{percent(chance)} chance {_aim(d, commitment)}{_pace(weekly(d, commitment, found, today))}."
    return f"{said} {_made_of(found)}"


def divergence_sentence(found: Divergence) -> str:
    """The alarm of two readings (arithmetic, section 2), as something to talk about."""
    if found.which == "work_ahead":
        since = "" if found.since is None else f" since {short_day(found.since)}"
        return (
            f"The work has been {_points(found.gap)} ahead of the outcome{since}: it gets done and the number does not "
            "follow. Is it the right work?"
        )
    return (
        f"The outcome is {_points(found.gap)} ahead of the work: something else than what is linked here moves it. "
        "Is there work that is not linked, or work that is not needed?"
    )


def _points(gap: float) -> str:
    """The distance of two shares: points, for "29 % ahead" would be a share of something."""
    count = max(1, round(100 * gap))
    return "1 point" if count == 1 else f"{count} points"


def question(state: str, confidence: int, chance: float | None) -> str:
    """Where numbers and people are two steps apart; empty where they are not. The two are never averaged."""
    step = STEPS.get(state)
    felt = 2 if confidence >= SURE else 1 if confidence >= DOUBTFUL else 0
    if step is None or abs(step - felt) < QUESTION_STEPS:
        return ""
    numbers = "The numbers say it goes well" if step > felt else "The numbers say it will not be reached"
    if chance is not None:
        numbers += f" ({percent(chance)})"
    return f"{numbers}, its owner's confidence is {confidence} of 10. What do they know that the numbers do not?"


def objective_sentence(chance: float | None, *, n: int, of: int) -> str:
    """The chance of an objective, or what is missing for it."""
    if not of:
        return ""
    if chance is not None:
        return f"{percent(chance)} chance of success: the weighted mean of its key results."
    return f"{n} of its {of} key results can be forecast so far; its chance is said when all can."


def _aim(d: Definition, commitment: str) -> str:
    by = "" if d.ends_on is None else f" by {short_day(d.ends_on)}"
    full = commitment == Commitment.COMMITTED
    if d.kind in LINES:
        return f"to {_reach(d, commitment)}{by}"
    if d.kind is Kind.MAINTAIN:
        return _stay(d, full=full)
    share = "" if full else f"{percent(success_point(d, Commitment(commitment)))} of "
    if d.kind is Kind.WORK:
        return f"to have {share or 'all '}the linked work done{by}"
    if d.kind is Kind.OBJECTIVES:
        return f"that the goals below it get it to {percent(success_point(d, Commitment(commitment)))}{by}"
    return f"that it is done{by}" if full or d.kind is Kind.BINARY else f"to have {share}the steps done{by}"


def _reach(d: Definition, commitment: str) -> str:
    point = success_point(d, Commitment(commitment))
    if d.start is None or d.target is None:
        return "succeed"
    value = float(d.start) + point * float(d.target - d.start)
    amount = f"{rough(value * 100)} %" if d.kind is Kind.SHARE else f"{rough(value)} {d.unit}".strip()
    verb = "touch" if d.kind is Kind.REACH else "get to"
    way = "" if point >= 1 else " (70 % of the way)" if d.v70 is None else " (what counts as 70 %)"
    return f"{verb} {amount}{' once' if d.kind is Kind.REACH else ''}{way}"


def _stay(d: Definition, *, full: bool) -> str:
    until = "" if d.ends_on is None else f" until {short_day(d.ends_on)}"
    if d.method is Method.PERIODS:
        often = "every time" if full else "70 % of the time"
        return f"to hold {_band(d)} {often}{until}"
    return f"to stay {_band(d)}{until}"


def _band(d: Definition) -> str:
    unit = f" {d.unit}" if d.unit else ""
    if d.low is not None and d.high is not None:
        return f"{figure(d.low)}{unit}" if d.low == d.high else f"between {figure(d.low)} and {figure(d.high)}{unit}"
    return f"at least {figure(d.low)}{unit}" if d.low is not None else f"at most {figure(d.high or Decimal(0))}{unit}"


def _pace(rates: Weekly) -> str:
    if rates.needed is None or rates.so_far is None:
        return ""
    unit = f" {rates.unit}" if rates.unit else ""
    if abs(rates.needed) < 1e-9:
        return f"; it is there, at {rough(rates.so_far)}{unit} a week so far"
    return f"; needs {rough(rates.needed)}{unit} a week, so far {rough(rates.so_far)}{unit}"


def _made_of(found: Outlook) -> str:
    if found.model == "cumulative":
        return f"From {found.n} values, read as a running total that never falls."
    if found.model == "work":
        return f"From {found.n} weeks of work."
    if found.model == "objectives":
        return "From where those are expected to end."
    if found.model == "said":
        return "From how often such key results succeed, and its owner's confidence."
    return f"From {found.n} values."


def _not_enough(found: Outlook) -> str:
    if found.model == "said":
        return "Not enough data for a forecast: too few key results of this kind have closed."
    if found.model == "work":
        return "Not enough data for a forecast: it takes two weeks of work."
    if found.model in {"objectives", "none"}:
        return "Not enough data for a forecast yet."
    have = "1 value so far" if found.n == 1 else "no value so far"
    return f"Not enough data for a forecast: it takes two values, {have}."


def _times(rate: float | None, way: float) -> float | None:
    return None if rate is None else rate * way
