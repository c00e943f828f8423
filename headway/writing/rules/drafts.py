"""What is handed in for a review: drafts, what the caller knows about the past and about other goals, findings out."""

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Literal

from msgspec import Struct

Part = Literal["objective", "key_result"]
Severity = Literal["error", "warning", "info"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")


class Strictness(StrEnum):
    """How much the coach says. Where teachers of OKRs contradict each other, this decides."""

    GENTLE = "gentle"
    NORMAL = "normal"
    STRICT = "strict"


class History(Struct, frozen=True, kw_only=True):
    """What is known of a metric from its past values; None: not known.

    `chance` of success if it is set up like this today; `usual_move` the 95th percentile of what it moved in past
    thirteen weeks, absolute; `days_between_changes` how seldom it moves; `noise` the standard deviation of its weekly
    change; `check_in_age` the days since the newest check-in, due every `check_in_days`; `same_confidence` how many
    times in a row the same confidence was stated, while the chance moved by `chance_moved`.
    """

    chance: float | None = None
    usual_move: Decimal | None = None
    days_between_changes: float | None = None
    noise: Decimal | None = None
    check_in_age: int | None = None
    check_in_days: int = 7
    same_confidence: int = 0
    chance_moved: float = 0.0


class ObjectiveDraft(Struct, frozen=True, kw_only=True):
    """An objective as far as it is written. None: not known, so nothing is said about it.

    `aligned`: it supports or contributes to another; `siblings_aligned`: others of its team do.
    """

    title: str
    commitment: str | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    aligned: bool | None = None


class KeyResultDraft(Struct, frozen=True, kw_only=True):
    """A key result as far as it is written; the fields are the form's. None: not known, nothing is said about it.

    `start`, `target`, `low` and `high` as people write them: 80 with the unit "%". `steps` of a milestone;
    `scored`: somebody said what half done means. `source`: a person or system that values come from.
    """

    title: str
    kind: str | None = None
    start: Decimal | None = None
    target: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    unit: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    owner: bool | None = None
    source: bool | None = None
    steps: int = 0
    scored: bool = False
    commitment: str | None = None
    indicator: str | None = None
    sub_targets: int = 0
    history: History | None = None


class Other(Struct, frozen=True, kw_only=True):
    """A key result that exists already: of the same owner, or of an objective above."""

    title: str
    relation: Literal["owner", "above"]


class Context(Struct, frozen=True, kw_only=True):
    """What the caller knows beside the drafts. None: not known, nothing is said about it.

    `complete`: all key results the objective will have are here, so that too few can be said. `personal`: the owner is
    one person without a team. `company_metrics` are titles of key results of the whole company.
    """

    today: date | None = None
    year_start_month: int = 1
    starts_on: date | None = None
    ends_on: date | None = None
    complete: bool = False
    team_objectives: int | None = None
    owner_key_results: int | None = None
    siblings_aligned: bool | None = None
    personal: bool | None = None
    others: tuple[Other, ...] = ()
    company_metrics: tuple[str, ...] = ()


class Finding(Struct, frozen=True, kw_only=True):
    """One thing that could be better. `message` says why; `fix` is the line rewritten, or empty.

    `index` is the place of the key result, 0 for the objective. `fields` names the fields of the form it is about.
    `rank` counts from 1 in each line; a screen shows the first three.
    """

    rule: str
    severity: Severity
    part: Part
    index: int
    message: str
    fix: str
    fields: tuple[str, ...]
    rank: int
