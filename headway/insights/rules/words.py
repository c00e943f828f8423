"""Causes in words: what is so, and what the plan or the forecast would give without it; never what caused it."""

from collections.abc import Callable, Mapping
from uuid import UUID

from headway.insights.rules.facts import Piece
from headway.insights.rules.work import Finding, Kind
from headway.progress.rules.display import percent, signed
from headway.work.rules.tasks import cause_label

HIDDEN = "A task that is not shared with you"
SOMEBODY = "Somebody"

SUPPOSING = {
    Kind.LATE: "if it were done today",
    Kind.BLOCKED: "if it did not have to wait",
    Kind.DEPENDENCY: "if it did not have to wait",
    Kind.OVERLOADED: "if somebody shared the work",
    Kind.UNOWNED: "",
    Kind.SLOW_START: "had the start been as quick as the rest",
    Kind.SCOPE: "without what was added",
    Kind.PACE: "if 70 % of the target were enough",
    Kind.STALE: "if a value from today said the same",
    Kind.NOISE: "without the last four weeks",
    Kind.NO_WORK: "",
    Kind.BELOW: "",
}


class Speaker:
    """Says findings for one reader: tasks by label and title where they may see them, people by name."""

    def __init__(self, prefix: str, people: Mapping[UUID, str]) -> None:
        self.prefix, self.people = prefix, people

    def sentence(self, found: Finding) -> str:
        """What is so."""
        return _SENTENCES[found.kind](self, found)

    def evidence(self, found: Finding) -> str:
        """What it is taken from; may be empty."""
        say = _EVIDENCE.get(found.kind)
        return say(self, found) if say else ""

    def supposing(self, found: Finding) -> str:
        """The question that the effect answers."""
        return SUPPOSING[found.kind] if found.effect is not None else ""

    def task(self, piece: Piece) -> str:
        return cause_label(self.prefix, piece.number, piece.title) if piece.seen else HIDDEN

    def late(self, found: Finding) -> str:
        task, numbers = self.task(found.pieces[0]), found.numbers
        if numbers["over"]:
            return f"{task} was due {days(numbers['over'])} ago."
        meant = days(numbers["days"])
        return f"{task} has taken {days(numbers['spent'])}; {meant} {'was' if meant == '1 day' else 'were'} planned."

    def late_evidence(self, found: Finding) -> str:
        times = round(10 * found.numbers["critical"])
        runs = "every run" if times >= 10 else f"{times} of 10 runs" if times else "some runs"
        return f"{self._who(found.pieces[0])}In {runs} of the plan the end hangs on it."

    def blocked(self, found: Finding) -> str:
        piece = found.pieces[0]
        if not found.waiting:
            for_what = piece.waiting_for if piece.seen else "something"
            return f"{self.task(piece)} waits for: {for_what}."
        first, more = self.task(found.waiting[0]), len(found.waiting) - 1
        others = f" and {more} more" if more else ""
        home = f" of the project '{piece.project}'" if found.kind is Kind.DEPENDENCY and piece.seen else ""
        return f"{first}{others} {'wait' if more else 'waits'} for {_lower(self.task(piece))}{home}."

    def blocked_evidence(self, found: Finding) -> str:
        piece, numbers = found.pieces[0], found.numbers
        if not found.waiting:
            return f"For {days(numbers['waited'])} so far." if numbers["waited"] else "Since today."
        if numbers["over"]:
            return f"{self._who(piece)}It was due {days(numbers['over'])} ago."
        return f"{self._who(piece)}It is still open."

    def overloaded(self, found: Finding) -> str:
        name = self.people.get(found.person, SOMEBODY) if found.person else SOMEBODY
        hours, time = round(found.numbers["hours"]), round(found.numbers["time"])
        return f"{name} has {hours} h of open work until the end, and {time} h of time for it."

    def unowned(self, found: Finding) -> str:
        count = round(found.numbers["count"])
        if count == 1:
            return f"Nobody is on {_lower(self.task(found.pieces[0]))}."
        return f"Nobody is on {count} open tasks; {_lower(self.task(found.pieces[0]))} matters most."

    def slow_start(self, found: Finding) -> str:
        numbers = found.numbers
        if "missing" not in numbers:
            return "It moved less in the first third than it has since."
        early, later = round(numbers["early"]), rate(numbers["a_week"])
        return f"In the first third {tasks(early)} got done in all; since then {later} a week."

    def scope(self, found: Finding) -> str:
        added, whole = round(found.numbers["added"]), round(found.numbers["whole"])
        return (
            f"{added} of {tasks(whole)} {'was' if added == 1 else 'were'} added after the first week, and still open."
        )

    def pace(self, found: Finding) -> str:
        needed, so_far = found.numbers["needed"], found.numbers["so_far"]
        unit = "points" if found.unit == "%" else found.unit
        needs = f"It needs {rate(needed)} {unit}".rstrip()
        if so_far <= 0:
            none = "none got done" if found.unit == "tasks" else "it has not moved that way"
            return f"{needs} a week from now on; so far {none}."
        return f"{needs} a week from now on; so far it was {rate(so_far)} a week."

    def stale(self, found: Finding) -> str:
        if "age" not in found.numbers:
            return "No value has been recorded yet."
        return f"The newest value is {days(found.numbers['age'])} old."

    def noise(self, _: Finding) -> str:
        return "The last four weeks went less well than those before."

    def no_work(self, found: Finding) -> str:
        what = "What is linked to it has no tasks yet" if found.numbers.get("linked") else "No work is linked to it"
        return f"{what}, so nobody can see what is being done to move it."

    def _who(self, piece: Piece) -> str:
        names = [self.people[one] for one in piece.people if one in self.people] if piece.seen else []
        return f"{', '.join(names)}. " if names else ""


