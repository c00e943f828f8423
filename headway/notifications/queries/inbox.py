"""One's own inbox: what may still be seen, with the titles of this moment."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from headway.core import db
from headway.core.ctx import Ctx
from headway.core.subjects import Titled
from headway.notifications.queries.people import REGISTRY
from headway.notifications.schemas.inbox import (
    GroupOut,
    InboxOut,
    NoticeOut,
    NoticeRow,
    State,
    ThingOut,
    UnreadOut,
)
from headway.organisation.queries import people
from headway.organisation.schemas import PersonRef
from headway.rituals.queries import reminders

MOST = 200  # notices looked at for one page; who has more begins with the newest
Names = dict[tuple[str, UUID], Titled]


async def inbox(ctx: Ctx, state: State) -> InboxOut:
    """The caller's notices by subject, newest first. What they may not see (any more) is not there."""
    rows = await _rows(ctx, state)
    groups = await shown(ctx, rows, only_due=state == "open")
    return InboxOut(items=groups, unread=sum(group.unread for group in groups), more=len(rows) >= MOST)


async def shown(ctx: Ctx, rows: Sequence[NoticeRow], *, only_due: bool = True) -> list[GroupOut]:
    """Notices as the actor of `ctx` may see them now. `only_due` leaves out reminders of what is done."""
    due, left = await _still_due(ctx, rows) if only_due else (list(rows), {})
    names = await _names(ctx, due, left)
    actors = await people.references(ctx, list({row.actor_id for row in due if row.actor_id is not None}))
    seen = [row for row in due if (row.subject, row.subject_id) in names]
    return [_group(ctx, together, names=names, actors=actors, left=left) for together in _together(seen).values()]


async def unread(ctx: Ctx) -> UnreadOut:
    """How many groups of the inbox hold something new."""
    rows, left = await _still_due(ctx, [row for row in await _rows(ctx, "open") if row.read_at is None])
    names = await _names(ctx, rows, left)
    return UnreadOut(unread=len({group_of(row) for row in rows if (row.subject, row.subject_id) in names}))


def group_of(row: NoticeRow) -> str:
    """Rituals stand for themselves; everything else is gathered by what it is about."""
    return row.source if row.subject in {"member", "team"} else f"{row.subject}:{row.subject_id}"


async def _rows(ctx: Ctx, state: State) -> list[NoticeRow]:
    statement = {"open": _OPEN, "snoozed": _SNOOZED, "done": _DONE}[state]
    return await db.rows(
        ctx, NoticeRow, statement, workspace=ctx.workspace.id, member=ctx.actor.member, now=ctx.now, most=MOST
    )


_OPEN = """
select id, kind, subject, subject_id, source, actor_id, data, at, read_at, done_at, snoozed_until
  from notification
 where workspace_id = %(workspace)s and member_id = %(member)s and shown and done_at is null
   and (snoozed_until is null or snoozed_until <= %(now)s)
 order by greatest(at, snoozed_until) desc, id desc
 limit %(most)s
"""
_SNOOZED = """
select id, kind, subject, subject_id, source, actor_id, data, at, read_at, done_at, snoozed_until
  from notification
 where workspace_id = %(workspace)s and member_id = %(member)s and shown and done_at is null
   and snoozed_until > %(now)s
 order by snoozed_until, id
 limit %(most)s
"""
_DONE = """
select id, kind, subject, subject_id, source, actor_id, data, at, read_at, done_at, snoozed_until
  from notification
 where workspace_id = %(workspace)s and member_id = %(member)s and shown and done_at is not null
 order by done_at desc, id desc
 limit %(most)s
"""


async def _still_due(ctx: Ctx, rows: Sequence[NoticeRow]) -> tuple[list[NoticeRow], dict[UUID, list[UUID]]]:
    """Reminders whose key results all have values since are left out; of the others, what is left to do.

    What a team missed is looked up the same way: a lead sees what is still missing, as far as they may see it.
    """
    asking = [
        row for row in rows if row.kind in {"reminder", "question", "missed"} and row.data.get("kind") == "check_in"
    ]
    asked = await _asked(ctx, asking)
    answered = await reminders.last_answers(ctx, {each for ids in asked.values() for each in ids}) if asked else {}
    left = {
        row.id: [each for each in asked[row.id] if each not in answered or answered[each] <= since_of(row)]
        for row in asking
    }
    return [row for row in rows if left.get(row.id, True)], left


