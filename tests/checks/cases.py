"""The cases of the tenant matrix: every operation x every caller x own, private and foreign ids at every place."""

from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

import httpx
import msgspec

from tests.checks.calls import Call
from tests.checks.policy import LEAST, ROLES, SEEN, answers
from tests.checks.stage import Stage
from tests.checks.surface import Operation, Requests, Way, variants
from tests.checks.world import CALLERS

PRIVATE = {
    "alignment", "import", "import_done", "key_result", "key_result_cascading", "key_result_dropped",
    "key_result_fresh", "key_result_paused", "key_result_review", "key_result_work", "measurement", "objective",
    "objective_above", "objective_aside", "objective_draft", "objective_dropped", "objective_paused",
    "objective_review", "project", "project_archived", "project_second", "session", "status", "status_open",
    "status_waiting", "task", "task_deleted", "task_done", "task_parent", "task_sibling", "token", "work_link",
}  # fmt: skip
ROLE_OF = {
    "guest_with": "guest", "guest_without": "guest", "guest_view": "guest", "member": "member", "other": "member",
    "full_token": "member", "admin": "admin", "owner": "owner", "outsider": "owner", "removed": "member",
}  # fmt: skip
STREAMS = {"live_event_stream"}  # an open stream never ends: who is let in is tried by `sse`
HEAVY = {"demo_sample_load", "demo_sample_clear"}  # seconds each when allowed: tried at full size only


class Case(msgspec.Struct, frozen=True, kw_only=True):
    """`space`: own, private, foreign, all_foreign, elsewhere. `way`: where the other id is. `allowed`: statuses."""

    operation: Operation
    number: int
    call: Call
    caller: str
    space: str
    way: Way = ()
    other: dict[Way, UUID] = {}
    allowed: frozenset[int]

    def __str__(self) -> str:
        where = ".".join(map(str, self.way))
        return f"{self.operation.id}#{self.number} as {self.caller}, {self.space} {where}".rstrip()

    def build(self, requests: Requests, other: dict[Way, UUID] | None = None) -> httpx.Request:
        built = requests.build(self.caller, self.operation, self.call, self.other if other is None else other)
        if self.space == "elsewhere":
            world = requests.world
            built.url = built.url.copy_with(path=built.url.path.replace(world.slug, world.other_slug))
        return built


def every(stage: Stage, operations: list[Operation], *, heavy: bool) -> Iterator[Case]:
    for operation in operations:
        for number, call in enumerate(variants(operation.id)):
            for caller in CALLERS:
                own = answers(operation.id, number)[caller]
                if operation.id in STREAMS and own < 400:
                    continue
                if operation.id in HEAVY and own < 400 and not heavy:
                    continue
                yield from _of_caller(stage, operation, number, call, caller=caller)


def _of_caller(stage: Stage, operation: Operation, number: int, call: Call, *, caller: str) -> Iterator[Case]:
    own, world = answers(operation.id, number)[caller], stage.world
    same: dict[str, Any] = {"operation": operation, "number": number, "call": call, "caller": caller}
    yield Case(**same, space="own", allowed=frozenset({own}))
    marks = list(call.positions())
    for way, mark in marks:
        for space, ids in (("private", world.private), ("foreign", world.foreign)):
            if space == "foreign" or mark.kind in PRIVATE:
                allowed = _allowed(operation, way, own=own, caller=caller, marks=marks)
                if space == "private" and caller in SEEN.get((operation.id, mark.kind), ()):
                    allowed = frozenset({own})
                yield Case(**same, space=space, way=way, other={way: ids[mark.kind]}, allowed=allowed)
    foreign = {way: world.foreign[mark.kind] for way, mark in marks}
    if len(marks) > 1:
        allowed = _allowed(operation, marks[0][0], own=own, caller=caller, marks=marks)
        yield Case(**same, space="all_foreign", way=marks[0][0], other=foreign, allowed=allowed)
    if "{workspace}" in operation.path and caller != "outsider":
        stopped = frozenset({401 if caller == "anonymous" else 404})
        yield Case(**same, space="elsewhere", other=foreign, allowed=stopped)


def _allowed(
    operation: Operation, way: Way, *, own: int, caller: str, marks: Sequence[tuple[Way, object]]
) -> frozenset[int]:
    """404 where the path names it; in a body 422 as well; a filter may find nothing; who may not call
    learns nothing."""
    if _is_stopped(operation, own=own, caller=caller):
        return frozenset({own})
    refused = {own} if own >= 400 else set()
    if way[0] == "path":
        return frozenset({404} if way == marks[0][0] else {404} | refused)
    if way[0] == "query" and operation.reads:
        return frozenset({404, 200} | refused)
    return frozenset({404, 422} | refused)


def _is_stopped(operation: Operation, *, own: int, caller: str) -> bool:
    """Refused before any id is looked at: not signed in, no member here, too low a role, a token without the scope."""
    if caller in {"anonymous", "outsider", "removed"} and "{workspace}" in operation.path:
        return True
    if caller in {"anonymous", "read_token"}:
        return own in {401, 403}
    if caller == "full_token" and own == 403 and answers(operation.id, 0)["member"] != 403:
        return True  # not for tokens at all
    least = LEAST[operation.id]
    return least in ROLES and ROLES.index(ROLE_OF[caller]) < ROLES.index(least)
