"""Gradings, retrospectives, assessments and carry-overs of the past, for the demo company."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from msgspec import to_builtins
from psycopg.types.json import Jsonb

from headway.core import db
from headway.core.ctx import Ctx
from headway.rituals.schemas.bulk import BulkAssessment, BulkCarry, BulkGrading, BulkRetrospective

BEFORE_REVEAL = timedelta(days=1)


async def make_gradings(ctx: Ctx, gradings: Sequence[BulkGrading]) -> None:
    """Blind scores can only be written by those who gave them and before the reveal: the table itself sees to it."""
    scores = [
        {**to_builtins(score), "grading_id": str(one.id), "at": (one.revealed_at - BEFORE_REVEAL).isoformat()}
        for one in gradings
        for score in one.scores
    ]
    await db.run(ctx, _OPEN, workspace=ctx.workspace.id, gradings=_json(gradings))
    await db.run(ctx, _BALLOTS, workspace=ctx.workspace.id, scores=Jsonb(scores))
    for member in dict.fromkeys(score["member_id"] for score in scores):
        await _blind_scores(ctx, member, [score for score in scores if score["member_id"] == member])
    await db.run(ctx, _REVEAL, workspace=ctx.workspace.id, gradings=_json(gradings))


async def _blind_scores(ctx: Ctx, member: str, scores: Sequence[dict[str, Any]]) -> None:
    await db.value(ctx, "select set_config('headway.member', %(member)s, true)", member=member)
    await db.run(
        ctx,
        """
        insert into blind_score (workspace_id, grading_id, member_id, key_result_id, score, note, scored_at)
        select %(workspace)s, s.grading_id, s.member_id, s.key_result_id, s.score, s.note, s.at
          from jsonb_to_recordset(%(scores)s) as s (
                 grading_id uuid, member_id uuid, key_result_id uuid, score numeric, note text, at timestamptz)
        """,
        workspace=ctx.workspace.id,
        scores=Jsonb(list(scores)),
    )


async def make_retrospectives(ctx: Ctx, retrospectives: Sequence[BulkRetrospective]) -> None:
    rows = _json(retrospectives)
    await db.run(
        ctx,
        """
        insert into retrospective (workspace_id, team_id, cycle_id, achieved, missed, learned, changed_by, changed_at)
        select %(workspace)s, r.team_id, r.cycle_id, r.achieved, r.missed, r.learned, r.written_by, r.written_at
          from jsonb_to_recordset(%(rows)s) as r (
                 team_id uuid, cycle_id uuid, achieved text, missed text, learned text, written_by uuid,
                 written_at timestamptz)
        """,
        workspace=ctx.workspace.id,
        rows=rows,
    )
    await db.run(
        ctx,
        """
        insert into lesson (workspace_id, team_id, cycle_id, words, created_by, created_at)
        select %(workspace)s, r.team_id, r.cycle_id, l.words, r.written_by, r.written_at
          from jsonb_to_recordset(%(rows)s) as r (
                 team_id uuid, cycle_id uuid, lessons jsonb, written_by uuid, written_at timestamptz)
         cross join jsonb_array_elements_text(r.lessons) as l (words)
        """,
        workspace=ctx.workspace.id,
        rows=rows,
    )


async def make_assessments(ctx: Ctx, assessments: Sequence[BulkAssessment]) -> None:
    await db.run(
        ctx,
        """
        insert into assessment (workspace_id, objective_id, month, chance, health, progress, judgement, decision,
                                reason, member_id, assessed_at)
        select %(workspace)s, a.objective_id, a.month, a.chance, a.health, a.progress, a.judgement, a.decision,
               a.reason, a.member_id, a.assessed_at
          from jsonb_to_recordset(%(rows)s) as a (
                 objective_id uuid, month date, chance double precision, health text, progress double precision,
                 judgement smallint, decision text, reason text, member_id uuid, assessed_at timestamptz)
        """,
        workspace=ctx.workspace.id,
        rows=_json(assessments),
    )


async def add_chances(ctx: Ctx) -> None:
    """What the forecasts of that day said of each objective that was assessed without: the mean of those that have one.

    For the demo company, whose forecasts of the past are made after its assessments.
    """
    await db.run(ctx, _ADD_CHANCES, workspace=ctx.workspace.id, zone=ctx.workspace.zone)


async def make_carries(ctx: Ctx, carries: Sequence[BulkCarry]) -> None:
    await db.run(
        ctx,
        """
        insert into carry (workspace_id, team_id, from_cycle_id, to_cycle_id, objectives, carried_by, carried_at)
        select %(workspace)s, c.team_id, c.from_cycle_id, c.to_cycle_id, c.objectives, c.carried_by, c.carried_at
          from jsonb_to_recordset(%(rows)s) as c (
                 team_id uuid, from_cycle_id uuid, to_cycle_id uuid, objectives uuid[], carried_by uuid,
                 carried_at timestamptz)
        """,
        workspace=ctx.workspace.id,
        rows=_json(carries),
    )


def _json(rows: Sequence[object]) -> Jsonb:
    return Jsonb(to_builtins(rows))


_OPEN = """
    insert into grading (workspace_id, id, team_id, cycle_id, opened_by, opened_at)
    select %(workspace)s, g.id, g.team_id, g.cycle_id, g.revealed_by, g.revealed_at - interval '1 day'
      from jsonb_to_recordset(%(gradings)s) as g (
             id uuid, team_id uuid, cycle_id uuid, revealed_by uuid, revealed_at timestamptz)
"""
_BALLOTS = """
    insert into ballot (workspace_id, grading_id, member_id, scored, done_at)
    select %(workspace)s, s.grading_id, s.member_id, count(*), min(s.at)
      from jsonb_to_recordset(%(scores)s) as s (grading_id uuid, member_id uuid, at timestamptz)
     group by s.grading_id, s.member_id
"""
_REVEAL = """
    update grading r
       set revealed_by = g.revealed_by, revealed_at = g.revealed_at
      from jsonb_to_recordset(%(gradings)s) as g (id uuid, revealed_by uuid, revealed_at timestamptz)
     where r.workspace_id = %(workspace)s and r.id = g.id
"""
_ADD_CHANCES = """
    update assessment a
       set chance = c.chance
      from (
        select x.id, sum(e.weight * f.chance) / sum(e.weight) filter (where f.chance is not null) as chance
          from assessment x
          join objective o on o.workspace_id = x.workspace_id and o.id = x.objective_id
          join key_result k on k.workspace_id = o.workspace_id and k.objective_id = o.id and k.state <> 'dropped'
          join edge e on e.workspace_id = k.workspace_id and e.child_id = k.id and e.parent_id = o.id and e.weight > 0
          left join lateral (
            select case when k.commitment = 'committed' then y.chance_full else y.chance end as chance
              from forecast y
             where y.workspace_id = k.workspace_id and y.metric_id = k.id and y.enough
               and y.as_of <= (x.assessed_at at time zone %(zone)s)::date
             order by y.as_of desc
             limit 1) as f on true
         where x.workspace_id = %(workspace)s and x.chance is null and o.state <> 'dropped'
         group by x.id
        having count(f.chance) > 0) as c
     where a.workspace_id = %(workspace)s and a.id = c.id
"""
