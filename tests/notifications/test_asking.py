"""What asks for something: it leads to exactly that, reaches whom it is meant for, and goes when it is done."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from headway.core import clock
from headway.notifications.actions import preferences
from headway.notifications.queries import inbox as queries
from headway.notifications.rules.ways import Told, thing, way
from headway.notifications.schemas.inbox import NoticeOut
from headway.notifications.schemas.preferences import PreferenceIn, PreferencesIn
from headway.rituals.actions import check_ins, commitments
from headway.rituals.actions.check_ins import NotNow
from headway.rituals.schemas.check_ins import CheckInIn
from headway.rituals.schemas.weeks import CommitmentIn
from tests.conftest import ClientFor
from tests.goals import world
from tests.make import Make, Member
from tests.notifications.world import aged, gathered, inbox_of, mailed, published, reminded_at
from tests.rituals import week_world
from tests.rituals.test_reminders import tick
from tests.rituals.week_world import Company

NOW = datetime(2026, 11, 19, 12, tzinfo=UTC)  # a Thursday
MONDAY = datetime(2026, 11, 23, 10, tzinfo=UTC)
ONE, TWO, TEAM = UUID(int=1), UUID(int=2), UUID(int=3)


@pytest.fixture(autouse=True)
def _thursday() -> Iterator[None]:
    with clock.at(NOW):
        yield


@pytest.fixture
async def us(make: Make) -> Company:
    return await week_world.company(make)


async def notices(us: Company, member: Member, *, at: datetime, kind: str) -> list[NoticeOut]:
    groups = (await inbox_of(us.make, member, at=at)).items
    return [each for group in groups for each in group.notices if each.kind == kind]


async def test_the_reminder_of_monday_leads_to_the_commitments_and_goes_with_the_first(us: Company) -> None:
    await published(us.make, us.make.ctx_of(us.make.owner))
    await tick(us.make, MONDAY - timedelta(minutes=5))
    await gathered(us.make, *await reminded_at(us.make, MONDAY), at=MONDAY)
    (found,) = await notices(us, us.mia, at=MONDAY, kind="reminder")
    assert found.way == f"rhythm?team={us.team}&tab=week#commitments"
    with clock.at(MONDAY + timedelta(minutes=5)):
        await commitments.make_commitment(us.ctx(us.mia), us.team, CommitmentIn(title="Call five customers"))
    at = MONDAY + timedelta(minutes=6)
    assert await notices(us, us.mia, at=at, kind="reminder") == []
    assert len(await notices(us, us.noah, at=at, kind="reminder")) == 1
    sent = await mailed(us.make, at=at)
    assert us.mia.email not in {each["recipient"] for each in sent}
    (to_noah,) = [each for each in sent if each["recipient"] == us.noah.email]
    assert f"/rhythm?team={us.team}&tab=week#commitments" in to_noah["text"]


async def test_what_was_dropped_or_closed_meanwhile_asks_for_nothing(us: Company) -> None:
    friday = NOW + timedelta(days=1, hours=3)
    owner = us.make.ctx_of(us.make.owner)
    result = await world.key_result(owner, us.objective, "Number", owner_id=us.mia.id)
    await aged(us.make)
    await published(us.make, owner)
    await tick(us.make, NOW)
    await gathered(us.make, *await reminded_at(us.make, friday), at=friday)
    assert len(await notices(us, us.mia, at=friday, kind="reminder")) == 1
    await us.make.connection.execute("update key_result set state = 'dropped' where id = %s", [result.id])
    assert await notices(us, us.mia, at=friday, kind="reminder") == []


async def test_remind_reaches_the_one_who_checks_in_in_the_inbox_and_by_mail(
    us: Company, client_for: ClientFor
) -> None:
    owner = us.make.ctx_of(us.make.owner)
    result = await world.key_result(owner, us.objective, "Number", owner_id=us.noah.id, check_in_owner_id=us.mia.id)
    await gathered(us.make, owner)
    await us.make.connection.execute("delete from notification")
    lead = us.ctx(us.lea)
    await check_ins.ask_for_check_in(lead, result.id)
    assert await gathered(us.make, lead) == 1
    (group,) = (await inbox_of(us.make, us.mia)).items
    (found,) = group.notices
    assert (found.kind, found.unread, found.actor and found.actor.name) == ("reminder", True, "Lea Lead")
    assert found.way == f"check-ins?of={result.id}"
    assert (await queries.unread(us.ctx(us.mia))).unread == 1
    (sent,) = await mailed(us.make, at=NOW)
    assert (sent["recipient"], "Lea Lead asks for your check-in" in sent["text"]) == (us.mia.email, True)
    assert "/check-in#" in sent["text"]
    own = us.ctx(us.mia)
    own.now = NOW + timedelta(minutes=5)
    await check_ins.check_in(own, result.id, CheckInIn(unchanged=True))
    assert (await inbox_of(us.make, us.mia, at=own.now)).items == []
    refused = await (await client_for(us.lea)).post(f"/key-results/{result.id}/check-in-request")
    assert (refused.status_code, refused.json()["code"]) == (409, "rituals.given")


async def test_remind_follows_the_preferences_of_whom_it_asks(us: Company) -> None:
    owner = us.make.ctx_of(us.make.owner)
    result = await world.key_result(owner, us.objective, "Number", owner_id=us.mia.id)
    await published(us.make, owner)
    never = PreferencesIn(preferences=[PreferenceIn(kind="reminder", app=True, mail="never")])
    await preferences.save(us.ctx(us.mia), never, version=0)
    lead = us.ctx(us.lea)
    await check_ins.ask_for_check_in(lead, result.id)
    await gathered(us.make, lead)
    assert await mailed(us.make, at=NOW) == []
    assert (await queries.unread(us.ctx(us.mia))).unread == 1


async def test_what_is_given_is_not_asked_for(us: Company) -> None:
    result = await world.key_result(us.make.ctx_of(us.make.owner), us.objective, "Number", owner_id=us.mia.id)
    await check_ins.check_in(us.ctx(us.mia), result.id, CheckInIn(unchanged=True))
    with pytest.raises(NotNow):
        await check_ins.ask_for_check_in(us.ctx(us.lea), result.id)


@pytest.mark.parametrize(
    ("told", "left", "expected"),
    [
        (("reminder", "check_in", "member"), [ONE], f"check-ins?of={ONE}"),
        (("reminder", "check_in", "member"), [ONE, TWO], "check-ins"),
        (("question", "check_in", "key_result"), [ONE], f"check-ins?of={ONE}"),
        (("reminder", "commitments", "member"), [], f"rhythm?team={TEAM}&tab=week#commitments"),
        (("reminder", "wins", "member"), [], f"rhythm?team={TEAM}&tab=week#wins"),
        (("reminder", "assessment", "member"), [ONE], f"rhythm?team={TEAM}&tab=assessment&objective={ONE}"),
        (("reminder", "assessment", "member"), [ONE, TWO], f"rhythm?team={TEAM}&tab=assessment"),
        (("scoring", "grading", "member"), [ONE], f"rhythm?team={TEAM}&tab=review&part=score"),
        (("reminder", "retrospective", "member"), [], f"rhythm?team={TEAM}&tab=review&part=learn"),
        (("missed", "check_in", "team"), [ONE, TWO], f"rhythm?team={ONE}&tab=checkins"),
        (("assigned", "", "task"), [], f"tasks/{ONE}"),
        (("health", "", "key_result"), [], f"key-results/{ONE}"),
        (("shared", "", "team"), [], f"teams/{ONE}"),
    ],
)
def test_a_notice_leads_to_exactly_what_it_asks_for(
    told: tuple[str, str, str], left: list[UUID], expected: str
) -> None:
    kind, ritual, subject = told
    given = Told(kind=kind, ritual=ritual, subject=subject, subject_id=ONE, team=TEAM)  # type: ignore[arg-type]  # any kind
    assert way(given, left) == expected


def test_goals_without_a_team_are_found_on_their_own_page() -> None:
    told = Told(kind="reminder", ritual="assessment", subject="member", subject_id=uuid4())
    assert way(told, [ONE]) == thing(told, ONE) == f"objectives/{ONE}"
    assert way(told, [ONE, TWO]) == "objectives"


async def test_a_feed_and_an_inbox_give_nothing_of_another_person(us: Company, client_for: ClientFor) -> None:
    """Otto is of another team: its rituals are in his calendar, and nothing of Mia's is in his calendar or inbox."""
    ctx = us.make.ctx_of(us.make.owner)
    await world.key_result(ctx, us.objective, "Secret number", owner_id=us.mia.id)
    await gathered(us.make, ctx)
    bodies: dict[str, str] = {}
    for name, person in (("mia", us.mia), ("otto", us.otto)):
        client = await client_for(person)
        address = (await client.post("/notifications/feed")).json()["url"]
        feed = await client.get("/api/calendars/" + address.rpartition("/")[2])
        assert feed.status_code == 200
        inbox = await client.get("/inbox")
        bodies[name] = feed.text.replace("\r\n ", "") + inbox.text
    assert "Checkout" in bodies["mia"]
    assert "Secret number" in bodies["mia"]
    assert "Elsewhere" in bodies["otto"]
    for word in ("Checkout", "Secret number", str(us.team), str(us.mia.id), "Mia"):
        assert word not in bodies["otto"], word
