"""Reading the event log for notifications, and what its events are about."""

from collections import defaultdict
from datetime import timedelta
from typing import LiteralString
from uuid import UUID

from msgspec import Struct

from headway.core import db
from headway.core.ctx import Ctx
from headway.notifications.rules.notices import FOLLOWED, Facts, Happened, Occasion, Wanted

AT_ONCE = 500  # events looked at in one transaction
NEWS = timedelta(days=2)  # what is older is history: the past of the sample company, a restored backup


class _Pair(Struct):
    id: UUID
    member: UUID


class _Reminded(Struct):
    member_id: UUID
    key: str
    team_id: UUID | None
    subject: str
    subject_id: UUID
    asked: bool


async def events_after(ctx: Ctx, number: int, *, until: int) -> list[Happened]:
    """The next events of the kinds that may concern somebody, in order."""
    return await db.rows(
        ctx,
        Happened,
        """
        select number, kind, subject, subject_id, actor_id, data, recorded_at
          from event
         where workspace_id = %(workspace)s and number > %(number)s and number <= %(until)s and kind = any (%(kinds)s)
           and recorded_at > %(oldest)s
         order by number
         limit %(most)s
        """,
        workspace=ctx.workspace.id,
        number=number,
        until=until,
        kinds=sorted(FOLLOWED),
        oldest=ctx.now - NEWS,
        most=AT_ONCE,
    )


async def head(ctx: Ctx) -> int:
    """The number of the last event that has one."""
    found: int | None = await db.value(
        ctx, "select number from event_counter where workspace_id = %(workspace)s", workspace=ctx.workspace.id
    )
    return found or 0


async def has_unnumbered(ctx: Ctx) -> bool:
    """Whether an event of this workspace waits for the publisher."""
    found = await db.value(
        ctx,
        "select true from event where workspace_id = %(workspace)s and number is null limit 1",
        workspace=ctx.workspace.id,
    )
    return bool(found)


async def facts(ctx: Ctx, asked: Wanted) -> Facts:
    """What the events need to know, one statement for each kind of it."""
    return Facts(
        owners=await _pairs(ctx, _OWNERS, asked.goals),
        assignees=await _pairs(ctx, _ASSIGNEES, asked.tasks),
        leads=await _pairs(ctx, _LEADS, asked.teams),
        reminded=await _reminded(ctx, asked.reminded),
        committed=await _committed(ctx, asked.goals),
    )


_OWNERS = """
select id, owner_id as member from objective
 where workspace_id = %(workspace)s and id = any (%(ids)s) and owner_id is not null
 union
select k.id, coalesce(k.owner_id, o.owner_id) as member
  from key_result k
  join objective o on o.workspace_id = k.workspace_id and o.id = k.objective_id
 where k.workspace_id = %(workspace)s and k.id = any (%(ids)s) and coalesce(k.owner_id, o.owner_id) is not null
"""
_ASSIGNEES = """
select task_id as id, member_id as member from task_assignee
 where workspace_id = %(workspace)s and task_id = any (%(ids)s)
"""
_LEADS = """
select team_id as id, member_id as member from team_member
 where workspace_id = %(workspace)s and team_id = any (%(ids)s) and role = 'lead'
"""


async def _pairs(ctx: Ctx, statement: LiteralString, ids: set[UUID]) -> dict[UUID, set[UUID]]:
    if not ids:
        return {}
    found: dict[UUID, set[UUID]] = defaultdict(set)
    for row in await db.rows(ctx, _Pair, statement, workspace=ctx.workspace.id, ids=list(ids)):
        found[row.id].add(row.member)
    return dict(found)


async def _committed(ctx: Ctx, ids: set[UUID]) -> set[UUID]:
    if not ids:
        return set()
    found = await db.column(
        ctx,
        """
        select id from key_result
         where workspace_id = %(workspace)s and id = any (%(ids)s) and commitment = 'committed'
        """,
        workspace=ctx.workspace.id,
        ids=list(ids),
    )
    return set(found)


async def _reminded(ctx: Ctx, asked: set[Occasion]) -> dict[Occasion, list[tuple[str, UUID, bool]]]:
    if not asked:
        return {}
    rows = await db.rows(
        ctx,
        _Reminded,
        """
        select member_id, key, team_id, subject, subject_id, asked
          from ritual_reminder
         where workspace_id = %(workspace)s and member_id = any (%(members)s) and key = any (%(keys)s)
         order by subject_id
        """,
        workspace=ctx.workspace.id,
        members=list({member for member, _, _ in asked}),
        keys=list({key for _, key, _ in asked}),
    )
    found: dict[Occasion, list[tuple[str, UUID, bool]]] = defaultdict(list)
    for row in rows:
        found[row.member_id, row.key, str(row.team_id) if row.team_id else None].append(
            (row.subject, row.subject_id, row.asked)
        )
    return dict(found)
