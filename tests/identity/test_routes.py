"""Signing in over HTTP: cookies, throttling, forged requests, links, devices, tokens."""

from typing import Any

import pytest
from httpx import Response

from headway.core import db, mail, settings
from headway.core.ctx import Ctx
from headway.core.http_cookies import with_session
from headway.identity import jobs
from headway.identity.actions import accounts, links
from headway.identity.rules.scopes import SCOPES
from tests.conftest import Client, ClientFor
from tests.make import Make

GOOD = "correct horse battery staple"
EMAIL = "mia@example.test"


@pytest.fixture
async def mia(ctx: Ctx) -> Any:
    return await accounts.create_account(ctx, email=EMAIL, name="Mia Muster", password=GOOD)


@pytest.fixture
async def stranger(client_for: ClientFor) -> Client:
    found: Client = await client_for(None)
    return found


async def sign_in(client: Client, email: str = EMAIL, password: str = GOOD) -> Response:
    answer: Response = await client.post("/api/session", json={"email": email, "password": password})
    return answer


def keep_cookies(client: Client, answer: Response) -> None:
    """As a browser would."""
    secret, csrf = answer.cookies["headway_session"], answer.cookies["headway_csrf"]
    client.headers = {"Cookie": f"headway_session={secret}; headway_csrf={csrf}", "X-CSRF-Token": csrf}


async def test_the_first_page_learns_who_nobody_is(stranger: Client) -> None:
    answer = await stranger.get("/api/bootstrap")
    assert answer.status_code == 200
    body = answer.json()
    assert {key: body[key] for key in ("set_up", "account", "workspaces", "mail", "filling")} == {
        "set_up": True,
        "account": None,
        "workspaces": [],
        "mail": False,
        "filling": False,
    }


async def test_the_first_page_learns_the_workspaces_of_a_person(client: Client, make: Make) -> None:
    body = (await client.get("/api/bootstrap")).json()
    assert body["account"]["email"] == make.owner.email
    assert [(each["slug"], each["role"]) for each in body["workspaces"]] == [(make.workspace.slug, "owner")]


async def test_a_browser_that_lost_the_csrf_cookie_gets_it_back(client: Client) -> None:
    assert (await client.get("/api/bootstrap")).cookies["headway_csrf"] == client.headers["X-CSRF-Token"]


async def test_signing_in_sets_a_secret_cookie_and_a_readable_one(stranger: Client, mia: Any) -> None:
    answer = await sign_in(stranger)
    assert answer.status_code == 200
    assert answer.json()["account"] == {"id": str(mia.id), "name": "Mia Muster", "email": EMAIL}
    session, csrf = (
        next(line for line in answer.headers.get_list("set-cookie") if line.startswith(name))
        for name in ("headway_session", "headway_csrf")
    )
    assert "HttpOnly" in session
    assert "SameSite=lax" in session
    assert "Secure" not in session
    assert "HttpOnly" not in csrf
    assert answer.headers["cache-control"] == "no-store"


async def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(stranger: Client, mia: Any) -> None:
    del mia
    wrong = await sign_in(stranger, password="nope nope nope")
    unknown = await sign_in(stranger, email="nobody@example.test")
    assert wrong.status_code == unknown.status_code == 401
    assert wrong.json()["code"] == "identity.wrong_password"
    different = {key for key in wrong.json() if wrong.json()[key] != unknown.json()[key]}
    assert different == {"request_id"}


async def test_the_eleventh_try_is_refused_even_with_the_right_password(stranger: Client, mia: Any) -> None:
    del mia
    codes = [(await sign_in(stranger, password=f"wrong {number}")).status_code for number in range(10)]
    assert codes == [401] * 10
    refused = await sign_in(stranger)
    assert refused.status_code == 429
    assert refused.json()["code"] == "core.too_many"
    assert 880 <= int(refused.headers["Retry-After"]) <= 900


async def test_an_unknown_account_is_throttled_as_a_known_one(stranger: Client) -> None:
    codes = [(await sign_in(stranger, email="nobody@example.test")).status_code for _ in range(11)]
    assert codes == [401] * 10 + [429]


