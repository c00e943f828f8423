"""From what one person may see to the words of a mail."""

from collections.abc import Sequence

from msgspec import Struct

from headway.notifications.rules import letters
from headway.notifications.rules.letters import Call, Foot, Letter, Line, Part
from headway.notifications.rules.sentences import ACTIONS, INVITATIONS, RITUALS, counted, sentence
from headway.notifications.rules.ways import ASKING
from headway.notifications.schemas.inbox import GroupOut, NoticeOut, ThingOut

WHY = {
    "reminder": "You get this because a ritual of your team is due.",
    "scoring": "You get this because the end of a quarter is near and you answer for goals in it.",
    "assigned": "You get this because somebody gave you something.",
    "digest": "You get this because these waited for your digest.",
}


class Mailed(Struct, frozen=True):
    """One notice in its group."""

    group: GroupOut
    notice: NoticeOut


class Known(Struct, frozen=True, kw_only=True):
    """Addresses: of the workspace's pages, to end such mails, and of single check-ins by key result."""

    base: str
    workspace: str
    unsubscribe: str
    links: dict[str, str] = {}


def compose(kind: str, name: str, together: Sequence[Mailed], known: Known) -> Letter:
    """A mail of one kind, or the digest ("digest")."""
    first = together[0]
    foot = Foot(
        why=f"{WHY.get(kind, 'You get this because you asked to be told at once.')} Workspace: {known.workspace}.",
        settings=f"{known.base}/settings/notifications",
        unsubscribe=known.unsubscribe,
    )
    if kind == "digest":
        greeting = f"Hello {name}, this happened since the last time."
        call = Call(label="Open your inbox", link=f"{known.base}/inbox")
        subject = f"{counted(len(together), 'thing')} in Headway: {_named(first)}"
    else:
        greeting = f"Hello {name},"
        ritual = str(first.notice.data.get("kind", ""))
        call = Call(label=ACTIONS.get(ritual, "Open your inbox"), link=_way(first, known))
        subject = _subject(first, together)
    return letters.letter(subject, greeting, [_part(each, known) for each in together], call=call, foot=foot)


def _subject(first: Mailed, together: Sequence[Mailed]) -> str:
    ritual = str(first.notice.data.get("kind", ""))
    team = f" ({first.group.team.title})" if first.group.team is not None and len(together) == 1 else ""
    if first.notice.kind == "question":
        if ritual == "check_in":
            return f"Still worth a check-in? {_named(first)}"
        return f"Still worth reminding you of? {RITUALS.get(ritual, 'a ritual').capitalize()}{team}"
    due = list(dict.fromkeys(RITUALS.get(str(each.notice.data.get("kind", "")), "") for each in together))
    if len(due) > 1 and all(due):
        return f"Due: {', '.join(due)}"
    left = sum(len(each.notice.things) for each in together)
    if ritual == "check_in" and left:
        return f"Check-in: {counted(left, 'key result')}{team}"
    if ritual in INVITATIONS:
        return f"{INVITATIONS[ritual]}{team}"
    return f"{_named(first)}: {sentence(first.notice.kind, first.notice.data, actor=_actor(first.notice))}"


def _part(each: Mailed, known: Known) -> Part:
    """A ritual shows what is left to do; anything else what it is about."""
    notice, group = each.notice, each.group
    said = sentence(notice.kind, notice.data, actor=_actor(notice), left=len(notice.things))
    if group.subject.kind not in {"member", "team"}:
        return Part(heading="", lines=[_line(group.subject, known, said=said)])
    heading = said if group.team is None else f"{group.team.title}: {said}"
    if group.subject.kind == "team":
        heading = f"{group.subject.title}: {said}"
    lines = [_line(thing, known) for thing in notice.things]
    return Part(heading=heading, lines=lines)


def _line(thing: ThingOut, known: Known, *, said: str = "") -> Line:
    title = f"{thing.label} {thing.title}".strip()
    return Line(title=title, link=_page(thing, known), said=said, context=thing.context)


def _page(thing: ThingOut, known: Known) -> str:
    """The signed link of a check-in where there is one, else the page of the thing."""
    return known.links.get(str(thing.id), f"{known.base}/{thing.way}")


def _way(first: Mailed, known: Known) -> str:
    """To exactly what is asked for; a single check-in by its signed link."""
    asked = [str(thing.id) for thing in first.notice.things] or [str(first.group.subject.id)]
    signed = known.links.get(asked[0]) if len(asked) == 1 and first.notice.kind in ASKING else None
    return signed or f"{known.base}/{first.notice.way}"


def _named(each: Mailed) -> str:
    thing = each.group.subject
    if thing.kind == "member":
        return INVITATIONS.get(str(each.notice.data.get("kind", "")), "something is due")
    return f"{thing.label} {thing.title}".strip()


def _actor(notice: NoticeOut) -> str:
    return notice.actor.name if notice.actor is not None else ""
