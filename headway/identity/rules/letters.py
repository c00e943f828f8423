"""Mails as text and as simple HTML that says the same. Plain, short, friendly."""

from collections.abc import Sequence
from html import escape

import msgspec


class Letter(msgspec.Struct, frozen=True, kw_only=True):
    subject: str
    text: str
    html: str


def letter(subject: str, paragraphs: Sequence[str], *, button: str, link: str, close: str) -> Letter:
    """A mail with one thing to do: some sentences, the link, one sentence at the end."""
    text = "\n\n".join([*paragraphs, f"{button}:\n{link}", close, "Headway"]) + "\n"
    body = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in paragraphs)
    html = (
        '<!doctype html><html lang="en"><body style="font-family:sans-serif;line-height:1.5;max-width:34em">'
        f'{body}<p><a href="{escape(link, quote=True)}">{escape(button)}</a></p>'
        f'<p style="color:#555">{escape(close)}</p><p style="color:#555">Headway</p></body></html>'
    )
    return Letter(subject=subject, text=text, html=html)


def password_reset(name: str, link: str) -> Letter:
    """The way to a new password, for whoever asked for it."""
    return letter(
        "Choose a new password for Headway",
        [f"Hello {name},", "somebody, hopefully you, asked for a new password for your Headway account."],
        button="Choose a new password",
        link=link,
        close="The link works once and for one hour. If it was not you, nothing has changed: ignore this mail.",
    )


def password_changed(name: str, link: str) -> Letter:
    """News that a password was changed, for somebody who may not have done it."""
    return letter(
        "Your Headway password was changed",
        [f"Hello {name},", "your password was changed just now, and all other devices were signed out."],
        button="Open Headway",
        link=link,
        close="If it was not you, ask for a new password on the sign-in page at once and tell your administrator.",
    )
