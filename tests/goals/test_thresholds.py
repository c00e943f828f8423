"""From when on a goal is at risk: set by administrators, refused where it makes no sense, felt at once."""

import pytest

from headway.core.ctx import Ctx
from headway.core.errors import Forbidden, Invalid, Stale
from headway.goals import queries
from headway.goals.actions.thresholds import set_thresholds
from headway.goals.queries.health_settings import thresholds_out
from headway.goals.rules.thresholds import refusals
from headway.goals.schemas.thresholds import ThresholdsIn
from headway.progress.rules.health import DEFAULTS, Thresholds
from tests.goals import world
from tests.make import Make

pytestmark = pytest.mark.anyio


@pytest.mark.parametrize(
    ("given", "field", "code"),
    [
        (Thresholds(likely=0.4, unsure=0.7), "unsure", "goals.thresholds_order"),
        (Thresholds(likely=0.5, unsure=0.48), "unsure", "goals.thresholds_order"),
        (Thresholds(on_track=0.5, at_risk=0.6), "at_risk", "goals.thresholds_order"),
        (Thresholds(likely=1.2), "likely", "goals.thresholds_range"),
        (Thresholds(stale_after=0.5), "stale_after", "goals.thresholds_range"),
        (Thresholds(forecast_values=1), "forecast_values", "goals.thresholds_range"),
    ],
)
def test_nonsense_is_refused_with_its_field(given: Thresholds, field: str, code: str) -> None:
    assert (refusals(given)[0].field, refusals(given)[0].code) == (field, code)


def test_the_defaults_make_sense_and_five_points_are_enough() -> None:
    assert refusals(DEFAULTS) == []
    assert refusals(Thresholds(likely=0.75, unsure=0.7)) == []


async def test_health_follows_the_thresholds_and_goes_back_with_the_defaults(ctx: Ctx) -> None:
    goal = await world.objective(ctx, (await world.cycle(ctx)).id)
    result = await world.key_result(ctx, goal.id)
    await world.record(ctx, result.id, 34)
    assert (await queries.key_result(ctx, result.id)).health.state == "on_track"
    before = await thresholds_out(ctx)
    changed = await set_thresholds(ctx, ThresholdsIn(on_track=1.0), version=before.version)
    assert (changed.values.on_track, changed.defaults.on_track, changed.version) == (1.0, 0.9, before.version + 1)
    assert ctx.workspace.settings["health"] == {"on_track": 1.0}
    assert (await queries.key_result(ctx, result.id)).health.state == "at_risk"
    assert "organisation.workspace_edited" in world.kinds(ctx)
    with pytest.raises(Stale):
        await set_thresholds(ctx, ThresholdsIn(), version=before.version)
    back = await set_thresholds(ctx, ThresholdsIn(), version=changed.version)
    assert back.values == back.defaults
    assert (await queries.key_result(ctx, result.id)).health.state == "on_track"


async def test_off_track_above_at_risk_is_refused_and_members_may_only_look(ctx: Ctx, make: Make) -> None:
    with pytest.raises(Invalid) as refused:
        await set_thresholds(ctx, ThresholdsIn(likely=0.3, unsure=0.6), version=1)
    assert refused.value.code == "goals.thresholds_order"
    mia = make.ctx_of(await make.member())
    assert not (await thresholds_out(mia)).can.edit
    with pytest.raises(Forbidden):
        await set_thresholds(mia, ThresholdsIn(), version=1)
