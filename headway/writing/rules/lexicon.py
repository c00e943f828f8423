"""The words of a language, from `lexicons/<language>.toml`, ready for looking up.

Read once per process and kept: the files belong to the code, as this module does.
"""

import tomllib
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from msgspec import Struct

FOLDER = Path(__file__).parent.parent / "lexicons"
LANGUAGES = ("en", "de")
NOTHING: frozenset[str] = frozenset()
_VOWELS = "aeiou"
_DOUBLED = frozenset("bdgmnpt")


class Unit(Struct, frozen=True, gc=False):
    """`name` is shown. `sort`: percent, money, time, multiple, points or amount."""

    name: str
    sort: str


class Lexicon(Struct, frozen=True, kw_only=True):
    """Tags of words and phrases (a phrase is joined by `_`).

    A tag is `v:` with a class of verbs, `f:` with a form of a verb, `n:` with a class of nouns, `a:` of adjectives or
    `w:` of small words. `phrases` maps a first word to the phrases it may begin, longest first. `endings` are nouns
    that compounds of this language end with. `prefixes` leave their verb and end a clause: "stellen ... ein".
    """

    language: str
    decimal_comma: bool
    verb_final: bool
    tags: dict[str, frozenset[str]]
    lemma: dict[str, str]
    gerund: dict[str, str]
    phrases: dict[str, tuple[tuple[str, ...], ...]]
    endings: dict[str, frozenset[str]]
    longest_ending: int
    numbers: dict[str, Decimal]
    multiples: dict[str, tuple[Decimal, str]]
    magnitudes: dict[str, Decimal]
    units: dict[str, Unit]
    frequency: dict[str, Decimal]
    months: dict[str, int]
    common: frozenset[str]
    prefixes: frozenset[str]

    def tags_of(self, word: str) -> frozenset[str]:
        """The tags of a lower-case word or phrase; of a compound, those of what it ends with."""
        return self.tags.get(word) or self._by_ending(word)

    def _by_ending(self, word: str) -> frozenset[str]:
        if "-" in word:
            last = word.rpartition("-")[2]
            return _only_nouns(self.tags.get(last) or (self._by_ending(last) if last else NOTHING))
        for length in range(min(self.longest_ending, len(word) - 2), 3, -1):
            found = self.endings.get(word[-length:])
            if found is not None:
                return found
        return NOTHING


