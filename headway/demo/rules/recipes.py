"""How the hand-written content is laid down, before dates and histories are worked out.

Weeks count from the first week of the current quarter (1); 0 and below lie before it, 8 is the week of today.
"""

from typing import Literal

from msgspec import Struct

from headway.demo.rules.values import Indicator, Kind, Method, Priority, StatusType

Path = Literal["steady", "early", "late", "plateau", "dip", "release", "none"]
Number = int | float
Flow = Literal["done", "active", "blocked", "open", "cancelled"]


class Who(Struct, frozen=True):
    """A person: the key is the first name in lower case."""

    key: str
    name: str
    job: str
    team: str
    role: Literal["admin", "member", "guest"] = "member"


class Step(Struct, frozen=True):
    """A step of a milestone key result; `week` is when it was reached."""

    title: str
    weight: Number = 1
    week: int | None = None


class Result(Struct, frozen=True, kw_only=True):
    """A key result. `at` is the progress its newest value shows (0.5 = half way); `values` are weekly values by hand.

    `every` is the number of weeks between two values, `until` the last week with one (a stale one stops early),
    `since` the first. `step_week` is when a
    binary one came true. A share counts to `target` of `total`; both are numbers of things here, not ratios.
    """

    key: str
    title: str
    kind: Kind
    owner: str = ""
    unit: str = ""
    start: Number | None = None
    target: Number | None = None
    places: int = 0
    low: Number | None = None
    high: Number | None = None
    method: Method | None = None
    v70: Number | None = None
    stretch: bool = False
    indicator: Indicator = "lagging"
    confidence: int = 6
    weight: Number = 1
    source: str = ""
    weeks: tuple[int, int] | None = None
    at: float | None = None
    path: Path = "steady"
    values: tuple[Number | None, ...] = ()
    every: int = 1
    since: int = 1
    until: int = 13
    total: int | None = None
    steps: tuple[Step, ...] = ()
    step_week: int | None = None
    notes: tuple[tuple[int, str], ...] = ()


class Goal(Struct, frozen=True, kw_only=True):
    """An objective; the cycles `last` and `first` are the two quarters that are over.

    `cascade` names the key result it was cascaded from; `contributes` are (objective, weight) pairs.
    """

    key: str
    title: str
    why: str
    owner: str
    team: str
    cycle: Literal["quarter", "year", "next", "last", "first"] = "quarter"
    state: Literal["active", "draft", "dropped"] = "active"
    reason: str = ""
    private: bool = False
    priority: str = ""
    confidence: int = 6
    cascade: str = ""
    contributes: tuple[tuple[str, Number], ...] = ()
    supports: tuple[str, ...] = ()
    results: tuple[Result, ...] = ()


class Todo(Struct, frozen=True, kw_only=True):
    """A task by hand; everything but its title may be left to the project's flow."""

    title: str
    key: str = ""
    note: str = ""
    who: str = ""
    hours: Number | None = None
    priority: Priority | None = None
    labels: tuple[str, ...] = ()
    flow: Flow | None = None
    due: tuple[int, int] | None = None
    subs: tuple["str | Todo", ...] = ()


class Batch(Struct, frozen=True):
    """The same work for several things: `title` holds {} for the thing; `subs` make each one a parent.

    `flows` says of each sub what became of it, where the project's flow is not to decide.
    """

    title: str
    over: tuple[str, ...]
    subs: tuple[str, ...] = ()
    hours: Number | None = None
    flows: tuple[Flow, ...] = ()


class Status(Struct, frozen=True):
    name: str
    type: StatusType


class Plan(Struct, frozen=True, kw_only=True):
    """A project. `progress` is the share of its tasks that is done; `staff` is ordered by how much each one does."""

    key: str
    name: str
    why: str
    team: str
    lead: str
    staff: tuple[str, ...]
    weeks: tuple[int, int]
    progress: float
    state: Literal["planned", "active", "done"] = "active"
    estimates: Literal["all", "some", "none"] = "some"
    statuses: tuple[Status, ...]
    labels: tuple[str, ...]
    notes: tuple[str, ...] = ()
    items: tuple[str | Todo | Batch, ...]
    guests: tuple[str, ...] = ()


class Link(Struct, frozen=True):
    """Work behind a key result: a project by its key, or one task by the key of its Todo."""

    key_result: str
    project: str = ""
    task: str = ""
    weight: Number = 1


class Judgement(Struct, frozen=True, kw_only=True):
    """What was said with a final score. Without a `score` the numbers' own was taken."""

    score: str = ""
    reason: str = ""
    causes: tuple[str, ...] = ()
    note: str = ""


class Review(Struct, frozen=True, kw_only=True):
    """A team's look back on a closed quarter."""

    team: str
    cycle: Literal["q1", "q2"]
    achieved: str
    missed: str
    learned: str
    lessons: tuple[str, ...]


class Adjustment(Struct, frozen=True, kw_only=True):
    """A target that was changed in the quarter: wording and number as they were agreed first, and why."""

    key_result: str
    title: str
    target: Number
    reason: str


class Timing(Struct, frozen=True, kw_only=True):
    """When a team has a ritual, where it is not when everybody else has it. `weekday` is 1 (Monday) to 7."""

    kind: Literal["check_in", "commitments", "wins", "assessment"]
    cadence: Literal["weekly", "monthly"] = "weekly"
    weekday: int
    hour: int
    minute: int = 0
