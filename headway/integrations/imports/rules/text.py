"""Reading and comparing text as people type it."""

import hashlib
import re
import unicodedata
from functools import lru_cache

from headway.integrations.imports.rules.values import Cell

_SPACES = re.compile(r"[\s\u00a0\u2007\u202f\ufeff\u200b]+")
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_NOT_WORD = re.compile(r"[^0-9a-z%]+")
_OWN_PREFIX = re.compile(r"^'(?=[=+\-@\t\r])")
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})

EMPTY_WORDS = frozenset(
    {"", "tbd", "tba", "n a", "na", "none", "null", "nil", "-", "--", "\u2013", "\u2014", "?", "offen", "k a"}
)


def show(cell: Cell) -> str:
    """A cell as text; a number of a workbook with the 15 digits that a spreadsheet shows."""
    if isinstance(cell, str):
        return cell
    return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else f"{cell:.15g}"


def blank(cell: Cell) -> bool:
    """Whether a cell holds nothing, or only white space and marks that are not seen."""
    return cell == "" or (isinstance(cell, str) and not cell.strip("\ufeff \t\r\n\u00a0\u200b"))


def line(text: str) -> str:
    """One line: controls gone, runs of white space one blank."""
    if text.isprintable() and text.isascii() and "  " not in text:
        return text.strip()
    return _SPACES.sub(" ", _CONTROLS.sub("", text)).strip()


def block(text: str) -> str:
    """Several lines: controls gone, line ends as LF."""
    return _CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


@lru_cache(maxsize=20_000)
def fold(text: str) -> str:
    """For comparing names of columns, statuses and people: "Schlüsselergebnis *" -> "schluesselergebnis"."""
    if text.isascii():
        return _NOT_WORD.sub(" ", text.lower()).strip() or _SPACES.sub(" ", text.lower()).strip()
    plain = unicodedata.normalize("NFKC", text).casefold().translate(_UMLAUTS)
    plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    plain = plain.replace("ø", "o").replace("æ", "ae").replace("ł", "l")
    return _NOT_WORD.sub(" ", plain).strip() or _SPACES.sub(" ", plain).strip()


def digest(*parts: str) -> str:
    """A short stable name for what has no id of its own."""
    joined = "\x1f".join(parts)
    return hashlib.sha256(joined.encode()).hexdigest()[:24]


def without_own_prefix(text: str) -> str:
    """Take off the apostrophe that our own exports put before = + - @ TAB CR."""
    return _OWN_PREFIX.sub("", text)


def cut(text: str, limit: int) -> str:
    """At most `limit` characters, ending in an ellipsis when something is missing."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "\u2026"


def says_nothing(text: str) -> bool:
    """Whether a cell is a way of writing that there is nothing: "n/a", "-", "TBD", "null"."""
    return line(text).casefold() in EMPTY_WORDS or fold(text) in EMPTY_WORDS