@cache
def lexicon_of(language: str) -> Lexicon:
    """The lexicon of a language we have; English for any other."""
    name = language if language in LANGUAGES else "en"
    return _built(tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8")))


def _built(raw: dict[str, Any]) -> Lexicon:
    tags: dict[str, set[str]] = defaultdict(set)
    lemma: dict[str, str] = {}
    gerund: dict[str, str] = {}
    for kind, words in raw["verbs"].items():
        for entry in words.split():
            forms = _verb_forms(entry, raw)
            gerund[forms["base"][0]] = forms["ing"][0] if forms["ing"] else ""
            for form, word in ((form, word) for form, found in forms.items() for word in found):
                tags[word] |= {f"v:{kind}", f"f:{form}"}
                lemma.setdefault(word, forms["base"][0])
    for kind, words in raw["nouns"].items():
        for word in (form for entry in words.split() for form in _noun_forms(entry, raw)):
            tags[word].add(f"n:{kind}")
    for table, letter in (("adjectives", "a"), ("words", "w"), ("dates", "d"), ("particles", "v")):
        for kind, words in raw.get(table, {}).items():
            for word in words.split():
                tags[word].add(f"{letter}:{kind}")
    units = _units(raw["units"])
    numbers = {word: Decimal(str(value)) for word, value in raw["numbers"].items()}
    endings = {word: frozenset(tags[word]) for word in _ending_words(raw)}
    return Lexicon(
        language=raw["language"],
        decimal_comma=raw["decimal_comma"],
        verb_final=raw["verb_final"],
        tags={word: frozenset(found) for word, found in tags.items()},
        lemma=lemma,
        gerund=gerund,
        phrases=_phrases([*tags, *units, *raw["frequency"], *raw["multiples"], *numbers]),
        endings=endings,
        longest_ending=max(map(len, endings), default=0),
        numbers=numbers,
        multiples={word: _multiple(text) for word, text in raw["multiples"].items()},
        magnitudes={word: Decimal(value) for word, value in raw["magnitudes"].items()},
        units=units,
        frequency={word: Decimal(value) for word, value in raw["frequency"].items()},
        months=_months(raw["dates"]["months"]),
        common=frozenset(raw["common"]["words"].split()),
        prefixes=frozenset(raw["common"].get("prefixes", "").split()),
    )


def _only_nouns(tags: frozenset[str]) -> frozenset[str]:
    return frozenset(tag for tag in tags if tag in {"n:higher", "n:lower", "n:neutral", "a:opinion"})


def _multiple(text: str) -> tuple[Decimal, str]:
    number, _, unit = text.partition(" ")
    return Decimal(number), unit


def _months(text: str) -> dict[str, int]:
    return {name: number for number, names in enumerate(text.split("|"), 1) for name in names.split()}


def _units(raw: dict[str, dict[str, str]]) -> dict[str, Unit]:
    return {
        word: Unit(name, sort) for sort, units in raw.items() for name, words in units.items() for word in words.split()
    }


def _phrases(words: list[str]) -> dict[str, tuple[tuple[str, ...], ...]]:
    found: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for word in words:
        parts = tuple(word.split("_"))
        if len(parts) > 1 and all(parts):
            found[parts[0]].add(parts)
    return {first: tuple(sorted(rest, key=lambda parts: (-len(parts), parts))) for first, rest in found.items()}


def _ending_words(raw: dict[str, Any]) -> Iterator[str]:
    if raw["inflect"] != "german":
        return
    for words in raw["nouns"].values():
        for entry in words.split():
            yield from (form for form in _noun_forms(entry, raw) if len(form) > 3 and "_" not in form)


def _verb_forms(entry: str, raw: dict[str, Any]) -> dict[str, list[str]]:
    """Form -> words. A German entry lists its own forms: senken/senkt/senkte/gesenkt."""
    if raw["inflect"] == "german":
        base, *others = entry.lower().split("/")
        present, done = [word for word in others[:1] if word], [word for word in others[1:] if word]
        return {"base": [base], "s": present, "past": done, "ing": []}
    head, _, tail = entry.partition("_")
    rest = f"_{tail}" if tail else ""
    given: str = raw["irregular"].get(head) or f"{_past(head)} {_past(head)} {_ing(head)}"
    past, participle, ing = given.split()
    forms: dict[str, tuple[str, ...]] = {
        "base": (head,),
        "s": (_third(head),),
        "past": (past, participle),
        "ing": (ing,),
    }
    return {form: [word + rest for word in words] for form, words in forms.items()}


def _noun_forms(entry: str, raw: dict[str, Any]) -> list[str]:
    if raw["inflect"] == "german":
        return [part.lower() for part in entry.split("/") if part]
    return [entry, _plural(entry)]


def _third(verb: str) -> str:
    if verb.endswith(("s", "x", "z", "ch", "sh", "o")):
        return verb + "es"
    return verb[:-1] + "ies" if verb.endswith("y") and verb[-2] not in _VOWELS else verb + "s"


def _plural(noun: str) -> str:
    if noun.endswith("person"):
        return noun[:-6] + "people"
    return _third(noun) if not noun.endswith("o") else noun + "s"


def _past(verb: str) -> str:
    if verb.endswith("e"):
        return verb + "d"
    if verb.endswith("y") and verb[-2] not in _VOWELS:
        return verb[:-1] + "ied"
    return verb + (verb[-1] if _doubles(verb) else "") + "ed"


def _ing(verb: str) -> str:
    if verb.endswith("e") and not verb.endswith("ee"):
        return verb[:-1] + "ing"
    return verb + (verb[-1] if _doubles(verb) else "") + "ing"


def _doubles(verb: str) -> bool:
    """Of one syllable and one vowel before the last letter: ship, shipped."""
    if len(verb) < 3 or verb[-1] not in _DOUBLED or verb[-2] not in _VOWELS:
        return False
    return verb[-3] not in _VOWELS and sum(letter in _VOWELS for letter in verb) == 1
