"""What a check says at its end."""

from collections import Counter
from collections.abc import Callable

import msgspec

SHOWN = 40


class Report(msgspec.Struct, kw_only=True):
    """Counts what was tried; no failures and a count above zero is a pass."""

    name: str
    counts: Counter[str] = msgspec.field(default_factory=Counter)
    failures: list[str] = msgspec.field(default_factory=list)
    notes: list[str] = msgspec.field(default_factory=list)

    def tried(self, what: str = "requests", number: int = 1) -> None:
        self.counts[what] += number

    def fail(self, sentence: str) -> None:
        self.failures.append(sentence)

    def expect(self, holds: bool, sentence: str) -> None:
        if not holds:
            self.fail(sentence)

    @property
    def passed(self) -> bool:
        return not self.failures and sum(self.counts.values()) > 0

    def show(self, say: Callable[[str], None]) -> None:
        for note in self.notes:
            say(note)
        for failure in self.failures[:SHOWN]:
            say(f"  - {failure}")
        if len(self.failures) > SHOWN:
            say(f"  ... and {len(self.failures) - SHOWN} more")
        counted = ", ".join(f"N({what}) = {number}" for what, number in sorted(self.counts.items())) or "N = 0"
        say(f"{self.name}: {counted}; {len(self.failures)} failures")
