"""One's own inbox: what may still be seen, with the titles of this moment."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from psycopg.sql import SQL, Composed

from headway.core import db
from headway.core.ctx import Ctx
from headway.core.subjects import Titled
from headway.notifications.queries.people import REGISTRY
from headway.notifications.rules import ways
from headway.notifications.rules.preferences import NoticeKind
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
from headway.rituals.queries.answers import SUBJECT, Wanted, waiting

MOST = 200  # notices looked at for one page; who has more begins with the newest
OF_MANY: frozenset[NoticeKind] = frozenset({"reminder", "scoring"})
RITUAL: frozenset[NoticeKind] = OF_MANY | {"question", "missed"}
Names = dict[tuple[str, UUID], Titled]
Left = dict[UUID, list[tuple[str, UUID]]]
"""By notice: what is still to do of it, with its kind."""


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
    return await db.rows(
        ctx, NoticeRow, _OF[state], workspace=ctx.workspace.id, member=ctx.actor.member, now=ctx.now, most=MOST
    )


# What was put off comes back as something new; put back before its time, it is as it was.
SEEN = SQL("case when snoozed_until <= %(now)s and read_at < snoozed_until then null else read_at end")

_OPEN = SQL("""
select id, kind, subject, subject_id, source, actor_id, data, at, {seen} as read_at, done_at, snoozed_until
  from notification
 where workspace_id = %(workspace)s and member_id = %(member)s and shown and done_at is null
   and (snoozed_until is null or snoozed_until <= %(now)s)
 order by greatest(at, snoozed_until) desc, id desc
 limit %(most)s
""").format(seen=SEEN)
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
_OF: dict[State, str | Composed] = {"open": _OPEN, "snoozed": _SNOOZED, "done": _DONE}


async def _still_due(ctx: Ctx, rows: Sequence[NoticeRow]) -> tuple[list[NoticeRow], Left]:
    """What asks for something that is all done since is left out; of the rest, what is left to do.

    What a team missed is looked up the same way: a lead sees what is still missing, as far as they may see it.
    """
    asking = [row for row in rows if row.kind in RITUAL and row.data.get("kind") in SUBJECT]
    asked = await _asked(ctx, asking)
    left: Left = {row.id: [] for row in asking}
    for kind in SUBJECT:
        pairs = [(row, each) for row in asking if row.data["kind"] == kind for each in asked[row.id]]
        still = await waiting(ctx, kind, [_wanted(ctx, row, each) for row, each in pairs])
        for (row, each), is_waiting in zip(pairs, still, strict=True):
            if is_waiting:
                left[row.id].append((SUBJECT[kind], each))
    return [row for row in rows if left.get(row.id, True)], left


async def _asked(ctx: Ctx, rows: list[NoticeRow]) -> dict[UUID, list[UUID]]:
    """The goals, or the team, that each notice asked for."""
    found = {row.id: [UUID(each) for each in row.data.get("of", [])] for row in rows if row.kind in OF_MANY}
    found |= {row.id: [row.subject_id] for row in rows if row.kind == "question"}
    of_teams = [row for row in rows if row.kind == "missed"]
    if of_teams:
        keys = {str(row.data.get("key")) for row in of_teams}
        known = await reminders.asked_of_teams(ctx, keys=keys, teams={row.subject_id for row in of_teams})
        for row in of_teams:
            mine = [each for each in known if each.team_id == row.subject_id and each.key == row.data.get("key")]
            found[row.id] = list(dict.fromkeys(each.subject_id for each in mine))
    return found


def _wanted(ctx: Ctx, row: NoticeRow, subject: UUID) -> Wanted:
    """From when on something answers it: since its period began, where that is told; else since it was sent."""
    since, first = row.data.get("since"), row.data.get("first")
    at = datetime.fromisoformat(since) if isinstance(since, str) else row.at
    day = date.fromisoformat(first) if isinstance(first, str) else at.astimezone(ZoneInfo(ctx.workspace.zone)).date()
    return Wanted(member=ctx.actor.member or UUID(int=0), subject_id=subject, first=day, since=at)


async def _names(ctx: Ctx, rows: Iterable[NoticeRow], left: Left) -> Names:
    """What the reader may see of all that the notices name, one statement for each kind."""
    wanted: dict[str, set[UUID]] = {}
    for row in rows:
        wanted.setdefault(row.subject, set()).add(row.subject_id)
        team = row.data.get("team")
        if isinstance(team, str):
            wanted.setdefault("team", set()).add(UUID(team))
    for things in left.values():
        for kind, id_ in things:
            wanted.setdefault(kind, set()).add(id_)
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
    left: Left,
) -> GroupOut:
    newest = rows[0]
    team = _team(newest)
    notices = [_notice(row, names, actors.get(row.actor_id) if row.actor_id else None, left) for row in rows]
    subject = _thing(names, newest.subject, newest.subject_id, way=ways.page(newest.subject, newest.subject_id))
    assert subject is not None  # noqa: S101 - rows without a name were left out before
    is_snoozed = newest.snoozed_until is not None and newest.snoozed_until > ctx.now
    return GroupOut(
        id=group_of(newest),
        subject=subject,
        team=_thing(names, "team", team, way=ways.page("team", team)) if team else None,
        at=newest.at,
        unread=any(notice.unread for notice in notices),
        snoozed_until=newest.snoozed_until if is_snoozed else None,
        notices=notices,
    )


def _notice(row: NoticeRow, names: Names, actor: PersonRef | None, left: Left) -> NoticeOut:
    told = ways.Told(
        kind=row.kind,
        ritual=str(row.data.get("kind", "")) if row.kind in RITUAL else "",
        subject=row.subject,
        subject_id=row.subject_id,
        team=_team(row),
    )
    to_do = [(kind, id_) for kind, id_ in left.get(row.id, ()) if kind != "team"]
    things = [thing for kind, id_ in to_do if (thing := _thing(names, kind, id_, way=ways.thing(told, id_)))]
    return NoticeOut(
        id=row.id,
        kind=row.kind,
        actor=actor,
        at=row.at,
        unread=row.read_at is None and row.done_at is None,
        data=_said(row.data),
        way=ways.way(told, [thing.id for thing in things]),
        things=things,
    )


def _team(row: NoticeRow) -> UUID | None:
    team = row.data.get("team")
    return UUID(team) if isinstance(team, str) else None


def _said(data: dict[str, Any]) -> dict[str, Any]:
    """Without what was only kept to look things up."""
    return {name: value for name, value in data.items() if name not in {"of", "team", "first"}}


def _thing(names: Names, kind: str, id_: UUID, *, way: str) -> ThingOut | None:
    found = names.get((kind, id_))
    if found is None:
        return None
    return ThingOut(kind=kind, id=id_, title=found.title, label=found.label, context=found.context, way=way)
