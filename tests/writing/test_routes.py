"""The coach over HTTP, and its settings."""

import time
from typing import Any

from headway.writing.rules.guidance import rules
from tests.conftest import Client, ClientFor, Statements
from tests.make import Make

DRAFT: dict[str, Any] = {
    "objective": {"title": "Reviews are no bottleneck for developers"},
    "key_results": [{"title": "Reduce review time from 24 h to 4 h"}, {"title": "Improve performance"}],
}


async def test_a_draft_is_reviewed_and_read(client: Client) -> None:
    answer = await client.post("/writing/reviews", json=DRAFT)
    assert answer.status_code == 200
    body = answer.json()
    assert body["language"] == "en"
    first = body["reads_as"][0]
    assert (first["kind"], first["metric"], first["unit"]) == ("decrease", "review time", "h")
    assert (float(first["baseline"]), float(first["target"])) == (24, 4)
    assert first["spans"]["metric"] == {"start": 7, "end": 18}
    worst = next(one for one in body["findings"] if one["index"] == 1)
    assert (worst["rule"], worst["severity"], worst["rank"]) == ("KR01", "error", 1)
    assert worst["fix"] == "Improve performance from … to …"
    assert not [one for one in body["findings"] if one["part"] == "key_result" and one["index"] == 0]


async def test_a_review_touches_no_table(client: Client, statements: Statements) -> None:
    await client.post("/writing/reviews", json=DRAFT)
    statements.clear()
    began = time.process_time()
    await client.post("/writing/reviews", json=DRAFT)
    assert time.process_time() - began < 0.2
    assert not [one for one in statements.seen if "insert" in one or "update" in one]


async def test_guests_are_not_coached(client_for: ClientFor, make: Make) -> None:
    guest = await client_for(await make.member(role="guest"))
    assert (await guest.post("/writing/reviews", json=DRAFT)).status_code == 403


async def test_an_administrator_decides_how_strict_the_coach_is(
    client: Client, client_for: ClientFor, make: Make
) -> None:
    found = (await client.get("/writing/settings")).json()
    assert (found["strictness"], found["off"], found["can"]) == ("normal", [], {"edit": True})
    assert [one["id"] for one in found["rules"]] == list(rules())
    asked = {"strictness": "gentle", "off": ["KR01"]}
    kept = await client.put("/writing/settings", json=asked, version=found["version"])
    assert kept.status_code == 200
    assert (kept.json()["strictness"], kept.json()["off"]) == ("gentle", ["KR01"])
    assert (await client.put("/writing/settings", json=asked, version=found["version"])).status_code == 412
    body = (await client.post("/writing/reviews", json=DRAFT)).json()
    assert "KR01" not in [one["rule"] for one in body["findings"]]
    member = await client_for(await make.member())
    seen = (await member.get("/writing/settings")).json()
    assert (seen["strictness"], seen["can"]) == ("gentle", {"edit": False})
    assert (await member.put("/writing/settings", json=asked, version=seen["version"])).status_code == 403


async def test_other_settings_of_the_workspace_stay(client: Client) -> None:
    version = (await client.get("/writing/settings")).json()["version"]
    await client.put("/writing/settings", json={"strictness": "strict"}, version=version)
    workspace = (await client.get("/workspace")).json()
    assert workspace["version"] == version + 1
    assert (await client.get("/writing/settings")).json()["strictness"] == "strict"


async def test_a_rule_there_is_not_cannot_be_switched_off(client: Client) -> None:
    version = (await client.get("/writing/settings")).json()["version"]
    answer = await client.put("/writing/settings", json={"strictness": "normal", "off": ["KR99"]}, version=version)
    assert (answer.status_code, answer.json()["code"]) == (422, "writing.unknown_rule")


async def test_a_draft_may_try_another_strictness(client: Client) -> None:
    draft = {"key_results": [{"title": "Reduce load time to under 2 seconds"}], "strictness": "strict"}
    body = (await client.post("/writing/reviews", json=draft)).json()
    assert [one["severity"] for one in body["findings"] if one["rule"] == "KR02"] == ["error"]


async def test_what_is_too_long_is_refused(client: Client) -> None:
    answer = await client.post("/writing/reviews", json={"key_results": [{"title": "a" * 700}]})
    assert answer.status_code == 422
