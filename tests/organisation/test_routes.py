"""The organisation over HTTP: set-up, the workspace, invitations."""

from typing import Any

import pytest

from headway.core import db
from headway.core.ctx import ROLES, Ctx
from headway.identity.actions import links
from tests.conftest import Client, ClientFor, Statements
from tests.make import Make

GOOD = "correct horse battery staple"


@pytest.fixture
async def stranger(client_for: ClientFor) -> Client:
    found: Client = await client_for(None)
    return found


def keep_cookies(client: Client, answer: Any) -> None:
    secret, csrf = answer.cookies["headway_session"], answer.cookies["headway_csrf"]
    client.headers = {"Cookie": f"headway_session={secret}; headway_csrf={csrf}", "X-CSRF-Token": csrf}


def secret_of(created: Any) -> str:
    return str(created.json()["path"]).partition("#")[2]


async def empty_installation(ctx: Ctx) -> str:
    await db.run(ctx, "delete from member")
    await db.run(ctx, "delete from account")
    return (await links.set_up_link(ctx.connection) or "").partition("#")[2]


def set_up_body(secret: str, **changes: Any) -> dict[str, Any]:
    return {
        "token": secret,
        "name": "Ada Ahn",
        "email": "ada@example.test",
        "password": GOOD,
        "workspace_name": "Nordwind",
        "start": "team",
        "time_zone": "Europe/Berlin",
    } | changes


async def test_a_new_installation_is_claimed_once_and_signs_in(stranger: Client, ctx: Ctx) -> None:
    token = await empty_installation(ctx)
    assert (await stranger.get("/api/bootstrap")).json()["set_up"] is False
    done = await stranger.post("/api/setup", json=set_up_body(token), headers={"Idempotency-Key": "set-up"})
    assert done.status_code == 200
    body = done.json()
    assert (body["set_up"], body["account"]["email"], body["filling"]) == (True, "ada@example.test", False)
    assert [(each["slug"], each["role"]) for each in body["workspaces"]] == [("nordwind", "owner")]
    keep_cookies(stranger, done)
    inside = (await stranger.get("/api/w/nordwind/bootstrap")).json()
    assert inside["workspace"]["time_zone"] == "Europe/Berlin"
    assert inside["me"]["can"]["delete_workspace"] is True
    assert inside["sample"] is False
    again = await stranger.post("/api/setup", json=set_up_body(token, email="eve@example.test"))
    assert (again.status_code, again.json()["code"]) == (409, "identity.already_set_up")


async def test_the_first_cycles_are_there_with_the_first_answer(stranger: Client, ctx: Ctx) -> None:
    token = await empty_installation(ctx)
    made = await stranger.post("/api/setup", json=set_up_body(token))
    keep_cookies(stranger, made)
    cycles = (await stranger.get("/api/w/nordwind/cycles")).json()["items"]
    assert [cycle["kind"] for cycle in cycles].count("quarter") == 4
    assert [cycle["kind"] for cycle in cycles].count("year") == 1


async def test_the_demo_is_announced(stranger: Client, ctx: Ctx) -> None:
    token = await empty_installation(ctx)
    assert (await stranger.post("/api/setup", json=set_up_body(token, start="demo"))).json()["filling"] is True


@pytest.mark.parametrize(
    ("changes", "status", "path"),
    [
        ({"token": "guess"}, 404, None),
        ({"password": "nordwind"}, 422, "password"),
        ({"password": "ada-ahn-ada-ahn"}, 422, "password"),
        ({"email": "ada"}, 422, "email"),
        ({"name": " "}, 422, "name"),
        ({"workspace_name": ""}, 422, "workspace_name"),
        ({"time_zone": "Mars/Olympus"}, 422, "time_zone"),
        ({"start": "later"}, 422, "start"),
        ({"is_admin": True}, 422, None),
    ],
)
async def test_a_set_up_with_a_mistake_changes_nothing(
    stranger: Client, ctx: Ctx, *, changes: dict[str, Any], status: int, path: str | None
) -> None:
    token = await empty_installation(ctx)
    refused = await stranger.post("/api/setup", json=set_up_body(token, **changes))
    assert refused.status_code == status, refused.text
    if path:
        assert [error["path"] for error in refused.json()["errors"]] == [path]
    assert await db.value(ctx, "select count(*) from account") == 0
    assert (await stranger.post("/api/setup", json=set_up_body(token))).status_code == 200


async def test_a_set_up_says_at_once_what_is_wrong_with_each_field(stranger: Client, ctx: Ctx) -> None:
    nothing = {"name": "", "workspace_name": " ", "email": "", "password": ""}
    token = await empty_installation(ctx)
    refused = await stranger.post("/api/setup", json=set_up_body(token, **nothing))
    assert refused.status_code == 422
    assert {error["path"] for error in refused.json()["errors"]} == set(nothing)


