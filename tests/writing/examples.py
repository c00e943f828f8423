"""How well the reading of sentences agrees with people: rates over labelled lines."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct

from headway.writing.rules.kinds import Kind
from headway.writing.rules.reading import Reading, read_key_result, read_objective

DATA = Path(__file__).parent.parent / "data" / "writing"


class Rates(Struct, frozen=True):
    """`kind` counts a share of a whole as `reach`, as the labels do."""

    lines: int
    outcome: float
    measurable: float
    vague_f1: float
    target_f1: float
    kind: float


def labelled(name: str, part: str) -> list[dict[str, Any]]:
    """The lines of a file that were drawn by chance, or written by us."""
    rows = [json.loads(line) for line in (DATA / name).read_text(encoding="utf-8").splitlines()]
    return [row for row in rows if row["kind"] == part and row.get("sample", "random") == "random"]


def read(row: dict[str, Any]) -> Reading:
    reader = read_objective if row["kind"] == "objective" else read_key_result
    return reader(row["text"], language=row.get("language", "en"))


def rates(rows: Sequence[dict[str, Any]]) -> Rates:
    found = [read(row) for row in rows]
    kinds = [Kind.REACH if reading.kind is Kind.SHARE else reading.kind for reading in found]
    return Rates(
        lines=len(rows),
        outcome=_agreement([row["is_outcome"] for row in rows], [reading.outcome for reading in found]),
        measurable=_agreement([row["is_measurable"] for row in rows], [reading.measurable for reading in found]),
        vague_f1=_f1([row["is_vague"] for row in rows], [reading.vague for reading in found]),
        target_f1=_f1([row["has_target"] for row in rows], [reading.target is not None for reading in found]),
        kind=_agreement([row["kr_kind"] for row in rows], [kind.value for kind in kinds]),
    )


def _agreement(truth: Sequence[object], found: Sequence[object]) -> float:
    return sum(one == other for one, other in zip(truth, found, strict=True)) / len(truth)


def _f1(truth: Sequence[bool], found: Sequence[bool]) -> float:
    both = sum(one and other for one, other in zip(truth, found, strict=True))
    return 2 * both / max(sum(truth) + sum(found), 1)
