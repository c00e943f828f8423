"""How things are measured: processor time from the kernel, medians, pairs taken in turns, one JSON file per run.

Times are in milliseconds unless a name says otherwise.
"""

import json
import os
import platform
import statistics
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

RESULTS = Path(__file__).resolve().parent / "results"


def cpu_ms(pids: Sequence[int]) -> float:
    """Processor time that these processes have had so far, over all their threads."""
    return sum(_cpu_of(pid) for pid in pids)


def _cpu_of(pid: int) -> float:
    total = 0
    for thread in Path(f"/proc/{pid}/task").glob("*"):
        try:
            total += int((thread / "schedstat").read_text().split()[0])
        except (OSError, IndexError):
            continue
    return total / 1e6


def children(pid: int) -> list[int]:
    """Everything started by a process, at any depth."""
    parents: dict[int, list[int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            words = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        parents.setdefault(int(words[1]), []).append(int(stat.parent.name))
    found, ahead = [], [pid]
    while ahead:
        below = parents.get(ahead.pop(), [])
        found += below
        ahead += below
    return found


@contextmanager
def on_core(core: int) -> Iterator[None]:
    """Keep this process on one core; the load must not run where the server does."""
    before = os.sched_getaffinity(0)
    if core in before and len(before) > 1:
        os.sched_setaffinity(0, {core})
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


def median(values: Sequence[float]) -> float:
    return statistics.median(values)


def percentile(values: Sequence[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def timed(work: Callable[[], Any]) -> float:
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


def interleaved(works: Mapping[str, Callable[[], float]], *, runs: int = 5, warm: int = 1) -> dict[str, list[float]]:
    """Each work in turn, again and again, so that all of them meet the same neighbours; warm runs are thrown away."""
    found: dict[str, list[float]] = {name: [] for name in works}
    for turn in range(warm + runs):
        for name, work in works.items():
            value = work()
            if turn >= warm:
                found[name].append(value)
    return found


@dataclass
class Row:
    """One line of the table. `met` is None where there is no bar, or nothing to hold against it."""

    what: str
    value: float | str
    unit: str = ""
    bar: str = ""
    met: bool | None = None


@dataclass
class Report:
    """What one benchmark found."""

    name: str
    title: str
    rows: list[Row] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def add(self, what: str, value: float | str, unit: str = "", *, most: float | None = None,
            least: float | None = None) -> None:  # fmt: skip
        """A figure, with the bar it must stay below (`most`) or reach (`least`)."""
        shown = round(value, 3) if isinstance(value, float) else value
        row = Row(what, shown, unit)
        if not isinstance(value, str) and most is not None:
            row.bar, row.met = f"<= {most:g}", value <= most
        if not isinstance(value, str) and least is not None:
            row.bar, row.met = f">= {least:g}", value >= least
        self.rows.append(row)

    def note(self, text: str) -> None:
        self.notes.append(text)


def machine() -> dict[str, Any]:
    """Where it was measured, and how busy that was: a figure without it means nothing."""
    return {
        "processor": _processor(),
        "cores": os.cpu_count(),
        "load": [round(one, 1) for one in os.getloadavg()],
        "kernel": platform.release(),
        "python": platform.python_version(),
        "when": time.strftime("%Y-%m-%d %H:%M", time.gmtime()),
    }


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.machine()


def save(report: Report, *, sizes: Sequence[str]) -> Path:
    """One small file per benchmark; the newest run replaces the one before."""
    RESULTS.mkdir(exist_ok=True)
    path = RESULTS / f"{report.name}.json"
    content = {
        "name": report.name,
        "title": report.title,
        "sizes": list(sizes),
        "machine": machine(),
        "rows": [{name: value for name, value in vars(row).items() if value not in ("", None)} for row in report.rows],
        "notes": report.notes,
    }
    path.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return path


def table(report: Report) -> str:
    """The report as a person reads it."""
    lines = [f"{report.name}  {report.title}"]
    width = max((len(row.what) for row in report.rows), default=0)
    for row in report.rows:
        verdict = "" if row.met is None else "met" if row.met else "MISSED"
        lines.append(f"  {row.what:<{width}}  {row.value!s:>10} {row.unit:<6} {row.bar:<10} {verdict}".rstrip())
    return "\n".join(lines + [f"  ({note})" for note in report.notes])
