from uuid import UUID

from msgspec import Struct

from headway.goals.schemas.common import CycleRef, Ref
from headway.goals.schemas.key_results import KeyResultLine


class ExampleOut(Struct, frozen=True, gc=False, kw_only=True):
    """An objective of a closed cycle that is worth copying: it succeeded, and it was written well.

    `score` is 0 to 1. The numbers of its key results are those of then: new ones are needed.
    """

    id: UUID
    title: str
    cycle: CycleRef
    team: Ref | None
    score: float
    key_results: list[KeyResultLine]
