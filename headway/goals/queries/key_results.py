"""Key results one by one: the row for actions, the whole for pages."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from psycopg.sql import SQL

from headway.core import db, pages
from headway.core.ctx import Ctx
from headway.core.errors import NotFound
from headway.core.pages import Page
from headway.goals.access import KeyResultStanding, key_result_can
from headway.goals.queries import forecasts, measurements, shaping
from headway.goals.queries.changes import recent_changes
from headway.goals.queries.children import children
from headway.goals.queries.grades import original_out, revisions
from headway.goals.queries.lines import parents
from headway.goals.queries.naming import Names, people
from headway.goals.queries.series import series
from headway.goals.queries.visible import STANDING, objectives, standing_of, viewer
from headway.goals.rules.changes import label, may_be_deleted
from headway.goals.rules.reading import KeyResultFacts, Stand, is_computed, stand
from headway.goals.schemas.common import CycleRef, GoalRef, RestOut
from headway.goals.schemas.forecasts import DivergenceOut
from headway.goals.schemas.grades import GradeOut
from headway.goals.schemas.key_results import KeyResultFull, KeyResultOut, PathPointOut, StepOut
from headway.goals.schemas.measurements import MeasurementOut
from headway.goals.schemas.rows import KeyResultRow
from headway.progress import queries as progress
from headway.progress.rules.health import Health
from headway.progress.rules.metrics import Definition
from headway.progress.rules.scoring import Commitment, band
from headway.progress.schemas import MetricFacts, NodeReading


async def key_result_rows(
    ctx: Ctx, *, ids: Sequence[UUID] | None = None, objective: UUID | None = None
) -> list[KeyResultRow]:
    """The key results of `ids`, or of an objective, that the caller may see, in their order."""
    return await db.rows(
        ctx,
        KeyResultRow,
        _ROWS.format(standing=STANDING, visible=objectives(ctx)),
        ids=list(ids or []),
        objective=objective,
        **viewer(ctx),
    )


_ROWS = SQL(
    """
    select k.id, k.number, k.objective_id, o.title as objective_title, o.state as objective_state, o.private,
           c.id as cycle_id, c.name as cycle_name, c.starts_on as cycle_starts_on, c.ends_on as cycle_ends_on,
           k.title, k.description, k.full_mark, k.commitment, k.indicator, k.state as own_state,
           k.dropped_reason, k.paused_reason, k.paused_at, o.paused_reason as objective_paused_reason,
           o.paused_at as objective_paused_at, k.owner_id, w.name as owner_name, k.check_in_owner_id,
           x.name as check_in_owner_name, k.team_id, t.name as team_name, k.confidence, e.weight,
           case when n.active and n.counted is not null and p.weight_sum > 0
                then e.weight / p.weight_sum else 0 end as weight_share,
           k.rank, k.sample, k.created_by, k.created_at, k.first_check_in_on, k.version, k.predecessor_id,
           (select r.before from goal_revision r
             where r.workspace_id = k.workspace_id and r.key_result_id = k.id order by r.id limit 1) as original,
           k.grade, k.grade_suggested, k.grade_original, k.grade_reason, k.grade_causes, k.grade_note, k.graded_by,
           g.name as grader_name, k.graded_at,
           exists (select from edge y
                    where y.workspace_id = k.workspace_id and y.parent_id = k.id) as has_links,
           coalesce(k.owner_id = %(viewer)s, false) as owns_key_result,
           coalesce(k.check_in_owner_id = %(viewer)s, false) as checks_in,
           coalesce(k.team_id = any (array(
             select tm.team_id from team_member tm
              where tm.workspace_id = %(workspace)s and tm.member_id = %(viewer)s)), false)
             as in_key_result_team,
           o.state, {standing}
      from key_result k
      join objective o on o.workspace_id = k.workspace_id and o.id = k.objective_id
      join cycle c on c.workspace_id = o.workspace_id and c.id = o.cycle_id
      join node n on n.workspace_id = k.workspace_id and n.id = k.id
      join node p on p.workspace_id = k.workspace_id and p.id = k.objective_id
      join edge e on e.workspace_id = k.workspace_id and e.child_id = k.id and e.parent_id = k.objective_id
      left join team t on t.workspace_id = k.workspace_id and t.id = k.team_id
      left join member w on w.workspace_id = k.workspace_id and w.id = k.owner_id
      left join member x on x.workspace_id = k.workspace_id and x.id = k.check_in_owner_id
      left join member g on g.workspace_id = k.workspace_id and g.id = k.graded_by
     where {visible}
       and (k.id = any (%(ids)s::uuid[]) or k.objective_id = %(objective)s)
     order by k.rank, k.id
    """
)


async def key_result_row(ctx: Ctx, key_result_id: UUID) -> KeyResultRow:
    """One key result as stored. Raises `NotFound` for what the caller may not see, too."""
    found = await key_result_rows(ctx, ids=[key_result_id])
    if not found:
        raise NotFound
    return found[0]


async def key_result(ctx: Ctx, key_result_id: UUID) -> KeyResultOut:
    """One key result as it goes out. Raises `NotFound`."""
    return (await whole(ctx, [await key_result_row(ctx, key_result_id)]))[0]


async def whole(ctx: Ctx, rows: Sequence[KeyResultRow]) -> list[KeyResultOut]:
    """Rows with their definitions, numbers, forecasts and newest values, in five more statements."""
    ids = [row.id for row in rows]
    facts = await progress.metric_facts(ctx, ids)
    readings = await progress.readings(ctx, ids)
    seen = await forecasts.seen(ctx, ids)
    authors = await people(ctx, [one.last_author for one in facts.values()])
    latest = {id_: measurements.latest(ctx, one, authors) for id_, one in facts.items()}
    before = await _predecessors(ctx, rows)
    return [
        _Assembly(ctx, row, facts[row.id], readings[row.id], seen=seen).out(latest[row.id], before.get(row.id))
        for row in rows
    ]


async def _predecessors(ctx: Ctx, rows: Sequence[KeyResultRow]) -> dict[UUID, GoalRef]:
    """Of the carried ones: the key result of an earlier cycle that each continues, where the caller may see it."""
    carried = {row.id: row.predecessor_id for row in rows if row.predecessor_id is not None}
    if not carried:
        return {}
    found = {one.id: GoalRef(one.id, one.title) for one in await key_result_rows(ctx, ids=list(carried.values()))}
    return {id_: found[old] for id_, old in carried.items() if old in found}


async def key_result_page(ctx: Ctx, key_result_id: UUID, names: Names) -> KeyResultFull:
    """Everything about one key result. Raises `NotFound`."""
    row = await key_result_row(ctx, key_result_id)
    out = (await whole(ctx, [row]))[0]
    facts = (await progress.metric_facts(ctx, [row.id]))[row.id]
    above = await parents(ctx, [row.objective_id])
    return KeyResultFull(
        key_result=out,
        parents=above[row.objective_id],
        children=await children(ctx, row.id, of="key_result"),
        series=await series(
            ctx, row.id, facts.definition, commitment=row.commitment, dates=(out.starts_on, out.ends_on)
        ),
        revisions=await revisions(ctx, key_result=row.id),
        fan=await forecasts.fan(ctx, out),
        changes=await recent_changes(ctx, [row.id], names),
    )


async def history(
    ctx: Ctx, key_result_id: UUID, *, limit: int = pages.DEFAULT_LIMIT, cursor: str | None = None
) -> Page[MeasurementOut]:
    """All recorded rows of a key result, newest first, corrected and retracted ones too. Raises `NotFound`."""
    await key_result_row(ctx, key_result_id)
    found = await progress.measurements(ctx, key_result_id, limit=limit, cursor=cursor)
    return Page(await measurements.outs(ctx, found.items), found.next)


# What goes out as the row has it, and what of the definition goes out as a number.
_PLAIN = (
    "id", "number", "objective_state", "private", "title", "description", "full_mark", "commitment", "indicator",
    "dropped_reason", "paused_reason", "confidence", "weight", "weight_share", "rank", "sample", "created_at",
    "version",
)  # fmt: skip
_NUMBERS = ("start", "target", "v70", "low", "high")


class _Assembly:
    """One key result on its way out."""

    def __init__(
        self, ctx: Ctx, row: KeyResultRow, facts: MetricFacts, reading: NodeReading, *, seen: forecasts.Seen
    ) -> None:
        self.ctx, self.row, self.facts, self.reading = ctx, row, facts, reading
        self.definition: Definition = facts.definition
        self.outlook = None if row.closed or row.grade is not None else seen.outlooks.get(row.id)
        self.ahead_since = seen.ahead_since.get(row.id)

    def out(self, latest: MeasurementOut | None, predecessor: GoalRef | None = None) -> KeyResultOut:
        row, d = self.row, self.definition
        facts, found = self._stand()
        rests = found.verdict.health is Health.PAUSED
        starts_on, ends_on = shaping.starts_and_ends((d.starts_on, d.ends_on), (row.cycle_starts_on, row.cycle_ends_on))
        return KeyResultOut(
            **self._as_stored(),
            label=label("key_result", row.number),
            objective=GoalRef(row.objective_id, row.objective_title),
            cycle=CycleRef(row.cycle_id, row.cycle_name, row.cycle_starts_on, row.cycle_ends_on, row.closed),
            state=row.own_state,
            owner=shaping.ref(row.owner_id, row.owner_name),
            check_in_owner=shaping.ref(row.check_in_owner_id, row.check_in_owner_name),
            team=shaping.ref(row.team_id, row.team_name),
            kind=d.kind,
            unit=d.unit,
            method=d.method,
            steps=self._steps(),
            starts_on=starts_on,
            ends_on=ends_on,
            path=[PathPointOut(on=point.on, value=float(point.value)) for point in d.path],
            values=self.facts.values,
            latest=latest,
            progress=shaping.stated_progress(self.reading.raw, self.reading.counted, self.reading.state),
            work=shaping.work(self.reading.work, self.reading.totals.leaves, self.reading.totals.done),
            expected=found.pace,
            expected_display=shaping.display(found.pace),
            health=forecasts.health(facts, found, self.outlook, confidence=row.confidence, today=self.ctx.today),
            forecast=None if rests else forecasts.out(d, row.commitment, self.outlook, today=self.ctx.today),
            divergence=None if rests or found.score is not None else self._divergence(),
            rest=self._rest(),
            score=shaping.number(found.score),
            grade=self._grade(),
            original=original_out(row.original),
            predecessor=predecessor,
            can=key_result_can(self.ctx.actor, standing_of(row), own_standing(self.ctx, row, self.facts)),
        )

    def _grade(self) -> GradeOut | None:
        row = self.row
        if row.grade is None or row.graded_at is None:
            return None
        return GradeOut(
            score=float(row.grade),
            suggested=shaping.number(row.grade_suggested),
            original=shaping.number(row.grade_original),
            reason=row.grade_reason,
            causes=row.grade_causes,
            note=row.grade_note,
            by=shaping.ref(row.graded_by, row.grader_name),
            at=row.graded_at,
            band=band(row.grade, Commitment(row.commitment)).value,
        )

    def _rest(self) -> RestOut | None:
        row = self.row
        own = (row.own_state, row.paused_at, row.paused_reason)
        above = (row.objective_state, row.objective_paused_at, row.objective_paused_reason)
        return shaping.rest(self.ctx, own, above, closed=row.closed)

    def _as_stored(self) -> dict[str, Any]:
        row = {name: getattr(self.row, name) for name in _PLAIN}
        return row | {name: shaping.number(getattr(self.definition, name)) for name in _NUMBERS}

    def _stand(self) -> tuple[KeyResultFacts, Stand]:
        ctx, last = self.ctx, self.facts.last_at
        last_on = None if last is None else last.astimezone(ZoneInfo(ctx.workspace.zone)).date()
        every = self.definition.check_in_days or ctx.workspace.check_in_days
        facts = KeyResultFacts(
            self.definition,
            every,
            self.row.commitment,
            self.row.own_state == "dropped",
            self.reading.raw,
            last_on,
            self.row.closed,
            "paused" in {self.row.own_state, self.row.state},
            self.row.grade,
            forecasts.foreseen(self.outlook, self.row.commitment, today=ctx.today),
            self.row.created_at.astimezone(ZoneInfo(ctx.workspace.zone)).date(),
            self.row.first_check_in_on,
        )
        return facts, stand(facts, ctx.today, shaping.thresholds(ctx))

    def _divergence(self) -> DivergenceOut | None:
        return forecasts.divergence_of(
            self.definition.kind,
            outcome=self.reading.counted,
            work=self.reading.work,
            ahead_since=self.ahead_since,
            today=self.ctx.today,
        )

    def _steps(self) -> list[StepOut]:
        reached = set(self.facts.last_steps or ())
        return [
            StepOut(id=step.id, name=step.name, weight=float(step.weight), reached=step.id in reached)
            for step in self.definition.steps
        ]


def own_standing(ctx: Ctx, row: KeyResultRow, facts: MetricFacts) -> KeyResultStanding:
    """How the caller stands to the key result itself."""
    age = (ctx.now - row.created_at) / timedelta(minutes=1)
    used = facts.values > 0 or row.has_links
    return KeyResultStanding(
        owns=row.owns_key_result,
        in_team=row.in_key_result_team or row.checks_in,
        state=row.own_state,
        computed=is_computed(facts.definition.kind),
        deletable=may_be_deleted(
            row.objective_state, mine=row.created_by == ctx.actor.member, age_minutes=age, used=used
        ),
    )
