"""A key result's measure: from its columns where the sheet has them, else from its sentence, else from its scores."""

import re
from decimal import Decimal
from typing import Literal

import msgspec

from headway.integrations.imports.rules.numbers import (
    Quantity,
    convert,
    plain,
    read_ratio,
    read_yes_no,
    unit_in,
    unit_of,
)
from headway.integrations.imports.rules.okr.layouts import Entry
from headway.integrations.imports.rules.patterns import BAD, LOW_IS_GOOD, LOWER, RAISE
from headway.integrations.imports.rules.reader import Reader
from headway.integrations.imports.rules.sentences import Reading, has_numbers, read_sentence
from headway.integrations.imports.rules.text import fold, line, show
from headway.integrations.imports.rules.values import MetricKind
from headway.integrations.imports.rules.words import okr as okr_words

_LOWER = re.compile(rf"\b{LOWER}\b", re.IGNORECASE)
_LOW_IS_GOOD = re.compile(rf"(?<!\w)(?:{BAD}|{LOW_IS_GOOD})(?!\w)", re.IGNORECASE)
_KEPT = re.compile(r"\b(?:uptime|availab\w*|sla|verfügbarkeit|erreichbarkeit)\b", re.IGNORECASE)
_MORE = re.compile(
    rf"\b(?:{RAISE}|\w*saved|savings?|removed?|closed|fixed|solved|resolved|prevented|gelöst|behoben|entfernt)\b",
    re.IGNORECASE,
)


Places = dict[str, tuple[int, int]]


class Measure(msgspec.Struct, kw_only=True):
    """How a key result is measured. `percent` says that plain numbers up to 1 in its cells mean per cent."""

    kind: MetricKind = "binary"
    baseline: Decimal | None = None
    target: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    method: Literal["periods", "now", "strict"] | None = None
    unit: str = ""
    total: Decimal | None = None
    percent: bool = False
    scored: bool = False


