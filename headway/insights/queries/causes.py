"""Why a key result, or an objective, stands where it stands: what is read, searched and put into words."""

from collections.abc import Iterable, Sequence
from datetime import timedelta
from uuid import UUID

from headway.core.ctx import Ctx
from headway.core.errors import NotFound
from headway.goals.queries.children import children
from headway.goals.queries.key_results import key_result_rows, whole
from headway.goals.queries.objectives import objective_row
from headway.goals.schemas.common import GoalRef
from headway.goals.schemas.key_results import KeyResultOut
from headway.insights.queries.courses import courses
from headway.insights.queries.facts import works
from headway.insights.rules.facts import Frame, Piece, Work, day_of
from headway.insights.rules.measured import measured
from headway.insights.rules.ranking import LIVE, Of, Weighed, is_below, settled, severity, strongest
from headway.insights.rules.words import Speaker, behind, child_sentence, nothing_behind
from headway.insights.rules.work import Delivery, Finding, Kind, delivery
from headway.insights.schemas import CausesOut, ObjectiveCauses, ObstacleOut, PlanOut
from headway.organisation.schemas import PersonRef
from headway.progress.rules.health import Health
from headway.progress.rules.metrics import Kind as Measured
from headway.progress.rules.pace import STRETCH_POINT
from headway.work.queries.common import people
from headway.work.rules.tasks import label
from headway.work.schemas.common import TaskRef

WORST = 3
MORE = 5
SEED = 0xFFFFFFFF


async def key_result_causes(ctx: Ctx, key_result_id: UUID) -> CausesOut:
    """Of one key result. Raises `NotFound`."""
    rows = await key_result_rows(ctx, ids=[key_result_id])
    if not rows:
        raise NotFound
    return (await _causes(ctx, await whole(ctx, rows)))[0]


async def objective_causes(ctx: Ctx, objective_id: UUID) -> ObjectiveCauses:
    """Of the worst three of its key results that are not on track. Raises `NotFound`."""
    row = await objective_row(ctx, objective_id)
    outs = await whole(ctx, await key_result_rows(ctx, objective=objective_id))
    below = sorted((one for one in outs if is_below(one.health.state)), key=_severity)
    return ObjectiveCauses(
        id=objective_id,
        title=row.title,
        items=await _causes(ctx, below[:WORST]),
        behind=len(below),
        summary="" if below else nothing_behind(len(outs)),
    )


def _severity(out: KeyResultOut) -> tuple[int, float]:
    gap = (out.expected or 0.0) - (out.progress.counted or 0.0)
    return severity(out.health.state), -gap * out.weight_share


async def _causes(ctx: Ctx, outs: Sequence[KeyResultOut]) -> list[CausesOut]:
    live = [one for one in outs if one.health.state in LIVE]
    found = await works(ctx, {one.id: _frame(ctx, one) for one in live})
    plans = {key: delivery(work, seed=key.int & SEED) for key, work in found.items()}
    numbers = {key: measured(course) for key, course in (await courses(ctx, live)).items()}
    telling = _Telling(ctx, await people(ctx, _people(plans.values())))
    made = []
    for out in outs:
        number = numbers.get(out.id, [])
        weighed: list[Weighed | ObstacleOut] = [*await _from_below(ctx, out)]
        weighed += [Weighed(one, "success") for one in (*number, *_stale(ctx, out, number))]
        weighed += _from_work(out, found.get(out.id), plans.get(out.id))
        made.append(telling.told(out, plans.get(out.id), weighed))
    return made


def _stale(ctx: Ctx, out: KeyResultOut, told: Sequence[Finding]) -> list[Finding]:
    """That a value is missing, where that is why it has the health it has, and its forecast does not say so."""
    if out.health.state != Health.STALE or any(one.kind is Kind.STALE for one in told):
        return []
    if out.latest is None:
        return [Finding(kind=Kind.STALE)]
    return [Finding(kind=Kind.STALE, numbers={"age": (ctx.now - out.latest.effective_at) / timedelta(days=1)})]


