"""`tenant-matrix`: nobody reaches what is not theirs, whatever id goes where."""

from tests.checks import sse
from tests.checks.cases import Case, every
from tests.checks.policy import LEAST
from tests.checks.report import Report
from tests.checks.stage import Stage
from tests.checks.surface import Operation, Requests, missing, operations
from tests.checks.world import SECRETS


async def run(stage: Stage, *, small: bool, most: int | None = None, only: frozenset[str] = frozenset()) -> Report:
    """`most` picks that many cases by the seed; small leaves the heavy ones out; `only` names operations."""
    report = Report(name="tenant-matrix")
    described = operations(stage.app)
    for sentence in [*missing(described), *misdeclared(stage, described)]:
        report.fail(sentence)
    if report.failures:
        return report
    chosen = [one for one in described if not only or one.id in only]
    cases = list(every(stage, chosen, heavy=not small))
    if most is not None and most < len(cases):
        cases = stage.random.sample(cases, most)
    requests = Requests(stage.http, stage.world)
    for case in cases:
        await _try(stage, requests, case, report)
    report.tried("operations", len({case.operation.id for case in cases}))
    if not only:
        await sse.run(stage, report)
    reached = sum("reached" in failure for failure in report.failures)
    report.notes.append(f"foreign or private successes: {reached} of {report.counts['other ids']}")
    return report


async def _try(stage: Stage, requests: Requests, case: Case, report: Report) -> None:
    answer = await stage.send(case.build(requests))
    status = answer.status_code
    report.tried("own" if case.space == "own" else "other ids")
    if status not in case.allowed:
        word = "reached it" if status < 400 and case.space != "own" else "answered"
        allowed = " or ".join(map(str, sorted(case.allowed)))
        report.fail(f"{case}: {word} {status}, not {allowed}: {answer.text[:200]}")
    for secret in SECRETS:
        if secret in answer.text and case.caller != "outsider":
            report.fail(f"{case}: reached {secret!r} in the answer")


def misdeclared(stage: Stage, described: list[Operation]) -> list[str]:
    """Routes whose declared permission is not the one the policy states."""
    declared = {
        handler.operation_id: handler.opt.get("permission")
        for route in stage.app.routes
        for handler in getattr(route, "route_handlers", [])
    }
    return [
        f"{one.id} is declared for {declared.get(one.id)}, the policy says {LEAST.get(one.id)}"
        for one in described
        if declared.get(one.id) != LEAST.get(one.id)
    ]
