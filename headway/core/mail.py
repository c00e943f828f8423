"""Outgoing mail: written to the outbox in the transaction that wants it, sent by a job afterwards.

Without `HEADWAY_SMTP_URL` a mail stays in the outbox, readable with `headway outbox`, and nothing pretends it was sent.
"""

import smtplib
import ssl
from email.message import EmailMessage
from email.utils import make_msgid
from urllib.parse import unquote, urlsplit
from uuid import UUID

import msgspec

from headway.core.db import HasConnection, maybe, run, value


class Mail(msgspec.Struct, frozen=True, kw_only=True):
    """Both forms say the same; `html` may be missing."""

    recipient: str
    subject: str
    text: str
    html: str | None = None


class Waiting(msgspec.Struct, frozen=True, kw_only=True):
    id: UUID
    recipient: str
    subject: str
    text: str
    html: str | None


async def put(ctx: HasConnection, mail: Mail) -> UUID:
    """Put one mail in the outbox; the id is what the sending job takes."""
    found: UUID = await value(
        ctx,
        """
        insert into outbox_mail (recipient, subject, text, html)
        values (%(recipient)s, %(subject)s, %(text)s, %(html)s)
        returning id
        """,
        **msgspec.structs.asdict(mail),
    )
    return found


async def take(ctx: HasConnection, mail: UUID) -> Waiting | None:
    """One mail that still waits, locked until the transaction ends; None if it was sent."""
    return await maybe(
        ctx,
        Waiting,
        """
        select id, recipient, subject, text, html from outbox_mail
         where id = %(mail)s and sent_at is null
           for update skip locked
        """,
        mail=mail,
    )


async def mark_sent(ctx: HasConnection, mail: UUID) -> None:
    await run(ctx, "update outbox_mail set sent_at = now(), error = null where id = %(mail)s", mail=mail)


def message(waiting: Waiting, *, sender: str) -> EmailMessage:
    """The mail as it goes over the wire. The id is stable, so that a second try is seen as the same mail."""
    letter = EmailMessage()
    letter["From"] = sender
    letter["To"] = waiting.recipient
    letter["Subject"] = waiting.subject.replace("\n", " ").replace("\r", " ")
    letter["Message-ID"] = make_msgid(idstring=waiting.id.hex, domain="headway")
    letter.set_content(waiting.text)
    if waiting.html:
        letter.add_alternative(waiting.html, subtype="html")
    return letter


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
            client.login(unquote(parts.username), unquote(parts.password or ""))
        client.send_message(letter)
