"""One short message, as each chat service wants it. Titles are people's words: they may not call anybody, nor link."""

import re
from collections.abc import Callable, Sequence
from html import escape
from typing import Any

from msgspec import Struct

from headway.notifications.rules.chat_services import Service

MOST_LINES = 10
LONGEST_TITLE = 200


class Item(Struct, frozen=True, kw_only=True):
    """One thing: its name with a link (or none), and a few words."""

    title: str
    link: str = ""
    note: str = ""


class Message(Struct, frozen=True, kw_only=True):
    """A sentence, perhaps some things, how many more there are, and the page that shows them all."""

    said: str
    label: str
    link: str
    items: Sequence[Item] = ()
    more: int = 0


def payload(service: Service, message: Message) -> dict[str, Any]:
    """The JSON that posts it."""
    return _PAYLOADS[service](message)


def _slack(message: Message) -> dict[str, Any]:
    text = "\n".join(_lines(message, bold="*", bullet="•", clean=_entities, link=lambda to, name: f"<{to}|{name}>"))
    block = {"type": "section", "text": {"type": "mrkdwn", "text": text[:3000]}}
    return {"text": _entities(_flat(message.said)), "blocks": [block], "unfurl_links": False, "unfurl_media": False}


def _markdown(message: Message) -> dict[str, Any]:
    return {"text": "\n".join(_lines(message, bold="**", bullet="-", clean=_plain, link=_linked))}


def _teams(message: Message) -> dict[str, Any]:
    first, *rest = _lines(message, bold="", bullet="-", clean=_plain, link=_linked, call=False)
    body: list[dict[str, Any]] = [{"type": "TextBlock", "text": first, "weight": "Bolder", "wrap": True}]
    body += [{"type": "TextBlock", "text": line, "wrap": True, "spacing": "Small"} for line in rest]
    card = {
        "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
        "type": "AdaptiveCard",
        "version": "1.4",
        "body": body,
        "actions": [{"type": "Action.OpenUrl", "title": message.label, "url": message.link}],
    }
    attachment = {"contentType": "application/vnd.microsoft.card.adaptive", "contentUrl": None, "content": card}
    return {"type": "message", "attachments": [attachment]}


def _google(message: Message) -> dict[str, Any]:
    lines = _lines(message, bold="*", bullet="•", clean=_without_angles, link=lambda to, name: f"<{to}|{name}>")
    return {"text": "\n".join(lines)[:4000]}


def _discord(message: Message) -> dict[str, Any]:
    _, *rest = _lines(message, bold="", bullet="-", clean=_plain, link=_linked)
    embed = {"title": _flat(message.said)[:250], "url": message.link, "description": "\n".join(rest)[:4000]}
    return {"embeds": [embed], "allowed_mentions": {"parse": []}}


def _matrix(message: Message) -> dict[str, Any]:
    plain = _lines(message, bold="", bullet="-", clean=_plain_words, link=lambda to, name: f"{name} ({to})")
    said, *items = _lines(
        message,
        bold="",
        bullet="",
        clean=escape,
        link=lambda to, name: f'<a href="{escape(to)}">{name}</a>',
        call=False,
    )
    listed = f"<ul>{''.join(f'<li>{each.strip()}</li>' for each in items)}</ul>" if items else ""
    call = f'<a href="{escape(message.link)}">{escape(message.label)}</a>'
    return {
        "msgtype": "m.text",
        "body": "\n".join(plain),
        "format": "org.matrix.custom.html",
        "formatted_body": f"<p><strong>{said}</strong></p>{listed}<p>{call}</p>",
        "m.mentions": {},
    }


_PAYLOADS: dict[Service, Callable[[Message], dict[str, Any]]] = {
    "slack": _slack,
    "teams": _teams,
    "mattermost": _markdown,
    "matrix": _matrix,
    "google_chat": _google,
    "discord": _discord,
    "rocket_chat": _markdown,
}


def _lines(
    message: Message,
    *,
    bold: str,
    bullet: str,
    clean: Callable[[str], str],
    link: Callable[[str, str], str],
    call: bool = True,
) -> list[str]:
    """The sentence first, then a line for each thing, how many more, and (with `call`) the way to the page."""
    found = [f"{bold}{clean(_flat(message.said))}{bold}"]
    for item in message.items[:MOST_LINES]:
        name = clean(_flat(item.title)[:LONGEST_TITLE])
        named = link(item.link, name) if item.link else name
        found.append(f"{bullet} {named}" + (f": {clean(_flat(item.note))}" if item.note else ""))
    more = message.more + max(0, len(message.items) - MOST_LINES)
    found += [f"{bullet} and {more} more"] if more else []
    return found + ([link(message.link, clean(message.label))] if call else [])


def _entities(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("|", "¦")


def _plain(text: str) -> str:
    """Markdown that means nothing, and no @ that calls somebody. Not every service knows a bracket that is escaped."""
    return _quiet(re.sub(r"([\\`*_~<>|])", r"\\\1", text.replace("[", "(").replace("]", ")")))


def _plain_words(text: str) -> str:
    return _quiet(text)


def _without_angles(text: str) -> str:
    return _quiet(text.translate({ord("<"): "\u2039", ord(">"): "\u203a", ord("|"): "¦"}))


def _quiet(text: str) -> str:
    return text.replace("@", "@\u200b")


def _linked(to: str, name: str) -> str:
    return f"[{name}]({to})"


def _flat(text: str) -> str:
    return " ".join(text.split())
