"""What happened to a task. Events keep ids; names are looked up as the reader may see them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from msgspec import Struct

from headway.core import db
from headway.core.ctx import Ctx
from headway.goals.queries import SUBJECTS as GOALS
from headway.organisation.schemas import PersonRef
from headway.work.queries.subjects import SUBJECTS as WORK
from headway.work.schemas.common import Activity

SHOWN = 50
PRIVATE = "something private"

_visible = {subject.kind: subject.visible for subject in [*GOALS, *WORK]}


class Happened(Struct, frozen=True):
    """One event about a task."""

    at: datetime
    kind: str
    actor_id: UUID | None
    actor_kind: str
    data: dict[str, Any]


async def events_of(ctx: Ctx, task_id: UUID) -> list[Happened]:
    """The newest events about a task, newest first."""
    return await db.rows(
        ctx,
        Happened,
        """
        select e.recorded_at as at, e.kind, e.actor_id, e.actor_kind, e.data
          from event e
         where e.workspace_id = %(workspace)s and e.subject_id = %(id)s and e.subject = 'task'
           and e.kind like 'work.%%'
         order by e.id desc
         limit %(limit)s
        """,
        workspace=ctx.workspace.id,
        id=task_id,
        limit=SHOWN,
    )


async def told(ctx: Ctx, events: Sequence[Happened], names: dict[UUID, PersonRef]) -> list[Activity]:
    """Events as a person reads them: key results and projects by name, where the reader may see them."""
    goals = {UUID(event.data["key_result_id"]) for event in events if "key_result_id" in event.data}
    homes = {UUID(one) for event in events for one in _changes(event).get("project_id", ())}
    tasks = {UUID(event.data["blocker_id"]) for event in events if "blocker_id" in event.data}
    titles = await _titles(ctx, "key_result", goals) | await _titles(ctx, "project", homes)
    titles |= await _titles(ctx, "task", tasks)
    return [
        Activity(
            at=event.at,
            kind=event.kind,
            actor=names.get(event.actor_id) if event.actor_id else None,
            actor_kind=event.actor_kind,
            changes=_named(event, titles),
        )
        for event in events
    ]


async def _titles(ctx: Ctx, kind: str, ids: set[UUID]) -> dict[UUID, str]:
    found = await _visible[kind](ctx, sorted(ids)) if ids else []
    return {one.id: f"{one.label} '{one.title}'" if kind == "task" else one.title for one in found}


def _changes(event: Happened) -> dict[str, Any]:
    found: dict[str, Any] = event.data.get("changes", {})
    return found


def _named(event: Happened, titles: dict[UUID, str]) -> dict[str, Any]:
    changes = dict(_changes(event))
    if "project_id" in changes:
        changes["project"] = [titles.get(UUID(one), PRIVATE) for one in changes.pop("project_id")]
    if "key_result_id" in event.data:
        title = titles.get(UUID(event.data["key_result_id"]), PRIVATE)
        gone = event.kind == "work.unlinked"
        changes["key_result"] = [title if gone or event.kind == "work.link_weighed" else None, None if gone else title]
    if "blocker_id" in event.data:
        title = titles.get(UUID(event.data["blocker_id"]), PRIVATE)
        gone = event.kind == "work.dependency_removed"
        changes["blocked_by"] = [title if gone else None, None if gone else title]
    return changes
