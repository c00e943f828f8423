"""Wins of a week, and who was glad about them."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from msgspec import Struct
from psycopg.sql import SQL

from headway.core import db
from headway.core.ctx import Ctx
from headway.goals.schemas.common import Ref
from headway.rituals.access.weeks import TeamStanding, can_edit_week
from headway.rituals.queries.teams import goal_links
from headway.rituals.rules.weeks import Week
from headway.rituals.schemas.weeks import WinOut

MOST = 200


class WinRow(Struct, frozen=True, kw_only=True):
    """A win as stored. `cheer_ids` and `cheer_names` are parallel, in the order of the cheers."""

    id: UUID
    team_id: UUID
    week: date
    text: str
    member_id: UUID | None
    member_name: str | None
    commitment_id: UUID | None
    task_id: UUID | None
    key_result_id: UUID | None
    cheer_ids: list[UUID]
    cheer_names: list[str]
    version: int


async def of_week(ctx: Ctx, team: UUID, week: Week) -> list[WinRow]:
    """The wins of a team in a week, as they came."""
    return await db.rows(
        ctx,
        WinRow,
        _SELECT
        + SQL(
            """
             and v.team_id = %(team)s and v.week between %(first)s and %(last)s and v.removed_at is null
           order by v.id limit %(limit)s
            """
        ),
        workspace=ctx.workspace.id,
        team=team,
        first=week.first,
        last=week.last,
        limit=MOST,
    )


async def one(ctx: Ctx, win_id: UUID, *, removed: bool = False) -> WinRow:
    """One win. Raises NotFound, for a removed one unless those are asked for."""
    return await db.one(
        ctx,
        WinRow,
        _SELECT + SQL(" and v.id = %(id)s and (v.removed_at is not null) = %(removed)s"),
        workspace=ctx.workspace.id,
        id=win_id,
        removed=removed,
    )


async def shown(ctx: Ctx, rows: Sequence[WinRow], *, team: TeamStanding) -> list[WinOut]:
    """As they go out, with the goals that the caller may see; one statement for any number."""
    goals = await goal_links(ctx, (row.key_result_id for row in rows))
    return [
        WinOut(
            id=row.id,
            week=row.week,
            text=row.text,
            member=Ref(row.member_id, row.member_name) if row.member_id and row.member_name else None,
            commitment_id=row.commitment_id,
            task_id=row.task_id,
            key_result=goals.get(row.key_result_id) if row.key_result_id else None,
            cheers=[Ref(*pair) for pair in zip(row.cheer_ids, row.cheer_names, strict=True)],
            cheered=ctx.actor.member in row.cheer_ids,
            version=row.version,
            can_edit=can_edit_week(ctx.actor, team),
        )
        for row in rows
    ]


_SELECT = SQL(
    """
    select v.id, v.team_id, v.week, v.text, v.member_id, m.name as member_name, v.commitment_id, v.task_id,
           v.key_result_id,
           array(select h.member_id from win_cheer h join member p on p.workspace_id = h.workspace_id
                    and p.id = h.member_id
                  where h.workspace_id = v.workspace_id and h.win_id = v.id order by h.at, h.member_id) as cheer_ids,
           array(select p.name from win_cheer h join member p on p.workspace_id = h.workspace_id
                    and p.id = h.member_id
                  where h.workspace_id = v.workspace_id and h.win_id = v.id order by h.at, h.member_id) as cheer_names,
           v.version
      from win v
      left join member m on m.workspace_id = v.workspace_id and m.id = v.member_id
     where v.workspace_id = %(workspace)s
    """
)
