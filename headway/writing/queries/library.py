"""The library that comes with the product: files, read once. English holds everything, other languages the words."""

import tomllib
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import get_args

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from headway.writing.rules.finding import Index, Text, index_of
from headway.writing.schemas.templates import Domain, Language, TemplateKeyResultIn

HOME = Path(__file__).parents[1] / "library"
DOMAINS: tuple[Domain, ...] = get_args(Domain)
OTHER: dict[Language, str] = {"en": "Other", "de": "Anderes"}


class Entry(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One template of a file. `words` find it and are not shown; `domain` is the name of its file."""

    id: str
    objective: str
    suits: str
    why: str
    words: list[str]
    key_results: list[TemplateKeyResultIn]
    domain: Domain = "other"


class TranslatedKeyResult(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The words of a key result; a unit that is the same everywhere ("%") is left out, steps are their names."""

    title: str
    window: str
    source: str
    unit: str = ""
    steps: list[str] = []


class Translated(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    id: str
    objective: str
    suits: str
    why: str
    words: list[str]
    key_results: list[TranslatedKeyResult]


class _File(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    domain: str
    template: list[Entry]


class _TranslatedFile(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    domain: str
    template: list[Translated]


@cache
def entries(language: Language) -> dict[str, Entry]:
    """All templates by id, domain by domain in the order of `Domain`."""
    own = {one.id: one for domain in DOMAINS[:-1] for one in _english(domain).template}
    if language == "en":
        return own
    words = {one.id: one for domain in DOMAINS[:-1] for one in _translated(language, domain).template}
    return {id_: _in_words(one, words[id_]) for id_, one in own.items()}


@cache
def names(language: Language) -> dict[Domain, str]:
    """What each domain is called."""
    told = {domain: _read(language, domain)["domain"] for domain in DOMAINS[:-1]}
    return told | {"other": OTHER[language]}


@cache
def index() -> Index:
    """Over all entries, in every language at once: people search in the language that comes to mind."""
    return index_of(
        [text for language in OTHER for text in texts_of(entries(language)[id_], names(language))]
        for id_ in entries("en")
    )


def texts_of(entry: Entry, called: dict[Domain, str]) -> list[Text]:
    """What an entry is found by."""
    return [
        Text(6, entry.objective),
        Text(5, " ".join(entry.words)),
        Text(4, called[entry.domain]),
        Text(3, " ".join(one.title for one in entry.key_results)),
        Text(1, f"{entry.suits} {entry.why}"),
    ]


@cache
def _english(domain: Domain) -> _File:
    found = msgspec.convert(_read("en", domain), _File)
    return replace(found, template=[replace(one, domain=domain) for one in found.template])


@cache
def _translated(language: Language, domain: Domain) -> _TranslatedFile:
    return msgspec.convert(_read(language, domain), _TranslatedFile)


@cache
def _read(language: Language, domain: Domain) -> dict[str, str]:
    text = (HOME / language / f"{domain}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text, parse_float=Decimal)


def _in_words(entry: Entry, words: Translated) -> Entry:
    return replace(
        entry,
        objective=words.objective,
        suits=words.suits,
        why=words.why,
        words=words.words,
        key_results=[
            replace(
                own,
                title=told.title,
                unit=told.unit or own.unit,
                window=told.window,
                source=told.source,
                steps=[replace(step, name=name) for step, name in zip(own.steps, told.steps, strict=True)],
            )
            for own, told in zip(entry.key_results, words.key_results, strict=True)
        ],
    )
