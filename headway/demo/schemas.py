"""What the routes of the sample give back. The company itself is made of the Structs in `rules.values`."""

from msgspec import Struct

from headway.demo.rules.values import Company

__all__ = ["Cleared", "Company", "SampleCan", "SampleCounts", "SampleOut"]


class SampleCounts(Struct, frozen=True, kw_only=True):
    """How many things of the workspace are marked as sample."""

    people: int
    teams: int
    objectives: int
    key_results: int
    projects: int
    tasks: int


class SampleCan(Struct, frozen=True, kw_only=True):
    load: bool
    clear: bool


class SampleOut(Struct, frozen=True, kw_only=True):
    """Whether there is sample content here. `whole` tells that the workspace was made for it."""

    present: bool
    whole: bool
    counts: SampleCounts
    can: SampleCan


class Cleared(Struct, frozen=True, kw_only=True):
    """What was taken out. `workspace_deleted`: it held nothing but the sample, and the caller has another one."""

    workspace_deleted: bool
    objectives: int
    tasks: int
    people_and_teams: int
