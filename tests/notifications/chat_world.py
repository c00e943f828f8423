"""What tests of chat share: channels to make, the jobs as the job runner would run them, what came of it."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from headway.core.ctx import SYSTEM, Ctx
from headway.core.secret_keys import new_key
from headway.core.settings import Settings
from headway.goals.schemas.cycles import CycleOut
from headway.notifications import jobs
from headway.notifications.actions import chat_posting, chat_sending
from headway.notifications.queries import channels as queries
from headway.notifications.rules.chat_services import TOPICS
from headway.notifications.schemas.chat import ChannelIn, DeliveryOut
from tests.far_end import FarEnd
from tests.goals import world
from tests.make import Make, Member
from tests.notifications.world import reminded_at

FRIDAY = datetime(2026, 10, 23, 15, tzinfo=UTC)  # the hour of the check-in
KEY = new_key()
TOKEN = "abcdefghijklmnopqrstuvwxyz"


def given(far: FarEnd, **more: Any) -> ChannelIn:
    address = f"https://{far.host}/hooks/{TOKEN}"
    return ChannelIn(
        **{"service": "mattermost", "name": "Team talk", "address": address, "kinds": list(TOPICS), **more}
    )


def worker(make: Make, settings: Settings, at: datetime) -> Ctx:
    return Ctx(make.connection, make.workspace, SYSTEM, now=at, settings=settings)


async def sent(make: Make, settings: Settings, at: datetime = FRIDAY) -> None:
    """Let the jobs run as the job runner would."""
    ctx = worker(make, settings, at)
    await chat_posting.send_due(ctx)
    for job in ctx._jobs:
        errand = await chat_sending.claim(worker(make, settings, at), delivery=job.arguments["delivery"])
        if errand is not None:
            returned = await chat_sending.post(settings, errand)
            await chat_sending.settle(worker(make, settings, at), returned)


async def told(ctx: Ctx, channel: UUID) -> list[DeliveryOut]:
    return (await queries.deliveries(ctx, channel)).items


async def called(make: Make, settings: Settings, at: datetime = FRIDAY) -> None:
    """The clock of rituals strikes, and what it calls goes to chat."""
    for ctx in await reminded_at(make, at):
        for event in ctx.recorded:
            if event.kind == "rituals.called":
                await jobs.chat_called(worker(make, settings, at), subject=str(event.subject_id), data=event.data)


async def key_result(boss: Ctx, cycle: CycleOut, *, team: UUID, owner: Member, **more: Any) -> UUID:
    made = await world.objective(boss, cycle.id, team_id=team, owner_id=owner.id, **more)
    return (await world.key_result(boss, made.id, more.get("title", "A number"), owner_id=owner.id)).id
