"""The settings of the coach, and its rules as a page of settings lists them."""

from typing import Annotated, Literal

from msgspec import Meta, Struct

from headway.writing.rules.drafts import Part, Severity, Strictness

RuleId = Annotated[str, Meta(min_length=4, max_length=4)]


class SettingsIn(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`off` names the rules that say nothing in this workspace."""

    strictness: Strictness
    off: Annotated[list[RuleId], Meta(max_length=100)] = []


class RuleOut(Struct, frozen=True, kw_only=True):
    """One rule. `level` is how loud it is at the strictness that holds, were it not switched off."""

    id: str
    part: Part
    name: str
    why: str
    level: Severity | Literal["off"]
    off: bool


class SettingsCan(Struct, frozen=True):
    edit: bool


class SettingsOut(Struct, frozen=True, kw_only=True):
    """`version` is that of the workspace, for If-Match."""

    strictness: Strictness
    off: list[str]
    rules: list[RuleOut]
    version: int
    can: SettingsCan
