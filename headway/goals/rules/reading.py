"""Where a key result and an objective stand today: expected pace, health, and the sentence that says why.

The table of health is progress.rules.health; here it gets its facts from what is stored, and its words.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from msgspec import Struct

from headway.goals.rules.grading import Score, final_score, objective_grade, outcome, score_sentence
from headway.progress.rules.display import day, percent, signed
from headway.progress.rules.graph import weighted_mean
from headway.progress.rules.health import (
    DEFAULTS,
    WORST_FIRST,
    Facts,
    Health,
    Member,
    Thresholds,
    Verdict,
    by_chance,
    health,
    objective_health,
)
from headway.progress.rules.metrics import COMPUTED, Definition, Kind, Method
from headway.progress.rules.outlook import held_chance, turns_at
from headway.progress.rules.pace import expected, first_check_in_from, success_point
from headway.progress.rules.scoring import Commitment, band

NOT_MEASURED = "not_measured"
BY_FORECAST = 7  # row of the table of health
CHANCE = "Its key results have a {} chance of success on average."
DRAFT = "draft"
WORDS = {
    "not_started": "not started",
    "no_data": "without data",
    "on_track": "on track",
    "at_risk": "at risk",
    "off_track": "off track",
    "paused": "paused",
}


class Foreseen(Struct, frozen=True, gc=False):
    """What health takes from the newest forecast: the chance of success, the health that stands, and of how many."""

    chance: float
    held: Health | None
    n: int


class KeyResultFacts(Struct, frozen=True, gc=False):
    """What is stored of one key result. `last_on` is the day its newest value holds for, None without values.

    A value is due every `every` days. `closed`: its cycle is, so that it is graded. `paused`: it rests, or its
    objective does. `grade` is its final score, where somebody gave one. `foreseen` where there is a forecast worth
    saying. `made_on` is the day it was written and `asked_on` that of its first check-in by the calendar, where that is
    known; both only where nobody has given a value since.
    """

    definition: Definition
    every: int
    commitment: str
    dropped: bool
    raw: float | None
    last_on: date | None
    closed: bool = False
    paused: bool = False
    grade: Decimal | None = None
    foreseen: Foreseen | None = None
    made_on: date | None = None
    asked_on: date | None = None


class Stand(Struct, frozen=True, gc=False):
    """`pace` is where it must stand today for success, see `pace_on`; None while it rests.

    `success` is the progress that counts as success. `score` is the final one; that of the rule, where nobody gave one
    and its cycle is closed. `chance` is there where health is by forecast, and where it is done; `turns_at` is the one
    beyond which a health changes that its margin holds.
    """

    pace: float | None
    success: float
    verdict: Verdict
    age_days: int | None
    score: Decimal | None = None
    chance: float | None = None
    turns_at: float | None = None

    @property
    def state(self) -> str:
        return self.verdict.health.value


class Counted(Struct, frozen=True, gc=False):
    """A key result as its objective sees it; `score` once its cycle is closed, `chance` as that of `Stand`."""

    weight: float
    state: Health
    score: Decimal | None = None
    commitment: str = Commitment.STRETCH.value
    chance: float | None = None


class Chance(Struct, frozen=True, gc=False):
    """Of an objective: the mean chance, None where not all of its `of` key results that count (only `n`) have one."""

    chance: float | None
    n: int
    of: int


class Said(Struct, frozen=True, gc=False):
    state: str
    sentence: str


def pace_on(definition: Definition, commitment: str, day: date) -> float | None:
    """Where a key result must stand on a day to be on course for success; None without dates.

    Expected progress on the way to the success point, not to the target. A band that is counted by periods or by the
    latest value must hold every day: 1 (arithmetic, section 4, row 8).
    """
    if definition.kind is Kind.MAINTAIN and definition.method is not Method.STRICT:
        return 1.0
    due = expected(definition, day)
    return None if due is None else due * success_point(definition, Commitment(commitment))


def stand(facts: KeyResultFacts, today: date, thresholds: Thresholds = DEFAULTS) -> Stand:
    """Pace and health of a key result on a day."""
    d = facts.definition
    age = None if facts.last_on is None else (today - facts.last_on).days
    due = expected(d, today)
    commitment = Commitment(facts.commitment)
    success = success_point(d, commitment)
    score = facts.grade
    if score is None and facts.closed:
        score = final_score(d, facts.raw)
    foreseen = facts.foreseen if d.ends_on is None or today <= d.ends_on else None
    verdict = health(
        Facts(
            kind=d.kind,
            method=d.method,
            progress=facts.raw,
            expected=due,
            success=success,
            values=_values(facts, foreseen),
            age=None if age is None else age / facts.every,
            first_due=_first_due(facts, today),
            started=d.starts_on is None or today >= d.starts_on,
            ended=d.ends_on is not None and today > d.ends_on,
            dropped=facts.dropped,
            paused=facts.paused and not facts.closed,
            graded=None if score is None else band(score, commitment),
            chance=None if foreseen is None else foreseen.chance,
            held=None if foreseen is None else foreseen.held,
        ),
        thresholds,
    )
    chance = _chance(verdict, foreseen)
    pace = None if verdict.health is Health.PAUSED else pace_on(d, facts.commitment, today)
    turns = None if chance is None else turns_at(chance, verdict.health, thresholds)
    return Stand(pace, success, verdict, age, score, chance, turns)


def first_check_in(facts: KeyResultFacts) -> date | None:
    """The day its first check-in is due: the calendar's, else the earliest there can be; None without dates.

    Once there is a value, and for what is computed, it only says from when on the pace is judged: by the start.
    """
    d = facts.definition
    if d.starts_on is None:
        return None
    if facts.last_on is not None or d.kind in COMPUTED:
        return first_check_in_from(d.starts_on, facts.every)
    return facts.asked_on or first_check_in_from(d.starts_on, facts.every, written_on=facts.made_on)


def _first_due(facts: KeyResultFacts, today: date) -> bool:
    first = first_check_in(facts)
    return first is not None and today > first


def _values(facts: KeyResultFacts, foreseen: Foreseen | None) -> int:
    if facts.last_on is None and facts.definition.kind not in COMPUTED:
        return 0
    return 1 if foreseen is None else max(1, foreseen.n)


def _chance(verdict: Verdict, foreseen: Foreseen | None) -> float | None:
    if verdict.health is Health.DONE:
        return 1.0 if foreseen is None else foreseen.chance
    return foreseen.chance if foreseen is not None and verdict.rule == BY_FORECAST else None


def key_result_sentence(facts: KeyResultFacts, found: Stand, *, forecast: str = "") -> str:
    """Why a key result has the health it has, for a person; `forecast` is what its forecast says."""
    if found.verdict.health is Health.DROPPED:
        return "It was dropped; it counts nowhere."
    if found.verdict.health is Health.PAUSED:
        return "It is paused: it keeps its number, and nobody is reminded of it."
    if found.score is not None:
        return score_sentence(found.score, Commitment(facts.commitment))
    if found.verdict.rule == BY_FORECAST and forecast:
        return f"{forecast}{_kept(found)}"
    return _while_open(facts, found)


def _kept(found: Stand) -> str:
    """Why a health that its margin holds is not the one of its chance, and what would change it."""
    if found.turns_at is None or found.chance is None:
        return ""
    word = _word(found.verdict.health)
    until = "rises above" if found.turns_at > found.chance else "falls below"
    return (
        f" It stays {word} until the chance {until} {percent(found.turns_at)} or one more check-in confirms it, "
        "so that it does not flip back and forth."
    )


def _while_open(facts: KeyResultFacts, found: Stand) -> str:
    d, state = facts.definition, found.verdict.health
    if state is Health.NOT_STARTED:
        return f"It starts on {day(d.starts_on)}." if d.starts_on else "It has not started."
    if state is Health.NO_DATA:
        return _no_data(facts)
    if state is Health.STALE:
        return _stale(facts, found)
    if state is Health.DONE:
        return "The target is reached."
    return _by_pace(facts, found)


def objective_reading(
    state: str, members: Sequence[Counted], thresholds: Thresholds = DEFAULTS, *, closed: bool = False
) -> Said:
    """Health of an objective from its key results, with its sentence; `members` leave out the dropped ones.

    It is graded once all that counts is, or its cycle is `closed`.
    """
    if state == "draft":
        return Said(DRAFT, "A draft: it counts nowhere until it is activated.")
    if state == "dropped":
        return Said(Health.DROPPED.value, "It was dropped; it counts nowhere.")
    if state == "paused" and not closed:
        return Said(Health.PAUSED.value, "It is paused: it keeps its numbers, and nobody is reminded of it.")
    grade = final_grade(members, closed=closed)
    if grade is not None:
        return Said(outcome(*grade).value, score_sentence(*grade))
    judged = [Member(m.weight, m.state, _held(m, thresholds)) for m in members]
    found = objective_health(judged, thresholds)
    return _unmeasured(members) if found is None else Said(found.value, _judged(found, members, thresholds))


def _judged(found: Health, members: Sequence[Counted], thresholds: Thresholds) -> str:
    chance = None if found is Health.DONE else objective_chance(members).chance
    if chance is None:
        return _worst_of(found, members)
    held = "" if by_chance(chance, thresholds) is found else f" It stays {_word(found)} as long as they do."
    return f"{CHANCE.format(percent(chance))}{held}"


def final_grade(members: Sequence[Counted], *, closed: bool) -> tuple[Decimal, Commitment] | None:
    """The objective's score, once every key result that counts has one or the cycle is closed; None before."""
    if not closed and any(m.score is None for m in members if m.weight > 0):
        return None
    return objective_grade([Score(m.weight, m.score, Commitment(m.commitment)) for m in members])


