"""Scores, progress and confidence of an OKR sheet, each on the scale its column uses."""

from decimal import ROUND_HALF_UP, Decimal

from headway.integrations.imports.rules.numbers import plain, read_ratio
from headway.integrations.imports.rules.okr.layouts import Entry
from headway.integrations.imports.rules.okr.measures import Measure
from headway.integrations.imports.rules.reader import Reader
from headway.integrations.imports.rules.table import Table
from headway.integrations.imports.rules.text import fold, show

CONFIDENCE_WORDS = {
    "high": 8, "hoch": 8, "green": 8, "gruen": 8, "medium": 5, "mittel": 5, "amber": 5, "yellow": 5, "gelb": 5,
    "low": 2, "niedrig": 2, "red": 2, "rot": 2,
}  # fmt: skip


def score_scale(table: Table, reader: Reader) -> Decimal:
    """What a full score is: 1, 10 or 100, by the greatest number in the score columns."""
    columns = [c for c, field in table.fields.items() if field and field.startswith(("score", "value@"))]
    most = max((reader.most(column) or Decimal(0) for column in columns), default=Decimal(0))
    return Decimal(1) if most <= 1 else Decimal(10) if most <= 10 else Decimal(100)


def score_of(
    reader: Reader, entry: Entry, field: str, made: Measure, *, scale: Decimal, has_value: bool
) -> Decimal | None:
    """A score or progress cell as a value of the measure, if the measure is one that such a number can tell."""
    row, column = entry.cells[field]
    quantity = reader.number(row, column)
    if quantity is None:
        return None
    full = Decimal(100) if quantity.percent or (field == "progress" and not _of_one(reader, column)) else scale
    if field == "progress" and not quantity.percent and _of_one(reader, column):
        full = Decimal(1)
    done = quantity.value / full
    if made.scored:
        value = plain(done * (made.target or Decimal(1)))
        if value != quantity.value:
            reader.grid.drop(row, column, f"changed: kept as {value} of {made.target}")
        return value
    return _reached(reader, row, column, done=done, made=made, has_value=has_value)


def confidence_of(reader: Reader, entry: Entry) -> int | None:
    """Confidence from 0 to 10; 0.7, 70 % and "7/10" are 7, words are guessed."""
    if "confidence" not in entry.cells:
        return None
    row, column = entry.cells["confidence"]
    cell = reader.grid.cell(row, column)
    word = CONFIDENCE_WORDS.get(fold(show(cell)))
    if word is not None:
        reader.grid.drop(row, column, f"guessed: kept as {word} of 10")
        return word
    ratio = read_ratio(cell)
    quantity = None if ratio else reader.number(row, column)
    if ratio is None and quantity is None:
        return None
    share = (
        ratio[0] / ratio[1]
        if ratio
        else _confidence_share(
            reader, column, quantity.value if quantity else Decimal(0), percent=bool(quantity and quantity.percent)
        )
    )
    level = int((share * 10).to_integral_value(ROUND_HALF_UP))
    if not 0 <= level <= 10:
        reader.grid.drop(row, column, "dropped: confidence goes from 0 to 10")
        return None
    if quantity is None or quantity.percent or quantity.value != level:
        reader.grid.drop(row, column, f"changed: kept as {level} of 10")
    return level


def _reached(reader: Reader, row: int, column: int, *, done: Decimal, made: Measure, has_value: bool) -> Decimal | None:
    """Progress beside a real measure: dropped if there is a value, else the value that such progress stands for."""
    if has_value:
        reader.grid.drop(row, column, "dropped: progress and score are computed from the values")
        return None
    if made.kind == "binary":
        if done in {0, 1}:
            reader.grid.drop(row, column, "changed: kept as done or not done")
            return Decimal(int(done))
        reader.grid.drop(row, column, "dropped: this key result is only done or not done")
        return None
    if made.baseline is None or made.target is None:
        reader.grid.drop(row, column, "dropped: this key result is kept within a limit, not moved to a target")
        return None
    value = plain((made.baseline + done * (made.target - made.baseline)).quantize(Decimal("0.000001")))
    reader.grid.drop(row, column, f"changed: kept as the value {value}, which is that far on the way to the target")
    return value


def _of_one(reader: Reader, column: int) -> bool:
    """Whether a progress column without % signs runs from 0 to 1."""
    most = reader.most(column)
    return most is not None and most <= 1


def _confidence_share(reader: Reader, column: int, value: Decimal, *, percent: bool) -> Decimal:
    if percent:
        return value / 100
    most = reader.most(column) or Decimal(10)
    if most <= 1:
        return value
    return value / (Decimal(10) if most <= 10 else Decimal(100))