async def _asked(ctx: Ctx, rows: list[NoticeRow]) -> dict[UUID, list[UUID]]:
    """The key results that each notice asked for."""
    found = {row.id: [UUID(each) for each in row.data.get("of", [])] for row in rows if row.kind == "reminder"}
    found |= {row.id: [row.subject_id] for row in rows if row.kind == "question"}
    of_teams = [row for row in rows if row.kind == "missed"]
    if of_teams:
        keys = {str(row.data.get("key")) for row in of_teams}
        known = await reminders.asked_of_teams(ctx, keys=keys, teams={row.subject_id for row in of_teams})
        for row in of_teams:
            mine = [each for each in known if each.team_id == row.subject_id and each.key == row.data.get("key")]
            found[row.id] = list(dict.fromkeys(each.subject_id for each in mine))
    return found


def since_of(row: NoticeRow) -> datetime:
    """From when on a value answers it: since the occurrence before, where that is told; else since it was sent."""
    since = row.data.get("since")
    return datetime.fromisoformat(since) if isinstance(since, str) else row.at


async def _names(ctx: Ctx, rows: Iterable[NoticeRow], left: dict[UUID, list[UUID]]) -> Names:
    """What the reader may see of all that the notices name, one statement for each kind."""
    wanted: dict[str, set[UUID]] = {}
    for row in rows:
        wanted.setdefault(row.subject, set()).add(row.subject_id)
        team = row.data.get("team")
        if isinstance(team, str):
            wanted.setdefault("team", set()).add(UUID(team))
    for ids in left.values():
        wanted.setdefault("key_result", set()).update(ids)
    found: Names = {}
    for kind, named in wanted.items():
        subject = REGISTRY.get(kind)
        if subject is not None and named:
            found.update({(kind, each.id): each for each in await subject.visible(ctx, list(named))})
    return found


def _together(rows: Iterable[NoticeRow]) -> dict[str, list[NoticeRow]]:
    """By group, in the order of the newest of each."""
    found: dict[str, list[NoticeRow]] = {}
    for row in rows:
        found.setdefault(group_of(row), []).append(row)
    return found


def _group(
    ctx: Ctx,
    rows: list[NoticeRow],
    *,
    names: Names,
    actors: dict[UUID, PersonRef],
    left: dict[UUID, list[UUID]],
) -> GroupOut:
    newest = rows[0]
    team = newest.data.get("team")
    notices = [
        NoticeOut(
            id=row.id,
            kind=row.kind,
            actor=actors.get(row.actor_id) if row.actor_id else None,
            at=row.at,
            unread=row.read_at is None and row.done_at is None,
            data=_said(row.data),
            things=[thing for id_ in left.get(row.id, ()) if (thing := _thing(names, "key_result", id_))],
        )
        for row in rows
    ]
    subject = _thing(names, newest.subject, newest.subject_id)
    assert subject is not None  # noqa: S101 - rows without a name were left out before
    is_snoozed = newest.snoozed_until is not None and newest.snoozed_until > ctx.now
    return GroupOut(
        id=group_of(newest),
        subject=subject,
        team=_thing(names, "team", UUID(team)) if isinstance(team, str) else None,
        at=newest.at,
        unread=any(notice.unread for notice in notices),
        snoozed_until=newest.snoozed_until if is_snoozed else None,
        notices=notices,
    )


def _said(data: dict[str, Any]) -> dict[str, Any]:
    """Without what was only kept to look things up."""
    return {name: value for name, value in data.items() if name not in {"of", "team"}}


def _thing(names: Names, kind: str, id_: UUID) -> ThingOut | None:
    found = names.get((kind, id_))
    if found is None:
        return None
    return ThingOut(kind=kind, id=id_, title=found.title, label=found.label, context=found.context)
