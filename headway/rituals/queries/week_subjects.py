"""Commitments, wins and meetings for the rooms that work with any subject."""

from uuid import UUID

from msgspec import Struct

from headway.core import db
from headway.core.ctx import Ctx
from headway.core.db import HasConnection
from headway.core.subjects import Audience, Subject, Titled
from headway.organisation.queries import teams
from headway.work.queries import tasks as work

UNNAMED = "A private task"


class _Home(Struct, frozen=True):
    id: UUID
    team_id: UUID


class _Named(Struct, frozen=True):
    id: UUID
    title: str
    task_id: UUID | None
    context: str


async def _commitments(ctx: Ctx, ids: list[UUID]) -> list[Titled]:
    """A picked one has the name of its task, for those who may see that."""
    rows = await db.rows(
        ctx,
        _Named,
        """
        select c.id, c.title, c.task_id, t.name as context
          from commitment c
          join team t on t.workspace_id = c.workspace_id and t.id = c.team_id
         where c.workspace_id = %(workspace)s and c.id = any (%(ids)s)
        """,
        workspace=ctx.workspace.id,
        ids=ids,
    )
    picked = [row.task_id for row in rows if row.task_id is not None]
    titles = {task.id: task.title for task in await work.facts(ctx, picked)} if picked else {}
    return [
        Titled(id=row.id, title=titles.get(row.task_id, UNNAMED) if row.task_id else row.title, context=row.context)
        for row in rows
    ]


async def _wins(ctx: Ctx, ids: list[UUID]) -> list[Titled]:
    return await db.rows(
        ctx,
        Titled,
        """
        select v.id, v.text as title, '' as label, t.name as context
          from win v
          join team t on t.workspace_id = v.workspace_id and t.id = v.team_id
         where v.workspace_id = %(workspace)s and v.id = any (%(ids)s)
        """,
        workspace=ctx.workspace.id,
        ids=ids,
    )


async def _meetings(ctx: Ctx, ids: list[UUID]) -> list[Titled]:
    return await db.rows(
        ctx,
        Titled,
        """
        select m.id, 'Meeting of ' || t.name as title, '' as label, to_char(m.week, 'YYYY-MM-DD') as context
          from meeting m
          join team t on t.workspace_id = m.workspace_id and t.id = m.team_id
         where m.workspace_id = %(workspace)s and m.id = any (%(ids)s)
        """,
        workspace=ctx.workspace.id,
        ids=ids,
    )


async def _commitment_audience(holder: HasConnection, ids: list[UUID]) -> dict[UUID, Audience]:
    homes = await db.rows(holder, _Home, "select id, team_id from commitment where id = any (%(ids)s)", ids=ids)
    return await _of_teams(holder, homes)


async def _win_audience(holder: HasConnection, ids: list[UUID]) -> dict[UUID, Audience]:
    homes = await db.rows(holder, _Home, "select id, team_id from win where id = any (%(ids)s)", ids=ids)
    return await _of_teams(holder, homes)


async def _meeting_audience(holder: HasConnection, ids: list[UUID]) -> dict[UUID, Audience]:
    """Everybody but guests, whatever is shared with those."""
    found = await db.column(holder, "select id from meeting where id = any (%(ids)s)", ids=ids)
    return {one: Audience(everyone=True) for one in found}


async def _of_teams(holder: HasConnection, homes: list[_Home]) -> dict[UUID, Audience]:
    """What belongs to a team is seen by whoever sees the team."""
    of = await teams.audience(holder, list({row.team_id for row in homes}))
    return {row.id: of[row.team_id] for row in homes if row.team_id in of}


SUBJECTS = [
    Subject(kind="commitment", audience=_commitment_audience, visible=_commitments),
    Subject(kind="meeting", audience=_meeting_audience, visible=_meetings),
    Subject(kind="win", audience=_win_audience, visible=_wins),
]
