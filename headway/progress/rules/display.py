"""Numbers as people read them (arithmetic, section 1). The browser has the same rule and the same test vectors."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
MINUS = "\u2212"  # as wide as a plus, and no line is broken behind it; a hyphen is for words


def whole_percent(progress: float) -> int:
    """Whole percent, half up (away from zero) on the shortest decimal form; 100 only for p >= 1, 0 only for p <= 0."""
    percent = int((Decimal(repr(progress)) * 100).quantize(Decimal(1), ROUND_HALF_UP))
    if percent == 100 and progress < 1:
        return 99
    return 1 if percent == 0 and progress > 0 else percent


def percent(progress: float) -> str:
    """As "112 %", "-8 %", "0 %" (never "-0 %"), in plain characters; the page makes minus and blank those of print."""
    return f"{whole_percent(progress)} %"


def signed(text: str) -> str:
    """A number that was written for a machine, with the minus that people read."""
    return text.replace("-", MINUS, 1)


def figure(number: Decimal) -> str:
    """A decimal as it is, for people: "3500000", "0.1", "\u22124"."""
    return signed(plain(number))


def rough(number: float) -> str:
    """Three digits that matter: "1,240", "18.4", "0.62", "\u22121.2"."""
    size = abs(number)
    text = f"{number:,.{0 if size >= 100 else 1 if size >= 10 else 2}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in {"-0", ""} else signed(text)


def plain(number: Decimal) -> str:
    """A decimal without exponent and without trailing zeros, for machines and for editing: "3500000", "0.1", "-4"."""
    text = f"{number:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in {"", "-0"} else text


def day(on: date) -> str:
    """As people say it, with the year: "27 November 2026"."""
    return f"{on.day} {on:%B %Y}"


def short_day(on: date) -> str:
    """In a short sentence about days of one's own quarter: "31 Dec"."""
    return f"{on.day} {MONTHS[on.month - 1]}"
