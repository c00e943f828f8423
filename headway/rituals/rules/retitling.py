"""A title that names its numbers, after the numbers have changed: what it would say with the new ones."""

import re
from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from itertools import pairwise

from msgspec import Struct

from headway.progress.rules.display import MINUS, plain, signed

_CENTS = Decimal("0.01")
# A number by itself or with its unit ("24h"): not in a word ("Q3", "v2", "3rd", "10k"), no date or version ("1.2.3").
_NUMBER = re.compile(
    r"(?<![\w.,:/-])[-\u2212]?\d+(?:[.,'\u2019\u202f ]\d{3}(?!\d))*(?:[.,]\d+)?"
    r"(?!\d|[:/-]|[.,]\d|(?:st|nd|rd|th|[kKmM])\b)"
)
_GROUPS = ",'\u2019\u202f "


class Change(Struct, frozen=True):
    """A number that stood for something, and the one that stands for it now; as people write it, shares in percent."""

    old: Decimal
    new: Decimal


def retitled(title: str, changes: Sequence[Change]) -> str:
    """The title with the new numbers; the same where it names none of the old ones, or not plainly which.

    A number found twice is taken for a baseline only behind "from", so that "from 3 to 3 teams" keeps its end.
    """
    found = list(_NUMBER.finditer(title))
    new: dict[int, str] = {}
    for change in changes:
        same = [at for at, one in enumerate(found) if at not in new and _value(one[0]) == change.old]
        if len(same) > 1:
            same = [at for at in same if re.search(r"\bfrom\s+\S?$", title[: found[at].start()], re.IGNORECASE)]
        if len(same) == 1 and change.old != change.new:
            new[same[0]] = _written(change.new, like=found[same[0]][0])
    parts = [0, *(edge for one in found for edge in one.span()), len(title)]
    pieces = [title[first:last] for first, last in pairwise(parts)]
    for at, words in new.items():
        pieces[2 * at + 1] = words
    return "".join(pieces)


def _value(token: str) -> Decimal | None:
    """What a number in a text is worth: "1,200" and "1 200" are twelve hundred, "1,2" and "1.2" a little over one."""
    text = token.replace(MINUS, "-")
    if re.fullmatch(r"-?\d{1,3}(?:([,'\u2019\u202f ])\d{3})(?:\1\d{3})*(?:\.\d+)?", text):
        text = re.sub(f"[{_GROUPS}]", "", text)
    try:
        return Decimal(text.replace(",", "."))
    except InvalidOperation:
        return None


def _written(number: Decimal, *, like: str) -> str:
    """At most two decimals; in groups where the old one was, with the minus of print unless it had a hyphen."""
    text = plain(number.quantize(_CENTS))
    mark = next((sign for sign in _GROUPS if re.search(rf"\d{sign}\d{{3}}(?!\d)", like)), "")
    whole, dot, rest = text.partition(".")
    written = (f"{int(whole):,}".replace(",", mark) if mark else whole) + dot + rest
    return written if like.startswith("-") else signed(written)
