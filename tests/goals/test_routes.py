"""Goals over HTTP: what comes in, what goes out, what is refused with which status and code."""

from typing import Any
from uuid import uuid4

import pytest

from headway.core.ctx import Ctx
from tests.goals import world
from tests.make import Make

pytestmark = pytest.mark.anyio


async def year(client: Any) -> list[dict[str, Any]]:
    answer = await client.post("/cycles/years", json={"year": 2026})
    assert answer.status_code == 201, answer.text
    items: list[dict[str, Any]] = answer.json()["items"]
    return items


async def test_one_goal_from_the_first_cycle_to_the_explanation_of_its_number(client: Any) -> None:
    quarter = (await year(client))[4]
    given = {
        "title": "Reviews are quick",
        "cycle_id": quarter["id"],
        "key_results": [{"title": "Review time", "kind": "decrease", "unit": "h", "start": 24, "target": 4}],
    }
    made = await client.post("/objectives", json=given)
    assert made.status_code == 201, made.text
    goal = made.json()
    assert (goal["label"], goal["version"], goal["can"]["edit"]) == ("O-1", 1, True)
    page = (await client.get(f"/objectives/{goal['id']}")).json()
    result = page["key_results"][0]["id"]
    done = await client.post(f"/key-results/{result}/measurements", json={"value": "14", "note": "median of the week"})
    assert done.status_code == 201, done.text
    assert done.json()["key_result"]["progress"]["display"] == "50 %"
    value = done.json()["measurement"]["id"]
    fixed = await client.post(f"/key-results/{result}/measurements/{value}/correction", json={"value": 4})
    assert fixed.json()["key_result"]["progress"] == {
        "raw": 1.0, "counted": 1.0, "display": "100 %", "state": "measured",
    }  # fmt: skip
    again = fixed.json()["measurement"]["id"]
    undone = await client.post(f"/key-results/{result}/measurements/{again}/retraction", json={})
    assert undone.json()["key_result"]["values"] == 0
    for path in (
        f"/explanations/objective/{goal['id']}",
        f"/explanations/key_result/{result}",
        f"/key-results/{result}",
        f"/key-results/{result}/measurements",
        f"/objectives/{goal['id']}/line",
        f"/objectives/{goal['id']}/tree",
        f"/objectives/tree?cycle={quarter['id']}",
        f"/cycles/{quarter['id']}",
        "/cycles",
        f"/objectives?cycle={quarter['id']}&health=stale&state=active",
    ):
        answer = await client.get(path)
        assert answer.status_code == 200, f"{path}: {answer.text}"


async def test_a_versioned_edit_needs_its_version(ctx: Ctx, client: Any) -> None:
    goal = await world.objective(ctx, (await world.cycle(ctx)).id)
    path = f"/objectives/{goal.id}"
    assert (await client.patch(path, json={"title": "New"})).status_code == 428
    changed = await client.patch(path, json={"title": "New"}, version=1)
    assert (changed.status_code, changed.json()["version"]) == (200, 2)
    stale = await client.patch(path, json={"title": "Newer"}, version=1)
    assert (stale.status_code, stale.json()["code"]) == (412, "core.stale")
    assert stale.json()["current"]["title"] == "New"


async def test_a_state_is_a_resource(ctx: Ctx, client: Any) -> None:
    now = await world.cycle(ctx)
    goal = await world.objective(ctx, now.id, state="draft")
    assert (await client.post(f"/objectives/{goal.id}/activation")).json()["state"] == "active"
    assert (await client.post(f"/objectives/{goal.id}/drop", json={"reason": "No"})).json()["state"] == "dropped"
    assert (await client.delete(f"/objectives/{goal.id}/drop")).json()["state"] == "active"
    assert (await client.post(f"/cycles/{now.id}/closure")).json()["closed_at"] is not None
    refused = await client.post(f"/objectives/{goal.id}/drop", json={"reason": "No"})
    assert (refused.status_code, refused.json()["code"]) == (409, "goals.cycle_closed")
    assert (await client.post(f"/cycles/{now.id}/reopening", json={"reason": "Late numbers"})).json()[
        "closed_at"
    ] is None
    assert (await client.delete(f"/objectives/{goal.id}")).status_code == 204


async def test_links_and_cascades_over_http(ctx: Ctx, client: Any) -> None:
    now = await world.cycle(ctx)
    above, below = await world.objective(ctx, now.id), await world.objective(ctx, now.id)
    result = await world.key_result(ctx, above.id)
    made = await client.post(
        f"/objectives/{below.id}/parents", json={"objective_id": str(above.id), "kind": "contributes"}
    )
    assert made.status_code == 201, made.text
    link = made.json()
    edited = await client.patch(f"/alignments/{link['id']}", json={"weight": 2}, version=link["version"])
    assert edited.json()["weight"] == 2.0
    circle = await client.post(f"/objectives/{above.id}/parents", json={"objective_id": str(below.id)})
    assert (circle.status_code, circle.json()["code"]) == (409, "goals.alignment_cycle")
    assert (await client.delete(f"/alignments/{link['id']}")).status_code == 204
    offered = await client.post(f"/key-results/{result.id}/cascade", json={})
    assert (offered.status_code, offered.json()["code"]) == (409, "goals.cascade_needs_conversion")
    child = await client.post(f"/key-results/{result.id}/cascade", json={"convert": True, "title": "For the shop"})
    assert child.status_code == 201, child.text
    assert child.json()["key_result"]["kind"] == "objectives"


