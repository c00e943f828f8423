"""The sample by its routes: admins load and clear it, members look, nobody else."""

from typing import Any

from tests.make import Make


async def test_an_admin_loads_it_by_one_click_looks_at_it_and_clears_it_by_another(client: Any) -> None:
    before = (await client.get("/sample")).json()
    assert before["present"] is False
    assert before["can"] == {"load": True, "clear": False}
    loaded = await client.post("/sample")
    assert loaded.status_code == 201
    shown = loaded.json()
    assert shown["present"] is True
    assert shown["counts"]["tasks"] > 850
    assert shown["can"] == {"load": False, "clear": True}
    objectives = (await client.get("/objectives")).json()["items"]
    assert any(one["title"] == "Let shoppers check out in their own language and currency" for one in objectives)
    projects = (await client.get("/projects")).json()["items"]
    assert len(projects) == 12
    assert all(project["sample"] for project in projects)
    twice = await client.post("/sample")
    assert twice.status_code == 409
    assert twice.json()["code"] == "demo.present"
    cleared = await client.delete("/sample")
    assert cleared.status_code == 200
    assert cleared.json()["tasks"] == shown["counts"]["tasks"]
    assert (await client.get("/sample")).json() == before


async def test_members_see_that_there_is_one_and_change_nothing(client_for: Any, make: Make) -> None:
    mia = await client_for(await make.member("member"))
    seen = await mia.get("/sample")
    assert seen.status_code == 200
    assert seen.json()["can"] == {"load": False, "clear": False}
    assert (await mia.post("/sample")).status_code == 403
    assert (await mia.delete("/sample")).status_code == 403


async def test_guests_and_strangers_are_told_nothing(client_for: Any, make: Make) -> None:
    guest = await client_for(await make.member("guest"))
    assert (await guest.get("/sample")).status_code == 403
    stranger = await client_for(None)
    assert (await stranger.get("/sample")).status_code == 401
    assert (await stranger.post("/sample")).status_code in {401, 403}
