"""The organisation over HTTP: people, teams, shares, what guests see."""

from typing import Any

import pytest

from tests.conftest import Client, ClientFor, Statements
from tests.make import Make


async def test_the_directory_is_paged_searched_and_narrowed_to_a_team(client: Client, make: Make) -> None:
    people = [await make.member(name=f"Zoe {letter}") for letter in "edcba"]
    team = await make.team("Core", lead=people[0])
    first = (await client.get("/people", params={"limit": 2, "q": "zoe"})).json()
    second = (await client.get("/people", params={"limit": 2, "q": "zoe", "cursor": first["next"]})).json()
    third = (await client.get("/people", params={"limit": 2, "q": "zoe", "cursor": second["next"]})).json()
    names = [each["name"] for page in (first, second, third) for each in page["items"]]
    assert names == ["Zoe a", "Zoe b", "Zoe c", "Zoe d", "Zoe e"]
    assert third["next"] is None
    narrowed = (await client.get("/people", params={"team": str(team)})).json()["items"]
    assert [(each["name"], each["teams"]) for each in narrowed] == [
        ("Zoe e", [{"id": str(team), "name": "Core", "role": "lead"}])
    ]
    assert (await client.get("/people", params={"q": "%"})).json()["items"] == []
    for wrong in ({"limit": 0}, {"limit": 501}, {"cursor": "nonsense"}):
        assert (await client.get("/people", params=wrong)).status_code in {400, 422}


@pytest.mark.parametrize("people", [3, 40])
async def test_the_directory_costs_the_same_whatever_its_length(
    client: Client, make: Make, statements: Statements, people: int
) -> None:
    for number in range(people):
        await make.join(await make.team(f"Team {number}"), await make.member(name=f"P {number}"))
    statements.clear()
    assert len((await client.get("/people")).json()["items"]) == people + 1
    own = [text for text in statements.seen if "set constraints" not in text and "'headway.guest', ''" not in text]
    assert len(own) == 3, chr(10).join(own)


async def test_roles_change_with_a_version_and_the_last_owner_stays(client: Client, make: Make) -> None:
    mia = await make.member()
    assert (await client.patch(f"/members/{mia.id}", json={"role": "admin"})).status_code == 428
    changed = await client.patch(f"/members/{mia.id}", version=1, json={"role": "admin", "title": "Lead"})
    assert (changed.json()["role"], changed.json()["title"], changed.json()["version"]) == ("admin", "Lead", 2)
    last = await client.patch(f"/members/{make.owner.id}", version=1, json={"role": "member"})
    assert (last.status_code, last.json()["code"]) == (409, "organisation.last_owner")
    assert (await client.delete(f"/members/{make.owner.id}")).json()["code"] == "organisation.last_owner"
    assert (await client.patch(f"/members/{mia.id}", version=2, json={"email": "x@y.z"})).status_code == 422


async def test_somebody_removed_is_out_at_once_and_their_token_too(
    client: Client, client_for: ClientFor, make: Make
) -> None:
    mia = await make.member()
    browser = await client_for(mia)
    secret = (await browser.post("/tokens", json={"name": "CI", "scopes": ["people:read"]})).json()["secret"]
    machine = await client_for(None)
    machine.headers = {"Authorization": f"Bearer {secret}"}
    assert [(await each.get("/people")).status_code for each in (browser, machine)] == [200, 200]
    assert (await client.delete(f"/members/{mia.id}")).status_code == 204
    assert [(await each.get("/people")).status_code for each in (browser, machine)] == [404, 401]
    assert (await browser.get("/api/bootstrap")).json()["workspaces"] == []
    left = (await client.get("/members", params={"shown": "removed"})).json()["items"]
    assert [(each["name"], each["active"]) for each in left] == [(mia.name, False)]
    assert (await client.get(f"/people/{mia.id}")).json()["active"] is False


async def test_a_changed_role_counts_at_the_next_request(client: Client, client_for: ClientFor, make: Make) -> None:
    mia = await make.member("admin")
    browser = await client_for(mia)
    assert (await browser.get("/invitations")).status_code == 200
    await client.patch(f"/members/{mia.id}", version=1, json={"role": "member"})
    assert (await browser.get("/invitations")).status_code == 403


async def test_a_member_leaves_on_their_own(client_for: ClientFor, make: Make) -> None:
    mia = await make.member()
    browser = await client_for(mia)
    assert (await browser.delete(f"/members/{make.owner.id}")).status_code == 403
    assert (await browser.delete(f"/members/{mia.id}")).status_code == 204
    assert (await browser.get("/bootstrap")).status_code == 404