@pytest.mark.parametrize(
    ("body", "path"),
    [
        ({"title": "T", "cycle_id": "now", "owner": "me"}, "owner"),
        ({"title": "T"}, "cycle_id"),
        ({"title": 5, "cycle_id": "now"}, "title"),
        ({"title": "", "cycle_id": "now"}, "title"),
        ({"title": "x" * 301, "cycle_id": "now"}, "title"),
        ({"title": "T", "cycle_id": "tomorrow"}, "cycle_id"),
        ({"title": "T", "cycle_id": "now", "confidence": 11}, "confidence"),
        ({"title": "T", "cycle_id": "now", "version": 9}, "version"),
        ({"title": "T", "cycle_id": "now", "key_results": [{"title": "K", "kind": "wish"}]}, "kind"),
        ({"title": "T", "cycle_id": "now", "key_results": [{"title": "K", "kind": "binary", "weight": -1}]}, "weight"),
    ],
)
async def test_a_body_that_is_wrong_is_refused_and_nothing_is_written(
    ctx: Ctx, client: Any, body: dict[str, Any], path: str
) -> None:
    now = await world.cycle(ctx)
    given = {**body, "cycle_id": str(now.id)} if body.get("cycle_id") == "now" else body
    answer = await client.post("/objectives", json=given)
    assert answer.status_code in {400, 422}, answer.text
    assert path in answer.text
    assert (await client.get("/objectives")).json()["items"] == []


async def test_what_does_not_exist_is_not_found_everywhere(client: Any) -> None:
    nobody = uuid4()
    for method, path, body in (
        ("GET", f"/objectives/{nobody}", None),
        ("PATCH", f"/objectives/{nobody}", {"title": "T"}),
        ("DELETE", f"/objectives/{nobody}", None),
        ("POST", f"/objectives/{nobody}/key-results", {"title": "K", "kind": "binary"}),
        ("POST", f"/objectives/{nobody}/parents", {"objective_id": str(nobody)}),
        ("GET", "/objectives/nonsense", None),
        ("GET", f"/key-results/{nobody}", None),
        ("POST", f"/key-results/{nobody}/measurements", {"value": 1}),
        ("POST", f"/key-results/{nobody}/measurements/{nobody}/retraction", {}),
        ("POST", f"/key-results/{nobody}/cascade", {}),
        ("PATCH", f"/alignments/{nobody}", {"weight": 1}),
        ("DELETE", f"/alignments/{nobody}", None),
        ("PATCH", f"/cycles/{nobody}", {"name": "N"}),
        ("GET", f"/explanations/objective/{nobody}", None),
    ):
        answer = await client.request(method, path, json=body, version=1)
        assert (answer.status_code, answer.json()["code"]) == (404, "core.not_found"), f"{method} {path}"


async def test_a_query_that_is_wrong_is_refused(client: Any) -> None:
    for query in ("cycle=now", "state=open", "health=good", "limit=0", "limit=501", "cursor=%00", "q=" + "x" * 201):
        answer = await client.get(f"/objectives?{query}")
        assert answer.status_code in {400, 422}, query
    assert (await client.get("/objectives/tree")).status_code in {400, 422}
    assert (await client.get(f"/explanations/person/{uuid4()}")).status_code in {400, 404, 422}


async def test_guests_read_and_write_nothing_but_what_is_shared(ctx: Ctx, client_for: Any, make: Make) -> None:
    goal = await world.objective(ctx, (await world.cycle(ctx)).id, key_results=[world.number()])
    (result,) = (await world.page(ctx, goal.id)).key_results
    member = await make.member("guest", name="Gus")
    guest = await client_for(member)
    assert (await guest.get("/objectives")).json()["items"] == []
    assert (await guest.get(f"/objectives/{goal.id}")).status_code == 404
    await make.share(member, "objective", goal.id, access="edit")
    assert (await guest.get(f"/objectives/{goal.id}")).status_code == 200
    recorded = await guest.post(f"/key-results/{result.id}/measurements", json={"value": 25})
    assert (recorded.status_code, recorded.json()["key_result"]["progress"]["display"]) == (201, "25 %")
    refused = await guest.patch(f"/objectives/{goal.id}", json={"title": "Mine"}, version=1)
    assert (refused.status_code, refused.json()["code"]) == (403, "core.role")
    assert refused.json()["detail"] == "This is for members only; you are a guest here."
    assert (await guest.post("/objectives", json={})).status_code == 403


async def test_a_cause_in_another_room_is_named_by_that_room(ctx: Ctx, client: Any) -> None:
    goal = await world.objective(ctx, (await world.cycle(ctx)).id, key_results=[world.number()])
    (result,) = (await world.page(ctx, goal.id)).key_results
    await client.post(f"/key-results/{result.id}/measurements", json={"value": 25})
    told = (await client.get(f"/explanations/objective/{goal.id}")).json()
    assert told["moved_by"][0]["cause"]["label"] == "KR-1 Review time"
    assert told["parts"][0]["title"] == "Review time"
    assert told["week"]["known"] in {True, False}
    history = (await client.get(f"/objectives/{goal.id}")).json()["changes"]
    assert {one["kind"] for one in history} >= {"progress.changed", "goals.measurement_recorded"}
