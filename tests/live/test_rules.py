"""What the stream says, and when it says: start over."""

from uuid import UUID

import pytest

from headway.core.published import Published
from headway.live import rules

THING = UUID("0193b1f0-0000-7000-8000-000000000001")


def test_a_change_is_told_by_id_and_version_and_nothing_else() -> None:
    event = Published(
        workspace_id=THING, number=7, kind="work.task_closed", subject="task", subject_id=THING, version=3
    )
    assert rules.change(event).decode() == (
        f'id: 7\nevent: change\ndata: {{"kind":"work.task_closed","subject":"task","id":"{THING}","version":3}}\n\n'
    )


@pytest.mark.parametrize(
    ("raw", "counted", "told"),
    [
        (1.12, 1.0, ',"progress":{"raw":1.12,"counted":1.0,"display":"112 %"}'),
        (0.998, 0.998, ',"progress":{"raw":0.998,"counted":0.998,"display":"99 %"}'),
        (None, None, ""),
    ],
)
def test_a_moved_number_travels_along_as_the_api_writes_it(raw: float | None, counted: float | None, told: str) -> None:
    event = Published(
        workspace_id=THING,
        number=7,
        kind="progress.changed",
        subject="objective",
        subject_id=THING,
        version=3,
        raw=raw,
        counted=counted,
    )
    assert rules.change(event).decode().endswith(f'"version":3{told}}}\n\n')


@pytest.mark.parametrize(
    ("after", "head", "reload"),
    [(5, 5, False), (0, rules.MOST_BEHIND, False), (0, rules.MOST_BEHIND + 1, True), (6, 5, True)],
)
def test_a_place_that_is_too_old_or_of_another_history_starts_over(*, after: int, head: int, reload: bool) -> None:
    assert rules.must_reload(after, head) is reload


@pytest.mark.parametrize(("text", "place"), [("12", 12), (None, None), ("", None), ("-1", None), ("9" * 19, None)])
def test_a_place_is_a_number_or_nothing(text: str | None, place: int | None) -> None:
    assert rules.parse_place(text) == place
