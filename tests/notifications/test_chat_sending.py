"""Chat messages that do not arrive, and workers that die: tried again, given up, never twice."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import msgspec
import pytest
from psycopg.types.json import Jsonb

from headway.core import clock
from headway.core.ctx import Ctx
from headway.core.errors import Problem
from headway.core.settings import Settings
from headway.notifications import jobs
from headway.notifications.actions import channels, chat_sending
from headway.notifications.queries import channels as queries
from headway.notifications.schemas.chat import ChannelOut, ChannelPatch
from tests.far_end import FarEnd
from tests.make import Make
from tests.notifications.chat_world import FRIDAY, given, sent, told, worker
from tests.notifications.world import inbox_of


@pytest.fixture(autouse=True)
def _friday() -> Iterator[None]:
    with clock.at(FRIDAY):
        yield


async def post(make: Make, settings: Settings, channel: ChannelOut, *, at: datetime = FRIDAY) -> None:
    """Something to tell: a meeting of the channel's team."""
    assert channel.team is not None
    data = {"team_id": str(channel.team.id)}
    await jobs.chat_meeting(worker(make, settings, at), subject=str(uuid4()), data=data)
    await sent(make, settings, at)


@pytest.fixture
async def talk(boss: Ctx, far: FarEnd, team: UUID) -> ChannelOut:
    return await channels.add_channel(boss, given(far, team_id=team))


async def test_trouble_over_there_is_tried_again_later_and_then_it_arrives_once(
    boss: Ctx, far: FarEnd, make: Make, *, talk: ChannelOut, settings: Settings
) -> None:
    far.will((503, b"busy"), (429, b"wait"), (200, b"ok"))
    await post(make, settings, talk)
    (one,) = await told(boss, talk.id)
    assert (one.state, one.tries, "status 503" in one.answer) == ("waiting", 1, True)
    await sent(make, settings, FRIDAY + timedelta(seconds=30))
    assert len(far.came) == 1
    for minutes in (1, 7, 20):
        await sent(make, settings, FRIDAY + timedelta(minutes=minutes))
    (one,) = await told(boss, talk.id)
    assert (one.state, one.tries, len(far.came)) == ("sent", 3, 3)


async def test_what_is_too_old_is_not_sent(
    boss: Ctx, far: FarEnd, make: Make, *, talk: ChannelOut, settings: Settings
) -> None:
    far.will((503, b""))
    await post(make, settings, talk)
    await sent(make, settings, FRIDAY + timedelta(hours=2))
    (one,) = await told(boss, talk.id)
    assert (one.state, len(far.came)) == ("left_out", 1)


async def test_after_three_failures_in_a_row_it_is_paused_and_its_maker_told(
    boss: Ctx, far: FarEnd, make: Make, *, talk: ChannelOut, settings: Settings
) -> None:
    far.will((404, b"no_service"))
    for _ in range(2):
        await post(make, settings, talk)
    assert (await queries.channel(boss, talk.id)).paused is False
    far.will((200, b"ok"))
    await post(make, settings, talk)
    far.will((404, b"no_service"))
    for _ in range(4):
        await post(make, settings, talk)
    found = await queries.channel(boss, talk.id)
    assert (found.paused, "It was removed there" in found.paused_because) == (True, True)
    assert len(far.came) == 6
    (group,) = (await inbox_of(make, make.owner)).items
    assert (group.subject.kind, group.subject.title, group.notices[0].kind) == ("chat_channel", "Team talk", "chat")
    again = await channels.change_channel(boss, talk.id, ChannelPatch(paused=False), version=found.version)
    assert (again.paused, again.paused_because) == (False, "")


async def test_silence_is_not_answered_with_a_second_message(
    boss: Ctx, far: FarEnd, make: Make, *, talk: ChannelOut, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("headway.core.egress.ANSWER_SECONDS", 0.2)
    far.hold.clear()
    try:
        await post(make, settings, talk)
    finally:
        far.hold.set()
    await sent(make, settings, FRIDAY + timedelta(minutes=30))
    (one,) = await told(boss, talk.id)
    assert (one.state, len(far.came)) == ("unclear", 1)


Kill = Callable[[Make, Settings, str], Awaitable[None]]


async def _before_sending(make: Make, settings: Settings, delivery: str) -> None:
    await chat_sending.claim(worker(make, settings, FRIDAY), delivery=delivery)


async def _after_sending(make: Make, settings: Settings, delivery: str) -> None:
    errand = await chat_sending.claim(worker(make, settings, FRIDAY), delivery=delivery)
    assert errand is not None
    await chat_sending.post(settings, errand)


@pytest.mark.parametrize(
    ("service", "kill", "arrived", "state"),
    [
        ("mattermost", _before_sending, 0, "unclear"),
        ("mattermost", _after_sending, 1, "unclear"),
        ("matrix", _before_sending, 1, "sent"),
        ("matrix", _after_sending, 1, "sent"),
    ],
)
async def test_killed_between_two_steps_it_never_arrives_twice(
    boss: Ctx, far: FarEnd, make: Make, *, settings: Settings, service: Any, kill: Kill, arrived: int, state: str
) -> None:
    more = {"address": f"https://{far.host}", "token": "syt_secret", "room": "!a:b.c"} if service == "matrix" else {}
    made = await channels.add_channel(boss, given(far, service=service, **more))
    test = await channels.test_channel(boss, made.id)
    await kill(make, settings, str(test.id))
    await sent(make, settings, FRIDAY + timedelta(seconds=30))  # another worker comes: it may still be on its way
    assert (await told(boss, made.id))[0].state == "sending"
    await sent(make, settings, FRIDAY + timedelta(minutes=3))
    assert len({came.path + str(came.body) for came in far.came}) == arrived  # Matrix knows one by its path
    assert (await told(boss, made.id))[0].state == state


async def test_two_workers_take_one_message_once(
    boss: Ctx, make: Make, *, talk: ChannelOut, settings: Settings
) -> None:
    test = await channels.test_channel(boss, talk.id)
    first = await chat_sending.claim(worker(make, settings, FRIDAY), delivery=str(test.id))
    second = await chat_sending.claim(worker(make, settings, FRIDAY), delivery=str(test.id))
    assert (first is not None, second) == (True, None)
    assert first is not None
    late = msgspec.structs.replace(first, tries=7)
    returned = await asyncio.wait_for(chat_sending.post(settings, first), 20)
    await chat_sending.settle(worker(make, settings, FRIDAY), msgspec.structs.replace(returned, errand=late))
    assert (await told(boss, talk.id))[0].state == "sending"


async def test_tests_are_limited(boss: Ctx, talk: ChannelOut, make: Make) -> None:
    await make.connection.execute(
        """
        insert into chat_delivery (workspace_id, channel_id, key, kind, data, at, due_at, stale_at)
        select %s, %s, n::text, 'test', %s, %s, %s, %s from generate_series(1, 20) as n
        """,
        [make.workspace.id, talk.id, Jsonb({}), FRIDAY, FRIDAY, FRIDAY],
    )
    with pytest.raises(Problem) as refused:
        await channels.test_channel(boss, talk.id)
    assert refused.value.status == 429
