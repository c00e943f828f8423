"""Entries of an OKR sheet -> objectives, key results and measurements with stable external ids."""

import re
from datetime import date
from decimal import Decimal

from headway.integrations.imports.rules.markers import BARE_NUMBER, split_mark
from headway.integrations.imports.rules.okr.cycles import Cycles
from headway.integrations.imports.rules.okr.layouts import Entry
from headway.integrations.imports.rules.okr.measures import Measure, Measurer
from headway.integrations.imports.rules.okr.points import confidence_of, score_of
from headway.integrations.imports.rules.okr.states import state_of
from headway.integrations.imports.rules.reader import Reader
from headway.integrations.imports.rules.text import cut, digest, fold, line, says_nothing, show
from headway.integrations.imports.rules.values import (
    TEXT_LIMIT,
    TITLE_LIMIT,
    KeyResult,
    Measurement,
    Objective,
    Plan,
    Team,
)
from headway.integrations.imports.rules.words import okr as okr_words
from headway.integrations.imports.rules.words import states as states_words

# "O1", "KR 1.2", "3": a place in this sheet, which next quarter's sheet uses again for another goal. No id of a thing.
_PLACE = re.compile(r"^(?:(?:O|KR|OKR)[\s\-_#]?\d{1,3}(?:[.\-]\d{1,3})*|\d{1,2}(?:\.\d{1,3})*)$", re.IGNORECASE)


