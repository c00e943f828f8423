"""A far end for chat, and people who arrange it. The far end is a real HTTPS server, opened by the settings."""

from collections.abc import Iterator
from uuid import UUID

import pytest

from headway.core.ctx import Ctx
from headway.core.settings import Settings
from headway.goals.schemas.cycles import CycleOut
from tests.far_end import FarEnd, far_end
from tests.goals import world
from tests.make import Make, Member
from tests.notifications.chat_world import KEY


@pytest.fixture(scope="module")
def _far(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FarEnd]:
    with far_end(tmp_path_factory.mktemp("chat")) as made:
        yield made


@pytest.fixture
def far(_far: FarEnd, monkeypatch: pytest.MonkeyPatch) -> FarEnd:
    monkeypatch.setenv("SSL_CERT_FILE", str(_far.certificate))
    _far.came.clear()
    _far.answers.clear()
    return _far


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
