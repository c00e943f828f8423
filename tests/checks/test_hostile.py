"""What a hostile reader of the code would try, each against the real app."""

import smtplib
import socket
import threading
from typing import Any
from uuid import UUID

import pytest
import structlog
from litestar.testing import AsyncTestClient
from psycopg_pool import PoolTimeout

from headway.core import db, log, mail
from headway.core.ctx import Ctx
from headway.core.db import Connection
from headway.core.settings import Settings
from headway.goals.actions import key_results
from headway.goals.schemas.key_results import KeyResultIn
from headway.identity.actions import accounts
from headway.main import build
from headway.organisation import jobs
from headway.progress.rules.metrics import Kind
from headway.work.schemas.tasks import RelocationIn
from tests.conftest import Client, ClientFor, RollbackDatabase
from tests.goals import world as goals
from tests.make import Make, Member
from tests.work import build as work

GOOD = "correct horse battery staple"


def _share(subject: str, subject_id: UUID, member: Member, access: str = "edit") -> dict[str, str]:
    return {"subject": subject, "subject_id": str(subject_id), "member_id": str(member.id), "access": access}


# -- shares: who may look may not let themselves in further ------------------------------------------------------------


@pytest.mark.parametrize("private", [False, True])
async def test_nobody_gives_themselves_the_right_to_edit(
    ctx: Ctx, make: Make, client_for: ClientFor, private: bool
) -> None:
    curious, admin = await make.member(), await make.member("admin")
    cycle = await goals.cycle(ctx)
    owner = await make.member()
    hers = make.ctx_of(owner)
    objective = (await goals.objective(hers, cycle.id, private=private, owner_id=owner.id)).id
    team = await make.team()
    await make.join(team, owner)
    project = (await work.project(hers, private=private, team_id=team)).id
    for subject, one in (("objective", objective), ("project", project)):
        for person in (curious, admin):
            if private:
                await make.share(person, subject, one)  # to look at, which is no way to more
            browser = await client_for(person)
            answer = await browser.put("/shares", json=_share(subject, one, person))
            if person is admin and (subject == "objective" or not private):
                assert answer.status_code == 200, answer.text  # admins edit these anyway
                continue
            assert (answer.status_code, answer.json()["code"]) == (403, "organisation.may_not_share"), answer.text
            gone = await browser.delete("/shares", params=_only(_share(subject, one, person)))
            assert gone.status_code == 403
    kept = await db.column(ctx, "select access from share where member_id = %(who)s", who=curious.id)
    assert kept == (["view", "view"] if private else [])


def _only(share: dict[str, str]) -> dict[str, str]:
    return {"subject": share["subject"], "subject_id": share["subject_id"], "member": share["member_id"]}


async def test_who_answers_for_a_thing_opens_it(ctx: Ctx, make: Make, client_for: ClientFor) -> None:
    owner, guest = await make.member(), await make.member("guest")
    cycle = await goals.cycle(ctx)
    objective = (await goals.objective(make.ctx_of(owner), cycle.id, private=True, owner_id=owner.id)).id
    project = (await work.project(make.ctx_of(owner), private=True)).id
    browser = await client_for(owner)
    for subject, one in (("objective", objective), ("project", project)):
        assert (await browser.put("/shares", json=_share(subject, one, guest, "view"))).status_code == 200


async def test_a_goal_is_not_put_on_a_team_that_one_has_no_say_in(ctx: Ctx, make: Make, client_for: ClientFor) -> None:
    other = await make.member()
    team = await make.team("Not hers")
    cycle = await goals.cycle(ctx)
    hers = make.ctx_of(other)
    objective = await goals.objective(hers, cycle.id, owner_id=other.id)
    result = await goals.key_result(hers, objective.id)
    await hers.flush()
    browser = await client_for(other)
    moved = await browser.patch(f"/objectives/{objective.id}", json={"team_id": str(team)}, version=objective.version)
    assert moved.status_code == 403, moved.text
    given = await browser.patch(f"/key-results/{result.id}", json={"team_id": str(team)}, version=result.version)
    assert given.status_code == 200, given.text  # her own number may be another team's to measure
    body = {"title": "For them", "cycle_id": str(cycle.id), "team_id": str(team)}
    assert (await browser.post("/objectives", json=body)).status_code == 403


# -- invitations -------------------------------------------------------------------------------------------------------


async def test_a_role_taken_back_before_the_invitation_is_accepted_stays_taken_back(
    client: Client, client_for: ClientFor
) -> None:
    made = (await client.post("/invitations", json={"email": "kim@example.test", "role": "admin"})).json()
    member = made["invitation"]["member_id"]
    version = (await client.get(f"/members/{member}")).json()["version"]
    lowered = await client.patch(f"/members/{member}", json={"role": "guest"}, version=version)
    assert lowered.status_code == 200, lowered.text
    stranger: Client = await client_for(None)
    body = {"token": made["path"].partition("#")[2], "name": "Kim Kaya", "password": GOOD}
    joined = await stranger.post("/api/invitations/accept", json=body)
    assert [each["role"] for each in joined.json()["workspaces"]] == ["guest"]