async def test_many_accounts_from_one_address_are_refused_after_thirty(stranger: Client) -> None:
    codes = [(await sign_in(stranger, email=f"p{number}@example.test")).status_code for number in range(31)]
    assert codes == [401] * 30 + [429]


async def test_success_forgets_earlier_mistakes(stranger: Client, mia: Any) -> None:
    del mia
    for _ in range(9):
        await sign_in(stranger, password="wrong")
    assert (await sign_in(stranger)).status_code == 200
    for _ in range(9):
        assert (await sign_in(stranger, password="wrong")).status_code == 401


@pytest.mark.parametrize(
    "body",
    [
        {"email": EMAIL},
        {"email": EMAIL, "password": 7},
        {"email": EMAIL, "password": GOOD, "admin": True},
        {"email": None, "password": GOOD},
        [],
    ],
)
async def test_a_malformed_sign_in_is_refused(stranger: Client, body: Any) -> None:
    answer = await stranger.post("/api/session", json=body)
    assert answer.status_code in {400, 422}


async def test_a_null_byte_is_no_server_error(stranger: Client) -> None:
    answer = await sign_in(stranger, email="mia\x00@example.test", password="a\x00b")
    assert answer.status_code in {400, 401, 422}


async def test_a_write_without_the_csrf_value_is_refused(client: Client) -> None:
    del client.headers["X-CSRF-Token"]
    answer = await client.post("/api/account/password", json={"current": "", "new": GOOD})
    assert (answer.status_code, answer.json()["code"]) == (403, "core.csrf")


async def test_a_write_from_another_site_is_refused(stranger: Client, mia: Any) -> None:
    del mia
    body = {"email": EMAIL, "password": GOOD}
    answer = await stranger.post("/api/session", json=body, headers={"Origin": "https://evil.test"})
    assert (answer.status_code, answer.json()["code"]) == (403, "core.origin")
    answer = await stranger.post("/api/session", json=body, headers={"Origin": "http://headway.test"})
    assert answer.status_code == 200


async def test_signing_out_ends_the_session(stranger: Client, mia: Any) -> None:
    del mia
    keep_cookies(stranger, await sign_in(stranger))
    assert (await stranger.get("/api/sessions")).status_code == 200
    left = await stranger.delete("/api/session")
    assert left.status_code == 204
    assert all("Max-Age=0" in line for line in left.headers.get_list("set-cookie"))
    assert (await stranger.get("/api/sessions")).status_code == 401


async def test_devices_are_listed_and_signed_out_one_by_one_and_all_at_once(client_for: ClientFor, mia: Any) -> None:
    del mia
    laptop, phone, tablet = [await client_for(None) for _ in range(3)]
    for device in (laptop, phone, tablet):
        keep_cookies(device, await sign_in(device))
    listed = (await laptop.get("/api/sessions")).json()["items"]
    assert [each["current"] for each in listed] == [True, False, False]
    assert all("secret" not in key for each in listed for key in each)
    other = listed[1]["id"]
    assert (await laptop.delete(f"/api/sessions/{other}")).status_code == 204
    assert (await laptop.delete(f"/api/sessions/{other}")).status_code == 404
    assert (await laptop.delete("/api/sessions")).status_code == 204
    assert [(await device.get("/api/sessions")).status_code for device in (laptop, phone, tablet)] == [200, 401, 401]


async def test_nobody_signs_another_person_out(client: Client, client_for: ClientFor, mia: Any) -> None:
    del mia
    laptop = await client_for(None)
    keep_cookies(laptop, await sign_in(laptop))
    session = (await laptop.get("/api/sessions")).json()["items"][0]["id"]
    assert (await client.delete(f"/api/sessions/{session}")).status_code == 404
    assert (await client.delete("/api/sessions/nonsense")).status_code == 404
    assert (await laptop.get("/api/sessions")).status_code == 200


async def test_a_one_click_link_signs_in_once(stranger: Client, ctx: Ctx, mia: Any) -> None:
    secret = (await links.create_sign_in_link(ctx, mia.id)).partition("#")[2]
    first = await stranger.post("/api/session/link", json={"token": secret})
    assert first.status_code == 200
    assert first.json()["account"]["email"] == EMAIL
    again = await stranger.post("/api/session/link", json={"token": secret})
    assert (again.status_code, again.json()["code"]) == (404, "identity.link_invalid")


