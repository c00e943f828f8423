"""What the rule would give a key result now, against its present definition and the original one; and revisions."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import msgspec
from msgspec import Struct

from headway.core import db
from headway.core.ctx import Ctx
from headway.goals.queries import shaping
from headway.goals.rules.grading import final_score
from headway.goals.rules.revisions import Snapshot
from headway.goals.schemas.grades import OriginalOut, RevisionOut
from headway.progress import queries as progress
from headway.progress.rules.metrics import COMPUTED, Definition
from headway.progress.rules.reading import Value, evaluate

MOST_VALUES = 500


class Suggestion(Struct, frozen=True):
    """Scores by the rule, None where there was nothing to measure; `original` equals `suggested` without revisions."""

    suggested: Decimal | None
    original: Decimal | None
    revised: bool


class _Original(Struct):
    key_result_id: UUID
    before: dict[str, Any]


class _Revision(Struct):
    id: UUID
    key_result_id: UUID | None
    revised_at: datetime
    revised_on: date
    member_id: UUID | None
    member_name: str | None
    reason: str
    changes: dict[str, Any]


async def suggestions(ctx: Ctx, key_results: Sequence[UUID]) -> dict[UUID, Suggestion]:
    """For key results the caller has made sure to see, in three statements and one more for each revised one."""
    if not key_results:
        return {}
    facts = await progress.metric_facts(ctx, key_results)
    readings = await progress.readings(ctx, key_results)
    first = await originals(ctx, key_results)
    found = {}
    for id_ in key_results:
        now = final_score(facts[id_].definition, readings[id_].raw)
        agreed = first.get(id_)
        if agreed is None or agreed.definition is None:
            found[id_] = Suggestion(now, now, revised=False)
            continue
        raw = await _raw(ctx, id_, agreed.definition, now=readings[id_].raw)
        found[id_] = Suggestion(now, final_score(agreed.definition, raw), revised=True)
    return found


async def originals(ctx: Ctx, key_results: Sequence[UUID]) -> dict[UUID, Snapshot]:
    """What was agreed at the start of those that were revised since."""
    found = await db.rows(
        ctx,
        _Original,
        """
        select distinct on (key_result_id) key_result_id, before
          from goal_revision
         where workspace_id = %(workspace)s and key_result_id = any (%(ids)s)
         order by key_result_id, id
        """,
        workspace=ctx.workspace.id,
        ids=list(key_results),
    )
    return {row.key_result_id: snapshot(row.before) for row in found}


async def revisions(ctx: Ctx, *, objective: UUID | None = None, key_result: UUID | None = None) -> list[RevisionOut]:
    """Of an objective with its key results, or of one key result, oldest first."""
    found = await db.rows(
        ctx,
        _Revision,
        """
        select r.id, r.key_result_id, r.revised_at, r.revised_on, r.member_id, m.name as member_name, r.reason,
               r.changes
          from goal_revision r
          left join member m on m.workspace_id = r.workspace_id and m.id = r.member_id
         where r.workspace_id = %(workspace)s
           and (r.objective_id = %(objective)s or r.key_result_id = %(key_result)s)
         order by r.id
        """,
        workspace=ctx.workspace.id,
        objective=objective,
        key_result=key_result,
    )
    return [
        RevisionOut(
            id=row.id,
            key_result_id=row.key_result_id,
            at=row.revised_at,
            on=row.revised_on,
            actor=shaping.ref(row.member_id, row.member_name),
            reason=row.reason,
            changes=row.changes,
        )
        for row in found
    ]


def snapshot(stored: Mapping[str, Any]) -> Snapshot:
    return msgspec.convert(stored, Snapshot, strict=False)


def original_out(stored: Mapping[str, Any] | None) -> OriginalOut | None:
    """The first `before` of a key result as it goes out."""
    if stored is None:
        return None
    first = snapshot(stored)
    d = first.definition
    if d is None:
        return None
    return OriginalOut(
        title=first.title,
        commitment=first.commitment or "stretch",
        kind=d.kind.value,
        unit=d.unit,
        start=shaping.number(d.start),
        target=shaping.number(d.target),
        v70=shaping.number(d.v70),
        low=shaping.number(d.low),
        high=shaping.number(d.high),
    )


async def _raw(ctx: Ctx, key_result: UUID, definition: Definition, *, now: float | None) -> float | None:
    """The progress its values mean against another definition; computed kinds have one progress only."""
    if definition.kind in COMPUTED:
        return now
    kept = await progress.measurements(ctx, key_result, limit=MOST_VALUES, live_only=True)
    zone = ZoneInfo(ctx.workspace.zone)
    values = [
        Value(one.effective_at.astimezone(zone).date(), one.value, one.done, one.total, tuple(one.steps or ()))
        for one in reversed(kept.items)
    ]
    try:
        return evaluate(definition, values, as_of=ctx.today).raw
    except ValueError:
        return None  # the kind was changed, so the values of today say nothing about the old one