_SENTENCES: dict[Kind, Callable[[Speaker, Finding], str]] = {
    Kind.LATE: Speaker.late,
    Kind.BLOCKED: Speaker.blocked,
    Kind.DEPENDENCY: Speaker.blocked,
    Kind.OVERLOADED: Speaker.overloaded,
    Kind.UNOWNED: Speaker.unowned,
    Kind.SLOW_START: Speaker.slow_start,
    Kind.SCOPE: Speaker.scope,
    Kind.PACE: Speaker.pace,
    Kind.STALE: Speaker.stale,
    Kind.NOISE: Speaker.noise,
    Kind.NO_WORK: Speaker.no_work,
}
_EVIDENCE: dict[Kind, Callable[[Speaker, Finding], str]] = {
    Kind.LATE: Speaker.late_evidence,
    Kind.BLOCKED: Speaker.blocked_evidence,
    Kind.DEPENDENCY: Speaker.blocked_evidence,
}


def child_sentence(title: str | None, *, share: float, display: str) -> str:
    """An objective handed down; without a title for whom it is hidden from."""
    name = f"'{title}'" if title else "An objective that is not shared with you"
    return f"{name} carries {percent(share)} of it and stands at {display or 'nothing yet'}."


def behind(progress: float | None, expected: float | None) -> str:
    """What is honest when nothing stands out."""
    if progress is None or expected is None:
        return "Nothing stands out."
    gap = round(100 * (expected - progress))
    if gap <= 0:
        return "Nothing stands out: it is where it should be by now."
    return f"Nothing stands out: it is simply behind pace by {gap} {'point' if gap == 1 else 'points'}."


def nothing_behind(key_results: int) -> str:
    """Of an objective none of whose key results is behind."""
    if key_results == 0:
        return "It has no key result yet, so nothing can be said."
    return "None of its key results is behind by itself."


def days(count: float) -> str:
    """Whole days, one at least."""
    whole = max(round(count), 1)
    return "1 day" if whole == 1 else f"{whole} days"


def tasks(count: int) -> str:
    """A number of tasks."""
    return "1 task" if count == 1 else f"{count} tasks"


def rate(number: float) -> str:
    """A pace to two figures that matter."""
    return signed(
        f"{number:.0f}"
        if abs(number) >= 10
        else f"{number:.1f}".removesuffix(".0")
        if abs(number) >= 0.1
        else f"{number:.2g}"
    )


def _lower(text: str) -> str:
    return text[0].lower() + text[1:] if text == HIDDEN else text
