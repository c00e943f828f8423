"""Secrets and passwords: made here, kept only as hashes, compared in equal time."""

import hashlib
import secrets

import anyio.to_thread
from anyio import CapacityLimiter
from anyio.lowlevel import RunVar
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

HASHER = PasswordHasher(time_cost=2, memory_cost=19456, parallelism=1)  # the OWASP floor for argon2id, 2024
# the hash of a random secret nobody has
_NOBODY = "$argon2id$v=19$m=19456,t=2,p=1$8C7h0yE8gcN7nMNu3nl/eQ$obi41c62G9w7ZCigHd8AVaZqQrlfEKbHLqHDFwnGuT4"
_THREADS = 2  # each takes 19 MB and a whole core for some 20 ms


def new_secret(prefix: str = "") -> str:
    """32 random bytes as URL-safe text. Whoever holds it has the right; we keep `digest` of it only."""
    return prefix + secrets.token_urlsafe(32)


def digest(secret: str) -> bytes:
    """What is kept of a secret. Plain SHA-256 is enough for 256 random bits; passwords take `hash_password`."""
    return hashlib.sha256(secret.encode()).digest()


async def hash_password(password: str) -> str:
    """The argon2id hash, computed beside the event loop."""
    return await anyio.to_thread.run_sync(HASHER.hash, password, limiter=_limiter())


async def verify_password(kept: str | None, password: str) -> bool:
    """Whether the password fits. Takes as long where there is no account or no password (`kept` is None)."""
    fits = await anyio.to_thread.run_sync(_verify, kept or _NOBODY, password, limiter=_limiter())
    return fits and kept is not None


def is_outdated(kept: str) -> bool:
    """Whether a hash was made with other parameters than today's and should be made anew at the next sign-in."""
    return HASHER.check_needs_rehash(kept)


def _verify(kept: str, password: str) -> bool:
    try:
        return HASHER.verify(kept, password)
    except (VerificationError, InvalidHashError):
        return False


_limiter_of_loop: RunVar[CapacityLimiter] = RunVar("argon2")


def _limiter() -> CapacityLimiter:
    """One per event loop."""
    found = _limiter_of_loop.get(None)
    if found is None:
        found = CapacityLimiter(_THREADS)
        _limiter_of_loop.set(found)
    return found
