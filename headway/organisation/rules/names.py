"""Short names for addresses and numbers."""

import re
import unicodedata

LONGEST_SLUG = 40


def slug_of(name: str, *, otherwise: str) -> str:
    """A name as it stands in an address: "Vertrieb & Größe" -> "vertrieb-grosse"; `otherwise` where nothing is left."""
    plain = unicodedata.normalize("NFKD", name.replace("ß", "ss")).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:LONGEST_SLUG].strip("-")
    return slug or otherwise


def numbered(slug: str, number: int) -> str:
    """The first, second, third ... try at a free slug: "team", "team-2", "team-3"."""
    return slug if number <= 1 else f"{slug}-{number}"


def is_key_prefix(text: str) -> bool:
    """What may stand before the number of a task: HW-42."""
    return re.fullmatch(r"[A-Z][A-Z0-9]{1,9}", text) is not None


def like_pattern(words: str) -> str:
    """A pattern for `ilike` that finds the words anywhere; its special characters are taken as they are."""
    escaped = words.strip().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%"
