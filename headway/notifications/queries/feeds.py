"""One's rituals as a calendar that other programs subscribe to (RFC 5545)."""

import hashlib
from datetime import UTC, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event
from msgspec import Struct

from headway.core import db
from headway.core.ctx import Ctx
from headway.identity.actions.links import address_of
from headway.notifications.rules.sentences import INVITATIONS, RITUALS
from headway.rituals.queries import calendars
from headway.rituals.rules.calendar import KINDS, Kind, Occurrence, occurrences

BACK, AHEAD = timedelta(days=28), timedelta(days=182)
LASTS = timedelta(minutes=15)


class _Team(Struct, frozen=True):
    id: UUID | None
    name: str


class Feed(Struct, frozen=True, kw_only=True):
    """The file and its tag: the same as long as nothing in it has changed."""

    body: bytes
    tag: str


async def feed(ctx: Ctx) -> Feed:
    """The rituals of the actor's teams, from four weeks back to half a year ahead.

    Every event names the zone its team lives in, with the rules of that zone beside it, so that a calendar program puts
    it right over every change of clocks. The stamp is the day's, so that the file only changes when something did.
    """
    book = await calendars.book(ctx)
    first, last = ctx.today - BACK, ctx.today + AHEAD
    made = Calendar()
    made.add("prodid", "-//Headway//Rituals//EN")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", f"Headway: {ctx.workspace.name}")
    made.add("x-published-ttl", "PT4H")
    for team in await _teams(ctx):
        for kind in KINDS:
            rhythm = book.rhythm(team.id, kind)
            for each in occurrences(rhythm, first, last):
                made.add_component(_event(ctx, team, each, kind=kind, zone=rhythm.zone))
    made.add_missing_timezones()
    body: bytes = made.to_ical()
    return Feed(body=body, tag=hashlib.sha256(body).hexdigest()[:32])


def _event(ctx: Ctx, team: _Team, each: Occurrence, *, kind: Kind, zone: str) -> Event:
    local = each.at if zone == "UTC" else each.at.astimezone(ZoneInfo(zone))
    event = Event()
    event.add("uid", f"{each.key}.{team.id or ctx.workspace.id}@headway")
    event.add("dtstamp", datetime.combine(ctx.today, time(), UTC))
    event.add("dtstart", local)
    event.add("dtend", local + LASTS)
    name = RITUALS[kind]
    event.add("summary", f"{name[0].upper()}{name[1:]}" + (f": {team.name}" if team.name else ""))
    event.add("description", INVITATIONS[kind])
    event.add("url", address_of(ctx, f"/w/{ctx.workspace.slug}"))
    event.add("transp", "TRANSPARENT")
    return event


async def _teams(ctx: Ctx) -> list[_Team]:
    """The teams the person is in; for somebody without a team, what holds for the workspace."""
    found = await db.rows(
        ctx,
        _Team,
        """
        select t.id, t.name
          from team_member tm
          join team t on t.workspace_id = tm.workspace_id and t.id = tm.team_id and t.archived_at is null
         where tm.workspace_id = %(workspace)s and tm.member_id = %(member)s
         order by t.name, t.id
        """,
        workspace=ctx.workspace.id,
        member=ctx.actor.member,
    )
    return found or [_Team(None, "")]
