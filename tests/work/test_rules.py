import random
from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headway.progress.rules.work import Status, Totals
from headway.work.rules.counting import Leafy, counted
from headway.work.rules.ranks import FIRST, is_rank, rank_between, ranks_after
from headway.work.rules.statuses import DEFAULTS, Column, column_refusals, matching, placed
from headway.work.rules.tasks import (
    Times,
    clean_labels,
    event_kind,
    number_in,
    task_refusals,
    times_after,
)

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
EARLIER = datetime(2026, 2, 2, 9, 0, tzinfo=UTC)


@given(st.lists(st.integers(min_value=0, max_value=10_000), min_size=1, max_size=120))
def test_a_rank_always_fits_between_two_neighbours(places: list[int]) -> None:
    ranks: list[str] = []
    for place in places:
        at = place % (len(ranks) + 1)
        before = ranks[at - 1] if at else None
        after = ranks[at] if at < len(ranks) else None
        new = rank_between(before, after)
        assert is_rank(new)
        assert before is None or before < new
        assert after is None or new < after
        ranks.insert(at, new)
    assert ranks == sorted(ranks)
    assert len(set(ranks)) == len(ranks)


def test_inserting_at_one_spot_a_thousand_times_keeps_order() -> None:
    for front in (True, False):
        low, high = ranks_after(None, 2)
        for _ in range(1000):
            middle = rank_between(low, high)
            assert low < middle < high
            low, high = (low, middle) if front else (middle, high)


def test_appending_and_prepending_keeps_ranks_short() -> None:
    assert max(map(len, ranks_after(None, 100_000))) <= 4
    first = FIRST
    for _ in range(10_000):
        before = rank_between(None, first)
        assert before < first
        first = before
    assert len(first) <= 4


def test_ranks_are_compared_as_bytes() -> None:
    ranks = ranks_after(None, 5000)
    shuffled = random.Random(1).sample(ranks, len(ranks))
    assert sorted(shuffled, key=str.encode) == ranks


@pytest.mark.parametrize(("before", "after"), [("a1", "a1"), ("a2", "a1"), ("", "a1"), ("a1", "?0"), ("b0", None)])
def test_what_is_no_rank_or_out_of_order_is_refused(before: str, after: str | None) -> None:
    with pytest.raises(ValueError, match=r"sort before|rank"):
        rank_between(before, after)


def test_a_task_is_started_once_and_closed_while_it_is_closed() -> None:
    assert times_after(Times(), Status.ACTIVE, before=Status.OPEN, now=NOW) == Times(NOW, None)
    assert times_after(Times(EARLIER), Status.DONE, before=Status.ACTIVE, now=NOW) == Times(EARLIER, NOW)
    assert times_after(Times(), Status.DONE, before=Status.OPEN, now=NOW) == Times(NOW, NOW)
    assert times_after(Times(EARLIER, EARLIER), Status.OPEN, before=Status.DONE, now=NOW) == Times(EARLIER, None)
    assert times_after(Times(), Status.CANCELLED, before=Status.OPEN, now=NOW) == Times(None, NOW)
    closed = Times(EARLIER, EARLIER)
    assert times_after(closed, Status.DONE, before=Status.DONE, now=NOW) == closed


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        (Status.OPEN, Status.DONE, "work.task_closed"),
        (Status.CANCELLED, Status.DONE, "work.task_closed"),
        (Status.ACTIVE, Status.CANCELLED, "work.task_cancelled"),
        (Status.DONE, Status.CANCELLED, "work.task_cancelled"),
        (Status.DONE, Status.ACTIVE, "work.task_reopened"),
        (Status.OPEN, Status.ACTIVE, "work.task_moved"),
        (Status.DONE, Status.DONE, "work.task_moved"),
    ],
)
def test_a_change_of_status_says_what_happened(before: Status, after: Status, kind: str) -> None:
    assert event_kind(before, after) == kind


def test_labels_are_trimmed_and_each_kept_once() -> None:
    assert clean_labels([" web ", "Web", "", "two  words"]) == ["web", "two words"]


def test_a_task_that_is_due_before_it_starts_is_refused() -> None:
    found = task_refusals(
        title=" ", starts_on=date(2026, 3, 2), due_on=date(2026, 3, 1), labels=["x" * 41], assignees=[uuid4()] * 51
    )
    assert [refusal.code for refusal in found] == ["work.title_empty", "work.dates", "work.labels", "work.assignees"]
    same_day = date(2026, 3, 1)
    assert task_refusals(title="x", starts_on=same_day, due_on=same_day, labels=[], assignees=[]) == []


@pytest.mark.parametrize(
    ("text", "number"), [("HW-42", 42), ("hw42", 42), ("42", 42), ("#42", 42), ("HW-", None), ("x", None), ("²", None)]
)
def test_a_human_number_is_read_in_any_spelling(text: str, number: int | None) -> None:
    assert number_in(text, "HW") == number


def test_a_project_needs_an_open_a_done_and_a_cancelled_status() -> None:
    assert column_refusals(DEFAULTS) == []
    assert [r.code for r in column_refusals(DEFAULTS[:2])] == ["work.status_needed", "work.status_needed"]
    twice = [*DEFAULTS, DEFAULTS[0]]
    assert [r.code for r in column_refusals(twice)] == ["work.status_exists"]


def test_a_task_keeps_its_meaning_in_another_project() -> None:
    columns = [
        Column(uuid4(), "Backlog", Status.OPEN),
        Column(uuid4(), "Shipped", Status.DONE),
        Column(uuid4(), "Done", Status.DONE),
        Column(uuid4(), "Dropped", Status.CANCELLED),
    ]
    assert matching(columns, name="DONE", kind=Status.DONE).name == "Done"
    assert matching(columns, name="Finished", kind=Status.DONE).name == "Shipped"
    assert matching(columns, name="In progress", kind=Status.ACTIVE).name == "Backlog"


def test_a_status_is_placed_in_the_order() -> None:
    one, two, three = uuid4(), uuid4(), uuid4()
    assert placed([one, two, three], three, 0) == [three, one, two]
    assert placed([one, two, three], one, 9) == [two, three, one]


def leafy(status: str, *, parent: Leafy | None = None, hours: str | None = None, project: object = None) -> Leafy:
    return Leafy(
        id=uuid4(),
        project_id=parent.project_id if parent else project,  # type: ignore[arg-type]  # tests give one of the two
        parent_id=parent.id if parent else None,
        status=Status(status),
        estimate=None if hours is None else Decimal(hours),
    )


def test_a_project_counts_the_leaves_of_its_tasks() -> None:
    project, empty, dropped = uuid4(), uuid4(), uuid4()
    parent = leafy("open", project=project)
    closed = leafy("done", project=project)
    rows = [
        parent,
        leafy("done", parent=parent, hours="3"),
        leafy("open", parent=parent, hours="1"),
        leafy("cancelled", parent=parent, hours="9"),
        closed,
        leafy("open", parent=closed),
        leafy("open", project=dropped),
    ]
    found = counted({project: "active", empty: "active", dropped: "cancelled"}, rows)
    assert found[parent.id] == Totals(2, 1, 2, Decimal(4), Decimal(3))
    assert found[closed.id] == Totals(1, 1, 0, Decimal(0), Decimal(0))
    assert found[project] == Totals(3, 2, 2, Decimal(4), Decimal(3))
    assert found[empty] == Totals(1, 0, 0, Decimal(0), Decimal(0))
    assert found[dropped] == Totals()
