"""Addresses of chat services, their messages, and what their answers mean."""

import json
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from headway.core.outgoing import Answer
from headway.notifications.rules.chat_answers import PAUSES, pause, verdict
from headway.notifications.rules.chat_messages import Item, Message, payload
from headway.notifications.rules.chat_services import NAMES, SERVICES, Service, WrongAddress, service_of, target
from headway.notifications.rules.chat_times import summaries
from headway.rituals.rules.books import Book, CalendarRow, HolidayRow

GOOD: dict[Service, str] = {
    "slack": "https://hooks.slack.com/services/T00000000/B00000000/abcdefghijklmnopqrstuvwx",
    "teams": "https://prod-12.westus.logic.azure.com:443/workflows/abc/triggers/manual/paths/invoke?api-version=1&sig=s",
    "mattermost": "https://chat.example.org/hooks/abcdefghijklmnopqrstuvwxyz",
    "matrix": "https://matrix.example.org",
    "google_chat": "https://chat.googleapis.com/v1/spaces/AAAA/messages?key=k&token=t",
    "discord": "https://discord.com/api/webhooks/1234/abc-DEF_1",
    "rocket_chat": "https://chat.example.org/hooks/5f0e1d2c/abcDEF123",
}
MATRIX: dict[str, Any] = {"token": "syt_secret_token", "room": "!abc:example.org"}
NASTY = "Ship [it](https://evil.example) @channel <!here> *now* `x` | <b>"
MESSAGE = Message(
    said="Growth: 2 key results are off track.",
    items=[Item(title=NASTY, link="https://okr.example/kr/1", note="Olga"), Item(title="Plain")],
    more=3,
    label="See them",
    link="https://okr.example/objectives",
)


@pytest.mark.parametrize("service", SERVICES)
def test_the_address_of_each_service_is_taken_apart(service: Service) -> None:
    found = target(service, GOOD[service], **(MATRIX if service == "matrix" else {}))
    assert GOOD[service].removeprefix("https://").startswith(found.host)
    assert found.port == 443
    assert found.hint == ("oken" if service == "matrix" else GOOD[service][-4:])


@pytest.mark.parametrize("service", [each for each in SERVICES if each not in {"mattermost", "rocket_chat"}])
def test_the_address_of_one_service_is_not_that_of_another(service: Service) -> None:
    for other in SERVICES:
        if other != service:
            with pytest.raises(WrongAddress):
                target(other, GOOD[service], **MATRIX)


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("http://chat.example.org/hooks/abcdefghijklmnopqrstuvwxyz", "chat_not_https"),
        ("https://chat.example.org:8065/hooks/abcdefghijklmnopqrstuvwxyz", "chat_port"),
        ("https://user:pass@chat.example.org/hooks/abcdefghijklmnopqrstuvwxyz", "chat_address"),
        ("https://chat.example.org/hooks/abcdefghijklmnopqrstuvwxyz#more", "chat_address"),
        ("https://chat.example.org/api/v4/users", "chat_address"),
        ("https://chat.example.org\\@10.0.0.1/hooks/abcdefghijklmnopqrstuvwxyz", "chat_address"),
        ("https://chat.example.org/hooks/abcdefghij klmnopqrstuvwxyz", "chat_address"),
        ("https://[::1/hooks/abcdefghijklmnopqrstuvwxyz", "chat_address"),
        ("https://chat.example.org:99999/hooks/abcdefghijklmnopqrstuvwxyz", "chat_address"),
        ("syslog://localhost", "chat_address"),
        ("file:///etc/passwd", "chat_address"),
        ("", "chat_address"),
    ],
)
def test_an_address_that_will_not_do_is_refused_with_a_code(address: str, code: str) -> None:
    with pytest.raises(WrongAddress) as refused:
        target("mattermost", address)
    assert (refused.value.code, refused.value.field) == (f"notifications.{code}", "address")
    assert refused.value.sentence.endswith(".")


def test_the_address_of_another_service_is_named() -> None:
    with pytest.raises(WrongAddress, match=r"This is an address of Slack, not of Mattermost\."):
        target("mattermost", GOOD["slack"])


def test_a_host_that_the_operator_opened_may_have_any_name_and_port() -> None:
    found = target("slack", "https://relay.intranet:8065/services/T/B/x", opened=True)
    assert (found.host, found.port) == ("relay.intranet", 8065)
    with pytest.raises(WrongAddress):
        target("slack", "https://relay.intranet:8065/anything", opened=True)


@pytest.mark.parametrize("more", [{"token": "", "room": "!a:b.c"}, {"token": "syt_secret", "room": "#general:b.c"}])
def test_matrix_wants_a_token_and_the_inner_id_of_a_room(more: dict[str, Any]) -> None:
    with pytest.raises(WrongAddress):
        target("matrix", GOOD["matrix"], **more)


def test_a_service_is_told_by_its_host() -> None:
    assert service_of("hooks.slack.com") == "slack"
    assert service_of("evil-hooks.slack.com") is None
    assert service_of("prod.logic.azure.com") == "teams"
    assert service_of("logic.azure.com.evil.example") is None


@pytest.mark.parametrize("service", SERVICES)
def test_every_service_gets_the_sentence_the_things_and_the_way_to_them(service: Service) -> None:
    said = json.dumps(payload(service, MESSAGE), ensure_ascii=False)
    assert "Growth: 2 key results are off track." in said
    assert "https://okr.example/kr/1" in said
    assert "https://okr.example/objectives" in said
    assert "and 3 more" in said
    assert "Olga" in said


