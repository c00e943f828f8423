"""How often one may try: a sliding window per account and per address."""

import hashlib
from datetime import datetime, timedelta
from ipaddress import IPv6Address, ip_address, ip_network

import msgspec

WINDOW = timedelta(minutes=15)


class Limit(msgspec.Struct, frozen=True):
    """`most` tries of `key` within the window; the next one is refused."""

    key: str
    most: int


def sign_in_limits(email: str, address: str) -> list[Limit]:
    """Wrong passwords: 10 per account; 30 per address, because a whole office may share one."""
    return [Limit(_account_key(email), 10), Limit(f"sign_in:{network_of(address)}", 30)]


def link_limits(address: str) -> list[Limit]:
    """Links that do not exist: nobody types them, so a few per address are a mistake and many are a search."""
    return [Limit(f"link:{network_of(address)}", 30)]


def reset_limits(email: str, address: str) -> list[Limit]:
    """Asked-for reset mails, so that nobody's inbox is flooded."""
    return [Limit(f"reset:{_hashed(email)}", 3), Limit(f"reset:{network_of(address)}", 20)]


def account_limit(email: str) -> Limit:
    """Wrong passwords of one account, where the caller is signed in already."""
    return Limit(_account_key(email), 10)


def wait_seconds(oldest: datetime, now: datetime) -> int:
    """Seconds until the oldest counted try leaves the window; at least 1."""
    return max(1, round((oldest + WINDOW - now).total_seconds()))


def network_of(address: str) -> str:
    """An address as it is counted: IPv4 whole, IPv6 by its /64, which is what one household is given."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return "unknown"
    if isinstance(parsed, IPv6Address):
        mapped = parsed.ipv4_mapped
        return str(mapped) if mapped else str(ip_network((parsed, 64), strict=False))
    return str(parsed)


def _account_key(email: str) -> str:
    return f"sign_in:{_hashed(email)}"


def _hashed(email: str) -> str:
    """Addresses of strangers are not kept: the table of tries holds hashes."""
    return hashlib.sha256(email.lower().encode()).hexdigest()[:32]
