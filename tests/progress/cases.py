"""The worked cases of tests/data/arithmetic_cases.jsonl, turned into calls of the rules."""

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec

from headway.progress.rules.graph import Edge, Mode, Node, recompute, weighted_mean
from headway.progress.rules.health import Facts, health
from headway.progress.rules.metrics import Definition, Kind, Method, Step, refusals
from headway.progress.rules.pace import success_point
from headway.progress.rules.reading import Reading, Value, counted, evaluate
from headway.progress.rules.scoring import Commitment, line_score
from headway.progress.rules.work import Item, Status, share_done, totals

DATA = Path(__file__).parent.parent / "data"
START = date(2026, 1, 5)

_decoder = msgspec.json.Decoder(float_hook=Decimal)


def load() -> list[dict[str, Any]]:
    """Every line; numbers with a point are exact decimals."""
    lines = (DATA / "arithmetic_cases.jsonl").read_bytes().splitlines()
    return [_decoder.decode(line) for line in lines if line.strip()]


def definition(case: dict[str, Any]) -> Definition:
    band = case.get("band", {})
    low, high = band.get("between", (band.get("at_least"), band.get("at_most")))
    low, high = (0, 0) if band.get("zero") else (low, high)
    length = case.get("length") or 7 * max(len(case.get("periods", [])), 1)
    dated = case["kind"] == "maintain"
    return Definition(
        kind=Kind(case["kind"]),
        start=_decimal(case.get("start")),
        target=_decimal(case.get("target")),
        v70=_decimal(case.get("v70")),
        low=_decimal(low),
        high=_decimal(high),
        method=Method(case.get("method", "periods")),
        steps=tuple(Step(i, f"step {i}", Decimal(w)) for i, (w, _) in enumerate(case.get("steps", []))),
        starts_on=START if dated else None,
        ends_on=START + timedelta(days=length - 1) if dated else None,
        check_in_days=7,
    )


def reading(case: dict[str, Any]) -> Reading:
    """What the rules make of a `key_result_progress` case."""
    kind = Kind(case["kind"])
    if kind is Kind.WORK:
        return _work(case)
    if kind is Kind.OBJECTIVES:
        mean = weighted_mean([(float(c["weight"]), _float(c["progress"])) for c in case["children"]])
        return Reading(mean, mean)
    return evaluate(definition(case), values(case), as_of=as_of(case))


def values(case: dict[str, Any]) -> list[Value]:
    if "steps" in case:
        return [Value(START, steps=tuple(i for i, (_, reached) in enumerate(case["steps"]) if reached))]
    if "done" in case:
        return [Value(START, done=_decimal(case["done"]), total=_decimal(case["total"]))]
    if "breaches" in case:
        broken = [Value(START + timedelta(days=day - 1), Decimal(1)) for day in case["breaches"]]
        return [Value(START, Decimal(0)), *broken]
    if "periods" in case:
        weeks = enumerate(case["periods"])
        return [Value(START + timedelta(days=7 * i), _decimal(v)) for i, v in weeks if v is not None]
    many = case.get("values", [case.get("value")])
    return [Value(START + timedelta(days=i), _decimal(v)) for i, v in enumerate(many)]


def as_of(case: dict[str, Any]) -> date:
    if "elapsed" in case:
        return START + timedelta(days=case["elapsed"] - 1)
    return START + timedelta(days=7 * len(case.get("periods", [])))


def refused(case: dict[str, Any]) -> list[str]:
    return [refusal.code for refusal in refusals(definition(case))]


def objective(case: dict[str, Any]) -> float | None:
    parts = []
    for one in case["key_results"]:
        raw = _float(one["raw"])
        unmeasured = 0.0 if one.get("why") == "no value yet" else None
        parts.append((float(one["weight"]), unmeasured if raw is None else counted(raw).counted))
    parts += [(float(one["weight"]), _float(one["progress"])) for one in case.get("contributors", [])]
    return weighted_mean(parts)


def score(case: dict[str, Any]) -> Decimal:
    return line_score(case["value"], start=case["start"], target=case["target"], v70=case["v70"])


def verdict(case: dict[str, Any]) -> str:
    kind, commitment = Kind(case["kind"]), Commitment(case["commitment"])
    facts = Facts(
        kind=kind,
        method=Method(case.get("method", "periods")),
        progress=_float(case["progress"]),
        expected=float(case["elapsed"]),
        success=success_point(Definition(kind=kind), commitment),
        values=case["values"],
        age=_float(case["age_in_intervals"]),
        first_due=case["first_check_in_due"],
    )
    return health(facts).health.value


def graphs(case: dict[str, Any]) -> list[dict[str, float | None]]:
    """Progress of every node after each step of a `graph` case."""
    edges = [Edge(child, parent, float(weight)) for child, parent, weight in case["edges"]]
    parents = {edge.parent for edge in edges}
    leaves = {name: 0.0 for name in case["nodes"] if name not in parents}
    found = []
    for step in case.get("steps") or [case["set"]]:
        leaves |= {name: float(value) for name, value in step.items()}
        nodes = {
            name: Node(Mode.VALUE, counted(leaves[name])) if name in leaves else Node(Mode.MEAN)
            for name in case["nodes"]
        }
        found.append({name: result.raw for name, result in recompute(nodes, edges).items()})
    return found


def _work(case: dict[str, Any]) -> Reading:
    if "tree" in case:
        parts = [(float(case["tree"]["weight"]), share_done(totals(_item(case["tree"]))))]
    else:
        parts = [(float(weight), share_done(totals(Item(Status(state))))) for weight, state in case["tasks"]]
    nodes: dict[Any, Node] = {i: Node(Mode.WORK, Reading(share, share)) for i, (_, share) in enumerate(parts)}
    nodes["kr"] = Node(Mode.MEAN, when_empty=0.0)
    result = recompute(nodes, [Edge(i, "kr", weight) for i, (weight, _) in enumerate(parts)])["kr"]
    return Reading(result.raw, result.counted)


def _item(given: dict[str, Any]) -> Item:
    return Item(
        Status(given.get("status", "open")),
        _decimal(given.get("estimate")),
        tuple(_item(child) for child in given.get("subtasks", [])),
    )


def _decimal(value: Any) -> Decimal | None:
    return None if value is None else Decimal(value)


def _float(value: Any) -> float | None:
    return None if value is None else float(value)
