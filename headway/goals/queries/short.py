"""Key results in short, for lists: hundreds at once, so rows are taken apart by place and health is remembered."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import Any

import msgspec
from psycopg.sql import SQL

from headway.core import db
from headway.core.ctx import Ctx
from headway.goals.queries import shaping
from headway.goals.rules.reading import (
    Counted,
    Foreseen,
    KeyResultFacts,
    final_grade,
    objective_chance,
    objective_expected,
    objective_reading,
    stand,
)
from headway.goals.schemas.common import HealthOut
from headway.goals.schemas.key_results import KeyResultLine
from headway.progress.rules.health import Health, Thresholds
from headway.progress.rules.metrics import Definition, Kind, Method, PathPoint
from headway.progress.rules.outlook import LAPSED

Member = tuple[float, Health, Decimal | None, str, float | None]
"""Weight, health, score once the cycle is closed, commitment, chance of success."""
Pace = tuple[float, float | None]
"""Weight, and where it must stand today."""


class ShortKeyResults(msgspec.Struct, gc=False):
    """The key results of one objective. `members` and `expected` leave out the dropped ones."""

    lines: list[KeyResultLine] = msgspec.field(default_factory=list)
    members: list[Member] = msgspec.field(default_factory=list)
    expected: list[Pace] = msgspec.field(default_factory=list)
    children: int = 0


async def short_key_results(ctx: Ctx, ids: str, closed: Sequence[bool]) -> list[ShortKeyResults]:
    """Of these objectives (an `array_of` them), one for each in their order, in one statement.

    `closed`: whether the cycle of each is.
    """
    found = await db.tuples(
        ctx,
        _STATEMENT,
        workspace=ctx.workspace.id,
        zone=ctx.workspace.zone,
        every=ctx.workspace.check_in_days,
        since=ctx.today - timedelta(days=LAPSED),
        ids=ids,
    )
    stood = _stood(ctx.today, shaping.thresholds(ctx))
    places = [ShortKeyResults() for _ in closed]
    for row in found:
        health, expected, score, chance = stood(row[15:], row[7], closed[row[0] - 1])
        short = places[row[0] - 1]
        # What is active gives the default itself, which is what the encoder leaves out.
        state = "active" if row[8] == "active" else row[8]
        shown = None if score is None else float(score)
        short.lines.append(KeyResultLine(*row[2:8], health, state, *row[9:15], shown, chance))  # type: ignore[call-arg]  # see below
        short.children += row[1]
        if health is not Health.DROPPED:
            short.members.append((row[5], health, score, row[18], chance))
            short.expected.append((row[5], expected))
    return places


class Reading(msgspec.Struct, frozen=True):
    """What an objective's key results say of it; `score` once all that counts is graded or its cycle is closed."""

    health: HealthOut
    chance: float | None
    score: float | None
    expected: float | None


@lru_cache(maxsize=4096)
def reading_of(
    state: str, members: tuple[Member, ...], expected: tuple[Pace, ...], limits: Thresholds, *, closed: bool
) -> Reading:
    """Remembered, as the rules are pure: a list asks the same for every reader.

    Remembered as one: the key costs more than a reading, and four of them cost a list of 100 a tenth more.
    """
    counted = [Counted(*member) for member in members]
    said = objective_reading(state, counted, limits, closed=closed)
    chance = None if closed else objective_chance(counted if state == "active" else []).chance
    grade = final_grade(counted, closed=closed) if state in {"active", "paused"} else None
    return Reading(
        health=HealthOut(said.state, said.sentence),
        chance=chance,
        score=None if grade is None else float(grade[0]),
        expected=objective_expected(expected),
    )


class _Bend(msgspec.Struct, frozen=True):
    """What only key results with a 70 % mark or a target path have."""

    start: Decimal | None
    target: Decimal | None
    v70: Decimal | None
    path: tuple[PathPoint, ...]


_STRAIGHT = _Bend(None, None, None, ())


Standing = tuple[Health, float | None, Decimal | None, float | None]
"""Health, pace, score, chance."""
Stood = Callable[[tuple[Any, ...], float | None, bool], Standing]


@lru_cache(maxsize=64)
def _stood(today: date, limits: Thresholds) -> Stood:
    """How one stands, from the last columns of the statement, the raw progress, and whether the cycle is closed.

    Remembered for the day, as every viewer asks the same: a cache of its own for each day and each set of limits, so
    that neither is looked at again for every row.
    """

    @lru_cache(maxsize=65536)
    def stood(paced: tuple[Any, ...], raw: float | None, closed: bool) -> Standing:
        kind, state, method, commitment, starts_on, ends_on, every, bent, last_on, paused, *rest = paced
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
        grade, made_on, asked_on, chance, held, n = rest
        foreseen = None if chance is None else Foreseen(chance, Health(held) if held else None, n)
        dropped, new = state == "dropped", (made_on, asked_on)
        facts = KeyResultFacts(
            definition, every, commitment, dropped, raw, last_on, closed, paused, grade, foreseen, *new
        )
        found = stand(facts, today, limits)
        return found.verdict.health, found.pace, found.score, found.chance

    return stood


# Places: 0 of the objective in `ids`, 1 children, 2-14 the fields of `KeyResultLine` but health, from 15 on `_stood`.
_STATEMENT = SQL(
    """
    select w.place,
           (select count(*) from alignment a
             where a.workspace_id = k.workspace_id and a.key_result_id = k.id),
           k.id, k.title, m.kind, e.weight, k.owner_id, n.raw,
           k.state, m.unit, m.start::float8, m.target::float8, m.low::float8, m.high::float8, v.value::float8,
           m.kind, k.state, m.method, k.commitment, m.starts_on, m.ends_on, coalesce(m.check_in_days, %(every)s),
           case when m.v70 is not null or m.path <> '[]' then
             jsonb_build_object('start', m.start, 'target', m.target, 'v70', m.v70, 'path', m.path)::text end,
           (v.effective_at at time zone %(zone)s)::date,
           k.state = 'paused' or o.state = 'paused', k.grade,
           case when v.id is null then (k.created_at at time zone %(zone)s)::date end,
           case when v.id is null then k.first_check_in_on end,
           case when k.commitment = 'committed' then f.chance_full else f.chance end,
           case when k.commitment = 'committed' then f.held_full else f.held end, f.n
      from unnest(%(ids)s::uuid[]) with ordinality as w (id, place)
      join key_result k on k.workspace_id = %(workspace)s and k.objective_id = w.id
      join objective o on o.workspace_id = %(workspace)s and o.id = w.id
      join metric m on m.workspace_id = k.workspace_id and m.id = k.id
      join node n on n.workspace_id = k.workspace_id and n.id = k.id
      join edge e on e.workspace_id = k.workspace_id and e.child_id = k.id and e.parent_id = k.objective_id
      left join measurement v on v.workspace_id = m.workspace_id and v.id = m.newest_id
      left join lateral (
       select x.as_of, x.enough, x.chance, x.chance_full, x.held, x.held_full, x.n
         from forecast x
        where x.workspace_id = m.workspace_id and x.metric_id = m.id
        order by x.as_of desc
        limit 1) as f on f.enough and f.as_of >= %(since)s
     order by w.place, k.rank, k.id
    """
)
