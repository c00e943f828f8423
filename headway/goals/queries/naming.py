"""Names of things of every room, for explanations and histories: only what the reader may see has one."""

from collections import defaultdict
from collections.abc import Collection
from uuid import UUID

from headway.core import db
from headway.core.ctx import Ctx
from headway.core.subjects import Registry, Titled
from headway.goals.schemas.common import CauseOut, Ref

PRIVATE = "something private"


class Names:
    """Asks each kind's own room once, and remembers what it said for the length of one request."""

    def __init__(self, ctx: Ctx, registry: Registry) -> None:
        self._ctx = ctx
        self._registry = registry
        self._known: dict[UUID, Titled] = {}
        self._asked: set[UUID] = set()

    async def nameable(self, things: list[tuple[str, UUID]]) -> set[UUID]:
        """Of these (subject, id) the ids that the reader may see: what `progress.queries.explain` asks for."""
        by_kind: dict[str, list[UUID]] = defaultdict(list)
        for kind, id_ in things:
            if id_ not in self._asked:
                self._asked.add(id_)
                by_kind[kind].append(id_)
        for kind, ids in by_kind.items():
            subject = self._registry.get(kind)
            if subject is not None:
                self._known.update({one.id: one for one in await subject.visible(self._ctx, ids)})
        return {id_ for _, id_ in things if id_ in self._known}

    def of(self, id_: UUID | None) -> Titled | None:
        """What `nameable` found; None for what the reader may not see."""
        return None if id_ is None else self._known.get(id_)

    def cause(self, said: dict[str, str] | None) -> CauseOut | None:
        """A cause as an event keeps it; without its name where the reader may not see the thing."""
        if not said:
            return None
        id_ = UUID(said["subject_id"])
        if self.of(id_) is None:
            return CauseOut(kind=said["kind"], subject=said["subject"], id=None, label=PRIVATE)
        return CauseOut(kind=said["kind"], subject=said["subject"], id=id_, label=said.get("label", ""))


async def people(ctx: Ctx, ids: Collection[UUID | None]) -> dict[UUID, Ref]:
    """Members by id; absent where the reader may not see them."""
    wanted = [id_ for id_ in set(ids) if id_ is not None]
    if not wanted:
        return {}
    found = await db.rows(
        ctx,
        Ref,
        "select id, name from member where workspace_id = %(workspace)s and id = any (%(ids)s)",
        workspace=ctx.workspace.id,
        ids=wanted,
    )
    return {one.id: one for one in found}
