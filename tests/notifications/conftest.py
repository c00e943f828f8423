"""A far end for chat, and people who arrange it. The far end is a real HTTPS server, opened by the settings."""

from uuid import UUID

import pytest

from headway.core.ctx import Ctx
from headway.core.settings import Settings
from headway.goals.schemas.cycles import CycleOut
from tests.far_end import FarEnd
from tests.goals import world
from tests.make import Make, Member
from tests.notifications.chat_world import KEY


@pytest.fixture
def settings(far: FarEnd) -> Settings:
    return Settings(secret_keys=KEY, chat_hosts=far.host, public_url="https://okr.example")


@pytest.fixture
def boss(make: Make, settings: Settings) -> Ctx:
    """The owner, with these settings."""
    ctx = make.ctx_of(make.owner)
    ctx.settings = settings
    return ctx


@pytest.fixture
async def mia(make: Make) -> Member:
    return await make.member(name="Mia Member")


@pytest.fixture
async def team(make: Make, mia: Member) -> UUID:
    return await make.team("Growth", lead=mia)


@pytest.fixture
async def cycle(boss: Ctx) -> CycleOut:
    return await world.cycle(boss, past=30, ahead=60)
