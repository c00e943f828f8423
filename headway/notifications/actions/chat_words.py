"""The words of one chat message, found when it is sent: by what every member may see at that moment."""

from collections.abc import Awaitable, Callable
from datetime import date
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from headway.core.ctx import Ctx
from headway.identity.actions.links import address_of
from headway.notifications.queries import chat_facts as facts
from headway.notifications.rules.chat_messages import MOST_LINES, Item, Message
from headway.notifications.rules.sentences import ACTIONS, INVITATIONS, counted
from headway.notifications.rules.ways import PARTS
from headway.notifications.schemas.chat import ChannelRow
from headway.organisation.queries import teams
from headway.rituals.queries.answers import SUBJECT
from headway.rituals.rules.calendar import Kind


async def message(ctx: Ctx, channel: ChannelRow, data: dict[str, Any]) -> Message | None:
    """What to post; None where there is nothing that everybody may see."""
    return await _ABOUT[data["about"]](facts.as_plain_member(ctx), channel, data)


async def _test(plain: Ctx, channel: ChannelRow, _: dict[str, Any]) -> Message:
    whose = await facts.team_name(plain, channel.team_id) or plain.workspace.name
    return Message(
        said=f"It works: Headway will post here for {whose}.",
        label="See what goes here",
        link=_page(plain, "settings/chat"),
    )


async def _called(plain: Ctx, channel: ChannelRow, data: dict[str, Any]) -> Message | None:
    kind: Kind = data["ritual"]
    found = await facts.called(plain, data["key"], await _teams(plain, channel))
    if not found.things:
        return None
    name = await facts.team_name(plain, channel.team_id)
    said = f"{name}: {INVITATIONS[kind]}" if name else INVITATIONS[kind]
    of_people = counted(found.people, "person") if found.people == 1 else f"{found.people} people"
    if SUBJECT[kind] != "team":
        noun = "key result" if SUBJECT[kind] == "key_result" else "objective"
        said = f"{_ended(said)} {counted(found.things, noun)} of {of_people}."
    elif not name:
        said = f"{_ended(said)} {counted(found.teams, 'team')}."
    return Message(said=_ended(said), label=ACTIONS[kind], link=_page(plain, _place(kind, channel.team_id)))


def _place(kind: Kind, team: UUID | None) -> str:
    """The page of the ritual in the team; for all teams each reader's own."""
    if kind == "check_in":
        return "check-ins" if team is None else f"rhythm?team={team}&tab=checkins"
    return f"rhythm?{PARTS[kind]}" if team is None else f"rhythm?team={team}&{PARTS[kind]}"


async def _meeting(plain: Ctx, channel: ChannelRow, data: dict[str, Any]) -> Message:
    name = await facts.team_name(plain, channel.team_id)
    return Message(
        said=f"{name}: the meeting has begun.", label="Join", link=_page(plain, f"meetings/{data['meeting']}")
    )


async def _reds(plain: Ctx, channel: ChannelRow, _: dict[str, Any]) -> Message | None:
    found = await facts.reds(plain, channel.team_id)
    if not found:
        return None
    name = await facts.team_name(plain, channel.team_id)
    is_one = len(found) == 1
    said = f"{counted(len(found), 'key result')} {'is' if is_one else 'are'} off track"
    whose = {"team": str(channel.team_id)} if channel.team_id else {}
    items = [
        Item(title=f"{red.label} {red.title}", link=_page(plain, f"key-results/{red.id}"), note=_standing(red))
        for red in found[:MOST_LINES]
    ]
    return Message(
        said=f"{name}: {said}." if name else f"{said}.",
        items=items,
        more=len(found) - len(items),
        label="See what stands in the way",
        link=_page(plain, "objectives", health="off_track", **whose),
    )


async def _wins(plain: Ctx, channel: ChannelRow, data: dict[str, Any]) -> Message | None:
    found = await facts.wins_of(plain, await _teams(plain, channel), date.fromisoformat(data["day"]))
    if not found:
        return None
    name = await facts.team_name(plain, channel.team_id)
    items = [Item(title=win.text, note=win.member_name or "") for win in found[:MOST_LINES]]
    whose = {"team": str(channel.team_id)} if channel.team_id else {}
    return Message(
        said=f"{name}: the wins of this week" if name else "The wins of this week",
        items=items,
        more=len(found) - len(items),
        label="Celebrate them",
        link=_page(plain, "rhythm", tab="week", week=data["day"], **whose),
    )


async def _closed(plain: Ctx, channel: ChannelRow, data: dict[str, Any]) -> Message | None:
    found = await facts.closed(plain, UUID(data["cycle"]), channel.team_id)
    if found is None:
        return None
    name = await facts.team_name(plain, channel.team_id)
    begins = f"{name}: {found.name}" if name else found.name
    scored = "" if found.score is None else f", with a score of {found.score:.2f} on average"
    whose = {"team": str(channel.team_id)} if channel.team_id else {}
    return Message(
        said=f"{begins} is closed. {counted(found.key_results, 'key result')}{scored}.",
        label="See how it went",
        link=_page(plain, "objectives", cycle=data["cycle"], **whose),
    )


async def _revealed(plain: Ctx, _: ChannelRow, data: dict[str, Any]) -> Message:
    name = await facts.team_name(plain, UUID(data["team"]))
    cycle = await facts.cycle_name(plain, UUID(data["cycle"]))
    search = {"team": data["team"], "cycle": data["cycle"], "tab": "review", "part": "score"}
    return Message(
        said=f"{name}: the scores of {cycle} are revealed.",
        label="See the scores",
        link=_page(plain, "rhythm", **search),
    )


_ABOUT: dict[str, Callable[[Ctx, ChannelRow, dict[str, Any]], Awaitable[Message | None]]] = {
    "test": _test,
    "called": _called,
    "meeting": _meeting,
    "reds": _reds,
    "wins": _wins,
    "closed": _closed,
    "revealed": _revealed,
}


async def _teams(plain: Ctx, channel: ChannelRow) -> list[UUID]:
    return [channel.team_id] if channel.team_id else [each.id for each in await teams.references(plain)]


def _standing(red: facts.Red) -> str:
    chance = "" if red.chance is None else f"chance {round(100 * red.chance)} %"
    return ", ".join(part for part in (chance, red.owner) if part)


def _page(ctx: Ctx, path: str, **search: str) -> str:
    query = f"?{urlencode(search)}" if search else ""
    return address_of(ctx, f"/w/{ctx.workspace.slug}/{path}{query}")


def _ended(said: str) -> str:
    return said if said.endswith((".", "?", "!")) else f"{said}."
