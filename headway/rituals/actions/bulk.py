"""Make rituals of the past, for the demo company, and take them out again. One statement for each kind of row."""

from collections.abc import Sequence

from msgspec import to_builtins
from psycopg.types.json import Jsonb

from headway.core import db
from headway.core.ctx import Ctx
from headway.rituals.actions.bulk_meetings import make_calendars, make_meetings
from headway.rituals.actions.bulk_reviews import make_assessments, make_carries, make_gradings, make_retrospectives
from headway.rituals.schemas.bulk import BulkCheckIn, BulkCommitment, BulkLine, BulkRituals, BulkWeek, BulkWin


async def make_in_bulk(ctx: Ctx, bulk: BulkRituals) -> None:
    """Write it all as it was, whatever the caller's own rights: who calls this has checked them.

    It moves no number and changes no goal: that is there already. One summary event.
    """
    await _check_ins(ctx, bulk.check_ins)
    await make_gradings(ctx, bulk.gradings)
    await make_retrospectives(ctx, bulk.retrospectives)
    await make_assessments(ctx, bulk.assessments)
    await make_carries(ctx, bulk.carries)
    await _commitments(ctx, bulk.commitments, bulk.weeks)
    await _wins(ctx, bulk.wins)
    await _lines(ctx, bulk.lines)
    await make_meetings(ctx, bulk.meetings)
    await make_calendars(ctx, bulk.calendars)
    counts = {name: len(getattr(bulk, name)) for name in bulk.__struct_fields__}
    await ctx.record("rituals.made_in_bulk", "workspace", ctx.workspace.id, data=counts)


async def clear_samples(ctx: Ctx) -> None:
    """Take out what hangs on no goal of the sample: commitments, wins, lines and meetings, whatever teams stay."""
    for statement in (_NO_COMMITMENTS, _NO_WINS, _NO_LINES, _NO_MEETINGS):
        await db.run(ctx, statement, workspace=ctx.workspace.id)


_NO_COMMITMENTS = "delete from commitment where workspace_id = %(workspace)s and sample"
_NO_WINS = "delete from win where workspace_id = %(workspace)s and sample"
_NO_MEETINGS = "delete from meeting where workspace_id = %(workspace)s and sample"
_NO_LINES = "delete from square_line where workspace_id = %(workspace)s and sample"


async def _check_ins(ctx: Ctx, check_ins: Sequence[BulkCheckIn]) -> None:
    await db.run(
        ctx,
        """
        insert into check_in (workspace_id, key_result_id, measurement_id, unchanged, confidence, confidence_before,
                              progress_before, progress, health, changed, blockers, next_steps, via, author_id,
                              made_at, recorded_at)
        select %(workspace)s, c.key_result_id, m.id, c.unchanged, c.confidence, c.confidence_before,
               c.progress_before, c.progress, c.health, c.changed, c.blockers, c.next_steps, 'sample', c.author_id,
               c.made_at, c.made_at
          from jsonb_to_recordset(%(check_ins)s) as c (
                 key_result_id uuid, made_at timestamptz, author_id uuid, unchanged boolean, confidence smallint,
                 confidence_before smallint, progress_before double precision, progress double precision,
                 health text, changed text, blockers text, next_steps text)
          left join measurement m on m.workspace_id = %(workspace)s and m.metric_id = c.key_result_id
                                 and m.effective_at = c.made_at and m.kind = 'value'
         order by c.made_at
        """,
        workspace=ctx.workspace.id,
        check_ins=_json(check_ins),
    )


async def _commitments(ctx: Ctx, commitments: Sequence[BulkCommitment], weeks: Sequence[BulkWeek]) -> None:
    await db.run(
        ctx,
        """
        insert into commitment (workspace_id, id, team_id, member_id, task_id, key_result_id, title, done_at, done_by,
                                dropped_at, dropped_by, dropped_reason, sample, created_by, created_at)
        select %(workspace)s, c.id, c.team_id, c.member_id, c.task_id, c.key_result_id, c.title, c.done_at,
               case when c.done_at is not null then c.member_id end, c.dropped_at,
               case when c.dropped_at is not null then c.member_id end, c.dropped_reason, true, c.member_id,
               c.created_at
          from jsonb_to_recordset(%(rows)s) as c (
                 id uuid, team_id uuid, member_id uuid, task_id uuid, key_result_id uuid, title text,
                 done_at timestamptz, dropped_at timestamptz, dropped_reason text, created_at timestamptz)
        """,
        workspace=ctx.workspace.id,
        rows=_json(commitments),
    )
    await db.run(
        ctx,
        """
        insert into commitment_week (workspace_id, commitment_id, week, priority, rank, added_by, added_at)
        select %(workspace)s, w.commitment_id, w.week, w.priority, w.rank, c.member_id, c.created_at
          from jsonb_to_recordset(%(rows)s) as w (commitment_id uuid, week date, priority smallint, rank float8)
          join commitment c on c.workspace_id = %(workspace)s and c.id = w.commitment_id
        """,
        workspace=ctx.workspace.id,
        rows=_json(weeks),
    )


async def _wins(ctx: Ctx, wins: Sequence[BulkWin]) -> None:
    rows = _json(wins)
    await db.run(
        ctx,
        """
        insert into win (workspace_id, id, team_id, member_id, week, text, task_id, sample, created_by, created_at)
        select %(workspace)s, w.id, w.team_id, w.member_id, w.week, w.text, w.task_id, true, w.member_id, w.created_at
          from jsonb_to_recordset(%(rows)s) as w (
                 id uuid, team_id uuid, member_id uuid, week date, text text, task_id uuid, created_at timestamptz)
        """,
        workspace=ctx.workspace.id,
        rows=rows,
    )
    await db.run(
        ctx,
        """
        insert into win_cheer (workspace_id, win_id, member_id, at)
        select %(workspace)s, w.id, c.member::uuid, w.created_at + interval '20 minutes'
          from jsonb_to_recordset(%(rows)s) as w (id uuid, cheers jsonb, created_at timestamptz)
         cross join jsonb_array_elements_text(w.cheers) as c (member)
        """,
        workspace=ctx.workspace.id,
        rows=rows,
    )


async def _lines(ctx: Ctx, lines: Sequence[BulkLine]) -> None:
    await db.run(
        ctx,
        """
        insert into square_line (workspace_id, team_id, kind, text, state, week, sample, created_by, created_at)
        select %(workspace)s, l.team_id, l.kind, l.text, l.state, l.week, true, l.created_by, l.created_at
          from jsonb_to_recordset(%(rows)s) as l (
                 team_id uuid, kind text, text text, state text, week date, created_by uuid, created_at timestamptz)
        """,
        workspace=ctx.workspace.id,
        rows=_json(lines),
    )


def _json(rows: Sequence[object]) -> Jsonb:
    return Jsonb(to_builtins(rows))
