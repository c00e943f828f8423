"""What the writing coach is asked and what it answers."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from msgspec import Meta, Struct

from headway.writing.rules.drafts import Part, Severity, Strictness
from headway.writing.rules.kinds import Kind

Text = Annotated[str, Meta(max_length=600)]
Language = Literal["en", "de"]
Count = Annotated[int, Meta(ge=0, le=10000)]
RuleId = Annotated[str, Meta(min_length=4, max_length=4)]


class ObjectiveText(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An objective as far as it is written. What is null or left out is not known, and nothing is said about it."""

    title: Text = ""
    commitment: str | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    aligned: bool | None = None


class KeyResultText(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A key result as far as it is written. Numbers as people write them: 80 with the unit "%".

    `owner`: somebody is responsible; `source`: it is settled where values come from; `steps`: how many a milestone has;
    `scored`: it says what half done means.
    """

    title: Text
    kind: str | None = None
    start: Decimal | None = None
    target: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    unit: Annotated[str, Meta(max_length=40)] = ""
    starts_on: date | None = None
    ends_on: date | None = None
    owner: bool | None = None
    source: bool | None = None
    steps: Count = 0
    scored: bool = False
    commitment: str | None = None
    indicator: str | None = None
    sub_targets: Count = 0
    history: "HistoryIn | None" = None


class HistoryIn(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is known of a metric's past, as the goals room tells it, and of its check-ins; null: not known."""

    chance: Annotated[float, Meta(ge=0, le=1)] | None = None
    usual_move: Decimal | None = None
    days_between_changes: Annotated[float, Meta(ge=0)] | None = None
    noise: Decimal | None = None
    check_in_age: Count | None = None
    check_in_days: Annotated[int, Meta(ge=1, le=366)] = 7
    same_confidence: Count = 0
    chance_moved: Annotated[float, Meta(ge=-1, le=1)] = 0.0


class OtherIn(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    title: Text
    relation: Literal["owner", "above"]


class ContextIn(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the page knows beside the texts: the cycle's dates, and counts of what is there already."""

    starts_on: date | None = None
    ends_on: date | None = None
    complete: bool = False
    team_objectives: Count | None = None
    owner_key_results: Count | None = None
    siblings_aligned: bool | None = None
    personal: bool | None = None
    others: Annotated[list[OtherIn], Meta(max_length=100)] = []
    company_metrics: Annotated[list[Text], Meta(max_length=100)] = []


class ReviewIn(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A draft. Without `language` it is found in the text, or in `wording`: what is typed beside it, as it is typed.

    `strictness` overrides the workspace's, to try it out.
    """

    objective: ObjectiveText | None = None
    key_results: Annotated[list[KeyResultText], Meta(max_length=20)] = []
    language: Language | None = None
    wording: Annotated[str, Meta(max_length=2000)] = ""
    strictness: Strictness | None = None
    context: ContextIn | None = None


class FindingOut(Struct, frozen=True, kw_only=True):
    """One thing that could be better. `message` says why, `fix` is the line rewritten, or empty.

    `index` is the place of the key result, 0 for the objective; `fields` the fields of the form it is about. `rank`
    counts from 1 in each line: show the first three.
    """

    rule: str
    name: str
    severity: Severity
    part: Part
    index: int
    message: str
    fix: str
    fields: list[str]
    rank: int


class SpanOut(Struct, frozen=True):
    """Characters of the title, `end` not included."""

    start: int
    end: int


class ReadsAs(Struct, frozen=True, kw_only=True):
    """What a sentence says. Numbers as written: 80 % is 80 with the unit "%".

    `relative`: the target is an amount of change ("by 20 %", "2 x"). `due_words` are there where the text names a time
    but no day. `spans` says where in the title baseline, target, due and metric stand.
    """

    kind: Kind
    outcome: bool
    measurable: bool
    vague: bool
    baseline: Decimal | None
    target: Decimal | None
    unit: str
    relative: bool
    due: date | None
    due_words: str
    metric: str
    spans: dict[str, SpanOut]


class ReviewOut(Struct, frozen=True, kw_only=True):
    """Findings line by line, the most important of each line first; what each sentence says, in the given order."""

    findings: list[FindingOut]
    reads_as: list[ReadsAs]
    objective_reads_as: ReadsAs | None
    language: Language
