"""Makes tests/data/display_vectors.json: what the browser's rules must give, from the rules of the server.

Run `.venv/bin/python -m tests.progress.vectors` after a rule has changed; a test compares the file with the rules.
"""

from decimal import Decimal
from typing import Any

import msgspec

from headway.progress.rules.display import percent, whole_percent
from headway.progress.rules.graph import shares, weighted_mean
from headway.progress.rules.reading import counted, line
from headway.progress.rules.scoring import Commitment, band, line_score
from tests.progress import cases

FILE = cases.DATA / "display_vectors.json"

SHOWN = [0.998, 1.0, 1.124, 0.002, 0.0, -0.08, 0.495, -0.0, -0.001, 0.9949, 0.005, 0.025, 0.045, 0.065, -0.004, -0.005]
SHOWN += [0.285, 1.005, 1.115, 0.145, 0.575, 0.9999999999, 1e-07, -1e-07, -0.015, 2 / 3, 1 / 3, 12.345, 0.994999, 0.995]
LINES = [
    ("100", "60", "80"),
    ("100", "60", "50"),
    ("100", "60", "110"),
    ("24", "4", "14"),
    ("24", "4", "30"),
    ("0", "500", "560"),
    ("-10", "10", "0"),
    ("3.0", "0.5", "1.75"),
    ("0.4", "0.1", "0.1"),
    ("0.1", "0.5", "0.3"),
    ("2000000", "3500000", "2300000"),
]
SCORES = [
    ("0", "1000", "700", None),
    ("0", "1000", "500", "500"),
    ("0", "1000", "750", "500"),
    ("24", "4", "10", "10"),
    ("24", "4", "7", "10"),
    ("24", "4", "30", "10"),
    ("0", "1000", "1400", None),
    ("0", "3", "1", None),
    ("0", "200", "125", None),
    ("0", "200", "29", None),
]
MEANS: list[list[tuple[float, float | None]]] = [
    [(1, 0.27), (1, 0.18), (1, 0.73)],
    [(2, 1.0), (1, 0.0), (1, 0.0), (0, 1.0)],
    [(1, 0.5), (3, 0.1), (5, None)],
    [(0, 0.9)],
    [],
    [(1, None)],
    [(0.1, 1.0), (0.2, 1.0), (0.7, 1.0)],
]


def made() -> dict[str, Any]:
    """The whole content of the file."""
    return {
        "about": "Made by tests/progress/vectors.py from the rules of the server. Numbers compare within 1e-12.",
        "percent": [{"progress": p, "whole": whole_percent(p), "text": percent(p)} for p in SHOWN],
        "line": [_line(*one) for one in LINES],
        "score": [_score(*one) for one in SCORES],
        "mean": [
            {"parts": [list(part) for part in one], "mean": weighted_mean(one), "shares": shares(one)} for one in MEANS
        ],
        "health": [case for case in _plain(cases.load()) if case["what"] == "health"],
    }


def _line(start: str, target: str, value: str) -> dict[str, Any]:
    raw = line(value, start=start, target=target)
    return {"start": start, "target": target, "value": value, "raw": raw, "counted": counted(raw).counted}


def _score(start: str, target: str, value: str, v70: str | None) -> dict[str, Any]:
    score = line_score(value, start=start, target=target, v70=v70)
    return {
        "start": start,
        "target": target,
        "value": value,
        "v70": v70,
        "score": str(score),
        "stretch": band(score, Commitment.STRETCH).value,
        "committed": band(score, Commitment.COMMITTED).value,
    }


def _plain(found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{key: float(v) if isinstance(v, Decimal) else v for key, v in case.items()} for case in found]


if __name__ == "__main__":
    FILE.write_bytes(msgspec.json.format(msgspec.json.encode(made()), indent=1) + b"\n")
