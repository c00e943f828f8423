"""Numbers as people write them: 1,000 and 1.000, 4.5 and 4,5."""

from decimal import Decimal

_TOO_LONG = 18  # digits of a number that measures nothing


def number_of(text: str, *, decimal_comma: bool) -> Decimal | None:
    """A number as written, "1,000", "1.000,5" or "-4"; None for what is a version or too long."""
    if len(text) > _TOO_LONG:
        return None
    if text.startswith("-"):
        size = number_of(text[1:], decimal_comma=decimal_comma)
        return None if size is None else -size
    point, group = (",", ".") if decimal_comma else (".", ",")
    grouped = _ungrouped(text, group, point)
    if grouped is None and text.count(group) == 1 and point not in text:
        grouped = text.replace(group, ".")  # 2,5 in English, 2.5 in German: a decimal point all the same
    if grouped is None and group not in text:
        grouped = _ungrouped(text, point, group)  # 1.000.000 in English
    return None if grouped is None else Decimal(grouped)


def _ungrouped(text: str, group: str, point: str) -> str | None:
    """Without signs between the thousands and with a decimal point; None where the thousands are none."""
    whole, sign, decimals = text.partition(point)
    first, *others = whole.split(group)
    if group in decimals or point in decimals or (others and len(first) > 3):
        return None
    if any(len(part) != 3 for part in others):
        return None
    return first + "".join(others) + (f".{decimals}" if sign else "")