async def test_the_workspace_says_who_i_am_and_what_i_may(client_for: ClientFor, make: Make) -> None:
    may: dict[str, set[str]] = {}
    for role in ROLES:
        member = await make.member(role, name=f"P {role}")
        me = (await (await client_for(member)).get("/bootstrap")).json()["me"]
        assert (me["member"], me["role"], me["email"]) == (str(member.id), role, member.email)
        may[role] = {name for name, allowed in me["can"].items() if allowed}
    assert may["guest"] == {"make_token"}
    assert may["member"] - may["guest"] == {"contribute"}
    assert may["admin"] - may["member"] == {"invite", "manage_members", "create_team", "manage_workspace"}
    assert may["owner"] - may["admin"] == {"invite_owner", "delete_workspace"}


async def test_the_first_request_of_a_page_costs_four_statements(client: Client, statements: Statements) -> None:
    statements.clear()
    assert (await client.get("/bootstrap")).status_code == 200
    own = [text for text in statements.seen if "set constraints" not in text and "'headway.guest', ''" not in text]
    assert len(own) == 4, chr(10).join(own)


async def test_somebody_elses_workspace_does_not_exist(client: Client, make: Make, ctx: Ctx) -> None:
    other = await Make.fresh(ctx.connection)
    for path in ("bootstrap", "people", "teams", "workspace", "members"):
        foreign = await client.get(f"/api/w/{other.workspace.slug}/{path}")
        missing = await client.get(f"/api/w/no-such-place/{path}")
        assert foreign.status_code == missing.status_code == 404
        assert foreign.json()["detail"] == missing.json()["detail"]
    assert (await client.get(f"/api/w/{make.workspace.slug}/people")).status_code == 200


async def test_ids_of_another_workspace_do_not_exist(client: Client, make: Make, ctx: Ctx) -> None:
    other = await Make.fresh(ctx.connection)
    team, person = await other.team("Theirs"), other.owner.id
    assert make.workspace.id != other.workspace.id
    assert (await client.get(f"/teams/{team}")).status_code == 404
    assert (await client.get(f"/people/{person}")).status_code == 404
    assert (await client.delete(f"/members/{person}")).status_code == 404
    assert (await client.patch(f"/teams/{team}", version=1, json={"name": "Mine"})).status_code == 404
    assert (await client.post("/teams", json={"name": "New", "parent_id": str(team)})).status_code == 404
    share = {"member_id": str(make.owner.id), "subject": "team", "subject_id": str(team)}
    assert (await client.put("/shares", json=share)).status_code == 404


async def test_settings_need_a_version_and_an_admin(client: Client, client_for: ClientFor, make: Make) -> None:
    member = await client_for(await make.member())
    assert (await member.get("/workspace")).json()["can"] == {"edit": False, "delete": False}
    assert (await member.patch("/workspace", version=1, json={"name": "X"})).status_code == 403
    assert (await client.patch("/workspace", json={"name": "X"})).status_code == 428
    changed = await client.patch("/workspace", version=1, json={"name": "Nordwind", "week_start": 7})
    assert (changed.status_code, changed.json()["name"], changed.json()["version"]) == (200, "Nordwind", 2)
    stale = await client.patch("/workspace", version=1, json={"name": "Y"})
    assert (stale.status_code, stale.json()["current"]["name"]) == (412, "Nordwind")
    assert (await client.patch("/workspace", version=2, json={"slug": "taken"})).status_code == 422


async def test_only_an_owner_who_types_the_name_deletes_the_workspace(
    client: Client, client_for: ClientFor, make: Make
) -> None:
    admin = await client_for(await make.member("admin"))
    body = {"name": "Test workspace"}
    assert (await admin.post("/workspace/deletion", json=body)).status_code == 403
    wrong = await client.post("/workspace/deletion", json={"name": "test"})
    assert (wrong.status_code, wrong.json()["code"]) == (422, "organisation.name_not_typed")
    assert (await client.post("/workspace/deletion", json=body, headers={"Idempotency-Key": "k"})).status_code == 204
    assert (await client.get("/bootstrap")).status_code == 404
    assert (await client.get("/api/bootstrap")).json()["workspaces"] == []


async def test_one_account_in_two_workspaces_is_two_people(client: Client, client_for: ClientFor, make: Make) -> None:
    guest = await client_for(await make.member("guest"))
    made = await client.post("/api/workspaces", json={"name": "Second", "time_zone": "Asia/Tokyo"})
    assert (made.status_code, made.json()["slug"], made.json()["role"]) == (201, "second", "owner")
    slugs = {each["slug"] for each in (await client.get("/api/bootstrap")).json()["workspaces"]}
    assert slugs == {make.workspace.slug, "second"}
    first, second = await client.get("/bootstrap"), await client.get("/api/w/second/bootstrap")
    assert first.json()["me"]["member"] != second.json()["me"]["member"]
    assert (await client.post("/teams", json={"name": "Here"})).status_code == 201
    assert (await client.get("/api/w/second/teams")).json()["items"] == []
    assert (await guest.post("/api/workspaces", json={"name": "Third"})).status_code == 403


async def test_renaming_myself(client: Client) -> None:
    renamed = await client.patch("/api/account", json={"name": "  Olga   Other "})
    assert (renamed.status_code, renamed.json()["name"]) == (200, "Olga Other")
    assert (await client.patch("/api/account", json={"name": "", "email": "x@y.z"})).status_code == 422


