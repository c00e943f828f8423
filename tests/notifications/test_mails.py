"""Mails: when they go, what stands in them, what their links may do, and how they arrive at a real server."""

import re
import socket
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any
from uuid import UUID, uuid4

import pytest
from aiosmtpd.controller import Controller
from hypothesis import given
from hypothesis import strategies as some

from headway.core import clock, db, mail
from headway.core.ctx import Ctx
from headway.core.db import set_tenant
from headway.goals.actions import objectives
from headway.goals.schemas.cycles import CycleOut
from headway.goals.schemas.objectives import ObjectivePatch
from headway.notifications.actions import mails, preferences
from headway.notifications.queries import preferences as queries
from headway.notifications.rules.preferences import DEFAULTS, Habits, mail_time, next_digest
from headway.notifications.schemas.preferences import PreferenceIn, PreferencesIn, Quiet
from tests.conftest import ClientFor
from tests.goals import world
from tests.make import Make, Member
from tests.notifications.world import aged, gathered, mailed, published, reminded_at, system
from tests.rituals.test_reminders import tick

NOW = datetime(2026, 11, 19, 12, tzinfo=UTC)  # a Thursday
FRIDAY = NOW + timedelta(days=1, hours=3)


@pytest.fixture(autouse=True)
def _thursday() -> Iterator[None]:
    with clock.at(NOW):
        yield


@pytest.fixture
async def mia(make: Make) -> Member:
    return await make.member(name="Mia Member")


@pytest.fixture
async def cycle(ctx: Ctx) -> CycleOut:
    return await world.cycle(ctx)


async def remind(ctx: Ctx, make: Make, member: Member, *, title: str = "Review time") -> None:
    """One key result of theirs is due on Friday."""
    made = await world.objective(ctx, (await world.cycle(ctx, name=f"C {uuid4()}")).id, owner_id=member.id)
    await world.key_result(ctx, made.id, title, owner_id=member.id)
    await aged(make)
    await gathered(make, ctx)
    await make.connection.execute("delete from notification")  # the news that the goal is theirs
    await tick(make, NOW)
    await gathered(make, *await reminded_at(make, FRIDAY), at=FRIDAY)


async def test_a_reminder_is_mailed_at_once_and_once(ctx: Ctx, make: Make, mia: Member) -> None:
    await remind(ctx, make, mia)
    (sent,) = await mailed(make, at=FRIDAY)
    assert sent["recipient"] == mia.email
    assert sent["subject"] == "Check-in: 1 key result"
    assert "Review time" in sent["text"]
    assert "Review time" in sent["html"]
    assert re.search(r"http://[^ ]+/check-in#[\w-]{40,}", sent["text"]), sent["text"]
    assert '"List-Unsubscribe-Post": "List-Unsubscribe=One-Click"' in sent["headers"]
    assert await mailed(make, at=FRIDAY + timedelta(days=1)) == []


async def test_a_mail_of_several_rituals_names_them_in_its_subject(ctx: Ctx, make: Make, mia: Member) -> None:
    held = PreferencesIn(quiet=Quiet(begin=14 * 60, end=18 * 60))  # both rituals of Friday wait for its end
    await preferences.save(make.ctx_of(mia), held, version=0)
    team = await make.team("Payments", lead=mia)
    made = await world.objective(ctx, (await world.cycle(ctx)).id, team_id=team, owner_id=mia.id)
    await world.key_result(ctx, made.id, "Review time", owner_id=mia.id)
    await aged(make)
    await gathered(make, ctx)
    await make.connection.execute("delete from notification")  # the news that the goal is theirs
    await tick(make, NOW)
    wins = FRIDAY + timedelta(hours=1)
    await gathered(make, *await reminded_at(make, wins), at=wins)
    (sent,) = await mailed(make, at=FRIDAY + timedelta(hours=3))
    assert sent["subject"].startswith("Due: ")
    assert "check-in" in sent["subject"]
    assert "wins" in sent["subject"]
    assert "Review time" in sent["text"]


async def test_news_wait_for_the_digest_in_the_persons_zone(ctx: Ctx, make: Make, mia: Member, cycle: CycleOut) -> None:
    given = PreferencesIn(time_zone="Asia/Kolkata", digest_hour=9)
    await preferences.save(make.ctx_of(mia), given, version=0)
    await world.objective(ctx, cycle.id, owner_id=mia.id)
    await gathered(make, ctx)
    assert await mailed(make, at=NOW) == []
    assert await mailed(make, at=datetime(2026, 11, 20, 3, 29, tzinfo=UTC)) == []
    (sent,) = await mailed(make, at=datetime(2026, 11, 20, 3, 30, tzinfo=UTC))  # 9:00 in Kolkata
    assert sent["subject"].startswith("1 thing in Headway")


