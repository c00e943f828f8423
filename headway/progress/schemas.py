"""What comes in and goes out of the room.

Ids are those of the subjects: a key result, its metric and its node share one id; so do an objective and its node, a
linked task or project and its node.
"""

from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal
from uuid import UUID

from msgspec import Struct

from headway.progress.rules.graph import Mode
from headway.progress.rules.metrics import Definition
from headway.progress.rules.work import Totals

EdgeKind = Literal["measures", "cascade", "contributes", "supports", "work"]
State = Literal["measured", "no_data", "no_work", "not_measured"]


class NewNode(Struct, frozen=True, kw_only=True):
    """A node to add. `subject` is the kind of thing ("key_result", "objective", "task", "project").

    A `value` node needs its metric first (`define_metric`). `when_empty` is 0.0 for a key result of kind `work`
    (0 while nothing is linked) and None for every other mean (objective, key result of kind `objectives`).
    `totals` are those of a `work` node.
    """

    id: UUID
    subject: str
    mode: Mode
    when_empty: float | None = None
    totals: Totals = Totals()
    active: bool = True


class NewLink(Struct, frozen=True, kw_only=True):
    """An edge from `child` up to `parent`; one for a pair, a second one replaces the first.

    `counted` links move the parent's progress and need a parent of mode `mean`. `supports`, and `work` beside a key
    result that measures something else, are not counted; every link carries the work reading.
    """

    child: UUID
    parent: UUID
    kind: EdgeKind
    weight: float = 1.0
    counted: bool = True


class GraphChange(Struct, frozen=True, kw_only=True):
    """Any number of changes to the graph in one go: removals first, then additions, then `active`.

    `unlinks` are (child, parent). `remove` takes nodes with all their links. `active` maps node -> counts or not
    (dropped). Adding a node or link that is there already updates it.
    """

    nodes: tuple[NewNode, ...] = ()
    links: tuple[NewLink, ...] = ()
    unlinks: tuple[tuple[UUID, UUID], ...] = ()
    remove: tuple[UUID, ...] = ()
    active: dict[UUID, bool] = {}


class WorkChange(Struct, frozen=True, kw_only=True):
    """The new totals of one linked piece of work: of its leaves, see `rules.work.totals`."""

    id: UUID
    totals: Totals


class NewMeasurement(Struct, frozen=True, kw_only=True):
    """One value to record.

    `value` for most kinds (binary 0 or 1); `share` takes `done` and, when it moved, `total`; `milestone` the ids of
    all steps reached.

    `effective_at` is when it was true (default: now; never in the future). (`source`, `source_event`) is recorded
    once: the same again is ignored. `author` is a member; None means the acting person.
    """

    metric: UUID
    value: Decimal | None = None
    done: Decimal | None = None
    total: Decimal | None = None
    steps: tuple[int, ...] | None = None
    effective_at: datetime | None = None
    note: str = ""
    source: str = "manual"
    source_event: str | None = None
    author: UUID | None = None


class Measurement(Struct, frozen=True, kw_only=True):
    """A recorded row. `corrects` is the row it replaces; a withdrawn one is replaced by a row of kind `tombstone`.

    `live` is False for rows that have been corrected or withdrawn, and for tombstones.
    """

    id: UUID
    metric_id: UUID
    kind: Literal["value", "tombstone"]
    value: Decimal | None
    done: Decimal | None
    total: Decimal | None
    steps: list[int] | None
    effective_at: datetime
    recorded_at: datetime
    source: str
    source_event: str | None
    author_id: UUID | None
    note: str
    corrects: UUID | None
    live: bool


class Moved(Struct, frozen=True, kw_only=True):
    """One subject whose number changed, before and after. `number` counts the derived changes of this node."""

    id: UUID
    subject: str
    old_raw: float | None
    new_raw: float | None
    old_counted: float | None
    new_counted: float | None
    old_work: float | None
    new_work: float | None
    number: int


class NodeReading(Struct, frozen=True, kw_only=True):
    """The numbers of one node. `raw` is said and drawn, `counted` is rolled up, `work` is the W reading.

    `state`: measured; no_data (takes values, has none: counts 0); no_work (kind `work`, nothing linked: 0);
    not_measured (undefined: left out of its parents).
    """

    id: UUID
    subject: str
    mode: Mode
    raw: float | None
    counted: float | None
    work: float | None
    state: State
    as_of: date | None
    number: int
    active: bool
    totals: Totals


