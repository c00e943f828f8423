"""What an event of the log means to whom."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest

from headway.notifications.rules.notices import Facts, Happened, notices

KEY_RESULT, OWNER = uuid4(), uuid4()


def forecast(data: dict[str, Any], actor: UUID | None = None) -> Happened:
    return Happened(
        number=7,
        kind="progress.forecast_changed",
        subject="key_result",
        subject_id=KEY_RESULT,
        actor_id=actor,
        data=data,
        recorded_at=datetime(2026, 11, 20, tzinfo=UTC),
    )


@pytest.mark.parametrize(
    ("held", "held_full", "committed", "told"),
    [
        (("on_track", "at_risk"), ("at_risk", "at_risk"), False, [("on_track", "at_risk")]),
        (("on_track", "at_risk"), ("at_risk", "at_risk"), True, []),
        (("on_track", "on_track"), ("at_risk", "off_track"), True, [("at_risk", "off_track")]),
        ((None, "at_risk"), (None, "off_track"), False, []),
        (("at_risk", None), ("at_risk", None), False, []),
    ],
)
def test_its_owner_is_told_when_the_health_that_counts_changes(
    held: tuple[str, str], held_full: tuple[str, str], *, committed: bool, told: list[tuple[str, str]]
) -> None:
    data = {"held": held[1], "held_full": held_full[1], "was": {"held": held[0], "held_full": held_full[0]}}
    facts = Facts(owners={KEY_RESULT: {OWNER}}, committed={KEY_RESULT} if committed else set())
    found = notices(forecast(data), facts)
    assert [(one.data["from"], one.data["to"]) for one in found] == told
    assert {one.member for one in found} <= {OWNER}
    assert notices(forecast(data, actor=OWNER), facts) == []