class Measurer:
    """Decides the measure of one entry after another; `scale` is what a full score is in this sheet (1, 10 or 100)."""

    def __init__(self, reader: Reader, *, scale: Decimal, scores_only: bool) -> None:
        self.reader = reader
        self.grid = reader.grid
        self.scale = scale
        self.scores_only = scores_only

    def measure(self, entry: Entry, title: str) -> Measure:
        reading = read_sentence(title, comma=self.grid.comma)
        numbers = self._numbers(entry, reading)
        if isinstance(numbers, Measure):
            return self._named_kind(entry, numbers)
        if self.scores_only and (not reading or any(field.startswith(("score", "value@")) for field in entry.cells)):
            return self._by_score(entry, reading)
        if reading:
            return self._by_sentence(entry, reading)
        if any(field.startswith(("score", "progress")) for field in entry.cells):
            return self._by_score(entry, None)
        return self._without_number(entry, title)

    def value(self, entry: Entry, field: str, measure: Measure) -> Decimal | None:
        """A current value in the unit of the measure; None with a reason where it does not fit."""
        row, column = entry.cells[field]
        cell = self.grid.cell(row, column)
        yes = read_yes_no(cell)
        if measure.kind == "binary":
            return self._as_binary(row, column, yes)
        ratio = read_ratio(cell, comma=self.reader.comma(column))
        if ratio:
            return self._as_part(row, column, ratio, measure)
        quantity = self.reader.number(row, column)
        return self._in_unit(row, column, quantity, measure) if quantity else None

    # What the columns say

    def _numbers(self, entry: Entry, reading: Reading | None) -> Measure | None:
        """The measure by baseline and target columns; None where there is no target."""
        places: Places = {f: entry.cells[f] for f in ("baseline", "target", "current") if f in entry.cells}
        if "target" not in places and "baseline" not in places:
            ratio = read_ratio(self.grid.cell(*places["current"])) if "current" in places else None
            return self._of_whole(places["current"], ratio) if ratio and not reading else None
        answers = [read_yes_no(self.grid.cell(*place)) for place in places.values()]
        if "target" in places and read_yes_no(self.grid.cell(*places["target"])) is not None:
            return self._yes_no(places, answers)
        if "target" not in places:
            return self._baseline_only(entry, reading)
        target = self._target(places["target"])
        if target is None:
            return None
        unit = self._unit(entry, [target, *self._peek(places, "baseline"), *self._peek(places, "current")], reading)
        baseline = self.reader.number(*places["baseline"]) if "baseline" in places else None
        percent = unit == "%" and self._as_share([q for q in (baseline, target) if q], reading)
        goal = self._points(places["target"], target, percent=percent)
        start = self._points(places["baseline"], baseline, percent=percent) if baseline else None
        return self._from(entry, Measure(baseline=start, target=goal, unit=unit, percent=percent), reading)

    def _from(self, entry: Entry, made: Measure, reading: Reading | None) -> Measure:
        """Complete a measure that has a target, and a baseline if the sheet gives one."""
        start, goal = made.baseline, made.target or Decimal(0)
        if start is None and reading and reading.baseline is not None and reading.target == goal and reading.baseline:
            self._guess(
                entry, "baseline", reading.quote, f"guessed: start value {reading.baseline} read from the sentence"
            )
            made.baseline = start = reading.baseline
        if start is None and self._is_limit(entry, goal, reading):
            self._guess(
                entry, "kind", str(goal), "guessed: at most the target, judged by the latest value (no start value)"
            )
            return Measure(kind="maintain", high=goal, method="now", unit=made.unit, percent=made.percent)
        if start is None and made.unit == "%" and _KEPT.search(self._title(entry)):
            self._guess(
                entry, "kind", str(goal), "guessed: at least the target, judged by the latest value (no start value)"
            )
            return Measure(kind="maintain", low=goal, method="now", unit=made.unit, percent=made.percent)
        if start is None:
            self._guess(entry, "baseline", "", "guessed: no start value is given, 0 is taken")
            made.kind, made.baseline = "reach", Decimal(0)
            if goal == 0:
                return Measure(kind="maintain", high=goal, low=goal, method="now", unit=made.unit)
        elif start == goal:
            self._guess(
                entry, "kind", str(goal), "changed: start and target are equal, so it is kept as at least this value"
            )
            return Measure(kind="maintain", low=goal, method="now", unit=made.unit, percent=made.percent)
        else:
            made.kind = "increase" if goal > start else "decrease"
        return made

    def _is_limit(self, entry: Entry, goal: Decimal, reading: Reading | None) -> bool:
        """Whether a target without a start value is a most: said by the kind, the verb, "< 1 s", or what it counts."""
        title = self._title(entry)
        if self._says(entry, "decrease", "maintain") or _LOWER.search(title):
            return True
        if self._says(entry, *okr_words.KIND_WORDS) or _MORE.search(title):
            return False
        if reading and reading.kind == "maintain":
            return reading.high in {goal, goal * 100} and reading.low is None
        return bool(_LOW_IS_GOOD.search(title))

    def _baseline_only(self, entry: Entry, reading: Reading | None) -> Measure | None:
        row, column = entry.cells["baseline"]
        start = self.reader.peek(row, column)
        fits = reading and start and reading.baseline is not None and reading.kind in {"increase", "decrease"}
        if not (
            reading and start and fits and start.value in {reading.baseline, (reading.baseline or Decimal(0)) / 100}
        ):
            self.grid.drop(row, column, "dropped: a start value without a target")
            return None
        self.grid.use(row, column)
        return None

    def _of_whole(self, place: tuple[int, int], ratio: tuple[Decimal, Decimal, str]) -> Measure:
        text = show(self.grid.cell(*place))
        self.grid.note(place[0], self.grid.label(place[1]), text, f"guessed: measured as a count from 0 to {ratio[1]}")
        return Measure(
            kind="increase", baseline=Decimal(0), target=ratio[1], unit=unit_of(ratio[2]) if ratio[2] else ""
        )

    def _yes_no(self, places: Places, answers: list[bool | None]) -> Measure:
        for (field, place), answer in zip(places.items(), answers, strict=True):
            if field != "current" and answer is not None:
                self.grid.use(*place)
        return Measure()

    def _target(self, place: tuple[int, int]) -> Quantity | None:
        ratio = read_ratio(self.grid.cell(*place), comma=self.reader.comma(place[1]))
        if ratio:
            self.grid.drop(*place, f"changed: the target is {ratio[0]}; the rest of the cell is not kept")
            return Quantity(plain(ratio[0]))
        return self.reader.number(*place)

    def _peek(self, places: Places, field: str) -> list[Quantity]:
        found = self.reader.peek(*places[field]) if field in places else None
        return [found] if found else []

    def _unit(self, entry: Entry, quantities: list[Quantity], reading: Reading | None) -> str:
        if "unit" in entry.cells:
            row, column = entry.cells["unit"]
            return unit_of(self.reader.line(row, column, 40))
        told = next((quantity.unit for quantity in quantities if quantity.unit), "")
        named = "" if told else unit_in(self._title(entry))
        if named:
            self._guess(entry, "unit", line(self._title(entry))[-60:], f"guessed: the unit is {named}, as in the title")
            return named
        if told or not reading or reading.kind == "share":
            return told or ("%" if reading and self._hundredth(quantities) else "")
        if reading.unit and self._agrees(quantities, reading):
            self._guess(entry, "unit", reading.quote, f"guessed: the unit is {reading.unit}, as in the sentence")
            return reading.unit
        return ""

    def _agrees(self, quantities: list[Quantity], reading: Reading) -> bool:
        said = {value for value in (reading.baseline, reading.target, reading.low, reading.high) if value is not None}
        return quantities[0].value in said or quantities[0].value * 100 in said

    def _hundredth(self, quantities: list[Quantity]) -> bool:
        return all(0 <= quantity.value <= 1 for quantity in quantities) and bool(quantities)

    def _as_share(self, quantities: list[Quantity], reading: Reading | None) -> bool:
        """Whether these plain numbers are 0.25 for 25 %: all up to 1, and not told otherwise by the sentence."""
        bare = [quantity.value for quantity in quantities if not quantity.unit]
        if not bare or any(abs(value) > 1 for value in bare):
            return False
        said = {reading.baseline, reading.target, reading.low, reading.high} if reading else set()
        return not (reading and reading.kind != "share" and bare[-1] in said and bare[-1] * 100 not in said)

    def _points(self, place: tuple[int, int], quantity: Quantity, *, percent: bool) -> Decimal:
        if not percent or quantity.unit:
            return quantity.value
        points = plain(quantity.value * 100)
        self.grid.drop(*place, f"changed: read as {points} %")
        return points

    def _named_kind(self, entry: Entry, measure: Measure) -> Measure:
        """What a column of kinds says, where it fits the numbers."""
        if "kind" not in entry.cells:
            return measure
        row, column = entry.cells["kind"]
        word = fold(show(self.grid.cell(row, column)))
        named = next((kind for kind, names in okr_words.KIND_WORDS.items() if word in names), None)
        if named == measure.kind or (named in {"increase", "share"} and measure.kind in {"increase", "reach"}):
            self.grid.use(row, column)
        elif named == "reach" and measure.kind == "increase":
            self.grid.use(row, column)
            measure.kind = "reach"
        else:
            self.grid.drop(row, column, f"changed: the numbers make it {measure.kind}")
        return measure

    # What the sentence or the scores say

    def _by_sentence(self, entry: Entry, reading: Reading) -> Measure:
        self._guess(entry, "measure", reading.quote, f"guessed: {reading.said}, read from the sentence")
        return self._named_kind(
            entry,
            Measure(
                kind=reading.kind, baseline=reading.baseline, target=reading.target, low=reading.low, high=reading.high,
                method=reading.method, unit=reading.unit, total=reading.total,
            ),
        )  # fmt: skip

    def _by_score(self, entry: Entry, reading: Reading | None) -> Measure:
        fields = [field for field in entry.cells if field.startswith(("score", "progress", "value@"))]
        percent = bool(fields) and all(field == "progress" for field in fields)
        full, unit = (Decimal(100), "%") if percent else (self.scale, "score")
        texts = ", ".join(line(show(self.grid.cell(*entry.cells[field]))) for field in fields)
        what = (
            f"progress, so it is measured from 0 to {full} %"
            if percent
            else f"scores, so it is measured from 0 to {full}"
        )
        self._guess(entry, "measure", texts, f"guessed: the sheet gives only {what}")
        if reading:
            self._guess(
                entry,
                "measure",
                reading.quote,
                "dropped: the sentence's own numbers stay in the title; no value of that kind is given",
            )
        return self._named_kind(
            entry, Measure(kind="increase", baseline=Decimal(0), target=full, unit=unit, percent=percent, scored=True)
        )

    def _without_number(self, entry: Entry, title: str) -> Measure:
        if has_numbers(title):
            why = "guessed: done or not done; the sentence has numbers, but none is clearly the measure"
        else:
            why = "guessed: done or not done, because nothing gives a number"
        self._guess(entry, "kind", "", why)
        return self._named_kind(entry, Measure())

    # Values

    def _as_binary(self, row: int, column: int, yes: bool | None) -> Decimal | None:
        quantity = self.reader.peek(row, column)
        if yes is not None or (quantity and quantity.value in {0, 1} and not quantity.unit):
            self.grid.use(row, column)
            return Decimal(int(bool(yes) if yes is not None else quantity is not None and quantity.value == 1))
        if quantity and quantity.unit == "%" and quantity.value in {0, 100}:
            self.grid.drop(row, column, "changed: kept as done or not done")
            return Decimal(int(quantity.value == 100))
        self.grid.drop(row, column, "dropped: this key result is only done or not done")
        return None

    def _as_part(self, row: int, column: int, ratio: tuple[Decimal, Decimal, str], measure: Measure) -> Decimal | None:
        part, whole, _ = ratio
        if measure.kind == "share":
            self.grid.drop(row, column, f"changed: kept as the share {plain(part / whole)} of {whole}")
            return plain(part / whole)
        if whole in {measure.target, measure.high, measure.low}:
            self.grid.use(row, column)
            return part
        self.grid.drop(row, column, f"dropped: {whole} is not the target of this key result")
        return None

    def _in_unit(self, row: int, column: int, quantity: Quantity, measure: Measure) -> Decimal | None:
        if measure.kind == "share":
            share = quantity.value / 100 if quantity.percent or abs(quantity.value) > 1 else quantity.value
            self.grid.drop(row, column, f"changed: kept as the share {plain(share)}")
            return plain(share)
        if measure.unit == "%" and not quantity.unit and self._small(quantity, measure):
            return self._points((row, column), quantity, percent=True)
        if not quantity.unit or not measure.unit or quantity.unit == measure.unit:
            return quantity.value
        converted = convert(quantity.value, quantity.unit, measure.unit)
        why = (
            "dropped: its unit is not the unit of this key result"
            if converted is None
            else f"changed: {converted} {measure.unit}"
        )
        self.grid.drop(row, column, why)
        return converted

    def _small(self, quantity: Quantity, measure: Measure) -> bool:
        fractional = quantity.value != quantity.value.to_integral_value()
        return measure.percent or (abs(quantity.value) < 1 and fractional and abs(measure.target or Decimal(100)) > 1)

    def _says(self, entry: Entry, *kinds: str) -> bool:
        if "kind" not in entry.cells:
            return False
        word = fold(show(self.grid.cell(*entry.cells["kind"])))
        return any(word in okr_words.KIND_WORDS[kind] for kind in kinds)

    def _title(self, entry: Entry) -> str:
        return show(self.grid.cell(entry.row, entry.column))

    def _guess(self, entry: Entry, field: str, value: str, why: str) -> None:
        self.grid.note(entry.row, field, value, why)
