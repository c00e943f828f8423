"""Chat channels: who arranges them, what is kept of an address, and what goes out to whom."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import msgspec
import pytest

from headway.core import clock
from headway.core.ctx import Ctx
from headway.core.errors import Forbidden, Invalid, NotFound, Problem, Stale
from headway.core.secret_keys import new_key
from headway.core.settings import Settings
from headway.goals.actions import cycles
from headway.goals.schemas.cycles import CycleOut
from headway.notifications import jobs
from headway.notifications.actions import channels
from headway.notifications.queries import channels as queries
from headway.notifications.schemas.chat import ChannelPatch
from tests.conftest import ClientFor
from tests.far_end import FarEnd
from tests.goals import world
from tests.make import Make, Member
from tests.notifications.chat_world import FRIDAY, KEY, TOKEN, called, given, key_result, sent, told, worker
from tests.notifications.world import aged, reminded_at


@pytest.fixture(autouse=True)
def _friday() -> Iterator[None]:
    with clock.at(FRIDAY):
        yield


# -- arranging ------------------------------------------------------------------------------------------------------


async def test_the_address_is_sealed_and_never_given_back(boss: Ctx, far: FarEnd, make: Make) -> None:
    made = await channels.add_channel(boss, given(far))
    assert (made.host, made.hint, made.service) == (far.host, TOKEN[-4:], "mattermost")
    shown = msgspec.json.encode(await queries.channels(boss, None)).decode() + msgspec.json.encode(made).decode()
    assert TOKEN not in shown
    cursor = await make.connection.execute("select c::text, encode(sealed, 'escape') from chat_channel c")
    assert TOKEN not in str(await cursor.fetchall())
    assert TOKEN not in str([event.data for event in boss.recorded])


async def test_without_the_operators_word_an_internal_server_is_refused(boss: Ctx, far: FarEnd) -> None:
    boss.settings = Settings(secret_keys=KEY)
    internal = "https://127.0.0.1/hooks/" + TOKEN
    for address in (internal, internal.replace("127.0.0.1", "localhost"), internal.replace("127.0.0.1", "[::1]")):
        with pytest.raises(Invalid, match="HEADWAY_CHAT_HOSTS") as refused:
            await channels.add_channel(boss, given(far, address=address))
        assert refused.value.code == "notifications.chat_address_internal"
    with pytest.raises(Invalid, match="Port") as refused:
        await channels.add_channel(boss, given(far))
    assert refused.value.code == "notifications.chat_port"
    assert far.came == []


async def test_what_the_operator_closes_again_is_refused_when_it_is_sent(boss: Ctx, far: FarEnd, make: Make) -> None:
    made = await channels.add_channel(boss, given(far))
    await channels.test_channel(boss, made.id)
    await sent(make, Settings(secret_keys=KEY))
    (test,) = await told(boss, made.id)
    assert (test.state, "private network" in test.answer, far.came) == ("failed", True, [])


async def test_without_a_key_nothing_is_kept(boss: Ctx, far: FarEnd) -> None:
    boss.settings = Settings(chat_hosts=far.host)
    with pytest.raises(Problem, match="HEADWAY_SECRET_KEYS") as refused:
        await channels.add_channel(boss, given(far))
    assert refused.value.code == "notifications.chat_no_key"
    assert (await queries.channels(boss, None)).ready is False


async def test_admins_arrange_all_and_leads_their_team(
    boss: Ctx, far: FarEnd, make: Make, *, mia: Member, team: UUID, settings: Settings
) -> None:
    whole = await channels.add_channel(boss, given(far))
    lead = make.ctx_of(mia)
    lead.settings = settings
    with pytest.raises(Forbidden):
        await channels.add_channel(lead, given(far))
    with pytest.raises(NotFound):
        await queries.channel(lead, whole.id)
    own = await channels.add_channel(lead, given(far, team_id=team))
    listed = await queries.channels(lead, None)
    assert ([each.id for each in listed.items], listed.can["create"]) == ([own.id], False)
    assert [each.id for each in listed.teams] == [team]
    other = make.ctx_of(await make.member(name="Otto Other"))
    assert (await queries.channels(other, team)).items == []
    with pytest.raises(NotFound):
        await channels.test_channel(other, own.id)
    below = await make.team("Below", parent=team)
    assert (await channels.add_channel(lead, given(far, team_id=below))).team is not None


async def test_a_change_keeps_the_address_unless_a_new_one_comes(
    boss: Ctx, far: FarEnd, make: Make, settings: Settings
) -> None:
    made = await channels.add_channel(boss, given(far))
    changed = await channels.change_channel(boss, made.id, ChannelPatch(name="Other", kinds=["wins"]), version=1)
    assert (changed.name, changed.kinds, changed.hint, changed.version) == ("Other", ["wins"], made.hint, 2)
    with pytest.raises(Stale):
        await channels.change_channel(boss, made.id, ChannelPatch(name="Late"), version=1)
    new = f"https://{far.host}/hooks/{'z' * 26}"
    changed = await channels.change_channel(boss, made.id, ChannelPatch(address=new), version=2)
    assert changed.hint == "zzzz"
    await channels.test_channel(boss, made.id)
    await sent(make, settings)
    assert [came.path for came in far.came] == ["/hooks/" + "z" * 26]


async def test_keys_change_and_what_old_ones_sealed_is_sealed_anew(
    boss: Ctx, far: FarEnd, make: Make, settings: Settings
) -> None:
    made = await channels.add_channel(boss, given(far))
    newer = msgspec.structs.replace(settings, secret_keys=f"{new_key()},{KEY}")
    assert await channels.reseal(worker(make, newer, FRIDAY)) == 1
    only_newer = msgspec.structs.replace(newer, secret_keys=newer.secret_keys.partition(",")[0])
    await channels.test_channel(boss, made.id)
    await sent(make, only_newer)
    assert [each.state for each in await told(boss, made.id)] == ["sent"]
    await channels.test_channel(boss, made.id)
    await sent(make, settings)
    assert "Paste the address again" in (await told(boss, made.id))[0].answer


async def test_a_sealed_address_does_not_open_in_another_channel(
    boss: Ctx, far: FarEnd, make: Make, settings: Settings
) -> None:
    one, other = [await channels.add_channel(boss, given(far)) for _ in range(2)]
    await make.connection.execute(
        "update chat_channel set sealed = (select sealed from chat_channel where id = %s) where id = %s",
        [one.id, other.id],
    )
    await channels.test_channel(boss, other.id)
    await sent(make, settings)
    assert ([each.state for each in await told(boss, other.id)], far.came) == (["failed"], [])


async def test_over_the_api_with_codes_and_versions(client_for: ClientFor, make: Make) -> None:
    client = await client_for(make.owner)
    body = {"service": "slack", "name": "x", "address": "https://127.0.0.1/services/T/B/x", "kinds": ["wins"]}
    refused = await client.post("/chat/channels", json=body)
    assert (refused.status_code, refused.json()["code"]) == (422, "notifications.chat_address")
    body |= {"service": "mattermost", "address": f"https://127.0.0.1/hooks/{TOKEN}"}
    refused = await client.post("/chat/channels", json=body)
    assert (refused.status_code, refused.json()["code"]) == (422, "notifications.chat_address_internal")
    assert refused.json()["errors"][0]["path"] == "address"
    listed = await client.get("/chat/channels")
    assert (listed.status_code, listed.json()["items"], listed.json()["ready"]) == (200, [], False)


# -- what goes out --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("service", "path", "more"),
    [
        ("slack", "/services/T0/B0/secret", {}),
        ("teams", "/workflows/1/triggers/manual/paths/invoke?sig=secret", {}),
        ("mattermost", f"/hooks/{TOKEN}", {}),
        ("google_chat", "/v1/spaces/A/messages?key=k&token=secret", {}),
        ("discord", "/api/webhooks/12/secret", {}),
        ("rocket_chat", "/hooks/5f0e1d2c/secret", {}),
        ("matrix", "", {"token": "syt_secret_token", "room": "!abc:example.org"}),
    ],
)
async def test_a_test_message_arrives_in_the_form_of_each_service(
    boss: Ctx, far: FarEnd, make: Make, *, settings: Settings, service: Any, path: str, more: dict[str, str]
) -> None:
    address = f"https://{far.host}{path}"
    made = await channels.add_channel(boss, given(far, service=service, address=address, **more))
    waiting = await channels.test_channel(boss, made.id)
    await sent(make, settings)
    (came,) = far.came
    (test,) = await told(boss, made.id)
    assert (test.id, test.state, test.kind, test.status) == (waiting.id, "sent", "test", 200)
    assert "It works" in str(came.body)
    assert f"https://okr.example/w/{make.workspace.slug}/settings/chat" in str(came.body)
    if service == "matrix":
        assert (came.method, came.headers["Authorization"]) == ("PUT", "Bearer syt_secret_token")
        room = "%21abc%3Aexample.org"
        assert came.path == f"/_matrix/client/v3/rooms/{room}/send/m.room.message/{waiting.id.hex}"
    else:
        assert (came.method, came.path) == ("POST", path)


async def test_a_call_for_check_ins_counts_what_everybody_may_see_and_comes_once(
    boss: Ctx, far: FarEnd, make: Make, *, mia: Member, team: UUID, cycle: CycleOut, settings: Settings
) -> None:
    otto = await make.member(name="Otto Other")
    await make.join(team, otto)
    for owner in (mia, otto):
        await key_result(boss, cycle, team=team, owner=owner)
    await key_result(boss, cycle, team=team, owner=mia, private=True, title="Secret merger")
    await aged(make)
    made = await channels.add_channel(boss, given(far, team_id=team, kinds=["check_ins"]))
    await reminded_at(make, FRIDAY - timedelta(minutes=5))
    await called(make, settings)
    await called(make, settings)
    await sent(make, settings)
    await sent(make, settings, FRIDAY + timedelta(minutes=10))
    (came,) = far.came
    assert "Growth: It is time for your check-in. 2 key results of 2 people." in came.body["text"]
    assert f"/rhythm?team={team}&tab=checkins" in came.body["text"]
    assert [each.state for each in await told(boss, made.id)] == ["sent"]


async def test_the_channel_of_the_workspace_hears_of_all_teams_in_one_message(
    boss: Ctx, far: FarEnd, make: Make, *, mia: Member, team: UUID, cycle: CycleOut, settings: Settings
) -> None:
    second = await make.team("Sales", lead=mia)
    for each in (team, second):
        await key_result(boss, cycle, team=each, owner=mia)
    await aged(make)
    await channels.add_channel(boss, given(far))
    await reminded_at(make, FRIDAY - timedelta(minutes=5))
    await called(make, settings)
    await sent(make, settings)
    assert far.came == []
    await sent(make, settings, FRIDAY + timedelta(minutes=4))
    (came,) = far.came
    assert "2 key results of 1 person" in came.body["text"]
    assert came.body["text"].endswith("/check-ins)")


async def test_the_reds_of_the_week_name_no_private_goal_nor_what_a_guest_was_shared(
    boss: Ctx, far: FarEnd, make: Make, *, mia: Member, team: UUID, cycle: CycleOut, settings: Settings
) -> None:
    guest = await make.member("guest", name="Gus Guest")
    shown = await key_result(boss, cycle, team=team, owner=mia, title="Open number")
    hidden = await key_result(boss, cycle, team=team, owner=mia, private=True, title="Secret merger")
    draft = await key_result(boss, cycle, team=team, owner=mia, state="draft", title="Half a thought")
    objective = await make.connection.execute("select objective_id from key_result where id = %s", [hidden])
    await make.share(guest, "objective", (await objective.fetchone() or (uuid4(),))[0])
    for each in (shown, hidden):
        await world.record(boss, each, 1)
    del draft
    await channels.add_channel(boss, given(far, team_id=team, kinds=["reds"]))
    monday = datetime(2026, 10, 26, 10, tzinfo=UTC)
    await jobs.chat_due(worker(make, settings, monday))
    await jobs.chat_due(worker(make, settings, monday))
    await sent(make, settings, monday)
    (came,) = far.came
    assert "Growth: 1 key result is off track." in came.body["text"]
    assert f"/key-results/{shown}" in came.body["text"]
    assert "Secret" not in str(came.body)
    assert "Half a thought" not in str(came.body)


async def test_a_closed_cycle_is_told_with_the_scores_that_everybody_may_see(
    boss: Ctx, far: FarEnd, make: Make, *, mia: Member, team: UUID, cycle: CycleOut, settings: Settings
) -> None:
    await key_result(boss, cycle, team=team, owner=mia)
    await key_result(boss, cycle, team=team, owner=mia, private=True, title="Secret merger")
    await channels.add_channel(boss, given(far))
    await cycles.close_cycle(boss, cycle.id)
    await jobs.chat_closed(worker(make, settings, FRIDAY), subject=str(cycle.id), data={})
    await sent(make, settings)
    (came,) = far.came
    assert f"{cycle.name} is closed. 1 key result" in came.body["text"]
    assert f"/objectives?cycle={cycle.id}" in came.body["text"]


async def test_a_paused_channel_gets_tests_only(
    boss: Ctx, far: FarEnd, make: Make, *, team: UUID, settings: Settings
) -> None:
    made = await channels.add_channel(boss, given(far, team_id=team))
    meeting = uuid4()
    await jobs.chat_meeting(worker(make, settings, FRIDAY), subject=str(meeting), data={"team_id": str(team)})
    await channels.change_channel(boss, made.id, ChannelPatch(paused=True), version=1)
    await channels.test_channel(boss, made.id)
    await sent(make, settings)
    assert [(each.kind, each.state) for each in await told(boss, made.id)] == [("test", "sent"), ("calls", "left_out")]
    await jobs.chat_meeting(worker(make, settings, FRIDAY), subject=str(uuid4()), data={"team_id": str(team)})
    assert len(await told(boss, made.id)) == 2


async def test_a_meeting_is_called_in_its_team_only(
    boss: Ctx, far: FarEnd, make: Make, *, team: UUID, settings: Settings
) -> None:
    await channels.add_channel(boss, given(far))
    await channels.add_channel(boss, given(far, team_id=await make.team("Sales")))
    await channels.add_channel(boss, given(far, team_id=team))
    meeting = uuid4()
    await jobs.chat_meeting(worker(make, settings, FRIDAY), subject=str(meeting), data={"team_id": str(team)})
    await sent(make, settings)
    (came,) = far.came
    assert came.body["text"] == (
        f"**Growth: the meeting has begun.**\n[Join](https://okr.example/w/{make.workspace.slug}/meetings/{meeting})"
    )
