"""Words of a search as patterns."""

MOST_WORDS = 8


def patterns(words: str) -> list[str] | None:
    """One `ilike` pattern per word, all of which must match; None for no words."""
    found = [_escaped(word) for word in words.split()[:MOST_WORDS]]
    return [f"%{word}%" for word in found] or None


def _escaped(word: str) -> str:
    return word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
