"""The sentence patterns of key results, English and German. To teach the importer a verb, add it to a list below.

In a list `*` stands for any ending. `<N1>` and `<N2>` in a pattern are amounts: groups num, mul, cur, unit + number.
"""

import re

from headway.integrations.imports.rules.numbers import BODY
from headway.integrations.imports.rules.words.reading import listed


def any_of(names: str) -> str:
    """Such as "reduc*, cut*" -> a pattern for any of them, the longest first."""
    ordered = sorted(listed(names), key=len, reverse=True)
    return "(?:" + "|".join(re.escape(name).replace(r"\*", r"\w*").replace(r"\ ", " ") for name in ordered) + ")"


WORDS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20,
    "eine": 1, "einen": 1, "zwei": 2, "drei": 3, "vier": 4, "fünf": 5, "sechs": 6, "sieben": 7, "acht": 8, "neun": 9,
    "zehn": 10, "elf": 11, "zwölf": 12,
}  # fmt: skip
LOWER = any_of("reduc*, decreas*, lower*, cut*, shorten*, drop*, halv*, minimis*, minimiz*, senk*, reduzier*, "
               "verringer*, verkürz*")  # fmt: skip
RAISE = any_of("increas*, rais*, grow*, improv*, boost*, lift*, steiger*, erhöh*, verbesser*")
KEEP = any_of("maintain*, keep*, remain, remains, stay*, hold*, uptime, availab*, sla, halten, bleib*, verfügbarkeit")
DELIVER = any_of("achiev*, reach*, get*, hire*, creat*, publish*, secur*, win*, generat*, run*, deliver*, launch*, "
                 "erreich*, gewinn*, erstell*")  # fmt: skip
AT_LEAST = any_of("at least, no less than, min, min., minimum, mindestens, greater than, more than, above, over, "
                  "mehr als, über, >=, ≥, >")  # fmt: skip
AT_MOST = any_of("at most, no more than, max, max., maximum, höchstens, less than, fewer than, lower than, under, "
                 "below, within, weniger als, unter, <=, ≤, <")  # fmt: skip
BAD = any_of("bug, bugs, incident, incidents, outage, outages, defect, defects, error, errors, breach*, complaint, "
             "complaints, accident, accidents, crash*, regression, regressions, vulnerabilit*, downtime, churn, "
             "fehler*, ausfälle, vorfälle, beschwerden, unfälle, sicherheitsvorfälle, mängel")  # fmt: skip
LOW_IS_GOOD = any_of(
    "mttr, mttd, lead time, cycle time, response time, reply time, resolution time, review time, load "
    "time, waiting time, wait time, turnaround, latency, time to, days to, hours to, hours per, minutes per, "
    "cost per, costs per, cost, costs, attrition, turnover rate, bounce rate, burn, failure rate, error rate, "
    "defect rate, open tickets, backlog of, overdue, absences, sick days, kosten, kosten pro, durchlaufzeit, "
    "reaktionszeit, antwortzeit, bearbeitungszeit, wartezeit, ladezeit, fehlerquote, reklamation*, "
    "fluktuation, ausschuss*, rückstand, krankheitstage, abwanderung*"
)
_SPAN = any_of("day, days, week, weeks, month, months, hour, hours, tagen, tage, wochen, monate, monaten")

_WORD = "|".join(sorted(WORDS, key=len, reverse=True))
_UNIT = r"(?:%|[$€£]|°C|[^\W\d_]{1,30}(?:/[^\W\d_]{1,8})?)"
_NUMBER = (
    rf"(?P<cur#>[$€£¥])?\s?(?P<num#>{BODY}|\b(?:{_WORD})\b)\s?"
    rf"(?P<mul#>(?:[kKM]|bn|mn|mio|mrd|m(?=\b)|million|billion|tsd)\b\.?)?\s?(?P<unit#>{_UNIT})?"
)
_HEDGE = rf"(?:about |around |ca\.? |approx\.? |~|{AT_LEAST}\s?|{AT_MOST}\s?)?"
_FREE = r"(?<![\w.,])"


def _pattern(text: str) -> re.Pattern[str]:
    for place in ("1", "2"):
        text = text.replace(f"<N{place}>", _NUMBER.replace("#", place))
    return re.compile(text, re.IGNORECASE)


FROM_TO = _pattern(
    rf"\b(?:from|von)\s+{_HEDGE}{_FREE}<N1>\s*(?:[^\d,;.]{{0,25}}?)\s*(?:\bto\b|\bauf\b|→|->|=>)\s*{_HEDGE}<N2>"
)
ARROW = _pattern(rf"{_FREE}<N1>\s*(?:→|->|=>)\s*{_HEDGE}<N2>")
SHARE = _pattern(
    rf"{_FREE}(?P<num1>\d+(?:[.,]\d+)?)\s?(?:%|percent|prozent)\s+(?:of|der|von|aller)\s+"
    r"(?:(?:the|all|our|den|unserer?)\s+)?(?:<N2>)?"
)
BY = _pattern(r"\b(?:by|um)\s+<N1>")
ZERO = re.compile(rf"\b(?:zero|null|0|no|keine?)\s+(?:[\w\-]+\s+){{0,3}}?{BAD}\b", re.IGNORECASE)
LEAST = _pattern(rf"(?<!\w)(?P<bound>{AT_LEAST})\s?{_FREE}<N1>")
MOST = _pattern(rf"(?<!\w)(?P<bound>{AT_MOST})\s?{_FREE}<N1>")
OR_LESS = _pattern(rf"{_FREE}<N1>[^\d]{{0,20}}\b(?:or|oder) (?:less|fewer|lower|weniger)\b")
ANY = _pattern(r"(?<![\w.,#$/:\-\u2013'\u2019])<N1>(?P<plus>\+)?(?!\s?-\d)")
NOISE = re.compile(
    "|".join(
        (
            r"https?://\S+",
            r"#\d+",
            r"\b[A-Z]{2,10}-\d+\b",
            r"\b(?:v|version|releases?)\s?\d+(?:\.\d+)*",
            r"\b\d+(?:\.\d+){2,}\b",
            r"\b(?:FY|CY)?\s?'?(?:19|20)\d{2}\b(?:-\d\d){0,2}",
            r"\b(?:Q[1-4]|H[12]|24/7)\b",
            r"\b[PpSs]\d{1,3}(?:-[PpSs]\d)?\b",
            r"\b\d+(?:st|nd|rd|th)\b",
            r"\btop[\s\-]\d+\b",
            r"\bTier[\s\-]?\d\b",
            rf"\b(?:within|in|innerhalb von|binnen)\s(?:the\s)?(?:first|last|next)?\s?(?:\d+|two|three)\s?{_SPAN}\b",
            rf"\b(?:for|über)\s(?:>\s?)?\d+\s{_SPAN}\b",
            r"\b(?:ISO|RFC|SOC|DIN|EN|ASC|IFRS)\s?\d+\b",
            r"^(?:KR|O)?\s?\d+(?:\.\d+)*\s?[.):\-]\s",
            r"\b\d+-(?:days?|weeks?|months?|steps?|by-step|minute)\b",
            r"\(\s*\d+x\s*\)",
        )
    ),
    re.IGNORECASE,
)