class MetricFacts(Struct, frozen=True, kw_only=True):
    """What health, pace and lists need to know of one metric, beside its reading.

    `values` counts live values; the `last_*` are of the newest by effective time.
    """

    id: UUID
    definition: Definition
    values: int
    last_id: UUID | None
    last_value: Decimal | None
    last_done: Decimal | None
    last_total: Decimal | None
    last_steps: list[int] | None
    last_at: datetime | None
    last_recorded_at: datetime | None
    last_source: str | None
    last_author: UUID | None
    last_note: str | None


class Part(Struct, frozen=True, kw_only=True):
    """One child in an explanation. `id` and `subject` are None where the reader may not see it; its numbers stay.

    `share` is the normalised weight, `contribution` = share * counted: the contributions sum to the parent's number.
    `measured_at`, `source` and `author_id` are of its newest value, where it takes values and may be named.
    """

    id: UUID | None
    subject: str | None
    kind: EdgeKind
    weight: float
    counts: bool
    share: float
    raw: float | None
    counted: float | None
    contribution: float | None
    work: float | None
    state: State
    active: bool
    totals: Totals
    measured_at: datetime | None = None
    source: str | None = None
    author_id: UUID | None = None


class Mover(Struct, frozen=True, kw_only=True):
    """One past change of the number.

    `cause_kind` is what a person did ("work.task_closed") to which subject ("task", id, "HW-42 Translate checkout");
    subject, id and label are None where the reader may not see it. `why` is measurement, work, graph, definition,
    time or repair.
    """

    at: datetime
    number: int
    old_raw: float | None
    new_raw: float | None
    old_work: float | None
    new_work: float | None
    why: str
    actor_id: UUID | None
    cause_kind: str | None
    cause_subject: str | None
    cause_id: UUID | None
    cause_label: str | None


class Explanation(Struct, frozen=True, kw_only=True):
    """Where a number comes from: the formula in words with its inputs, the parts, the values, what moved it.

    `week_ago_raw` is None when it was undefined or is older than the node; `week_known` tells which.
    """

    reading: NodeReading
    formula: str
    definition: Definition | None
    current: Measurement | None
    parts: list[Part]
    measurements: list[Measurement]
    moved_by: list[Mover]
    week_ago_raw: float | None
    week_ago_work: float | None
    week_known: bool


class Difference(Struct, frozen=True, kw_only=True):
    """A stored number that is not what a recompute from scratch gives."""

    id: UUID
    subject: str
    what: Literal["raw", "counted", "work", "values"]
    stored: float | None
    expected: float | None


class Due(Struct, frozen=True, kw_only=True):
    """A metric that wants a (new) forecast, with what its node and definition are now."""

    id: UUID
    subject: str
    kind: str
    number: int
    recorded: int
    basis: str
    raw: float | None
    starts_on: date
    ends_on: date
    work_leaves: int
    work_done: int


class Outlook(Struct, frozen=True, gc=False, kw_only=True):
    """The newest forecast of a metric, as it is stored; see the table `forecast`.

    Median, ranges and fan are on a line on which 0 is `start` and 1 `target`; where there are none they are progress.
    `fan` is a list of [t, low80, low50, median, high50, high80], t from 0 at the start of the dates to 13 at their end.
    """

    metric_id: UUID
    as_of: date
    made_at: datetime
    model: str
    n: int
    enough: bool
    start: Decimal | None
    target: Decimal | None
    success: float
    elapsed: float
    progress: float | None
    pace: float | None
    chance: float | None
    chance_full: float | None
    mean_score: float | None
    spread: float | None
    median: float | None
    low50: float | None
    high50: float | None
    low80: float | None
    high80: float | None
    held: str | None
    held_full: str | None
    lean: dict[str, Any]
    fan: list[list[float]] | None
    made_under: str


class PastReading(Struct, frozen=True, kw_only=True):
    """The numbers of a node at the end of a day of the past."""

    node: UUID
    on: date
    raw: float | None
    counted: float | None
    work: float | None


class Closing(Struct, frozen=True, kw_only=True):
    """A metric whose period has ended, and what counted as success: the whole target, or the 70 % point."""

    metric: UUID
    full: bool
