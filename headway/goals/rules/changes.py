"""What may change on a goal, be deleted and be linked, and how the refusal reads."""

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from msgspec import Struct

ObjectiveState = Literal["draft", "active", "paused", "dropped"]
AlignmentKind = Literal["cascade", "contributes", "supports"]

UNDO_MINUTES = 10
RANK_STEP = 1024.0


class Refusal(Struct, frozen=True):
    """Why something is refused: a stable code, the field it is about, a sentence that says what to do."""

    code: str
    field: str
    message: str


def differences(old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, tuple[Any, Any]]:
    """Field -> (old, new) for the fields of `new` that differ."""
    return {name: (old[name], value) for name, value in new.items() if old[name] != value}


def may_be_deleted(state: str, *, mine: bool, age_minutes: float, used: bool) -> bool:
    """A draft may go. Anything else only as undo: by its author, within ten minutes, with nothing hanging on it."""
    return state == "draft" or (mine and age_minutes <= UNDO_MINUTES and not used)


def cycle_sentence(titles: Sequence[str | None]) -> str:
    """The path of a refused alignment in words, from the child upwards; None is a title the caller may not read."""
    named = [f"'{title}'" if title is not None else "a private objective" for title in titles]
    return (
        f"This would go round in a circle: {' -> '.join(named)}. "
        "Remove one of these links first, or choose another objective."
    )


def label(kind: Literal["objective", "key_result"], number: int) -> str:
    """The short name people say: "O-12", "KR-34"."""
    return f"{'O' if kind == 'objective' else 'KR'}-{number}"
