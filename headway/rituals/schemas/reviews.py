from typing import Literal

from msgspec import Struct

from headway.goals.schemas.common import CycleRef, Ref

Missing = Literal["scores", "reveal", "retrospective"]


class TeamReview(Struct, frozen=True, gc=False, kw_only=True):
    """How far a team is. `blind`: nobody began, scoring, or revealed. `missing`: what is to be done, in order."""

    team: Ref
    objectives: int
    key_results: int
    graded: int
    blind: Literal["none", "open", "revealed"]
    scorers: int
    done: int
    retrospective: bool
    carried: bool
    missing: list[Missing]


class CycleReviews(Struct, frozen=True, gc=False, kw_only=True):
    """All teams with objectives in a cycle that the reader sees; `without_team` are those of persons."""

    cycle: CycleRef
    teams: list[TeamReview]
    without_team: TeamReview | None
    key_results: int
    graded: int
    ready: bool
