"""Where a number comes from, as data: formula, inputs, parts, values, and what moved it."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec

from headway.core import db
from headway.core.ctx import Ctx
from headway.progress.queries.graph import Link, links_below, reading, readings
from headway.progress.queries.metrics import measurement, measurements, metric_facts
from headway.progress.rules.graph import Mode
from headway.progress.rules.words import formula
from headway.progress.schemas import Explanation, MetricFacts, Mover, NodeReading, Part

Nameable = Callable[[list[tuple[str, UUID]]], Awaitable[set[UUID]]]
"""Of these (subject, id) pairs, the ids that the reader may see. Everything else is counted and not named."""

WEEK = timedelta(days=7)
MOVERS = 10
VALUES = 20


async def explain(ctx: Ctx, node_id: UUID, *, nameable: Nameable) -> Explanation:
    """Explain the number of one node; the caller has made sure that the reader may see the node itself.

    The parts of all readers have the same numbers. Raises `NotFound`.
    """
    own = await reading(ctx, node_id)
    links = await links_below(ctx, [node_id])
    children = [one.child for one in links]
    below = await readings(ctx, children)
    all_facts = await metric_facts(ctx, [node_id, *children])
    facts = all_facts.get(node_id)
    changes = await _changes(ctx, node_id)
    named = await nameable([*((n.subject, n.id) for n in below.values()), *_causes(changes)])
    history = (await measurements(ctx, node_id, limit=VALUES)).items if facts else []
    week = await _week_ago(ctx, node_id)
    return Explanation(
        reading=own,
        formula=formula(facts.definition if facts else None, is_work=own.mode is Mode.WORK),
        definition=facts.definition if facts else None,
        current=await measurement(ctx, facts.last_id) if facts and facts.last_id else None,
        parts=[_part(one, below[one.child], named, all_facts.get(one.child)) for one in links],
        measurements=history,
        moved_by=[_mover(change, named) for change in changes],
        week_ago_raw=week.raw if week else None,
        week_ago_work=week.work if week else None,
        week_known=week is not None,
    )


class _Change(msgspec.Struct):
    at: datetime
    number: int
    actor_id: UUID | None
    data: dict[str, Any]


class _Past(msgspec.Struct):
    raw: float | None
    work: float | None


async def _changes(ctx: Ctx, node_id: UUID) -> list[_Change]:
    return await db.rows(
        ctx,
        _Change,
        """
        select recorded_at as at, version as number, actor_id, data
          from event
         where workspace_id = %(workspace)s and subject_id = %(id)s and kind = 'progress.changed'
           and data ->> 'old' is distinct from data ->> 'new'
         order by id desc
         limit %(limit)s
        """,
        workspace=ctx.workspace.id,
        id=node_id,
        limit=MOVERS,
    )


async def _week_ago(ctx: Ctx, node_id: UUID) -> _Past | None:
    """The numbers a week ago: after the last change before it, else before the first change since."""
    return await db.maybe(
        ctx,
        _Past,
        """
        select raw, work from (
        (select (data ->> 'new')::float8 as raw, (data ->> 'new_work')::float8 as work, 0 as place
           from event
          where workspace_id = %(workspace)s and subject_id = %(id)s and kind = 'progress.changed'
            and recorded_at <= %(then)s
          order by id desc limit 1)
        union all
        (select (data ->> 'old')::float8, (data ->> 'old_work')::float8, 1
           from event
          where workspace_id = %(workspace)s and subject_id = %(id)s and kind = 'progress.changed'
            and recorded_at > %(then)s
          order by id limit 1)
        ) as known
        order by place
        limit 1
        """,
        workspace=ctx.workspace.id,
        id=node_id,
        then=ctx.now - WEEK,
    )


def _causes(changes: list[_Change]) -> list[tuple[str, UUID]]:
    found = [change.data["cause"] for change in changes if change.data.get("cause")]
    return [(cause["subject"], UUID(cause["subject_id"])) for cause in found]


def _mover(change: _Change, named: set[UUID]) -> Mover:
    data = change.data
    cause = data.get("cause") or {}
    subject_id = UUID(cause["subject_id"]) if cause else None
    shown = subject_id in named
    return Mover(
        at=change.at,
        number=change.number,
        old_raw=data.get("old"),
        new_raw=data.get("new"),
        old_work=data.get("old_work"),
        new_work=data.get("new_work"),
        why=data.get("why", ""),
        actor_id=change.actor_id if shown or not cause else None,
        cause_kind=cause.get("kind"),
        cause_subject=cause.get("subject") if shown else None,
        cause_id=subject_id if shown else None,
        cause_label=cause.get("label") if shown else None,
    )


def _part(link: Link, child: NodeReading, named: set[UUID], facts: MetricFacts | None) -> Part:
    shown = child.id in named
    told = facts if shown else None
    counts = link.counted and link.weight > 0 and child.active and child.counted is not None
    return Part(
        id=child.id if shown else None,
        subject=child.subject if shown else None,
        kind=link.kind,
        weight=link.weight,
        counts=counts,
        share=link.share,
        raw=child.raw,
        counted=child.counted,
        contribution=link.share * child.counted if counts and child.counted is not None else None,
        work=child.work,
        state=child.state,
        active=child.active,
        totals=child.totals,
        measured_at=told.last_at if told else None,
        source=told.last_source if told else None,
        author_id=told.last_author if told else None,
    )
