"""Eight people at work through the API while something is being killed; each remembers what was acknowledged."""

import asyncio
import random
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from uuid import uuid4

import httpx
import msgspec

from tests.faults.house import Desk, House

PAUSE = 0.1  # seconds between tries of a write that got no answer: eight writers must not starve what starts
PATIENCE = 60.0  # seconds after which a write that never got one is a failure


class Done(msgspec.Struct, kw_only=True):
    """What the server said happened. `closed` is the last acknowledged state of a task."""

    measurements: set[str] = msgspec.field(default_factory=set)
    tasks: set[str] = msgspec.field(default_factory=set)
    closed: dict[str, bool] = msgspec.field(default_factory=dict)
    versions: dict[str, int] = msgspec.field(default_factory=dict)
    keys: set[str] = msgspec.field(default_factory=set)
    counts: Counter[str] = msgspec.field(default_factory=Counter)
    strange: list[str] = msgspec.field(default_factory=list)

    @property
    def acknowledged(self) -> int:
        return self.counts["acknowledged"]


class Office:
    """`work` runs all writers until told to stop; `last` is when a write was last acknowledged."""

    def __init__(self, house: House, seed: int) -> None:
        self.house = house
        self.done = Done()
        self.last = time.monotonic()
        self.stopping = False
        self._seed = seed

    async def work(self, during: Callable[["Office"], Awaitable[None]]) -> Done:
        limits = httpx.Limits(max_connections=40)
        base = f"{self.house.url}/api/w/{self.house.slug}"
        async with httpx.AsyncClient(base_url=base, timeout=10, limits=limits) as http, asyncio.TaskGroup() as group:
            for place, desk in enumerate(self.house.desks):
                chance = random.Random(self._seed * 100 + place)
                group.create_task(self._sit(http, desk, chance))
            await during(self)
            self.stopping = True
        return self.done

    async def _sit(self, http: httpx.AsyncClient, desk: Desk, chance: random.Random) -> None:
        kinds = (self._measure, self._turn, self._add)
        while not self.stopping:
            await chance.choices(kinds, weights=(5, 4, 1))[0](http, desk, chance)

    async def _measure(self, http: httpx.AsyncClient, desk: Desk, chance: random.Random) -> None:
        key = uuid4().hex
        body = {"value": str(chance.randint(0, 100)), "note": key}
        answer = await self._write(
            http, desk, "POST", f"/key-results/{desk.key_result}/measurements", key=key, body=body
        )
        if answer is not None:
            self.done.measurements.add(key)

    async def _add(self, http: httpx.AsyncClient, desk: Desk, chance: random.Random) -> None:
        key = uuid4().hex
        body = {"title": f"Task {key}", "priority": chance.choice(["low", "high"])}
        answer = await self._write(http, desk, "POST", f"/projects/{desk.project}/tasks", key=key, body=body)
        if answer is not None:
            self.done.tasks.add(key)

    async def _turn(self, http: httpx.AsyncClient, desk: Desk, chance: random.Random) -> None:
        """Close or reopen one of the desk's own tasks; nobody else touches it, so its version is known."""
        task = str(chance.choice(desk.tasks))
        close = not self.done.closed.get(task, False)
        version = self.done.versions.get(task, 1)
        answer = await self._write(
            http, desk, "POST" if close else "DELETE", f"/tasks/{task}/closure", key=uuid4().hex, version=version
        )
        if answer is not None:
            self.done.closed[task] = close
            self.done.versions[task] = answer.json()["version"]

    async def _write(
        self,
        http: httpx.AsyncClient,
        desk: Desk,
        method: str,
        path: str,
        *,
        key: str,
        body: dict[str, str] | None = None,
        version: int | None = None,
    ) -> httpx.Response | None:
        """The same keyed write until it is answered. Only answers that say "later" are tried again."""
        headers = {**desk.headers, "Idempotency-Key": key}
        if version is not None:
            headers["If-Match"] = f'"{version}"'
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            try:
                answer = await http.request(method, path, json=body, headers=headers)
            except httpx.HTTPError:
                self.done.counts["broken off"] += 1
                await asyncio.sleep(PAUSE)
                continue
            if answer.status_code < 300:
                self._count(key, answer)
                return answer
            if answer.status_code != 503 and "core.key_busy" not in answer.text:
                self.done.strange.append(f"{method} {path}: {answer.status_code} {answer.text[:200]}")
                return None
            self.done.counts["told to wait"] += 1
            await asyncio.sleep(PAUSE)
        self.done.strange.append(f"{method} {path}: no answer within {PATIENCE:.0f} s")
        return None

    def _count(self, key: str, answer: httpx.Response) -> None:
        self.last = time.monotonic()
        self.done.keys.add(key)
        self.done.counts["acknowledged"] += 1
        self.done.counts["answered from the kept answer"] += "idempotency-replayed" in answer.headers