async def test_a_team_from_birth_to_archive(client: Client, make: Make) -> None:
    top = (await client.post("/teams", json={"name": "Product", "purpose": "Build it"})).json()
    low = (await client.post("/teams", json={"name": "Checkout", "parent_id": top["id"]})).json()
    mia = await make.member()
    page = await client.put(f"/teams/{low['id']}/members/{mia.id}", json={"role": "lead"})
    assert [(each["name"], each["role"]) for each in page.json()["people"]] == [(mia.name, "lead")]
    assert [each["name"] for each in page.json()["path"]] == ["Product"]
    circle = await client.patch(f"/teams/{top['id']}", version=1, json={"parent_id": low["id"]})
    assert (circle.status_code, circle.json()["code"]) == (409, "organisation.team_cycle")
    moved = await client.patch(f"/teams/{low['id']}", version=1, json={"parent_id": None})
    assert (moved.json()["parent_id"], moved.json()["version"]) == (None, 2)
    assert (await client.put(f"/teams/{low['id']}/archive")).json()["archived"] is True
    assert [each["name"] for each in (await client.get("/teams")).json()["items"]] == ["Product"]
    archive = await client.get("/teams", params={"archived": True})
    assert [each["name"] for each in archive.json()["items"]] == ["Checkout"]
    assert (await client.delete(f"/teams/{low['id']}/archive")).json()["archived"] is False
    left = await client.delete(f"/teams/{low['id']}/members/{mia.id}")
    assert left.json()["people"] == []
    assert (await client.delete(f"/teams/{low['id']}")).status_code == 204
    assert (await client.get(f"/teams/{low['id']}")).status_code == 404


@pytest.mark.parametrize(
    "body", [{}, {"name": ""}, {"name": "x" * 121}, {"name": "T", "purpose": "x" * 2001}, {"name": "T", "slug": "t"}]
)
async def test_a_team_with_a_mistake_is_not_made(client: Client, body: dict[str, Any]) -> None:
    refused = await client.post("/teams", json=body)
    assert refused.status_code == 422
    assert (await client.get("/teams")).json()["items"] == []


async def test_an_id_that_is_none_names_nothing(client: Client) -> None:
    for path in ("/teams/nonsense", "/people/nonsense", "/members/1"):
        assert (await client.get(path)).status_code == 404


async def test_a_guest_sees_what_is_shared_and_it_ends_with_the_share(
    client: Client, client_for: ClientFor, make: Make
) -> None:
    guest, ina = await make.member("guest", name="Gus Guest"), await make.member(name="Ina Inside")
    shared, hidden = await make.team("Shared", lead=ina), await make.team("Hidden")
    browser = await client_for(guest)
    assert (await browser.get("/teams")).json()["items"] == []
    assert [each["name"] for each in (await browser.get("/people")).json()["items"]] == ["Gus Guest"]

    wanted = {"member_id": str(guest.id), "subject": "team", "subject_id": str(shared)}
    put = await client.put("/shares", json=wanted)
    assert [(each["member"], each["access"]) for each in put.json()["items"]] == [("Gus Guest", "view")]
    teams = (await browser.get("/teams")).json()["items"]
    assert [(each["name"], any(each["can"].values())) for each in teams] == [("Shared", False)]
    assert [each["name"] for each in (await browser.get("/bootstrap")).json()["teams"]] == ["Shared"]
    people = (await browser.get("/people")).json()["items"]
    assert [(each["name"], each["email"]) for each in people] == [("Gus Guest", guest.email), ("Ina Inside", "")]
    assert (await browser.get(f"/teams/{hidden}")).status_code == 404
    assert (await browser.get(f"/people/{make.owner.id}")).status_code == 404
    assert len((await browser.get("/shares", params={"member": str(guest.id)})).json()["items"]) == 1

    gone = await client.delete(
        "/shares", params={"member": str(guest.id), "subject": "team", "subject_id": str(shared)}
    )
    assert gone.status_code == 204
    assert (await browser.get(f"/teams/{shared}")).status_code == 404
    assert [each["name"] for each in (await browser.get("/people")).json()["items"]] == ["Gus Guest"]


async def test_a_guest_changes_nothing(client: Client, client_for: ClientFor, make: Make) -> None:
    guest = await make.member("guest")
    team = await make.team("Shared")
    await make.share(guest, "team", team, access="edit")
    browser = await client_for(guest)
    share = {"member_id": str(guest.id), "subject": "team", "subject_id": str(team)}
    refused = [
        await browser.post("/teams", json={"name": "Mine"}),
        await browser.patch(f"/teams/{team}", version=1, json={"name": "Mine"}),
        await browser.delete(f"/teams/{team}"),
        await browser.put("/shares", json=share),
        await browser.get("/members"),
        await browser.post("/invitations", json={"email": "neo@example.test"}),
        await browser.patch("/workspace", version=1, json={"name": "Mine"}),
    ]
    assert [answer.status_code for answer in refused] == [403] * len(refused)
    assert (await client.get(f"/teams/{team}")).json()["team"]["name"] == "Shared"


async def test_shares_are_asked_by_thing_or_by_person(client: Client) -> None:
    refused = await client.get("/shares")
    assert (refused.status_code, refused.json()["code"]) == (422, "organisation.shares_of_what")
    assert (await client.get("/shares", params={"subject": "planet", "subject_id": "x"})).status_code == 422
