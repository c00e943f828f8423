"""The room over HTTP: who may ask, and what the answer looks like."""

from typing import Any

from headway.core.ctx import Ctx
from tests.conftest import ClientFor
from tests.insights.test_causes import Quarter
from tests.make import Make


async def test_causes_come_over_the_api_with_a_task_to_open(ctx: Ctx, client: Any, make: Make) -> None:
    ana = await make.member(name="Ana")
    quarter = await Quarter(ctx).build()
    late = await quarter.task("Rewrite checkout", hours=120, due=-6, assignees=[ana.id])
    answer = await client.get(f"/key-results/{quarter.key_result}/causes")
    assert answer.status_code == 200, answer.text
    first = answer.json()["items"][0]
    assert (first["kind"], first["task"]["id"], first["of"]) == ("late_work", str(late), "success")
    whole = await client.get(f"/objectives/{quarter.objective}/causes")
    assert whole.json()["items"][0]["items"][0]["task"]["id"] == str(late)


async def test_guests_and_strangers_are_not_told(ctx: Ctx, make: Make, client_for: ClientFor) -> None:
    quarter = await Quarter(ctx).build()
    guest = await make.member("guest", name="Gus")
    await make.share(guest, "objective", quarter.objective)
    client = await client_for(guest)
    assert (await client.get(f"/key-results/{quarter.key_result}/causes")).status_code == 403
    assert (await client.get(f"/objectives/{quarter.objective}/causes")).status_code == 403
