"""What the writing coach should know of goals that are there already."""

from uuid import UUID

from msgspec import Struct

from headway.writing.schemas.reviews import ContextIn, HistoryIn


class WritingFacts(Struct, frozen=True, kw_only=True):
    """`context` is handed to every review as it is; `histories` by key result, as `history` of its draft.

    `aligned` says whether the objective serves another one; null without an objective. `off` are the
    rules that the workspace has switched off, for words that the page says by itself.
    """

    context: ContextIn
    histories: dict[UUID, HistoryIn]
    aligned: bool | None
    off: list[str]
