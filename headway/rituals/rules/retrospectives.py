"""The first draft of a retrospective, from what was measured: what worked, what did not, what was in the way."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from msgspec import Struct

from headway.progress.rules.scoring import Band, Commitment, band

LAST_DAYS = 7
WORDS = {
    "resources": "too few hands",
    "unrealistic_plan": "a plan that was too big",
    "external": "something outside of our reach",
    "dependency": "waiting for others",
    "execution": "how we went about it",
    "priorities_changed": "other things came first",
    "wrong_metric": "the number did not show it",
    "unknown": "we do not know yet",
}


class Result(Struct, frozen=True, kw_only=True):
    """How one key result ended; `score` None where there was nothing to measure.

    `so_far`: nobody gave the score and there is time left, so that it is no verdict yet.
    """

    title: str
    objective: str
    score: Decimal | None
    commitment: str
    causes: Sequence[str] = ()
    note: str = ""
    revised: bool = False
    so_far: bool = False


class Draft(Struct, frozen=True, kw_only=True):
    """Markdown, one text for each of the three questions."""

    achieved: str
    missed: str
    learned: str


def is_open(*, today: date, ends_on: date) -> bool:
    """Whether a cycle has more than its last week before it: what is not reached yet is not missed."""
    return (ends_on - today).days >= LAST_DAYS


def succeeded(result: Result) -> bool | None:
    """In the green band; None where there is no score, and where time is left to get there."""
    if result.score is None:
        return None
    is_green = band(result.score, Commitment(result.commitment)) is Band.GREEN
    return None if result.so_far and not is_green else is_green


def counted_causes(results: Sequence[Result]) -> list[tuple[str, int]]:
    """How many key results name each cause, most frequent first."""
    counts = Counter(cause for one in results for cause in dict.fromkeys(one.causes))
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))


def draft(results: Sequence[Result]) -> Draft:
    """Lines to correct, not to fill in; empty where nothing is measured yet. What is not over is told "so far"."""
    hit = [one for one in results if succeeded(one)]
    missed = [one for one in results if succeeded(one) is False]
    on_the_way = [one for one in results if one.so_far and one.score is not None and not succeeded(one)]
    learned = [f"- {_sentence(cause, count)}" for cause, count in counted_causes(missed)]
    revised = sum(one.revised for one in results)
    if revised:
        times = "One target was" if revised == 1 else f"{revised} targets were"
        learned.append(f"- {times} changed on the way.")
    return Draft(
        achieved="\n".join(f"- {_scored(one)}" for one in hit),
        missed="\n".join(_missed(one) for one in [*missed, *on_the_way]),
        learned="\n".join(learned),
    )


def _scored(one: Result) -> str:
    return f"{one.title}: {one.score}{' so far' if one.so_far else ''}"


def _missed(one: Result) -> str:
    why = ", ".join(WORDS[cause] for cause in one.causes)
    said = [f"- {_scored(one)}", *([f"({why})"] if why else [])]
    line = " ".join(said)
    return f"{line}. {one.note}" if one.note else line


def _sentence(cause: str, count: int) -> str:
    times = "once" if count == 1 else f"{count} times"
    return f"In the way {times}: {WORDS[cause]}."
