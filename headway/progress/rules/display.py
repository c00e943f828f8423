"""Numbers as people read them (arithmetic, section 1). The browser has the same rule and the same test vectors."""

from decimal import ROUND_HALF_UP, Decimal


def whole_percent(progress: float) -> int:
    """Whole percent, half up (away from zero) on the shortest decimal form; 100 only for p >= 1, 0 only for p <= 0."""
    percent = int((Decimal(repr(progress)) * 100).quantize(Decimal(1), ROUND_HALF_UP))
    if percent == 100 and progress < 1:
        return 99
    return 1 if percent == 0 and progress > 0 else percent


def percent(progress: float) -> str:
    """As "112 %", "-8 %", "0 %" (never "-0 %"); the blank is an ordinary one, the page makes it a narrow one."""
    return f"{whole_percent(progress)} %"


def plain(number: Decimal) -> str:
    """A decimal without exponent and without trailing zeros: "3500000", "0.1", "-4"."""
    text = f"{number:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in {"", "-0"} else text
