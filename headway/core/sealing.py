"""Secrets that we must be able to use again: sealed with a key that is not in the database.

AES-256-GCM. Each sealed thing names the key it was sealed with, and is bound to its place (such as a workspace and a
row): carried anywhere else it does not open. `HEADWAY_SECRET_KEYS` holds the keys, the first of them seals.
"""

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from msgspec import Struct

from headway.core import secret_keys

_NONCE_BYTES = 12  # random: safe for some billions of things under one key (NIST SP 800-38D)


class CannotOpen(Exception):
    """The key is not there any more, or the thing was changed or carried elsewhere."""


class Sealed(Struct, frozen=True):
    key_id: str
    content: bytes


class Keys:
    """The keys of an installation, by id, the one that seals first. Empty: nothing can be sealed or opened."""

    def __init__(self, text: str) -> None:
        self._keys = secret_keys.parsed(text)

    def __bool__(self) -> bool:
        return bool(self._keys)

    @property
    def newest(self) -> str:
        """The id of the key that seals."""
        return next(iter(self._keys))

    def knows(self, key_id: str) -> bool:
        return key_id in self._keys

    def seal(self, plain: bytes, *, place: str) -> Sealed:
        nonce = os.urandom(_NONCE_BYTES)
        content = AESGCM(self._keys[self.newest]).encrypt(nonce, plain, place.encode())
        return Sealed(self.newest, nonce + content)

    def unseal(self, sealed: Sealed, *, place: str) -> bytes:
        """What was sealed. Raises `CannotOpen`."""
        key = self._keys.get(sealed.key_id)
        if key is None:
            raise CannotOpen(f"the key {sealed.key_id} is not in HEADWAY_SECRET_KEYS")
        nonce, content = sealed.content[:_NONCE_BYTES], sealed.content[_NONCE_BYTES:]
        try:
            return AESGCM(key).decrypt(nonce, content, place.encode())
        except (InvalidTag, ValueError) as error:
            raise CannotOpen("it does not open in this place") from error