def _frame(ctx: Ctx, out: KeyResultOut) -> Frame:
    """The work of a key result that is its work succeeds with it; beside any other one all of it has to be done."""
    stretch = out.kind is Measured.WORK and out.commitment == "stretch"
    return Frame(
        today=ctx.today,
        starts_on=out.starts_on,
        ends_on=out.ends_on,
        progress=0.0,
        success=STRETCH_POINT if stretch else 1.0,
    )


def _from_work(out: KeyResultOut, work: Work | None, plan: Delivery | None) -> list[Weighed]:
    """What stands in the way of the work; and that there is none, where work is what it is made of or could be."""
    if out.health.state not in LIVE or out.kind is Measured.OBJECTIVES:
        return []
    if work is None or not work.pieces:
        return [Weighed(Finding(kind=Kind.NO_WORK, numbers={"linked": float(out.work.leaves)}), "success")]
    of: Of = "success" if out.kind is Measured.WORK else "work"
    return [Weighed(one, of) for one in plan.findings] if plan else []


async def _from_below(ctx: Ctx, out: KeyResultOut) -> list[ObstacleOut]:
    """The objectives handed down from it that are behind."""
    if out.kind is not Measured.OBJECTIVES or out.health.state not in LIVE:
        return []
    below = [one for one in await children(ctx, out.id, of="key_result") if one.share > 0]
    behind_ = [one for one in below if one.health is None or is_below(one.health.state)]
    return [
        ObstacleOut(
            kind=Kind.BELOW,
            sentence=child_sentence(
                one.objective.title if one.objective else None, share=one.share, display=one.progress.display
            ),
            evidence=one.health.sentence if one.health else "",
            supposing="",
            effect=None,
            days=None,
            of="success",
            task=None,
            person=None,
            objective=one.objective,
            more=[],
        )
        for one in sorted(behind_, key=lambda one: -one.share * (1 - (one.progress.counted or 0.0)))
    ]


def _people(plans: Iterable[Delivery | None]) -> list[UUID]:
    findings = [one for plan in plans if plan for one in plan.findings]
    on_them = [who for one in findings for piece in one.pieces[:1] for who in piece.people]
    return [*on_them, *(one.person for one in findings if one.person)]


class _Telling:
    """Findings for one reader."""

    def __init__(self, ctx: Ctx, named: dict[UUID, PersonRef]) -> None:
        self.ctx, self.named = ctx, named
        self.speaker = Speaker(ctx.workspace.key_prefix, {one.id: one.name for one in named.values()})

    def told(self, out: KeyResultOut, plan: Delivery | None, weighed: Sequence[Weighed | ObstacleOut]) -> CausesOut:
        ready = [one for one in weighed if isinstance(one, ObstacleOut)]
        items = [*ready, *(self._cause(one) for one in strongest([w for w in weighed if isinstance(w, Weighed)]))]
        return CausesOut(
            key_result=GoalRef(out.id, out.title),
            label=out.label,
            health=out.health,
            chance=out.forecast.chance if out.forecast else None,
            plan=self._plan(plan),
            items=items,
            summary=settled(out.health.state) or ("" if items else behind(out.progress.raw, out.expected)),
        )

    def _plan(self, plan: Delivery | None) -> PlanOut | None:
        if plan is None:
            return None
        today = self.ctx.today
        return PlanOut(chance=plan.chance, likely_on=day_of(plan.p50, today), safe_on=day_of(plan.p85, today))

    def _cause(self, one: Weighed) -> ObstacleOut:
        found = one.finding
        pieces = [*found.pieces, *found.waiting]
        return ObstacleOut(
            kind=found.kind,
            sentence=self.speaker.sentence(found),
            evidence=self.speaker.evidence(found),
            supposing=self.speaker.supposing(found),
            effect=found.effect,
            days=found.days,
            of=one.of,
            task=self._task(pieces[0]) if pieces else None,
            person=self.named.get(found.person) if found.person else None,
            objective=None,
            more=[ref for piece in pieces[1 : MORE + 1] if (ref := self._task(piece))],
        )

    def _task(self, piece: Piece) -> TaskRef | None:
        if not piece.seen:
            return None
        return TaskRef(piece.id, label(self.ctx.workspace.key_prefix, piece.number), piece.title)