async def test_what_was_seen_in_the_app_is_not_mailed_again(ctx: Ctx, make: Make, mia: Member, cycle: CycleOut) -> None:
    await world.objective(ctx, cycle.id, owner_id=mia.id)
    await gathered(make, ctx)
    await make.connection.execute("update notification set read_at = %s", [NOW])
    assert await mailed(make, at=NOW + timedelta(days=2)) == []


async def test_what_was_hidden_meanwhile_is_not_in_the_mail(ctx: Ctx, make: Make, cycle: CycleOut) -> None:
    guest = await make.member("guest", name="Gus Guest")
    made = await world.objective(ctx, cycle.id, title="Secret plans")
    await make.share(guest, "objective", made.id)
    await published(make, ctx)
    data = {"subject": "objective", "subject_id": str(made.id), "access": "view"}
    await ctx.record("organisation.shared", "member", guest.id, data=data)
    assert await gathered(make, ctx) == 1
    await make.unshare(guest, "objective", made.id)
    assert await mailed(make, at=NOW + timedelta(days=2)) == []


async def test_a_member_hears_no_more_of_what_became_private(
    ctx: Ctx, make: Make, mia: Member, cycle: CycleOut
) -> None:
    made = await world.objective(ctx, cycle.id, owner_id=make.owner.id, title="Secret plans")
    await published(make, ctx)
    data = {"subject": "objective", "subject_id": str(made.id), "access": "view"}
    await ctx.record("organisation.shared", "member", mia.id, data=data)
    assert await gathered(make, ctx) == 1
    await objectives.change_objective(ctx, made.id, ObjectivePatch(private=True), version=made.version)
    assert await mailed(make, at=NOW + timedelta(days=2)) == []


async def test_who_left_gets_no_mail(ctx: Ctx, make: Make, mia: Member, cycle: CycleOut) -> None:
    await world.objective(ctx, cycle.id, owner_id=mia.id)
    await gathered(make, ctx)
    await make.connection.execute("update member set removed_at = now() where id = %s", [mia.id])
    assert await mailed(make, at=NOW + timedelta(days=2)) == []


async def test_quiet_hours_hold_a_mail_back(ctx: Ctx, make: Make, mia: Member) -> None:
    quiet = PreferencesIn(quiet=Quiet(begin=14 * 60, end=18 * 60))
    await preferences.save(make.ctx_of(mia), quiet, version=0)
    await remind(ctx, make, mia)
    assert await mailed(make, at=FRIDAY) == []
    assert len(await mailed(make, at=FRIDAY + timedelta(hours=3))) == 1


async def test_never_means_never(ctx: Ctx, make: Make, mia: Member) -> None:
    never = PreferencesIn(preferences=[PreferenceIn(kind="reminder", app=True, mail="never")])
    await preferences.save(make.ctx_of(mia), never, version=0)
    await remind(ctx, make, mia)
    assert await mailed(make, at=FRIDAY + timedelta(days=30)) == []


def secret_of(sent: dict[str, str]) -> str:
    found = re.search(r"/unsubscribe#([\w-]+)", sent["text"])
    assert found is not None
    return found[1]


async def test_the_link_ends_mails_of_this_kind_and_nothing_else(
    ctx: Ctx, make: Make, mia: Member, client_for: ClientFor
) -> None:
    await remind(ctx, make, mia)
    (sent,) = await mailed(make, at=FRIDAY)
    anonymous = await client_for(None)
    page = await anonymous.get(f"/api/unsubscribe/{secret_of(sent)}", follow_redirects=False)
    assert (page.status_code, page.headers["location"]) == (302, f"/unsubscribe#{secret_of(sent)}")
    await set_tenant(make.connection, make.workspace.id)  # a request ends with none
    before = await queries.preferences(make.ctx_of(mia))
    answer = await anonymous.post(
        f"/api/unsubscribe/{secret_of(sent)}",
        content=b"List-Unsubscribe=One-Click",
        headers={"Content-Type": "application/x-www-form-urlencoded"},
    )
    assert (answer.status_code, answer.json()) == (200, {"kind": "reminder", "workspace": "Test workspace"})
    await set_tenant(make.connection, make.workspace.id)
    after = await queries.preferences(make.ctx_of(mia))
    changed = [
        (old.kind, new.app, new.mail)
        for old, new in zip(before.preferences, after.preferences, strict=True)
        if old != new
    ]
    assert changed == [("reminder", True, "never")]
    again = await anonymous.post("/api/unsubscribe", json={"token": secret_of(sent)})
    assert again.status_code == 200
    await set_tenant(make.connection, make.workspace.id)
    assert (await queries.preferences(make.ctx_of(make.owner))).preferences[0].mail == "at_once"


