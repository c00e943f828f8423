"""Places in a list as text, so that one can always put something between two others without touching a third.

A rank is a whole number and a fraction, written so that plain byte order (collate "C") is the order of the list.
The first character says how many digits the whole number has: `a` one, `b` two, ... upwards from zero, `Z` one,
`Y` two, ... downwards below it; the digits follow (for a negative number counted up from its smallest). Whatever
comes after them is the fraction, which never ends in the lowest digit: between two ranks there is always another.
Appending a million times needs ranks of six characters.
"""

DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
BASE = len(DIGITS)
HEADS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
ZERO = HEADS.index("a")  # the first head of numbers that are not negative
FIRST = "a0"


def rank_between(before: str | None, after: str | None) -> str:
    """A rank that sorts after `before` and before `after`; None is the start or the end of the list.

    Raises ValueError when `before` does not sort before `after`, or when one of them is not a rank.
    """
    if before is None and after is None:
        return FIRST
    if before is None:
        return _before(str(after))
    if after is None:
        return _after(before)
    if before >= after:
        raise ValueError(f"{before!r} does not sort before {after!r}")
    whole, fraction = _split(before)
    upper, upper_fraction = _split(after)
    if whole == upper:
        return whole + _middle(fraction, upper_fraction)
    following = _step(whole, 1)
    if following < after:
        return following
    return whole + _middle(fraction, None)


def ranks_after(last: str | None, count: int) -> list[str]:
    """`count` ranks in order, all after `last`."""
    found: list[str] = []
    for _ in range(count):
        last = rank_between(last, None)
        found.append(last)
    return found


def is_rank(text: str) -> bool:
    """Whether a text is one of our ranks."""
    try:
        _, fraction = _split(text)
    except ValueError:
        return False
    return not fraction.endswith(DIGITS[0])


def _before(after: str) -> str:
    whole, fraction = _split(after)
    if fraction:
        return whole  # the bare whole number sorts before any of its fractions
    return _step(whole, -1)


def _after(before: str) -> str:
    whole, _ = _split(before)
    return _step(whole, 1)


def _split(rank: str) -> tuple[str, str]:
    """(whole number, fraction)."""
    width = _width(rank[:1])
    whole, fraction = rank[: width + 1], rank[width + 1 :]
    if len(whole) != width + 1 or any(digit not in DIGITS for digit in rank[1:]):
        raise ValueError(f"{rank!r} is not a rank")
    return whole, fraction


def _width(head: str) -> int:
    """How many digits follow: a 1, b 2, ...; Z 1, Y 2, ..."""
    if len(head) != 1 or head not in HEADS:
        raise ValueError(f"{head!r} does not begin a rank")
    place = HEADS.index(head)
    return place - ZERO + 1 if place >= ZERO else ZERO - place


def _step(whole: str, by: int) -> str:
    """The next whole number up (by 1) or down (by -1)."""
    width = _width(whole[0])
    value = _value(whole[1:]) + by
    if 0 <= value < BASE**width:
        return whole[0] + _digits(value, width)
    place = HEADS.index(whole[0]) + by
    if not 0 <= place < len(HEADS):
        raise ValueError("the list has no place left")
    return HEADS[place] + DIGITS[0 if by > 0 else -1] * _width(HEADS[place])


def _middle(low: str, high: str | None) -> str:
    """A fraction between two; `low` may be empty (0), `high` None (1)."""
    if high is not None:
        same = 0
        while same < len(high) and (low[same : same + 1] or DIGITS[0]) == high[same]:
            same += 1
        if same:
            return high[:same] + _middle(low[same:], high[same:])
    first = DIGITS.index(low[0]) if low else 0
    last = DIGITS.index(high[0]) if high else BASE
    if last - first > 1:
        return DIGITS[(first + last) // 2]
    if high and len(high) > 1:
        return high[0]
    return DIGITS[first] + _middle(low[1:], None)


def _value(digits: str) -> int:
    value = 0
    for digit in digits:
        value = value * BASE + DIGITS.index(digit)
    return value


def _digits(value: int, width: int) -> str:
    found = ""
    for _ in range(width):
        value, digit = divmod(value, BASE)
        found = DIGITS[digit] + found
    return found
