"""The rules as data: `guidance/rules.toml` says when and how loud, `guidance/<language>.toml` says it to people."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Literal

import msgspec
from msgspec import Struct

from headway.writing.rules.drafts import Part, Severity, Strictness
from headway.writing.rules.lexicon import LANGUAGES

FOLDER = Path(__file__).parent.parent / "guidance"
Level = Severity | Literal["off"]


class Rule(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One rule. `levels` and `soft` are how loud it is when gentle, normal and strict.

    `order` ranks rules of one severity, small first. `fields` names the fields of the form it is about. `hides` are
    rules that say the same less well, and are left out where this one applies.
    """

    part: Part
    trigger: str
    levels: tuple[Level, Level, Level]
    soft: tuple[Level, Level, Level] | None = None
    order: int
    fields: tuple[str, ...] = ()
    hides: tuple[str, ...] = ()

    def level(self, strictness: Strictness, *, soft: bool = False) -> Level:
        """How loud it is."""
        place = (Strictness.GENTLE, Strictness.NORMAL, Strictness.STRICT).index(strictness)
        return (self.soft if soft and self.soft else self.levels)[place]


class Words(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a rule says in one language. `name` is for settings; `messages` holds other sentences by variant."""

    name: str
    message: str
    why: str
    messages: dict[str, str] = {}


@cache
def rules() -> dict[str, Rule]:
    """All rules by id."""
    raw = tomllib.loads((FOLDER / "rules.toml").read_text(encoding="utf-8"))
    return msgspec.convert(raw, dict[str, Rule])


@cache
def words_in(language: str) -> dict[str, Words]:
    """What the rules say, by id; English for a language we have no sentences in."""
    name = language if language in LANGUAGES else "en"
    return msgspec.convert(tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8")), dict[str, Words])
