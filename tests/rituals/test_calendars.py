"""Setting when rituals take place, over the API: whose holds, who may, what is refused."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from headway.core import clock
from headway.core.ctx import Ctx
from headway.rituals.queries import calendars
from tests.conftest import Client, ClientFor, Statements
from tests.make import Make

FRIDAY = {"cadence": "weekly", "weekday": 5, "hour": 9}
NOON = datetime(2026, 11, 18, 12, tzinfo=UTC)  # a Wednesday


@pytest.fixture(autouse=True)
def _wednesday() -> Any:
    with clock.at(NOON):
        yield


def of(body: dict[str, Any], kind: str) -> dict[str, Any]:
    found: dict[str, Any] = next(each for each in body["rhythms"] if each["kind"] == kind)
    return found


async def test_without_anything_set_the_defaults_hold(client: Client) -> None:
    body = (await client.get("/rituals/calendar")).json()
    check_in = of(body, "check_in")
    assert (check_in["source"], check_in["rhythm"]["weekday"], check_in["rhythm"]["hour"]) == ("default", 5, 15)
    assert [each["day"] for each in check_in["next"]] == [
        "2026-11-20", "2026-11-27", "2026-12-04", "2026-12-11", "2026-12-18",
    ]  # fmt: skip
    assert body["version"] == 0
    assert body["can"]["edit"] is True


async def test_a_team_overrides_the_workspace_and_can_go_back(client: Client, make: Make) -> None:
    team = await make.team("Growth")
    whole = (await client.put("/rituals/calendar/rhythms/check_in", json={**FRIDAY, "weekday": 4}, version=0)).json()
    assert of(whole, "check_in")["source"] == "workspace"
    path = "/rituals/calendar/rhythms/check_in"
    own = (await client.put(path, params={"team": str(team)}, json={**FRIDAY, "weekday": 2}, version=0)).json()
    assert (of(own, "check_in")["source"], of(own, "check_in")["rhythm"]["weekday"]) == ("team", 2)
    assert of(own, "wins")["source"] == "default"
    back = (await client.delete(path, params={"team": str(team)}, version=own["version"])).json()
    assert (of(back, "check_in")["source"], of(back, "check_in")["rhythm"]["weekday"]) == ("workspace", 4)


async def test_zone_and_holidays_of_the_team_hold_for_it_alone(client: Client, make: Make) -> None:
    team = await make.team("Berlin")
    given = {
        "time_zone": "Europe/Berlin",
        "country": "DE",
        "region": "BE",
        "quiet": {"begin": 1200, "end": 480},
        "holidays": [{"day": "2026-11-20", "name": "Off-site"}],
    }
    body = (await client.put("/rituals/calendar", params={"team": str(team)}, json=given, version=0)).json()
    assert body["time_zone"] == "Europe/Berlin"
    assert body["calendar"]["quiet"] == {"begin": 1200, "end": 480}
    assert of(body, "check_in")["next"][0] | {"at": ""} == {
        "kind": "check_in", "key": "check_in:2026-W47", "planned": "2026-11-20", "day": "2026-11-23", "at": "",
        "moved": True, "reason": "",
    }  # fmt: skip
    assert of(body, "check_in")["next"][0]["at"] == "2026-11-23T14:00:00Z"
    days = {each["day"]: each for each in body["holidays"]}
    assert days["2026-11-20"] == {"day": "2026-11-20", "name": "Off-site", "own": True}
    assert days["2026-12-25"]["own"] is False
    whole = (await client.get("/rituals/calendar")).json()
    assert whole["time_zone"] == "UTC"
    assert of(whole, "check_in")["next"][0]["day"] == "2026-11-20"


async def test_one_occurrence_can_be_moved_or_skipped_and_restored(client: Client) -> None:
    key = "check_in:2026-W47"
    path = f"/rituals/calendar/changes/{key}"
    moved = (await client.put(path, json={"day": "2026-11-19", "reason": "Fair on Friday"}, version=0)).json()
    week = [each for each in moved["weeks"] if each["key"] == key]
    assert [(each["day"], each["planned"], each["reason"]) for each in week] == [
        ("2026-11-19", "2026-11-20", "Fair on Friday")
    ]
    skipped = (await client.put(path, json={"day": None}, version=moved["version"])).json()
    assert [each["day"] for each in skipped["weeks"] if each["key"] == key] == [None]
    assert of(skipped, "check_in")["next"][0]["day"] == "2026-11-27"
    back = (await client.delete(path, version=skipped["version"])).json()
    assert of(back, "check_in")["next"][0]["day"] == "2026-11-20"
    again = await client.delete(path, version=back["version"])
    assert (again.status_code, again.json()["version"]) == (200, back["version"])


async def test_a_preview_shows_the_next_five_in_the_teams_zone_and_saves_nothing(client: Client, make: Make) -> None:
    team = await make.team("Kolkata")
    given = {
        "kind": "check_in",
        "rhythm": {"cadence": "weekly", "weekday": 1, "hour": 9, "every_weeks": 2, "week_offset": 1},
        "calendar": {"time_zone": "Asia/Kolkata", "holidays": [{"day": "2026-12-07"}]},
    }
    body = (await client.post("/rituals/calendar/preview", params={"team": str(team)}, json=given)).json()
    assert body["time_zone"] == "Asia/Kolkata"
    assert body["next"][0]["at"].endswith("T03:30:00Z")
    assert len(body["next"]) == 5
    after = (await client.get("/rituals/calendar", params={"team": str(team)})).json()
    assert after["version"] == 0


async def test_only_leads_and_admins_set_it(client_for: ClientFor, make: Make) -> None:
    lead, member = await make.member(name="Lea"), await make.member()
    team = await make.team("Growth", lead=lead)
    await make.join(team, member)
    path, query = "/rituals/calendar/rhythms/check_in", {"team": str(team)}
    assert (await (await client_for(lead)).put(path, params=query, json=FRIDAY, version=0)).status_code == 200
    refused = await (await client_for(member)).put(path, params=query, json=FRIDAY, version=1)
    assert refused.status_code == 403
    assert (await (await client_for(lead)).put(path, json=FRIDAY, version=0)).status_code == 403
    seen = (await (await client_for(member)).get("/rituals/calendar", params=query)).json()
    assert seen["can"]["edit"] is False


async def test_a_guest_sees_the_calendar_of_a_shared_team_only(client_for: ClientFor, make: Make) -> None:
    guest = await make.member("guest", name="Gus")
    shared, hidden = await make.team("Shared"), await make.team("Hidden")
    await make.share(guest, "team", shared)
    client = await client_for(guest)
    assert (await client.get("/rituals/calendar", params={"team": str(shared)})).status_code == 200
    assert (await client.get("/rituals/calendar", params={"team": str(hidden)})).status_code == 404
    assert (await client.get("/rituals/calendar")).status_code == 200


async def test_an_old_version_is_told_what_is_there_now(client: Client) -> None:
    path = "/rituals/calendar/rhythms/wins"
    assert (await client.put(path, json=FRIDAY, version=0)).status_code == 200
    stale = await client.put(path, json=FRIDAY, version=0)
    assert stale.status_code == 412
    assert stale.json()["current"]["version"] == 1
    assert (await client.put(path, json=FRIDAY)).status_code == 428


@pytest.mark.parametrize(
    ("path", "body", "refused"),
    [
        ("", {"time_zone": "Mars/Olympus"}, "time_zone"),
        ("", {"time_zone": "../../etc/passwd"}, "time_zone"),
        ("", {"country": "ZZ"}, "country"),
        ("", {"country": "DE", "region": "XX"}, "region"),
        ("/rhythms/check_in", {**FRIDAY, "cadence": "monthly"}, "cadence"),
        ("/rhythms/check_in", {**FRIDAY, "week_offset": 1}, "week_offset"),
        ("/rhythms/check_in", {**FRIDAY, "weekday": 8}, "weekday"),
        ("/rhythms/karaoke", FRIDAY, 404),
        ("/changes/karaoke:2026", {"day": None}, 404),
    ],
)
async def test_what_makes_no_sense_is_refused(
    client: Client, path: str, body: dict[str, Any], refused: int | str
) -> None:
    answer = await client.put(f"/rituals/calendar{path}", json=body, version=0)
    assert answer.status_code == (422 if isinstance(refused, str) else refused), answer.text
    assert isinstance(refused, int) or refused in answer.text


async def test_countries_are_listed_with_their_regions(client: Client) -> None:
    items = (await client.get("/rituals/countries")).json()["items"]
    germany = next(each for each in items if each["code"] == "DE")
    assert "BY" in germany["regions"]
    assert len(items) > 100


async def test_any_number_of_teams_costs_five_statements(ctx: Ctx, make: Make, statements: Statements) -> None:
    teams = [await make.team(f"Team {number}") for number in range(5)]
    statements.clear()
    book = await calendars.book(ctx)
    assert {book.rhythm(team, "check_in").weekday for team in teams} == {5}
    assert statements.count == 5


async def test_grading_follows_the_cycles_that_are_open(ctx: Ctx, make: Make) -> None:
    await make.connection.execute(
        "insert into cycle (workspace_id, name, kind, starts_on, ends_on) values (%s, 'Q4', 'quarter', %s, %s)",
        [make.workspace.id, date(2026, 10, 1), date(2026, 12, 31)],
    )
    shown = await calendars.calendar(ctx, None)
    grading = next(each for each in shown.rhythms if each.kind == "grading")
    assert [each.day for each in grading.next] == [date(2026, 12, 29)]