# -- tokens ------------------------------------------------------------------------------------------------------------


async def test_a_token_is_nobody_outside_its_workspace(client: Client, client_for: ClientFor, ctx: Ctx) -> None:
    assert (await client.post("/api/workspaces", json={"name": "Secret side project"})).status_code == 201
    scopes = ["goals:read", "people:read"]
    secret = (await client.post("/tokens", json={"name": "Robot", "scopes": scopes})).json()["secret"]
    robot: Client = await client_for(None)
    robot.headers = {"Authorization": f"Bearer {secret}"}
    seen = await robot.get("/api/bootstrap")
    assert (seen.status_code, seen.json()["account"], seen.json()["workspaces"]) == (200, None, [])
    invited = (await client.post("/invitations", json={"email": "joe@example.test", "role": "member"})).json()
    await accounts.create_account(ctx, email="joe@example.test", name="Joe", password=GOOD)
    token = invited["path"].partition("#")[2]
    assert (await robot.post("/api/invitations/accept", json={"token": token})).status_code == 401
    assert len((await client.get("/invitations")).json()["items"]) == 1


# -- mail --------------------------------------------------------------------------------------------------------------


async def test_a_mail_that_has_gone_out_keeps_no_secret(client: Client, ctx: Ctx) -> None:
    made = (await client.post("/invitations", json={"email": "kim@example.test", "role": "member"})).json()
    secret = made["path"].partition("#")[2]
    kept = await db.value(ctx, "select concat(text, html) from outbox_mail")
    assert kept.count(secret) == 2
    await mail.mark_sent(ctx, await db.value(ctx, "select id from outbox_mail"))
    kept = await db.value(ctx, "select concat(text, html) from outbox_mail")
    assert secret not in kept
    assert kept.count("/invitation#...") == 2


def test_a_password_for_the_mail_server_is_not_sent_in_the_clear() -> None:
    """A server that offers no STARTTLS, as somebody in between would make it look."""
    heard: list[bytes] = []
    with socket.create_server(("0.0.0.0", 0)) as listening:  # noqa: S104 - reached by the machine's own name
        server = threading.Thread(target=_bare_smtp, args=(listening, heard))
        server.start()
        letter = mail.message(
            mail.Waiting(id=UUID(int=1), recipient="kim@example.test", subject="Hi", text="Hi", html=None),
            sender="headway@example.test",
        )
        with pytest.raises(smtplib.SMTPNotSupportedError):
            mail.send(letter, f"smtp://user:password@127.0.0.2:{listening.getsockname()[1]}")
        server.join(10)
    assert not any(b"AUTH" in line for line in heard)


def _bare_smtp(listening: socket.socket, heard: list[bytes]) -> None:
    connection, _ = listening.accept()
    with connection, connection.makefile("rwb", buffering=0) as stream:
        stream.write(b"220 here\r\n")
        while line := stream.readline():
            heard.append(line)
            stream.write(b"250-here\r\n250 AUTH PLAIN\r\n" if line.startswith(b"ehlo") else b"221 bye\r\n")
            if line.upper().startswith(b"QUIT"):
                return


async def test_a_token_finds_only_what_its_scopes_may_read(client: Client, client_for: ClientFor, ctx: Ctx) -> None:
    await goals.objective(ctx, (await goals.cycle(ctx)).id, title="Northern lights")
    await work.project(ctx, "Northern route")
    kinds = {}
    for scopes in (["goals:read"], ["goals:read", "work:read"]):
        secret = (await client.post("/tokens", json={"name": "Robot", "scopes": scopes})).json()["secret"]
        robot: Client = await client_for(None)
        robot.headers = {"Authorization": f"Bearer {secret}"}
        found = (await robot.get("/search", params={"q": "northern"})).json()["items"]
        kinds[len(scopes)] = {each["kind"] for each in found}
    assert kinds == {1: {"objective"}, 2: {"objective", "project"}}


# -- what is kept ------------------------------------------------------------------------------------------------------


async def test_answers_are_kept_for_retries_and_then_forgotten(client: Client, ctx: Ctx) -> None:
    for key in ("old", "new"):
        made = await client.post("/teams", json={"name": f"Team {key}"}, headers={"Idempotency-Key": key})
        assert made.status_code == 201
    await db.run(ctx, "select set_config('headway.workspace', %(id)s, true)", id=str(ctx.workspace.id))
    await db.run(ctx, "update idempotency set created_at = now() - interval '73 hours' where key = 'old'")
    await jobs.forget_answers(ctx)
    assert await db.column(ctx, "select key from idempotency") == ["new"]


# -- what is told ------------------------------------------------------------------------------------------------------


