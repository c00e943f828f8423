"""Chat services: what the address of a channel looks like at each, and how it is recognised. Pure."""

import re
from typing import Literal
from urllib.parse import urlsplit

from msgspec import Struct

Service = Literal["slack", "teams", "mattermost", "matrix", "google_chat", "discord", "rocket_chat"]
Topic = Literal["calls", "check_ins", "reds", "wins", "cycles"]
SERVICES: tuple[Service, ...] = (
    "slack",
    "teams",
    "mattermost",
    "matrix",
    "google_chat",
    "discord",
    "rocket_chat",
)
TOPICS: tuple[Topic, ...] = ("calls", "check_ins", "reds", "wins", "cycles")
NAMES: dict[Service, str] = {
    "slack": "Slack",
    "teams": "Microsoft Teams",
    "mattermost": "Mattermost",
    "matrix": "Matrix",
    "google_chat": "Google Chat",
    "discord": "Discord",
    "rocket_chat": "Rocket.Chat",
}
REPEATABLE: frozenset[Service] = frozenset({"matrix"})  # sent twice under one id, it arrives once
PUBLIC_PORTS = (443, 8443)
LONGEST = 2000


class Target(Struct, frozen=True, kw_only=True):
    """Where a channel leads: all of it but the host is secret."""

    host: str
    port: int
    path: str
    token: str = ""
    room: str = ""

    @property
    def hint(self) -> str:
        """The last four characters of the secret: enough to recognise it, far too little to guess it."""
        return (self.token or self.path)[-4:]


class WrongAddress(ValueError):
    """An address that will not do: which field, a stable code, and a sentence."""

    def __init__(self, field: str, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.field = field
        self.code = f"notifications.{code}"
        self.sentence = sentence


class _Shape(Struct, frozen=True):
    """Where addresses of a service lead: `hosts` are names, or endings that begin with a dot; none means anywhere."""

    path: str
    example: str
    hosts: tuple[str, ...] = ()


_SHAPES: dict[Service, _Shape] = {
    "slack": _Shape(
        r"/services/\w+/\w+/\w+",
        "https://hooks.slack.com/services/T.../B.../...",
        ("hooks.slack.com", "hooks.slack-gov.com"),
    ),
    "teams": _Shape(
        r"/(workflows|webhookb2|powerautomate/automations/direct/workflows)/.+",
        "https://....logic.azure.com/workflows/.../triggers/manual/paths/invoke?...",
        (".logic.azure.com", ".api.powerplatform.com", ".webhook.office.com", ".logic.azure.us"),
    ),
    "mattermost": _Shape(r"(/[\w.-]+)*/hooks/[a-z0-9]{20,40}", "https://mattermost.example.org/hooks/..."),
    "matrix": _Shape(r"", "https://matrix.example.org"),
    "google_chat": _Shape(
        r"/v1/spaces/[\w-]+/messages",
        "https://chat.googleapis.com/v1/spaces/.../messages?key=...",
        ("chat.googleapis.com",),
    ),
    "discord": _Shape(
        r"/api(/v\d+)?/webhooks/\d+/[\w-]+",
        "https://discord.com/api/webhooks/.../...",
        ("discord.com", "discordapp.com", "canary.discord.com", "ptb.discord.com"),
    ),
    "rocket_chat": _Shape(r"(/[\w.-]+)*/hooks/[A-Za-z0-9]+/[\w-]+", "https://chat.example.org/hooks/.../..."),
}
_ROOM = re.compile(r"![^\s/:]{1,200}(:[\w.:\[\]-]{1,200})?")
_TOKEN = re.compile(r"[\x21-\x7e]{8,1000}")
_HOST = re.compile(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?|[0-9a-f:]*:[0-9a-f:.]*")


def target(service: Service, address: str, *, token: str = "", room: str = "", opened: bool = False) -> Target:
    """The parts of an address. `opened`: the operator opened this host, so that any name and port will do.

    Raises `WrongAddress`.
    """
    found = bare(address)
    shape = _SHAPES[service]
    if not opened:
        _refuse_strange(service, found, shape)
    path = found.path.partition("?")[0].rstrip("/")
    if not re.fullmatch(shape.path, path):
        raise WrongAddress("address", "chat_address", _expected(service, found))
    if service != "matrix":
        return found
    if not _TOKEN.fullmatch(token):
        raise WrongAddress("token", "chat_token", "Paste the access token of the Matrix account that should write.")
    if not _ROOM.fullmatch(room):
        raise WrongAddress(
            "room",
            "chat_room",
            "Use the internal id of the room, such as !abc:example.org. It stands in the room's settings, Advanced.",
        )
    return Target(host=found.host, port=found.port, path="", token=token, room=room)


def bare(address: str) -> Target:
    """Host, port and path of an address that may be one at all. Raises `WrongAddress`."""
    text = address.strip()
    try:
        parts = urlsplit(text)
        host, port = (parts.hostname or "").rstrip("."), parts.port or 443
    except ValueError:
        parts, host, port = urlsplit(""), "", 0
    if parts.scheme == "http":
        raise WrongAddress("address", "chat_not_https", "Use an address that begins with https://.")
    unfit = parts.scheme != "https" or not _HOST.fullmatch(host) or parts.username is not None or parts.fragment
    if unfit or not port or len(text) > LONGEST or not text.isascii() or re.search(r"[\s\\\x00-\x1f\x7f]", text):
        raise WrongAddress(
            "address", "chat_address", "Paste the whole address of the webhook; it begins with https://."
        )
    return Target(host=host, port=port, path=parts.path + (f"?{parts.query}" if parts.query else ""))


def service_of(host: str) -> Service | None:
    """The service that a host belongs to, where that can be told."""
    for service, shape in _SHAPES.items():
        if any(host.endswith(each) if each.startswith(".") else host == each for each in shape.hosts):
            return service
    return None


def _refuse_strange(service: Service, found: Target, shape: _Shape) -> None:
    if found.port not in PUBLIC_PORTS:
        raise WrongAddress(
            "address",
            "chat_port",
            f"Port {found.port} is not open to chat. Whoever runs Headway can open it with HEADWAY_CHAT_HOSTS.",
        )
    known = service_of(found.host)
    if known != service and (known is not None or shape.hosts):
        raise WrongAddress("address", "chat_address", _expected(service, found))


def _expected(service: Service, found: Target) -> str:
    known = service_of(found.host)
    if known is not None and known != service:
        return f"This is an address of {NAMES[known]}, not of {NAMES[service]}."
    return f"An address of {NAMES[service]} looks like {_SHAPES[service].example}."
