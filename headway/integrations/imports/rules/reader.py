"""Reads typed cells of a table and says what became of each: used, changed, or dropped with the reason."""

from datetime import date, datetime
from decimal import Decimal

import msgspec

from headway.integrations.imports.rules import dates, numbers, people
from headway.integrations.imports.rules.numbers import Quantity
from headway.integrations.imports.rules.table import Table
from headway.integrations.imports.rules.text import block, cut, line, says_nothing, show
from headway.integrations.imports.rules.values import Cell, Known, Options, Unclear

DATE_FIELDS = frozenset({"start_date", "due_date", "created_at", "completed_at"})


class Book(msgspec.Struct):
    """What all sheets of one file share: choices, what is known, the people met and the ids given so far."""

    options: Options
    known: Known
    directory: people.Directory
    sheets: int = 1
    ids: dict[str, int] = msgspec.field(default_factory=dict)


class Reader:
    """One table's cells by type. Decides per column once how it writes decimals and dates."""

    def __init__(self, table: Table, book: Book) -> None:
        self.table = table
        self.grid = table.grid
        self.book = book
        self.known = book.known
        self.options = book.options
        self.directory = book.directory
        self._comma: dict[int, bool | None] = {}
        self._day_first: dict[int, bool] = {}
        self._most: dict[int, Decimal | None] = {}
        self._said: set[tuple[int, str]] = set()
        self.unclear: Unclear | None = None

    def raw(self, row: int, column: int) -> str:
        return show(self.grid.cell(row, column))

    def line(self, row: int, column: int, limit: int) -> str:
        """One line of text; what is cut off is reported."""
        text = line(self.raw(row, column))
        self.grid.use(row, column)
        if len(text) > limit:
            self.grid.drop(row, column, f"changed: cut to {limit} characters")
        return cut(text, limit)

    def block(self, row: int, column: int, limit: int) -> str:
        text = block(self.raw(row, column))
        self.grid.use(row, column)
        if len(text) > limit:
            self.grid.drop(row, column, f"changed: cut to {limit} characters")
        return cut(text, limit)

    def comma(self, column: int) -> bool | None:
        """Whether this column writes a decimal comma; says so once where it had to be guessed."""
        if column not in self._comma:
            cells = [self.grid.cell(row, column) for row in self.table.body if self.grid.has(row, column)]
            texts = [cell for cell in cells if isinstance(cell, str)]
            told = numbers.writes_comma(texts)
            self._comma[column] = self.grid.comma if told is None else told
            unclear = next((cell for cell in texts if numbers.could_group(cell)), None)
            if told is None and unclear is not None:
                value = numbers.read_number(unclear, comma=self._comma[column])
                why = f"guessed: numbers of this column are read like {unclear} = {value.value if value else '?'}"
                self.grid.note(max(self.table.header, 0), self.table.labels[column], unclear, why)
        return self._comma[column]

    def number(self, row: int, column: int) -> Quantity | None:
        """A number, marked as used; None with a loss or error where it is none."""
        quantity = numbers.read_number(self.grid.cell(row, column), comma=self.comma(column))
        if quantity is None:
            self._unreadable(row, column, "number")
            return None
        self.grid.use(row, column)
        if quantity.about:
            self.grid.drop(row, column, f"changed: kept as exactly {quantity.value} {quantity.unit}".rstrip())
        return quantity

    def peek(self, row: int, column: int) -> Quantity | None:
        return numbers.read_number(self.grid.cell(row, column), comma=self.comma(column))

    def most(self, column: int) -> Decimal | None:
        """The greatest number without a unit in a column, which tells its scale; None if it holds none."""
        if column not in self._most:
            found = [self.peek(row, column) for row in self.table.body if self.grid.has(row, column)]
            self._most[column] = max((q.value for q in found if q and not q.unit), default=None)
        return self._most[column]

    def day_first(self, column: int) -> bool:
        """Whether 3/4/2025 is 3 April here: by this column, else by the sheet's other dates, else asked or guessed."""
        if column not in self._day_first:
            told = self._told(column)
            chosen = self.options.day_first
            self._day_first[column] = told if told is not None else chosen is not False
            unclear = next((cell for cell in self._cells(column) if dates.is_numeric(cell)), None)
            if told is None and unclear is not None:
                self._ask_order(column, show(unclear))
        return self._day_first[column]

    def date(self, row: int, column: int) -> date | None:
        cell = self.grid.cell(row, column)
        found = dates.read_date(cell, day_first=self.day_first(column))
        if found is None:
            self._unreadable(row, column, "date")
            return None
        self.grid.use(row, column)
        if dates.has_time(cell):
            self.grid.drop(row, column, "changed: only the day is kept, not the time of day")
        return found

    def time(self, row: int, column: int) -> datetime | None:
        found = dates.read_time(self.grid.cell(row, column), day_first=self.day_first(column))
        if found is None:
            self._unreadable(row, column, "date")
        else:
            self.grid.use(row, column)
        return found

    def everybody(self, row: int, column: int) -> list[str]:
        """Keys of all people in a cell."""
        named = people.read_people(self.raw(row, column), self.known.people)
        if not named:
            self.grid.drop(row, column, "dropped: names nobody")
        self.grid.use(row, column)
        return [self._met(person, row, column) for person in named]

    def with_address(self, row: int, names: int | None, addresses: int | None) -> list[str]:
        """People of a name column and an e-mail column that belong together."""
        columns = [c for c in (names, addresses) if c is not None and self.grid.has(row, c)]
        found = [people.read_people(self.raw(row, column), self.known.people) for column in columns]
        if len(found) == 2 and len(found[0]) == len(found[1]):
            for column in columns:
                self.grid.use(row, column)
            if not all(at.email for at in found[1]):
                self.grid.drop(row, columns[1], "dropped: not an e-mail address")
            if any(at.name for at in found[1] if at.email):
                self.grid.drop(row, columns[1], "changed: only the address is kept; the name is in another column")
            pairs = zip(found[0], found[1], strict=True)
            return [self._met(people.Named(who.name, at.email or who.email), row, columns[0]) for who, at in pairs]
        keys: list[str] = []
        for column in columns:
            keys += [key for key in self.everybody(row, column) if key not in keys]
        return keys

    def _met(self, person: people.Named, row: int, column: int) -> str:
        return self.directory.add(person, row=row, field=self.grid.full_label(column))

    def once(self, column: int, value: str, why: str) -> None:
        """A guess about a whole column, reported at its header the first time."""
        if (column, why) not in self._said:
            self._said.add((column, why))
            self.grid.note(max(self.table.header, 0), self.table.labels[column], value, why)

    def first_of(self, row: int, column: int, keys: list[str]) -> str | None:
        """The first person where only one fits; the others are reported."""
        if len(keys) > 1:
            self.grid.drop(row, column, "changed: only the first person is kept, as the one responsible")
        return keys[0] if keys else None

    def decimal(self, row: int, column: int) -> Decimal | None:
        quantity = self.number(row, column)
        return quantity.value if quantity else None

    def _told(self, column: int) -> bool | None:
        told = dates.day_comes_first(self._cells(column))
        for other, field in self.table.fields.items():
            if told is None and field in DATE_FIELDS and other != column:
                told = dates.day_comes_first(self._cells(other))
        return told

    def _ask_order(self, column: int, text: str) -> None:
        """Nothing in the file tells day from month: it is asked, and guessed as day first until somebody answers."""
        label = self.table.labels[column]
        days = [dates.read_date(text, day_first=first) for first in (True, False)]
        self.unclear = self.unclear or Unclear(column=label, text=text, day_first=days[0], month_first=days[1])
        if self.options.day_first is None:
            why = f"guessed: dates of this column are read day first, {text} = {days[0]}"
            self.grid.note(max(self.table.header, 0), label, text, why)

    def _cells(self, column: int) -> list[Cell]:
        return [self.grid.cell(row, column) for row in self.table.body if self.grid.has(row, column)]

    def _unreadable(self, row: int, column: int, what: str) -> None:
        text = self.raw(row, column)
        if says_nothing(text):
            self.grid.drop(row, column, f"dropped: says that there is no {what}")
            return
        self.grid.use(row, column)
        label = self.table.labels[column]
        self.grid.error(row, f"unreadable_{what}", f"{label}: {cut(text, 200)!r} is not a {what}. It is left out.")