async def test_a_hidden_parent_is_told_from_no_parent_by_nothing(ctx: Ctx, make: Make, client_for: ClientFor) -> None:
    mia = await make.member()
    hidden = await work.task(make.ctx_of(mia), (await work.project(make.ctx_of(mia), private=True)).id)
    task = await work.task(ctx, (await work.project(ctx)).id)
    browser = await client_for(make.owner)
    told = []
    for parent in (hidden.id, UUID("01890000-0000-7000-8000-000000000bad")):
        where = {"parent_id": str(RelocationIn(parent_id=parent).parent_id)}
        answer = (await browser.put(f"/tasks/{task.id}/place", json=where, version=1)).json()
        told.append((answer["status"], answer["code"], answer["detail"]))
    assert told[0] == told[1]


async def test_what_moved_an_open_number_from_a_private_place_is_named_nowhere(
    ctx: Ctx, make: Make, client_for: ClientFor
) -> None:
    mia, other = await make.member(), await make.member()
    hers = make.ctx_of(mia)
    cycle = await goals.cycle(ctx)
    top = await goals.objective(hers, cycle.id, title="Open top", owner_id=mia.id)
    child = await goals.objective(hers, cycle.id, title="Secret child", private=True, owner_id=mia.id)
    await goals.serve(hers, child.id, top.id)
    await goals.record(hers, (await goals.key_result(hers, child.id, "Secret measure")).id, 40)
    result = await key_results.add_key_result(hers, top.id, KeyResultIn(title="Open work", kind=Kind.WORK))
    project = await work.project(hers, "Secret project", private=True)
    task = await work.task(hers, project.id, "Secret task")
    await work.link(hers, result.id, task_id=task.id)
    await work.link(hers, result.id, project_id=(await work.project(hers, "Secret second", private=True)).id)
    await work.turn(hers, task, "done")
    await hers.flush()
    browser, seen = await client_for(other), ""
    for path in (
        f"/objectives/{top.id}", f"/objectives/{top.id}/line", f"/objectives/{top.id}/tree",
        f"/objectives/{top.id}/people", f"/key-results/{result.id}", f"/key-results/{result.id}/work",
        f"/key-results/{result.id}/measurements", f"/explanations/objective/{top.id}",
        f"/explanations/key_result/{result.id}", f"/line-down/objective/{top.id}", f"/line-down/key_result/{result.id}",
        f"/objectives?cycle={cycle.id}", f"/objectives/tree?cycle={cycle.id}", "/search?q=secret", "/projects",
        f"/members/{mia.id}/tasks",
    ):  # fmt: skip
        answer = await browser.get(path)
        assert answer.status_code == 200, (path, answer.text)
        assert "Secret" not in answer.text, (path, answer.text)
        seen += answer.text
    assert str(task.id) not in seen
    assert str(child.id) not in seen


async def test_every_answer_tells_the_browser_what_to_refuse(client: Client) -> None:
    for path in ("/workspace", "/nothing", "/api/health", "/api/nothing"):
        headers = (await client.get(path)).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["content-security-policy"] == "default-src 'none'; frame-ancestors 'none'"
        assert "strict-transport-security" not in headers
    client.http.cookies.clear()
    page = (await client.http.get("/objectives")).headers
    assert "script-src 'self';" in page["content-security-policy"]
    assert "frame-ancestors 'none'" in page["content-security-policy"]
    assert page["referrer-policy"] == "same-origin"


async def test_over_https_the_browser_is_told_to_insist_on_it(connection: Connection) -> None:
    https = Settings(public_url="https://goals.example.test", secure_cookies=True)
    built = build(https, RollbackDatabase(connection))
    async with AsyncTestClient(built, base_url="https://goals.example.test") as http:
        for path in ("/api/health", "/", "/api/nothing"):
            assert (await http.get(path)).headers["strict-transport-security"] == "max-age=31536000"
        null = await http.post("/api/session", json={"email": "a@b.c", "password": "x"}, headers={"Origin": "null"})
        assert (null.status_code, null.json()["code"]) == (403, "core.origin")


async def test_whether_the_app_lives_is_told_without_the_database() -> None:
    class Gone(RollbackDatabase):
        def transaction(self, *_: object, **__: object) -> Any:
            raise PoolTimeout("no connection")

    async with AsyncTestClient(build(Settings(), Gone()), base_url="http://headway.test") as http:
        assert (await http.get("/api/health")).status_code == 200
        assert (await http.get("/api/bootstrap")).status_code == 503


# -- the log -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("as_json", [False, True])
async def test_a_fault_is_logged_without_what_was_sent(
    client_for: ClientFor,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    as_json: bool,
) -> None:
    stranger: Client = await client_for(None)

    async def broken(*_: object, **__: object) -> bool:
        raise RuntimeError("out of order")

    monkeypatch.setattr("headway.core.crypto.verify_password", broken)
    log.configure("info", as_json=as_json)
    try:
        body = {"email": "mia@example.test", "password": "my-dearest-secret"}
        answer = await stranger.post("/api/session", json=body, headers={"Cookie": "headway_session=the-cookie"})
    finally:
        structlog.reset_defaults()
    assert answer.status_code == 500
    said = capsys.readouterr().out
    assert "out of order" in said
    assert "my-dearest-secret" not in said
    assert "the-cookie" not in said
    assert "mia@example.test" not in said
