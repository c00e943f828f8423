"""E-mail addresses and names as people type them."""

import unicodedata

LONGEST_EMAIL = 254
LONGEST_NAME = 120


def clean_email(text: str) -> str | None:
    """The address without blanks around it, domain in lower case; None where it cannot be one."""
    email = unicodedata.normalize("NFC", text.strip())
    local, at, domain = email.rpartition("@")
    if not at or not local or not domain or len(email) > LONGEST_EMAIL:
        return None
    if any(character.isspace() or not character.isprintable() or character in '<>(),;:"\\' for character in email):
        return None
    if "@" in local or domain.startswith((".", "-")) or domain.endswith((".", "-")) or ".." in domain:
        return None
    return f"{local}@{domain.lower()}"


def clean_name(text: str) -> str | None:
    """A name with single blanks and nothing invisible; None where nothing is left or it is too long."""
    name = " ".join(unicodedata.normalize("NFC", text).split())
    if not 1 <= len(name) <= LONGEST_NAME or not name.isprintable():
        return None
    return name