def objective_chance(members: Sequence[Counted]) -> Chance:
    """The weighted mean of the chances of what counts, where all have one."""
    counted = [m for m in members if m.weight > 0 and m.state in WORST_FIRST]
    known = [(m.weight, m.chance) for m in counted if m.chance is not None]
    mean = weighted_mean(known) if len(known) == len(counted) else None
    return Chance(mean, len(known), len(counted))


def _held(m: Counted, thresholds: Thresholds) -> float | None:
    """The chance inside of the band that stands: an objective of one key result has its health."""
    return m.chance if m.chance is None or m.state is Health.DONE else held_chance(m.chance, m.state, thresholds)


def objective_expected(parts: Sequence[tuple[float, float | None]]) -> float | None:
    """The pace of an objective: the weighted mean of its key results' (weight, expected progress)."""
    return weighted_mean(parts)


def _no_data(facts: KeyResultFacts) -> str:
    d = facts.definition
    if d.kind is Kind.WORK:
        return "All linked work was cancelled, so there is nothing to measure it by."
    if d.kind is Kind.OBJECTIVES:
        return "No team has taken it up as an objective that is measured yet."
    if facts.asked_on is not None:
        return f"No value yet; the first one is due on {day(facts.asked_on)}."
    return "No value yet; the first one is not due yet."