async def test_guessing_links_is_throttled(stranger: Client) -> None:
    codes = [
        (await stranger.post("/api/session/link", json={"token": f"guess{number}"})).status_code for number in range(31)
    ]
    assert codes == [404] * 30 + [429]


async def test_changing_the_password_signs_other_devices_out(client_for: ClientFor, mia: Any) -> None:
    del mia
    laptop, phone = await client_for(None), await client_for(None)
    for device in (laptop, phone):
        keep_cookies(device, await sign_in(device))
    wrong = await laptop.post("/api/account/password", json={"current": "wrong", "new": "another fine password"})
    assert (wrong.status_code, wrong.json()["code"]) == (422, "identity.wrong_current_password")
    weak = await laptop.post("/api/account/password", json={"current": GOOD, "new": "mia-muster"})
    assert (weak.status_code, weak.json()["errors"][0]["path"]) == (422, "new")
    assert (await phone.get("/api/sessions")).status_code == 200
    changed = await laptop.post("/api/account/password", json={"current": GOOD, "new": "another fine password"})
    assert changed.status_code == 204
    assert (await laptop.get("/api/sessions")).status_code == 200
    assert (await phone.get("/api/sessions")).status_code == 401
    assert (await sign_in(phone)).status_code == 401
    assert (await sign_in(phone, password="another fine password")).status_code == 200


async def test_a_stolen_session_cannot_guess_the_password(client_for: ClientFor, mia: Any) -> None:
    del mia
    laptop = await client_for(None)
    keep_cookies(laptop, await sign_in(laptop))
    body = {"current": "wrong", "new": "another fine password"}
    codes = [(await laptop.post("/api/account/password", json=body)).status_code for _ in range(11)]
    assert codes == [422] * 10 + [429]


async def test_asking_for_a_reset_says_nothing_about_who_has_an_account(
    stranger: Client, ctx: Ctx, mia: Any, statements: Any
) -> None:
    del mia
    answers, texts = [], []
    for email in (EMAIL, "nobody@example.test"):
        statements.clear()
        answer = await stranger.post("/api/password-reset", json={"email": email})
        answers.append((answer.status_code, answer.content))
        texts.append(list(statements.seen))
    assert answers[0] == answers[1] == (204, b"")
    assert texts[0] == texts[1]
    assert await db.value(ctx, "select count(*) from outbox_mail") == 0


async def test_a_reset_link_sets_a_password_once(stranger: Client, ctx: Ctx, mia: Any) -> None:
    del mia
    await jobs.send_reset(ctx, email=EMAIL)
    text = await db.value(ctx, "select text from outbox_mail")
    secret = text.partition("/reset#")[2].split()[0]
    weak = await stranger.post("/api/password-reset/redeem", json={"token": secret, "password": "mia-muster"})
    assert (weak.status_code, weak.json()["code"]) == (422, "identity.weak_password")
    body = {"token": secret, "password": "another fine password"}
    done = await stranger.post("/api/password-reset/redeem", json=body)
    assert done.status_code == 200
    assert done.json()["account"]["email"] == EMAIL
    assert (await stranger.post("/api/password-reset/redeem", json=body)).status_code == 404
    assert (await sign_in(stranger, password="another fine password")).status_code == 200


async def test_reset_mails_to_one_address_are_limited(stranger: Client) -> None:
    codes = [
        (await stranger.post("/api/password-reset", json={"email": "nobody@example.test"})).status_code
        for _ in range(4)
    ]
    assert codes == [204] * 3 + [429]