@pytest.mark.parametrize("service", SERVICES)
def test_no_title_calls_anybody_or_links_anywhere(service: Service) -> None:
    shown: Any = payload(service, MESSAGE)
    said = json.dumps(shown, ensure_ascii=False)
    assert service == "matrix" or "<!here>" not in said  # plain text there
    if service == "slack":
        assert "&lt;!here&gt;" in said
    elif service == "matrix":
        assert shown["m.mentions"] == {}
        assert "&lt;b&gt;" in shown["formatted_body"]
    elif service == "discord":
        assert shown["allowed_mentions"] == {"parse": []}
    else:
        assert "@channel" not in said
    if service in {"teams", "mattermost", "discord", "rocket_chat"}:
        assert "](https://evil" not in said


def test_a_long_list_is_cut_and_counted() -> None:
    many = Message(
        said="Many.", items=[Item(title=f"No. {n}") for n in range(14)], label="All", link="https://x.example"
    )
    text = payload("mattermost", many)["text"]
    assert "No. 9" in text
    assert "No. 10" not in text
    assert "and 4 more" in text


@pytest.mark.parametrize(
    ("service", "answer", "end", "said"),
    [
        ("slack", Answer(reached="answered", status=200, text="ok"), "sent", "Slack took it."),
        ("slack", Answer(reached="answered", status=200, text="<html>Sign in</html>"), "failed", "refuses"),
        ("slack", Answer(reached="answered", status=404, text="no_service"), "failed", "It says: no_service"),
        ("teams", Answer(reached="answered", status=202), "sent", "Microsoft Teams took it."),
        ("discord", Answer(reached="answered", status=204), "sent", "Discord took it."),
        (
            "discord",
            Answer(reached="answered", status=404, text='{"message": "Unknown Webhook", "code": 10015}'),
            "failed",
            "It says: Unknown Webhook",
        ),
        (
            "google_chat",
            Answer(reached="answered", status=403, text='{"error": {"code": 403, "message": "Disabled"}}'),
            "failed",
            "It says: Disabled",
        ),
        (
            "matrix",
            Answer(reached="answered", status=401, text='{"errcode":"M_X","error":"Bad token"}'),
            "failed",
            "Bad token",
        ),
        ("mattermost", Answer(reached="answered", status=503), "again", "has trouble (status 503)"),
        ("mattermost", Answer(reached="answered", status=429), "again", "asks us to wait"),
        ("mattermost", Answer(reached="answered", status=302), "failed", "does not follow"),
        ("mattermost", Answer(reached="no_connection"), "again", "cannot be reached"),
        ("mattermost", Answer(reached="unknown_host"), "again", "There is no server named"),
        ("mattermost", Answer(reached="internal"), "failed", "HEADWAY_CHAT_HOSTS"),
        ("mattermost", Answer(reached="no_certificate"), "failed", "certificate"),
        ("mattermost", Answer(reached="no_answer"), "unclear", "may have arrived"),
        ("matrix", Answer(reached="no_answer"), "again", "may have arrived"),
    ],
)
def test_an_answer_is_said_in_a_sentence(service: Service, answer: Answer, end: str, said: str) -> None:
    found = verdict(service, "chat.example.org", answer)
    assert (found.end, said in found.sentence) == (end, True), found.sentence


def test_pauses_grow_and_end_and_a_service_may_ask_for_longer_ones() -> None:
    assert [pause(tries, None) for tries in range(1, 7)] == [*(timedelta(minutes=each) for each in PAUSES), None]
    assert pause(1, 600) == timedelta(minutes=10)
    assert pause(1, 90) == timedelta(minutes=2)
    assert pause(1, 86_400) is None


def book(**more: Any) -> Book:
    empty: dict[str, Any] = {"calendars": [], "rhythms": [], "holidays": [], "changes": [], "cycles": ()}
    return Book(**{"zone": "Europe/Berlin", "today": date(2026, 11, 23), **empty, **more})


def test_the_reds_come_with_the_monday_call_and_the_wins_two_hours_after_the_friday_one() -> None:
    monday = datetime(2026, 11, 23, 9, tzinfo=UTC)  # 10:00 in Berlin
    before, at = monday - timedelta(minutes=1), monday
    assert list(summaries(book(), None, ["reds", "wins"], before)) == []
    (red,) = summaries(book(), None, ["reds", "wins"], at)
    assert (red.topic, red.key, red.at) == ("reds", "reds:commitments:2026-W48", monday)
    friday = datetime(2026, 11, 27, 17, tzinfo=UTC)  # 18:00 in Berlin, two hours after the call
    assert [each.key for each in summaries(book(), None, ["reds", "wins"], friday)] == ["wins:wins:2026-W48"]
    assert list(summaries(book(), None, ["reds", "wins"], at + timedelta(hours=13))) == []


def test_on_a_holiday_they_wait_for_the_next_day() -> None:
    row = CalendarRow(
        id=UUID(int=7), team_id=None, zone=None, country=None, region=None, quiet_from=None, quiet_until=None, version=1
    )
    free = HolidayRow(calendar_id=row.id, day=date(2026, 11, 23), name="Off")
    at = datetime(2026, 11, 23, 9, tzinfo=UTC)
    whole = book(calendars=[row], holidays=[free])
    assert list(summaries(whole, None, ["reds"], at)) == []
    assert [each.day for each in summaries(whole, None, ["reds"], at + timedelta(days=1))] == [date(2026, 11, 24)]


def test_every_service_has_a_name() -> None:
    assert set(NAMES) == set(SERVICES)
