"""Key results in short, for lists: hundreds at once, so rows are taken apart by place and health is remembered."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any
from uuid import UUID

import msgspec
from psycopg.sql import SQL

from headway.core import db
from headway.core.ctx import Ctx
from headway.goals.queries import shaping
from headway.goals.rules.reading import Counted, KeyResultFacts, objective_reading, stand
from headway.goals.schemas.common import HealthOut
from headway.goals.schemas.key_results import KeyResultLine
from headway.progress.rules.health import Health, Thresholds
from headway.progress.rules.metrics import Definition, Kind, Method, PathPoint


class ShortKeyResults(msgspec.Struct, gc=False):
    """The key results of one objective. `members` (weight, health) and `expected` leave out the dropped ones."""

    lines: list[KeyResultLine] = msgspec.field(default_factory=list)
    members: list[tuple[float, Health]] = msgspec.field(default_factory=list)
    expected: list[tuple[float, float | None]] = msgspec.field(default_factory=list)
    children: int = 0


async def short_key_results(ctx: Ctx, ids: Sequence[UUID]) -> dict[UUID, ShortKeyResults]:
    """Of these objectives, in their order, in one statement."""
    found = await db.tuples(
        ctx,
        _STATEMENT,
        workspace=ctx.workspace.id,
        zone=ctx.workspace.zone,
        every=ctx.workspace.check_in_days,
        ids=ids,
    )
    today, limits = ctx.today, shaping.thresholds(ctx)
    below: dict[UUID, ShortKeyResults] = defaultdict(ShortKeyResults)
    for row in found:
        health, expected = _stand(row[15:], row[6], today, limits)
        short = below[row[0]]
        short.lines.append(KeyResultLine(*row[1:7], health, *row[7:14]))  # type: ignore[call-arg]  # see the places below
        short.children += row[14]
        if health is not Health.DROPPED:
            short.members.append((row[4], health))
            short.expected.append((row[4], expected))
    return below


@lru_cache(maxsize=4096)
def health_of(state: str, members: tuple[tuple[float, Health], ...], limits: Thresholds) -> HealthOut:
    """Of an objective, from its key results; remembered, as the rule is pure."""
    said = objective_reading(state, [Counted(weight, health) for weight, health in members], limits)
    return HealthOut(said.state, said.sentence)


class _Bend(msgspec.Struct, frozen=True):
    """What only key results with a 70 % mark or a target path have."""

    start: Decimal | None
    target: Decimal | None
    v70: Decimal | None
    path: tuple[PathPoint, ...]


_STRAIGHT = _Bend(None, None, None, ())


@lru_cache(maxsize=65536)
def _stand(paced: tuple[Any, ...], raw: float | None, today: date, limits: Thresholds) -> tuple[Health, float | None]:
    """Health and pace from the last columns of the statement; remembered, as every viewer asks the same all day."""
    kind, state, method, commitment, starts_on, ends_on, every, bent, last_on = paced
    bend = msgspec.json.decode(bent, type=_Bend) if bent else _STRAIGHT
    definition = Definition(
        kind=Kind(kind),
        start=bend.start,
        target=bend.target,
        v70=bend.v70,
        method=Method(method),
        starts_on=starts_on,
        ends_on=ends_on,
        path=bend.path,
    )
    found = stand(KeyResultFacts(definition, every, commitment, state == "dropped", raw, last_on), today, limits)
    return found.verdict.health, found.pace


# Places: 0 the objective, 1-13 the fields of `KeyResultLine` but for its health, 14 children, from 15 `_stand`.
_STATEMENT = SQL(
    """
    select k.objective_id, k.id, k.title, m.kind, e.weight, k.owner_id, n.raw,
           k.state, m.unit, m.start::float8, m.target::float8, m.low::float8, m.high::float8, v.value::float8,
           (select count(*) from alignment a
             where a.workspace_id = k.workspace_id and a.key_result_id = k.id),
           m.kind, k.state, m.method, k.commitment, m.starts_on, m.ends_on, coalesce(m.check_in_days, %(every)s),
           case when m.v70 is not null or m.path <> '[]' then
             jsonb_build_object('start', m.start, 'target', m.target, 'v70', m.v70, 'path', m.path)::text end,
           (v.effective_at at time zone %(zone)s)::date
      from key_result k
      join metric m on m.workspace_id = k.workspace_id and m.id = k.id
      join node n on n.workspace_id = k.workspace_id and n.id = k.id
      join edge e on e.workspace_id = k.workspace_id and e.child_id = k.id and e.parent_id = k.objective_id
      left join measurement v on v.workspace_id = m.workspace_id and v.id = m.newest_id
     where k.workspace_id = %(workspace)s and k.objective_id = any (%(ids)s)
     order by k.objective_id, k.rank, k.id
    """
)
