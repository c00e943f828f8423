"""What the answer of a chat service means: it is there, try again, give up; and the sentence for a person. Pure."""

import contextlib
import re
from datetime import timedelta
from typing import Literal

import msgspec
from msgspec import Struct

from headway.core.outgoing import Answer
from headway.notifications.rules.chat_services import NAMES, REPEATABLE, Service

End = Literal["sent", "again", "failed", "unclear"]
PAUSES = (1, 5, 20, 60, 180)  # minutes between tries; after the last one it has failed
LONGEST_PAUSE = 360  # minutes: a service that asks for more is asked no more
FAILURES = 3  # messages in a row that did not get there: then the channel is paused
LONGEST_WORDS = 160


class Verdict(Struct, frozen=True, kw_only=True):
    end: End
    sentence: str
    code: str = ""


def verdict(service: Service, host: str, answer: Answer) -> Verdict:
    """What became of one try."""
    if answer.reached != "answered":
        return _unreached(service, host, answer)
    name, words, status = NAMES[service], _words(answer.text), answer.status
    said = f" It says: {words}" if words else ""
    if 200 <= status < 300 and _is_taken(service, words):
        return Verdict(end="sent", sentence=f"{name} took it.")
    if status == 429:
        return Verdict(end="again", sentence=f"{name} asks us to wait.{said}", code="chat_busy")
    if status >= 500 or status == 408:
        return Verdict(end="again", sentence=f"{name} has trouble (status {status}).{said}", code="chat_trouble")
    if 300 <= status < 400:
        sentence = (
            f"{host} sends us somewhere else (status {status}), and Headway does not follow. Paste the final address."
        )
        return Verdict(end="failed", sentence=sentence, code="chat_redirect")
    return Verdict(
        end="failed",
        sentence=f"{_REFUSALS.get(status, _REFUSED).format(name=name, status=status)}{said}",
        code="chat_refused",
    )


_REFUSED = "{name} refuses the message (status {status})."
_REFUSALS = {
    401: "{name} does not accept the secret (status 401). Make a new one there and paste it here.",
    403: "{name} does not let us write there (status 403). See whether the webhook or account may still do so.",
    404: "{name} does not know this address (status 404). It was removed there: make a new one and paste it here.",
    410: "{name} does not know this address any more (status 410). Make a new one there and paste it here.",
}


def _unreached(service: Service, host: str, answer: Answer) -> Verdict:
    if answer.reached == "no_answer":
        sentence = f"{host} did not answer in time. The message may have arrived all the same."
        return Verdict(end="again" if service in REPEATABLE else "unclear", sentence=sentence, code="chat_no_answer")
    if answer.reached == "internal":
        return Verdict(end="failed", sentence=internal(host), code="chat_address_internal")
    if answer.reached == "unknown_host":
        sentence = f"There is no server named {host}, or its name cannot be looked up from here."
        return Verdict(end="again", sentence=sentence, code="chat_host_unknown")
    if answer.reached == "no_certificate":
        sentence = f"The certificate of {host} is not valid, or its authority is not known here."
        return Verdict(end="failed", sentence=sentence, code="chat_certificate")
    return Verdict(end="again", sentence=f"{host} cannot be reached.", code="chat_unreachable")


def internal(host: str) -> str:
    """Why a host in a private network is refused, and who can change that."""
    return (
        f"{host} is inside a private network, where Headway does not post. "
        "Whoever runs Headway can allow this server with HEADWAY_CHAT_HOSTS."
    )


def pause(tries: int, retry_after: int | None) -> timedelta | None:
    """How long to wait after so many tries; None: no more."""
    if not 1 <= tries <= len(PAUSES):
        return None
    asked = -(-(retry_after or 0) // 60)
    return None if asked > LONGEST_PAUSE else timedelta(minutes=max(PAUSES[tries - 1], asked))


def _is_taken(service: Service, words: str) -> bool:
    """Slack answers "ok" and nothing else; others say it with the status."""
    return service != "slack" or words == "ok"


class _Error(Struct):
    message: str = ""


class _Said(Struct):
    """The places where services put their words."""

    message: str = ""
    error: str | _Error = ""
    detail: str = ""


def _words(text: str) -> str:
    """The service's own words, short and plain; none for a page of HTML."""
    found = text.strip()
    if found.startswith("{"):
        with contextlib.suppress(msgspec.DecodeError):
            said = msgspec.json.decode(found, type=_Said)
            found = (
                said.message or (said.error.message if isinstance(said.error, _Error) else said.error) or said.detail
            )
    if found.startswith(("<", "{", "[")):
        return ""
    found = re.sub(r"[\x00-\x1f\x7f\ufffd]+", " ", found)
    return " ".join(found.split())[:LONGEST_WORDS]
