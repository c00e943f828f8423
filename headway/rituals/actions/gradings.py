"""Blind scores: written by each alone, revealed to all at once."""

from uuid import UUID

from headway.core import db
from headway.core.ctx import Ctx
from headway.core.errors import Conflict, Forbidden, NotFound
from headway.goals.actions.refusals import refuse_all, refuse_closed
from headway.goals.rules.final import score_refusals
from headway.rituals.queries import gradings as queries
from headway.rituals.queries.gradings import as_oneself, participants, standing
from headway.rituals.queries.reviews import Review, review
from headway.rituals.schemas.gradings import BlindScoreIn, GradingOut, GradingRow, RevealIn


class Revealed(Conflict):
    code = "rituals.grading_revealed"
    title = "The scores are on the table already, so no blind score can be added. Give the final score instead"


class NotDone(Conflict):
    code = "rituals.grading_not_done"
    title = "Not everybody who began is done. Wait for them, or reveal anyway"


async def score_blind(ctx: Ctx, team_id: UUID, cycle_id: UUID, given: BlindScoreIn, *, key_result: UUID) -> GradingOut:
    """One's own score of a key result; again replaces it. Raises `Revealed`, `CycleClosed`, `Forbidden`."""
    found = await _open(ctx, team_id, cycle_id)
    if key_result not in _countable(found):
        raise NotFound
    refuse_all(score_refusals(given.score))
    row = await _begun(ctx, team_id, cycle_id)
    await as_oneself(ctx)
    await _ballot(ctx, row)
    await db.run(
        ctx,
        """
        insert into blind_score (workspace_id, grading_id, member_id, key_result_id, score, note, scored_at)
        values (%(workspace)s, %(grading)s, %(member)s, %(key_result)s, %(score)s, %(note)s, %(now)s)
        on conflict (workspace_id, grading_id, member_id, key_result_id) do update
           set score = excluded.score, note = excluded.note, scored_at = excluded.scored_at
        """,
        workspace=ctx.workspace.id,
        grading=row.id,
        member=ctx.actor.member,
        key_result=key_result,
        score=given.score,
        note=given.note.strip(),
        now=ctx.now,
    )
    await _count(ctx, row)
    await ctx.record("rituals.grading_scored", "team", team_id, data={"cycle": str(cycle_id)})
    return await queries.grading(ctx, team_id, cycle_id)


async def finish_scoring(ctx: Ctx, team_id: UUID, cycle_id: UUID, *, done: bool) -> GradingOut:
    """Say that one is done, or not yet after all. Raises `Revealed`, `CycleClosed`, `Forbidden`."""
    await _open(ctx, team_id, cycle_id)
    row = await _begun(ctx, team_id, cycle_id)
    await _ballot(ctx, row)
    await db.run(
        ctx,
        """
        update ballot set done_at = case when %(done)s then %(now)s::timestamptz end
         where workspace_id = %(workspace)s and grading_id = %(grading)s and member_id = %(member)s
        """,
        workspace=ctx.workspace.id,
        grading=row.id,
        member=ctx.actor.member,
        done=done,
        now=ctx.now,
    )
    await ctx.record("rituals.grading_scored", "team", team_id, data={"cycle": str(cycle_id), "done": done})
    return await queries.grading(ctx, team_id, cycle_id)


async def reveal(ctx: Ctx, team_id: UUID, cycle_id: UUID, given: RevealIn) -> GradingOut:
    """Put all scores on the table, once and for all. Raises `NotDone`, `Revealed`, `CycleClosed`, `Forbidden`."""
    found = await review(ctx, team_id, cycle_id)
    refuse_closed(closed=found.cycle.closed_at is not None)
    row = await _locked(ctx, team_id, cycle_id)
    stands = standing(ctx, found, await participants(ctx, found, row), revealed=False)
    if not (stands.can.reveal or stands.can.reveal_anyway):
        if stands.takes_part and found.alive:
            raise NotDone
        raise Forbidden("The scores are revealed by the team: its leads, or anyone of it once all are done.")
    if not stands.everybody_done and not given.anyway:
        raise NotDone
    await db.run(
        ctx,
        """
        update grading set revealed_by = %(member)s, revealed_at = %(now)s
         where workspace_id = %(workspace)s and id = %(id)s
        """,
        workspace=ctx.workspace.id,
        id=row.id,
        member=ctx.actor.member,
        now=ctx.now,
    )
    await ctx.record("rituals.grading_revealed", "team", team_id, data={"cycle": str(cycle_id)})
    return await queries.grading(ctx, team_id, cycle_id)


async def _open(ctx: Ctx, team_id: UUID, cycle_id: UUID) -> Review:
    """The review that the caller takes part in."""
    found = await review(ctx, team_id, cycle_id)
    stands = standing(ctx, found, [], revealed=False)
    if not stands.takes_part:
        raise Forbidden("Scores are given by the people of the team and the owners of its goals.")
    refuse_closed(closed=found.cycle.closed_at is not None)
    return found


def _countable(found: Review) -> set[UUID]:
    return {one.id for line in found.alive for one in line.key_results if one.state != "dropped"}


async def _begun(ctx: Ctx, team_id: UUID, cycle_id: UUID) -> GradingRow:
    """The grading, begun now if nobody has, held against a reveal until this transaction ends."""
    return await _locked(ctx, team_id, cycle_id, shared=True)


async def _locked(ctx: Ctx, team_id: UUID, cycle_id: UUID, *, shared: bool = False) -> GradingRow:
    """A reveal waits for every score under way, and no score follows a reveal. Raises `Revealed`."""
    await db.run(
        ctx,
        """
        insert into grading (workspace_id, team_id, cycle_id, opened_by, opened_at)
        values (%(workspace)s, %(team)s, %(cycle)s, %(member)s, %(now)s)
        on conflict (workspace_id, team_id, cycle_id) do nothing
        """,
        workspace=ctx.workspace.id,
        team=team_id,
        cycle=cycle_id,
        member=ctx.actor.member,
        now=ctx.now,
    )
    row = await db.one(
        ctx,
        GradingRow,
        _SHARED if shared else _ALONE,
        workspace=ctx.workspace.id,
        team=team_id,
        cycle=cycle_id,
    )
    if row.revealed_at is not None:
        raise Revealed
    return row


_SHARED = """
    select id, revealed_by, null::text as revealer_name, revealed_at from grading
     where workspace_id = %(workspace)s and team_id = %(team)s and cycle_id = %(cycle)s
       for share
"""
_ALONE = """
    select id, revealed_by, null::text as revealer_name, revealed_at from grading
     where workspace_id = %(workspace)s and team_id = %(team)s and cycle_id = %(cycle)s
       for update
"""


async def _ballot(ctx: Ctx, row: GradingRow) -> None:
    await db.run(
        ctx,
        """
        insert into ballot (workspace_id, grading_id, member_id) values (%(workspace)s, %(grading)s, %(member)s)
        on conflict (workspace_id, grading_id, member_id) do nothing
        """,
        workspace=ctx.workspace.id,
        grading=row.id,
        member=ctx.actor.member,
    )


async def _count(ctx: Ctx, row: GradingRow) -> None:
    await db.run(
        ctx,
        """
        update ballot
           set scored = (select count(*) from blind_score s
                          where s.workspace_id = ballot.workspace_id and s.grading_id = ballot.grading_id
                            and s.member_id = ballot.member_id)
         where workspace_id = %(workspace)s and grading_id = %(grading)s and member_id = %(member)s
        """,
        workspace=ctx.workspace.id,
        grading=row.id,
        member=ctx.actor.member,
    )
