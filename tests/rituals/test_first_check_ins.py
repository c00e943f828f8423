"""When a new key result is asked for its first value: one answer for health and for the calendar."""

from datetime import timedelta

import msgspec
import pytest

from headway.core.ctx import Ctx
from headway.goals import queries as goals
from headway.goals.schemas.key_results import KeyResultOut
from headway.rituals.actions import calendars, first_check_ins
from headway.rituals.queries import check_ins as expected
from headway.rituals.queries.calendars import tuned
from headway.rituals.rules.calendar import DEFAULTS
from tests.goals import world

pytestmark = pytest.mark.anyio


@pytest.fixture
async def result(ctx: Ctx) -> KeyResultOut:
    return await world.key_result(ctx, (await world.objective(ctx, (await world.cycle(ctx)).id)).id)


def later(ctx: Ctx, days: int) -> Ctx:
    """The same person, some days later."""
    return Ctx(ctx.connection, ctx.workspace, ctx.actor, now=ctx.now + timedelta(days=days))


async def test_health_and_the_calendar_say_the_same_of_a_new_key_result(ctx: Ctx, result: KeyResultOut) -> None:
    await first_check_ins.place(ctx)
    (due,) = await expected.due(ctx, key_results=[result.id], owed_only=False)
    first = due.all[0].slot.on
    assert 6 <= (first - ctx.today).days <= 13, "nothing is asked within its first week"
    for day in range((first - ctx.today).days + 3):
        then = later(ctx, day)
        (due,) = await expected.due(then, key_results=[result.id], owed_only=False)
        late = due.standing is not None and due.standing.state in ("overdue", "missed")
        seen = (await goals.key_result(then, result.id)).health
        (short,) = await goals.lines_of(then, [result.objective.id])
        assert late == (then.today > first)
        assert (seen.state, short.key_results[0].health) == (("stale", "stale") if late else ("no_data", "no_data"))
        assert f"due on {first.day} {first:%B %Y}" in seen.sentence


async def test_the_first_check_in_moves_with_the_rhythm(ctx: Ctx, result: KeyResultOut) -> None:
    await first_check_ins.place(ctx)
    before = (await goals.key_result_row(ctx, result.id)).first_check_in_on
    assert before is not None
    rhythm = msgspec.structs.replace(tuned(DEFAULTS["check_in"]), weekday=before.isoweekday() % 7 + 1)
    await calendars.set_rhythm(ctx, None, "check_in", rhythm, version=0)
    assert await first_check_ins.place(ctx) == 1
    assert await first_check_ins.place(ctx) == 0
    row = await goals.key_result_row(ctx, result.id)
    assert row.first_check_in_on != before
    assert row.version == result.version