async def test_the_secret_opens_nothing_else_and_is_kept_as_a_hash(
    ctx: Ctx, make: Make, mia: Member, client_for: ClientFor
) -> None:
    await remind(ctx, make, mia)
    (sent,) = await mailed(make, at=FRIDAY)
    anonymous, secret = await client_for(None), secret_of(sent)
    assert (await anonymous.get(f"/api/calendars/{secret}")).status_code == 404
    assert (await anonymous.get("/inbox", headers={"Authorization": f"Bearer {secret}"})).status_code == 401
    assert (await anonymous.post("/api/session/link", json={"token": secret})).status_code == 404
    assert (await anonymous.post("/api/unsubscribe", json={"token": secret + "x"})).status_code == 404
    await set_tenant(make.connection, make.workspace.id)
    cursor = await make.connection.execute("select encode(secret_hash, 'escape') from notification_key")
    assert secret not in str(await cursor.fetchall())


async def test_the_link_of_a_digest_leaves_mails_at_once_alone(
    ctx: Ctx, make: Make, mia: Member, *, cycle: CycleOut, client_for: ClientFor
) -> None:
    await world.objective(ctx, cycle.id, owner_id=mia.id)
    await gathered(make, ctx)
    (sent,) = await mailed(make, at=NOW + timedelta(days=2))
    assert (await (await client_for(None)).post("/api/unsubscribe", json={"token": secret_of(sent)})).status_code == 200
    await set_tenant(make.connection, make.workspace.id)
    after = {each.kind: each.mail for each in (await queries.preferences(make.ctx_of(mia))).preferences}
    assert after == {
        "reminder": "at_once", "scoring": "at_once", "assigned": "never", "health": "never", "missed": "never",
        "shared": "never", "recorded": "never", "chat": "never",
    }  # fmt: skip


async def test_preferences_over_the_api(client_for: ClientFor, mia: Member) -> None:
    client = await client_for(mia)
    body = (await client.get("/notifications/preferences")).json()
    assert [each["kind"] for each in body["preferences"]] == list(DEFAULTS)
    assert body["version"] == 0
    wish = {"preferences": [{"kind": "assigned", "app": False, "mail": "weekly"}], "time_zone": "Europe/Berlin"}
    saved = (await client.put("/notifications/preferences", json=wish, version=0)).json()
    assert next(each for each in saved["preferences"] if each["kind"] == "assigned")["mail"] == "weekly"
    assert saved["zone"] == "Europe/Berlin"
    assert (await client.put("/notifications/preferences", json=wish, version=0)).status_code == 412
    wrong = {"time_zone": "Mars/Olympus"}
    assert (await client.put("/notifications/preferences", json=wrong, version=1)).status_code == 422


# -- over the wire ------------------------------------------------------------------------------------------------