def _stale(facts: KeyResultFacts, found: Stand) -> str:
    every = facts.every
    often = "every day" if every == 1 else f"every {every} days"
    if found.age_days is None and facts.asked_on is not None:
        return f"No value yet; the first one was due on {day(facts.asked_on)}."
    if found.age_days is None:
        return f"No value yet, and one is due {often}."
    days = "1 day" if found.age_days == 1 else f"{found.age_days} days"
    return f"The newest value is {days} old; one is due {often}."


def _by_pace(facts: KeyResultFacts, found: Stand) -> str:
    d = facts.definition
    if found.verdict.bar is None:
        return "It has just begun; the first check-in is not due yet."
    if facts.raw is None:
        return "It cannot be measured yet."
    now = signed(percent(facts.raw))
    if facts.raw < 0:
        return f"It is at {now}: worse than where it started."
    if d.kind is Kind.MAINTAIN and d.method is not Method.STRICT:
        return f"It held for {now} of the time; it should always hold."
    goal = "the whole target" if found.success >= 1 else f"{percent(found.success)} (a stretch)"
    return f"It is at {now}; on pace for {goal} it would be at {percent(found.verdict.bar)} today."


def _unmeasured(members: Sequence[Counted]) -> Said:
    states = {m.state for m in members if m.weight > 0}
    if not states:
        return Said(NOT_MEASURED, "No key result counts yet.")
    if states == {Health.PAUSED}:
        return Said(Health.PAUSED.value, "All of its key results are paused.")
    return Said(Health.NOT_STARTED.value, "None of its key results has started yet.")


def _worst_of(found: Health, members: Sequence[Counted]) -> str:
    counted = [m for m in members if m.weight > 0]
    numbers = Counter(m.state for m in counted)
    parts = [f"{numbers[state]} {_word(state)}" for state in Health if numbers[state]]
    if len(counted) == 1:
        return f"Its only key result that counts is {_word(counted[0].state)}."
    said = f"Of {len(counted)} key results: {', '.join(parts)}."
    worst = min((m.state for m in counted if m.state in WORST_FIRST), key=WORST_FIRST.index, default=found)
    if found is not worst:
        return (
            f"{said} More than half of the weight is on track or done, so it is taken one step better than the worst."
        )
    return f"{said} The worst one decides." if len(parts) > 1 else said


def _word(state: Health) -> str:
    return WORDS.get(state.value, state.value)


def is_computed(kind: str) -> bool:
    """Whether its number comes from what is below it, so that there is nothing to record."""
    return Kind(kind) in COMPUTED
