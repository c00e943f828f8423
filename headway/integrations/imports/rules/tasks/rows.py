"""The cells of one task row that need no other row: texts, labels, priority, estimate."""

import re
from decimal import Decimal

from headway.integrations.imports.rules.numbers import plain, read_number
from headway.integrations.imports.rules.reader import Reader
from headway.integrations.imports.rules.text import block, cut, fold, line, says_nothing, show
from headway.integrations.imports.rules.values import LABEL_LIMIT, MOST_LABELS, PRIORITIES, TASK_TEXT_LIMIT, Priority
from headway.integrations.imports.rules.words import states as states_words

Places = dict[str, list[int]]
HOURS = {"h": Decimal(1), "min": Decimal(1) / 60, "s": Decimal(1) / 3600, "days": Decimal(8), "weeks": Decimal(40)}
_SPOILED = re.compile(r"^\d([.,]\d+)?[eE]\+?\d+$")
_WIKI = re.compile(
    r"(?m)^h[1-6]\. |\{\{.+?\}\}|\{(?:code|noformat|quote|color|panel)\b|\[[^\]|]+\|[^\]]+\]|^\s*[*#]+ "
    r"|![\w.\-]+(?:\|[^!]*)?!|(?<!\w)\*\w[^*\n]*\*(?!\w)"
)


def spoiled(text: str) -> bool:
    """An id that a spreadsheet turned into 1.2E+15."""
    return bool(_SPOILED.match(text.strip()))


def labels_of(reader: Reader, row: int, places: Places) -> tuple[str, ...]:
    """Labels of all label columns, in order, each once whatever its case."""
    found: dict[str, str] = {}
    for column in (*places.get("issue_type", []), *places.get("labels", [])):
        text = show(reader.grid.cell(row, column))
        parts = [line(part) for part in ([text] if reader.table.kind == "jira_csv" else re.split(r"[,;\n]", text))]
        reader.grid.use(row, column)
        if any(len(part) > LABEL_LIMIT for part in parts):
            reader.grid.drop(row, column, f"changed: a label is cut to {LABEL_LIMIT} characters")
        for part in parts:
            label = cut(part, LABEL_LIMIT)
            found.setdefault(label.casefold(), label)
        found.pop("", None)
        if len(found) > MOST_LABELS:
            reader.grid.drop(row, column, f"changed: only {MOST_LABELS} labels are kept")
    return tuple(found.values())[:MOST_LABELS]


def priority_of(reader: Reader, row: int, places: Places) -> Priority:
    """The priority by its word in any tool; `none` where there is none, or none that we know."""
    for column in places.get("priority", [])[:1]:
        word = fold(line(show(reader.grid.cell(row, column))))
        level = next((level for level in PRIORITIES if word in states_words.PRIORITY_WORDS[level]), None)
        if level is None:
            reader.grid.drop(row, column, "dropped: not a priority that Headway knows")
            return "none"
        reader.grid.use(row, column)
        if word != level:
            reader.grid.drop(row, column, f"changed: kept as {level}")
        return level
    return "none"


def estimate_of(reader: Reader, row: int, places: Places) -> Decimal | None:
    """Hours. Jira gives seconds or "38h"; elsewhere a bare number is hours; a day is taken as 8 hours."""
    for field, bare in (("estimate_seconds", "s"), ("estimate_hours", "h")):
        for column in places.get(field, [])[:1]:
            quantity = read_number(reader.grid.cell(row, column), comma=reader.comma(column))
            unit = (quantity.unit or bare) if quantity else ""
            if quantity is None or unit not in HOURS or not 0 <= quantity.value * HOURS[unit] <= 100_000:
                reader.grid.drop(row, column, "dropped: not a length of time")
                return None
            hours = plain((quantity.value * HOURS[unit]).quantize(Decimal("0.0001")))
            reader.grid.use(row, column)
            if not quantity.unit and bare == "h" and "h" not in fold(reader.table.labels[column]).split():
                reader.once(column, show(reader.grid.cell(row, column)), "guessed: numbers of this column are hours")
            if unit != "h":
                word = "guessed" if unit in {"days", "weeks"} else "changed"
                reader.grid.drop(row, column, f"{word}: kept as {hours} hours")
            return hours
    return None


def description_of(reader: Reader, row: int, places: Places, whole_title: str) -> str:
    """The description, the old key and the comments, in this order, as plain text."""
    parts = [whole_title]
    for column in places.get("description", []):
        text = block(show(reader.grid.cell(row, column)))
        reader.grid.use(row, column)
        if reader.table.kind == "jira_csv" and _WIKI.search(text):
            reader.grid.drop(row, column, "changed: Jira's wiki markup is kept as plain text")
        parts.append(text)
    if "external_id" in places and "issue_key" in places:
        column = places["issue_key"][0]
        key = line(show(reader.grid.cell(row, column)))
        reader.grid.use(row, column)
        if says_nothing(key):
            reader.grid.drop(row, column, "dropped: says that there is no key")
        else:
            parts.append(f"Jira: {key}")
    comments = [_comment(reader, row, column) for column in places.get("comment", [])]
    if comments:
        parts.append("Comments:\n" + "\n".join(comments))
    whole = "\n\n".join(part for part in parts if part)
    if len(whole) > TASK_TEXT_LIMIT:
        for column in places.get("description", [])[:1]:
            reader.grid.drop(row, column, f"changed: description and comments are cut to {TASK_TEXT_LIMIT} characters")
    return cut(whole, TASK_TEXT_LIMIT)


def _comment(reader: Reader, row: int, column: int) -> str:
    """Such as "09/Jan/25 9:00 AM;70121:0002;keep it" -> "- 09/Jan/25 9:00 AM, 70121:0002: keep it"."""
    text = block(show(reader.grid.cell(row, column)))
    reader.grid.drop(row, column, "changed: a comment; kept at the end of the description")
    when, _, rest = text.partition(";")
    who, mark, said = rest.partition(";")
    return f"- {when}, {who}: {said}" if mark else f"- {text}"