async def test_the_way_of_an_invitation(client: Client, stranger: Client, make: Make) -> None:
    made = await client.post("/invitations", json={"email": "neo@example.test", "role": "member"})
    assert made.status_code == 201
    assert made.json()["link"].endswith(made.json()["path"])
    assert made.json()["mailed"] is False
    token = secret_of(made)
    listed = await client.get("/invitations")
    assert token not in listed.text
    assert [each["email"] for each in listed.json()["items"]] == ["neo@example.test"]

    preview = await stranger.post("/api/invitations/preview", json={"token": token})
    assert preview.json() == {
        "workspace": "Test workspace",
        "name": "",
        "inviter": make.owner.name,
        "email": "neo@example.test",
        "role": "member",
        "has_account": False,
    }
    incomplete = await stranger.post("/api/invitations/accept", json={"token": token})
    assert [error["path"] for error in incomplete.json()["errors"]] == ["name", "password"]
    accepted = await stranger.post("/api/invitations/accept", json={"token": token, "name": "Neo", "password": GOOD})
    assert accepted.status_code == 200
    assert [each["slug"] for each in accepted.json()["workspaces"]] == [make.workspace.slug]
    keep_cookies(stranger, accepted)
    assert (await stranger.get("/bootstrap")).json()["me"]["role"] == "member"
    assert (await client.get("/invitations")).json()["items"] == []
    again = await stranger.post("/api/invitations/preview", json={"token": token})
    assert (again.status_code, again.json()["code"]) == (404, "identity.link_invalid")


async def test_an_expired_an_unknown_and_a_used_invitation_are_told_apart_by_nobody(
    client: Client, stranger: Client, ctx: Ctx
) -> None:
    token = secret_of(await client.post("/invitations", json={"email": "neo@example.test"}))
    await db.run(ctx, "update link set expires_at = now() - interval '1 second'")
    answers = [await stranger.post("/api/invitations/preview", json={"token": each}) for each in (token, "never-was")]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert answers[0].json()["detail"] == answers[1].json()["detail"]


async def test_an_existing_account_joins_with_its_password_or_when_signed_in(
    client: Client, client_for: ClientFor, ctx: Ctx
) -> None:
    token = secret_of(await client.post("/invitations", json={"email": "neo@example.test"}))
    neo = await client_for(None)
    keep_cookies(neo, await neo.post("/api/invitations/accept", json={"token": token, "name": "Neo", "password": GOOD}))
    other = (await client.post("/api/workspaces", json={"name": "Other"})).json()["slug"]
    path = f"/api/w/{other}/invitations"
    token = secret_of(await client.post(path, json={"email": "NEO@example.test"}))
    elsewhere = await client_for(None)
    preview = await elsewhere.post("/api/invitations/preview", json={"token": token})
    assert preview.json()["has_account"] is True
    wrong = await elsewhere.post("/api/invitations/accept", json={"token": token, "password": "wrong"})
    assert (wrong.status_code, wrong.json()["code"]) == (401, "identity.wrong_password")
    joined = await neo.post("/api/invitations/accept", json={"token": token})
    assert joined.status_code == 200
    assert "set-cookie" not in joined.headers
    assert {each["slug"] for each in joined.json()["workspaces"]} == {client.slug, other}
    assert await db.value(ctx, "select count(*) from throttle where key like 'sign_in:%%'") == 2


async def test_the_invitation_of_another_is_refused_and_stays_open(
    client: Client, client_for: ClientFor, make: Make
) -> None:
    token = secret_of(await client.post("/invitations", json={"email": "neo@example.test"}))
    other = await client_for(await make.member())
    refused = await other.post("/api/invitations/accept", json={"token": token})
    assert (refused.status_code, refused.json()["code"]) == (403, "organisation.invitation_for_another")
    stranger = await client_for(None)
    assert (await stranger.post("/api/invitations/preview", json={"token": token})).status_code == 200


async def test_members_do_not_invite_and_admins_make_no_owner(client_for: ClientFor, make: Make) -> None:
    member, admin = await client_for(await make.member()), await client_for(await make.member("admin", name="Ada"))
    body = {"email": "neo@example.test", "role": "guest"}
    assert (await member.post("/invitations", json=body)).status_code == 403
    assert (await member.get("/invitations")).status_code == 403
    assert (await admin.post("/invitations", json=body | {"role": "owner"})).status_code == 403
    assert (await admin.post("/invitations", json=body | {"role": "emperor"})).status_code == 422
    made = await admin.post("/invitations", json=body)
    assert made.status_code == 201
    assert (await admin.delete(f"/invitations/{made.json()['invitation']['id']}")).status_code == 204
    assert (await admin.delete(f"/invitations/{made.json()['invitation']['id']}")).status_code == 404


async def test_a_repeated_invitation_request_is_not_answered_with_the_link_again(client: Client) -> None:
    body, key = {"email": "neo@example.test"}, {"Idempotency-Key": "invite-neo"}
    first = await client.post("/invitations", json=body, headers=key)
    again = await client.post("/invitations", json=body, headers=key)
    assert (first.status_code, again.status_code) == (201, 409)
    assert secret_of(first) not in again.text
