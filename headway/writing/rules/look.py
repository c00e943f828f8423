"""What a rule looks at: one line of a draft with its reading, and everything beside it."""

from collections.abc import Callable, Sequence
from decimal import Decimal

from msgspec import Struct

from headway.writing.rules.dates import Calendar
from headway.writing.rules.drafts import Context, KeyResultDraft, ObjectiveDraft
from headway.writing.rules.kinds import Kind
from headway.writing.rules.numbers import Numbers
from headway.writing.rules.reading import Parsed, Reading, parse, reading_of
from headway.writing.rules.sentence import Sentence
from headway.writing.rules.words import Line

LINES = frozenset({Kind.INCREASE, Kind.DECREASE, Kind.REACH, Kind.SHARE})


class Hit(Struct, frozen=True):
    """A rule that applies. `words` fill its sentence; `variant` picks another sentence; `soft` weighs less.

    `fix` is the rewritten line, empty where only the person can know.
    """

    fix: str = ""
    words: dict[str, str] = {}
    variant: str = ""
    soft: bool = False


class Look(Struct, frozen=True):
    """One line. `key_results` are all of the draft with their readings, for rules that compare."""

    draft: ObjectiveDraft | KeyResultDraft
    parsed: Parsed
    reading: Reading
    context: Context
    index: int
    key_results: "Sequence[Look]" = ()

    @property
    def line(self) -> Line:
        return self.parsed.sentence.line

    @property
    def sentence(self) -> Sentence:
        return self.parsed.sentence

    @property
    def numbers(self) -> Numbers:
        return self.parsed.numbers

    @property
    def text(self) -> str:
        """The line without marks at its ends."""
        return self.draft.title.strip().rstrip(".;").rstrip()

    @property
    def key_result(self) -> KeyResultDraft:
        """The draft, for rules of key results. Raises TypeError for an objective."""
        if not isinstance(self.draft, KeyResultDraft):
            raise TypeError
        return self.draft

    @property
    def kind(self) -> str:
        """As chosen in the form, else as read."""
        return (self.draft.kind if isinstance(self.draft, KeyResultDraft) else None) or self.reading.kind.value

    @property
    def start(self) -> Decimal | None:
        """As filled in, else as read."""
        draft = self.draft
        filled = draft.start if isinstance(draft, KeyResultDraft) else None
        return self.reading.baseline if filled is None else filled

    @property
    def target(self) -> Decimal | None:
        """As filled in, else as read; for a band its ends count."""
        draft = self.draft
        if isinstance(draft, KeyResultDraft):
            for filled in (draft.target, draft.high, draft.low):
                if filled is not None:
                    return filled
        return self.reading.target


Trigger = Callable[[Look], Hit | None]


def look_at(draft: ObjectiveDraft | KeyResultDraft, context: Context, *, language: str, index: int = 0) -> Look:
    """Read one line of a draft."""
    calendar = Calendar(context.today, context.year_start_month)
    objective = isinstance(draft, ObjectiveDraft)
    parsed = parse(draft.title, language=language, calendar=calendar, objective=objective)
    reading = reading_of(parsed, objective=objective)
    return Look(draft, parsed, reading, context, index)
