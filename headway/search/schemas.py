"""What a search answers."""

import msgspec

from headway.search.rules import Hit


class Hits(msgspec.Struct, frozen=True, kw_only=True):
    """The best of each kind, best first."""

    items: list[Hit]