class Builder:
    """Turns the entries of one sheet into the plan; `source` distinguishes sheets of one workbook."""

    def __init__(self, reader: Reader, measurer: Measurer, cycles: Cycles, plan: Plan) -> None:
        self.reader = reader
        self.grid = reader.grid
        self.table = reader.table
        self.measurer = measurer
        self.cycles = cycles
        self.plan = plan
        self._teams = {team.key: team for team in plan.teams}
        self._used = reader.book.ids
        self._ids: dict[int, str] = {}
        self._names: dict[str, str] = {}
        self._bare = False

    def build(self, entries: list[Entry]) -> None:
        texts = [self._raw(entry) for entry in entries if entry.level == "objective"]
        self._bare = bool(texts) and all(BARE_NUMBER.match(text) for text in texts)
        for index, entry in enumerate(entries):
            if entry.level == "objective":
                self._ids[index] = self._objective(entry)
        for entry in entries:
            if entry.level == "key_result":
                self._key_result(entry, entries)
        self._link_parents(entries)

    # Objectives

    def _objective(self, entry: Entry) -> str:
        title, mark = self._title(entry)
        cycle = self.cycles.of(entry)
        team = self._team(entry) or self._team_key(entry.team)
        for place in entry.told_by:
            self.grid.use(*place)
        owner = self._owner(entry, "objective_owner") or self._owner(entry, "owner")
        state, reason = state_of(self.reader, entry, objective=True)
        identity = self._identity(entry, "o", (title, team or "", cycle or ""))
        objective = Objective(
            external_id=identity,
            row=entry.row + 1,
            title=title,
            why=self._texts(entry, mark),
            owner=owner,
            team=team,
            cycle=cycle,
            state=state,
            dropped_reason=reason,
            confidence=confidence_of(self.reader, entry),
        )
        self.plan.objectives.append(objective)
        self.cycles.remember(identity, cycle)
        for name in (fold(title), fold(self._raw(entry)), fold(self._id_text(entry))):
            if name:
                self._names.setdefault(name, identity)
        self._no_numbers_for_objectives(entry)
        return identity

    def _no_numbers_for_objectives(self, entry: Entry) -> None:
        """An objective's progress is computed from its key results; a number beside it is not kept."""
        for field, (row, column) in entry.cells.items():
            if field.startswith(("score", "value@")) or field in {
                "progress",
                "baseline",
                "target",
                "current",
                "unit",
                "weight",
                "kind",
            }:
                self.grid.drop(row, column, "dropped: an objective's progress is computed from its key results")
            elif field in {"start_date", "due_date"} and self.grid.is_open(row, column):
                self.grid.drop(row, column, "dropped: an objective takes its dates from its cycle")
            elif field == "commitment":
                self.grid.drop(row, column, "dropped: committed or stretch is said per key result")

    # Key results

    def _key_result(self, entry: Entry, entries: list[Entry]) -> None:
        title, mark = self._title(entry)
        objective = self._parent_of(entry)
        if objective is None:
            self.grid.use(entry.row, entry.column)
            self.grid.error(
                entry.row, "key_result_without_objective", f"{title[:200]!r} has no objective. It is left out."
            )
            return
        above = entries[entry.parent] if entry.parent is not None else None
        state, reason = state_of(self.reader, entry, objective=False)
        made = self.measurer.measure(entry, title)
        team = self._team(entry)
        self._said_again(entry, above)
        key_result = KeyResult(
            external_id=self._identity(entry, "kr", (objective, title)),
            row=entry.row + 1,
            objective=objective,
            title=title,
            description=self._texts(entry, mark),
            owner=self._owner(entry, "owner"),
            team=team if above is None or team != self._team_key_of(above) else None,
            kind=made.kind,
            baseline=made.baseline,
            target=made.target,
            low=made.low,
            high=made.high,
            method=made.method,
            unit=made.unit[:40],
            total=made.total,
            weight=self._weight(entry),
            committed=self._committed(entry),
            state="dropped" if state == "dropped" else "active",
            dropped_reason=reason,
            confidence=confidence_of(self.reader, entry),
            starts_on=self._date(entry, "start_date"),
            ends_on=self._date(entry, "due_date"),
        )
        self.plan.key_results.append(key_result)
        self._measurements(entry, key_result, made)

    def _said_again(self, entry: Entry, above: Entry | None) -> None:
        """Cells that say about the objective what its own row has said already, or something else."""
        for field in ("cycle", "objective_owner"):
            if field not in entry.cells:
                continue
            place = entry.cells[field]
            first = above.cells.get(field) if above else None
            if first and fold(show(self.grid.cell(*first))) == fold(show(self.grid.cell(*place))):
                self.grid.use(*place)
            else:
                self.grid.drop(*place, f"dropped: the objective above has another {field.replace('_', ' ')}, or none")

    def _measurements(self, entry: Entry, key_result: KeyResult, made: Measure) -> None:
        period = self.cycles.period_of(key_result.objective)
        for field in entry.cells:
            stem, _, stamp = field.partition("@")
            on: date | None = None
            if stem == "value":
                on = self.cycles.day_of(stamp, period)
            elif field == "score_mid" and period:
                on = period.middle
            elif field == "score_end" and period:
                on = period.ends_on
            elif stem not in {"current", "progress", "score", "score_mid", "score_end"}:
                continue
            value = self._value(entry, field, made)
            if value is not None:
                name = digest(key_result.external_id, field)
                self.plan.measurements.append(
                    Measurement(
                        external_id=f"m:{name}",
                        row=entry.row + 1,
                        key_result=key_result.external_id,
                        value=value,
                        on=on,
                    )
                )
        self._done_by_status(entry, key_result)

    def _value(self, entry: Entry, field: str, made: Measure) -> Decimal | None:
        scoring = field.startswith(("score", "progress")) or (made.scored and field.startswith("value@"))
        if not scoring:
            return self.measurer.value(entry, field, made)
        has_value = any(other == "current" or other.startswith("value@") for other in entry.cells)
        return score_of(self.reader, entry, field, made, scale=self.measurer.scale, has_value=has_value)

    def _done_by_status(self, entry: Entry, key_result: KeyResult) -> None:
        if key_result.kind != "binary" or "status" not in entry.cells:
            return
        row, column = entry.cells["status"]
        held = any(measurement.key_result == key_result.external_id for measurement in self.plan.measurements[-8:])
        if held or fold(show(self.grid.cell(row, column))) not in {*states_words.CLOSED_WORDS} - {
            "missed",
            "not achieved",
            "verfehlt",
        }:
            return
        self.grid.drop(row, column, "changed: kept as the value done")
        name = digest(key_result.external_id, "status")
        self.plan.measurements.append(
            Measurement(
                external_id=f"m:{name}", row=entry.row + 1, key_result=key_result.external_id, value=Decimal(1), on=None
            )
        )

    # Cells that both have

    def _raw(self, entry: Entry) -> str:
        return show(self.grid.cell(entry.row, entry.column))

    def _title(self, entry: Entry) -> tuple[str, str]:
        """The title without its mark, and the whole text where it had to be cut."""
        raw = self._raw(entry)
        mark, rest = split_mark(raw, bare=self._bare and entry.level == "objective")
        title = line(rest) or line(raw)
        self.grid.use(entry.row, entry.column)
        if mark and mark.strip("-\u2013\u2022* "):
            self.grid.note(
                entry.row, self.grid.label(entry.column), mark, "changed: a number or mark taken off the title"
            )
        if len(title) > TITLE_LIMIT:
            why = f"changed: the title is cut to {TITLE_LIMIT} characters; the whole text begins the description"
            self.grid.note(entry.row, self.grid.label(entry.column), title[:200], why)
            return cut(title, TITLE_LIMIT), title
        return title, ""

    def _texts(self, entry: Entry, whole_title: str) -> str:
        """Description and comment, each under the other."""
        parts = [whole_title, f"Part of: {entry.about}" if entry.about else ""]
        fields = [field for field in ("description", "comment") if field in entry.cells]
        parts += [self.reader.block(*entry.cells[field], TEXT_LIMIT // 3) for field in fields]
        return "\n\n".join(part for part in parts if part)

    def _owner(self, entry: Entry, field: str) -> str | None:
        row = entry.row
        names = entry.cells.get(field)
        addresses = entry.cells.get("owner_email") if field == "owner" else None
        place = names or addresses
        if place is None:
            return None
        keys = self.reader.with_address(row, names[1] if names else None, addresses[1] if addresses else None)
        return self.reader.first_of(row, place[1], keys)

    def _team(self, entry: Entry) -> str | None:
        if "team" not in entry.cells:
            return None
        name = self.reader.line(*entry.cells["team"], 120)
        return self._team_key(name)

    def _team_key(self, name: str) -> str | None:
        key = fold(name)
        if not key:
            return None
        if key not in self._teams:
            known = next((team.id for team in self.reader.known.teams if fold(team.name) == key), None)
            self._teams[key] = Team(key=key, name=name, team=known)
            self.plan.teams.append(self._teams[key])
        return key

    def _team_key_of(self, entry: Entry) -> str | None:
        if "team" in entry.cells:
            return fold(show(self.grid.cell(*entry.cells["team"]))) or None
        return fold(entry.team) or None

    def _weight(self, entry: Entry) -> Decimal:
        if "weight" not in entry.cells:
            return Decimal(1)
        row, column = entry.cells["weight"]
        weight = self.reader.decimal(row, column)
        if weight is not None and not 0 <= weight <= 1000:
            self.grid.error(row, "weight_out_of_range", f"The weight {weight} is not between 0 and 1000. 1 is taken.")
            weight = None
        return Decimal(1) if weight is None else weight

    def _committed(self, entry: Entry) -> bool:
        if "commitment" not in entry.cells:
            return False
        row, column = entry.cells["commitment"]
        word = fold(show(self.grid.cell(row, column)))
        if word in okr_words.COMMITTED_WORDS or word in okr_words.STRETCH_WORDS:
            self.grid.use(row, column)
        return word in okr_words.COMMITTED_WORDS

    def _date(self, entry: Entry, field: str) -> date | None:
        return self.reader.date(*entry.cells[field]) if field in entry.cells else None

    def _id_text(self, entry: Entry) -> str:
        """The id in the file; "" for none, and for a cell that only says so."""
        text = line(show(self.grid.cell(*entry.cells["external_id"]))) if "external_id" in entry.cells else ""
        if text and says_nothing(text):
            place = entry.cells["external_id"]
            if self.grid.is_open(*place):
                self.grid.drop(*place, "dropped: says that there is no id")
            return ""
        return text

    def _identity(self, entry: Entry, level: str, parts: tuple[str, ...]) -> str:
        """The file's own id where it has one, else a digest of title, place and how often that came before."""
        own = self._id_text(entry)
        if own and _PLACE.match(own):
            self.grid.drop(
                *entry.cells["external_id"], "dropped: numbers the lines of this sheet; titles tell goals apart"
            )
            own = ""
        if own:
            self.grid.use(*entry.cells["external_id"])
            name = f"{level}:{own[:80]}"
        else:
            name = f"{level}:{digest(*(fold(part) for part in parts))}"
        count = self._used.get(name, 0)
        self._used[name] = count + 1
        if count and own:
            self.grid.drop(*entry.cells["external_id"], "changed: this id comes twice; the second one gets a number")
        return name if not count else f"{name}#{count + 1}"

    # Who belongs to whom

    def _parent_of(self, entry: Entry) -> str | None:
        if "parent" in entry.cells:
            row, column = entry.cells["parent"]
            found = self._named(show(self.grid.cell(row, column)))
            if found:
                self.grid.use(row, column)
                return found
            if entry.parent is not None:
                self.grid.drop(row, column, "changed: no objective has this name; the one above is taken")
        return self._ids[entry.parent] if entry.parent is not None else None

    def _named(self, text: str) -> str | None:
        bare = text.rpartition("(weight")[0] if "(weight" in text else text
        number = text.rpartition("Id:")[2].strip(" )") if "Id:" in text else ""
        return (
            self._names.get(fold(number)) or self._names.get(fold(bare)) or self._names.get(fold(split_mark(bare)[1]))
        )

    def _link_parents(self, entries: list[Entry]) -> None:
        """An objective under another one, if that is in the file too and no circle comes of it."""
        by_id = {objective.external_id: place for place, objective in enumerate(self.plan.objectives)}
        parents: dict[str, str] = {}
        for index, entry in enumerate(entries):
            if entry.level != "objective" or "parent" not in entry.cells:
                continue
            row, column = entry.cells["parent"]
            own, above = self._ids[index], self._named(show(self.grid.cell(row, column)))
            if above is None or _circle(own, above, parents):
                why = "no objective of this file has this name" if above is None else "it would close a circle"
                self.grid.drop(row, column, f"dropped: {why}")
                continue
            parents[own] = above
            self.grid.use(row, column)
            if "(weight" in show(self.grid.cell(row, column)):
                self.grid.drop(row, column, "changed: linked as supporting; the weight of the link is not kept")
            place = by_id[own]
            held = self.plan.objectives[place]
            self.plan.objectives[place] = _with_parent(held, above)


def _with_parent(objective: Objective, parent: str) -> Objective:
    values = {name: getattr(objective, name) for name in objective.__struct_fields__}
    return Objective(**{**values, "parent": parent})


def _circle(own: str, above: str, parents: dict[str, str]) -> bool:
    seen = above
    while seen != own and seen in parents:
        seen = parents[seen]
    return seen == own