def bearer(secret: str, **more: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {secret}", **more}


async def test_a_token_shows_its_secret_once(client: Client) -> None:
    body = {"name": "CI", "scopes": ["people:read"]}
    made = await client.post("/tokens", json=body, headers={"Idempotency-Key": "once"})
    assert made.status_code == 201
    secret = made.json()["secret"]
    assert secret.startswith("hw_")
    listed = await client.get("/tokens")
    assert secret not in listed.text
    assert listed.json()["items"][0]["hint"] == secret[-4:]
    again = await client.post("/tokens", json=body, headers={"Idempotency-Key": "once"})
    assert (again.status_code, again.json()["code"]) == (409, "core.shown_once")
    assert secret not in again.text


async def test_the_kept_answer_of_a_keyed_write_has_no_secret(client: Client, ctx: Ctx) -> None:
    body = {"name": "CI", "scopes": ["people:read"]}
    made = await client.post("/tokens", json=body, headers={"Idempotency-Key": "once"})
    kept = await db.value(ctx, "select convert_from(body, 'UTF8') from idempotency where key = 'once'")
    assert made.json()["secret"] not in kept


async def test_a_token_does_what_its_scopes_say_and_no_more(client: Client, stranger: Client) -> None:
    secret = (await client.post("/tokens", json={"name": "CI", "scopes": ["people:read"]})).json()["secret"]
    assert (await stranger.get("/people", headers=bearer(secret))).status_code == 200
    refused = await stranger.get("/workspace", headers=bearer(secret))
    assert (refused.status_code, refused.json()["code"]) == (403, "core.token_scope")
    for path in ("/api/sessions", "/tokens"):
        assert (await stranger.get(path, headers=bearer(secret))).status_code == 403
    made = await stranger.post("/tokens", json={"name": "More", "scopes": ["people:write"]}, headers=bearer(secret))
    assert made.status_code == 403


async def test_a_write_by_a_token_needs_a_key(client: Client, stranger: Client) -> None:
    secret = (await client.post("/tokens", json={"name": "CI", "scopes": ["people:write"]})).json()["secret"]
    refused = await stranger.post("/teams", json={"name": "New"}, headers=bearer(secret))
    assert (refused.status_code, refused.json()["code"]) == (422, "core.key_required")
    headers = bearer(secret, **{"Idempotency-Key": "team"})
    first = await stranger.post("/teams", json={"name": "New"}, headers=headers)
    again = await stranger.post("/teams", json={"name": "New"}, headers=headers)
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json() == again.json()


async def test_a_revoked_token_is_refused_at_once(client: Client, stranger: Client) -> None:
    made = (await client.post("/tokens", json={"name": "CI", "scopes": ["people:read"]})).json()
    assert (await client.delete(f"/tokens/{made['token']['id']}")).status_code == 204
    assert (await stranger.get("/people", headers=bearer(made["secret"]))).status_code == 401
    assert (await client.delete(f"/tokens/{made['token']['id']}")).status_code == 404


async def test_a_token_is_worth_nothing_in_another_workspace(client: Client, stranger: Client) -> None:
    secret = (await client.post("/tokens", json={"name": "CI", "scopes": ["people:read"]})).json()["secret"]
    other = (await client.post("/api/workspaces", json={"name": "Other", "time_zone": "UTC"})).json()
    assert (await client.get(f"/api/w/{other['slug']}/people")).status_code == 200
    assert (await stranger.get(f"/api/w/{other['slug']}/people", headers=bearer(secret))).status_code == 404


def test_behind_https_both_cookies_are_secure() -> None:
    answer = with_session(None, secret="s", csrf="c", settings=settings.read({"HEADWAY_PUBLIC_URL": "https://x.test"}))
    assert [cookie.secure for cookie in answer.cookies] == [True, True]
    assert [cookie.httponly for cookie in answer.cookies] == [True, False]


async def test_the_outbox_shows_what_waits_and_on_demand_what_went(ctx: Ctx, mia: Any) -> None:
    del mia
    await jobs.send_reset(ctx, email=EMAIL)
    [waiting] = await mail.outbox(ctx, sent=False, most=10)
    assert (waiting.recipient, waiting.sent_at) == (EMAIL, None)
    assert "/reset#" in waiting.text
    await mail.mark_sent(ctx, await db.value(ctx, "select id from outbox_mail"))
    assert await mail.outbox(ctx, sent=False, most=10) == []
    assert len(await mail.outbox(ctx, sent=True, most=10)) == 1


def test_every_scope_that_a_route_asks_for_can_be_given_to_a_token(built: Any) -> None:
    asked = {route.opt.get("token_scope") for each in built[0].routes for route in getattr(each, "route_handlers", [])}
    assert {"goals:read", "people:write"} <= asked
    assert asked - {None} <= set(SCOPES)
