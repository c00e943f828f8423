"""Objectives and key results for the rooms that work with any subject."""

from collections import defaultdict
from typing import Literal
from uuid import UUID

from msgspec import Struct
from psycopg.sql import SQL, Composed

from headway.core import db
from headway.core.ctx import Ctx
from headway.core.db import HasConnection
from headway.core.subjects import Audience, Subject, Titled
from headway.goals.access import ShareAccess, can_edit
from headway.goals.queries.lines import escaped
from headway.goals.queries.visible import STANDING, objectives, standing_of, viewer
from headway.goals.rules.changes import label


class _Row(Struct):
    id: UUID
    number: int
    title: str
    context: str


class _Admitted(Struct):
    id: UUID
    everyone: bool
    members: list[UUID]


async def _objectives_of(ctx: Ctx, ids: list[UUID]) -> list[Titled]:
    return await _titled(ctx, "objective", SQL("o.id = any (%(ids)s)").format(), ids=ids)


async def _find_objectives(ctx: Ctx, words: str, limit: int) -> list[Titled]:
    return await _titled(ctx, "objective", _matching("o"), words=words, limit=limit)


async def _key_results_of(ctx: Ctx, ids: list[UUID]) -> list[Titled]:
    return await _titled(ctx, "key_result", SQL("k.id = any (%(ids)s)").format(), ids=ids)


async def _find_key_results(ctx: Ctx, words: str, limit: int) -> list[Titled]:
    return await _titled(ctx, "key_result", _matching("k"), words=words, limit=limit)


def _matching(alias: Literal["o", "k"]) -> Composed:
    """Every word somewhere in the title, in any order."""
    title = SQL("o.title") if alias == "o" else SQL("k.title")
    return SQL("{title} ilike all (%(patterns)s::text[])").format(title=title)


async def _titled(
    ctx: Ctx,
    kind: Literal["objective", "key_result"],
    which: Composed,
    *,
    ids: list[UUID] | None = None,
    words: str = "",
    limit: int | None = None,
) -> list[Titled]:
    found = await db.rows(
        ctx,
        _Row,
        (_OBJECTIVES if kind == "objective" else _KEY_RESULTS).format(visible=objectives(ctx), which=which),
        ids=ids,
        patterns=[f"%{escaped(word)}%" for word in words.split()],
        limit=limit,
        **viewer(ctx),
    )
    return [Titled(id=row.id, title=row.title, label=label(kind, row.number), context=row.context) for row in found]


_OBJECTIVES = SQL(
    """
    select o.id, o.number, o.title, c.name || coalesce(' · ' || t.name, '') as context
      from objective o
      join cycle c on c.workspace_id = o.workspace_id and c.id = o.cycle_id
      left join team t on t.workspace_id = o.workspace_id and t.id = o.team_id
     where {visible} and {which}
     order by o.state = 'dropped', c.starts_on desc, o.rank, o.id
     limit %(limit)s
    """
)
_KEY_RESULTS = SQL(
    """
    select k.id, k.number, k.title, o.title as context
      from key_result k
      join objective o on o.workspace_id = k.workspace_id and o.id = k.objective_id
      join cycle c on c.workspace_id = o.workspace_id and c.id = o.cycle_id
     where {visible} and {which}
     order by k.state = 'dropped', c.starts_on desc, o.rank, k.rank, k.id
     limit %(limit)s
    """
)


async def _objective_audience(holder: HasConnection, ids: list[UUID]) -> dict[UUID, Audience]:
    return await _audience(holder, ids)


async def _key_result_audience(holder: HasConnection, ids: list[UUID]) -> dict[UUID, Audience]:
    """A key result is seen by whoever sees its objective."""
    found = await db.rows(
        holder,
        _Home,
        "select id, objective_id from key_result where id = any (%(ids)s)",
        ids=ids,
    )
    of = await _audience(holder, list({row.objective_id for row in found}))
    return {row.id: of[row.objective_id] for row in found if row.objective_id in of}


class _Home(Struct):
    id: UUID
    objective_id: UUID


async def _audience(holder: HasConnection, ids: list[UUID]) -> dict[UUID, Audience]:
    """The same rule as `visible.objectives`, asked for everybody at once; row security holds the workspace."""
    found = await db.rows(
        holder,
        _Admitted,
        """
        select o.id, not o.private and o.state <> 'draft' as everyone,
               array(
                 select m.id from member m
                  where m.workspace_id = o.workspace_id and m.role <> 'guest' and m.id in (o.owner_id, o.created_by)
                 union
                 select m.id from team_member tm
                   join member m on m.workspace_id = tm.workspace_id and m.id = tm.member_id and m.role <> 'guest'
                  where tm.workspace_id = o.workspace_id and tm.team_id = o.team_id
                    and (not o.private or tm.role = 'lead')
                 union
                 select s.member_id from share s
                  where s.workspace_id = o.workspace_id
                    and ((s.subject = 'objective' and s.subject_id = o.id)
                         or (s.subject = 'team' and s.subject_id = o.team_id and not o.private
                             and o.state <> 'draft'))) as members
          from objective o
         where o.id = any (%(ids)s)
        """,
        ids=ids,
    )
    admitted: dict[UUID, Audience] = defaultdict(Audience)
    for row in found:
        admitted[row.id] = Audience(everyone=row.everyone, members=frozenset(row.members))
    return dict(admitted)


async def _may_share(ctx: Ctx, objective: UUID) -> bool:
    """Who may edit an objective may open it to others; who only sees it may not, themselves included."""
    row = await db.maybe(
        ctx, _Standing, _STANDING.format(standing=STANDING, visible=objectives(ctx)), id=objective, **viewer(ctx)
    )
    return row is not None and can_edit(ctx.actor, standing_of(row))


class _Standing(Struct):
    state: str
    owns: bool
    wrote: bool
    leads: bool
    in_team: bool
    shared: ShareAccess | None
    closed: bool


_STANDING = SQL(
    """
    select o.state, {standing}
      from objective o
      join cycle c on c.workspace_id = o.workspace_id and c.id = o.cycle_id
     where {visible} and o.id = %(id)s
    """
)


async def _cycles_of(ctx: Ctx, ids: list[UUID]) -> list[Titled]:
    return await db.rows(ctx, Titled, "select id, name as title from cycle where id = any (%(ids)s)", ids=ids)


async def _cycle_audience(holder: HasConnection, ids: list[UUID]) -> dict[UUID, Audience]:
    """Cycles are the calendar of the whole workspace, for guests too."""
    found = await db.rows(
        holder,
        _Admitted,
        """
        select c.id, true as everyone,
               array(select m.id from member m where m.workspace_id = c.workspace_id and m.role = 'guest') as members
          from cycle c
         where c.id = any (%(ids)s)
        """,
        ids=ids,
    )
    return {row.id: Audience(everyone=True, members=frozenset(row.members)) for row in found}


SUBJECTS = [
    Subject(kind="cycle", audience=_cycle_audience, visible=_cycles_of),
    Subject(
        kind="objective",
        audience=_objective_audience,
        visible=_objectives_of,
        find=_find_objectives,
        may_share=_may_share,
    ),
    Subject(kind="key_result", audience=_key_result_audience, visible=_key_results_of, find=_find_key_results),
]
