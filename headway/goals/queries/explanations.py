"""The explanation of a number as data: from progress, with the names that the reader may see."""

from typing import Literal
from uuid import UUID

from headway.core.ctx import Ctx
from headway.goals.queries import measurements, shaping
from headway.goals.queries.key_results import key_result
from headway.goals.queries.naming import PRIVATE, Names, people
from headway.goals.queries.objectives import objective
from headway.goals.schemas.common import CauseOut, Ref
from headway.goals.schemas.explanations import ExplanationOut, InputOut, MoveOut, PartOut, WeekOut
from headway.goals.schemas.key_results import KeyResultOut
from headway.goals.schemas.objectives import ObjectiveOut
from headway.progress import queries as progress
from headway.progress.rules.metrics import Definition
from headway.progress.schemas import Explanation, Mover, Part

CLOSED = "Its cycle is closed: this is what it ended with."


async def explanation(
    ctx: Ctx, subject: Literal["objective", "key_result"], subject_id: UUID, names: Names
) -> ExplanationOut:
    """Where the number of an objective or key result comes from. Raises `NotFound`.

    Everybody gets the same numbers; what the reader may not see keeps its share and has no name.
    """
    about = await _about(ctx, subject, subject_id)
    found = await progress.explain(ctx, subject_id, nameable=names.nameable)
    actors = await people(ctx, [move.actor_id for move in found.moved_by])
    recorded = await measurements.outs(ctx, found.measurements)
    current = found.current
    reading = found.reading
    return ExplanationOut(
        subject=subject,
        id=subject_id,
        title=about.title,
        formula=f"{found.formula} {CLOSED}" if about.cycle.closed else found.formula,
        progress=shaping.stated_progress(reading.raw, reading.counted, reading.state),
        work=shaping.work(reading.work, reading.totals.leaves, reading.totals.done),
        health=about.health,
        forecast="" if about.forecast is None else about.forecast.sentence,
        divergence="" if about.divergence is None else about.divergence.sentence,
        as_of=reading.as_of,
        inputs=_inputs(found),
        parts=[_part(one, names) for one in found.parts],
        current=next((one for one in recorded if current is not None and one.id == current.id), None),
        measurements=recorded,
        moved_by=[_move(one, actors) for one in found.moved_by],
        week=WeekOut(
            known=found.week_known,
            progress=found.week_ago_raw,
            display=shaping.display(found.week_ago_raw),
            work=found.week_ago_work,
        ),
    )


async def _about(ctx: Ctx, subject: str, subject_id: UUID) -> KeyResultOut | ObjectiveOut:
    return await (objective(ctx, subject_id) if subject == "objective" else key_result(ctx, subject_id))


def _inputs(found: Explanation) -> list[InputOut]:
    d = found.definition
    if d is None:
        return []
    return [
        InputOut(name=name, value=shaping.number(value), unit=d.unit)
        for name, value in [*_terms(d), *_newest(found)]
        if value is not None
    ]


def _terms(d: Definition) -> list[tuple[str, object]]:
    return [("start", d.start), ("target", d.target), ("v70", d.v70), ("low", d.low), ("high", d.high)]


def _newest(found: Explanation) -> list[tuple[str, object]]:
    if found.current is None:
        return []
    return [("value", found.current.value), ("done", found.current.done), ("total", found.current.total)]


def _part(one: Part, names: Names) -> PartOut:
    titled = names.of(one.id)
    return PartOut(
        hidden=titled is None,
        id=one.id,
        subject=one.subject or "",
        title=PRIVATE if titled is None else titled.title,
        label="" if titled is None else titled.label,
        kind=one.kind,
        weight=one.weight,
        counts=one.counts,
        share=one.share,
        share_display=shaping.display(one.share),
        progress=shaping.stated_progress(one.raw, one.counted, one.state),
        contribution=one.contribution,
        work=shaping.work(one.work, one.totals.leaves, one.totals.done),
        active=one.active,
    )


def _move(one: Mover, actors: dict[UUID, Ref]) -> MoveOut:
    cause = None
    if one.cause_kind is not None:
        cause = CauseOut(
            kind=one.cause_kind,
            subject=one.cause_subject or "",
            id=one.cause_id,
            label=PRIVATE if one.cause_id is None else one.cause_label or "",
        )
    return MoveOut(
        at=one.at,
        actor=None if one.actor_id is None else actors.get(one.actor_id),
        old=one.old_raw,
        new=one.new_raw,
        old_display=shaping.display(one.old_raw),
        new_display=shaping.display(one.new_raw),
        why=one.why,
        cause=cause,
    )
