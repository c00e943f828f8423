"""Which cycle each objective belongs to: its cell, its section, the sheet's title or name, or the choice made."""

from datetime import date

from headway.integrations.imports.rules.okr.layouts import TITLES, Entry
from headway.integrations.imports.rules.periods import Period, known_cycle, lacks_year, month_end, read_period
from headway.integrations.imports.rules.reader import Reader
from headway.integrations.imports.rules.text import fold, line, show
from headway.integrations.imports.rules.values import Cycle, Options, Plan, Question
from headway.integrations.imports.rules.words import okr as okr_words


class Cycles:
    def __init__(self, reader: Reader, options: Options, plan: Plan) -> None:
        self._reader = reader
        self._grid = reader.grid
        self._options = options
        self._plan = plan
        self._held = {cycle.key: cycle for cycle in plan.cycles}
        self._of_objective: dict[str, str] = {}
        self._default: str | None = None

    def settle(self) -> None:
        """Find the cycle of the whole sheet and account for the rows above the header."""
        text = self._options.cycle
        if text:
            self._default = self._keep(text)
            if self._default is None:
                self._ask(text)
        self._titles()
        self._label()
        self._columns()
        places = (("sheet name", self._grid.sheet.name), ("file name", self._options.file_name))
        for field, name in places:
            if self._default is None and self._reader.table.column("cycle") is None:
                period = self._read(name, inside=True)
                self._default = self._keep(period.name) if period else None
                if self._default:
                    self._grid.note(0, field, name, f"guessed: the cycle is {self._default}, as in the {field}")

    def of(self, entry: Entry) -> str | None:
        """The key of the entry's cycle; a question where the file does not say enough."""
        key = self._by_cell(entry)
        if key is None and entry.cycle:
            key = self._keep(entry.cycle)
        if key is None:
            key = self._by_dates(entry)
        key = key or self._default
        if key is None:
            self._ask("")
        return key

    def remember(self, objective: str, cycle: str | None) -> None:
        """Note the cycle of an objective, for the dates of its measurements."""
        self._of_objective[objective] = cycle or ""

    def period_of(self, objective: str) -> Period | None:
        """First and last day of the cycle of an objective in the plan."""
        cycle = self._held.get(self._of_objective.get(objective, ""))
        return Period(cycle.name, cycle.starts_on, cycle.ends_on) if cycle else None

    def day_of(self, stamp: str, period: Period | None) -> date | None:
        """Such as "2025-02-01", the last day of "2025-02" or "Q1 2025"; "????-02" and "Q1" take the cycle's year."""
        if not stamp[:4].strip("?").isdigit() and stamp[:1] != "?":
            named = self._read(stamp) or (self._read(f"{stamp} {period.starts_on.year}") if period else None)
            return named.ends_on if named else None
        year, _, rest = stamp.partition("-")
        if len(rest) > 2:
            return date.fromisoformat(stamp)
        month = int(rest)
        if year.isdigit():
            return month_end(int(year), month)
        if period is None:
            return None
        for candidate in {period.starts_on.year, period.ends_on.year}:
            end = month_end(candidate, month)
            if period.starts_on <= end <= period.ends_on:
                return end
        return month_end(period.starts_on.year, month)

    def _by_cell(self, entry: Entry) -> str | None:
        if "cycle" not in entry.cells:
            return None
        row, column = entry.cells["cycle"]
        text = line(show(self._grid.cell(row, column)))
        key = self._keep(text)
        if key is not None:
            self._grid.use(row, column)
            period = self._read(text)
            if period and period.fiscal:
                why = f"guessed: the fiscal period is {period.starts_on} to {period.ends_on}"
                self._grid.note(row, self._grid.label(column), text, why)
            return key
        why = (
            "no year is given"
            if lacks_year(text)
            else "not a quarter, half or year, and no cycle of this name is known"
        )
        self._grid.drop(row, column, f"dropped: {why}")
        self._ask(text)
        return None

    def _by_dates(self, entry: Entry) -> str | None:
        """A start and a due date that are exactly a quarter, half or year."""
        if "start_date" not in entry.cells or "due_date" not in entry.cells or self._default:
            return None
        days = [self._reader.date(*entry.cells[field]) for field in ("start_date", "due_date")]
        start, end = days
        if start is None or end is None:
            return None
        quarter = (start.month - self._options.year_start_month) % 12 // 3 + 1
        for name in (f"Q{quarter} {start.year}", f"H{(quarter + 1) // 2} {start.year}", f"{start.year}"):
            period = self._read(name)
            if period and (period.starts_on, period.ends_on) == (start, end):
                return self._keep(name)
        for field in ("start_date", "due_date"):
            self._grid.drop(*entry.cells[field], "dropped: these dates are not a quarter, half or year")
        return None

    def _label(self) -> None:
        """A quarter in the name of the column of titles, such as "OKRs 2025 Q1"."""
        fields = self._reader.table.fields
        for column, label in enumerate(self._reader.table.labels):
            period = self._read(label, inside=True) if fields.get(column) in TITLES else None
            if period and self._default is None:
                self._default = self._keep(period.name)
                where = max(self._reader.table.header, 0)
                self._grid.note(where, label, label, f"guessed: the cycle is {period.name}, as in the column's name")

    def _columns(self) -> None:
        """Values by quarter, each in a column of its own: two or more of one year are that year's goals."""
        stamps = [(field or "").partition("@")[2] for field in self._reader.table.fields.values()]
        found = [period for period in map(self._read, stamps) if period]
        if self._default is not None or not found or self._reader.table.column("cycle") is not None:
            return
        year = self._read(found[0].name[-4:])
        whole = (
            year
            if year and all(year.starts_on <= one.starts_on <= one.ends_on <= year.ends_on for one in found)
            else None
        )
        one = found[0] if len({period.name for period in found}) == 1 else whole
        if one:
            self._default = self._keep(one.name)
            names = ", ".join(stamp for stamp in stamps if self._read(stamp))
            self._grid.note(
                max(self._reader.table.header, 0),
                "cycle",
                names,
                f"guessed: the cycle is {one.name}, as in the names of the columns",
            )

    def _titles(self) -> None:
        """Rows above the header: a quarter in one of them is the cycle; the rest of them is reported."""
        for row in range(max(self._reader.table.header, 0)):
            for column in self._grid.filled(row):
                self._title(row, column)

    def _title(self, row: int, column: int) -> None:
        text = line(show(self._grid.cell(row, column)))
        if not self._grid.is_open(row, column):
            return
        if fold(text) == fold(self._grid.label(column)) or fold(text) in okr_words.OKR_FIELDS["cycle"]:
            self._grid.use(row, column)  # a column name over two rows, or "Quarter:" before the quarter
            return
        period = self._read(text, inside=True) if self._default is None else None
        if period is None:
            over = row == self._reader.table.header - 1 and len(self._grid.filled(row)) > 1
            why = "a heading over several columns" if over else "stands above the table"
            self._grid.drop(row, column, f"dropped: {why}")
            return
        self._default = self._keep(period.name)
        self._grid.use(row, column)
        if fold(text) != fold(period.name):
            self._grid.drop(row, column, f"changed: only the cycle {period.name} is taken from this title")

    def _keep(self, text: str) -> str | None:
        """The key of a cycle: its plain name as a quarter, half or year, whatever it is called here."""
        period = self._read(text)
        known = known_cycle(self._reader.known.cycles, text, period)
        if period is None and known is None:
            return None
        name = period.name if period else known.name if known else text
        if name not in self._held:
            first = known.starts_on if known else period.starts_on if period else date.min
            last = known.ends_on if known else period.ends_on if period else date.max
            self._held[name] = Cycle(
                key=name,
                name=known.name if known else name,
                starts_on=first,
                ends_on=last,
                cycle=known.id if known else None,
            )
            self._plan.cycles.append(self._held[name])
        return name

    def _read(self, text: str, *, inside: bool = False) -> Period | None:
        return read_period(text, year_start_month=self._options.year_start_month, inside=inside)

    def _ask(self, text: str) -> None:
        say = (
            f"Which cycle is {text!r}?" if text else "Which cycle do these objectives belong to? The file does not say."
        )
        question = Question("cycle", text, say)
        if question not in self._plan.questions:
            self._plan.questions.append(question)
