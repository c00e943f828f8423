"""What the events of the room say: who may read the goal may read them, so they hold no name of another goal."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

import msgspec

from headway.core.ctx import Cause
from headway.goals.rules.changes import label


def said(changes: Mapping[str, tuple[Any, Any]], reason: str = "") -> dict[str, Any]:
    """The data of a change: field -> [old, new], and the reason where one was given."""
    data: dict[str, Any] = {"changes": {name: [_plain(old), _plain(new)] for name, (old, new) in changes.items()}}
    if reason.strip():
        data["reason"] = reason.strip()
    return data


def key_result_cause(kind: str, key_result: UUID, *, number: int, title: str) -> Cause:
    """Something done to a key result, as the cause of numbers that moved."""
    return Cause(kind=kind, subject="key_result", subject_id=key_result, label=f"{label('key_result', number)} {title}")


def objective_cause(kind: str, objective: UUID, *, number: int, title: str) -> Cause:
    """Something done to an objective, as the cause of numbers that moved."""
    return Cause(kind=kind, subject="objective", subject_id=objective, label=f"{label('objective', number)} {title}")


def _plain(value: Any) -> Any:
    """As JSON: exact decimals as numbers, ids and dates as text, structs as objects."""
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, (UUID, date)):
        return str(value)
    if isinstance(value, (tuple, list)):
        return [_plain(one) for one in value]
    if isinstance(value, msgspec.Struct):
        return {name: _plain(one) for name, one in msgspec.structs.asdict(value).items()}
    return value
