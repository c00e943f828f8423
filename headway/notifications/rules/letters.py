"""Mails as text and as small HTML that says the same and reads well on light and on dark."""

from collections.abc import Sequence
from html import escape

from msgspec import Struct


class Letter(Struct, frozen=True, kw_only=True):
    subject: str
    text: str
    html: str


class Line(Struct, frozen=True, kw_only=True):
    """One thing in a mail: what it is called (with its link), a sentence, where it belongs."""

    title: str
    link: str
    said: str = ""
    context: str = ""


class Part(Struct, frozen=True, kw_only=True):
    """Some lines under a heading; the heading may be empty."""

    heading: str
    lines: Sequence[Line]


class Call(Struct, frozen=True, kw_only=True):
    """The one thing to do."""

    label: str
    link: str


class Foot(Struct, frozen=True, kw_only=True):
    """Why this came, and the two ways to have less of it."""

    why: str
    settings: str
    unsubscribe: str


def letter(subject: str, greeting: str, parts: Sequence[Part], *, call: Call, foot: Foot) -> Letter:
    """A mail with a greeting, some parts, one thing to do, and how to have less of it."""
    return Letter(
        subject=subject,
        text=_text(greeting, parts, call, foot),
        html=_html(greeting, parts, call, foot),
    )


def _text(greeting: str, parts: Sequence[Part], call: Call, foot: Foot) -> str:
    blocks = [greeting]
    for part in parts:
        lines = [part.heading.upper()] if part.heading else []
        for line in part.lines:
            lines.append(f"- {_flat(line.title)}" + (f" ({_flat(line.context)})" if line.context else ""))
            lines += [f"  {line.said}"] if line.said else []
            lines.append(f"  {line.link}")
        blocks.append("\n".join(lines))
    blocks.append(f"{call.label}:\n{call.link}")
    blocks.append(f"--\n{foot.why}\nChange what you get: {foot.settings}\nNo more of these: {foot.unsubscribe}")
    return "\n\n".join(blocks) + "\n"


# No colour of its own for text or ground: the reader's light or dark stays. Grey and blue read on both.
_BODY = "font-family:-apple-system,Segoe UI,Roboto,Helvetica,Arial,sans-serif;font-size:16px;line-height:1.5;margin:0"
_BUTTON = (
    "display:inline-block;padding:10px 18px;border-radius:6px;background:#3451b2;color:#ffffff;text-decoration:none;"
    "font-weight:600"
)
_GREY = "color:#767676;font-size:14px"


def _html(greeting: str, parts: Sequence[Part], call: Call, foot: Foot) -> str:
    inner = [f"<p>{escape(greeting)}</p>"]
    for part in parts:
        if part.heading:
            inner.append(f'<h2 style="font-size:16px;margin:24px 0 8px">{escape(part.heading)}</h2>')
        inner.append('<table role="presentation" cellpadding="0" cellspacing="0" style="width:100%">')
        inner += [_row(line) for line in part.lines]
        inner.append("</table>")
    inner.append(
        f'<p style="margin:24px 0"><a href="{_attribute(call.link)}" style="{_BUTTON}">{escape(call.label)}</a></p>'
    )
    inner.append(
        f'<p style="{_GREY}">{escape(foot.why)} <a href="{_attribute(foot.settings)}" style="{_GREY}">Change what you '
        f'get</a> or <a href="{_attribute(foot.unsubscribe)}" style="{_GREY}">get no more of these</a>.</p>'
    )
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark">'
        '<meta name="supported-color-schemes" content="light dark"></head>'
        f'<body style="{_BODY}"><div style="max-width:560px;margin:0 auto;padding:20px">'
        f"{''.join(inner)}</div></body></html>"
    )


def _row(line: Line) -> str:
    context = f' <span style="{_GREY}">{escape(line.context)}</span>' if line.context else ""
    said = f'<br><span style="{_GREY}">{escape(line.said)}</span>' if line.said else ""
    return (
        '<tr><td style="padding:8px 0;border-top:1px solid #8884">'
        f'<a href="{_attribute(line.link)}" style="font-weight:600;color:inherit">{escape(line.title)}</a>'
        f"{context}{said}"
        "</td></tr>"
    )


def _flat(text: str) -> str:
    return " ".join(text.split())


def _attribute(link: str) -> str:
    return escape(link, quote=True)
