"""The keys that seal: made, kept beside the embedded database, read from the setting. They are used in sealing.py."""

import base64
import binascii
import os
from pathlib import Path

from headway.core.settings import SettingError

KEY_FILE = "secret.keys"
KEY_BYTES = 32


def new_key() -> str:
    """A key with an id, as the setting wants it."""
    return f"{os.urandom(4).hex()}:{base64.urlsafe_b64encode(os.urandom(KEY_BYTES)).decode()}"


def keys_in(folder: Path) -> str:
    """The keys of an installation with a folder of its own: read from it, made there the first time."""
    file = folder / KEY_FILE
    if not file.exists():
        part = folder / f"{KEY_FILE}.{os.getpid()}"
        handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as opened:
            opened.write(new_key() + "\n")
            opened.flush()
            os.fsync(handle)
        try:
            os.link(part, file)  # whole, or not at all, and the first one stays
        except FileExistsError:
            pass
        finally:
            part.unlink()
    return file.read_text(encoding="utf-8").strip()


def parsed(text: str) -> dict[str, bytes]:
    """Keys by id, in their order. Raises `SettingError`."""
    return dict(_parsed(part.strip()) for part in text.split(",") if part.strip())


def _parsed(part: str) -> tuple[str, bytes]:
    name, _, text = part.partition(":")
    try:
        key = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except (binascii.Error, ValueError):
        key = b""
    if not name or len(name) > 32 or len(key) != KEY_BYTES:
        raise SettingError(
            "HEADWAY_SECRET_KEYS holds keys such as 2026:<32 bytes in base64>, with commas between. "
            "`headway key` makes one"
        )
    return name, key