class Box:
    """A mail server that keeps what it is given."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802, ARG002 - the library's name
        self.mails.append(message_from_bytes(envelope.content, _class=EmailMessage, policy=policy.default))
        return "250 OK"


@pytest.fixture
def mailbox() -> Iterator[tuple[Box, str]]:
    box = Box()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    yield box, f"smtp://127.0.0.1:{port}"
    controller.stop()


async def test_a_mail_arrives_with_both_forms_and_one_click(
    ctx: Ctx, make: Make, mia: Member, mailbox: tuple[Box, str]
) -> None:
    box, url = mailbox
    await remind(ctx, make, mia, title="Größe der Fläche in m² <b>bold</b>")
    cursor = await make.connection.execute("select id from outbox_mail")
    assert await cursor.fetchall() == []
    await mails.mail_person(system(make, FRIDAY), mia.id)
    key: UUID = await db.value(ctx, "select id from outbox_mail")
    waiting = await mail.take(ctx, key)
    assert waiting is not None
    for _ in range(2):
        mail.send(mail.message(waiting, sender="Headway <headway@example.test>"), url)
    first, second = box.mails
    assert first["Message-ID"] == second["Message-ID"]
    assert first["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert re.fullmatch(r"<http://[^ <>]+/api/unsubscribe/[\w-]{40,}>", first["List-Unsubscribe"])
    assert first["Auto-Submitted"] == "auto-generated"
    plain, html = first.get_body(("plain",)), first.get_body(("html",))
    assert plain is not None
    assert html is not None
    assert "Größe der Fläche in m² <b>bold</b>" in plain.get_content()
    assert "&lt;b&gt;bold&lt;/b&gt;" in html.get_content()
    assert 'name="color-scheme" content="light dark"' in html.get_content()
    await mail.mark_sent(ctx, key)
    row = await (await make.connection.execute("select text, html, headers::text from outbox_mail")).fetchone()
    assert secret_of({"text": plain.get_content()}) not in str(row)


@given(title=some.text(max_size=200))
def test_no_title_becomes_a_header(title: str) -> None:
    waiting = mail.Waiting(
        id=uuid4(),
        recipient="mia@example.test",
        subject=f"{title}\r\nBcc: everybody@example.test\u2028X-Evil: 1",
        text="Hello",
        html=None,
        headers={"List-Unsubscribe": f"<https://example.test/{'x' * 200}>\r\nX-Evil: 1"},
    )
    wire = mail.message(waiting, sender="Headway <headway@example.test>").as_bytes()
    read = message_from_bytes(wire, _class=EmailMessage, policy=policy.default)
    assert read["Bcc"] is None
    assert read["X-Evil"] is None
    assert set(read.keys()) <= {
        "From", "To", "Subject", "Message-ID", "List-Unsubscribe", "Content-Type", "Content-Transfer-Encoding",
        "MIME-Version",
    }  # fmt: skip


def test_only_known_headers_may_be_added() -> None:
    waiting = mail.Waiting(
        id=uuid4(),
        recipient="mia@example.test",
        subject="Hi",
        text="Hello",
        html=None,
        headers={"Bcc": "x@example.test"},
    )
    with pytest.raises(ValueError, match="Bcc"):
        mail.message(waiting, sender="Headway <headway@example.test>")


def test_a_long_address_stays_whole_on_the_wire() -> None:
    link = f"<https://goals.example.test/api/unsubscribe/{'k' * 120}>"
    waiting = mail.Waiting(
        id=uuid4(), recipient="m@example.test", subject="Hi", text="Hi", html=None, headers={"List-Unsubscribe": link}
    )
    assert f"List-Unsubscribe: {link}".encode() in mail.message(waiting, sender="h@example.test").as_bytes()


# -- when -----------------------------------------------------------------------------------------------------------


def test_digests_come_at_the_hour_on_the_wall_over_the_change_of_clocks() -> None:
    habits = Habits(zone="Europe/Berlin", digest_hour=8, digest_weekday=1)
    saturday = datetime(2026, 10, 24, 12, tzinfo=UTC)
    assert next_digest(habits, saturday, weekly=False) == datetime(2026, 10, 25, 7, tzinfo=UTC)
    assert next_digest(habits, saturday, weekly=True) == datetime(2026, 10, 26, 7, tzinfo=UTC)
    before = datetime(2026, 10, 16, 12, tzinfo=UTC)
    assert next_digest(habits, before, weekly=True) == datetime(2026, 10, 19, 6, tzinfo=UTC)


def test_a_digest_never_comes_at_the_moment_it_is_asked_for() -> None:
    habits = Habits(zone="UTC", digest_hour=8)
    at = datetime(2026, 11, 19, 8, tzinfo=UTC)
    assert next_digest(habits, at, weekly=False) == at + timedelta(days=1)
    assert mail_time("never", habits, at) is None
    assert mail_time("at_once", habits, at) == at


async def test_the_mail_of_a_ritual_leads_to_where_it_takes_place(ctx: Ctx, make: Make, mia: Member) -> None:
    team = await make.team("Checkout")
    await make.join(team, mia)
    made = await world.objective(ctx, (await world.cycle(ctx)).id, team_id=team, owner_id=make.owner.id)
    await world.key_result(ctx, made.id, "Review time")
    await tick(make, NOW)
    monday = NOW + timedelta(days=4)
    await gathered(make, *await reminded_at(make, monday), at=monday)
    sent = next(one for one in await mailed(make, at=monday) if one["recipient"] == mia.email)
    assert sent["subject"] == "What will you do this week to move your key results? (Checkout)"
    assert f"/rhythm?team={team}" in sent["text"]
