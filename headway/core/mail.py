"""Outgoing mail: written to the outbox in the transaction that wants it, sent by a job afterwards.

Without `HEADWAY_SMTP_URL` a mail stays in the outbox, readable with `headway outbox`, and nothing pretends it was sent.
"""

import smtplib
import ssl
import unicodedata
from datetime import datetime
from email import policy
from email.message import EmailMessage
from urllib.parse import unquote, urlsplit
from uuid import UUID

import msgspec
from psycopg.types.json import Jsonb

from headway.core.db import HasConnection, maybe, rows, run, value


class Mail(msgspec.Struct, frozen=True, kw_only=True):
    """Both forms say the same; `html` may be missing."""

    recipient: str
    subject: str
    text: str
    html: str | None = None
    headers: dict[str, str] = {}


class Letter(msgspec.Struct, frozen=True, kw_only=True):
    """A mail in the outbox, as `headway outbox` shows it."""

    created_at: datetime
    recipient: str
    subject: str
    text: str
    sent_at: datetime | None


class Waiting(msgspec.Struct, frozen=True, kw_only=True):
    id: UUID
    recipient: str
    subject: str
    text: str
    html: str | None
    headers: dict[str, str] = {}


async def put(ctx: HasConnection, mail: Mail) -> UUID:
    """Put one mail in the outbox; the id is what the sending job takes."""
    found: UUID = await value(
        ctx,
        """
        insert into outbox_mail (recipient, subject, text, html, headers)
        values (%(recipient)s, %(subject)s, %(text)s, %(html)s, %(headers)s)
        returning id
        """,
        **{**msgspec.structs.asdict(mail), "headers": Jsonb(mail.headers)},
    )
    return found


async def outbox(ctx: HasConnection, *, sent: bool, most: int) -> list[Letter]:
    """The latest mails, oldest first: those that wait, or (`sent`) those that went out too."""
    return await rows(
        ctx,
        Letter,
        """
        select * from (
          select created_at, recipient, subject, text, sent_at from outbox_mail
           where %(sent)s or sent_at is null
           order by created_at desc, id desc
           limit %(most)s
        ) as latest
         order by created_at
        """,
        sent=sent,
        most=most,
    )


async def take(ctx: HasConnection, mail: UUID) -> Waiting | None:
    """One mail that still waits, locked until the transaction ends; None if it was sent."""
    return await maybe(
        ctx,
        Waiting,
        """
        select id, recipient, subject, text, html, headers from outbox_mail
         where id = %(mail)s and sent_at is null
           for update skip locked
        """,
        mail=mail,
    )


async def mark_sent(ctx: HasConnection, mail: UUID) -> None:
    """It has gone out. The secrets in its links are in the mail only from now on; what else it said can be read."""
    await run(
        ctx,
        """
        update outbox_mail
           set sent_at = now(), error = null, headers = '{}',
               text = regexp_replace(text, %(secret)s, '#...', 'g'),
               html = regexp_replace(html, %(secret)s, '#...', 'g')
         where id = %(mail)s
        """,
        mail=mail,
        secret=_FRAGMENT,
    )


_FRAGMENT = "#[A-Za-z0-9_-]{20,}"  # of a link: its secret


def message(waiting: Waiting, *, sender: str) -> EmailMessage:
    """The mail as it goes over the wire. The id is stable, so that a second try is seen as the same mail."""
    letter = EmailMessage(policy=_LONG_LINES)
    letter["From"] = sender
    letter["To"] = waiting.recipient
    letter["Subject"] = one_line(waiting.subject)
    letter["Message-ID"] = f"<{waiting.id.hex}@headway>"
    for name, text in waiting.headers.items():
        if name not in ADDED:
            raise ValueError(f"{name} is no header that a mail of ours may carry")
        letter[name] = one_line(text)
    letter.set_content(waiting.text)
    if waiting.html:
        letter.add_alternative(waiting.html, subtype="html")
    return letter


_LONG_LINES = policy.default.clone(max_line_length=998)  # RFC 5322's limit: folding at 78 would encode links in headers


def one_line(text: str) -> str:
    """What goes into a header is one line, whatever somebody wrote into a title: a second one would be a header."""
    return " ".join("".join(" " if unicodedata.category(sign) in _BREAKS else sign for sign in text).split())


ADDED = ("List-Unsubscribe", "List-Unsubscribe-Post", "List-Id", "Auto-Submitted")  # beside those every mail has
_BREAKS = {"Cc", "Zl", "Zp"}  # control signs, line and paragraph separators

_HERE = ("localhost", "127.0.0.1", "::1")


def send(letter: EmailMessage, smtp_url: str) -> None:
    """Send through `smtp://` (with STARTTLS where offered) or `smtps://`. Blocking; raises OSError or SMTPException."""
    parts = urlsplit(smtp_url)
    context = ssl.create_default_context()
    host = parts.hostname or "localhost"
    client: smtplib.SMTP
    if parts.scheme == "smtps":
        client = smtplib.SMTP_SSL(host, parts.port or 465, timeout=20, context=context)
    else:
        client = smtplib.SMTP(host, parts.port or 25, timeout=20)
    with client:
        if parts.scheme != "smtps" and client.has_extn("starttls"):
            client.starttls(context=context)
        if parts.username:
            if not isinstance(client.sock, ssl.SSLSocket) and host not in _HERE:
                raise smtplib.SMTPNotSupportedError("The mail server offers no STARTTLS: the password stays here.")
            client.login(unquote(parts.username), unquote(parts.password or ""))
        client.send_message(letter)
