"""Who a cell names, and who that is among the people we know: by e-mail, then by name, else a question."""

import re
from collections.abc import Mapping, Sequence

import msgspec

from headway.integrations.imports.rules.text import fold, line
from headway.integrations.imports.rules.values import KnownPerson, Loss, Match, Person

_EMAIL = re.compile(r"[^\s<>,;()\[\]\"']+@[^\s<>,;()\[\]\"']+\.[^\s<>,;()\[\]\"'.]+")
_SPLIT = re.compile(r"\s*[;\n&|]\s*|\s*,\s*|\s+/\s+|\s+(?:and|und)\s+", re.IGNORECASE)
NOBODY = frozenset({"", "unassigned", "nobody", "none", "n a", "na", "tbd", "tba", "nicht zugewiesen", "offen", "null"})


class Named(msgspec.Struct, frozen=True):
    name: str
    email: str = ""

    @property
    def key(self) -> str:
        return self.email or fold(self.name)


def read_people(text: str, known: tuple[KnownPerson, ...] = ()) -> list[Named]:
    """The people of one cell, in order. "Moreau, Ines" is one person if Ines Moreau is known."""
    text = line(text.replace("\n", ";"))
    if fold(text) in NOBODY:
        return []
    swapped = _surname_first(text, known)
    if swapped:
        return [swapped]
    people: list[Named] = []
    for part in _SPLIT.split(text):
        person = _one(part)
        if person and person.key not in {other.key for other in people}:
            people.append(person)
    return people


class Directory:
    """Collects everybody a file names; the same person by e-mail and by name is one entry."""

    def __init__(self, known: tuple[KnownPerson, ...]) -> None:
        self._by_email = {person.email.casefold(): person for person in known if person.email}
        self._by_name: dict[str, list[KnownPerson]] = {}
        for person in known:
            self._by_name.setdefault(fold(person.name), []).append(person)
        self._found: dict[str, Named] = {}
        self._rows: dict[str, int] = {}
        self._first: dict[str, tuple[int, str]] = {}
        self._alias: dict[str, str] = {}

    def add(self, person: Named, *, row: int, field: str) -> str:
        """Note one mention, rows from 0; returns the key by which the plan refers to this person."""
        key = self._alias.get(fold(person.name)) if not person.email and person.name else None
        key = key or person.key
        held = self._found.get(key)
        if held is None or (person.name and not held.name):
            self._found[key] = person if held is None else Named(person.name, held.email)
        if person.email and person.name:
            self._alias.setdefault(fold(person.name), person.email)
        self._rows[key] = self._rows.get(key, 0) + 1
        self._first.setdefault(key, (row + 1, field))
        return key

    def people(self) -> list[Person]:
        """Everybody named, in order of first mention, with how they match."""
        return [self._match(key, person) for key, person in self._found.items()]

    def resolve(self, key: str) -> str:
        """A key given early by name -> the key by e-mail, if the file told the address later."""
        return self._alias.get(key, key)

    def settle(self) -> None:
        """Join entries known by name only with the entry that has their address."""
        for name, email in self._alias.items():
            if name in self._found and name != email:
                self._rows[email] = self._rows.get(email, 0) + self._rows.pop(name)
                self._first[email] = min(self._first[email], self._first.pop(name))
                del self._found[name]

    def _match(self, key: str, person: Named) -> Person:
        member, match = self._member(person)
        name = person.name or person.email.partition("@")[0]
        row, field = self._first[key]
        return Person(
            key=key,
            name=name,
            email=person.email,
            rows=self._rows[key],
            member=member,
            match=match,
            row=row,
            field=field,
        )

    def _member(self, person: Named) -> tuple[str | None, Match]:
        by_email = self._by_email.get(person.email) if person.email else None
        if by_email:
            return by_email.id, "email"
        by_name = self._by_name.get(fold(person.name), []) if person.name else []
        if len(by_name) == 1:
            return by_name[0].id, "name"
        return None, "ask"


def becoming(people: Sequence[Person], answers: Mapping[str, str | None]) -> dict[str, str | None]:
    """Who each becomes, by key: what was chosen, else whom we found; "new" is made, None is left out."""
    return {person.key: answers.get(person.key, person.member) for person in people}


def left_out(people: Sequence[Person], answers: Mapping[str, str | None]) -> list[Loss]:
    """What is lost of the people of a file with these answers: each one that becomes nobody."""
    found = becoming(people, answers)
    return [_lost(person, chosen=person.key in answers) for person in people if found[person.key] is None]


def _lost(person: Person, *, chosen: bool) -> Loss:
    why = "left out by choice" if chosen else "not known here, and nobody was chosen"
    rows = "1 row names them" if person.rows == 1 else f"{person.rows} rows name them"
    return Loss(person.row, person.field, person.name, f"dropped: {why}; {rows}")


def _one(text: str) -> Named | None:
    email = _EMAIL.search(text)
    if email:
        name = line(text.replace(email.group(), "")).strip(" <>()[]\"'")
        return Named(name, email.group().casefold().removeprefix("mailto:"))
    name = line(text).strip(" <>()[]\"'").removeprefix("@")
    return Named(name[:120]) if name and fold(name) not in NOBODY else None


def _surname_first(text: str, known: tuple[KnownPerson, ...]) -> Named | None:
    parts = [part.strip() for part in text.split(",")]
    if len(parts) != 2 or not known:
        return None
    turned = f"{parts[1]} {parts[0]}"
    return Named(turned) if any(fold(person.name) == fold(turned) for person in known) else None
