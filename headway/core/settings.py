"""Every setting of an installation: one typed place, read from the environment once.

`HEADWAY_<NAME>` gives a value; `HEADWAY_<NAME>_FILE` names a file that holds it (for secrets). docs/reference lists
all of them, and a house test compares.
"""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast, get_type_hints

import msgspec

PREFIX = "HEADWAY_"


class SettingError(Exception):
    """A setting that cannot be used. The message names the variable and says what it expects."""


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """Each field is one setting; the string beside it in `HELP` is its documentation."""

    host: str = "127.0.0.1"
    port: int = 8080
    data: Path | None = None
    demo: bool = False
    database_url: str = ""
    database_owner_url: str = ""
    database_worker_url: str = ""
    database_dispatch_url: str = ""
    pool_size: int = 10
    public_url: str = ""
    secure_cookies: bool = False
    session_days: int = 30
    body_limit_mb: int = 21
    statement_timeout_ms: int = 5000
    smtp_url: str = ""
    mail_from: str = "Headway <headway@localhost>"
    log_level: str = "info"
    log_json: bool = False
    trusted_proxies: int = 0
    secret_keys: str = ""
    chat_hosts: str = ""


HELP: dict[str, str] = {
    "host": "Address to listen on. 127.0.0.1 is this machine only; 0.0.0.0 is every network it is on.",
    "port": "Port to listen on.",
    "data": "Folder of the embedded database. Not used when a database URL is set.",
    "demo": "Start with the demo company and print a one-click sign-in link.",
    "database_url": "PostgreSQL 18 or newer to use instead of the embedded one, as the role headway_app.",
    "database_owner_url": "The same database as the role headway_owner; used to set up and migrate only.",
    "database_worker_url": "The same database as headway_worker. Default: database_url.",
    "database_dispatch_url": "The same database as headway_dispatch. Default: database_url.",
    "pool_size": "Most database connections one app process uses.",
    "public_url": "Address people use, such as https://goals.example.org. Needed behind a proxy; used in mails.",
    "secure_cookies": "Send cookies over HTTPS only. Turned on by itself when public_url begins with https.",
    "session_days": "Days after which a sign-in ends.",
    "body_limit_mb": "Largest request body in megabytes.",
    "statement_timeout_ms": "Longest time one SQL statement of a request may take, in milliseconds.",
    "smtp_url": "Mail server, such as smtps://user:password@mail.example.org:465. Without it mails stay in the outbox; "
    "`headway outbox` prints them.",
    "mail_from": "Sender of mails.",
    "log_level": "debug, info, warning or error.",
    "log_json": "Write logs as JSON lines.",
    "trusted_proxies": "How many proxies in front of Headway add X-Forwarded-For. 0 ignores that header.",
    "secret_keys": "Keys that seal secrets which Headway must use again (addresses of chat channels), such as "
    "2026:<32 bytes in base64>, the first seals, all of them open; `headway key` makes one. With the embedded database "
    "it is made by itself, in the file secret.keys of the data folder.",
    "chat_hosts": "Chat servers inside your own network that Headway may post to, with commas between, such as "
    "mattermost.intranet, 10.0.0.5:8065. Without a port it is 443 and 8443. Everything else must be on the internet.",
}


def read(environment: Mapping[str, str] | None = None, **overrides: Any) -> Settings:
    """Build the settings. Raises `SettingError` naming the variable for a value that cannot be used."""
    environment = os.environ if environment is None else environment
    values: dict[str, Any] = {}
    for name, kind in get_type_hints(Settings).items():
        text = _text(environment, name)
        if text is not None:
            values[name] = _parse(name, text, kind)
    values.update({name: value for name, value in overrides.items() if value is not None})
    settings = Settings(**values)
    if settings.public_url.startswith("https://"):
        settings = msgspec.structs.replace(settings, secure_cookies=True)
    return settings


def _text(environment: Mapping[str, str], name: str) -> str | None:
    variable = PREFIX + name.upper()
    file = environment.get(variable + "_FILE")
    if file:
        try:
            return Path(file).read_text(encoding="utf-8").strip()
        except OSError as error:
            raise SettingError(f"{variable}_FILE names {file}, which cannot be read: {error.strerror}.") from error
    return environment.get(variable)


def _parse(name: str, text: str, kind: Any) -> Any:
    if kind is bool:
        if text.lower() in {"1", "true", "yes", "on"}:
            return True
        if text.lower() in {"", "0", "false", "no", "off"}:
            return False
        raise SettingError(f"{PREFIX}{name.upper()} is {text!r}; use true or false.")
    if kind is int:
        try:
            return int(text)
        except ValueError as error:
            raise SettingError(f"{PREFIX}{name.upper()} is {text!r}; use a whole number.") from error
    if kind is str:
        return text
    return cast("Any", Path(text)) if text else None
