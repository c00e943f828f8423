"""`deny-is-pure`: a refusal changes nothing and tells nothing, not even by the time it takes."""

import re
import statistics
import time
from typing import Any
from uuid import UUID

import msgspec

from tests.checks.cases import Case, every
from tests.checks.report import Report
from tests.checks.stage import Stage
from tests.checks.surface import Requests, operations

SLOWEST_DIFFERENCE = 0.005  # seconds between the medians for an id that exists and one that does not
ROUNDS = 9
AGAIN = 3  # times a difference over the bar is looked at again, longer: a real one stays, a busy machine's does not
UNKNOWN = UUID("01890000-0000-7000-8000-000000000bad")  # the form of ours, given to nothing
ID = re.compile(r"[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}")


async def run(
    stage: Stage, *, small: bool, strict: bool = False, most: int | None = None, only: frozenset[str] = frozenset()
) -> Report:
    report = Report(name="deny-is-pure")
    chosen = [one for one in operations(stage.app) if not only or one.id in only]
    cases = [case for case in every(stage, chosen, heavy=not small) if min(case.allowed) >= 400]
    if most is not None and most < len(cases):
        cases = stage.random.sample(cases, most)
    requests = Requests(stage.http, stage.world)
    before = await stage.hash()
    for case in cases:
        await _try(stage, requests, case, before=before, report=report)
    timed = [case for case in cases if case.way[:1] == ("path",) and case.caller == "member" and len(case.other) == 1]
    await _time(stage, requests, timed, report, strict=strict)
    return report


async def _try(stage: Stage, requests: Requests, case: Case, *, before: bytes, report: Report) -> None:
    answer, after = await stage.send_and_hash(case.build(requests))
    if answer.status_code < 400:
        report.fail(f"{case}: was not refused but answered {answer.status_code}")
        return
    report.tried("refusals")
    report.expect(after == before, f"{case}: the refusal ({answer.status_code}) changed the database")
    if not case.other or case.space == "elsewhere":
        return
    unknown = await stage.send(case.build(requests, dict.fromkeys(case.other, UNKNOWN)))
    report.tried("compared with an unknown id")
    same = answer.status_code == unknown.status_code and told(answer) == told(unknown)
    report.expect(same, f"{case}: says {answer.text[:160]} but for an unknown id {unknown.text[:160]}")


def told(answer: Any) -> Any:
    """The body without what differs by request; ids are told back to who sent them, so one stands for all."""
    try:
        body = msgspec.json.decode(answer.content)
    except msgspec.DecodeError:
        return answer.content
    if isinstance(body, dict):
        body.pop("request_id", None)
    return ID.sub("<id>", msgspec.json.encode(body).decode())


async def _time(stage: Stage, requests: Requests, cases: list[Case], report: Report, *, strict: bool) -> None:
    slow = []
    for case in cases[:: max(1, len(cases) // 60)]:
        difference = await _difference(stage, requests, case, ROUNDS)
        for _ in range(AGAIN):
            if difference >= SLOWEST_DIFFERENCE:
                difference = min(difference, await _difference(stage, requests, case, 3 * ROUNDS))
        report.tried("timed")
        slow.append((difference, str(case)))
    if not slow:
        return
    worst, name = max(slow)
    report.notes.append(
        f"difference of median times: median {statistics.median(one for one, _ in slow) * 1000:.2f} ms, "
        f"largest {worst * 1000:.2f} ms ({name}); bar {SLOWEST_DIFFERENCE * 1000:.0f} ms"
    )
    if worst >= SLOWEST_DIFFERENCE:
        sentence = f"{name}: an id that exists is told from an unknown one by {worst * 1000:.1f} ms"
        if strict:
            report.fail(sentence)
        else:
            report.notes.append(f"WARNING {sentence} (counts as a failure with --strict)")


async def _difference(stage: Stage, requests: Requests, case: Case, rounds: int) -> float:
    """Seconds between the medians of interleaved tries, so that load on the machine meets both alike."""
    known, unknown = [], []
    for _ in range(rounds):
        known.append(await _seconds(stage, case.build(requests)))
        unknown.append(await _seconds(stage, case.build(requests, dict.fromkeys(case.other, UNKNOWN))))
    return abs(statistics.median(known) - statistics.median(unknown))


async def _seconds(stage: Stage, request: Any) -> float:
    began = time.perf_counter()
    await stage.send(request)
    return time.perf_counter() - began
