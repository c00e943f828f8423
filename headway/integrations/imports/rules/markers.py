"""Marks that people put before titles: "O1:", "KR 2.1 -", "3)", a bullet."""

import re

MARKER = re.compile(
    r"^\s*(?:(?P<o>O|Objective|Ziel|Goal)|(?P<kr>KR|Key Result|Schl\u00fcsselergebnis|SE))\s?#?(?P<n>\d+(?:\.\d+)*)?\s*"
    r"(?:[.:)\]\-\u2013\u2014]+\s*|(?<=\d)\s+)(?=\S)",
    re.IGNORECASE,
)
_WORDY = re.compile(
    r"^\s*(?:Objective|Ziel|Goal|Key Result|Schl\u00fcsselergebnis)\s?#?\d+(?:\.\d+)*\s+(?=\S)", re.IGNORECASE
)
NUMBERED = re.compile(r"^\s*(?P<n>\d{1,2}(?:\.\d{1,2})*)(?:[.):]+\s+|\.?\s+[\-\u2013]\s+)(?=\S)")
DEEP = re.compile(r"^\s*(?P<n>\d{1,2}(?:\.\d{1,2})+)[.):]?\s+(?=\S)")
BARE_NUMBER = re.compile(r"^\s*(?P<n>\d{1,2})\s+(?=[^\W\d_])")
BULLET = re.compile(r"^\s*[\-\u2013\u2014\u2022*\u25aa\u25e6\u00b7>\u21b3\u2514]+\s+(?=\S)")
PLACEHOLDER = re.compile(
    r"^\s*(?:O|KR|Objective|Key Result|Ziel|Schl\u00fcsselergebnis)(?:\s?#?\d+(?:\.\d+)?\s*[.:]|\s?:)\s*$",
    re.IGNORECASE,
)
REMARK = re.compile(
    r"^\s*(?:\*|\(?\d?\)?\s?(?:notes?|legend|hinweise?|legende|sources?|quelle|anmerkung(?:en)?)\b)", re.IGNORECASE
)
_MARK_ALONE = re.compile(r"^\s*(?:O|KR|OKR)[\s\-_]?\d{1,3}(?:[.\-]\d{1,3})*\s*$", re.IGNORECASE)
INDENT = re.compile(r"^(?:[ \t\u00a0]{2,}|\t)")


def level_of(text: str) -> str | None:
    """Such as "objective" or "key_result" by a marker such as "KR1:", or None."""
    found = MARKER.match(BULLET.sub("", text))
    if not found:
        return None
    return "objective" if found["o"] else "key_result"


def is_mark(text: str) -> bool:
    """Whether it is nothing but a number such as "O1" or "KR 1.2"."""
    return bool(_MARK_ALONE.match(text))


def depth_of(text: str) -> int:
    """1 for "2." or "2)", 2 for "2.1", 0 without a number."""
    found = DEEP.match(text) or NUMBERED.match(text)
    return found["n"].count(".") + 1 if found else 0


def split_mark(text: str, *, bare: bool = False) -> tuple[str, str]:
    """(mark, title): "KR1: Ship it" -> ("KR1:", "Ship it"). `bare`: also the number of "1 Finish" is a mark.

    "Objective 1 in short" stays whole: without punctuation the words may well be the title.
    """
    if _WORDY.match(text) and not re.match(r"^\s*[^\W\d]+(?: [^\W\d]+)?\s?#?[\d.]+\s*[-\u2013\u2014]\s", text):
        return "", text.strip()
    patterns = (MARKER, DEEP, NUMBERED, BULLET, BARE_NUMBER) if bare else (MARKER, DEEP, NUMBERED, BULLET)
    bullet = BULLET.match(text)
    if bullet and MARKER.match(text[bullet.end() :]):
        text = text[bullet.end() :]
    for pattern in patterns:
        found = pattern.match(text)
        if found:
            return found.group().strip(), text[found.end() :].strip()
    return "", text.strip()
